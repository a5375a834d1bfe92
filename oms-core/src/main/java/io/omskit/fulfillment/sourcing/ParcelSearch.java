package io.omskit.fulfillment.sourcing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Branch and bound over the units, line by line: into the parcels that are there, then into new ones place by place, then
 * given up. Belongs to one planning run.
 */
final class ParcelSearch {
    /** Numbers of units are tried one by one up to this. */
    private static final long MANY = 100;

    /** Parcels that are taken apart at once at most. */
    private static final int LARGEST_REPAIR = 3;

    /** How often the places of the best plan are changed at most. */
    private static final int EXCHANGES = 20;

    private static final int NONE = -1;

    private static final long NODES_OF_REPAIR = 300;

    /** Most questions are answered completely within so many. */
    private static final long NODES_BEFORE_REPAIR = 1_000;

    private final Packing packing;
    private ParcelBound bound;
    private final long nodeLimit;
    private final ParcelStart start;

    private List<ParcelPlan.Parcel> best = List.of();
    private long[] cost;
    private long[] abandoned = {};
    /** What no plan undercuts, as far as that was known before the present search. */
    private long[] root = {};

    private long nodes;
    /** When the present search ends, counted in nodes. */
    private long until;
    /** Whether the present search looks near the best plan only, and proves nothing. */
    private boolean local = true;

    ParcelSearch(Packing packing, ParcelBound bound, long nodeLimit) {
        this.packing = packing;
        this.bound = bound;
        this.nodeLimit = nodeLimit;
        this.start = new ParcelStart(packing, this::adopt);
        this.cost = new long[packing.levels];
        for (int line = 0; line < packing.lines; line++) {
            cost[0] += packing.rest[line] * packing.steps[line];
        }
    }

    List<ParcelPlan.Parcel> best() {
        return best;
    }

    long[] cost() {
        return cost;
    }

    /** What is proven of all plans: by the search that ended last, or before it. */
    long[] bound() {
        long[] last = abandoned.length == 0 || compare(cost, abandoned) < 0 ? cost : abandoned;
        return compare(last, root) < 0 ? root : last;
    }

    long nodes() {
        return nodes;
    }

    void run() {
        root = bound.of(0, cost).clone();
        start.first(bound.fewestPlaces());
        for (int s = 0; s < packing.places && compare(root, cost) < 0; s++) {
            start.first(List.of(s));
        }
        if (compare(root, cost) < 0) {
            start.first(IntStream.range(0, packing.places).boxed().toList());
            start.fullest();
        }
        if (compare(root, cost) < 0) {
            List<ParcelPlan.Parcel> begin = best;
            long[] beginCost = cost;
            root = search(Math.min(nodeLimit, NODES_BEFORE_REPAIR));
            exchange(begin, beginCost);
        }
        for (int size = 2; size <= LARGEST_REPAIR && compare(root, cost) < 0; size++) {
            repair(size);
        }
        if (compare(root, cost) < 0) {
            search(nodeLimit);
        }
    }

    /** Searches everything from the beginning; the answer is what is proven of all plans. */
    private long[] search(long limit) {
        if (packing.close(root, cost)) {
            bound = new ParcelBound(packing);
        }
        local = false;
        until = limit;
        abandoned = new long[0];
        visit(0, 0, 0, Long.MAX_VALUE);
        local = true;
        return bound();
    }

    /** Takes some parcels of the best plan apart and packs their units anew, for all choices of so many, as long as it pays. */
    private void repair(int size) {
        List<ParcelPlan.Parcel> from = best;
        int[] chosen = IntStream.range(0, size).toArray();
        while (chosen[size - 1] < from.size() && nodes < nodeLimit / 2 && compare(root, cost) < 0) {
            for (int i = 0; i < from.size(); i++) {
                if (Arrays.binarySearch(chosen, i) < 0) {
                    keep(from.get(i));
                }
            }
            until = Math.min(nodeLimit / 2, nodes + NODES_OF_REPAIR);
            visit(0, packing.parcels, 0, Long.MAX_VALUE);
            packing.clear();
            if (best != from) {
                from = best;
                chosen = IntStream.range(0, size).toArray();
            } else {
                next(chosen, from.size());
            }
        }
    }

    private void keep(ParcelPlan.Parcel parcel) {
        int at = packing.open(parcel.place());
        for (int line = 0; line < packing.lines; line++) {
            packing.put(line, at, parcel.units().get(line));
        }
    }

