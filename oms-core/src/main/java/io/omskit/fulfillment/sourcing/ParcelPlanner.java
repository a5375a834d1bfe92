package io.omskit.fulfillment.sourcing;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses where units come from and packs them into parcels: first as little unmet as possible, then the levels of cost one
 * after the other. Branch and bound over the units line by line: equal inputs and limits give equal plans everywhere. The
 * first plan comes from packing the fewest sources that have everything; where it reaches the bound nothing is searched.
 *
 * <p>Source: domain rules.
 */
public final class ParcelPlanner {
    private ParcelPlanner() {}

    /**
     * The best plan, or the best that was found when the search reached its limit.
     *
     * @param most parcels at most; units that need more are left unmet
     * @param nodeLimit nodes of the search to look at, 1 or more; each takes time in proportion to places times SKUs
     * @throws IllegalArgumentException if a limit is less than 1
     */
    public static ParcelPlan plan(ParcelInput input, int most, long nodeLimit) {
        if (nodeLimit < 1 || most < 1) {
            throw new IllegalArgumentException("a search of " + nodeLimit + " nodes for " + most
                    + " parcels finds nothing.\nAllow at least 1 node and 1 parcel.");
        }
        Packing packing = new Packing(input, most);
        ParcelBound bound = new ParcelBound(packing);
        ParcelSearch search = new ParcelSearch(packing, bound, nodeLimit);
        search.run();
        return new ParcelPlan(search.best(), boxed(search.cost()), boxed(search.bound()), search.nodes());
    }

    private static List<Long> boxed(long[] values) {
        List<Long> boxed = new ArrayList<>(values.length);
        for (long value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
