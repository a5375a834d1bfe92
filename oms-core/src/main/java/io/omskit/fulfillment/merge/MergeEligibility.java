package io.omskit.fulfillment.merge;

import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fulfillment.merge.MergePolicy.Refunds;
import io.omskit.fulfillment.merge.MergeTraits.Refusal;
import io.omskit.fulfillment.merge.MergeTraits.Way;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.order.Refund;
import io.omskit.order.Sale;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an order takes part in merging at all: the rows of in their order, the first that fails. The half of row 10
 * that asks whether two orders go to the same fulfiller, and approval as the limit of row 4, are asked of pairs.
 */
final class MergeEligibility {
    private final Order order;
    private final MergePolicy policy;
    private final Predicate<Demand> active;
    private final MergeReading.Choice choice;
    private final Instant now;
    private final SortedSet<Integer> refunded;
    private boolean wholeRefunded;

    MergeEligibility(
            Order order, MergePolicy policy, Predicate<Demand> active, MergeReading.Choice choice, Instant now) {
        this.order = order;
        this.policy = policy;
        this.active = active;
        this.choice = choice;
        this.now = now;
        this.refunded = policy.refunds() == Refunds.ALLOW ? Collections.emptySortedSet() : refunded();
    }

    /** The first row that keeps the order from merging; none where it may. */
    @Nullable
    Refusal refusal(Way way) {
        Sale.Basis basis = order.sale().basis();
        Sale.Reading latest = order.sale().latest();
        if (basis == null || latest == null) {
            return new Refusal("UNPAID", null);
        }
        Refusal refusal = byPayment(basis, latest);
        if (refusal == null) {
            refusal = byState();
        }
        if (refusal == null) {
            refusal = byRefund();
        }
        if (refusal == null) {
            refusal = byHold();
        }
        return refusal == null ? bySort(basis, latest, way) : refusal;
    }

    /** Rows 1 to 3. */
    private @Nullable Refusal byPayment(Sale.Basis basis, Sale.Reading latest) {
        if (choice.sealed() || latest.flags().contains("sealed")) {
            return new Refusal("SEALED", null);
        }
        if (basis.terms() != OrderFact.Terms.PAY_FIRST) {
            boolean onDelivery = basis.terms() == OrderFact.Terms.CASH_ON_DELIVERY;
            return new Refusal(onDelivery ? "COD" : "CREDIT_TERM", null);
        }
        if (latest.status() == PlatformStatus.DEPOSIT_PAID) {
            return new Refusal("BALANCE_OPEN", null);
        }
        return basis.paid() ? null : new Refusal("UNPAID", null);
    }

    /** Rows 4 and 7: nothing may have been released, but for the spot goods of an order whose presale part is now active. */
    private @Nullable Refusal byState() {
        if (choice.split()) {
            return new Refusal("FROM_SPLIT", null);
        }
        Progress sum = Progress.NONE;
        boolean rest = false;
        boolean splitByPresale = true;
        for (Demand demand : order.demands()) {
            sum = sum.plus(demand.progress());
            if (rest(demand) > 0) {
                rest = true;
                splitByPresale &= demand.presale() && demand.progress().released() == 0 && active.test(demand);
            }
        }
        if (sum.released() == 0) {
            return null;
        }
        if (rest) {
            return splitByPresale ? null : new Refusal("FROM_SPLIT", null);
        }
        return new Refusal("TOO_LATE", sum.shipped() > 0 ? "SHIPPED" : sum.packed() > 0 ? "PACKED" : "RELEASED");
    }

    /** Row 5. */
    private @Nullable Refusal byRefund() {
        boolean nothingLeft = !refunded.isEmpty()
                && order.demands().stream().allMatch(demand -> rest(demand) <= 0 || refunded.contains(demand.index()));
        boolean banned = policy.refunds() == Refunds.BAN && !refunded.isEmpty();
        return wholeRefunded || nothingLeft || banned ? new Refusal("REFUND_OPEN", null) : null;
    }

    /** Row 6. */
    private @Nullable Refusal byHold() {
        for (Hold hold : order.holds()) {
            boolean named = policy.forbiddingHolds().contains(hold.type())
                    && (hold.expiresAt() == null || now.isBefore(hold.expiresAt()));
            if (named || hold.blocks(Hold.Step.MERGE, now)) {
                return new Refusal("HELD", hold.type());
            }
        }
        return null;
    }

    /** Rows 8 to 10. */
    private @Nullable Refusal bySort(Sale.Basis basis, Sale.Reading latest, Way way) {
        MergePolicy.OrderType type = MergeReading.type(order, basis, latest);
        if (!policy.types().contains(type)) {
            return new Refusal("ORDER_TYPE", type.name());
        }
        for (String mark : policy.platformMarks()) {
            if (latest.flags().contains(mark)) {
                return new Refusal("PLATFORM_RULE", order.ref().platform());
            }
        }
        return isPlatformFulfilled(order) && way.fulfiller() == null ? new Refusal("FULFILLER", null) : null;
    }

    /** Demands that stay out of a group because their line has a refund; none unless the policy drops lines. */
    SortedSet<Integer> dropped() {
        return policy.refunds() == Refunds.DROP_LINES ? refunded : Collections.emptySortedSet();
    }

    /** Demands of which something is left although their line has a refund that is open or has happened. */
    private SortedSet<Integer> refunded() {
        Set<String> lines = new HashSet<>();
        for (Refund refund : order.sale().allRefunds()) {
            if (refund.status() != RefundFact.Status.CLOSED && refund.lineId() == null) {
                wholeRefunded = true;
            } else if (refund.status() != RefundFact.Status.CLOSED) {
                lines.add(refund.lineId());
            }
        }
        if (lines.isEmpty()) {
            return Collections.emptySortedSet();
        }
        SortedSet<Integer> demands = new TreeSet<>();
        for (Demand demand : order.demands()) {
            if (lines.contains(demand.lineId()) && rest(demand) > 0) {
                demands.add(demand.index());
            }
        }
        return demands;
    }

    /** Units that are wanted and not released. */
    static long rest(Demand demand) {
        return demand.needed() - demand.canceled() - demand.progress().released();
    }

    static boolean isPlatformFulfilled(Order order) {
        Sale.Reading latest = order.sale().latest();
        if (latest != null) {
            for (OrderFact.Block block : latest.blocks()) {
                if (block.code() == OrderFact.Block.Code.PLATFORM_FULFILLED) {
                    return true;
                }
            }
        }
        return false;
    }
}
