package io.omskit.engine.planning;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Item;
import io.omskit.decision.Decision;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.work.MasterData;
import io.omskit.engine.work.Tracked;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeReach;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.order.Demand;
import io.omskit.order.Demands;
import io.omskit.order.Handling;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.Treatment;
import io.omskit.rule.RuleBook;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What follows from a change of orders: demands, gates, the plan, the review, the release. Works on a unit of work; every
 * decision is a pure function of what the unit has read.
 */
public final class Planning {
    private final Work work;
    private final Catalog catalog;
    private final Sources sources;
    private final Policy policy;
    private final Instant now;
    private final Capacity capacity;
    private final PullBacks pullBacks;
    private final Regrouping regrouping;
    private final Releases releases;
    private final Giving giving;
    private final Locks locks;
    private final QuotaLimits limits;
    private final LapsedLocks lapsed;
    private final GateAlerts gateAlerts;
    private final Siblings siblings;
    private final MergeAsks asks;
    private final Standing standing;
    private final Reviewing reviewing;

    public Planning(Work work, MasterData data, Policy policy) {
        this.work = work;
        this.catalog = data.catalog();
        this.sources = data.sources();
        this.policy = policy;
        this.now = work.now();
        this.siblings = new Siblings(work, catalog, policy);
        this.reviewing = new Reviewing(work, data, policy, siblings);
        this.asks = new MergeAsks(work, data.asked());
        this.capacity = new Capacity(work, sources, policy.fulfillment());
        this.pullBacks = new PullBacks(work, sources, capacity);
        this.releases = new Releases(work, pullBacks, capacity);
        this.giving = new Giving(work, data, policy.gifts());
        this.locks = new Locks(policy.stock(), now);
        this.limits = new QuotaLimits(work, policy.stock().quotas());
        this.lapsed = new LapsedLocks(work, sources);
        this.gateAlerts = new GateAlerts(work, policy.flow());
        this.standing = new Standing(work);
        this.regrouping = new Regrouping(work, data, policy, locks, limits, capacity, standing);
    }

    /** Who waits for goods. */
    public Waiting waiting() {
        return new Waiting(work, sources, policy.stock().quotas());
    }

    /** Reads ahead, in one question, who else goes to the receivers of these orders. */
    public void meet(Collection<Order> orders) {
        siblings.read(orders);
    }

    /** Whether some rule reads what only other orders or the catalog tell. */
    public static boolean looksAround(RuleBook<OrderView, OrderAction> book) {
        return Surroundings.Wanted.by(book).isAnything();
    }

    /** A stored order as rules read it, whoever asks. */
    public static OrderView view(Store store, Catalog catalog, Order order, Instant at) {
        Work reading = new Work(store, at, () -> {
            throw new IllegalStateException("reading makes no ids");
        });
        Surroundings all = new Surroundings(reading, catalog, Surroundings.Wanted.ALL);
        return new Siblings(reading, MergePolicy.off(), all).view(order);
    }

    /**
     * The question to a platform which orders of a buyer go to one receiver, as it stands when it is sent.
     *
     * @return empty where it was answered meanwhile, or there is nobody left to travel with
     */
    public static Optional<Effect> question(Store store, Effect ask) {
        return MergeAsks.question(store, ask);
    }

    /** An order as its rules read it. */
    public OrderView view(Order order) {
        return siblings.view(order);
    }

    /** Brings an order's demands and gates in line with what it has become; planning reads them. */
    public Order prepared(Order order) {
        Order result = reviewing.ready(order);
        work.put(result);
        return result;
    }

    /** Reads ahead, in a few questions, everything that planning these orders will ask for. */
    public void preload(Collection<Order> orders) {
        siblings.read(orders);
        asks.read(orders);
        work.preloadFulfillments(orders);
        Set<Long> companions = new TreeSet<>();
        for (Order order : orders) {
            // whoever was in the circle of another is planned with that one, or asks for the little that is missing
            // then
            companions.addAll(
                    companions.contains(order.id()) ? Set.of() : circle(order).all());
        }
        work.preloadIds(companions);
        List<Order> reconciled = new ArrayList<>();
        for (Long id : companions) {
            Order order = work.order(id);
            if (order != null) {
                reconciled.add(reviewing.isReady(order) ? order : Demands.reconcile(order, catalog));
            }
        }
        work.counters().preloadFree(RegroupInput.reachable(reconciled, sources));
    }

