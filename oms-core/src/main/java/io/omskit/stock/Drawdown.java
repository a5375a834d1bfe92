package io.omskit.stock;

import io.omskit.catalog.Sku;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The working copy of one planning run: a snapshot minus what the plan has taken so far. Because every take sees the takes
 * before it, equal SKUs on two lines count once (R-10.3, Q2).
 *
 * <p>Belongs to one planning run on one thread.
 */
public final class Drawdown {
    private final StockSnapshot snapshot;
    private final Map<StockCell, Long> taken;

    Drawdown(StockSnapshot snapshot) {
        this(snapshot, new HashMap<>());
    }

    private Drawdown(StockSnapshot snapshot, Map<StockCell, Long> taken) {
        this.snapshot = snapshot;
        this.taken = taken;
    }

    /** Needs of equal SKUs added together, in SKU order. */
    public static <T> SortedMap<Sku, Long> bySku(
            Iterable<T> needs, Function<? super T, Sku> sku, ToLongFunction<? super T> steps) {
        TreeMap<Sku, Long> total = new TreeMap<>();
        for (T need : needs) {
            total.merge(sku.apply(need), steps.applyAsLong(need), Math::addExact);
        }
        return total;
    }

    /** What is left of the SKU at the source, in steps; {@link StockSnapshot#UNCOUNTED} where nobody counts. */
    public long left(String source, Sku sku) {
        long free = snapshot.free(source, sku);
        return free == StockSnapshot.UNCOUNTED ? free : free - taken.getOrDefault(new StockCell(source, sku), 0L);
    }

    /**
     * Takes as much as is left, at most what is wanted.
     *
     * @return what was taken, in steps; the rest of the want is still to be found elsewhere
     */
    public long take(String source, Sku sku, long wanted) {
        requireNotNegative("wanted", wanted, sku);
        long took = Math.min(wanted, left(source, sku));
        if (took > 0) {
            taken.merge(new StockCell(source, sku), took, Math::addExact);
        }
        return took;
    }

    /**
     * Gives back what a plan took before.
     *
     * @throws IllegalArgumentException if more is given back than was taken
     */
    public void giveBack(String source, Sku sku, long steps) {
        requireNotNegative("given back", steps, sku);
        StockCell cell = new StockCell(source, sku);
        long before = taken.getOrDefault(cell, 0L);
        if (steps > before) {
            throw new IllegalArgumentException("the plan gives back " + steps + " steps of " + cell + " but took "
                    + before + ".\nGive back at most what the same plan took.");
        }
        if (steps == before) {
            taken.remove(cell);
        } else {
            taken.put(cell, before - steps);
        }
    }

    /** What the plan has taken so far, by cell; cells with nothing taken are absent. */
    public SortedMap<StockCell, Long> taken() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(taken));
    }

    /** A copy that goes its own way, for a planner that tries alternatives. */
    public Drawdown copy() {
        return new Drawdown(snapshot, new HashMap<>(taken));
    }

    private static void requireNotNegative(String name, long steps, Sku sku) {
        if (steps < 0) {
            throw new IllegalArgumentException(
                    steps + " steps of SKU " + sku + " are " + name + ".\nGive zero or more.");
        }
    }
}
