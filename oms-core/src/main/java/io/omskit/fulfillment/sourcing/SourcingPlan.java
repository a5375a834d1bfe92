package io.omskit.fulfillment.sourcing;

import java.util.List;

/**
 * Which source ships how much of each line, what that costs, and how good it is proven to be. Costs are in thousandths of a
 * minor unit.
 *
 * @param takes what is shipped, by source, then line; nothing else is
 * @param unmet units that nobody ships, of all lines together
 * @param cost freight of the parcels and cost of the unmet units
 * @param bound no plan costs less than this; equal to the cost when the plan is proven best
 * @param nodes how many nodes of the search were looked at, 1 when the first bound proved the first plan
 */
public record SourcingPlan(List<Take> takes, long unmet, long cost, long bound, long nodes) {
    public SourcingPlan {
        takes = List.copyOf(takes);
        if (unmet < 0 || cost < 0 || bound < 0 || nodes < 0) {
            throw new IllegalArgumentException("a plan with " + unmet + " unmet units of cost " + cost + ", bound "
                    + bound + " after " + nodes + " nodes is negative.\nGive zero or more for each.");
        }
    }

    /**
     * Units of one line that one source ships.
     *
     * @param source number of the source
     * @param line number of the line
     * @param units at least 1
     */
    public record Take(int source, int line, long units) {
        public Take {
            if (source < 0 || line < 0 || units <= 0) {
                throw new IllegalArgumentException("taking " + units + " units of line " + line + " from source "
                        + source + " is not a take.\nNumber from 0, and leave out what is not shipped.");
            }
        }
    }

    /** Whether no plan is cheaper; false when the limit on nodes ended the search before that was proven. */
    public boolean optimal() {
        return bound == cost;
    }

    /** By how much at most the cheapest plan is cheaper than this one. */
    public long gap() {
        return cost - bound;
    }
}
