package io.omskit.engine.stored;

import io.omskit.engine.edge.JournalEntry;
import io.omskit.fulfillment.FulfillmentInvariants;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.plan.PlanInvariants;
import io.omskit.fulfillment.plan.PlanJson;
import io.omskit.order.Amounts;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import io.omskit.order.Refunds;
import io.omskit.stock.StockInvariants;
import io.omskit.stock.StockLedger;
import io.omskit.stock.StockMovement;
import io.omskit.store.Kind;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of everything that engines keep in one store. Follows the store and reads only what changed since it
 * looked last, so that it can be asked after every step of a long run; each method answers the first violation found.
 * Reads while nobody writes: between two commits of a simulation, or on a store at rest. For one thread.
 */
public final class EngineInvariants {
    private static final int PAGE = 1_000;

    private final Store store;
    private final Seen<Order> orders = new Seen<>(Tables.ORDER, Rows::order);
    private final Seen<FulfillmentOrder> works = new Seen<>(Tables.FULFILLMENT, Rows::fulfillmentOrder);
    private final Seen<Map<String, String>> effects = new Seen<>(Tables.EFFECT, row -> FlatJson.read(row.json()));
    private final Map<String, String> outcomes = new HashMap<>();
    private final Map<Long, Long> chains = new HashMap<>();
    private final List<StockMovement> movements = new ArrayList<>();
    private final Set<String> rooms = new TreeSet<>();
    private StockLedger ledger = StockLedger.fold(List.of());
    private long journalRead;
    private long ledgerRead;

    private EngineInvariants(Store store) {
        this.store = store;
    }

    /** Follows a store whose tables an engine has made. */
    public static EngineInvariants of(Store store) {
        return new EngineInvariants(store);
    }

    /** All of them. */
    public Optional<Violation> check() {
        Optional<Violation> chain = journal();
        return chain.or(this::orders).or(this::stock).or(this::e1).or(this::inbox);
    }

