package io.omskit.engine.process;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Match;
import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.stored.Rows;
import io.omskit.fact.OrderFact;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Member;
import io.omskit.fulfillment.plan.MergeReading;
import io.omskit.fulfillment.plan.PlanJson;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.fulfillment.plan.Regrouped;
import io.omskit.order.Demand;
import io.omskit.order.Demands;
import io.omskit.order.Handling;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderActions;
import io.omskit.order.flow.Request;
import io.omskit.order.flow.Treatment;
import io.omskit.rule.Outcome;
import io.omskit.rule.Rule;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What follows from a change of orders: demands, gates, the plan, the review, the release. Works on a unit of work; every
 * decision is a pure function of what the unit has read.
 */
final class Planning {
    private static final String POSSIBLE_MERGE = "POSSIBLE_MERGE";

    private final Work work;
    private final MasterData data;
    private final Catalog catalog;
    private final Sources sources;
    private final Policy policy;
    private final Instant now;
    private final PullBacks pullBacks;
    private final MergeReading merging;
    private final Giving giving;
    private final Locks locks;
    private final QuotaLimits limits;
    private final Map<String, Set<Long>> siblings = new HashMap<>();
    /** Orders as they were when their demands and gates were brought in line; doing it again would change nothing. */
    private final Set<Order> ready = Collections.newSetFromMap(new IdentityHashMap<>());

    Planning(Work work, MasterData data, Policy policy) {
        this.work = work;
        this.data = data;
        this.catalog = data.catalog();
        this.sources = data.sources();
        this.policy = policy;
        this.now = work.now();
        this.pullBacks = new PullBacks(work);
        this.giving = new Giving(work, data, policy.gifts());
        this.merging = MergeReading.of(policy.merge())
                .withSources(sources)
                .withItems(catalog::item)
                .withEntities(data::legalEntity)
                .withChoices(Planning::choice);
        this.locks = new Locks(policy.stock(), now);
        this.limits = new QuotaLimits(work, policy.stock().quotas());
    }

    /** Who waits for goods. */
    Waiting waiting() {
        return new Waiting(work, sources, policy.stock().quotas());
    }

    /** Brings an order's demands and gates in line with what it has become; planning reads them. */
    Order prepared(Order order) {
        Order result = ready(order);
        work.put(result);
        return result;
    }

    /** Reads ahead, in a few questions, everything that planning these orders will ask for. */
    void preload(Collection<Order> orders) {
        Set<String> keys = new TreeSet<>();
        for (Order order : orders) {
            String key = Rows.mergeKey(order, now);
            if (key != null) {
                keys.add(key);
            }
        }
        work.preloadMerge(keys);
        for (Tracked<Order> tracked : List.copyOf(work.trackedOrders().values())) {
            Order order = tracked.now();
            String key = order == null ? null : Rows.mergeKey(order, now);
            if (order != null && key != null && keys.contains(key)) {
                siblings.computeIfAbsent(key, same -> new TreeSet<>()).add(order.id());
            }
        }
        work.preloadFulfillments(orders);
        Set<Long> companions = new TreeSet<>();
        orders.forEach(order -> companions.addAll(companions(order)));
        work.preloadIds(companions);
        List<Order> reconciled = new ArrayList<>();
        for (Long id : companions) {
            Order order = work.order(id);
            if (order != null) {
                reconciled.add(ready.contains(order) ? order : Demands.reconcile(order, catalog));
            }
        }
        work.preloadFree(RegroupInput.reachable(reconciled, sources));
    }

    /** The order itself, those that it already shares work with, and those that it may travel with. */
    private Set<Long> companions(Order order) {
        Set<Long> all = new TreeSet<>(Set.of(order.id()));
        String key = Rows.mergeKey(order, now);
        if (key != null) {
            all.addAll(siblings.getOrDefault(key, Set.of()));
        }
        for (Long id : List.copyOf(all)) {
            Order member = work.order(id);
            if (member != null) {
                work.fulfillmentsOf(member).forEach(held -> all.addAll(held.orderIds()));
            }
        }
        return all;
    }

    /**
     * Plans one order together with everybody who shares work with it or may travel with it; the commit carries the
     * versions of all of them.
     *
     * @return every order that was planned
     */
    Set<Long> plan(Order changed) {
        Set<Long> members = companions(changed);
        plan(members);
        return members;
    }

