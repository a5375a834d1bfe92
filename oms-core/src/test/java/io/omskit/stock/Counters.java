package io.omskit.stock;

import io.omskit.stock.StockMovement.Delta;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bounded counters of a store in miniature: a list of changes is applied as a whole or refused as a whole. */
final class Counters {
    private final SortedMap<String, Long> values = new TreeMap<>();

    synchronized boolean apply(List<Delta> deltas) {
        for (Delta delta : deltas) {
            if (!delta.allowedAt(values.getOrDefault(delta.key(), 0L))) {
                return false;
            }
        }
        deltas.forEach(delta -> values.merge(delta.key(), delta.delta(), Long::sum));
        return true;
    }

    synchronized Map<String, Long> values() {
        return new TreeMap<>(values);
    }

    long free(StockCell cell) {
        return values().getOrDefault(StockCounters.key(cell, StockCounters.Counter.FREE), 0L);
    }
}
