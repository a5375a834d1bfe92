package io.omskit.engine;

import io.omskit.engine.edge.Command;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is on hand and what may be promised, in steps of each SKU's measure. Safe for several threads. */
public final class Stock {
    private final Oms oms;

    Stock(Oms oms) {
        this.oms = oms;
    }

    /** The balances of these cells, read at one moment. */
    public Map<StockCell, Balances> balances(Collection<StockCell> cells) {
        List<String> keys = new ArrayList<>();
        cells.forEach(cell -> keys.addAll(StockCounters.keys(cell)));
        Map<String, Long> values = oms.open().counters(keys);
        Map<StockCell, Balances> result = new HashMap<>();
        for (StockCell cell : cells) {
            result.put(
                    cell,
                    Balances.ofCounters(
                            value(values, cell, Counter.FREE),
                            value(values, cell, Counter.ON_HAND),
                            value(values, cell, Counter.DAMAGED),
                            value(values, cell, Counter.SAFETY)));
        }
        return result;
    }

    private static long value(Map<String, Long> values, StockCell cell, Counter counter) {
        return values.getOrDefault(StockCounters.key(cell, counter), 0L);
    }

    /** Books movements, all or nothing: goods received, corrections, damage, transfers. */
    public Command.Result book(StockMovement... movements) {
        return oms.submit(new Command.MoveStock(List.of(movements)));
    }
}
