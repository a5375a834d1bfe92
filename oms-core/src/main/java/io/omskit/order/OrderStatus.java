package io.omskit.order;

import io.omskit.fact.PlatformStatus;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an order stands on three independent axes, and one word for display. Derived from counters, payments and open
 * holds; never written. Source: domain rules and R-2.2 (6).
 *
 * @param payment how far the money is
 * @param fulfillment how far the goods are
 * @param review how far the decision to ship is
 * @param headline what people see: where the order {@linkplain #waitingAt waits}, else how far the goods are
 */
public record OrderStatus(Payment payment, Fulfillment fulfillment, Review review, String headline) {

    /** How far the money is. */
    public enum Payment {
        UNPAID,
        DEPOSIT_PAID,
        PAID,
        PARTLY_REFUNDED,
        REFUNDED,
        FORFEITED
    }

    /** How far the goods are. */
    public enum Fulfillment {
        NONE,
        PARTLY_ALLOCATED,
        ALLOCATED,
        RELEASED,
        PARTLY_SHIPPED,
        SHIPPED,
        PARTLY_DELIVERED,
        DELIVERED,
        RETURNED,
        CANCELED
    }

    /** How far the decision to ship is. */
    public enum Review {
        PENDING,
        DELAYED,
        WAITING_SIBLING,
        HELD,
        APPROVED
    }

    /** The status at a moment; the moment matters only because holds expire. */
    public static OrderStatus of(Order order, Instant now) {
        Payment payment = payment(order);
        Fulfillment fulfillment = fulfillment(order);
        Review review = review(order, now);
        return new OrderStatus(payment, fulfillment, review, headline(order, fulfillment, now));
    }

    /** The headline alone, which does not need the sums that the rest of the status takes. */
    public static String headlineOf(Order order, Instant now) {
        return headline(order, fulfillment(order), now);
    }

    private static Payment payment(Order order) {
        Money refunded = Refunds.of(order.sale(), Refunds.FreightPolicy.BY_PHASE)
                .map(refunds -> refunds.total().payable())
                .orElse(null);
        Money paid = order.sale().paid();
        PlatformStatus status = order.sale().status();
        if (status == PlatformStatus.CLOSED_REFUNDED
                || (refunded != null && refunded.isPositive() && paid != null && refunded.compareTo(paid) >= 0)) {
            return Payment.REFUNDED;
        }
        if (refunded != null && refunded.isPositive()) {
            return Payment.PARTLY_REFUNDED;
        }
        if (order.sale().basis() != null && order.sale().basis().paid() && status != PlatformStatus.CLOSED_UNPAID) {
            return Payment.PAID;
        }
        if (status == PlatformStatus.DEPOSIT_PAID) {
            return Payment.DEPOSIT_PAID;
        }
        boolean depositKept = status == PlatformStatus.CLOSED_UNPAID && paid != null && paid.isPositive();
        return depositKept ? Payment.FORFEITED : Payment.UNPAID;
    }

    private static Fulfillment fulfillment(Order order) {
        long wanted = 0;
        long allocated = 0;
        boolean released = false;
        Progress sum = Progress.NONE;
        for (Demand demand : order.demands()) {
            wanted += demand.needed() - demand.canceled();
            allocated += demand.allocated();
            sum = sum.plus(demand.progress());
            released |= demand.progress().released() > 0;
        }
        if (wanted == 0) {
            boolean nothingAsked =
                    order.demands().isEmpty() && !order.sale().status().isClosed();
            return nothingAsked ? Fulfillment.NONE : Fulfillment.CANCELED;
        }
        if (sum.shipped() > 0) {
            return afterShipping(wanted, sum);
        }
        if (released) {
            return Fulfillment.RELEASED;
        }
        if (allocated == 0) {
            return Fulfillment.NONE;
        }
        return allocated < wanted ? Fulfillment.PARTLY_ALLOCATED : Fulfillment.ALLOCATED;
    }

    private static Fulfillment afterShipping(long wanted, Progress sum) {
        if (sum.returned() >= wanted) {
            return Fulfillment.RETURNED;
        }
        if (sum.shipped() < wanted) {
            return Fulfillment.PARTLY_SHIPPED;
        }
        if (sum.delivered() == 0) {
            return Fulfillment.SHIPPED;
        }
        return sum.delivered() < wanted - sum.lost() ? Fulfillment.PARTLY_DELIVERED : Fulfillment.DELIVERED;
    }

    private static Review review(Order order, Instant now) {
        Review waiting = null;
        for (Hold hold : order.holds()) {
            if (!hold.blocks(Hold.Step.RELEASE, now)) {
                continue;
            }
            switch (hold.type()) {
                case Hold.REVIEW -> waiting = waiting == null ? Review.PENDING : waiting;
                case "SIBLING_WAIT" -> waiting = Review.WAITING_SIBLING;
                default -> {
                    return Review.HELD;
                }
            }
        }
        if (waiting != null) {
            return waiting;
        }
        return order.hasPassed(Hold.REVIEW) ? Review.APPROVED : Review.PENDING;
    }

    private static String headline(Order order, Fulfillment fulfillment, Instant now) {
        if (order.sale().status().isClosed() && fulfillment.compareTo(Fulfillment.PARTLY_SHIPPED) < 0) {
            return order.sale().status().name();
        }
        return waitingAt(order, now).map(Hold::type).orElseGet(fulfillment::name);
    }

    /**
     * The hold at which an order waits, if it waits: the first one that keeps something of it from its next step. Next comes
     * the plan for what no source holds yet, the release for what no source works on yet, and the hand-over for what has not
     * left. A closed order waits for nothing, and neither does what has left or was canceled. Gates come before other holds,
     * in the order of their flow, see {@link Order#holds}. Source: domain rules.
     */
    public static Optional<Hold> waitingAt(Order order, Instant now) {
        if (!order.sale().status().isClosed()) {
            for (Hold hold : order.holds()) {
                if (stops(order, hold, now)) {
                    return Optional.of(hold);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a hold keeps something of an order from its next step. */
    public static boolean stops(Order order, Hold hold, Instant now) {
        boolean plan = hold.blocks(Hold.Step.PLAN, now);
        boolean release = hold.blocks(Hold.Step.RELEASE, now);
        boolean handOver = hold.blocks(Hold.Step.HAND_OVER, now);
        boolean known = false;
        for (Demand demand : order.demands()) {
            if (hold.lineId() == null || hold.lineId().equals(demand.lineId())) {
                known = true;
                Progress progress = demand.progress();
                boolean stopped = (plan && demand.plannable() > 0)
                        || (release && demand.needed() - demand.canceled() > progress.released())
                        || (handOver && progress.released() > progress.shipped());
                if (stopped) {
                    return true;
                }
            }
        }
        // what a line needs may not be known yet, or the order itself
        return !known && (plan || release);
    }
}
