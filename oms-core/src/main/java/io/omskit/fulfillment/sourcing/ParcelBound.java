package io.omskit.fulfillment.sourcing;

import java.util.Arrays;
import java.util.List;

/**
 * What no completion of a packing undercuts, level after level. Of each SKU the stock that is left tells what stays unmet;
 * what does not has to go somewhere: at the least cost of a unit, in as many new parcels as weight, volume, pieces, worth,
 * lines that exclude each other, and the stock at places without a parcel ask for.
 */
final class ParcelBound {
    /** Instead of the one place where a parcel may start. */
    private static final int ANYWHERE = -2;

    private static final int NOWHERE = -1;
    private static final int[] NONE = {};

    private final Packing packing;
    private final long[][] leastUnit;
    private final long[] leastFee;

    private final ParcelCount count;

    private final long[] low;
    private final long[] one;
    private final long[] least;
    private final long[] shortage;
    private final long[] need;
    private final long[] placed;
    /** Steps that lines leave behind because no place with room has all that one unit takes. */
    private final long[] stranded;

    private final boolean[] opened;
    /** Places that have a parcel, or where one more may start. */
    private final boolean[] usable;
    /** Places with stock of a line, the cheapest first, by line, then level; empty where all cost the same. */
    private final int[][][] placesByCost;

    ParcelBound(Packing packing) {
        this.packing = packing;
        low = new long[packing.levels];
        one = new long[packing.levels];
        least = new long[packing.levels];
        shortage = new long[packing.skus];
        need = new long[packing.skus];
        placed = new long[packing.lines];
        stranded = new long[packing.skus];
        opened = new boolean[packing.places];
        usable = new boolean[packing.places];
        leastUnit = new long[packing.lines][packing.levels];
        for (int line = 0; line < packing.lines; line++) {
            leastUnit[line] = leastUnit(line);
        }
        placesByCost = new int[packing.lines][packing.levels][];
        for (int line = 0; line < packing.lines; line++) {
            for (int level = 1; level < packing.levels; level++) {
                placesByCost[line][level] = placesByCost(line, level);
            }
        }
        leastFee = least(packing.fee, packing.levels);
        count = new ParcelCount(packing, placed, need, shortage, opened);
    }

    /** The fewest places that have as much as all places have, as far as stock alone counts. */
    List<Integer> fewestPlaces() {
        return count.fewestPlaces();
    }

    private long[] leastUnit(int line) {
        long[][] offers = new long[packing.places][];
        int count = 0;
        for (int s = 0; s < packing.places; s++) {
            if (packing.inStock(line, s) > 0) {
                offers[count++] = packing.unitCost[line][s];
            }
        }
        return least(Arrays.copyOf(offers, count), packing.levels);
    }

    private static long[] least(long[][] costs, int levels) {
        long[] least = new long[levels];
        for (int level = 0; level < levels && costs.length > 0; level++) {
            least[level] = Long.MAX_VALUE;
            for (long[] one : costs) {
                least[level] = Math.min(least[level], one[level]);
            }
        }
        return least;
    }

    private int[] placesByCost(int line, int level) {
        int[] some = new int[packing.places];
        long[] key = new long[packing.places];
        int count = 0;
        boolean same = true;
        for (int s = 0; s < packing.places; s++) {
            if (packing.inStock(line, s) > 0) {
                key[s] = packing.unitCost[line][s][level];
                same &= count == 0 || key[s] == key[some[0]];
                some[count++] = s;
            }
        }
        return same ? NONE : ParcelCount.sorted(key, Arrays.copyOf(some, count));
    }

    /**
     * The bound with the lines from this one on to be placed, as far as it matters for plans that are better than the best
     * one known: where such a plan can have one more parcel at most, each place that could send it is looked at by itself.
     *
     * @param best cost of the best plan known
     * @return is overwritten by the next call
     */
    long[] of(int from, long[] best) {
        see(packing.parcels < packing.most);
        long fresh = fill(low, from, ANYWHERE);
        long more = more(fresh, best);
        if (more <= 1 && Arrays.compare(low, best) < 0) {
            narrow(from, more, best);
        }
        return low;
    }

    private void see(boolean more) {
        Arrays.fill(opened, false);
        for (int p = 0; p < packing.parcels; p++) {
            opened[packing.place[p]] = true;
        }
        for (int s = 0; s < usable.length; s++) {
            usable[s] = opened[s] || (more && packing.room[s] > 0);
        }
    }

    /** How many new parcels a better plan can have: the first level at which they cost something tells. */
    private long more(long fresh, long[] best) {
        int level = 0;
        while (level < low.length && low[level] == best[level] && leastFee[level] == 0) {
            level++;
        }
        if (level == low.length || leastFee[level] == 0 || low[level] > best[level]) {
            return (long) packing.most - packing.parcels;
        }
        return Math.min(packing.most - packing.parcels, fresh + (best[level] - low[level]) / leastFee[level]);
    }

