package io.omskit.channels.reading;

import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What refund records say beyond the order's own payload. Source: channel reference, rule 5 of the money rules and the
 * rules of {@code refundState}.
 *
 * @param order the order
 * @param refunds its records
 */
record RefundRecords(OrderFact order, List<RefundFact> refunds) {
    static RefundRecords of(OrderFact order, List<RefundFact> refunds) {
        return new RefundRecords(
                order,
                refunds.stream()
                        .filter(refund -> refund.ref().equals(order.ref()))
                        .toList());
    }

    /** The order's own figure or the sum of the successful records, whichever is more: either may be incomplete. */
    @Nullable
    Money refunded() {
        Money stated = order.amounts().refunded();
        Money records = null;
        for (RefundFact refund : refunds) {
            Money amount = refund.amount();
            if (refund.status() == RefundFact.Status.SUCCEEDED && amount != null) {
                records = records == null ? amount : records.plus(amount);
            }
        }
        if (records == null) {
            return stated;
        }
        return stated == null || stated.compareTo(records) < 0 ? records : stated;
    }

    /** The line's own state where it has one, else what the records give. */
    RefundState state(OrderFact.Line line) {
        if (line.refundState() != RefundState.NONE) {
            return line.refundState();
        }
        boolean single = order.lines().size() == 1;
        Money back = Money.zero(order.amounts().currency());
        boolean open = false;
        boolean unassigned = false;
        for (RefundFact refund : refunds) {
            boolean mine = line.id().equals(refund.lineId()) || (single && refund.lineId() == null);
            Money amount = refund.amount();
            open |= mine && refund.status().isOpen();
            if (refund.status() == RefundFact.Status.SUCCEEDED) {
                unassigned |= refund.lineId() == null && !single;
                back = mine && amount != null ? back.plus(amount) : back;
            }
        }
        if (back.isPositive()) {
            return back.compareTo(paid(line, single)) >= 0 ? RefundState.REFUNDED : RefundState.PARTLY;
        }
        if (unassigned) {
            return RefundState.UNKNOWN;
        }
        return open ? RefundState.REQUESTED : RefundState.NONE;
    }

    private Money paid(OrderFact.Line line, boolean single) {
        Money whole = order.amounts().paid();
        if (single && whole != null) {
            return whole;
        }
        Money paid = line.amount().plus(line.priceChange());
        for (var discount : line.discounts()) {
            paid = paid.minus(discount.amount());
        }
        Money share = line.orderDiscountShare();
        return share == null ? paid : paid.minus(share);
    }
}