    /** Plans these orders as one group; they must include everybody who shares work with one of them. */
    private void plan(Set<Long> members) {
        work.preloadIds(members);
        List<Order> orders = new ArrayList<>();
        for (Long id : members) {
            Order order = work.order(id);
            if (order != null) {
                orders.add(ready(order));
            }
        }
        orders.forEach(work::put);
        orders.forEach(pullBacks::of);
        orders.stream().filter(locks::isOver).forEach(this::giveBack);
        regroup(currents(orders));
        if (giving.decide(currents(orders))) {
            regroup(currents(orders));
        }
        boolean again = policy.stock().lock() == StockPolicy.Lock.ON_APPROVAL;
        for (Long id : members) {
            Order order = work.order(id);
            if (order != null) {
                Order reviewed = reviewed(gated(order));
                work.put(reviewed);
                again |= !reviewed.handling().equals(order.handling())
                        || !reviewed.demands().equals(order.demands());
            }
        }
        if (again) {
            // a rule has approved, chosen a source, sealed or canceled: the plan must know before anything leaves
            regroup(currents(orders));
        }
        boolean lonely = false;
        for (Order order : currents(orders)) {
            lonely |= pullBacks.ofLonelyGifts(order);
        }
        if (lonely) {
            regroup(currents(orders));
        }
        release(members);
        members.forEach(this::remember);
    }

    private Order ready(Order order) {
        if (ready.contains(order)) {
            return order;
        }
        Order result = gated(reconciled(order));
        ready.add(result);
        return result;
    }

    /** What rules and people have chosen for an order, as far as merging asks for it. */
    private static MergeReading.Choice choice(Order order) {
        Handling handling = order.handling();
        boolean alone = handling.sealed() || handling.merge() == Handling.Choice.FORBID;
        return alone || handling.source() != null || handling.carrier() != null
                ? new MergeReading.Choice(handling.source(), handling.carrier(), null, alone, false)
                : MergeReading.Choice.NONE;
    }

    private List<Order> currents(List<Order> orders) {
        return orders.stream().map(order -> current(order.id())).toList();
    }

    private Order current(long id) {
        return Objects.requireNonNull(work.order(id));
    }

    private Order reconciled(Order order) {
        Order result = Demands.reconcile(order, catalog);
        for (OrderFact.Line line : Demands.unmappedLines(result)) {
            Match match = catalog.match(order.ref().shopRef(), line);
            if (match instanceof Match.Unmapped unmapped) {
                work.notes(order.id())
                        .alerts
                        .put(
                                "UNMAPPED",
                                Reason.of(
                                        "UNMAPPED",
                                        "order " + order.ref(),
                                        "line",
                                        line.id(),
                                        "code",
                                        line.code() == null ? "-" : line.code(),
                                        "cause",
                                        unmapped.cause(),
                                        "nearest",
                                        nearest(unmapped)));
            }
        }
        return result;
    }

    private static String nearest(Match.Unmapped unmapped) {
        List<String> codes =
                unmapped.nearest().stream().map(Match.Candidate::code).toList();
        return codes.isEmpty() ? "-" : String.join(" ", codes);
    }

    private Order gated(Order order) {
        return treated(policy.flow().apply(order, now));
    }

    /** What a flow or a review has made of an order; what it needs from outside becomes an effect. */
    Order treated(Decision<Treatment> decision) {
        Order order = decision.plan().order();
        work.notes(order.id()).reasons.addAll(decision.explanation().reasons());
        for (Request request : decision.plan().requests()) {
            if (request instanceof Request.Ask ask) {
                askBack(order, ask);
            } else if (request instanceof Request.Gift gift) {
                order = Giving.given(order, gift, data);
            } else if (request instanceof Request.Cancel) {
                order = Demands.withdrawRest(order);
                work.notes(order.id()).events.add("CANCELED");
            }
        }
        return order;
    }

    private void askBack(Order order, Request.Ask ask) {
        work.effect(
                "ask:" + order.id() + ":" + ask.type() + ":" + ask.deadline().toEpochMilli(),
                Effect.ASK_BACK,
                order.ref().shopRef().toString(),
                order.id(),
                0,
                Map.of(
                        "number",
                        order.ref().number(),
                        "gate",
                        ask.type(),
                        "question",
                        ask.question(),
                        "deadline",
                        ask.deadline().toString(),
                        "answers",
                        String.join("\n", ask.answers())),
                now);
        work.notes(order.id()).events.add("ASKED_BACK");
    }

