package io.omskit.engine.work;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.inventory.Uploads;
import io.omskit.engine.stored.FlatJson;
import io.omskit.engine.stored.JournalJson;
import io.omskit.engine.stored.LedgerJson;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.PersonalData;
import io.omskit.fulfillment.FulfillmentInvariants;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.store.Commit.OnDuplicate;
import io.omskit.store.CommitResult;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.value.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns a unit of work into one commit: checks the invariants, journals, seals, and states every version that was read. */
public final class CommitBuilder {
    /** Makes rows of the inbox for work that the engine gives itself. */
    public interface Inbox {
        /**
         * A row.
         *
         * @param ref what it is about, which tells its lane
         * @param todo the work, in the words of {@link WorkItems}
         * @param payload the payload that it stands for; absent for plain work
         */
        Row row(String ref, String todo, @Nullable Long payload);
    }

    private final Work work;
    private final Store store;
    private final PersonalBlocks personal;
    private final Inbox inbox;
    private final Uploads uploads;
    private final Commit.Builder commit = Commit.builder();
    private final Map<Long, Reason> raised = new LinkedHashMap<>();
    private final List<JournalEntry> entries = new ArrayList<>();

    public CommitBuilder(Work work, Store store, PersonalBlocks personal, Inbox inbox, Uploads uploads) {
        this.uploads = uploads;
        this.work = work;
        this.store = store;
        this.personal = personal;
        this.inbox = inbox;
    }

    /** The parts that the caller adds itself: inbox rows to delete, counters of its own. */
    public Commit.Builder parts() {
        return commit;
    }

    public Commit build() {
        writeJournal();
        writeOrders();
        writeFulfillments();
        writeShipments();
        writePersonal();
        writeNotes();
        writeWaiting();
        work.inserts().forEach(commit::insert);
        work.references().usedUp().forEach((key, figure) -> commit.adjust(key, -figure, -figure));
        return commit.build();
    }

    /** What breaks an invariant in what this unit of work holds of one order; nothing may be committed that does. */
    public static Optional<Violation> violation(Work work, Order order) {
        List<FulfillmentOrder> held = work.fulfillmentsOf(order);
        return OrderInvariants.q1(order)
                .or(() -> OrderInvariants.m2(order))
                .or(() -> FulfillmentInvariants.q1(order, held));
    }

    private void writeJournal() {
        long row = work.nextId();
        for (Map.Entry<Long, Notes> noted : work.allNotes().entrySet()) {
            Order order = work.order(noted.getKey());
            Notes notes = noted.getValue();
            if (order != null && !notes.events.isEmpty()) {
                entries.add(new JournalEntry(
                        0,
                        row,
                        work.now(),
                        order.id(),
                        notes.events.stream().distinct().toList(),
                        order.journal(),
                        notes.payloads,
                        notes.book,
                        notes.reasons,
                        notes.plan,
                        List.copyOf(notes.plannedWith)));
                work.put(order.withJournal(row));
            }
        }
        if (!entries.isEmpty()) {
            commit.insert(JournalJson.write(row, work.now(), Regroup.VERSION, entries));
        }
    }

    private void writeOrders() {
        for (Tracked<Order> tracked : work.trackedOrders().values()) {
            Order order = tracked.now();
            if (order != null && (tracked.isChanged() || work.isRewritten(order.id()))) {
                Row row = Rows.order(tracked.row(), order, work.now());
                if (tracked.row() == null) {
                    commit.insert(row);
                } else {
                    commit.update(row);
                }
            }
        }
    }

    private void writeFulfillments() {
        for (Tracked<FulfillmentOrder> tracked : work.trackedFulfillments().values()) {
            Row row = tracked.row();
            FulfillmentOrder now = tracked.now();
            if (!tracked.isChanged()) {
                continue;
            }
            if (now == null) {
                Row stored = Objects.requireNonNull(row);
                commit.delete(Tables.FULFILLMENT, stored.id(), stored.version());
            } else if (row == null) {
                commit.insert(Rows.fulfillmentOrder(null, now));
            } else {
                commit.update(Rows.fulfillmentOrder(row, now));
            }
        }
    }

    private void writeShipments() {
        for (Tracked<Shipment> tracked : work.trackedShipments()) {
            Shipment now = tracked.now();
            if (now != null && tracked.isChanged()) {
                Row row = Rows.shipment(tracked.row(), now);
                if (tracked.row() == null) {
                    commit.insert(row);
                } else {
                    commit.update(row);
                }
            }
        }
    }

    private void writePersonal() {
        for (Map.Entry<Long, Tracked<PersonalData>> entry :
                work.trackedPersonal().entrySet()) {
            PersonalData data = entry.getValue().now();
            if (data != null) {
                Row before = entry.getValue().row();
                Row sealed = personal.seal(entry.getKey(), data, before);
                if (before == null) {
                    commit.insert(sealed);
                } else {
                    commit.update(sealed);
                }
            }
        }
    }