    /** The journal tells of an order in one unbroken chain, and its plans come out equal under their planner (R1, Q2). */
    private Optional<Violation> journal() {
        List<Row> page = store.feed(Tables.JOURNAL, journalRead, PAGE);
        for (; !page.isEmpty(); page = store.feed(Tables.JOURNAL, journalRead, PAGE)) {
            for (Row row : page) {
                for (JournalEntry entry : JournalJson.read(row)) {
                    Optional<Violation> broken = follows(entry);
                    if (broken.isPresent()) {
                        return broken;
                    }
                    chains.put(entry.orderId(), entry.row());
                }
                journalRead = row.position();
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> follows(JournalEntry entry) {
        long last = chains.getOrDefault(entry.orderId(), 0L);
        if (entry.previous() != last) {
            return violation(
                    "JOURNAL",
                    "order " + entry.orderId(),
                    "row " + entry.row() + " follows " + entry.previous() + ", the last before it is " + last);
        }
        if (entry.plan() == null) {
            return Optional.empty();
        }
        PlanJson.Stored stored = PlanJson.read(entry.plan());
        return PlanInvariants.r1(stored).or(() -> PlanInvariants.q2(stored.input(), stored.plan()));
    }

    /** Q1, M2, M3 and M4 of every order that changed, alone or by its work, and the head of its journal. */
    private Optional<Violation> orders() {
        Set<Long> changed = new TreeSet<>(orders.renew(store));
        Map<Long, FulfillmentOrder> before = new HashMap<>(works.values);
        for (Long id : works.renew(store)) {
            for (FulfillmentOrder work : both(before.get(id), works.values.get(id))) {
                changed.addAll(work.orderIds());
            }
        }
        Map<Long, List<FulfillmentOrder>> held = new HashMap<>();
        for (FulfillmentOrder work : works.values.values()) {
            work.orderIds().forEach(id -> held.computeIfAbsent(id, none -> new ArrayList<>())
                    .add(work));
        }
        for (Long id : changed) {
            Order order = orders.values.get(id);
            Optional<Violation> broken = order == null
                    ? violation("Q1", "order " + id, "has work and does not exist")
                    : sound(order, held.getOrDefault(id, List.of()));
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private static <T> List<T> both(@Nullable T before, @Nullable T now) {
        List<T> all = new ArrayList<>();
        if (before != null) {
            all.add(before);
        }
        if (now != null) {
            all.add(now);
        }
        return all;
    }

    private Optional<Violation> sound(Order order, List<FulfillmentOrder> held) {
        long head = chains.getOrDefault(order.id(), 0L);
        if (order.journal() != head) {
            return violation(
                    "JOURNAL", "order " + order.ref(), "names row " + order.journal() + ", the last is " + head);
        }
        return OrderInvariants.q1(order)
                .or(() -> OrderInvariants.m2(order))
                .or(() -> FulfillmentInvariants.q1(order, held))
                .or(() -> FulfillmentInvariants.m4(order, held))
                .or(() -> m3(order));
    }

    private static Optional<Violation> m3(Order order) {
        Amounts amounts = order.sale().amounts();
        return amounts == null
                ? Optional.empty()
                : Refunds.of(order.sale(), Refunds.FreightPolicy.BY_PHASE)
                        .flatMap(refunds -> OrderInvariants.m3(amounts, refunds));
    }

    /** the counters are what the ledger says, and nothing gave up more than it held. */
    private Optional<Violation> stock() {
        int known = movements.size();
        List<Row> page = store.feed(Tables.LEDGER, ledgerRead, PAGE);
        for (; !page.isEmpty(); page = store.feed(Tables.LEDGER, ledgerRead, PAGE)) {
            for (Row row : page) {
                movements.addAll(LedgerJson.read(row));
                ledgerRead = row.position();
            }
        }
        boolean moved = movements.size() > known;
        ledger = moved ? StockLedger.fold(movements) : ledger;
        return StockInvariants.countersEqualLedger(
                        ledger, store.counters(ledger.counters().keySet()))
                .or(() -> moved ? StockInvariants.releasesWithinReservations(ledger) : Optional.empty());
    }

    /** E1: an effect that has an outcome keeps it, and no effect disappears. */
    private Optional<Violation> e1() {
        for (Long id : effects.renew(store)) {
            Map<String, String> data = effects.values.get(id);
            Row row = effects.rows.get(id);
            if (data == null || row == null) {
                return violation("E1", "effect row " + id, "disappeared");
            }
            String key = Objects.requireNonNull(row.text("effect_key"));
            String outcome = data.get("outcome");
            String before = outcome == null ? outcomes.get(key) : outcomes.putIfAbsent(key, outcome);
            if (before != null && !before.equals(outcome)) {
                return violation("E1", "effect " + key, "had the outcome " + before + ", now " + outcome);
            }
        }
        return Optional.empty();
    }

    /** The counter that bounds the inbox of a shop is minus the messages that wait there. */
    private Optional<Violation> inbox() {
        Map<String, Long> waiting = new TreeMap<>();
        for (Row row : all(store, Tables.INBOX)) {
            if (row.text("work") == null) {
                String[] ref = Objects.requireNonNull(row.text("ref")).split("/", 3);
                waiting.merge("inbox/" + ref[0] + "/" + ref[1], 1L, Long::sum);
            }
        }
        rooms.addAll(waiting.keySet());
        for (Map.Entry<String, Long> room : store.counters(rooms).entrySet()) {
            long rows = waiting.getOrDefault(room.getKey(), 0L);
            if (room.getValue() != -rows) {
                return violation("INBOX", room.getKey(), "counts " + room.getValue() + " for " + rows + " messages");
            }
        }
        return Optional.empty();
    }

    /**
     * Whether everything that could be done is done: no message waits or was put aside, and no effect is due or stuck.
     *
     * @param now effects that are due later than this may wait
     */
    public Optional<Violation> settled(Instant now) {
        for (Row row : all(store, Tables.POISON)) {
            return violation("SETTLED", "message of " + row.text("ref"), "was put aside: " + row.text("reason"));
        }
        for (Row row : all(store, Tables.INBOX)) {
            return violation("SETTLED", "message of " + row.text("ref"), "still waits");
        }
        for (Row row : all(store, Tables.EFFECT)) {
            Row.Due due = Objects.requireNonNull(row.due());
            boolean open = due.state().equals(EffectRows.DUE) && !due.at().isAfter(now);
            if (open || due.state().equals(EffectRows.STUCK)) {
                return violation("SETTLED", "effect " + row.text("effect_key"), "is " + due);
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> violation(String id, String subject, String detail) {
        return Optional.of(new Violation(id, subject, detail));
    }

    private static List<Row> all(Store store, Kind kind) {
        Query query = Query.all(kind).limit(PAGE);
        List<Row> rows = new ArrayList<>();
        for (List<Row> page = store.find(query);
                !page.isEmpty();
                page = store.find(query.after(page.get(page.size() - 1)))) {
            rows.addAll(page);
        }
        return rows;
    }

    /** The rows of one kind as they were read last. */
    private static final class Seen<T> {
        private final Kind kind;
        private final Function<Row, T> reader;
        private final Map<Long, Row> rows = new TreeMap<>();
        private final Map<Long, T> values = new TreeMap<>();

        Seen(Kind kind, Function<Row, T> reader) {
            this.kind = kind;
            this.reader = reader;
        }

        /** Reads what is new; answers the ids of all rows that came, changed or went. */
        Set<Long> renew(Store store) {
            Set<Long> changed = new TreeSet<>();
            Set<Long> gone = new TreeSet<>(rows.keySet());
            for (Row row : all(store, kind)) {
                gone.remove(row.id());
                Row known = rows.put(row.id(), row);
                if (known == null || known.version() != row.version()) {
                    values.put(row.id(), reader.apply(row));
                    changed.add(row.id());
                }
            }
            for (Long id : gone) {
                rows.remove(id);
                values.remove(id);
            }
            changed.addAll(gone);
            return changed;
        }
    }
}
