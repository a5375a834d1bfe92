package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.fulfillment.Grouping.Group;
import io.omskit.fulfillment.Grouping.Part;
import io.omskit.fulfillment.Grouping.PullBack;
import io.omskit.fulfillment.Grouping.Shortfall;
import io.omskit.fulfillment.Member.Want;
import io.omskit.fulfillment.RegroupInput.Work;
import io.omskit.order.AmountParts;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import io.omskit.order.Progress;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockInvariants;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The invariants of plans and of work. Checked by the engine before every commit and after every load, and by properties.
 * Each method answers the first violation found.
 */
public final class FulfillmentInvariants {
    private FulfillmentInvariants() {}

    /**
     * Q1, the side of the allocations: the order's counters are their fold, and each keeps the guards of.
     *
     * @param works all fulfillment orders that hold allocations of the order, and maybe others
     */
    public static Optional<Violation> q1(Order order, Collection<FulfillmentOrder> works) {
        int demands = order.demands().size();
        long[] allocated = new long[demands];
        Progress[] progress = new Progress[demands];
        Arrays.fill(progress, Progress.NONE);
        Set<Long> holders = new TreeSet<>();
        for (FulfillmentOrder work : works) {
            for (Allocation allocation : work.allocations()) {
                if (allocation.orderId() != order.id()) {
                    continue;
                }
                int demand = allocation.demand();
                if (demand >= demands || !order.demands().get(demand).sku().equals(allocation.sku())) {
                    return violation("Q1", order, work, "demand " + demand + " is not of SKU " + allocation.sku());
                }
                Optional<String> guard = OrderInvariants.q1Guards(allocation.quantity(), allocation.progress());
                if (guard.isPresent()) {
                    return violation("Q1", order, work, "demand " + demand + ": " + guard.get());
                }
                holders.add(work.id());
                allocated[demand] += allocation.quantity();
                progress[demand] = progress[demand].plus(allocation.progress());
            }
        }
        return q1Fold(order, allocated, progress, holders);
    }

    private static Optional<Violation> q1Fold(Order order, long[] allocated, Progress[] progress, Set<Long> holders) {
        for (Demand demand : order.demands()) {
            int i = demand.index();
            if (demand.allocated() != allocated[i] || !demand.progress().equals(progress[i])) {
                return Optional.of(new Violation(
                        "Q1",
                        "order " + order.ref(),
                        "demand " + i + " has allocated " + demand.allocated() + " and " + demand.progress()
                                + ", its allocations have " + allocated[i] + " and " + progress[i]));
            }
        }
        return holders.equals(new TreeSet<>(order.fulfillmentOrders()))
                ? Optional.empty()
                : Optional.of(new Violation(
                        "Q1",
                        "order " + order.ref(),
                        "names fulfillment orders " + order.fulfillmentOrders() + ", held by " + holders));
    }

    /** Q2: no plan takes more of a cell than is free and was planned there before; equal SKUs count together. */
    public static Optional<Violation> q2(RegroupInput input, Grouping plan) {
        Map<StockCell, Long> allocated = new TreeMap<>();
        for (Group group : plan.groups()) {
            for (Part part : group.parts()) {
                Want want = input.want(part);
                if (want == null) {
                    return unwanted("Q2", part);
                }
                if (input.isCounted(group.source())) {
                    allocated.merge(new StockCell(group.source(), want.sku()), part.quantity(), Math::addExact);
                }
            }
        }
        return StockInvariants.allocatedWithinAvailable(allocated, available(input));
    }

    private static Map<StockCell, Long> available(RegroupInput input) {
        Map<StockCell, Long> available = new HashMap<>(input.free());
        for (Work work : input.works()) {
            for (Part part : work.parts()) {
                Want want = input.want(part);
                if (work.movable() && want != null && input.isCounted(work.source())) {
                    available.merge(new StockCell(work.source(), want.sku()), part.quantity(), Math::addExact);
                }
            }
        }
        return available;
    }

    /**
     * Q3: where nothing but stock limits the plan, a SKU is missing only as far as all sources together are short of it.
     * Silent where a source is fixed or a hold blocks a plan.
     */
    public static Optional<Violation> q3(RegroupInput input, Grouping plan) {
        Map<Sku, Long> needed = new TreeMap<>();
        for (Member member : input.members()) {
            for (Want want : member.wants()) {
                if (want.source() != null || member.blocked()) {
                    return Optional.empty();
                }
                needed.merge(want.sku(), want.quantity(), Math::addExact);
            }
        }
        Map<Sku, Long> missing = new TreeMap<>();
        for (Shortfall shortfall : plan.shortfalls()) {
            Want want = input.want(shortfall.part());
            if (want == null) {
                return unwanted("Q3", shortfall.part());
            }
            missing.merge(want.sku(), shortfall.part().quantity(), Math::addExact);
        }
        return StockInvariants.missingOnlyWhatIsShort(needed, missing, available(input));
    }

