package io.omskit.fulfillment;

import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.SourceFold.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the status of a linked parcel means for the units inside: delivered and lost move their counters, a parcel on its
 * way back announces a return. Each end of a parcel counts once, whatever readings come after it; nothing ever moves back
 * (R-2.3, R-13.1).
 */
public final class ParcelFold {
    private ParcelFold() {}

    /**
     * The fulfillment order and the parcel after the parcel's present status is counted. Call it whenever the parcel was
     * linked or read again; where there is nothing new the outcome changes nothing.
     *
     * @param fold the values that the parcel's fulfillment order belongs to
     * @param parcel linked to a fulfillment order of the fold
     * @param at when the status was read
     */
    public static Outcome count(SourceFold fold, Shipment parcel, Instant at) {
        ShipmentStatus end = end(parcel.status());
        if (end == ShipmentStatus.UNKNOWN
                || parcel.counted().contains(end)
                || parcel.contents().isEmpty()) {
            return fold.unchanged(parcel);
        }
        Outcome outcome = contradicts(parcel.counted(), end)
                ? fold.told(parcel, "PARCEL_CONTRADICTS", "parcel", name(parcel), "status", parcel.status())
                : moved(fold, parcel, end, at);
        Set<ShipmentStatus> counted = EnumSet.of(end);
        counted.addAll(parcel.counted());
        return outcome.withShipment(parcel.withCounted(counted));
    }

    private static Outcome moved(SourceFold fold, Shipment parcel, ShipmentStatus end, Instant at) {
        return switch (end) {
            case DELIVERED -> fold.parcelDelivered(parcel, at);
            case LOST -> fold.parcelLost(parcel, at);
            default -> fold.parcelReturning(parcel, at);
        };
    }

    /** A parcel that was lost or came back does not arrive, and one that arrived is not lost: people have to look. */
    private static boolean contradicts(Set<ShipmentStatus> counted, ShipmentStatus end) {
        return counted.contains(ShipmentStatus.LOST) || (end != ShipmentStatus.RETURNED && !counted.isEmpty());
    }

    private static ShipmentStatus end(ShipmentStatus status) {
        return switch (status) {
            case DELIVERED -> ShipmentStatus.DELIVERED;
            case LOST -> ShipmentStatus.LOST;
            case REFUSED, RETURNING, RETURNED -> ShipmentStatus.RETURNED;
            default -> ShipmentStatus.UNKNOWN;
        };
    }

    private static String name(Shipment parcel) {
        return parcel.carrier() + "/" + parcel.number();
    }
}
