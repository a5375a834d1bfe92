package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.fulfillment.gift.GiftPlan.Addition;
import io.omskit.fulfillment.gift.GiftPlan.Change;
import io.omskit.fulfillment.gift.GiftPlan.Claim;
import io.omskit.fulfillment.gift.GiftPlan.Shortage;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The decision about gifts: what the orders of one group get, keep and lose. Pure and deterministic; doing it again with its
 * own result changes nothing.
 *
 * <ul>
 *   <li>Rules are tried by priority and id; of an exclusion group only the first that matches applies, whether or not its
 *       limit and stock then let it give anything; groups and single rules add up.
 *   <li>The goods of all members together count, so merging may reach a higher tier, and un-merging takes it back.
 *   <li>A gift is a demand of the member with the earliest payment among those whose goods count and that still ship
 *       something; its triggers are lines of all members. Where that member's own limits have no room, gifts stay
 *       where they are.
 *   <li>What was given is kept as long as the tier is reached, even if stock or limits are used up by now. Below the tier it is
 *       withdrawn as long as it is not packed; from then on it is a claim, never a charge.
 *   <li>A gift that was canceled by command counts as given; it does not come back.
 *   <li>Grants are counted from what an order has: items that some tier's list has together count once, the most of any of
 *       them; items that no list has together add up, and so do choices. Where packed gifts of one tier meet those of another,
 *       this is exact unless a third tier lists both: a cup of one tier and a bag of another then count as one grant of the
 *       tier that gives both. Same goods have no list: the most of any SKU counts.
 *   <li>With a grant that is packed in part its other items stay; they do not stay with one that can move.
 *   <li>A limit per buyer looks at the keys of all members, any of them used up blocks; what is given is charged to the keys of
 *       the order that has the gift. The keys of other members are not charged, because what an order uses must follow from it
 *       alone: after un-merging nobody could tell whom to give it back to.
 *   <li>Gifts of the platform, gifts without a rule and gifts of rules that are not in the book are not touched.
 * </ul>
 *
 * <p>Limits hold under concurrency because the plan names the counters to take: a commit whose counter is refused is decided
 * again with fresh figures.
 */
public final class Gifts {
    private Gifts() {}

    /**
     * What a decision about some orders looks up.
     *
     * @param skus SKUs of which it needs what is free
     * @param counters names of counters of which it needs what is used
     */
    public record Reads(SortedSet<Sku> skus, SortedSet<String> counters) {
        public Reads {
            skus = Collections.unmodifiableSortedSet(new TreeSet<>(skus));
            counters = Collections.unmodifiableSortedSet(new TreeSet<>(counters));
        }
    }

    /**
     * Tells what to look up for a decision.
     *
     * @param zone the zone of the shop's day
     */
    public static Reads reads(GiftBook book, Collection<Order> members, ZoneId zone) {
        TreeSet<Sku> skus = new TreeSet<>();
        TreeSet<String> counters = new TreeSet<>();
        for (GiftRule rule : book.rules()) {
            for (GiftTier tier : rule.tiers()) {
                tier.reward().eachSku(skus::add);
                if (tier.reward() instanceof GiftReward.Cheapest || tier.reward() instanceof GiftReward.SameGoods) {
                    members.forEach(order -> order.demands().stream()
                            .filter(demand -> demand.origin() != Demand.Origin.GIFT)
                            .forEach(demand -> skus.add(demand.sku())));
                }
            }
            for (Order member : members) {
                GiftCounters.bounds(rule, member, zone).forEach(bound -> counters.add(bound.key()));
            }
        }
        return new Reads(skus, counters);
    }

    /** Decides about the gifts of a group. */
    public static Decision<GiftPlan> decide(GiftBook book, GiftInput input) {
        List<Reason> reasons = new ArrayList<>();
        Map<Order, List<Goods>> goods = new LinkedHashMap<>();
        for (Order member : input.members()) {
            goods.put(member, Goods.of(member, input.categories()));
            if (Goods.isOnlyGifts(member)) {
                reasons.add(GiftReasons.onlyGifts(member));
            }
        }
        List<Case> cases = new ArrayList<>();
        for (GiftBook.Entry entry : book.entries()) {
            Matching match = Matching.of(entry, goods, input.now());
            cases.add(new Case(match, HeldGifts.of(entry.rule(), input.members())));
        }
        settleGroups(cases);
        Map<Sku, Long> free = new HashMap<>(input.free());
        cases.forEach(one -> one.allot(input));
        cases.forEach(one -> one.filling.keep(free));
        cases.forEach(one -> one.give(free));
        cases.forEach(one -> reasons.addAll(one.reasons()));
        return new Decision<>(
                plan(book, input, cases),
                new Explanation(GiftReasons.named(reasons, input.members(), book), List.of()));
    }

