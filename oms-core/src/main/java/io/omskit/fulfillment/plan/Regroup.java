package io.omskit.fulfillment.plan;

import io.omskit.decision.Decision;
import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.stock.StockCell;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one planner: groups what is still open of compatible orders into fulfillment orders at sources that have the goods.
 * Merging, splitting, moving and undoing are its uses. Pure: equal inputs give equal plans.
 *
 * <p>Work that was released stays where it is; units that are not wanted any more are pulled back from it as far as they
 * are not packed. An order whose plan a hold blocks keeps what is planned for it. Everything else is planned anew: equal
 * SKUs are added first, and as much as can be served is served in the fewest parcels, which is one where one source has
 * everything; among equals the sources of higher priority, each giving {@code min(remaining, free)}. A source that is not
 * counted gets only what is fixed to it. What nobody has is a shortfall of the plan. A plan has one fulfillment order per
 * group of orders, source and presale class.
 *
 * <p>Source: domain rules.
 */
public final class Regroup {
    /** Version of the planner; a journal entry keeps it, and a replay under another version returns the difference. */
    public static final int VERSION = 5;

    private final RegroupInput input;
    private final PlanDraft draft;
    private final Map<Long, List<Work>> worksByOrder = new HashMap<>();
    private final List<PullBack> pullBacks = new ArrayList<>();
    /** How many of the first groups have come back as they were. */
    private int restoredGroups;

    private Regroup(RegroupInput input) {
        this.input = input;
        this.draft = new PlanDraft(input);
        for (Work work : input.works()) {
            long last = 0;
            for (Part part : work.parts()) {
                if (part.orderId() != last) {
                    last = part.orderId();
                    worksByOrder.computeIfAbsent(last, id -> new ArrayList<>()).add(work);
                }
            }
        }
    }

    /** Plans. */
    public static Decision<Grouping> decide(RegroupInput input) {
        Regroup regroup = new Regroup(input);
        Map<Long, Map<Integer, Long>> restored = new HashMap<>();
        if (input.before() != null) {
            input.before().groups().forEach(group -> regroup.restore(group, restored));
            regroup.restoredGroups = regroup.draft.groups.size();
        }
        return regroup.decide(restored);
    }

    private Decision<Grouping> decide(Map<Long, Map<Integer, Long>> settled) {
        List<Member> free = new ArrayList<>(input.members().size());
        for (Member member : input.members()) {
            pullBack(member);
            if (!member.blocked()) {
                free.add(member);
            } else if (!settled.containsKey(member.orderId())) {
                keep(member);
            }
        }
        List<Hint> hints = new ArrayList<>();
        GroupSourcing sourcing = new GroupSourcing(draft);
        Grouping before = input.before();
        List<Group> earlier = before == null ? List.of() : before.groups();
        List<List<Member>> groups =
                new MergeRules(input.policy(), input.works(), earlier, draft.reasons, hints).groups(free);
        // what a plan that comes back still lacks is not taken from orders that have no part in it
        List<List<Member>> lacking = new ArrayList<>();
        for (List<Member> together : groups) {
            if (together.stream().anyMatch(member -> settled.containsKey(member.orderId()))) {
                lacking.add(together);
            } else {
                sourcing.plan(together, settled);
            }
        }
        lacking.forEach(together -> sourcing.plan(together, settled));
        joinRestored();
        dropCrowded();
        List<Group> kept = new KeptIds(draft, worksByOrder).of(draft.groups);
        tellGone(kept);
        Grouping plan = restAsBefore(new Grouping(kept, pullBacks, draft.shortfalls, hints, draft.waiting));
        return new Decision<>(plan, Explanation.of(draft.reasons.toArray(Reason[]::new)));
    }

    private Grouping restAsBefore(Grouping plan) {
        if (input.before() == null) {
            return plan;
        }
        Grouping restored = plan.withRestOf(input.before());
        Set<Long> told = new TreeSet<>();
        restored.difference(plan)
                .gone()
                .waiting()
                .forEach(one -> told.add(one.part().orderId()));
        for (Member member : input.members()) {
            if (told.contains(member.orderId())) {
                draft.tell(member, "REST_AS_BEFORE");
            }
        }
        return restored;
    }

