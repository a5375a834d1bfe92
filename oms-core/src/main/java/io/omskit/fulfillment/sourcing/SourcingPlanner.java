package io.omskit.fulfillment.sourcing;

import io.omskit.fulfillment.sourcing.SourcingPlan.Take;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans from where to ship at the lowest cost: freight of the parcels plus a cost for each unit that nobody ships. Exact
 * branch and bound over the set of sources that open a parcel; a line may come from several of them. Pure: equal inputs and
 * limits give equal plans everywhere. Of plans of one cost any may come out, always the same.
 *
 * <p>Source: domain rules.
 */
public final class SourcingPlanner {
    /** Version of the planner; another version may choose another plan of the same cost. */
    public static final int VERSION = 1;

    private SourcingPlanner() {}

    /**
     * The cheapest plan, or the cheapest that was found when the search reached its limit.
     *
     * @param nodeLimit nodes of the search to look at, 1 or more; each takes time in proportion to sources times lines
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public static SourcingPlan plan(SourcingInput input, long nodeLimit) {
        if (nodeLimit < 1) {
            throw new IllegalArgumentException(
                    "a search of " + nodeLimit + " nodes finds nothing.\nAllow at least 1 node.");
        }
        Offers offers = new Offers(input);
        OpenSearch search = new OpenSearch(offers, nodeLimit);
        search.run();
        return plan(offers, search);
    }

    private static SourcingPlan plan(Offers offers, OpenSearch search) {
        long[][] taken = new long[offers.sources][];
        long unmet = 0;
        for (int line = 0; line < offers.lines; line++) {
            long rest = offers.need[line];
            for (int i = 0; i < offers.source[line].length && rest > 0; i++) {
                int source = offers.source[line][i];
                if (search.best()[source]) {
                    long take = Math.min(rest, offers.units[line][i]);
                    rest -= take;
                    if (taken[source] == null) {
                        taken[source] = new long[offers.lines];
                    }
                    taken[source][line] = take;
                }
            }
            unmet += rest;
        }
        List<Take> takes = new ArrayList<>();
        for (int source = 0; source < offers.sources; source++) {
            for (int line = 0; taken[source] != null && line < offers.lines; line++) {
                if (taken[source][line] > 0) {
                    takes.add(new Take(source, line, taken[source][line]));
                }
            }
        }
        return new SourcingPlan(takes, unmet, search.cost(), search.bound(), search.nodes());
    }
}
