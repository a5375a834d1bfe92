package io.omskit.engine.work;

import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockMovement;
import io.omskit.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The counters that a unit of work has read, each once, with what the unit has changed of them since. What is free of a cell is
 * kept beside the other counters because every plan asks for it.
 */
public final class Counters {
    private final Store store;
    private final Map<StockCell, Long> free = new HashMap<>();
    private final Map<String, Long> values = new HashMap<>();

    /** What movements have changed, of counters that were read and of those that were not. */
    private final Map<String, Long> moved = new HashMap<>();

    Counters(Store store) {
        this.store = store;
    }

    /** Reads what is free of the cells that were not read yet. */
    public void preloadFree(Collection<StockCell> cells) {
        Map<String, StockCell> wanted = new HashMap<>();
        for (StockCell cell : cells) {
            if (!free.containsKey(cell)) {
                wanted.put(StockCounters.key(cell, StockCounters.Counter.FREE), cell);
            }
        }
        if (!wanted.isEmpty()) {
            store.counters(wanted.keySet())
                    .forEach((key, value) ->
                            free.put(Objects.requireNonNull(wanted.get(key)), value + moved.getOrDefault(key, 0L)));
        }
    }

    /** What is free of these cells after what this unit of work has taken so far. */
    public Map<StockCell, Long> free(Collection<StockCell> cells) {
        preloadFree(cells);
        Map<StockCell, Long> result = new HashMap<>();
        cells.forEach(cell -> result.put(cell, free.getOrDefault(cell, 0L)));
        return result;
    }

    /** Reads counters that were not read yet. */
    public void preload(Collection<String> keys) {
        List<String> unread =
                keys.stream().filter(key -> !values.containsKey(key)).toList();
        if (!unread.isEmpty()) {
            store.counters(unread).forEach((key, value) -> values.put(key, value + moved.getOrDefault(key, 0L)));
        }
    }

    /** A counter that was read, with what this unit of work has changed of it. */
    public long value(String key) {
        return values.getOrDefault(key, 0L);
    }

    /** What of each limit is used, after what this unit of work has taken so far; such a counter holds minus what is used. */
    public Map<String, Long> used(Collection<String> keys) {
        preload(keys);
        Map<String, Long> result = new HashMap<>();
        keys.forEach(key -> result.put(key, -value(key)));
        return result;
    }

    /** A counter of which an order takes, or to which it gives back. */
    void change(String key, long change) {
        values.computeIfPresent(key, (same, value) -> value + change);
    }

    /**
     * What a movement does to its counters.
     *
     * @param sign 1 where it is made, -1 where it is taken back
     */
    void apply(StockMovement movement, int sign) {
        for (StockMovement.Delta delta : movement.deltas()) {
            moved.merge(delta.key(), sign * delta.delta(), Math::addExact);
            change(delta.key(), sign * delta.delta());
            if (movement instanceof StockMovement.Goods goods
                    && delta.key().equals(StockCounters.key(goods.cell(), StockCounters.Counter.FREE))) {
                free.computeIfPresent(goods.cell(), (cell, value) -> value + sign * delta.delta());
            }
        }
    }
}
