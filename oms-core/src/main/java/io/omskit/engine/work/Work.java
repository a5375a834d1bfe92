package io.omskit.engine.work;

import com.google.common.hash.Hashing;
import io.omskit.decision.Reason;
import io.omskit.engine.stored.EffectRows;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.PersonalData;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockMovement;
import io.omskit.store.CommitResult;
import io.omskit.store.CommitResult.Conflict;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work: what it has read, and what it will change in one commit. Every value is read once; everything that is
 * written carries the version that was read. For one thread.
 */
public final class Work {
    private static final String ONCE = "once/";

    private final Store store;
    private final Instant now;
    private final LongSupplier ids;
    private final Map<Long, Tracked<Order>> orders = new LinkedHashMap<>();
    private final Map<ChannelRef, Long> byRef = new HashMap<>();
    private final Map<Long, Tracked<FulfillmentOrder>> fulfillments = new TreeMap<>();
    private final Map<String, Tracked<Shipment>> shipments = new LinkedHashMap<>();
    private final Map<Long, Row> blocks = new HashMap<>();
    private final Map<Long, Tracked<PersonalData>> personal = new LinkedHashMap<>();
    private final Map<StockCell, Long> free = new HashMap<>();
    private final Map<Long, Notes> notes = new LinkedHashMap<>();
    private final List<Row> inserts = new ArrayList<>();
    private final Set<String> effectKeys = new HashSet<>();
    private final Map<String, Long> onceKeys = new TreeMap<>();
    private final Map<String, Long> once = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private final Map<String, Long> moved = new HashMap<>();
    private final Map<Long, Map<String, Long>> waits = new LinkedHashMap<>();
    private final Set<Long> waited = new HashSet<>();
    private final Set<Long> rewritten = new HashSet<>();

    /**
     * What is taken of a limit, negative where it is given back.
     *
     * @param quantity how much
     * @param limit the limit
     */
    public record Use(long quantity, long limit) {}

    /** What is to be told and done about one order. */
    public static final class Notes {
        public final List<String> events = new ArrayList<>();
        public final List<Long> payloads = new ArrayList<>();
        public final List<Reason> reasons = new ArrayList<>();
        public final List<StockMovement> movements = new ArrayList<>();
        public final Map<String, Use> uses = new TreeMap<>();
        public final Map<String, Reason> alerts = new LinkedHashMap<>();
        public final Set<String> settled = new HashSet<>();
        public final List<Row> effects = new ArrayList<>();
        public final Map<String, Long> adjusts = new TreeMap<>();

        /** Whose notes have the plans that this order was part of. */
        public final Set<Long> plannedWith = new TreeSet<>();

        public @Nullable String book;

        public @Nullable String plan;

        /** Whether the goods are to go elsewhere than was told before. */
        public boolean consigneeChanged;

        /** Whether something came to light that a review must look at, after one may have let the order go. */
        public boolean reviewAgain;

        /** Whether the channel is told in this very commit that its order is complete. */
        public boolean toldWhole;

        /** Whether a platform has just answered with whom the order shares its receiver. */
        public boolean answered;

        public boolean isEmpty() {
            return events.isEmpty() && movements.isEmpty() && uses.isEmpty() && effects.isEmpty() && alerts.isEmpty();
        }
    }

    public Work(Store store, Instant now, LongSupplier ids) {
        this.store = store;
        this.now = now;
        this.ids = ids;
    }

    public Instant now() {
        return now;
    }

    public long nextId() {
        return ids.getAsLong();
    }

    public LongSupplier ids() {
        return ids;
    }

    // ---- orders

    /** Reads the named orders in as few questions as there are shops. */
    public void preload(Collection<ChannelRef> refs) {
        Map<String, List<ChannelRef>> byShop = new TreeMap<>();
        for (ChannelRef ref : refs) {
            if (!byRef.containsKey(ref)) {
                byShop.computeIfAbsent(ref.shopRef().toString(), shop -> new ArrayList<>())
                        .add(ref);
            }
        }
        byShop.values().forEach(this::readShop);
    }

    private void readShop(List<ChannelRef> refs) {
        ChannelRef first = refs.get(0);
        Set<String> numbers = new HashSet<>();
        refs.forEach(ref -> numbers.add(ref.number()));
        Query query = Query.by(Tables.ORDER, "ref", first.platform(), first.shop())
                .in(numbers)
                .limit(Math.min(Query.MAX_LIMIT, numbers.size()));
        store.find(query).forEach(this::track);
    }

