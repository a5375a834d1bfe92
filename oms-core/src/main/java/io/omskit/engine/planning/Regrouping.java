package io.omskit.engine.planning;

import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.work.MasterData;
import io.omskit.engine.work.Notes;
import io.omskit.engine.work.Tracked;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergeReading;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Member;
import io.omskit.fulfillment.plan.PlanJson;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.fulfillment.plan.Regrouped;
import io.omskit.order.Demand;
import io.omskit.order.Handling;
import io.omskit.order.Order;
import io.omskit.stock.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks the planner and carries its plan out on a unit of work. */
final class Regrouping {
    private static final String POSSIBLE_MERGE = "POSSIBLE_MERGE";
    private static final String PLAN_WAITS = "PLAN_WAITS";

    private final Work work;
    private final Sources sources;
    private final Policy policy;
    private final Locks locks;
    private final QuotaLimits limits;
    private final Capacity capacity;
    private final Standing standing;
    private final MergeReading merging;
    private final MergeReading alone;

    Regrouping(
            Work work,
            MasterData data,
            Policy policy,
            Locks locks,
            QuotaLimits limits,
            Capacity capacity,
            Standing standing) {
        this.standing = standing;
        this.work = work;
        this.sources = data.sources();
        this.policy = policy;
        this.locks = locks;
        this.limits = limits;
        this.capacity = capacity;
        this.merging = MergeReading.of(policy.merge())
                .withSources(sources)
                .withItems(data.catalog()::item)
                .withEntities(data::legalEntity)
                .withChoices(Regrouping::choice)
                .withActive(Regrouping::isActive);
        this.alone = merging.ofSole();
    }

    /** A presale is active while everything that is wanted of it is reserved. */
    static boolean isActive(Demand demand) {
        return demand.presale() && demand.plannable() == 0 && demand.allocated() > 0;
    }

    /** What rules and people have chosen for an order, as far as merging asks for it. */
    private static MergeReading.Choice choice(Order order) {
        Handling handling = order.handling();
        boolean alone = handling.sealed() || handling.merge() == Handling.Choice.FORBID;
        return alone || handling.source() != null || handling.carrier() != null
                ? new MergeReading.Choice(handling.source(), handling.carrier(), null, alone, false)
                : MergeReading.Choice.NONE;
    }

    /**
     * Plans what is open of these orders; they must include everybody who shares work with one of them.
     *
     * @param told those of them that stand for siblings who are not planned: what is left open of theirs is not told from here
     */
    void of(List<Order> orders, Set<Long> told) {
        Map<Long, FulfillmentOrder> held = new TreeMap<>();
        for (Order order : orders) {
            work.fulfillmentsOf(order).forEach(one -> held.put(one.id(), one));
        }
        if (held.isEmpty() && orders.stream().noneMatch(this::wantsPlan)) {
            return;
        }
        List<FulfillmentOrder> works = List.copyOf(held.values());
        Instant now = work.now();
        MergeReading reading = orders.size() == 1 ? alone : merging;
        List<Member> members = limits.capped(orders, locks::isPlannable).stream()
                .map(order -> Member.of(locks.forPlan(order), works, now, reading))
                .toList();
        RegroupInput input = RegroupInput.of(
                members,
                works,
                sources,
                work.counters().free(RegroupInput.cells(members, sources)),
                policy.merge(),
                now,
                conditions(orders));
        Grouping kept = standing.of(orders);
        input = kept.equals(Grouping.NONE) ? input : input.restoring(kept);
        Decision<Grouping> decision = Regroup.decide(input);
        hint(orders, told, decision.plan());
        tellWaiting(orders, decision.plan());
        Regrouped planned = Regrouped.of(orders, works, input, decision.plan(), work.ids());
        Regrouped result = new Regrouped(
                planned.orders().stream().map(limits::withRefusals).toList(),
                planned.fulfillmentOrders(),
                planned.removed(),
                planned.movements());
        if (result.changes(orders, works)) {
            adopt(orders, input, decision, result);
        }
    }

    private boolean wantsPlan(Order order) {
        return order.demands().stream().anyMatch(demand -> demand.plannable() != 0) && locks.isPlannable(order);
    }

    /** What limits the plan beyond stock. */
    private Conditions conditions(List<Order> orders) {
        Map<Long, Map<String, Instant>> rejections = new TreeMap<>();
        for (Order order : orders) {
            Map<String, Instant> standing = order.handling().edits().rejectionsAt(work.now());
            if (!standing.isEmpty()) {
                rejections.put(order.id(), standing);
            }
        }
        List<Instruction> instructions = Arrangements.of(orders, work.now());
        Map<String, Long> left = capacity.left();
        Conditions plain = Conditions.of(policy.fulfillment().parcels())
                .withReach(orders, sources.counted())
                .withFreight(orders, sources.counted(), policy.fulfillment().freight());
        return rejections.isEmpty() && instructions.isEmpty() && left.isEmpty()
                ? plain
                : plain.withRejections(rejections, work.now())
                        .withCapacity(left)
                        .withInstructions(instructions);
    }