    /** In each exclusion group the first rule that matches wins; one that has packed gifts cannot lose any more. */
    private static void settleGroups(List<Case> cases) {
        Map<String, Case> winners = new TreeMap<>();
        for (boolean packed : List.of(true, false)) {
            for (Case one : cases) {
                String group = one.match.rule().exclusion();
                if (group != null && one.match.isReached() && (!packed || one.held.fixedGrants() > 0)) {
                    winners.putIfAbsent(group, one);
                }
            }
        }
        for (Case one : cases) {
            String group = one.match.rule().exclusion();
            one.winner = group == null ? one : winners.getOrDefault(group, one);
        }
    }

    private static GiftPlan plan(GiftBook book, GiftInput input, List<Case> cases) {
        List<Addition> additions = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        List<Shortage> holds = new ArrayList<>();
        for (Case one : cases) {
            additions.addAll(one.changes.additions);
            changes.addAll(one.changes.changes);
            claims.addAll(one.changes.claims);
            holds.addAll(one.changes.holds);
        }
        GiftPlan steps = new GiftPlan(additions, changes, claims, holds, List.of());
        List<Order> after = input.members().stream().map(steps::applyTo).toList();
        return new GiftPlan(
                additions, changes, claims, holds, GiftCounters.changes(book, input.members(), after, input.zone()));
    }

    /** One rule of the book on its way through a decision. */
    private static final class Case {
        private final Matching match;
        private HeldGifts held;
        private GiftCounters.@Nullable Bound bound;
        private final List<Reason> refusals = new ArrayList<>();
        private Case winner = this;
        private Filling filling;
        private GiftChanges changes;

        Case(Matching match, HeldGifts held) {
            this.match = match;
            this.held = held;
            this.filling = new Filling(List.of(), match, Map.of(), held);
            this.changes = new GiftChanges(match, held, 0);
        }

        void allot(GiftInput input) {
            boolean due = match.isReached() && winner == this;
            List<Filling.Slot> slots = due ? Filling.Slot.of(match) : List.of();
            held = held.whole(slots.stream()
                    .map(slot -> held.slot(slot.options().get(0).sku()))
                    .collect(Collectors.toSet()));
            Allotment allotment = Allotment.of(match, held, input, due);
            filling = new Filling(slots, match, allotment.targets(), held);
            bound = allotment.bound();
            changes = new GiftChanges(match, held, allotment.wanted());
            if (due && slots.isEmpty()) {
                refusals.add(GiftReasons.nothingToGive(match.rule()));
            } else if (allotment.refused() > 0) {
                refusals.add(GiftReasons.refused(match.rule(), bound, allotment.refused()));
            }
        }

        void give(Map<Sku, Long> free) {
            filling.give(free);
            changes.reach(filling);
            if (filling.dropped() > 0) {
                refusals.add(GiftReasons.refused(match.rule(), bound, filling.dropped()));
            }
            if (filling.left() > 0) {
                refusals.add(GiftReasons.outOfStock(match.rule(), filling.lacking(free), filling.left()));
            }
        }

        List<Reason> reasons() {
            List<Reason> reasons = new ArrayList<>(changes.reasons);
            if (match.takers().isEmpty()) {
                reasons.add(GiftReasons.outOfScope(match.rule()));
            } else if (!match.absent().isEmpty()) {
                reasons.add(GiftReasons.incomplete(match));
            } else if (match.isReached() && winner != this) {
                reasons.add(GiftReasons.excluded(match.rule(), winner.match.rule()));
            } else if (match.tier() + 1 < match.rule().tiers().size()) {
                reasons.add(GiftReasons.missed(match));
            }
            reasons.addAll(refusals);
            return reasons;
        }
    }
}