    /** Reads the orders with these ids. */
    public void preloadIds(Collection<Long> wanted) {
        List<Long> missing =
                wanted.stream().filter(id -> !orders.containsKey(id)).distinct().toList();
        if (!missing.isEmpty()) {
            store.load(Tables.ORDER, missing).forEach(this::track);
        }
    }

    /** Reads the orders that may still travel under one of these keys. */
    public List<Order> preloadMerge(Collection<String> keys) {
        return preloadBy("merge", keys);
    }

    /** Reads the orders of these buyers that a platform may still be asked about. */
    public List<Order> preloadAsk(Collection<String> keys) {
        return preloadBy("ask", keys);
    }

    private List<Order> preloadBy(String index, Collection<String> keys) {
        List<Order> found = new ArrayList<>();
        if (!keys.isEmpty()) {
            Query query = Query.by(Tables.ORDER, index).in(Set.copyOf(keys)).limit(Query.MAX_LIMIT);
            for (Row row : store.find(query)) {
                track(row);
                Order order = order(row.id());
                if (order != null) {
                    found.add(order);
                }
            }
        }
        return found;
    }

    /**
     * The newest orders under one key of an index, as this unit of work knows them. They are only looked at: the commit
     * does not carry their versions.
     *
     * @param keyOf how an order is found in the index
     */
    public List<Order> newest(String index, String key, Function<Order, @Nullable String> keyOf, int most) {
        Map<Long, Order> found = new TreeMap<>(Comparator.reverseOrder());
        for (Row row :
                store.find(Query.by(Tables.ORDER, index, key).descending().limit(most))) {
            found.put(row.id(), Rows.order(row));
        }
        for (Tracked<Order> tracked : orders.values()) {
            Order order = tracked.now();
            if (order != null) {
                found.remove(order.id());
                if (key.equals(keyOf.apply(order))) {
                    found.put(order.id(), order);
                }
            }
        }
        return found.values().stream().limit(most).toList();
    }

    private void track(Row row) {
        if (!orders.containsKey(row.id())) {
            Order order = Rows.order(row);
            orders.put(row.id(), new Tracked<>(row, order));
            byRef.put(order.ref(), order.id());
        }
    }

    @Nullable
    public Order order(long id) {
        Tracked<Order> tracked = orders.get(id);
        return tracked == null ? null : tracked.now();
    }

    /** Those of the orders that were read, in the given order. */
    public List<Order> ordersOf(Collection<Long> ids) {
        List<Order> found = new ArrayList<>();
        for (Long id : ids) {
            Order order = order(id);
            if (order != null) {
                found.add(order);
            }
        }
        return found;
    }

    @Nullable
    public Order find(ChannelRef ref) {
        Long id = byRef.get(ref);
        return id == null ? null : order(id);
    }

    /** The order, or a new one that is only expected. */
    public Order findOrExpect(ChannelRef ref) {
        Order known = find(ref);
        if (known != null) {
            return known;
        }
        Order expected = Order.expected(nextId(), ref, now);
        orders.put(expected.id(), new Tracked<>(null, expected));
        byRef.put(ref, expected.id());
        return expected;
    }

    public void put(Order order) {
        Tracked<Order> tracked = orders.get(order.id());
        if (tracked == null) {
            throw new IllegalStateException("order " + order.id() + " was not read by this unit of work");
        }
        tracked.set(order);
    }

    /** Writes the order in any case, so that whoever changes it at the same time reads anew what depends on it. */
    public void rewrite(long orderId) {
        rewritten.add(orderId);
    }

    /** Whether the order is written although it is as it was read. */
    public boolean isRewritten(long orderId) {
        return rewritten.contains(orderId);
    }

    /**
     * Takes back what a review has decided about the order without knowing what is known now. What has left is not
     * reviewed again, and where nothing was decided there is nothing to take back.
     *
     * @param event what has come to light
     */
    public void reviewAgain(long orderId, String event) {
        Order order = order(orderId);
        if (order != null
                && order.isOpen()
                && (order.hasPassed(Hold.REVIEW) || !order.fulfillmentOrders().isEmpty())) {
            put(order.withoutPass(Hold.REVIEW));
            notes(orderId).reviewAgain = true;
            notes(orderId).events.add(event);
        }
    }

    /** Orders that were read and are not as they were, or are new. */
    public List<Order> changedOrders() {
        List<Order> changed = new ArrayList<>();
        for (Tracked<Order> tracked : orders.values()) {
            Order order = tracked.now();
            if (order != null && tracked.isChanged()) {
                changed.add(order);
            }
        }
        return changed;
    }

