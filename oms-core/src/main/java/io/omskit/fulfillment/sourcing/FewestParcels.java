package io.omskit.fulfillment.sourcing;

import io.omskit.fulfillment.sourcing.SourcingInput.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the sources of a split by stock: as much as possible is shipped, in as few parcels as possible, and of the choices
 * with so many parcels the one whose units come from the sources that are preferred. Exact as far as
 * {@link #NODE_LIMIT} reaches, and beyond it the best that was found; deterministic in both cases.
 *
 * <p>Source: domain rules R-6.3 (2), R-10.3.
 */
public final class FewestParcels {
    /** Nodes that are searched at most; reference orders of fifty sources need less than a hundred. */
    public static final long NODE_LIMIT = 5_000;

    private final long[] need;
    private final long[][] free;
    private final long units;

    private FewestParcels(long[] need, long[][] free) {
        this.need = need;
        this.free = free;
        long sum = 0;
        for (long one : need) {
            sum = Math.addExact(sum, one);
        }
        this.units = sum;
    }

    /**
     * The sources to ship from, each taking what it has of what the ones before left over.
     *
     * @param need units wanted by line, one line per SKU; zero or more
     * @param free units free, by source in the order of preference, then by line; zero or more
     * @return numbers of sources, ascending; none where nobody has anything
     */
    public static List<Integer> choose(long[] need, long[][] free) {
        return choice(need, free).sources();
    }

    /** The choice with what is known of it. */
    static Choice choice(long[] need, long[][] free) {
        return new FewestParcels(need, free).choose();
    }

    /**
     * A choice of sources.
     *
     * @param sources numbers of sources, ascending
     * @param unmet units that nobody has
     * @param exact whether it is proven that no fewer sources leave as little unmet
     */
    record Choice(List<Integer> sources, long unmet, boolean exact) {}

    private Choice choose() {
        long most = 0;
        for (int line = 0; line < need.length; line++) {
            long there = 0;
            for (long[] ofSource : free) {
                there = Math.min(need[line], there + Math.min(need[line], ofSource[line]));
            }
            most += there;
        }
        if (most == 0) {
            return new Choice(List.of(), units, true);
        }
        for (int source = 0; source < free.length; source++) {
            if (served(source, need) == most) {
                return new Choice(List.of(source), units - most, true);
            }
        }
        return isCountable() ? exact(units - most) : new Choice(greedy(), units - most, false);
    }

    private long served(int source, long[] rest) {
        long served = 0;
        for (int line = 0; line < rest.length; line++) {
            served += Math.min(rest[line], free[source][line]);
        }
        return served;
    }

    /** A place behind the first costs its number for each unit; a parcel costs more than all places together could. */
    private long parcelFee() {
        return (free.length - 1L) * units / FreightRate.COST_UNITS_PER_MINOR + 1;
    }

    /** More than all parcels and all places. */
    private long unmetCost() {
        return free.length * (parcelFee() + 1) * FreightRate.COST_UNITS_PER_MINOR;
    }

    /** Whether the costs above fit into what the planner takes. */
    private boolean isCountable() {
        long places = free.length;
        return units <= SourcingInput.MAX_UNITS / (places + 1)
                && units <= SourcingInput.MAX_COST / 4 / Math.max(1, unmetCost());
    }

    private Choice exact(long unmet) {
        List<FreightRate> rates = new ArrayList<>(free.length);
        for (int source = 0; source < free.length; source++) {
            rates.add(new FreightRate(parcelFee(), source));
        }
        List<Line> lines = new ArrayList<>(need.length);
        for (long one : need) {
            lines.add(new Line(1, one));
        }
        SourcingPlan plan = SourcingPlanner.plan(SourcingInput.of(rates, lines, free, unmetCost()), NODE_LIMIT);
        List<Integer> sources =
                plan.takes().stream().map(SourcingPlan.Take::source).distinct().toList();
        return new Choice(sources, unmet, plan.optimal());
    }

    /** For amounts beyond counting: the source that serves most of the rest, again and again. */
    private List<Integer> greedy() {
        long[] rest = need.clone();
        List<Integer> chosen = new ArrayList<>();
        for (int next = best(rest, chosen); next >= 0; next = best(rest, chosen)) {
            chosen.add(next);
            for (int line = 0; line < rest.length; line++) {
                rest[line] -= Math.min(rest[line], free[next][line]);
            }
        }
        return chosen.stream().sorted().toList();
    }

    private int best(long[] rest, List<Integer> chosen) {
        int best = -1;
        long most = 0;
        for (int source = 0; source < free.length; source++) {
            long served = chosen.contains(source) ? 0 : served(source, rest);
            if (served > most) {
                most = served;
                best = source;
            }
        }
        return best;
    }
}
