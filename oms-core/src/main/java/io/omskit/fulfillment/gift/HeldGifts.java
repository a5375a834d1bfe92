package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            List<Gift> own = new ArrayList<>();
            for (Demand demand : order.demands()) {
                if (demand.origin() == Demand.Origin.GIFT && isOf(rule, demand.ruleId())) {
                    own.add(Gift.of(order.id(), demand));
                }
            }
            gifts.addAll(new HeldGifts(rule, own).whole());
        }
        return new HeldGifts(rule, List.copyOf(gifts));
    }

    /** The gifts of one order where the other items of a packed grant are fixed with it. */
    private List<Gift> whole() {
        long fixed = fixedGrants();
        Map<String, Long> open = new HashMap<>();
        for (Gift gift : gifts) {
            open.merge(slot(gift.demand().sku()), -gift.grants(gift.fixed()), Long::sum);
        }
        List<Gift> whole = new ArrayList<>();
        for (Gift gift : gifts) {
            String slot = slot(gift.demand().sku());
            long mine = gift.grants(gift.fixed());
            long more = Math.min(
                    fixed + open.getOrDefault(slot, 0L),
                    gift.grants(gift.demand().needed()) - mine);
            open.merge(slot, -more, Long::sum);
            whole.add(more > 0 ? gift.withFixed(mine + more) : gift);
        }
        return whole;
    }

    private static boolean isOf(GiftRule rule, @Nullable String reference) {
        return reference != null && reference.lastIndexOf('@') == rule.id().length() && reference.startsWith(rule.id());
    }

    HeldGifts ofOrder(long orderId) {
        return new HeldGifts(
                rule, gifts.stream().filter(gift -> gift.orderId() == orderId).toList());
    }

    long grants() {
        return grants(gift -> gift.demand().needed());
    }

    long fixedGrants() {
        return grants(Gift::fixed);
    }

    /**
     * How many grants some units make: of a list the most that any of its items has, of choices the sum.
     *
     * @param units what counts of each gift
     */
    long grants(ToLongFunction<Gift> units) {
        Map<String, Long> bySlot = new HashMap<>();
        for (Gift gift : gifts) {
            bySlot.merge(slot(gift.demand().sku()), gift.grants(units.applyAsLong(gift)), Long::sum);
        }
        return bySlot.values().stream().mapToLong(Long::longValue).max().orElse(0);
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