    public boolean isNew(long orderId) {
        Tracked<Order> tracked = orders.get(orderId);
        return tracked != null && tracked.row() == null;
    }

    /**
     * Orders that somebody else has changed since they were read. What was read of them and of their work need not fit together, so
     * nothing that seems wrong with it is wrong.
     */
    public List<Conflict> overtaken() {
        Map<Long, Integer> read = new TreeMap<>();
        orders.forEach((id, tracked) -> {
            Row row = tracked.row();
            if (row != null) {
                read.put(id, row.version());
            }
        });
        List<Conflict> conflicts = new ArrayList<>();
        for (Row row : read.isEmpty() ? List.<Row>of() : store.load(Tables.ORDER, read.keySet())) {
            int expected = read.getOrDefault(row.id(), 0);
            if (row.version() != expected) {
                conflicts.add(
                        new Conflict(Tables.ORDER, row.id(), CommitResult.Problem.STALE, expected, row.version()));
            }
        }
        return conflicts;
    }

    /** Forgets every change of an order, of its work and of what was to be told about it. */
    public void revert(long orderId) {
        Tracked<Order> tracked = orders.get(orderId);
        if (tracked != null) {
            Order order = tracked.now();
            if (order != null && tracked.row() == null) {
                byRef.remove(order.ref());
            }
            tracked.revert();
        }
        Notes dropped = notes.remove(orderId);
        if (dropped != null) {
            dropped.movements.forEach(movement -> take(movement, -1));
            dropped.adjusts.forEach((key, change) -> counters.computeIfPresent(key, (same, value) -> value - change));
            dropped.uses.forEach((key, use) -> counters.computeIfPresent(key, (same, value) -> value + use.quantity()));
        }
        waits.remove(orderId);
        personal.remove(orderId);
        for (Tracked<FulfillmentOrder> work : fulfillments.values()) {
            FulfillmentOrder held = work.now() == null ? work.before() : work.now();
            if (held != null && held.orderIds().contains(orderId)) {
                work.revert();
            }
        }
    }

    public Map<Long, Tracked<Order>> trackedOrders() {
        return orders;
    }

    // ---- work and parcels

    /** Reads the fulfillment orders of these orders. */
    public void preloadFulfillments(Collection<Order> of) {
        Set<Long> wanted = new HashSet<>();
        for (Order order : of) {
            for (Long id : order.fulfillmentOrders()) {
                if (!fulfillments.containsKey(id)) {
                    wanted.add(id);
                }
            }
        }
        readFulfillments(wanted);
    }

    private void readFulfillments(Collection<Long> wanted) {
        if (!wanted.isEmpty()) {
            for (Row row : store.load(Tables.FULFILLMENT, wanted)) {
                fulfillments.put(row.id(), new Tracked<>(row, Rows.fulfillmentOrder(row)));
            }
        }
    }

    @Nullable
    public FulfillmentOrder fulfillment(long id) {
        if (!fulfillments.containsKey(id)) {
            readFulfillments(List.of(id));
        }
        Tracked<FulfillmentOrder> tracked = fulfillments.get(id);
        return tracked == null ? null : tracked.now();
    }

    /** The fulfillment orders of an order, ascending. */
    public List<FulfillmentOrder> fulfillmentsOf(Order order) {
        preloadFulfillments(List.of(order));
        List<FulfillmentOrder> found = new ArrayList<>();
        for (Long id : order.fulfillmentOrders()) {
            FulfillmentOrder work = fulfillment(id);
            if (work != null) {
                found.add(work);
            }
        }
        return found;
    }

    public void put(FulfillmentOrder work) {
        Tracked<FulfillmentOrder> tracked = fulfillments.get(work.id());
        if (tracked == null) {
            fulfillments.put(work.id(), new Tracked<>(null, work));
        } else {
            tracked.set(work);
        }
    }

    public void remove(FulfillmentOrder work) {
        Tracked<FulfillmentOrder> tracked = fulfillments.get(work.id());
        if (tracked != null) {
            tracked.set(null);
        }
    }

    public Map<Long, Tracked<FulfillmentOrder>> trackedFulfillments() {
        return fulfillments;
    }