    /** The sources that may not send the order. */
    Set<String> barred(Order order) {
        return conditions(List.of(order))
                .barred()
                .getOrDefault(order.id(), Collections.emptySortedMap())
                .keySet();
    }

    /** A merge that was left open is kept where people look for it, until it is made or not possible any more. */
    private void hint(List<Order> orders, Set<Long> told, Grouping plan) {
        Map<Long, Grouping.Hint> hints = new HashMap<>();
        plan.hints().forEach(hint -> hints.put(hint.orderId(), hint));
        for (Order order : orders) {
            if (told.contains(order.id())) {
                continue;
            }
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
            } else if (order.parties().mergeKey() != null && (told.isEmpty() || isMerged(order, plan))) {
                work.notes(order.id()).settled.add(POSSIBLE_MERGE);
            }
        }
    }

    private static boolean isMerged(Order order, Grouping plan) {
        return plan.groups().stream()
                .map(Grouping.Group::parts)
                .anyMatch(parts -> parts.stream().anyMatch(part -> part.orderId() == order.id())
                        && parts.stream().anyMatch(part -> part.orderId() != order.id()));
    }

    /** What waits for something else than stock would wait unseen. */
    private void tellWaiting(List<Order> orders, Grouping plan) {
        Map<Long, Set<String>> codes = new TreeMap<>();
        for (Grouping.Waiting waiting : plan.waiting()) {
            codes.computeIfAbsent(waiting.part().orderId(), id -> new TreeSet<>())
                    .add(waiting.code());
        }
        for (Order order : orders) {
            Set<String> why = codes.get(order.id());
            if (why != null && why.remove("PRESALE_ASK") && !isAsked(order)) {
                why.add("PRESALE_ASK");
            }
            why = why == null || why.isEmpty() ? null : why;
            if (why == null) {
                work.notes(order.id()).settled.add(PLAN_WAITS);
            } else {
                work.notes(order.id())
                        .alerts
                        .put(PLAN_WAITS, Reason.of(PLAN_WAITS, "order " + order.ref(), "codes", String.join(" ", why)));
            }
        }
    }

    /** Whether the buyer has been asked how presale and spot goods are to travel: then nobody else need answer. */
    private static boolean isAsked(Order order) {
        return order.handling().questions().stream().anyMatch(one -> one.isOpen() && one.isAboutPresale());
    }

    private void adopt(List<Order> orders, RegroupInput input, Decision<Grouping> decision, Regrouped result) {
        long leader = orders.get(0).id();
        Notes notes = work.notes(leader);
        notes.plan = PlanJson.write(input, decision.plan(), before(orders));
        notes.reasons.addAll(decision.explanation().reasons());
        result.orders().forEach(order -> {
            work.put(order);
            work.notes(order.id()).events.add("PLANNED");
            if (order.id() != leader) {
                work.notes(order.id()).plannedWith.add(leader);
            }
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

    /** The groups of these orders that the plan may change, as they are stored, whatever became of them in this unit of work. */
    private List<Group> before(List<Order> orders) {
        Map<Long, Group> groups = new TreeMap<>();
        for (Order order : orders) {
            Tracked<Order> tracked = work.trackedOrders().get(order.id());
            Order stored = tracked == null ? null : tracked.before();
            for (Long id : stored == null ? List.<Long>of() : stored.fulfillmentOrders()) {
                Tracked<FulfillmentOrder> held = work.trackedFulfillments().get(id);
                FulfillmentOrder was = held == null ? null : held.before();
                FulfillmentOrder is = held == null ? null : held.now();
                if (was != null && (is == null || is.isMovable())) {
                    groups.put(id, new Group(id, was.source(), unshipped(was)));
                }
            }
        }
        groups.values().removeIf(group -> group.parts().isEmpty());
        return List.copyOf(groups.values());
    }

    private static List<Part> unshipped(FulfillmentOrder held) {
        List<Part> parts = new ArrayList<>();
        for (Allocation allocation : held.allocations()) {
            long rest = allocation.quantity() - allocation.progress().shipped();
            if (rest > 0) {
                parts.add(new Part(allocation.orderId(), allocation.demand(), rest));
            }
        }
        return Part.merged(parts);
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
                        work.now());
            }
        });
    }
}