    /**
     * Whom a plan of one order is about.
     *
     * @param members whose plan it is
     * @param told those who stay as they are and are only told of
     */
    private record Circle(Set<Long> members, Set<Long> told) {
        Set<Long> all() {
            Set<Long> all = new TreeSet<>(members);
            all.addAll(told);
            return all;
        }
    }

    /** The order itself, those that it shares work with or is brought back with, and those that it may travel with. */
    private Circle circle(Order order) {
        MergeReach.Near near = siblings.near(order);
        Set<Long> members = new TreeSet<>(Set.of(order.id()));
        addWithWork(work.ordersOf(standing.returningWith(order)), members);
        addWithWork(near.reached(), members);
        addWithWork(List.of(order), members);
        Set<Long> told = new TreeSet<>();
        addWithWork(near.told(), told);
        told.removeAll(members);
        return new Circle(members, told);
    }

    private void addWithWork(List<Order> orders, Set<Long> ids) {
        work.preloadFulfillments(orders);
        Set<Long> works = new HashSet<>();
        for (Order order : orders) {
            ids.add(order.id());
            for (Long id : order.fulfillmentOrders()) {
                FulfillmentOrder held = works.add(id) ? work.fulfillment(id) : null;
                if (held != null) {
                    ids.addAll(held.orderIds());
                }
            }
        }
    }

    /**
     * Has an earlier grouping come back when these orders are planned, and stand from then on.
     *
     * @param by who says so
     */
    public void bringBack(Grouping earlier, Collection<Order> orders, String by) {
        Set<Long> all = new TreeSet<>();
        for (Order order : orders) {
            work.put(Standing.marked(order, by, now));
            all.add(order.id());
        }
        standing.bringBack(earlier, all);
    }

    /**
     * Plans one order together with everybody who shares work with it or may travel with it; the commit carries the
     * versions of all of them. Then plans those that its payment, or the wait for it, concerns.
     *
     * @return every order that was planned
     */
    public Set<Long> plan(Order changed) {
        Set<Long> planned = new TreeSet<>();
        planAround(changed, planned);
        for (Order waiting : work.ordersOf(siblings.concernedBy(current(changed.id())))) {
            if (!planned.contains(waiting.id())) {
                planAround(waiting, planned);
            }
        }
        return planned;
    }

    /**
     * Plans the circle of an order, and after it the circles of those who were in it only because they shared work, if others
     * may travel with them: who leaves a group makes room for them, or was itself on the way to somebody else.
     */
    private void planAround(Order order, Set<Long> planned) {
        Deque<Long> due = new ArrayDeque<>(List.of(order.id()));
        Set<Long> taken = new HashSet<>(due);
        while (!due.isEmpty()) {
            Order center = current(due.remove());
            Circle circle = circle(center);
            plan(circle);
            String key = Rows.mergeKey(center, now);
            for (Order member : work.ordersOf(circle.members())) {
                boolean withItsOwn = member.id() == center.id()
                        || circle.members().size() == 1
                        || Objects.equals(key, Rows.mergeKey(member, now))
                        || circle.members().containsAll(circle(member).members());
                if (withItsOwn) {
                    planned.add(member.id());
                } else if (!planned.contains(member.id()) && taken.add(member.id())) {
                    due.add(member.id());
                }
            }
        }
    }

    /** Plans these orders as one group; they must include everybody who shares work with one of them. */
    private void plan(Circle circle) {
        Set<Long> members = circle.all();
        work.preloadIds(members);
        List<Order> orders = new ArrayList<>();
        for (Long id : members) {
            Order order = work.order(id);
            if (order != null) {
                orders.add(reviewing.ready(order));
            }
        }
        orders.forEach(work::put);
        orders.forEach(pullBacks::of);
        orders.stream().filter(locks::isOver).forEach(lapsed::giveBack);
        standing.freeOutdated(currents(orders));
        List<List<Boolean>> before = activePresales(orders);
        regrouping.of(currents(orders), circle.told());
        if (!activePresales(orders).equals(before)) {
            // parts that had to travel apart may travel together now
            regrouping.of(currents(orders), circle.told());
        }
        if (giving.decide(currents(orders))) {
            regrouping.of(currents(orders), circle.told());
        }
        boolean again = policy.stock().lock() == StockPolicy.Lock.ON_APPROVAL;
        for (Long id : members) {
            Order order = work.order(id);
            if (order != null) {
                Order reviewed = reviewing.reviewed(reviewing.gated(order));
                work.put(reviewed);
                again |= !reviewed.handling().equals(order.handling())
                        || !reviewed.demands().equals(order.demands())
                        || !lineHolds(reviewed).equals(lineHolds(order));
            }
        }
        if (again) {
            // a rule has approved, chosen a source, sealed, canceled or held a line: the plan must know before anything
            // leaves
            regrouping.of(currents(orders), circle.told());
        }
        boolean lonely = false;
        for (Order order : currents(orders)) {
            lonely |= pullBacks.ofLonelyGifts(order);
        }
        if (lonely) {
            regrouping.of(currents(orders), circle.told());
        }
        releases.of(members);
        members.forEach(this::remember);
    }

