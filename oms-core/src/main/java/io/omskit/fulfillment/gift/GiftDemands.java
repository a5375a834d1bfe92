package io.omskit.fulfillment.gift;

import io.omskit.fulfillment.gift.GiftPlan.Addition;
import io.omskit.fulfillment.gift.GiftPlan.Change;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import java.util.ArrayList;
import java.util.List;

/** Writes gifts into the demands of an order. A demand keeps its index for life, so a withdrawn gift stays with need zero. */
final class GiftDemands {
    private GiftDemands() {}

    static Order apply(GiftPlan plan, Order order) {
        List<Demand> demands = new ArrayList<>(order.demands());
        for (Change change : plan.changes()) {
            if (change.orderId() == order.id()) {
                demands.set(change.demand(), resized(order, change));
            }
        }
        for (Addition addition : plan.additions()) {
            if (addition.orderId() == order.id()) {
                demands.add(added(demands.size(), addition));
            }
        }
        return demands.equals(order.demands()) ? order : order.withDemands(demands);
    }

    private static Demand added(int index, Addition gift) {
        long needed = gift.quantity().steps();
        return new Demand(
                index,
                gift.lineId(),
                gift.sku(),
                gift.perGrant().measure(),
                Demand.Origin.GIFT,
                gift.perGrant().steps(),
                0,
                null,
                false,
                null,
                false,
                null,
                gift.ruleId(),
                gift.triggers(),
                needed,
                0,
                0,
                needed,
                0,
                0,
                Progress.NONE);
    }

    private static Demand resized(Order order, Change change) {
        if (change.demand() >= order.demands().size()
                || order.demands().get(change.demand()).origin() != Demand.Origin.GIFT) {
            throw new IllegalArgumentException("order " + order.id() + " has no gift at demand " + change.demand()
                    + ".\nApply a plan to the orders that it was decided for.");
        }
        Demand gift = order.demands().get(change.demand());
        long needed = change.needed();
        long withdrawn = Math.min(gift.withdrawn(), needed);
        long canceled = Math.max(0, Math.min(withdrawn, needed - gift.progress().packed()));
        long rest = needed - canceled - gift.allocated();
        long missing = Math.max(0, Math.min(gift.missing(), rest));
        return new Demand(
                gift.index(),
                gift.lineId(),
                gift.sku(),
                gift.measure(),
                gift.origin(),
                gift.ratio(),
                gift.shareWeight(),
                gift.bundle(),
                gift.shipTogether(),
                gift.source(),
                gift.presale(),
                gift.shipBy(),
                gift.ruleId(),
                change.triggers(),
                needed,
                canceled,
                withdrawn,
                rest - missing,
                missing,
                gift.allocated(),
                gift.progress());
    }
}