    private Order reviewed(Order order) {
        if (!policy.flow().isReviewDue(order, now)) {
            return order;
        }
        Decision<Outcome<OrderAction>> decision = policy.review().evaluate(new OrderView(order, now), now);
        Work.Notes notes = work.notes(order.id());
        notes.book = decision.plan().book();
        notes.reasons.addAll(decision.explanation().reasons());
        String by = decision.plan().deciding().stream()
                .map(Rule::reference)
                .findFirst()
                .orElse(notes.book);
        Order treated = treated(OrderActions.apply(order, decision.plan().actions(), by, now));
        if (!treated.hasPassed(Hold.REVIEW)) {
            notes.alerts.put(Hold.REVIEW, Reason.of("REVIEW_WAITS", "order " + order.ref(), "book", notes.book));
            return treated;
        }
        notes.settled.add(Hold.REVIEW);
        notes.events.add("APPROVED");
        return gated(treated);
    }

    /** Takes work back that its source has stopped. */
    void takeBack(FulfillmentOrder stopped) {
        pullBacks.takeBack(stopped);
    }

    private void regroup(List<Order> orders) {
        Map<Long, FulfillmentOrder> held = new TreeMap<>();
        for (Order order : orders) {
            work.fulfillmentsOf(order).forEach(one -> held.put(one.id(), one));
        }
        if (held.isEmpty() && orders.stream().noneMatch(this::wantsPlan)) {
            return;
        }
        List<FulfillmentOrder> works = List.copyOf(held.values());
        List<Order> seen = limits.capped(orders, locks::isPlannable);
        List<Member> members = seen.stream()
                .map(order -> Member.of(locks.forPlan(order), works, now, merging))
                .toList();
        RegroupInput input = RegroupInput.of(
                members, works, sources, work.free(RegroupInput.cells(members, sources)), policy.merge(), now);
        Decision<Grouping> decision = Regroup.decide(input);
        hint(orders, decision.plan());
        Regrouped planned = Regrouped.of(orders, works, input, decision.plan(), work.ids());
        Regrouped result = new Regrouped(
                planned.orders().stream().map(limits::withRefusals).toList(),
                planned.fulfillmentOrders(),
                planned.removed(),
                planned.movements());
        if (result.changes(orders, works)) {
            adopt(orders.get(0).id(), input, decision, result);
        }
    }

    /** A merge that was left open is kept where people look for it, until it is made or not possible any more. */
    private void hint(List<Order> orders, Grouping plan) {
        Map<Long, Grouping.Hint> hints = new HashMap<>();
        plan.hints().forEach(hint -> hints.put(hint.orderId(), hint));
        for (Order order : orders) {
            Grouping.Hint hint = hints.get(order.id());
            if (hint != null) {
                List<String> siblings = hint.siblings().stream()
                        .map(work::order)
                        .filter(Objects::nonNull)
                        .map(sibling -> Objects.requireNonNull(sibling).ref().toString())
                        .toList();
                work.notes(order.id())
                        .alerts
                        .put(
                                POSSIBLE_MERGE,
                                Reason.of(
                                        "POSSIBLE_MERGE_LEFT_OPEN",
                                        "order " + order.ref(),
                                        "siblings",
                                        String.join(" ", siblings),
                                        "code",
                                        hint.code()));
            } else if (order.parties().mergeKey() != null) {
                work.notes(order.id()).settled.add(POSSIBLE_MERGE);
            }
        }
    }

    private boolean wantsPlan(Order order) {
        return order.demands().stream().anyMatch(demand -> demand.plannable() != 0) && locks.isPlannable(order);
    }

