package io.omskit.logistics;

import org.jspecify.annotations.Nullable;

/**
 * Why something went wrong with a parcel, where its carrier told. A field of its own beside the event type: an attempt that
 * failed is an attempt whatever the reason. Condensed from the incident reasons of the peers in logistics reference 2.1.
 */
public enum TrackingReason {
    RECIPIENT_ABSENT,
    RECIPIENT_UNREACHABLE,
    RECIPIENT_RESCHEDULED,
    RECIPIENT_REFUSED,
    ADDRESS_WRONG,
    ADDRESS_CHANGED,
    OUT_OF_AREA,
    ACCESS_DENIED,
    PAYMENT_OPEN,
    SENDER_REQUEST,
    CONTENT_FORBIDDEN,
    PACKAGE_DAMAGED,
    PACKAGE_LOST,
    MISSORTED,
    CAPACITY,
    WEATHER,
    HOLIDAY,
    CUSTOMS_DOCUMENTS,
    CUSTOMS_DUTY;

    /** The reason of that name; null where this version knows none. */
    static @Nullable TrackingReason named(@Nullable String name) {
        for (TrackingReason reason : values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return null;
    }
}