    /**
     * Q4, no unit changes: per demand the plan groups or misses exactly what is wanted (of a blocked order at most), takes
     * back no more than the surplus, keeps a fixed source, and never puts presale and spot goods together.
     */
    public static Optional<Violation> q4(RegroupInput input, Grouping plan) {
        Map<Part, Long> planned = new TreeMap<>(Part.BY_DEMAND);
        for (Group group : plan.groups()) {
            Set<Boolean> classes = new HashSet<>();
            for (Part part : group.parts()) {
                Want want = input.want(part);
                if (want == null || part.quantity() <= 0) {
                    return unwanted("Q4", part);
                }
                if (want.source() != null && !want.source().equals(group.source()) && !isBlocked(input, part)) {
                    return violation("Q4", part, "is fixed to " + want.source() + ", planned at " + group.source());
                }
                classes.add(want.presale());
                planned.merge(part, part.quantity(), Math::addExact);
            }
            if (classes.size() > 1) {
                return Optional.of(
                        new Violation("Q4", "group at " + group.source(), "presale and spot share one work"));
            }
        }
        plan.shortfalls().forEach(s -> planned.merge(s.part(), s.part().quantity(), Math::addExact));
        return q4Sums(input, plan, planned);
    }

    private static Optional<Violation> q4Sums(RegroupInput input, Grouping plan, Map<Part, Long> planned) {
        Map<Part, Long> back = new TreeMap<>(Part.BY_DEMAND);
        for (PullBack pullBack : plan.pullBacks()) {
            back.merge(pullBack.part(), pullBack.part().quantity(), Math::addExact);
        }
        for (Member member : input.members()) {
            for (Want want : member.wants()) {
                Part part = new Part(member.orderId(), want.demand(), want.quantity());
                long units = planned.getOrDefault(part, 0L);
                if (units > want.quantity() || (units < want.quantity() && !member.blocked())) {
                    return violation("Q4", part, "wants " + want.quantity() + ", planned and missing " + units);
                }
                if (back.getOrDefault(part, 0L) > want.surplus()) {
                    return violation("Q4", part, "has surplus " + want.surplus() + ", gives back " + back.get(part));
                }
            }
        }
        for (Part part : planned.keySet()) {
            if (input.want(part) == null) {
                return unwanted("Q4", part);
            }
        }
        return Optional.empty();
    }

    private static boolean isBlocked(RegroupInput input, Part part) {
        Member member = input.member(part.orderId());
        return member != null && member.blocked();
    }

    /** Q4, no arrival order: the same members, works and sources in another order give the same plan. */
    public static Optional<Violation> q4ArrivalOrder(RegroupInput input, RegroupInput reordered) {
        Grouping.PlanDifference difference = Regroup.decide(input)
                .plan()
                .difference(Regroup.decide(reordered).plan());
        return difference.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("Q4", "arrival order", "the plans differ in " + difference));
    }

    /**
     * Q4, undo: a restored plan has every group of the earlier one, member by member and unit by unit; only what its source
     * has no more may be elsewhere, and then the reason says so.
     *
     * @param before the plan that was to come back; everything in it is still wanted
     */
    public static Optional<Violation> q4Undo(Grouping before, Decision<Grouping> restored) {
        boolean gone = restored.explanation().reasons().stream()
                .anyMatch(reason -> reason.code().equals("SOURCE_GONE"));
        Set<Group> now = new HashSet<>();
        restored.plan().groups().forEach(group -> now.add(new Group(null, group.source(), group.parts())));
        for (Group group : before.groups()) {
            if (!gone && !now.contains(new Group(null, group.source(), group.parts()))) {
                return Optional.of(
                        new Violation("Q4", "group at " + group.source(), "did not come back: " + group.parts()));
            }
        }
        return Optional.empty();
    }

    /**
     * M4: what fulfillment orders are worth and what is in none of them add up to the order, component by component.
     *
     * @param works all fulfillment orders that hold allocations of the order, and maybe others
     */
    public static Optional<Violation> m4(Order order, Collection<FulfillmentOrder> works) {
        return MoneyShares.of(order, works).flatMap(shares -> {
            AmountParts sum = shares.rest();
            for (FulfillmentOrder work : works) {
                sum = sum.plus(shares.of(work.id()));
            }
            return sum.equals(shares.total())
                    ? Optional.empty()
                    : Optional.of(new Violation(
                            "M4",
                            "order " + order.ref(),
                            "parts add up to " + sum + ", the order is " + shares.total()));
        });
    }

    /** R1: a journaled plan of this version of the planner comes out equal when it is decided again. */
    public static Optional<Violation> r1(PlanJson.Stored stored) {
        PlanJson.Replay replay = stored.replay();
        return stored.planner() != Regroup.VERSION || replay.difference().isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation(
                        "R1",
                        "plan of version " + stored.planner(),
                        "decided again it differs: " + replay.difference()));
    }

    /**
     * S1: no hold of a member keeps the hand-over of this work from happening now. Asked in the transaction that commits
     * the hand-over.
     *
     * @param orders at least all orders that the work holds allocations of
     */
    public static Optional<Violation> s1(FulfillmentOrder work, Collection<Order> orders, Instant now) {
        Set<Long> members = work.orderIds();
        for (Order order : orders) {
            if (members.contains(order.id()) && order.isBlocked(Hold.Step.HAND_OVER, now)) {
                return violation("S1", order, work, "a hold keeps it from being handed over");
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> violation(String id, Order order, FulfillmentOrder work, String detail) {
        return Optional.of(new Violation(id, "order " + order.ref() + " in fulfillment order " + work.id(), detail));
    }

    private static Optional<Violation> violation(String id, Part part, String detail) {
        return Optional.of(new Violation(id, "demand " + part.demand() + " of order " + part.orderId(), detail));
    }

    private static Optional<Violation> unwanted(String id, Part part) {
        return violation(id, part, "is in the plan with " + part.quantity() + " and wants nothing");
    }
}
