package io.omskit.order.aftersale;

import io.omskit.fact.Bearer;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.order.AmountPart;
import io.omskit.order.AmountParts;
import io.omskit.order.Amounts;
import io.omskit.order.Demand;
import io.omskit.order.Demands;
import io.omskit.order.Order;
import io.omskit.order.Refund;
import io.omskit.order.Refunds;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a buyer may get back for units that were canceled by command or came back, and are not refunded yet. To cancel or to
 * take goods back pays nothing; whoever pays asks here for the amount (rules ). Immutable.
 *
 * @param lines the lines with something to refund
 * @param clawback what coupons take off, positive
 * @param needsDecision whether a coupon's policy leaves the amount to a person
 */
public record Refundable(List<Line> lines, Money clawback, boolean needsDecision) {
    public Refundable {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param lineId the line
     * @param units canceled or back, and not refunded, in steps of the line's measure
     * @param parts what they are worth, by component
     */
    public record Line(String lineId, long units, AmountParts parts) {}

    /**
     * What is refundable of an order now.
     *
     * @param freight what of the freight goes back
     * @param coupons what becomes of coupons; a bearer's discount without a policy is kept
     * @return empty while the order's money is not known
     */
    public static Optional<Refundable> of(Order order, Refunds.FreightPolicy freight, List<CouponPolicy> coupons) {
        Amounts amounts = order.sale().amounts();
        return amounts == null
                ? Optional.empty()
                : Refunds.of(order.sale(), freight).map(refunds -> of(order, amounts, refunds, coupons));
    }

    private static Refundable of(Order order, Amounts amounts, Refunds before, List<CouponPolicy> coupons) {
        Refunds after = before;
        List<Line> lines = new ArrayList<>();
        for (Amounts.Line line : amounts.lines()) {
            long units = Math.min(givenBack(order, line.lineId()), line.units()) - before.unitsRefunded(line.lineId());
            if (units > 0) {
                after = after.after(asRefund(order, line, units));
                List<Refunds.Booked> booked = after.booked();
                lines.add(new Line(
                        line.lineId(), units, booked.get(booked.size() - 1).parts()));
            }
        }
        Money worth = sum(lines, amounts);
        Money owed = Money.zero(worth.currency());
        boolean asks = false;
        Set<Bearer> taken = EnumSet.noneOf(Bearer.class);
        for (CouponPolicy coupon : lines.isEmpty() ? List.<CouponPolicy>of() : coupons) {
            Money kept = left(amounts, after, AmountPart.GOODS);
            Money discount = left(amounts, after, AmountPart.discountOf(coupon.bearer()));
            boolean below = kept.isPositive() && kept.compareTo(coupon.minimum()) < 0 && discount.isPositive();
            asks |= below && coupon.below() == CouponPolicy.Below.MANUAL;
            // a bearer's discount is one amount, however many coupons it came from
            if (below && coupon.below() == CouponPolicy.Below.CLAWBACK && taken.add(coupon.bearer())) {
                owed = owed.plus(discount);
            }
        }
        return new Refundable(lines, owed.compareTo(worth) > 0 ? worth : owed, asks);
    }

    /** What may be paid: the worth of the lines less what coupons take off. */
    public Optional<Money> amount() {
        return lines.stream()
                .map(line -> line.parts().payable())
                .reduce(Money::plus)
                .map(worth -> worth.minus(clawback));
    }

    private static Money sum(List<Line> lines, Amounts amounts) {
        Money sum = Money.zero(amounts.total().currency());
        for (Line line : lines) {
            sum = sum.plus(line.parts().payable());
        }
        return sum;
    }

    private static Money left(Amounts amounts, Refunds refunds, AmountPart part) {
        Money sum = Money.zero(amounts.total().currency());
        for (Amounts.Line line : amounts.lines()) {
            sum = sum.plus(refunds.left(line.lineId()).get(part));
        }
        return sum;
    }

    /** Whole units of the line of which every component was canceled by command, or came back and was not exchanged. */
    private static long givenBack(Order order, String lineId) {
        long exchanged = Demands.exchangedUnits(order, lineId);
        long units = Long.MAX_VALUE;
        boolean found = false;
        for (Demand demand : order.demands()) {
            if (demand.isSold() && demand.lineId().equals(lineId)) {
                long steps = Math.addExact(
                        Math.min(demand.withdrawn(), demand.canceled()),
                        Math.max(0, demand.progress().returned() - exchanged * demand.ratio()));
                units = Math.min(units, steps / demand.ratio());
                found = true;
            }
        }
        return found ? units : 0;
    }

    private static Refund asRefund(Order order, Amounts.Line line, long units) {
        boolean left = order.demands().stream()
                .anyMatch(demand -> demand.lineId().equals(line.lineId())
                        && demand.progress().shipped() > 0);
        Measure measure = order.line(line.lineId()).quantity().measure();
        return new Refund(
                "refundable " + line.lineId(),
                new Revision(null, 0, 0, 0),
                line.lineId(),
                Quantity.of(units, measure),
                null,
                RefundFact.Status.SUCCEEDED,
                left ? RefundFact.Phase.AFTER_SHIPPING : RefundFact.Phase.BEFORE_SHIPPING,
                left,
                null);
    }
}
