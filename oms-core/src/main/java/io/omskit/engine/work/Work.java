package io.omskit.engine.work;

import io.omskit.engine.stored.EffectRows;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.PersonalData;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockMovement;
import io.omskit.store.CommitResult;
import io.omskit.store.CommitResult.Conflict;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
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
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work: what it has read, and what it will change in one commit. Every value is read once; everything that is
 * written carries the version that was read. For one thread.
 */
public final class Work {
    private final Store store;
    private final Instant now;
    private final LongSupplier ids;
    private final Counters counters;
    private final References references;
    private final Map<Long, Tracked<Order>> orders = new LinkedHashMap<>();
    private final Map<ChannelRef, Long> byRef = new HashMap<>();
    private final Map<Long, Tracked<FulfillmentOrder>> fulfillments = new TreeMap<>();
    private final Map<String, Tracked<Shipment>> shipments = new LinkedHashMap<>();
    private final Map<Long, Row> blocks = new HashMap<>();
    private final Map<Long, Tracked<PersonalData>> personal = new LinkedHashMap<>();
    private final Map<Long, Notes> notes = new LinkedHashMap<>();
    private final List<Row> inserts = new ArrayList<>();
    private final Set<String> effectKeys = new HashSet<>();
    private final Map<Long, Map<String, Long>> waits = new LinkedHashMap<>();
    private final Set<Long> waited = new HashSet<>();
    private final Set<Long> rewritten = new HashSet<>();

    public Work(Store store, Instant now, LongSupplier ids) {
        this.store = store;
        this.now = now;
        this.ids = ids;
        this.counters = new Counters(store);
        this.references = new References(store);
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
            dropped.movements.forEach(movement -> counters.apply(movement, -1));
            dropped.adjusts.forEach((key, change) -> counters.change(key, -change));
            dropped.uses.forEach((key, use) -> counters.change(key, use.quantity()));
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

    // ---- stock and limits

    /** The counters of stock, limits and figures, as this unit of work has changed them. */
    public Counters counters() {
        return counters;
    }

    /** Books a movement on behalf of an order, or of nobody (0). */
    public void move(long orderId, StockMovement movement) {
        notes(orderId).movements.add(movement);
        counters.apply(movement, 1);
    }

    /** Takes of a limit on behalf of an order; the commit is refused where the limit is used up by then. */
    public void use(long orderId, String key, long quantity, long limit) {
        notes(orderId).uses.merge(key, new Notes.Use(quantity, limit), Notes.Use::and);
        counters.change(key, -quantity);
    }

    /** Changes a counter on behalf of an order, without a bound. */
    public void adjust(long orderId, String key, long change) {
        notes(orderId).adjusts.merge(key, change, Math::addExact);
        counters.change(key, change);
    }

    /** References that may be used once. */
    public References references() {
        return references;
    }

    // ---- waiting

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
