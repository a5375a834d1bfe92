package io.omskit.stock;

import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement.Delta;
import io.omskit.stock.StockMovement.Goods;
import io.omskit.stock.StockMovement.QuotaUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fold of the ledger: balances of each cell, what each reference still holds, what is used of each quota. The counters of
 * a store are only a cache of it and can be rebuilt at any time.
 *
 * <p>Counters come from the movements' deltas; reservations are folded on their own, by reference, so that the two can be
 * checked against each other. Immutable.
 */
public final class StockLedger {
    private final SortedMap<String, Long> counters = new TreeMap<>();
    private final SortedMap<StockCell, SortedMap<String, Long>> held = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> quotaHeld = new TreeMap<>();

    private StockLedger() {}

    /**
     * The fold of these entries, in any order; each entry once.
     *
     * @throws ArithmeticException if a balance does not fit into 64 bits
     */
    public static StockLedger fold(Iterable<? extends StockMovement> movements) {
        StockLedger ledger = new StockLedger();
        movements.forEach(ledger::add);
        return ledger;
    }

    private void add(StockMovement movement) {
        for (Delta delta : movement.deltas()) {
            counters.merge(delta.key(), delta.delta(), Math::addExact);
        }
        if (movement instanceof QuotaUse use) {
            hold(quotaHeld.computeIfAbsent(use.quota().key(), key -> new TreeMap<>()), use.reference(), use.quantity());
        } else if (movement instanceof Goods goods) {
            long change =
                    switch (goods.op()) {
                        case RESERVE -> goods.quantity();
                        case RELEASE, COMMIT -> -goods.quantity();
                        default -> 0;
                    };
            if (change != 0) {
                hold(held.computeIfAbsent(goods.cell(), cell -> new TreeMap<>()), goods.reference(), change);
            }
        }
    }

    private static void hold(SortedMap<String, Long> byReference, String reference, long change) {
        if (byReference.merge(reference, change, Math::addExact) == 0) {
            byReference.remove(reference);
        }
    }

    /** The balances of a cell as the counters tell them. */
    public Balances balances(StockCell cell) {
        return Balances.ofCounters(
                counter(cell, Counter.FREE),
                counter(cell, Counter.ON_HAND),
                counter(cell, Counter.DAMAGED),
                counter(cell, Counter.SAFETY));
    }

    /** The balances of every cell that ever moved, in cell order. */
    public SortedMap<StockCell, Balances> balances() {
        TreeMap<StockCell, Balances> result = new TreeMap<>();
        for (String key : counters.keySet()) {
            StockCounters.parse(key).ifPresent(parsed -> result.put(parsed.cell(), balances(parsed.cell())));
        }
        return Collections.unmodifiableSortedMap(result);
    }

    /** What the reference still holds of the cell: reserved, neither released nor committed. */
    public long reserved(StockCell cell, String reference) {
        return holds(cell).getOrDefault(reference, 0L);
    }

    /** What each reference still holds of the cell; negative where more was released or committed than reserved. */
    public SortedMap<String, Long> holds(StockCell cell) {
        return Collections.unmodifiableSortedMap(held.getOrDefault(cell, Collections.emptySortedMap()));
    }

    /** What is used of the quota, in steps. */
    public long used(Quota quota) {
        return -counters.getOrDefault(quota.key(), 0L);
    }

    /** What each reference uses of the quota; negative where more was given back than used. */
    public SortedMap<String, Long> uses(Quota quota) {
        return Collections.unmodifiableSortedMap(quotaHeld.getOrDefault(quota.key(), Collections.emptySortedMap()));
    }

    /** The value that every counter must have, in key order. */
    public SortedMap<String, Long> counters() {
        return Collections.unmodifiableSortedMap(counters);
    }

    /**
     * Compares the stored counters with the ledger. The ledger is right: each difference carries the change that repairs the
     * counter.
     *
     * @param stored stock and quota counters of the store; an absent one is 0
     */
    public List<Difference> differences(Map<String, Long> stored) {
        TreeSet<String> keys = new TreeSet<>(counters.keySet());
        keys.addAll(stored.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            long right = counters.getOrDefault(key, 0L);
            long found = stored.getOrDefault(key, 0L);
            if (right != found) {
                differences.add(new Difference(key, right, found));
            }
        }
        return List.copyOf(differences);
    }

    SortedMap<StockCell, SortedMap<String, Long>> holds() {
        return held;
    }

    SortedMap<String, SortedMap<String, Long>> quotaUses() {
        return quotaHeld;
    }

    private long counter(StockCell cell, Counter counter) {
        return counters.getOrDefault(StockCounters.key(cell, counter), 0L);
    }

    /**
     * A stored counter that is not what the ledger says.
     *
     * @param key name of the counter
     * @param ledger the right value
     * @param stored the value found
     */
    public record Difference(String key, long ledger, long stored) {
        /** What must be added to the counter. */
        public Delta repair() {
            return new Delta(key, Math.subtractExact(ledger, stored), Delta.NO_FLOOR);
        }
    }
}
