package io.omskit.engine.process;

import io.omskit.connect.Problem;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.edge.Message;
import io.omskit.engine.inventory.Uploads;
import io.omskit.engine.planning.Planning;
import io.omskit.engine.planning.Waiting;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Payloads;
import io.omskit.engine.stored.PoisonRows;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.CommitBuilder;
import io.omskit.engine.work.MasterData;
import io.omskit.engine.work.Notes;
import io.omskit.engine.work.PersonalBlocks;
import io.omskit.engine.work.WaitingRows;
import io.omskit.engine.work.Work;
import io.omskit.engine.work.WorkItems;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.StockFact;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Order;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Process: reads a batch of the inbox, folds it, plans what follows and commits everything together with the removal of the
 * inbox rows. A message that cannot be processed goes aside with its reason and never stops the others.
 *
 * <p>This is a named boundary: it catches every exception of mappers and decisions, because one bad message must not stop
 * its neighbors, and puts the message aside under the name of what went wrong.
 */
public final class Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    private static final int MAX_ATTEMPTS = 8;

    private final Store store;
    private final IdSource ids;
    private final PersonalBlocks personal;
    private final Payloads payloads;
    private final Parties parties;
    private final MasterData data;
    private final Function<String, Optional<FactMapper>> mappers;
    private final Intake intake;
    private final Uploads uploads;
    private final Listener listener;

    public Processor(
            Store store,
            IdSource ids,
            PersonalBlocks personal,
            Payloads payloads,
            Parties parties,
            MasterData data,
            Function<String, Optional<FactMapper>> mappers,
            Intake intake,
            Uploads uploads,
            Listener listener) {
        this.intake = intake;
        this.uploads = uploads;
        this.store = store;
        this.ids = ids;
        this.personal = personal;
        this.payloads = payloads;
        this.parties = parties;
        this.data = data;
        this.mappers = mappers;
        this.listener = listener;
    }

    /** A row of the inbox in the hands of one batch. */
    private static final class Item {
        final Row row;
        final Set<ChannelRef> refs = new LinkedHashSet<>();
        List<Fact> facts = List.of();
        long payload;

        Item(Row row) {
            this.row = row;
        }

        String ref() {
            return java.util.Objects.requireNonNull(row.text("ref"));
        }
    }

    /**
     * Processes one batch of a lane.
     *
     * @param policy under which all of the batch is decided, whatever is set meanwhile
     * @return how many messages left the inbox
     */
    public int process(long lane, Instant now, Policy policy) {
        List<Row> rows = store.find(Query.by(Tables.INBOX, "lane", lane).limit(policy.batch()));
        if (rows.isEmpty()) {
            return 0;
        }
        Map<Long, String> poison = new LinkedHashMap<>();
        Set<Long> later = new HashSet<>();
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            List<Row> batch =
                    rows.stream().filter(row -> !later.contains(row.id())).toList();
            Batch run = new Batch(batch, now, poison, policy);
            CommitResult result = commit(run);
            if (result == null) {
                break;
            }
            if (result.committed()) {
                run.tell();
                return batch.size();
            }
            if (!result.refused().isEmpty()) {
                Set<Long> touching = run.touching(result.refused());
                // when everything touched the counter, the counters are read anew and all of it is planned again
                later.addAll(touching.size() < batch.size() ? touching : Set.of());
            }
        }
        return oneByOne(rows, now, policy);
    }

    /** The answer of the store, or null where something in the batch cannot even be written. */
    private static @Nullable CommitResult commit(Batch run) {
        try {
            return run.commit();
        } catch (RuntimeException e) {
            rethrowIfOfStore(e);
            run.failure = PoisonRows.reason(e);
            return null;
        }
    }

    /** Where batches keep colliding, or cannot be written, single messages get through or go aside. */
    private int oneByOne(List<Row> rows, Instant now, Policy policy) {
        int done = 0;
        for (Row row : rows) {
            done += alone(row, now, policy) ? 1 : 0;
        }
        return done;
    }

    private boolean alone(Row row, Instant now, Policy policy) {
        for (int attempt = 1; ; attempt++) {
            Batch run = new Batch(List.of(row), now, new LinkedHashMap<>(), policy);
            CommitResult result = commit(run);
            if (result == null) {
                return putAside(row, now, run.failure, policy);
            }
            if (result.committed()) {
                run.tell();
                return true;
            }
            if (attempt == MAX_ATTEMPTS) {
                // other writers change what we read: it stays for the next round
                return false;
            }
        }
    }

    private boolean putAside(Row row, Instant now, String reason, Policy policy) {
        LOG.warn("message {} put aside: {}", row.id(), reason);
        Batch run = new Batch(List.of(row), now, new LinkedHashMap<>(Map.of(row.id(), reason)), policy);
        boolean done = run.commit().committed();
        if (done) {
            run.tell();
        }
        return done;
    }

    private static void rethrowIfOfStore(RuntimeException e) {
        if (e instanceof StoreException) {
            throw e;
        }
    }

    /** One attempt at a batch. */
    private final class Batch {
        private final Map<Long, String> poison;
        private final Policy policy;
        private final List<Item> items = new ArrayList<>();
        private final Work work;
        private final Map<Long, Set<Long>> itemsOf = new HashMap<>();
        private Consumer<Listener> told = hears -> {};
        private String failure = "";

        Batch(List<Row> rows, Instant now, Map<Long, String> poison, Policy policy) {
            this.poison = poison;
            this.policy = policy;
            this.work = new Work(store, now, ids::next);
            rows.forEach(row -> items.add(new Item(row)));
        }

        CommitResult commit() {
            Map<Long, String> known = new LinkedHashMap<>(poison);
            map();
            fold();
            plan();
            List<CommitResult.Conflict> overtaken = poison.equals(known) ? List.of() : work.overtaken();
            if (!overtaken.isEmpty()) {
                // what seemed wrong may only have been read half before and half after another commit
                poison.clear();
                poison.putAll(known);
                return CommitResult.conflicting(overtaken);
            }
            CommitBuilder builder = new CommitBuilder(work, store, personal, intake::work, uploads);
            Commit.Builder parts = builder.parts();
            Set<Long> telling = telling();
            for (Item item : items) {
                parts.delete(Tables.INBOX, item.row.id(), item.row.version());
                String reason = poison.get(item.row.id());
                if (reason == null && isOfOrders(item) && !telling.contains(item.payload)) {
                    parts.delete(Tables.RAW, item.payload);
                }
                if (reason != null) {
                    parts.insert(PoisonRows.row(ids.next(), item.row, reason));
                }
                if (item.row.text("work") == null) {
                    parts.adjust(Intake.room(Intake.shopOf(item.ref())), 1);
                }
            }
            CommitResult result = store.commit(builder.build());
            told = hears -> builder.tell(result, hears);
            return result;
        }

        private void map() {
            List<Long> wanted = new ArrayList<>();
            for (Item item : items) {
                if (item.row.hasValue("raw_id")) {
                    item.payload = item.row.number("raw_id");
                    wanted.add(item.payload);
                }
            }
            Map<Long, Row> raw = new HashMap<>();
            store.load(Tables.RAW, wanted).forEach(row -> raw.put(row.id(), row));
            for (Item item : items) {
                Row payload = raw.get(item.payload);
                if (payload != null && isSound(item)) {
                    guarded(item, () -> map(item, payload));
                } else if (item.payload != 0) {
                    poison.putIfAbsent(item.row.id(), "its payload is gone");
                }
            }
        }

        private void map(Item item, Row raw) {
            Message message = payloads.open(raw);
            FactMapper mapper = mappers.apply(message.mapper())
                    .orElseThrow(() -> new IllegalStateException("no mapper " + message.mapper()
                            + " is registered.\nRegister it and call Oms.retry for the message."));
            FactMapper.Mapped mapped;
            try {
                mapped = mapper.map(message.api(), message.shop(), message.payload(), IdSource.timeOf(raw.id()));
            } catch (RuntimeException e) {
                throw PoisonRows.failed(message.mapper(), e);
            }
            item.facts = mapped.facts();
            item.facts.forEach(fact -> item.refs.addAll(fact.orders()));
            if (mapped.facts().isEmpty()) {
                poison.put(item.row.id(), unreadable(mapped.problems()));
            }
        }

        private String unreadable(List<Problem> problems) {
            return problems.isEmpty()
                    ? "the payload says nothing"
                    : problems.get(0).toString();
        }

        private void fold() {
            Set<ChannelRef> refs = new LinkedHashSet<>();
            items.forEach(item -> refs.addAll(item.refs));
            work.preload(refs);
            work.preloadPersonal(toldAgain());
            work.references().preload(bookings());
            Parcels parcels = new Parcels(work, data.sources());
            Folding folding = new Folding(store, work, personal, parties, policy.reading(), parcels, data.sources());
            for (Item item : items) {
                if (isSound(item)) {
                    guarded(item, () -> item.facts.forEach(fact -> folding.fold(fact, item.payload)));
                    for (ChannelRef ref : item.refs) {
                        Order order = work.find(ref);
                        if (order != null) {
                            itemsOf.computeIfAbsent(order.id(), id -> new TreeSet<>())
                                    .add(item.row.id());
                        }
                    }
                }
            }
        }

        /** The references of all stock facts. */
        private List<List<String>> bookings() {
            List<List<String>> references = new ArrayList<>();
            for (Item item : items) {
                for (Fact fact : item.facts) {
                    if (fact instanceof StockFact stock) {
                        references.add(Folding.bookedUnder(stock));
                    }
                }
            }
            return references;
        }

        /** The known orders that a message tells the people of once more. */
        private Set<Long> toldAgain() {
            Set<Long> orders = new LinkedHashSet<>();
            for (Item item : items) {
                for (Fact fact : item.facts) {
                    Order order =
                            fact instanceof OrderFact told && told.personal() != null ? work.find(told.ref()) : null;
                    if (order != null) {
                        orders.add(order.id());
                    }
                }
            }
            return orders;
        }

        private void plan() {
            Planning planning = new Planning(work, data, policy);
            Set<Long> due = new LinkedHashSet<>();
            addWaiting(planning.waiting(), due);
            work.changedOrders().forEach(order -> due.add(order.id()));
            items.forEach(item -> addWork(item, planning, due));
            work.preloadIds(due);
            List<Order> known = work.ordersOf(due);
            guardedAll(known, () -> planning.meet(known));
            List<Order> orders = new ArrayList<>();
            known.forEach(order -> guarded(order.id(), () -> orders.add(planning.prepared(order))));
            guardedAll(orders, () -> planning.preload(orders));
            Set<Long> planned = new HashSet<>();
            for (Order order : orders) {
                if (!planned.contains(order.id())) {
                    guarded(order.id(), () -> planned.addAll(planning.plan(current(order.id()))));
                }
            }
            new ShipNotices(work).complete();
            for (Order order : work.changedOrders()) {
                CommitBuilder.violation(work, order).ifPresent(broken -> poisonOrder(order.id(), text(broken)));
            }
        }

        private Order current(long id) {
            return java.util.Objects.requireNonNull(work.order(id));
        }

        private String text(Violation broken) {
            return "invariant " + broken.invariant() + " of " + broken.subject() + ": " + broken.detail();
        }

        /** Who waits for what has come is served before whoever asks for it only now. */
        private void addWaiting(Waiting waiting, Set<Long> due) {
            waiting.first(work.movements()).forEach(next -> addWaiting(next, due));
            for (Item item : items) {
                String todo = item.row.text("work");
                if (todo != null && isSound(item) && WaitingRows.isWaiting(todo)) {
                    guarded(item, () -> {
                        Waiting.Next next = waiting.next(todo);
                        addWaiting(next, due);
                        next.orders().forEach(id -> itemsOf.computeIfAbsent(id, order -> new TreeSet<>())
                                .add(item.row.id()));
                    });
                }
            }
        }

        private void addWaiting(Waiting.Next next, Set<Long> due) {
            due.addAll(next.orders());
            String rest = next.rest();
            if (rest != null) {
                work.insert(intake.work("engine/engine/" + rest, rest, null));
            }
        }

        /** Work that the engine gave itself names the orders to look at again. */
        private void addWork(Item item, Planning planning, Set<Long> due) {
            String todo = item.row.text("work");
            if (todo != null && isSound(item) && !WaitingRows.isWaiting(todo)) {
                guarded(item, () -> {
                    for (Long id : WorkItems.orders(todo, work)) {
                        due.add(id);
                        itemsOf.computeIfAbsent(id, order -> new TreeSet<>()).add(item.row.id());
                        if (WorkItems.isIntercepted(todo)) {
                            work.notes(id).events.add("INTERCEPTED");
                            work.notes(id).settled.add("INTERCEPT");
                        }
                    }
                    FulfillmentOrder stopped = WorkItems.stoppedBy(todo, work);
                    if (stopped != null) {
                        planning.takeBack(stopped, WorkItems.isRejected(todo));
                    }
                });
            }
        }

        /**
         * The payloads that told some order something new. Nobody would find one that told nothing to forget it, and it is not
         * needed: the one that told it first is kept.
         */
        private Set<Long> telling() {
            Set<Long> telling = new HashSet<>();
            for (Notes notes : work.allNotes().values()) {
                if (!notes.events.isEmpty()) {
                    telling.addAll(notes.payloads);
                }
            }
            return telling;
        }

        private boolean isOfOrders(Item item) {
            return !item.facts.isEmpty()
                    && item.facts.stream()
                            .allMatch(fact -> fact instanceof OrderFact
                                    || fact instanceof RefundFact
                                    || fact instanceof PaymentFact
                                    || fact instanceof Fact.SameReceiver);
        }

        private boolean isSound(Item item) {
            return !poison.containsKey(item.row.id());
        }

        private void guarded(Item item, Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                rethrowIfOfStore(e);
                poison.put(item.row.id(), PoisonRows.reason(e));
                LOG.warn("message {} put aside: {}", item.row.id(), e.getClass().getSimpleName());
            }
        }

        private void guarded(long orderId, Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                rethrowIfOfStore(e);
                poisonOrder(orderId, PoisonRows.reason(e));
            }
        }

        private void guardedAll(List<Order> orders, Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                rethrowIfOfStore(e);
                orders.forEach(order -> poisonOrder(order.id(), PoisonRows.reason(e)));
            }
        }

        private void poisonOrder(long orderId, String reason) {
            LOG.warn("messages of order {} put aside: {}", orderId, reason);
            for (Long item : itemsOf.getOrDefault(orderId, Set.of())) {
                poison.put(item, reason);
            }
            work.revert(orderId);
        }

        /** The inbox rows whose orders moved stock that was refused. */
        Set<Long> touching(List<CommitResult.Refusal> refused) {
            Set<String> keys = new HashSet<>();
            refused.forEach(refusal -> keys.add(refusal.key()));
            Set<Long> touching = new HashSet<>();
            work.allNotes().forEach((orderId, notes) -> {
                boolean hit = notes.uses.keySet().stream().anyMatch(keys::contains)
                        || StockMovement.net(notes.movements).stream().anyMatch(delta -> keys.contains(delta.key()));
                if (hit) {
                    touching.addAll(itemsOf.getOrDefault(orderId, Set.of()));
                }
            });
            return touching;
        }

        void tell() {
            poison.forEach((id, reason) -> {
                if (items.stream().anyMatch(item -> item.row.id() == id)) {
                    listener.onPoison(id, reason);
                }
            });
            told.accept(listener);
        }
    }
}
