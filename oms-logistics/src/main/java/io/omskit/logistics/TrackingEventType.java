package io.omskit.logistics;

import io.omskit.fact.ShipmentStatus;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a parcel, in 42 words that cover the peers' vocabularies. Each word belongs to one
 * {@link ShipmentStatus}, except {@link #UNMAPPED} and {@link #EVENT_REVOKED}, which say nothing about where a parcel stands.
 *
 * <p>Declared in the order in which events of one second are taken to have happened: collected, departed, arrived, out for
 * delivery, station, signed. Source: logistics reference 2.2 and 2.3.
 */
public enum TrackingEventType {
    /** The carrier knows nothing yet. Never takes a known status back. */
    NO_INFO(ShipmentStatus.UNKNOWN),
    LABEL_CREATED(ShipmentStatus.LABEL_CREATED),
    PICKUP_SCHEDULED(ShipmentStatus.AWAITING_PICKUP),
    PICKUP_FAILED(ShipmentStatus.AWAITING_PICKUP),
    PICKED_UP(ShipmentStatus.PICKED_UP),
    /** A code that nobody has mapped. Keeps its code and text, ranks with no status. */
    UNMAPPED(null),
    SECURITY_CHECK(ShipmentStatus.IN_TRANSIT),
    HUB_DEPARTED(ShipmentStatus.IN_TRANSIT),
    IN_TRANSIT(ShipmentStatus.IN_TRANSIT),
    HANDED_TO_OTHER_CARRIER(ShipmentStatus.IN_TRANSIT),
    CUSTOMS_DECLARED(ShipmentStatus.CUSTOMS),
    CUSTOMS_INSPECTION(ShipmentStatus.CUSTOMS),
    CUSTOMS_HELD(ShipmentStatus.CUSTOMS),
    CUSTOMS_DUTY_PAID(ShipmentStatus.CUSTOMS),
    CUSTOMS_RELEASED(ShipmentStatus.CUSTOMS),
    HUB_ARRIVED(ShipmentStatus.IN_TRANSIT),
    DESTINATION_ARRIVED(ShipmentStatus.IN_TRANSIT),
    REROUTED(ShipmentStatus.IN_TRANSIT),
    DELAYED(ShipmentStatus.EXCEPTION),
    EXCEPTION(ShipmentStatus.EXCEPTION),
    DAMAGED(ShipmentStatus.EXCEPTION),
    INTERCEPTED(ShipmentStatus.EXCEPTION),
    OUT_FOR_DELIVERY(ShipmentStatus.OUT_FOR_DELIVERY),
    ADDRESS_ISSUE(ShipmentStatus.DELIVERY_FAILED),
    RECIPIENT_UNAVAILABLE(ShipmentStatus.DELIVERY_FAILED),
    DELIVERY_ATTEMPTED(ShipmentStatus.DELIVERY_FAILED),
    TAKEN_BACK_BY_COURIER(ShipmentStatus.OUT_FOR_DELIVERY),
    PLACED_AT_STATION(ShipmentStatus.AWAITING_COLLECTION),
    AWAITING_COLLECTION(ShipmentStatus.AWAITING_COLLECTION),
    REFUSED(ShipmentStatus.REFUSED),
    PARTIALLY_DELIVERED(ShipmentStatus.DELIVERED),
    COLLECTED_FROM_STATION(ShipmentStatus.DELIVERED),
    DELIVERED_TO_PROXY(ShipmentStatus.DELIVERED),
    DELIVERED(ShipmentStatus.DELIVERED),
    /** The proof of a delivery became available; not a second delivery. */
    DELIVERED_PROOF(ShipmentStatus.DELIVERED),
    RETURN_STARTED(ShipmentStatus.RETURNING),
    RETURN_IN_TRANSIT(ShipmentStatus.RETURNING),
    RETURNED(ShipmentStatus.RETURNED),
    LOST(ShipmentStatus.LOST),
    DESTROYED(ShipmentStatus.LOST),
    CANCELED(ShipmentStatus.CANCELED),
    /** Takes an earlier event back: the one of the named type, else the last one. */
    EVENT_REVOKED(null);

    private final @Nullable ShipmentStatus status;

    TrackingEventType(@Nullable ShipmentStatus status) {
        this.status = status;
    }

    /** Where a parcel stands after it; null for the two words that rank with no status. */
    public @Nullable ShipmentStatus status() {
        return status;
    }

    /** Whether it belongs to the way back to the sender. */
    public boolean isReturn() {
        return status == ShipmentStatus.RETURNING || status == ShipmentStatus.RETURNED;
    }

    /** The type of that name; {@link #UNMAPPED} where this version knows none. */
    public static TrackingEventType named(String name) {
        for (TrackingEventType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return UNMAPPED;
    }
}
