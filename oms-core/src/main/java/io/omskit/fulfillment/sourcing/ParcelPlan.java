package io.omskit.fulfillment.sourcing;

import java.util.List;

/**
 * The parcels that answer a {@link ParcelInput}, what they cost, and how good they are proven to be.
 *
 * @param parcels in the order in which they were opened; none is empty
 * @param cost what is unmet, in steps of stock, then the levels of the question
 * @param bound no plan costs less, level after level; equal to the cost when the plan is proven best
 * @param nodes how many nodes of the search were looked at, 0 when the first plan was proven best at once
 */
public record ParcelPlan(List<Parcel> parcels, List<Long> cost, List<Long> bound, long nodes) {
    public ParcelPlan {
        parcels = List.copyOf(parcels);
        cost = List.copyOf(cost);
        bound = List.copyOf(bound);
    }

    /**
     * One parcel.
     *
     * @param place where it starts
     * @param units units in it, by line
     */
    public record Parcel(int place, List<Long> units) {
        public Parcel {
            units = List.copyOf(units);
        }
    }

    /** Steps of stock that are wanted and in no parcel. */
    public long unmet() {
        return cost.get(0);
    }

    /** Whether no plan is better; false when the limit on nodes ended the search before that was proven. */
    public boolean optimal() {
        return bound.equals(cost);
    }
}
