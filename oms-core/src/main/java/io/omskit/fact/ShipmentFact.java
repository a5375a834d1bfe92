package io.omskit.fact;

import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a parcel: that it exists, what is in it, where it stands. A scan of a parcel that nobody announced
 * makes a shipment too; it is linked when the announcement comes.
 *
 * @param carrier the carrier id
 * @param number the tracking number
 * @param discriminator the carrier's own id or the ship date where the carrier uses numbers again, else empty
 * @param revision how new the reading is; a number that grows with each reading of this parcel
 * @param provenance where it was read
 * @param contents what is inside as far as this reading tells; empty where it does not
 * @param status where it stands
 * @param shippedAt when the carrier took it
 * @param deliveredAt when it was delivered
 * @param promisedAt when the carrier or channel promised delivery
 * @param weightGrams weight that the carrier or the packing table measured
 */
public record ShipmentFact(
        String carrier,
        String number,
        String discriminator,
        Revision revision,
        Provenance provenance,
        List<Content> contents,
        ShipmentStatus status,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant promisedAt,
        @Nullable Long weightGrams)
        implements Fact {

    public ShipmentFact {
        carrier = Texts.required("carrier", carrier);
        number = Texts.required("tracking number", number);
        contents = List.copyOf(contents);
        revision = revision.withHash(new Revision.Fingerprint()
                .addAll(contents)
                .add(status)
                .add(shippedAt)
                .add(deliveredAt)
                .add(promisedAt)
                .add(weightGrams));
    }

    /**
     * Units of one order line inside the parcel.
     *
     * @param order the order on its channel
     * @param lineId the line; empty means everything of the order that is still to ship
     * @param quantity units; absent means all that the line still has to ship
     */
    public record Content(
            ChannelRef order, String lineId, @Nullable Quantity quantity) {}

    @Override
    public List<ChannelRef> orders() {
        return contents.stream().map(Content::order).toList();
    }
}