    @Nullable
    public Shipment shipment(String carrier, String number, String discriminator) {
        String identity = carrier + "\n" + number + "\n" + discriminator;
        Tracked<Shipment> tracked = shipments.computeIfAbsent(identity, unread -> {
            List<Row> rows = store.find(Query.by(Tables.SHIPMENT, "identity", carrier, number, discriminator));
            return rows.isEmpty() ? new Tracked<>(null, null) : new Tracked<>(rows.get(0), Rows.shipment(rows.get(0)));
        });
        return tracked.now();
    }

    /** The parcels of a fulfillment order. */
    public List<Shipment> parcels(FulfillmentOrder held) {
        for (Row row : held.shipments().isEmpty() ? List.<Row>of() : store.load(Tables.SHIPMENT, held.shipments())) {
            Shipment parcel = Rows.shipment(row);
            shipments.computeIfAbsent(identity(parcel), unread -> new Tracked<>(row, parcel));
        }
        List<Shipment> parcels = new ArrayList<>();
        for (Tracked<Shipment> tracked : shipments.values()) {
            Shipment parcel = tracked.now();
            if (parcel != null && held.shipments().contains(parcel.id())) {
                parcels.add(parcel);
            }
        }
        return parcels;
    }

    private static String identity(Shipment shipment) {
        return shipment.carrier() + "\n" + shipment.number() + "\n" + shipment.discriminator();
    }

    public void put(Shipment shipment) {
        shipments
                .computeIfAbsent(identity(shipment), fresh -> new Tracked<>(null, null))
                .set(shipment);
    }

    public Collection<Tracked<Shipment>> trackedShipments() {
        return shipments.values();
    }

    // ---- personal data

    /** Reads the sealed blocks of these orders, as far as they have one. */
    public void preloadPersonal(Collection<Long> orderIds) {
        store.load(Tables.PERSONAL, orderIds).forEach(row -> blocks.put(row.id(), row));
    }

    /** The sealed block of an order that was read ahead. */
    @Nullable
    public Row personalBlock(long orderId) {
        return blocks.get(orderId);
    }

    /** What this unit of work has been told of the people of an order. */
    @Nullable
    public PersonalData personal(long orderId) {
        Tracked<PersonalData> tracked = personal.get(orderId);
        return tracked == null ? null : tracked.now();
    }

    public void putPersonal(long orderId, @Nullable Row row, @Nullable PersonalData before, PersonalData data) {
        Tracked<PersonalData> tracked = personal.computeIfAbsent(orderId, id -> new Tracked<>(row, before));
        tracked.set(data);
    }

    public Map<Long, Tracked<PersonalData>> trackedPersonal() {
        return personal;
    }

