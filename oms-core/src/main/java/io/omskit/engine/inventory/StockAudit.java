package io.omskit.engine.inventory;

import io.omskit.engine.inventory.LedgerSums.Subject;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCheck;
import io.omskit.stock.StockCheck.Finding;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Compares the fold of the ledger with the counters and with what fulfillment orders hold, while the engine runs. The
 * ledger is read page by page for a limited number of cells at a time, so memory does not grow with history.
 *
 * <p>How a moving ledger is read consistently: a movement changes the ledger, the counters and the fulfillment order in one
 * commit. A page of fulfillment orders is read first and the ledger after it; those of the page that the ledger told of in
 * between are read again, until there are none; what the ledger tells later of those that were counted already counts on both
 * sides. Whatever differs after that is only a suspicion: it is looked at again alone, its figure first and the ledger after
 * it, behind a marker. A reservation is a finding only if nothing touched it in between; a counter also if what moved in between
 * leaves one difference that all looks allow, see {@link CounterGap}.
 */
public final class StockAudit {
    private static final int PAGE = 500;
    private static final int ROUNDS = 64;

    private final Store store;
    private final Sources sources;
    private final LongSupplier ids;
    private final InstantSource time;
    private final int cellsAtOnce;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> unsettled = new TreeSet<>();
    private boolean more;
    private long movements;
    private long works;

    /**
     * An audit; made for one check.
     *
     * @param cellsAtOnce how many cells and quotas are summed up in one reading of the ledger
     */
    public StockAudit(Store store, Sources sources, LongSupplier ids, InstantSource time, int cellsAtOnce) {
        this.store = store;
        this.sources = sources;
        this.ids = ids;
        this.time = time;
        this.cellsAtOnce = cellsAtOnce;
    }

    /** Looks at everything. */
    public StockCheck check() {
        LedgerSums sums = new LedgerSums("", cellsAtOnce);
        boolean first = true;
        for (boolean rest = true; rest; first = false) {
            check(sums, first);
            rest = sums.hasMore();
            sums = rest ? new LedgerSums(sums.subjects().lastKey(), cellsAtOnce) : sums;
        }
        return new StockCheck(movements, works, findings, List.copyOf(unsettled), more);
    }

    private void check(LedgerSums sums, boolean first) {
        LedgerReader ledger = new LedgerReader(store);
        ledger.follow(movement -> sums.add(movement, 0));
        long seen = countWorks(sums, ledger);
        works += first ? seen : 0;
        Set<String> keys = new TreeSet<>();
        sums.subjects().keySet().forEach(name -> keys.addAll(LedgerSums.counters(name)));
        Map<String, Long> stored = store.counters(keys);
        ledger.follow(movement -> sums.add(movement, Long.MAX_VALUE));
        movements += first ? ledger.movements() : 0;
        Set<String> counters = new TreeSet<>();
        Set<String> cells = new TreeSet<>();
        sums.subjects().forEach((name, subject) -> {
            for (String key : LedgerSums.counters(name)) {
                long right = subject.counters().getOrDefault(key, 0L);
                if (right != stored.getOrDefault(key, 0L)) {
                    counters.add(key);
                }
            }
            if (!subject.agrees()) {
                cells.add(name);
            }
        });
        settleCounters(counters, sums, ledger);
        if (!cells.isEmpty()) {
            settleReservations(cells);
        }
    }

    /** Counts what fulfillment orders hold, in agreement with the ledger as far as it is read. */
    private long countWorks(LedgerSums sums, LedgerReader ledger) {
        Query all = Query.all(Tables.FULFILLMENT).limit(PAGE);
        long counted = 0;
        long through = 0;
        List<Row> page = store.find(all);
        while (true) {
            long from = through;
            long last =
                    page.isEmpty() ? Long.MAX_VALUE : page.get(page.size() - 1).id();
            Map<Long, Row> rows = new TreeMap<>();
            page.forEach(row -> rows.put(row.id(), row));
            for (Set<Long> touched = touchedBetween(from, last, sums, ledger);
                    !touched.isEmpty();
                    touched = touchedBetween(from, last, sums, ledger)) {
                touched.forEach(rows::remove);
                store.load(Tables.FULFILLMENT, touched).forEach(row -> rows.put(row.id(), row));
            }
            rows.values().forEach(row -> open(Rows.fulfillmentOrder(row))
                    .forEach((cell, steps) -> sums.hold(cell, row.id(), steps)));
            counted += rows.size();
            through = last;
            if (page.isEmpty()) {
                return counted;
            }
            page = store.find(all.after(page.get(page.size() - 1)));
        }
    }

