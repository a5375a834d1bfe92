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
     */
    record Gift(long orderId, Demand demand) {
        long packed() {
            return demand.progress().packed();
        }

        /** What cannot move: grants that are packed in part, and those that somebody canceled by command. */
        long fixed() {
            long declined = Math.max(0, Math.min(demand.withdrawn(), demand.needed() - packed()));
            return Math.min(demand.needed(), grants(packed() + declined) * demand.ratio());
        }

        long movable() {
            return demand.needed() - fixed();
        }

        /** What of it is with the buyer, or on its way. */
        long gone() {
            Progress progress = demand.progress();
            return Math.max(0, progress.packed() - progress.returned() - progress.lost());
        }

        long grants(long units) {
            return units / demand.ratio() + (units % demand.ratio() == 0 ? 0 : 1);
        }
    }

    static HeldGifts of(GiftRule rule, Collection<Order> orders) {
        List<Gift> gifts = new ArrayList<>();
        for (Order order : orders) {
            for (Demand demand : order.demands()) {
                if (demand.origin() == Demand.Origin.GIFT && isOf(rule, demand.ruleId())) {
                    gifts.add(new Gift(order.id(), demand));
                }
            }
        }
        return new HeldGifts(rule, List.copyOf(gifts));
    }

    private static boolean isOf(GiftRule rule, @Nullable String reference) {
        return reference != null
                && reference.lastIndexOf('@') == rule.id().length()
                && reference.startsWith(rule.id());
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
