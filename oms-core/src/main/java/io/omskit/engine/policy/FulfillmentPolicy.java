package io.omskit.engine.policy;

import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.sourcing.FreightTable;
import io.omskit.value.Rate;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How goods are put into parcels and which sources send them. Immutable.
 *
 * @param parcels what a parcel may hold and which plan is better
 * @param freight what parcels cost
 * @param rejectedFor how long a source that has rejected an order is not asked for it again
 * @param parcelsADay how many parcels a source takes on a day of its zone; a source that is not named takes any
 * @param weightTolerance the largest difference between packed and sold weight that passes, as a share of what was sold; goods
 *     that differ more are held before they leave
 */
public record FulfillmentPolicy(
        ParcelPolicy parcels,
        FreightTable freight,
        Duration rejectedFor,
        SortedMap<String, Long> parcelsADay,
        Rate weightTolerance) {
    private static final FulfillmentPolicy DEFAULTS = new FulfillmentPolicy(
            ParcelPolicy.defaults(), FreightTable.NONE, Duration.ofHours(24), new TreeMap<>(), Rate.parse("0.1"));

    public FulfillmentPolicy {
        parcelsADay = Collections.unmodifiableSortedMap(new TreeMap<>(parcelsADay));
        if (rejectedFor.isNegative()) {
            throw new IllegalArgumentException(
                    "a source that rejected an order is left alone for " + rejectedFor + ".\nGive zero or more.");
        }
        if (weightTolerance.value().signum() < 0) {
            throw new IllegalArgumentException(
                    "packed weight may differ by " + weightTolerance + ".\nGive a share of zero or more.");
        }
        parcelsADay.forEach((source, count) -> {
            if (count < 1) {
                throw new IllegalArgumentException("source " + source + " takes " + count
                        + " parcels a day.\nGive at least 1; a source that sends nothing is left out of the sources.");
            }
        });
    }

    /** Nothing but stock limits; a source that rejected an order is left alone for a day; weights may differ by a tenth. */
    public static FulfillmentPolicy defaults() {
        return DEFAULTS;
    }

    public FulfillmentPolicy withParcels(ParcelPolicy how) {
        return new FulfillmentPolicy(how, freight, rejectedFor, parcelsADay, weightTolerance);
    }

    public FulfillmentPolicy withFreight(FreightTable table) {
        return new FulfillmentPolicy(parcels, table, rejectedFor, parcelsADay, weightTolerance);
    }

    public FulfillmentPolicy withRejectedFor(Duration rest) {
        return new FulfillmentPolicy(parcels, freight, rest, parcelsADay, weightTolerance);
    }

    public FulfillmentPolicy withParcelsADay(Map<String, Long> most) {
        return new FulfillmentPolicy(parcels, freight, rejectedFor, new TreeMap<>(most), weightTolerance);
    }

    public FulfillmentPolicy withWeightTolerance(Rate share) {
        return new FulfillmentPolicy(parcels, freight, rejectedFor, parcelsADay, share);
    }
}
