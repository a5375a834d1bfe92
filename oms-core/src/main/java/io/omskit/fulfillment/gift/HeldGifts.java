package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The gifts of one rule that some orders have, whatever version gave them. Gifts without a rule, and those of other rules, are
 * nobody's business here.
 *
 * @param rule the rule as it is now
 * @param gifts its gifts, in the order of the members and of their indexes
 */
record HeldGifts(GiftRule rule, List<Gift> gifts) {

    /**
     * A gift.
     *
     * @param orderId who has it
     * @param demand the demand; its ratio is what one grant has
     * @param fixed what cannot move: grants that are packed in part, with whatever else belongs to them, and those that
     *     somebody canceled by command
     */
    record Gift(long orderId, Demand demand, long fixed) {
        static Gift of(long orderId, Demand demand) {
            long packed = demand.progress().packed();
            long declined = Math.max(0, Math.min(demand.withdrawn(), demand.needed() - packed));
            return new Gift(orderId, demand, 0).withFixed(grants(demand, packed + declined));
        }

        private Gift withFixed(long grants) {
            return new Gift(orderId, demand, Math.min(demand.needed(), Math.multiplyExact(grants, demand.ratio())));
        }

        long packed() {
            return demand.progress().packed();
        }

        long movable() {
            return demand.needed() - fixed;
        }

        /** What of it is with the buyer, or on its way. */
        long gone() {
            Progress progress = demand.progress();
            return Math.max(0, progress.packed() - progress.returned() - progress.lost());
        }

        long grants(long units) {
            return grants(demand, units);
        }

        private static long grants(Demand demand, long units) {
            return units / demand.ratio() + (units % demand.ratio() == 0 ? 0 : 1);
        }
    }

    static HeldGifts of(GiftRule rule, Collection<Order> orders) {
        List<Gift> gifts = new ArrayList<>();
        for (Order order : orders) {
            for (Demand demand : order.demands()) {
                if (demand.origin() == Demand.Origin.GIFT && isOf(rule, demand.ruleId())) {
                    gifts.add(Gift.of(order.id(), demand));
                }
            }
        }
        return new HeldGifts(rule, List.copyOf(gifts));
    }

    /**
     * The same gifts where the other items of a grant that is packed in part are fixed with it. What belongs to grants that can
     * move is not: of an item that is given now, as many as there are such grants stay movable.
     *
     * @param given the slots of what the rule gives now; nothing where it gives nothing
     */
    HeldGifts whole(Set<String> given) {
        List<Gift> whole = new ArrayList<>();
        for (HeldGifts own : byOrder()) {
            whole.addAll(own.wholeOfOne(given));
        }
        return new HeldGifts(rule, List.copyOf(whole));
    }

    private List<Gift> wholeOfOne(Set<String> given) {
        Map<String, Long> fixed = bySlot(Gift::fixed);
        Map<String, Long> needed = bySlot(gift -> gift.demand().needed());
        long bound = count(fixed);
        long movable = count(needed) - bound;
        // items given now first, in the order of the gifts
        List<String> slots = new ArrayList<>(needed.keySet());
        slots.sort(Comparator.comparing(slot -> !given.contains(slot)));
        for (String slot : slots) {
            long upTo = needed.getOrDefault(slot, 0L) - (given.contains(slot) ? movable : 0);
            fixed.merge(slot, most(fixed, slot, upTo, bound), Math::max);
        }
        return raised(fixed);
    }

    /** The gifts with this many grants of each slot fixed, the first gifts first. */
    private List<Gift> raised(Map<String, Long> fixed) {
        Map<String, Long> open = new HashMap<>(fixed);
        bySlot(Gift::fixed).forEach((slot, grants) -> open.merge(slot, -grants, Long::sum));
        List<Gift> raised = new ArrayList<>();
        for (Gift gift : gifts) {
            String slot = slot(gift.demand().sku());
            long mine = gift.grants(gift.fixed());
            long more = Math.min(
                    open.getOrDefault(slot, 0L), gift.grants(gift.demand().needed()) - mine);
            open.merge(slot, -more, Long::sum);
            raised.add(more > 0 ? gift.withFixed(mine + more) : gift);
        }
        return raised;
    }

    private static boolean isOf(GiftRule rule, @Nullable String reference) {
        return reference != null && reference.lastIndexOf('@') == rule.id().length() && reference.startsWith(rule.id());
    }

    HeldGifts ofOrder(long orderId) {
        return new HeldGifts(
                rule, gifts.stream().filter(gift -> gift.orderId() == orderId).toList());
    }

    private List<HeldGifts> byOrder() {
        return gifts.stream().map(Gift::orderId).distinct().map(this::ofOrder).toList();
    }