    /** The holds of single lines: what they hold and what they do not cannot travel together. */
    private static List<Hold> lineHolds(Order order) {
        return order.holds().stream().filter(hold -> hold.lineId() != null).toList();
    }

    /** Which presales of these orders have their goods. */
    private List<List<Boolean>> activePresales(List<Order> orders) {
        return currents(orders).stream()
                .map(order -> order.demands().stream()
                        .filter(Demand::presale)
                        .map(Regrouping::isActive)
                        .toList())
                .toList();
    }

    private List<Order> currents(List<Order> orders) {
        return orders.stream().map(order -> current(order.id())).toList();
    }

    private Order current(long id) {
        return Objects.requireNonNull(work.order(id));
    }

    /** What a flow has made of an order; what it needs from outside becomes an effect. */
    public Order treated(Decision<Treatment> decision) {
        return reviewing.treated(decision);
    }

    /** Takes work back that its source has stopped, or has rejected; the latter is not asked again for a while. */
    public void takeBack(FulfillmentOrder stopped, boolean rejected) {
        pullBacks.takeBack(stopped);
        for (Long id : rejected ? stopped.orderIds() : Set.<Long>of()) {
            Order order = work.order(id);
            if (order != null) {
                Instant until = now.plus(policy.fulfillment().rejectedFor());
                Handling handling = order.handling();
                work.put(order.withHandling(
                        handling.withEdits(handling.edits().withRejection(stopped.source(), until))));
                work.notes(id).events.add("SOURCE_REJECTED");
                work.wake(id, until);
            }
        }
    }

    /** The sources that do not send this demand now, whatever they have. */
    private Set<String> closed(Order order, Demand demand) {
        Set<String> closed = new TreeSet<>(regrouping.barred(order));
        Item item = catalog.item(demand.sku());
        for (Source source : sources.counted()) {
            boolean handles = item == null || source.duty().handles(item.classes());
            if (!handles || !capacity.hasRoom(source.id())) {
                closed.add(source.id());
            }
        }
        return closed;
    }

    /** What must be told or looked at later about an order. */
    private void remember(long id) {
        Order order = work.order(id);
        if (order == null) {
            return;
        }
        if (Demands.unmappedLines(order).isEmpty()) {
            work.notes(id).settled.add("UNMAPPED");
        }
        asks.of(order);
        limits.settle(order);
        standing.settle(order);
        gateAlerts.of(order);
        siblings.waitedFor(order).forEach(sibling -> work.rewrite(sibling.id()));
        work.waits(
                id,
                locks.isPlannable(order) ? Waiting.waitsFor(order, limits, demand -> closed(order, demand)) : Map.of());
        locks.until(order)
                .filter(at -> order.demands().stream().anyMatch(demand -> demand.allocated() > 0))
                .ifPresent(at -> work.wake(id, at));
        if (order.demands().stream().anyMatch(demand -> demand.plannable() > 0)) {
            capacity.nextRoom().ifPresent(at -> work.wake(id, at));
        }
        policy.flow().nextCheck(order, now).ifPresent(at -> work.wake(id, at));
        rewriteOutdated(order);
    }

    /** Time alone may have ended a hold: the order is as it was, and where it stands is not. */
    private void rewriteOutdated(Order order) {
        Tracked<Order> tracked = work.trackedOrders().get(order.id());
        Row stored = tracked == null || tracked.isChanged() ? null : tracked.row();
        if (stored != null && !OrderStatus.headlineOf(order, now).equals(stored.text("headline"))) {
            work.rewrite(order.id());
        }
    }
}
