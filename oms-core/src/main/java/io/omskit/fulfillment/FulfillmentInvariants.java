package io.omskit.fulfillment;

import io.omskit.order.AmountParts;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import io.omskit.order.Progress;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The invariants of work. Checked by the engine before every commit and after every load, and by properties.
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

    /**
     * S1: no hold of a member keeps the hand-over of this work from happening now. Asked in the transaction that commits
     * the hand-over.
     *
     * @param orders at least all orders that the work holds allocations of
     */
    public static Optional<Violation> s1(FulfillmentOrder work, Collection<Order> orders, Instant now) {
        Set<Long> members = work.orderIds();
        for (Order order : orders) {
            if (members.contains(order.id()) && work.isBlocked(order, Hold.Step.HAND_OVER, now)) {
                return violation("S1", order, work, "a hold keeps it from being handed over");
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> violation(String id, Order order, FulfillmentOrder work, String detail) {
        return Optional.of(new Violation(id, "order " + order.ref() + " in fulfillment order " + work.id(), detail));
    }
}