    /** Grants of all orders; each order counts for itself, as limits do. */
    long grants() {
        return byOrder().stream()
                .mapToLong(own -> own.grants(gift -> gift.demand().needed()))
                .sum();
    }

    long fixedGrants() {
        return byOrder().stream().mapToLong(own -> own.grants(Gift::fixed)).sum();
    }

    /**
     * How many grants some units make at least: items that some list has together count once, items that no list has together
     * add up, and so do choices.
     *
     * @param units what counts of each gift
     */
    long grants(ToLongFunction<Gift> units) {
        return count(bySlot(units));
    }

    /**
     * How many of the grants of each gift are within so many in all, the first gifts first.
     *
     * @param units what counts of each gift
     * @param grants how many in all
     * @return grants of each gift, in the order of the gifts
     */
    List<Long> within(ToLongFunction<Gift> units, long grants) {
        Map<String, Long> kept = new LinkedHashMap<>();
        List<Long> within = new ArrayList<>();
        for (Gift gift : gifts) {
            String slot = slot(gift.demand().sku());
            long before = kept.getOrDefault(slot, 0L);
            long most = most(kept, slot, before + gift.grants(units.applyAsLong(gift)), grants);
            kept.put(slot, most);
            within.add(most - before);
        }
        return within;
    }

    /** How much of a slot, up to a number, is possible next to the others within so many grants. */
    private long most(Map<String, Long> others, String slot, long upTo, long bound) {
        Map<String, Long> tried = new LinkedHashMap<>(others);
        long most = Math.max(0, upTo);
        tried.put(slot, most);
        for (long over = count(tried) - bound; most > 0 && over > 0; over = count(tried) - bound) {
            most = Math.max(0, most - over);
            tried.put(slot, most);
        }
        return most;
    }

    private Map<String, Long> bySlot(ToLongFunction<Gift> units) {
        Map<String, Long> bySlot = new LinkedHashMap<>();
        for (Gift gift : gifts) {
            bySlot.merge(slot(gift.demand().sku()), gift.grants(units.applyAsLong(gift)), Long::sum);
        }
        return bySlot;
    }

    /** The greatest sum of slots of which no list has two. */
    private long count(Map<String, Long> bySlot) {
        Map<Set<Integer>, Long> byLists = new LinkedHashMap<>();
        bySlot.forEach((slot, grants) -> {
            if (grants > 0) {
                byLists.merge(lists(slot), grants, Math::max);
            }
        });
        return heaviest(List.copyOf(byLists.entrySet()), Set.of());
    }

    private static long heaviest(List<Map.Entry<Set<Integer>, Long>> rest, Set<Integer> taken) {
        if (rest.isEmpty()) {
            return 0;
        }
        Map.Entry<Set<Integer>, Long> first = rest.get(0);
        List<Map.Entry<Set<Integer>, Long>> others = rest.subList(1, rest.size());
        if (!Collections.disjoint(first.getKey(), taken)) {
            return heaviest(others, taken);
        }
        Set<Integer> with = new HashSet<>(taken);
        with.addAll(first.getKey());
        long took = first.getValue() + heaviest(others, with);
        boolean isApart = others.stream().allMatch(other -> Collections.disjoint(other.getKey(), first.getKey()));
        return isApart ? took : Math.max(took, heaviest(others, taken));
    }

    /** The tiers whose list has an item; what no list has any more is a list of its own, what is not listed has but one. */
    private Set<Integer> lists(String slot) {
        if (!(rule.tiers().get(0).reward() instanceof GiftReward.AllOf)) {
            return Set.of(0);
        }
        Set<Integer> lists = new HashSet<>();
        for (int i = 0; i < rule.tiers().size(); i++) {
            if (rule.tiers().get(i).reward() instanceof GiftReward.AllOf all
                    && all.items().stream().anyMatch(item -> item.sku().code().equals(slot))) {
                lists.add(i);
            }
        }
        return lists.isEmpty() ? Set.of(-1) : lists;
    }

    /** What of a grant this SKU stands for: an item of a list and its substitutes are one. */
    String slot(Sku sku) {
        GiftReward reward = rule.tiers().get(0).reward();
        if (reward instanceof GiftReward.FirstFree || reward instanceof GiftReward.Cheapest) {
            return "";
        }
        for (GiftTier tier : rule.tiers()) {
            if (tier.reward() instanceof GiftReward.AllOf all) {
                for (GiftReward.Item item : all.items()) {
                    if (item.sku().equals(sku) || item.substitutes().contains(sku)) {
                        return item.sku().code();
                    }
                }
            }
        }
        return sku.code();
    }
}
