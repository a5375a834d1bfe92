package io.omskit.fulfillment.sourcing;

import io.omskit.fulfillment.sourcing.ParcelInput.Draw;
import io.omskit.fulfillment.sourcing.ParcelInput.Line;
import io.omskit.fulfillment.sourcing.ParcelInput.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parcels in the making: what is in them, what is left of the stock and of the wants. Belongs to one planning run. */
final class Packing {
    static final int DIMENSIONS = 4;

    final int places;
    final int lines;
    final int skus;
    /** Levels of cost; 0 is what is unmet. */
    final int levels;
    /** Parcels at most. */
    final int most;

    final long[] limit;
    final long[] steps;
    final long[][] load;
    final boolean[] alone;
    /** Whether one unit is more than a parcel may hold of several. */
    final boolean[] over;

    final boolean[][] apart;
    final boolean[][] company;
    final boolean[] guest;
    final int[][] drawSku;
    final long[][] drawSteps;
    final boolean[][] allowed;
    final long[][][] unitCost;
    final long[][] fee;

    /** Units that are not in a parcel, by line. */
    final long[] rest;
    /** What is left of the stock, by place, then SKU. */
    final long[][] free;
    /** How many more parcels can start, by place. */
    final long[] room;
    /** Cost of the parcels so far; 0 is what was given up. */
    final long[] cost;

    int parcels;
    final int[] place;
    final long[] units;
    final long[][] used;
    final long[][] held;

    private final long leastPart;

    Packing(ParcelInput input, int most) {
        this.most = most;
        places = input.places().size();
        lines = input.lines().size();
        skus = input.skus();
        levels = 1 + (places == 0 ? 0 : input.places().get(0).fee().size());
        limit = input.limit().toArray();
        leastPart = input.leastPart();
        steps = new long[lines];
        load = new long[lines][];
        alone = new boolean[lines];
        over = new boolean[lines];
        apart = new boolean[lines][lines];
        company = new boolean[lines][lines];
        guest = new boolean[lines];
        drawSku = new int[lines][];
        drawSteps = new long[lines][];
        allowed = new boolean[lines][places];
        unitCost = new long[lines][places][];
        fee = new long[places][];
        rest = new long[lines];
        free = new long[places][];
        room = new long[places];
        cost = new long[levels];
        for (int i = 0; i < lines; i++) {
            read(input.lines().get(i), i);
        }
        for (int s = 0; s < places; s++) {
            read(input.places().get(s), s);
        }
        place = new int[most];
        units = new long[most];
        used = new long[most][DIMENSIONS];
        held = new long[most][lines];
    }

    private void read(Line line, int i) {
        steps[i] = line.steps();
        load[i] = line.load().toArray();
        alone[i] = line.alone();
        guest[i] = !line.company().isEmpty();
        rest[i] = line.quantity();
        for (int d = 0; d < DIMENSIONS; d++) {
            over[i] |= load[i][d] > limit[d];
        }
        for (int other : line.apart()) {
            apart[i][other] = true;
            apart[other][i] = true;
        }
        line.company().forEach(host -> company[i][host] = true);
        drawSku[i] = line.draws().stream().mapToInt(Draw::sku).toArray();
        drawSteps[i] = line.draws().stream().mapToLong(Draw::steps).toArray();
        for (int s = 0; s < places; s++) {
            List<Long> costs = line.costs().get(s);
            allowed[i][s] = costs != null;
            unitCost[i][s] = costs == null ? new long[levels] : leveled(costs);
        }
    }

    private void read(Place from, int s) {
        free[s] = new long[skus];
        room[s] = from.parcels();
        for (int line = 0; line < lines && room[s] > 0; line++) {
            for (int sku : drawSku[line]) {
                free[s][sku] = allowed[line][s] ? from.free().get(sku) : free[s][sku];
            }
        }
        fee[s] = leveled(from.fee());
    }

    /**
     * Rules out what no plan that is better than the best one known can do: where the levels above tie, a unit that costs
     * more than that plan at the next level.
     *
     * @param low what no plan undercuts
     * @param best cost of the best plan known
     * @return whether that is anything
     */
    boolean close(long[] low, long[] best) {
        boolean closed = false;
        for (int level = 1; level < levels && low[level - 1] == best[level - 1]; level++) {
            for (int line = 0; line < lines; line++) {
                for (int s = 0; s < places; s++) {
                    boolean dear = allowed[line][s] && unitCost[line][s][level] > best[level];
                    allowed[line][s] &= !dear;
                    closed |= dear;
                }
            }
        }
        for (int s = 0; s < places && closed; s++) {
            boolean[] wanted = new boolean[skus];
            for (int line = 0; line < lines; line++) {
                for (int sku : drawSku[line]) {
                    wanted[sku] |= allowed[line][s];
                }
            }
            for (int sku = 0; sku < skus; sku++) {
                free[s][sku] = wanted[sku] ? free[s][sku] : 0;
            }
        }
        return closed;
    }

    private long[] leveled(List<Long> costs) {
        long[] leveled = new long[levels];
        for (int level = 1; level < levels; level++) {
            leveled[level] = costs.get(level - 1);
        }
        return leveled;
    }

