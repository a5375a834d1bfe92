package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.JournalEntry;
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

/** Turns a unit of work into one commit: checks the invariants, journals, seals, and states every version that was read. */
final class CommitBuilder {
    private final Work work;
    private final Store store;
    private final PersonalBlocks personal;
    private final Commit.Builder commit = Commit.builder();
    private final Map<Long, Reason> raised = new LinkedHashMap<>();

    CommitBuilder(Work work, Store store, PersonalBlocks personal) {
        this.work = work;
        this.store = store;
        this.personal = personal;
    }

    /** The parts that the caller adds itself: inbox rows to delete, counters of its own. */
    Commit.Builder parts() {
        return commit;
    }

    Commit build() {
        writeJournal();
        writeOrders();
        writeFulfillments();
        writeShipments();
        writePersonal();
        writeNotes();
        work.inserts().forEach(commit::insert);
        work.onceKeys().forEach(key -> commit.adjust(key, -1, -1));
        return commit.build();
    }

    /** What breaks an invariant in what this unit of work holds of one order; nothing may be committed that does. */
    static Optional<Violation> violation(Work work, Order order) {
        List<FulfillmentOrder> held = work.fulfillmentsOf(order);
        return OrderInvariants.q1(order)
                .or(() -> OrderInvariants.m2(order))
                .or(() -> FulfillmentInvariants.q1(order, held));
    }

    private void writeJournal() {
        List<JournalEntry> entries = new ArrayList<>();
        long row = work.nextId();
        for (Map.Entry<Long, Work.Notes> noted : work.allNotes().entrySet()) {
            Order order = work.order(noted.getKey());
            Work.Notes notes = noted.getValue();
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
                        notes.plan));
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
            if (order != null && tracked.isChanged()) {
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
        for (Map.Entry<Long, Work.Notes> noted : work.allNotes().entrySet()) {
            Work.Notes notes = noted.getValue();
            movements.addAll(notes.movements);
            notes.uses.forEach((key, use) -> commit.adjust(key, -use.quantity(), use.quantity() > 0 ? -use.limit() : Long.MIN_VALUE));
            notes.effects.forEach(row -> commit.insert(row, OnDuplicate.IGNORE));
            notes.alerts.forEach((type, reason) -> raise(noted.getKey(), type, reason));
            notes.settled.removeAll(notes.alerts.keySet());
            // alerts of an order that was just made cannot exist
            if (noted.getKey() != 0 && !work.isNew(noted.getKey())) {
                notes.settled.forEach(type ->
                        settled.computeIfAbsent(type, same -> new TreeSet<>()).add(noted.getKey()));
            }
        }
        settled.forEach(this::settle);
        if (!movements.isEmpty()) {
            commit.insert(LedgerJson.write(work.nextId(), work.now(), movements));
            for (StockMovement.Delta delta : StockMovement.net(movements)) {
                commit.adjust(delta.key(), delta.delta(), delta.floor());
            }
        }
    }

    private void raise(long orderId, String type, Reason reason) {
        Row alert = Row.json(Tables.ALERT, work.nextId(), 1, FlatJson.write(LedgerJson.flat(reason)), type, orderId);
        commit.insert(alert, OnDuplicate.IGNORE);
        raised.put(alert.id(), reason);
    }

    /** The alerts that this commit opened; one that was open before is not told again. */
    List<Reason> opened(CommitResult result) {
        result.duplicates().stream()
                .filter(skipped -> skipped.kind().equals(Tables.ALERT))
                .forEach(skipped -> raised.remove(skipped.id()));
        return List.copyOf(raised.values());
    }

    private void settle(String type, Set<Long> orderIds) {
        Query open = Query.by(Tables.ALERT, "type", type).in(orderIds).limit(Query.MAX_LIMIT);
        store.find(open).forEach(row -> commit.delete(Tables.ALERT, row.id()));
    }
}
