package io.omskit.engine.planning;

import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.policy.StockPolicy.Lock;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** From when on an order is planned: shows the planner an order with the holds that count for it. Immutable. */
final class Locks {
    private final StockPolicy policy;
    private final Instant now;

    Locks(StockPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** The order as the planner is to see it. */
    Order forPlan(Order order) {
        if (policy.lock() == Lock.ON_APPROVAL && order.isWhollyBlocked(Hold.Step.RELEASE, now)) {
            return order.withHold(
                    new Hold("NOT_APPROVED", "lock", "lock", null, "not approved", now, null, Set.of(Hold.Step.PLAN)));
        }
        return isUnpaid(order) && covers(order) ? order.withoutHold(Hold.FLOW, Lock.UNPAID) : order;
    }

    boolean isPlannable(Order order) {
        return !forPlan(order).isBlocked(Hold.Step.PLAN, now);
    }

    /** Whether the order holds stock that it may not keep, because its money did not come in time. */
    boolean isOver(Order order) {
        return order.sale().status() == PlatformStatus.UNPAID && !isBasisPaid(order) && !covers(order);
    }

    /** When an order gives its stock back unless it is paid before; empty where that time has come or never comes. */
    Optional<Instant> until(Order order) {
        boolean counts = policy.lock() == Lock.ON_ORDER && order.sale().status() == PlatformStatus.UNPAID;
        return counts ? Optional.of(end(order)).filter(now::isBefore) : Optional.empty();
    }

    private boolean covers(Order order) {
        return switch (policy.lock()) {
            case ON_ORDER -> order.sale().status() == PlatformStatus.DEPOSIT_PAID || now.isBefore(end(order));
            case ON_DEPOSIT -> order.sale().status() == PlatformStatus.DEPOSIT_PAID;
            case ON_PAYMENT, ON_APPROVAL -> false;
        };
    }

    private Instant end(Order order) {
        Sale.Basis basis = order.sale().basis();
        Instant placed = basis == null ? null : basis.placedAt();
        return (placed == null ? order.firstSeenAt() : placed).plus(policy.unpaidFor());
    }

    private static boolean isUnpaid(Order order) {
        PlatformStatus status = order.sale().status();
        return status == PlatformStatus.UNPAID || status == PlatformStatus.DEPOSIT_PAID;
    }

    private static boolean isBasisPaid(Order order) {
        Sale.Basis basis = order.sale().basis();
        return basis != null && basis.paid();
    }
}