    /** Raises the bound to the least of the bounds with no new parcel, and with one at each place. */
    private void narrow(int from, long more, long[] best) {
        System.arraycopy(best, 0, least, 0, least.length);
        see(false);
        for (int s = NOWHERE; s < (more == 0 ? 0 : packing.places); s++) {
            if (s == NOWHERE || isUseful(s, from)) {
                boolean before = s == NOWHERE || usable[s];
                usable[Math.max(0, s)] |= s != NOWHERE;
                fill(one, from, s);
                if (s != NOWHERE) {
                    usable[s] = before;
                }
                if (Arrays.compare(one, low) <= 0) {
                    return;
                }
                if (Arrays.compare(one, least) < 0) {
                    System.arraycopy(one, 0, least, 0, least.length);
                }
            }
        }
        System.arraycopy(least, 0, low, 0, low.length);
    }

    private boolean isUseful(int at, int from) {
        boolean useful = false;
        for (int line = from; line < packing.lines && packing.room[at] > 0 && !useful; line++) {
            useful = packing.rest[line] > 0 && packing.inStock(line, at) > 0;
        }
        return useful;
    }

    /** Writes the bound with the usable places; the answer is how many new parcels it counts. */
    private long fill(long[] bound, int from, int only) {
        System.arraycopy(packing.cost, 0, bound, 0, bound.length);
        long parcels = only == ANYWHERE ? packing.most - packing.parcels : only == NOWHERE ? 0 : 1;
        bound[0] += shortages(from, parcels);
        if (only != ANYWHERE && bound[0] > least[0]) {
            return parcels;
        }
        long fresh = only == ANYWHERE ? count.of(from, bound[0]) : parcels;
        long[] fee = only < 0 ? leastFee : packing.fee[only];
        for (int level = 1; level < bound.length; level++) {
            bound[level] += fresh * fee[level];
            for (int line = from; line < packing.lines; line++) {
                bound[level] += cheapest(line, level);
            }
        }
        return fresh;
    }

    /** The cost of the units that must be placed, from the places where they cost least. */
    private long cheapest(int line, int level) {
        long left = placed[line];
        if (left == 0 || placesByCost[line][level].length == 0) {
            return left * leastUnit[line][level];
        }
        long sum = 0;
        for (int i = 0; i < placesByCost[line][level].length && left > 0; i++) {
            int s = placesByCost[line][level][i];
            if (usable[s]) {
                long here = Math.min(left, packing.inStock(line, s));
                sum += here * packing.unitCost[line][s][level];
                left -= here;
            }
        }
        return sum;
    }

    private long shortages(int from, long parcels) {
        Arrays.fill(need, 0);
        Arrays.fill(stranded, 0);
        for (int line = from; line < packing.lines; line++) {
            long lost = packing.rest[line] - reachable(line, from, parcels);
            for (int d = 0; d < packing.drawSku[line].length; d++) {
                need[packing.drawSku[line][d]] += packing.rest[line] * packing.drawSteps[line][d];
                stranded[packing.drawSku[line][d]] += lost * packing.drawSteps[line][d];
            }
        }
        long sum = 0;
        for (int sku = 0; sku < packing.skus; sku++) {
            long left = need[sku];
            for (int s = 0; s < packing.places && left > 0; s++) {
                left -= usable[s] ? Math.min(left, packing.free[s][sku]) : 0;
            }
            shortage[sku] = Math.max(left, stranded[sku]);
            sum += shortage[sku];
        }
        for (int line = from; line < packing.lines; line++) {
            long missing = Long.MAX_VALUE;
            for (int d = 0; d < packing.drawSku[line].length; d++) {
                missing = Math.min(missing, shortage[packing.drawSku[line][d]] / packing.drawSteps[line][d]);
            }
            placed[line] = Math.max(0, packing.rest[line] - missing);
        }
        return sum;
    }

    /** Units of a line that places with room, and with company where it needs some, have at most. */
    private long reachable(int line, int from, long parcels) {
        long wanted = packing.rest[line];
        boolean single = packing.alone[line] || packing.over[line];
        long most = single ? Math.min(wanted, parcels) : wanted;
        long sum = 0;
        for (int s = 0; s < packing.places && sum < most; s++) {
            if (usable[s] && (!packing.guest[line] || isHost(line, from, s))) {
                sum += Math.min(most - sum, Math.min(packing.inStock(line, s), single ? packing.room[s] : most));
            }
        }
        return sum;
    }

    private boolean isHost(int guest, int from, int at) {
        for (int host = from; host < guest; host++) {
            if (packing.company[guest][host] && packing.rest[host] > 0 && packing.inStock(host, at) > 0) {
                return true;
            }
        }
        for (int p = 0; p < packing.parcels; p++) {
            for (int host = 0; packing.place[p] == at && host < guest; host++) {
                if (packing.company[guest][host] && packing.held[p][host] > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