    /** Takes surplus back from the youngest work first, never what is packed. */
    private void pullBack(Member member) {
        for (Want want : member.wants()) {
            List<Work> works = worksByOrder.getOrDefault(member.orderId(), List.of());
            long rest = want.surplus();
            for (int i = works.size() - 1; i >= 0 && rest > 0; i--) {
                rest -= works.get(i).movable() ? 0 : pullBack(works.get(i), member, want, rest);
            }
        }
    }

    private long pullBack(Work work, Member member, Want want, long surplus) {
        long taken = Math.min(surplus, work.held(member.orderId(), want.demand()));
        if (taken > 0) {
            pullBacks.add(new PullBack(work.id(), new Part(member.orderId(), want.demand(), taken)));
            draft.tell(
                    member, "PULLED_BACK", "sku", want.sku(), "quantity", text(want, taken), "source", work.source());
        }
        return taken;
    }

    /** A blocked order keeps what is planned for it as far as it still wants it; nothing is added. */
    private void keep(Member member) {
        long[] open = member.wants().stream().mapToLong(Want::quantity).toArray();
        for (Work work : worksByOrder.getOrDefault(member.orderId(), List.of())) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; work.movable() && i < open.length; i++) {
                Want want = member.wants().get(i);
                long wanted = Math.min(open[i], work.held(member.orderId(), want.demand()));
                long taken = draft.take(work.source(), want.sku(), wanted);
                if (taken > 0) {
                    parts.add(new Part(member.orderId(), want.demand(), taken));
                    open[i] -= taken;
                }
            }
            draft.add(work.source(), parts);
        }
    }

    /** Puts the parts of an earlier group back where they were, as far as they are wanted and the source has them. */
    private void restore(Group group, Map<Long, Map<Integer, Long>> restored) {
        List<Part> parts = new ArrayList<>();
        boolean whole = true;
        for (Part part : group.parts()) {
            Member member = input.member(part.orderId());
            Want want = member == null ? null : member.want(part.demand());
            if (member == null || want == null) {
                continue;
            }
            Map<Integer, Long> ofOrder = restored.computeIfAbsent(part.orderId(), id -> new HashMap<>());
            long wanted = Math.min(part.quantity(), want.quantity() - ofOrder.getOrDefault(part.demand(), 0L));
            long taken = draft.take(group.source(), want.sku(), wanted);
            if (taken > 0) {
                parts.add(new Part(part.orderId(), part.demand(), taken));
            }
            whole &= taken == part.quantity() || want.bond().isFree() || member.blocked();
            if (taken < wanted) {
                draft.tell(member, "SOURCE_GONE", "source", group.source());
            }
        }
        if (!mayTravelTogether(parts)) {
            giveBack(group.source(), parts, "NOT_RESTORED_APART", "source", group.source());
            return;
        }
        if (!whole || isForbidden(new Group(null, group.source(), parts))) {
            giveBack(group.source(), parts, "NOT_RESTORED", "source", group.source());
            return;
        }
        for (Part part : parts) {
            restored.computeIfAbsent(part.orderId(), id -> new HashMap<>())
                    .merge(part.demand(), part.quantity(), Math::addExact);
        }
        draft.add(group.source(), parts);
    }

    private boolean isForbidden(Group group) {
        boolean blocked = group.parts().stream()
                .map(part -> input.member(part.orderId()))
                .anyMatch(member -> member != null && member.blocked());
        return !blocked
                && (draft.room.getOrDefault(group.source(), 1L) == 0
                        || ParcelRules.group(input, group).isPresent());
    }

    /** Whether the orders of an earlier group still go to one consignee, and none of them must travel alone by now. */
    private boolean mayTravelTogether(List<Part> parts) {
        Set<Long> orders = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        Set<Long> apart = new TreeSet<>();
        boolean eligible = true;
        for (Part part : parts) {
            Member member = input.member(part.orderId());
            if (member != null && orders.add(part.orderId())) {
                String key = member.merge().key();
                eligible &= key != null && (member.blocked() || member.merge().refusal() == null);
                keys.add(key == null ? "" : key);
                apart.addAll(member.merge().apart());
            }
        }
        return orders.size() < 2 || (eligible && keys.size() == 1 && Collections.disjoint(orders, apart));
    }

    /**
     * What is planned anew beside what came back goes along with it where it comes from the same source, nobody else has a
     * part in it, and nothing forbids it.
     */
    private void joinRestored() {
        for (int i = draft.groups.size() - 1; i >= restoredGroups && restoredGroups > 0; i--) {
            Group fresh = draft.groups.get(i);
            for (int j = 0; j < restoredGroups; j++) {
                Group joined = joined(draft.groups.get(j), fresh);
                if (joined != null) {
                    draft.groups.set(j, joined);
                    draft.groups.remove(i);
                    draft.room.computeIfPresent(fresh.source(), (same, left) -> left + 1);
                    break;
                }
            }
        }
    }

    /** What came back has first claim to the parcels that an order may have; what is planned beside it waits where it is one too many. */
    private void dropCrowded() {
        for (int i = draft.groups.size() - 1; i >= restoredGroups && restoredGroups > 0; i--) {
            Group fresh = draft.groups.get(i);
            if (ParcelRules.isCrowded(input, draft.groups, fresh)) {
                draft.groups.remove(i);
                draft.room.computeIfPresent(fresh.source(), (same, left) -> left + 1);
                giveBack(
                        fresh.source(),
                        fresh.parts(),
                        "TOO_MANY_PARTS",
                        "most",
                        input.conditions().policy().maxParts(),
                        "rule",
                        "R-6.1");
                fresh.parts().forEach(part -> draft.waiting.add(new Waiting("TOO_MANY_PARTS", part)));
            }
        }
    }

    private @Nullable Group joined(Group restored, Group fresh) {
        Set<Long> there = new TreeSet<>();
        Set<Boolean> presale = new TreeSet<>();
        restored.parts().forEach(part -> there.add(part.orderId()));
        List<Part> parts = new ArrayList<>(restored.parts());
        parts.addAll(fresh.parts());
        for (Part part : parts) {
            Want want = input.want(part);
            Member member = input.member(part.orderId());
            if (want == null || member == null || member.blocked() || !there.contains(part.orderId())) {
                return null;
            }
            presale.add(want.presale());
        }
        Group joined = new Group(null, fresh.source(), Part.merged(parts));
        boolean fits = restored.source().equals(fresh.source()) && presale.size() == 1;
        return fits && ParcelRules.group(input, joined).isEmpty() ? joined : null;
    }

    /** Something stands against these parts: their units are free again, and the orders are told why. */
    private void giveBack(String source, List<Part> parts, String code, Object... figures) {
        for (Part part : parts) {
            Member member = input.member(part.orderId());
            Want want = input.want(part);
            if (member != null && want != null) {
                draft.drawdown.giveBack(source, want.sku(), part.quantity());
                draft.tell(member, code, figures);
            }
        }
    }

    /** Tells which orders lost a planned source because its stock turned out not to be there. */
    private void tellGone(List<Group> planned) {
        if (input.free().values().stream().noneMatch(free -> free < 0)) {
            return;
        }
        Map<String, Map<Long, Map<Integer, Long>>> now = new HashMap<>();
        for (Group group : planned) {
            Map<Long, Map<Integer, Long>> ofSource = now.computeIfAbsent(group.source(), id -> new HashMap<>());
            for (Part part : group.parts()) {
                ofSource.computeIfAbsent(part.orderId(), id -> new HashMap<>())
                        .merge(part.demand(), part.quantity(), Math::addExact);
            }
        }
        for (Work work : input.works()) {
            Map<Long, Map<Integer, Long>> there = now.getOrDefault(work.source(), Map.of());
            for (Part part : work.movable() ? work.parts() : List.<Part>of()) {
                Member member = input.member(part.orderId());
                Want want = member == null ? null : member.want(part.demand());
                if (member != null && want != null && isGone(work, part, want, there)) {
                    draft.tell(member, "SOURCE_GONE", "source", work.source());
                }
            }
        }
    }

    private boolean isGone(Work work, Part part, Want want, Map<Long, Map<Integer, Long>> there) {
        long left = there.getOrDefault(part.orderId(), Map.of()).getOrDefault(part.demand(), 0L);
        return left < Math.min(part.quantity(), want.quantity())
                && input.free().getOrDefault(new StockCell(work.source(), want.sku()), 0L) < 0;
    }

    /** Steps as the demand counts them. */
    static String text(Want want, long steps) {
        return Quantity.of(steps, want.measure()).toDecimal().toPlainString();
    }
}
