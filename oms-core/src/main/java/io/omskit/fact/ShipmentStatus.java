package io.omskit.fact;

/**
 * Where a parcel stands, for people and rules. Source: logistics reference 2.2; the finer event types live with the
 * carriers.
 */
public enum ShipmentStatus {
    UNKNOWN,
    LABEL_CREATED,
    AWAITING_PICKUP,
    PICKED_UP,
    IN_TRANSIT,
    CUSTOMS,
    OUT_FOR_DELIVERY,
    AWAITING_COLLECTION,
    DELIVERY_FAILED,
    EXCEPTION,
    DELIVERED,
    REFUSED,
    RETURNING,
    RETURNED,
    LOST,
    CANCELED;

    /** Whether the carrier has, or had, the parcel in hand. */
    public boolean isHandedOver() {
        return switch (this) {
            case UNKNOWN, LABEL_CREATED, AWAITING_PICKUP, CANCELED -> false;
            default -> true;
        };
    }

    /** Whether nothing more is expected. */
    public boolean isFinal() {
        return this == DELIVERED || this == RETURNED || this == LOST || this == CANCELED;
    }
}