    /** Units of a line that stock allows at a place. */
    long inStock(int line, int at) {
        if (!allowed[line][at]) {
            return 0;
        }
        long most = Long.MAX_VALUE;
        for (int d = 0; d < drawSku[line].length; d++) {
            most = Math.min(most, free[at][drawSku[line][d]] / drawSteps[line][d]);
        }
        return most;
    }

    /** Units of a line that can join a parcel. */
    long fits(int line, int parcel) {
        if (alone[line] || over[line] || !isCompatible(line, parcel) || !hasCompany(line, parcel)) {
            return 0;
        }
        return Math.min(rest[line], Math.min(inStock(line, place[parcel]), within(line, used[parcel])));
    }

    boolean isCompatible(int line, int parcel) {
        for (int other = 0; other < lines; other++) {
            if (held[parcel][other] > 0 && (apart[line][other] || alone[other] || over[other])) {
                return false;
            }
        }
        return true;
    }

    private boolean hasCompany(int line, int parcel) {
        boolean found = !guest[line];
        for (int other = 0; other < line && !found; other++) {
            found = company[line][other] && held[parcel][other] > 0;
        }
        return found;
    }

    /** Units of a line that an empty parcel can hold, whatever is free. */
    long within(int line) {
        return within(line, new long[DIMENSIONS]);
    }

    private long within(int line, long[] present) {
        long most = Long.MAX_VALUE;
        for (int d = 0; d < DIMENSIONS; d++) {
            if (load[line][d] > 0 && limit[d] != ParcelInput.UNLIMITED) {
                most = Math.min(most, (limit[d] - present[d]) / load[line][d]);
            }
        }
        return most;
    }

    /** Units of a line that a new parcel at a place can hold. */
    long fitsNew(int line, int at) {
        return parcels == most || room[at] == 0 ? 0 : fitsEmpty(line, at);
    }

    /** Units of a line that an empty parcel at a place can hold. */
    long fitsEmpty(int line, int at) {
        if (guest[line]) {
            return 0;
        }
        long stock = Math.min(rest[line], inStock(line, at));
        if (alone[line] || over[line]) {
            return Math.min(1, stock);
        }
        return Math.min(stock, within(line));
    }

    int open(int at) {
        place[parcels] = at;
        room[at]--;
        add(fee[at], 1);
        return parcels++;
    }

    void close() {
        int at = place[--parcels];
        room[at]++;
        add(fee[at], -1);
    }

    /** Puts units into a parcel; fewer than zero takes them out again. */
    void put(int line, int parcel, long count) {
        int at = place[parcel];
        rest[line] -= count;
        held[parcel][line] += count;
        units[parcel] += count;
        for (int d = 0; d < drawSku[line].length; d++) {
            free[at][drawSku[line][d]] -= count * drawSteps[line][d];
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            if (limit[d] != ParcelInput.UNLIMITED) {
                used[parcel][d] += count * load[line][d];
            }
        }
        add(unitCost[line][at], count);
    }

    /** Gives up units for good; fewer than zero wants them again. */
    void giveUp(int line, long count) {
        cost[0] += count * steps[line];
    }

    private void add(long[] some, long times) {
        for (int level = 1; level < levels; level++) {
            cost[level] += times * some[level];
        }
    }

    /** Takes everything out of the youngest parcel and closes it. */
    void drop(int parcel) {
        for (int line = 0; line < lines; line++) {
            if (held[parcel][line] != 0) {
                put(line, parcel, -held[parcel][line]);
            }
        }
        close();
    }

    /** Takes everything out again. */
    void clear() {
        while (parcels > 0) {
            drop(parcels - 1);
        }
        cost[0] = 0;
    }

    /** Whether every part, and what is left over, is worth enough; always so where nothing is split. */
    boolean isWorthSplitting() {
        if (leastPart == 0) {
            return true;
        }
        long[] worth = new long[places];
        boolean[] ships = new boolean[places];
        for (int p = 0; p < parcels; p++) {
            ships[place[p]] = true;
            worth[place[p]] += worth(held[p]);
        }
        boolean left = Arrays.stream(rest).anyMatch(one -> one > 0);
        int parts = left ? 1 : 0;
        boolean enough = !left || worth(rest) >= leastPart;
        for (int s = 0; s < places; s++) {
            parts += ships[s] ? 1 : 0;
            enough &= !ships[s] || worth[s] >= leastPart;
        }
        return parts < 2 || enough;
    }

    private long worth(long[] counts) {
        long worth = 0;
        for (int line = 0; line < lines; line++) {
            worth += counts[line] * load[line][DIMENSIONS - 1];
        }
        return worth;
    }

    List<ParcelPlan.Parcel> parcels() {
        List<ParcelPlan.Parcel> all = new ArrayList<>(parcels);
        for (int p = 0; p < parcels; p++) {
            List<Long> counts = new ArrayList<>(lines);
            for (long count : held[p]) {
                counts.add(count);
            }
            all.add(new ParcelPlan.Parcel(place[p], counts));
        }
        return all;
    }
}