    private static Set<Long> touchedBetween(long from, long last, LedgerSums sums, LedgerReader ledger) {
        Set<Long> touched = new TreeSet<>();
        ledger.follow(movement -> {
            sums.add(movement, from);
            long work = LedgerSums.reservedBy(movement);
            if (work > from && work <= last) {
                touched.add(work);
            }
        });
        return touched;
    }

    /** What a fulfillment order must have reserved, by cell: everything that it holds at a counted source and has not shipped. */
    Map<StockCell, Long> open(FulfillmentOrder work) {
        Map<StockCell, Long> open = new TreeMap<>();
        if (sources.isCounted(work.source())) {
            for (Allocation allocation : work.allocations()) {
                long steps = allocation.quantity() - allocation.progress().shipped();
                if (steps != 0) {
                    open.merge(new StockCell(work.source(), allocation.sku()), steps, Math::addExact);
                }
            }
        }
        return open;
    }

    private void settleCounters(Set<String> suspects, LedgerSums sums, LedgerReader ledger) {
        Map<String, CounterGap> open = new TreeMap<>();
        suspects.forEach(key -> open.put(key, new CounterGap()));
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            Map<String, Long> stored = store.counters(open.keySet());
            for (Map.Entry<String, CounterGap> one : open.entrySet()) {
                Subject subject = sums.subjects().get(LedgerSums.subject(one.getKey()));
                long ledgerSays = subject == null ? 0 : subject.counters().getOrDefault(one.getKey(), 0L);
                one.getValue().look(stored.getOrDefault(one.getKey(), 0L), ledgerSays);
            }
            boolean sure = ledger.followSurely(
                    movement -> {
                        sums.add(movement, Long.MAX_VALUE);
                        movement.deltas().forEach(delta -> {
                            CounterGap gap = open.get(delta.key());
                            if (gap != null) {
                                gap.moved(delta.delta());
                            }
                        });
                    },
                    ids,
                    time.instant());
            for (String key : sure ? List.copyOf(open.keySet()) : List.<String>of()) {
                CounterGap gap = open.get(key);
                boolean known = sums.subjects().containsKey(LedgerSums.subject(key));
                if (known && gap != null && gap.isSettled()) {
                    if (gap.size() != 0) {
                        add(new Finding.Counter(key, gap.stored() - gap.size(), gap.stored()));
                    }
                    open.remove(key);
                }
            }
        }
        unsettled.addAll(open.keySet());
    }

    /** Looks at the reservations of some cells again, reference by reference. */
    private void settleReservations(Set<String> names) {
        Reservations held = new Reservations(names);
        LedgerReader ledger = new LedgerReader(store);
        ledger.follow(held::add);
        Query all = Query.all(Tables.FULFILLMENT).limit(PAGE);
        for (List<Row> page = store.find(all);
                !page.isEmpty();
                page = store.find(all.after(page.get(page.size() - 1)))) {
            page.forEach(row -> held.found(row.id(), open(Rows.fulfillmentOrder(row))));
        }
        if (held.isFull()) {
            unsettled.addAll(names);
        }
        Set<Long> open = held.suspects();
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            Map<Long, FulfillmentOrder> works = new HashMap<>();
            store.load(Tables.FULFILLMENT, open).forEach(row -> works.put(row.id(), Rows.fulfillmentOrder(row)));
            Set<Long> touched = new HashSet<>();
            boolean sure = ledger.followSurely(
                    movement -> {
                        held.add(movement);
                        touched.add(LedgerSums.reservedBy(movement));
                    },
                    ids,
                    time.instant());
            for (Long id : sure ? List.copyOf(open) : List.<Long>of()) {
                if (!touched.contains(id)) {
                    FulfillmentOrder work = works.get(id);
                    held.differences(id, work == null ? Map.of() : open(work)).forEach(this::add);
                    open.remove(id);
                }
            }
        }
        open.forEach(id -> unsettled.add(FulfillmentOrder.reference(id)));
    }

    private void add(Finding finding) {
        if (findings.size() < StockCheck.MAX_FINDINGS) {
            findings.add(finding);
        } else {
            more = true;
        }
    }
}