    /** The next choice of numbers below the limit, ascending; the last one is the limit where there is none. */
    private static void next(int[] chosen, int limit) {
        int last = chosen.length - 1;
        int at = last;
        while (at > 0 && chosen[at] == limit - 1 - (last - at)) {
            at--;
        }
        chosen[at]++;
        for (int i = at + 1; i <= last; i++) {
            chosen[i] = chosen[i - 1] + 1;
        }
    }

    /**
     * Leaves out a place of a plan, or takes another one in, or both, as long as it pays. Begins with a plan that does not
     * depend on the limit, so that a longer search is never worse.
     */
    private void exchange(List<ParcelPlan.Parcel> begin, long[] beginCost) {
        if (compare(root, cost) >= 0) {
            return;
        }
        List<ParcelPlan.Parcel> found = best;
        long[] foundCost = cost;
        best = begin;
        cost = beginCost;
        List<ParcelPlan.Parcel> from = List.of();
        for (int round = 0; round < EXCHANGES && best != from; round++) {
            from = best;
            exchange();
        }
        if (compare(foundCost, cost) <= 0) {
            best = found;
            cost = foundCost;
        }
    }

    private void exchange() {
        Set<Integer> places = new TreeSet<>();
        best.forEach(parcel -> places.add(parcel.place()));
        for (int out : with(NONE, places)) {
            for (int in = NONE; in < packing.places; in++) {
                Set<Integer> some = new TreeSet<>(places);
                if ((out == NONE || some.remove(out)) && (in == NONE || some.add(in))) {
                    start.cheapest(some);
                }
            }
        }
    }

    private static List<Integer> with(int first, Set<Integer> others) {
        List<Integer> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    private void adopt() {
        if (compare(packing.cost, cost) < 0 && packing.isWorthSplitting()) {
            cost = packing.cost.clone();
            best = packing.parcels();
        }
    }

    /**
     * Places what is left of a line.
     *
     * @param base parcels that were there before the line
     * @param from parcels of these, then places, that were passed already
     * @param most units at most in a new parcel at the place that is next: of equal parcels the fuller comes first
     */
    private void visit(int line, int base, int from, long most) {
        if (line == packing.lines) {
            adopt();
            return;
        }
        if (nodes >= until) {
            abandon(bound.of(line, cost).clone());
            return;
        }
        nodes++;
        long[] low = bound.of(line, cost).clone();
        if (compare(low, cost) >= 0) {
            return;
        }
        long here = most;
        for (int slot = from; slot < base + packing.places && packing.rest[line] > 0; slot++) {
            if (slot < base) {
                join(line, base, slot, low);
            } else {
                start(line, base, slot, here, low);
                here = Long.MAX_VALUE;
            }
        }
        long left = packing.rest[line];
        packing.giveUp(line, left);
        visit(line + 1, packing.parcels, 0, Long.MAX_VALUE);
        packing.giveUp(line, -left);
    }

    private void join(int line, int base, int slot, long[] low) {
        int parcel = packing.guest[line] ? start.host(line, slot) : slot;
        long fits = packing.fits(line, parcel);
        long fewest = fewest(fits, low);
        for (long count = fits; count >= fewest; count--) {
            packing.put(line, parcel, count);
            visit(line, base, slot + 1, Long.MAX_VALUE);
            packing.put(line, parcel, -count);
        }
    }

    private void start(int line, int base, int slot, long most, long[] low) {
        long fits = Math.min(most, packing.fitsNew(line, slot - base));
        long fewest = fewest(fits, low);
        for (long count = fits; count >= fewest; count--) {
            int parcel = packing.open(slot - base);
            packing.put(line, parcel, count);
            visit(line, base, slot, count);
            packing.put(line, parcel, -count);
            packing.close();
        }
    }

    /** The least number of units to try; of grams only as many as fit, and then the plan is not proven best by search. */
    private long fewest(long fits, long[] low) {
        if (fits > MANY) {
            abandon(low);
            return fits;
        }
        return 1;
    }

    private void abandon(long[] low) {
        if (!local && compare(low, cost) < 0) {
            abandoned = abandoned.length == 0 || compare(low, abandoned) < 0 ? low : abandoned;
        }
    }

    private static int compare(long[] left, long[] right) {
        return Arrays.compare(left, right);
    }
}