    // ---- stock

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
                    .forEach((key, value) -> free.put(cellOf(wanted, key), value + moved.getOrDefault(key, 0L)));
        }
    }

    private static StockCell cellOf(Map<String, StockCell> wanted, String key) {
        return java.util.Objects.requireNonNull(wanted.get(key));
    }

    /** What is free of these cells after what this unit of work has taken so far. */
    public Map<StockCell, Long> free(Collection<StockCell> cells) {
        preloadFree(cells);
        Map<StockCell, Long> result = new HashMap<>();
        cells.forEach(cell -> result.put(cell, free.getOrDefault(cell, 0L)));
        return result;
    }

    /** Books a movement on behalf of an order, or of nobody (0). */
    public void move(long orderId, StockMovement movement) {
        notes(orderId).movements.add(movement);
        take(movement, 1);
    }

    private void take(StockMovement movement, int sign) {
        for (StockMovement.Delta delta : movement.deltas()) {
            moved.merge(delta.key(), sign * delta.delta(), Math::addExact);
            counters.computeIfPresent(delta.key(), (key, value) -> value + sign * delta.delta());
            if (movement instanceof StockMovement.Goods goods
                    && delta.key().equals(StockCounters.key(goods.cell(), StockCounters.Counter.FREE))) {
                free.computeIfPresent(goods.cell(), (cell, value) -> value + sign * delta.delta());
            }
        }
    }

    // ---- counters

    /** What of each limit is used, after what this unit of work has taken so far; such a counter holds minus what is used. */
    public Map<String, Long> used(Collection<String> keys) {
        preloadCounters(keys);
        Map<String, Long> result = new HashMap<>();
        keys.forEach(key -> result.put(key, -counter(key)));
        return result;
    }

    /** Takes of a limit on behalf of an order; the commit is refused where the limit is used up by then. */
    public void use(long orderId, String key, long quantity, long limit) {
        notes(orderId)
                .uses
                .merge(
                        key,
                        new Use(quantity, limit),
                        (one, other) -> new Use(Math.addExact(one.quantity(), other.quantity()), other.limit()));
        counters.computeIfPresent(key, (same, value) -> value - quantity);
    }

    /** Reads counters that were not read yet. */
    public void preloadCounters(Collection<String> keys) {
        List<String> unread =
                keys.stream().filter(key -> !counters.containsKey(key)).toList();
        if (!unread.isEmpty()) {
            store.counters(unread).forEach((key, value) -> counters.put(key, value + moved.getOrDefault(key, 0L)));
        }
    }

    /** A counter that was read, with what this unit of work has changed of it. */
    public long counter(String key) {
        return counters.getOrDefault(key, 0L);
    }

    /** Changes a counter on behalf of an order, without a bound. */
    public void adjust(long orderId, String key, long change) {
        notes(orderId).adjusts.merge(key, change, Math::addExact);
        counters.computeIfPresent(key, (same, value) -> value + change);
    }

    /** Says what an order waits for now, and how much of it; nothing where it waits for nothing. */
    public void waits(long orderId, Map<String, Long> bySubject) {
        waits.put(orderId, bySubject);
    }

    /** These orders were found waiting. */
    public void waited(Collection<Long> orderIds) {
        waited.addAll(orderIds);
    }

    public boolean hasWaited(long orderId) {
        return waited.contains(orderId);
    }

    /** What the orders that were looked at wait for. */
    public Map<Long, Map<String, Long>> allWaits() {
        return waits;
    }

    /** Rows as they are stored. */
    public List<Row> find(Query query) {
        return store.find(query);
    }

    /** Every movement so far. */
    public List<StockMovement> movements() {
        List<StockMovement> all = new ArrayList<>();
        notes.values().forEach(of -> all.addAll(of.movements));
        return all;
    }

    // ---- references

    /** Reads ahead which of these references were used up. */
    public void preloadOnce(Collection<List<String>> references) {
        Set<String> keys = new HashSet<>();
        references.forEach(parts -> keys.add(onceKey(parts)));
        if (!keys.isEmpty()) {
            once.putAll(store.counters(keys));
        }
    }

    /**
     * Uses up a reference that may be used once only.
     *
     * @return false if it was used before, by this unit of work or by any other
     */
    public boolean useOnce(List<String> parts) {
        return useOnce(parts, 1);
    }

    /** The same, which keeps a positive figure with the reference for good. */
    public boolean useOnce(List<String> parts, long figure) {
        return !isUsed(parts) && onceKeys.put(onceKey(parts), figure) == null;
    }

    /** Whether a reference was used before, by this unit of work or by any other. */
    public boolean isUsed(List<String> parts) {
        return figure(parts) != 0;
    }

    /** The figure that is kept with a reference, 0 where it was not used yet. */
    public long figure(List<String> parts) {
        String key = onceKey(parts);
        if (!once.containsKey(key)) {
            once.putAll(store.counters(List.of(key)));
        }
        return onceKeys.getOrDefault(key, -once.getOrDefault(key, 0L));
    }

    /** Name of the counter of a reference. */
    public static String onceKey(List<String> parts) {
        return ONCE + Hashing.sha256().hashString(String.join("\n", parts), StandardCharsets.UTF_8);
    }

    public static boolean isOnceKey(String counter) {
        return counter.startsWith(ONCE);
    }

    /** References that this unit of work uses up, with their figures; each is a counter with room for just that. */
    public Map<String, Long> onceKeys() {
        return onceKeys;
    }

    // ---- what is told and done

    public Notes notes(long orderId) {
        return notes.computeIfAbsent(orderId, id -> new Notes());
    }

    public Map<Long, Notes> allNotes() {
        return notes;
    }

    /** A row of its own that goes into the same commit. */
    public void insert(Row row) {
        inserts.add(row);
    }

    public List<Row> inserts() {
        return inserts;
    }

    /** Asks for an effect once; asking again under the same key changes nothing. */
    public void effect(
            String key,
            String type,
            String target,
            long orderId,
            long fulfillmentOrder,
            Map<String, String> data,
            Instant due) {
        if (effectKeys.add(key)) {
            notes(orderId)
                    .effects
                    .add(EffectRows.row(nextId(), key, type, target, orderId, fulfillmentOrder, data, due));
        }
    }

    /** Looks at an order again at that time. */
    public void wake(long orderId, Instant at) {
        effect("wake:" + orderId + ":" + at.toEpochMilli(), WorkItems.WAKE, "engine", orderId, 0, Map.of(), at);
    }
}
