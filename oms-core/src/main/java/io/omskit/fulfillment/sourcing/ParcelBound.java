package io.omskit.fulfillment.sourcing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What no completion of a packing undercuts, level after level. Of each SKU the stock that is left tells what stays unmet;
 * what does not has to go somewhere: at the least cost of a unit, in as many new parcels as weight, volume, pieces, worth,
 * lines that exclude each other, and the stock at places without a parcel ask for.
 */
final class ParcelBound {
    private final Packing packing;
    private final int[][] placesByStock;
    private final long[][] leastUnit;
    private final long[] leastFee;

    /** The fewest places that have as much as all have. */
    private final FewestParcels.Choice fewest;

    private final long[] low;
    private final long[] shortage;
    private final long[] need;
    private final long[] placed;
    private final boolean[] opened;

    ParcelBound(Packing packing) {
        this.packing = packing;
        low = new long[packing.levels];
        shortage = new long[packing.skus];
        need = new long[packing.skus];
        placed = new long[packing.lines];
        opened = new boolean[packing.places];
        placesByStock = new int[packing.skus][];
        for (int k = 0; k < packing.skus; k++) {
            int sku = k;
            placesByStock[k] = IntStream.range(0, packing.places)
                    .boxed()
                    .sorted(Comparator.comparingLong(s -> -packing.free[s][sku]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        leastUnit = new long[packing.lines][packing.levels];
        for (int line = 0; line < packing.lines; line++) {
            leastUnit[line] = leastUnit(line);
        }
        leastFee = least(packing.fee, packing.levels);
        fewest = fewest();
    }

    private FewestParcels.Choice fewest() {
        long[] wanted = new long[packing.skus];
        for (int line = 0; line < packing.lines; line++) {
            for (int d = 0; d < packing.drawSku[line].length; d++) {
                int sku = packing.drawSku[line][d];
                wanted[sku] += packing.rest[line] * packing.drawSteps[line][d];
            }
        }
        return FewestParcels.choice(wanted, packing.free);
    }

    /** The fewest places that have as much as all places have, as far as stock alone counts. */
    List<Integer> fewestPlaces() {
        return fewest.sources();
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

    /** The bound with the lines from this one on to be placed; the array is overwritten by the next call. */
    long[] of(int from) {
        System.arraycopy(packing.cost, 0, low, 0, low.length);
        low[0] += shortages(from);
        long fresh = parcels(from);
        for (int level = 1; level < low.length; level++) {
            low[level] += fresh * leastFee[level];
            for (int line = from; line < packing.lines; line++) {
                low[level] += placed[line] * leastUnit[line][level];
            }
        }
        return low;
    }

    private long shortages(int from) {
        Arrays.fill(need, 0);
        for (int line = from; line < packing.lines; line++) {
            for (int d = 0; d < packing.drawSku[line].length; d++) {
                need[packing.drawSku[line][d]] += packing.rest[line] * packing.drawSteps[line][d];
            }
        }
        long sum = 0;
        for (int sku = 0; sku < packing.skus; sku++) {
            long left = need[sku];
            for (int s = 0; s < packing.places && left > 0; s++) {
                left -= Math.min(left, packing.free[s][sku]);
            }
            shortage[sku] = left;
            sum += left;
        }
        for (int line = from; line < packing.lines; line++) {
            long missing = 0;
            for (int sku : packing.drawSku[line]) {
                missing += shortage[sku];
            }
            placed[line] = Math.max(0, packing.rest[line] - missing);
        }
        return sum;
    }

    /** New parcels that what must be placed needs at least. */
    private long parcels(int from) {
        long own = 0;
        long clique = 0;
        long[] load = new long[Packing.DIMENSIONS];
        boolean[] chosen = new boolean[packing.lines];
        for (int line = from; line < packing.lines; line++) {
            if (placed[line] == 0 || packing.guest[line]) {
                continue;
            }
            if (packing.alone[line] || packing.over[line]) {
                own += placed[line];
                continue;
            }
            for (int d = 0; d < load.length; d++) {
                load[d] = saturated(load[d], placed[line], packing.load[line][d]);
            }
            if (isApartFromAll(line, chosen) && !isWelcome(line)) {
                chosen[line] = true;
                clique++;
            }
        }
        long packed = own + Math.max(clique, byLoad(load));
        boolean known = fewest.exact() && low[0] <= fewest.unmet();
        return Math.max(Math.max(packed, byStock()), known ? fewest.sources().size() - packing.parcels : 0);
    }

    private static long saturated(long sum, long count, long load) {
        long product = load == 0 ? 0 : count > ParcelInput.MAX / load ? ParcelInput.MAX : count * load;
        return Math.min(ParcelInput.MAX, sum + product);
    }

    private boolean isApartFromAll(int line, boolean[] chosen) {
        for (int other = 0; other < chosen.length; other++) {
            if (chosen[other] && !packing.apart[line][other]) {
                return false;
            }
        }
        return true;
    }

    private boolean isWelcome(int line) {
        for (int p = 0; p < packing.parcels; p++) {
            if (packing.isCompatible(line, p)) {
                return true;
            }
        }
        return false;
    }

    private long byLoad(long[] load) {
        long most = 0;
        for (int d = 0; d < load.length; d++) {
            long limit = packing.limit[d];
            if (limit == ParcelInput.UNLIMITED || load[d] == 0 || limit == 0) {
                continue;
            }
            long left = load[d];
            for (int p = 0; p < packing.parcels; p++) {
                left -= Math.max(0, limit - packing.used[p][d]);
            }
            most = left <= 0 ? most : Math.max(most, (left + limit - 1) / limit);
        }
        return most;
    }

    /** Places without a parcel yet that one SKU needs besides those with one. */
    private long byStock() {
        Arrays.fill(opened, false);
        for (int p = 0; p < packing.parcels; p++) {
            opened[packing.place[p]] = true;
        }
        long most = 0;
        for (int sku = 0; sku < packing.skus; sku++) {
            long left = need[sku] - shortage[sku];
            for (int s = 0; s < opened.length && left > 0; s++) {
                left -= opened[s] ? packing.free[s][sku] : 0;
            }
            long count = 0;
            for (int i = 0; i < placesByStock[sku].length && left > 0; i++) {
                int s = placesByStock[sku][i];
                left -= opened[s] ? 0 : packing.free[s][sku];
                count += opened[s] ? 0 : 1;
            }
            most = Math.max(most, count);
        }
        return most;
    }
}
