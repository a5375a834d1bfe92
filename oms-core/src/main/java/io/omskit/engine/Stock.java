package io.omskit.engine;

import io.omskit.engine.edge.Command;
import io.omskit.engine.inventory.StockAudit;
import io.omskit.engine.inventory.StockRepair;
import io.omskit.stock.Balances;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCheck;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What is on hand and what may be promised, in steps of each SKU's measure. Safe for several threads. */
public final class Stock {
    private static final int CELLS_AT_ONCE = 20_000;

    private final Oms oms;

    private final Sources sources;
    private final LongSupplier ids;

    Stock(Oms oms, Sources sources, LongSupplier ids) {
        this.oms = oms;
        this.sources = sources;
        this.ids = ids;
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

    /**
     * Compares the ledger with the counters and with what the fulfillment orders hold. Reads all of both, page by page and in
     * bounded memory, while the engine runs; look once a day, not once a minute. Reports what is surely wrong, and what could
     * not be told because it moved all the time.
     */
    public StockCheck check() {
        return audit().check();
    }

    /**
     * Checks, and brings counters to the ledger and reservations to the fulfillment orders. Every compensation is a ledger row
     * with the reason. Safe while the engine runs; of two repairs at the same time one changes nothing.
     *
     * @param reason why, for the ledger; without personal data
     */
    public StockCheck.Repair repair(String reason) {
        return new StockRepair(oms.open(), ids, oms.time(), reason).run(audit());
    }

    private StockAudit audit() {
        return new StockAudit(oms.open(), sources, ids, oms.time(), CELLS_AT_ONCE);
    }
}
