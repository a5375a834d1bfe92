package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * What changes about the gifts of a group. Additions, changes and counters are steps: once taken, the same decision has none
 * of them. Claims and holds are a state: they are told for as long as they stand.
 *
 * @param additions gifts that did not exist
 * @param changes gifts that grow, shrink or have other triggers
 * @param claims gifts that left without their trigger. Never a charge: a person decides
 * @param holds gifts that are promised and not free; the order waits where the rule says so
 * @param counters what to take from and to give back to the limits, in the same commit, by name
 */
public record GiftPlan(
        List<Addition> additions,
        List<Change> changes,
        List<Claim> claims,
        List<Shortage> holds,
        List<CounterChange> counters) {
    public GiftPlan {
        additions = List.copyOf(additions);
        changes = List.copyOf(changes);
        claims = List.copyOf(claims);
        holds = List.copyOf(holds);
        counters = List.copyOf(counters);
    }

    /**
     * A new gift.
     *
     * @param orderId the order that gets it
     * @param lineId its first line that earned it
     * @param ruleId the rule as {@code id@version}
     * @param sku what is given
     * @param perGrant how much of it one grant has
     * @param grants how many grants
     * @param triggers the lines that earned it, in all members
     */
    public record Addition(
            long orderId,
            String lineId,
            String ruleId,
            Sku sku,
            Quantity perGrant,
            long grants,
            List<Demand.Trigger> triggers) {
        public Addition {
            triggers = List.copyOf(triggers);
        }

        /** How much is given. */
        public Quantity quantity() {
            return perGrant.times(grants);
        }
    }

    /**
     * A gift that changes.
     *
     * @param orderId the order that has it
     * @param demand index of the demand
     * @param needed how much of it is given now, zero when it is withdrawn
     * @param triggers the lines that earn it now
     */
    public record Change(long orderId, int demand, long needed, List<Demand.Trigger> triggers) {
        public Change {
            triggers = List.copyOf(triggers);
        }
    }

    /**
     * A gift that is packed or gone although its trigger is not there any more.
     *
     * @param orderId the order that has it
     * @param demand index of the demand
     * @param quantity how much of it
     */
    public record Claim(long orderId, int demand, Quantity quantity) {}

    /**
     * A promised gift that is not free.
     *
     * @param orderId the order that waits for it
     * @param ruleId the rule as {@code id@version}
     * @param sku what is missing
     * @param missing how many steps of it
     */
    public record Shortage(long orderId, String ruleId, Sku sku, long missing) {}

    /**
     * A change of a bounded counter. Counters have floors only, so the counter holds minus what is used: take with {@code
     * adjust(key, -quantity, -limit)}.
     *
     * @param key name of the counter
     * @param quantity grants to take, negative to give back; never zero
     * @param limit the limit
     */
    public record CounterChange(String key, long quantity, long limit) {}

    /** Whether nothing is to be written. */
    public boolean isEmpty() {
        return additions.isEmpty() && changes.isEmpty() && counters.isEmpty();
    }

    /**
     * The order with its gifts as this plan wants them. The counters of each demand still add up (Q1); one that shrinks below
     * what is allocated has a negative {@code unplanned} until the plan has given allocations back, as with any other
     * cancellation. A demand keeps its index for life, so a withdrawn gift stays with need zero.
     *
     * @param order a member of the group, as it was decided for
     * @throws IllegalArgumentException if the order has not the gifts that the plan speaks of
     */
    public Order applyTo(Order order) {
        List<Demand> demands = new ArrayList<>(order.demands());
        for (Change change : changes) {
            if (change.orderId() == order.id()) {
                demands.set(change.demand(), resized(order, change));
            }
        }
        for (Addition addition : additions) {
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
