package io.omskit.fulfillment;

import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parcel: one carrier, one number. A scan may make it known before anybody announced it; it is linked to its fulfillment
 * order when the announcement comes.
 *
 * @param id our own key
 * @param carrier the carrier id
 * @param number the tracking number
 * @param discriminator tells two uses of one number apart, else empty; with {@code +2}, {@code +3} at its end it is the
 *     part of the parcel that one more fulfillment order holds
 * @param fulfillmentOrder whose goods are inside; absent while it is not linked
 * @param contents units inside, by allocation; empty while not known
 * @param revision of the newest reading
 * @param status where it stands
 * @param shippedAt when the carrier took it
 * @param deliveredAt when it was delivered
 * @param promisedAt when delivery was promised
 * @param weightGrams measured weight
 * @param counted which ends of a parcel the counters of its allocations already know: DELIVERED, LOST, RETURNED; so that
 *     a status told twice counts once
 * @param unknown members of the stored form that only a newer version knows; absent where there are none
 */
public record Shipment(
        long id,
        String carrier,
        String number,
        String discriminator,
        @Nullable Long fulfillmentOrder,
        List<Content> contents,
        Revision revision,
        ShipmentStatus status,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant promisedAt,
        @Nullable Long weightGrams,
        Set<ShipmentStatus> counted,
        @Nullable String unknown) {

    private static final Comparator<Revision> NEWER =
            Comparator.<Revision>naturalOrder().thenComparing(Revision::mapper).thenComparing(Revision::hash);

    public Shipment {
        contents = List.copyOf(contents);
        counted = Set.copyOf(counted);
    }

    /**
     * Units of one demand inside the parcel.
     *
     * @param orderId the order
     * @param demand index of the demand
     * @param quantity units in the smallest step
     */
    public record Content(long orderId, int demand, long quantity) {}

    /** A parcel as its first reading tells it. */
    public static Shipment first(long id, ShipmentFact fact) {
        return new Shipment(
                id,
                fact.carrier(),
                fact.number(),
                fact.discriminator(),
                null,
                List.of(),
                fact.revision(),
                fact.status(),
                fact.shippedAt(),
                fact.deliveredAt(),
                fact.promisedAt(),
                fact.weightGrams(),
                Set.of(),
                null);
    }

    /** The parcel after one more reading: the newer one wins, and what only an older one knows is kept. */
    public Shipment with(ShipmentFact fact) {
        boolean newer = NEWER.compare(fact.revision(), revision) > 0;
        return new Shipment(
                id,
                carrier,
                number,
                discriminator,
                fulfillmentOrder,
                contents,
                newer ? fact.revision() : revision,
                newer ? fact.status() : status,
                pick(newer, fact.shippedAt(), shippedAt),
                pick(newer, fact.deliveredAt(), deliveredAt),
                pick(newer, fact.promisedAt(), promisedAt),
                pick(newer, fact.weightGrams(), weightGrams),
                counted,
                unknown);
    }

    private static <T> @Nullable T pick(boolean newer, @Nullable T told, @Nullable T known) {
        if (told == null || known == null) {
            return told == null ? known : told;
        }
        return newer ? told : known;
    }

    /** A parcel that its source announced before any reading; every reading is newer. */
    static Shipment announced(long id, SourceReport.Shipped report) {
        return new Shipment(
                id,
                report.carrier(),
                report.number(),
                report.discriminator(),
                null,
                List.of(),
                new Revision(null, 0, 0, 0),
                ShipmentStatus.PICKED_UP,
                report.at(),
                null,
                null,
                null,
                Set.of(),
                null);
    }

    /** The parcel with what is known to be inside; when it left is kept where a reading told it. */
    Shipment linked(long fulfillmentOrderId, Instant at, List<Part> parts) {
        return new Shipment(
                id,
                carrier,
                number,
                discriminator,
                fulfillmentOrderId,
                parts.stream()
                        .map(part -> new Content(part.orderId(), part.demand(), part.quantity()))
                        .toList(),
                revision,
                status,
                shippedAt == null ? at : shippedAt,
                deliveredAt,
                promisedAt,
                weightGrams,
                counted,
                unknown);
    }

    /** The part of this parcel that another fulfillment order holds; it is read as this one is. */
    public Shipment beside(long partId, String partDiscriminator) {
        return new Shipment(
                partId,
                carrier,
                number,
                partDiscriminator,
                null,
                List.of(),
                revision,
                status,
                shippedAt,
                deliveredAt,
                promisedAt,
                weightGrams,
                Set.of(),
                null);
    }

    Shipment withCounted(Set<ShipmentStatus> newCounted) {
        return new Shipment(
                id,
                carrier,
                number,
                discriminator,
                fulfillmentOrder,
                contents,
                revision,
                status,
                shippedAt,
                deliveredAt,
                promisedAt,
                weightGrams,
                newCounted,
                unknown);
    }

    Shipment withUnknown(@Nullable String newUnknown) {
        return new Shipment(
                id,
                carrier,
                number,
                discriminator,
                fulfillmentOrder,
                contents,
                revision,
                status,
                shippedAt,
                deliveredAt,
                promisedAt,
                weightGrams,
                counted,
                newUnknown);
    }

    /** What is inside, as parts of its fulfillment order. */
    List<Part> parts() {
        return contents.stream()
                .map(content -> new Part(content.orderId(), content.demand(), content.quantity()))
                .toList();
    }

    /** Whether a report of these parts tells nothing new. */
    boolean holds(List<Part> parts) {
        return parts.isEmpty() || Part.merged(parts).equals(Part.merged(parts()));
    }

    /** Whether the carrier has, or had, it in hand. */
    public boolean isHandedOver() {
        return shippedAt != null || status.isHandedOver();
    }

    /** Whether it arrived, is coming back or is lost: there is nothing to stop. */
    public boolean isOver() {
        return deliveredAt != null
                || !counted.isEmpty()
                || status.isFinal()
                || status == ShipmentStatus.REFUSED
                || status == ShipmentStatus.RETURNING;
    }
}
