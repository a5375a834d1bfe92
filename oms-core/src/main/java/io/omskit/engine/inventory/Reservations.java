package io.omskit.engine.inventory;

import io.omskit.stock.StockCell;
import io.omskit.stock.StockCheck.Finding;
import io.omskit.stock.StockMovement;
import io.omskit.stock.StockMovement.Goods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the ledger says that each fulfillment order has reserved of some cells, beside what was found there. */
final class Reservations {
    /** More open reservations than this are not looked at one by one. */
    private static final int MOST = 500_000;

    private final Set<String> names;
    private final Map<Long, Map<StockCell, Long>> reserved = new HashMap<>();
    private final Map<Long, Map<StockCell, Long>> found = new HashMap<>();
    private boolean full;

    Reservations(Set<String> names) {
        this.names = names;
    }

    void add(StockMovement movement) {
        long work = LedgerSums.reservedBy(movement);
        if (work == 0 || !(movement instanceof Goods goods) || !names.contains(LedgerSums.subject(goods.cell()))) {
            return;
        }
        if (reserved.size() >= MOST && !reserved.containsKey(work)) {
            full = true;
            return;
        }
        Map<StockCell, Long> cells = reserved.computeIfAbsent(work, id -> new TreeMap<>());
        if (cells.merge(goods.cell(), LedgerSums.reservation(goods), Math::addExact) == 0) {
            cells.remove(goods.cell());
        }
        if (cells.isEmpty()) {
            reserved.remove(work);
        }
    }

    void found(long work, Map<StockCell, Long> open) {
        Map<StockCell, Long> ours = ours(open);
        if (!ours.isEmpty() && found.size() < MOST) {
            found.put(work, ours);
        }
        full |= found.size() >= MOST;
    }

    private Map<StockCell, Long> ours(Map<StockCell, Long> open) {
        Map<StockCell, Long> ours = new TreeMap<>();
        open.forEach((cell, steps) -> {
            if (names.contains(LedgerSums.subject(cell))) {
                ours.put(cell, steps);
            }
        });
        return ours;
    }

    /** Whether there was too much to keep, so that some were not looked at. */
    boolean isFull() {
        return full;
    }

    /** The fulfillment orders whose reservations are not what was found; what is found anew decides. */
    Set<Long> suspects() {
        Set<Long> all = new TreeSet<>(reserved.keySet());
        all.addAll(found.keySet());
        all.removeIf(id -> full || reserved.getOrDefault(id, Map.of()).equals(found.getOrDefault(id, Map.of())));
        return all;
    }

    /** What differs for one fulfillment order that holds this now. */
    List<Finding> differences(long work, Map<StockCell, Long> open) {
        Map<StockCell, Long> held = ours(open);
        Map<StockCell, Long> told = reserved.getOrDefault(work, Map.of());
        Set<StockCell> cells = new TreeSet<>(held.keySet());
        cells.addAll(told.keySet());
        List<Finding> differences = new ArrayList<>();
        for (StockCell cell : cells) {
            long ledger = told.getOrDefault(cell, 0L);
            long now = held.getOrDefault(cell, 0L);
            if (ledger != now) {
                differences.add(new Finding.Reservation(cell, work, ledger, now));
            }
        }
        return differences;
    }
}