    /** Takes back what an order holds in plans because its money did not come in time. */
    private void giveBack(Order order) {
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            Map<StockCell, Long> cells = new TreeMap<>();
            List<Allocation> others = new ArrayList<>();
            for (Allocation allocation : held.allocations()) {
                if (allocation.orderId() != order.id()) {
                    others.add(allocation);
                } else {
                    cells.merge(new StockCell(held.source(), allocation.sku()), allocation.quantity(), Math::addExact);
                }
            }
            if (!held.isMovable() || cells.isEmpty()) {
                continue;
            }
            if (others.isEmpty()) {
                work.remove(held);
            } else {
                work.put(held.withAllocations(others));
            }
            if (sources.isCounted(held.source())) {
                String reference = FulfillmentOrder.reference(held.id());
                cells.forEach((cell, steps) -> work.move(order.id(), StockMovement.release(cell, steps, reference)));
            }
            work.notes(order.id()).events.add("LOCK_OVER");
            work.notes(order.id()).reasons.add(Reason.of("LOCK_OVER", "order " + order.ref(), "source", held.source()));
        }
        pullBacks.recount(List.of(order.id()));
    }

    private void adopt(long leader, RegroupInput input, Decision<Grouping> decision, Regrouped result) {
        Work.Notes notes = work.notes(leader);
        notes.plan = PlanJson.write(input, decision.plan());
        notes.reasons.addAll(decision.explanation().reasons());
        result.orders().forEach(order -> {
            work.put(order);
            work.notes(order.id()).events.add("PLANNED");
            work.notes(order.id()).reasons.addAll(limits.reasons(order));
            long missing = order.demands().stream().mapToLong(Demand::missing).sum();
            if (missing > 0) {
                work.notes(order.id())
                        .alerts
                        .put("SHORTAGE", Reason.of("SHORTAGE", "order " + order.ref(), "missing", missing));
            } else {
                work.notes(order.id()).settled.add("SHORTAGE");
            }
        });
        tellSources(decision.plan().pullBacks());
        result.fulfillmentOrders().forEach(work::put);
        result.removed().forEach(work::remove);
        result.movements().forEach(movement -> work.move(leader, movement));
    }

    /** A source that has the work already hears what of it is not to leave any more. */
    private void tellSources(List<PullBack> pullBacks) {
        Map<Long, StringJoiner> units = new TreeMap<>();
        for (PullBack pullBack : pullBacks) {
            Part part = pullBack.part();
            units.computeIfAbsent(pullBack.fulfillmentOrder(), id -> new StringJoiner(";"))
                    .add(part.orderId() + "/" + part.demand() + ":" + part.quantity());
        }
        units.forEach((id, cut) -> {
            FulfillmentOrder held = work.fulfillment(id);
            if (held != null && held.handedOver()) {
                work.effect(
                        "cut:" + id + ":" + work.nextId(),
                        Effect.SOURCE_WORK,
                        held.source(),
                        held.orderIds().iterator().next(),
                        id,
                        Map.of("action", "cancel", "units", cut.toString()),
                        now);
            }
        });
    }

    /** Hands over to the sources what nothing holds back any more. */
    private void release(Set<Long> members) {
        Set<Long> seen = new HashSet<>();
        for (Long id : members) {
            Order order = work.order(id);
            if (order == null) {
                continue;
            }
            for (FulfillmentOrder planned : work.fulfillmentsOf(order)) {
                if (planned.isMovable() && seen.add(planned.id()) && mayLeave(planned)) {
                    release(planned);
                }
            }
        }
    }

    /** The effect key of the present release; every release has one of its own. */
    static String releaseKey(FulfillmentOrder released) {
        return "release:" + released.id() + ":" + released.releases();
    }

    private boolean mayLeave(FulfillmentOrder planned) {
        for (Long id : planned.orderIds()) {
            Order member = work.order(id);
            if (member == null || pullBacks.isHeld(member)) {
                return false;
            }
        }
        return !planned.allocations().isEmpty();
    }

    private void release(FulfillmentOrder planned) {
        FulfillmentOrder released = planned.released(now);
        work.put(released);
        long first = released.allocations().get(0).orderId();
        work.effect(
                releaseKey(released),
                Effect.SOURCE_WORK,
                released.source(),
                first,
                released.id(),
                Map.of("action", "release"),
                now);
        pullBacks.recount(released.orderIds());
        released.orderIds().forEach(id -> work.notes(id).events.add("RELEASED"));
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
        limits.settle(order);
        work.waits(id, waitsFor(order));
        locks.until(order)
                .filter(at -> order.demands().stream().anyMatch(demand -> demand.allocated() > 0))
                .ifPresent(at -> wake(id, at));
        policy.flow().nextCheck(order, now).ifPresent(at -> wake(id, at));
    }

    private void wake(long id, Instant at) {
        work.effect("wake:" + id + ":" + at.toEpochMilli(), EffectRunner.WAKE, "engine", id, 0, Map.of(), at);
    }

    /** What an order would take if there were more of it: SKUs that no source has, and quotas that are used up. */
    private Map<String, Long> waitsFor(Order order) {
        Map<String, Long> subjects = new TreeMap<>();
        boolean missing = order.demands().stream().anyMatch(demand -> demand.missing() > 0);
        if (!missing || !order.isOpen() || !locks.isPlannable(order)) {
            return subjects;
        }
        for (Demand demand : order.demands()) {
            long lacking = demand.missing() - limits.refusedOf(order.id(), demand.index());
            if (lacking > 0) {
                subjects.merge(Waiting.subject(demand.sku()), lacking, Math::addExact);
            }
        }
        limits.refusedBy(order.id()).forEach((quota, steps) -> subjects.merge(quota, steps, Math::addExact));
        return subjects;
    }
}