    private void writeNotes() {
        List<StockMovement> movements = new ArrayList<>();
        Map<String, Set<Long>> settled = new TreeMap<>();
        for (Map.Entry<Long, Notes> noted : work.allNotes().entrySet()) {
            Notes notes = noted.getValue();
            movements.addAll(notes.movements);
            notes.uses.forEach((key, use) ->
                    commit.adjust(key, -use.quantity(), use.quantity() > 0 ? -use.limit() : Long.MIN_VALUE));
            notes.effects.forEach(row -> commit.insert(row, OnDuplicate.IGNORE));
            notes.alerts.forEach((type, reason) -> raise(noted.getKey(), type, reason));
            notes.settled.removeAll(notes.alerts.keySet());
            notes.adjusts.forEach(commit::adjust);
            // alerts of an order that was just made cannot exist
            if (noted.getKey() != 0 && !work.isNew(noted.getKey())) {
                notes.settled.forEach(type ->
                        settled.computeIfAbsent(type, same -> new TreeSet<>()).add(noted.getKey()));
            }
        }
        settled.forEach(this::settle);
        if (!movements.isEmpty()) {
            uploads.open(movements, commit, work.now());
            commit.insert(LedgerJson.write(work.nextId(), work.now(), movements));
            for (StockMovement.Delta delta : StockMovement.net(movements)) {
                commit.adjust(delta.key(), delta.delta(), delta.floor());
            }
        }
    }

    /** Keeps the queues of those that wait, and has whoever may be served now looked at. */
    private void writeWaiting() {
        Set<String> look = new TreeSet<>();
        Map<Long, Map<String, Row>> stored = waitingRows();
        work.allWaits().forEach((orderId, bySubject) -> {
            Order order = work.order(orderId);
            if (order != null && (stored.containsKey(orderId) || !bySubject.isEmpty())) {
                look.addAll(write(order, bySubject, stored.getOrDefault(orderId, Map.of())));
            }
        });
        look.addAll(WaitingRows.awaited(store::find, WaitingRows.raised(work.movements())));
        for (String subject : look) {
            String todo = WaitingRows.work(subject);
            commit.insert(inbox.row("engine/engine/" + todo, todo, null));
        }
    }

    /** What is stored of the orders that wait or may have waited, by order and subject. */
    private Map<Long, Map<String, Row>> waitingRows() {
        Set<Long> concerned = new TreeSet<>();
        work.allWaits().forEach((orderId, bySubject) -> {
            Tracked<Order> tracked = work.trackedOrders().get(orderId);
            Order before = tracked == null ? null : tracked.before();
            boolean lacked = before != null
                    && before.demands().stream().anyMatch(demand -> demand.missing() > 0 || demand.unplanned() > 0);
            if (lacked || (before != null && !bySubject.isEmpty()) || work.hasWaited(orderId)) {
                concerned.add(orderId);
            }
        });
        Map<Long, Map<String, Row>> stored = new TreeMap<>();
        if (!concerned.isEmpty()) {
            Query rows = Query.by(Tables.WAITING, "demand").in(concerned).limit(Query.MAX_LIMIT);
            for (Row row : store.find(rows)) {
                stored.computeIfAbsent(row.number("order_id"), id -> new TreeMap<>())
                        .put(Objects.requireNonNull(row.text("subject")), row);
            }
        }
        return stored;
    }

    /** Writes what one order waits for; answers the subjects for which it has begun to wait. */
    private Set<String> write(Order order, Map<String, Long> bySubject, Map<String, Row> stored) {
        Set<String> begun = new TreeSet<>();
        boolean changed = false;
        String place = WaitingRows.place(order);
        for (Map.Entry<String, Long> wait : bySubject.entrySet()) {
            Row row = stored.get(wait.getKey());
            if (row == null) {
                commit.insert(
                        Row.bare(Tables.WAITING, work.nextId(), 1, order.id(), wait.getKey(), place, wait.getValue()));
                begun.add(wait.getKey());
                changed = true;
            } else if (row.number("quantity") != wait.getValue() || !place.equals(row.text("place"))) {
                commit.update(row.withValue("quantity", wait.getValue()).withValue("place", place));
                changed = true;
            }
        }
        stored.forEach((subject, row) -> {
            if (!bySubject.containsKey(subject)) {
                commit.delete(Tables.WAITING, row.id());
            }
        });
        Tracked<Order> tracked = Objects.requireNonNull(work.trackedOrders().get(order.id()));
        Row read = tracked.row();
        if (changed && read != null && !tracked.isChanged()) {
            commit.expect(Tables.ORDER, read.id(), read.version());
        }
        return begun;
    }

    private void raise(long orderId, String type, Reason reason) {
        Row alert = Row.json(Tables.ALERT, work.nextId(), 1, FlatJson.write(LedgerJson.flat(reason)), type, orderId);
        commit.insert(alert, OnDuplicate.IGNORE);
        raised.put(alert.id(), reason);
    }

    /** Tells what this commit, which has succeeded, did and opened; an alert that was open before is not told again. */
    public void tell(CommitResult result, Listener hears) {
        entries.forEach(hears::onChange);
        result.duplicates().stream()
                .filter(skipped -> skipped.kind().equals(Tables.ALERT))
                .forEach(skipped -> raised.remove(skipped.id()));
        raised.values().forEach(hears::onAlert);
    }

    private void settle(String type, Set<Long> orderIds) {
        Query open = Query.by(Tables.ALERT, "type", type).in(orderIds).limit(Query.MAX_LIMIT);
        store.find(open).forEach(row -> commit.delete(Tables.ALERT, row.id()));
    }
}
