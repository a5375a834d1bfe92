package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockInvariants;
import io.omskit.value.Violation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The invariants of plans, checked by properties and simulations. Each method answers the first violation found. */
public final class PlanInvariants {
    private PlanInvariants() {}

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
     * Silent where a source is fixed, a hold blocks a plan, or a constraint keeps something waiting.
     */
    public static Optional<Violation> q3(RegroupInput input, Grouping plan) {
        if (!plan.waiting().isEmpty()) {
            return ParcelRules.waits(input, plan);
        }
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
     * back no more than the surplus, keeps a fixed source, and never puts presale and spot goods together
     * unless they wait for each other.
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
            if (classes.size() > 1 && !ParcelRules.mayMixPresale(input, group)) {
                return Optional.of(
                        new Violation("Q4", "group at " + group.source(), "presale and spot share one work"));
            }
        }
        plan.shortfalls().forEach(s -> planned.merge(s.part(), s.part().quantity(), Math::addExact));
        plan.waiting().forEach(w -> planned.merge(w.part(), w.part().quantity(), Math::addExact));
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
                .anyMatch(reason ->
                        reason.code().equals("SOURCE_GONE") || reason.code().equals("NOT_RESTORED"));
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

    private static Optional<Violation> violation(String id, Part part, String detail) {
        return Optional.of(new Violation(id, "demand " + part.demand() + " of order " + part.orderId(), detail));
    }

    private static Optional<Violation> unwanted(String id, Part part) {
        return violation(id, part, "is in the plan with " + part.quantity() + " and wants nothing");
    }
}
