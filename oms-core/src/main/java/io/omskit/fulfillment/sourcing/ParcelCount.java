package io.omskit.fulfillment.sourcing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many new parcels what must be placed needs at least: by weight, volume, pieces and worth, by lines that exclude each
 * other, by units of which no two fit into one parcel, by the stock at places without a parcel. Part of a bound, whose
 * figures it reads.
 */
final class ParcelCount {
    private final Packing packing;
    private final long[] placed;
    private final long[] need;
    private final long[] shortage;
    private final boolean[] opened;
    private final int[][] placesByStock;

    /** The fewest places that have as much as all have. */
    private final FewestParcels.Choice fewest;

    /** Load of all that must be placed. */
    private final long[] load = new long[Packing.DIMENSIONS];
    /** New parcels that a line needs by itself. */
    private final long[] alone;

    private final boolean[] chosen;

    /**
     * Reads the figures of a bound, which change from node to node.
     *
     * @param placed units that must be placed, by line
     * @param need steps wanted, by SKU
     * @param shortage steps that stay unmet, by SKU
     * @param opened places that have a parcel
     */
    ParcelCount(Packing packing, long[] placed, long[] need, long[] shortage, boolean[] opened) {
        this.packing = packing;
        this.placed = placed;
        this.need = need;
        this.shortage = shortage;
        this.opened = opened;
        alone = new long[packing.lines];
        chosen = new boolean[packing.lines];
        placesByStock = new int[packing.skus][];
        long[] key = new long[packing.places];
        for (int sku = 0; sku < packing.skus; sku++) {
            for (int s = 0; s < packing.places; s++) {
                key[s] = -packing.free[s][sku];
            }
            placesByStock[sku] = sorted(key, IntStream.range(0, packing.places).toArray());
        }
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

    List<Integer> fewestPlaces() {
        return fewest.sources();
    }

    /** Sorts places by a key, the least first; they are few enough to be sorted one by one. */
    static int[] sorted(long[] key, int[] places) {
        for (int i = 1; i < places.length; i++) {
            int place = places[i];
            int at = i;
            while (at > 0 && key[places[at - 1]] > key[place]) {
                places[at] = places[at - 1];
                at--;
            }
            places[at] = place;
        }
        return places;
    }

    /** The number, with the lines from this one on to be placed and so much unmet. */
    long of(int from, long unmet) {
        long own = 0;
        Arrays.fill(load, 0);
        Arrays.fill(alone, 0);
        for (int line = from; line < packing.lines; line++) {
            if (placed[line] == 0 || packing.guest[line]) {
                continue;
            }
            if (packing.alone[line] || packing.over[line]) {
                own += placed[line];
                continue;
            }
            alone[line] = newParcels(line);
            for (int d = 0; d < load.length; d++) {
                load[d] = saturated(load[d], placed[line], packing.load[line][d]);
            }
        }
        long packed = own + Math.max(Math.max(clique(from), byLoad()), byBulk(from));
        boolean known = fewest.exact() && unmet <= fewest.unmet();
        return Math.max(Math.max(packed, byStock()), known ? fewest.sources().size() - packing.parcels : 0);
    }

    /** New parcels that a line needs if nothing else were to be packed. */
    private long newParcels(int line) {
        long left = placed[line];
        for (int p = 0; p < packing.parcels && left > 0; p++) {
            left -= packing.fits(line, p);
        }
        long most = packing.within(line);
        return left <= 0 ? 0 : left <= most ? 1 : (left - 1) / most + 1;
    }

    /** Lines of which none may share a parcel with another, each with its new parcels. */
    private long clique(int from) {
        long most = 0;
        for (int seed = from; seed < packing.lines; seed++) {
            if (alone[seed] == 0) {
                continue;
            }
            Arrays.fill(chosen, false);
            chosen[seed] = true;
            long sum = alone[seed];
            for (int line = from; line < packing.lines; line++) {
                if (alone[line] > 0 && isApartFromAll(line)) {
                    chosen[line] = true;
                    sum += alone[line];
                }
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /** Units of which no two fit into one parcel, each with a new one unless one that is there has room for it. */
    private long byBulk(int from) {
        long most = 0;
        for (int d = 0; d < Packing.DIMENSIONS; d++) {
            long count = 0;
            long least = Long.MAX_VALUE;
            for (int line = from; line < packing.lines && packing.limit[d] != ParcelInput.UNLIMITED; line++) {
                if (alone[line] > 0 && packing.load[line][d] > packing.limit[d] / 2) {
                    count += placed[line];
                    least = Math.min(least, packing.load[line][d]);
                }
            }
            for (int p = 0; p < packing.parcels && count > 0; p++) {
                count -= packing.limit[d] - packing.used[p][d] >= least ? 1 : 0;
            }
            most = Math.max(most, count);
        }
        return most;
    }

    private static long saturated(long sum, long count, long load) {
        long product = load == 0 ? 0 : count > ParcelInput.MAX / load ? ParcelInput.MAX : count * load;
        return Math.min(ParcelInput.MAX, sum + product);
    }

    private boolean isApartFromAll(int line) {
        for (int other = 0; other < chosen.length; other++) {
            if (chosen[other] && !packing.apart[line][other]) {
                return false;
            }
        }
        return true;
    }

    private long byLoad() {
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
