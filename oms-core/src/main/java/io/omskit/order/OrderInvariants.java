package io.omskit.order;

import io.omskit.fact.Bearer;
import io.omskit.value.Money;
import io.omskit.value.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The invariants of orders. Checked by the engine before every commit and after every load, and by properties. */
public final class OrderInvariants {
    private OrderInvariants() {}

    /** Q1, the side of the demands: the counters add up and none is negative. */
    public static Optional<Violation> q1(Order order) {
        for (Demand demand : order.demands()) {
            long sum = demand.unplanned() + demand.missing() + demand.allocated() + demand.canceled();
            boolean negative = demand.unplanned() < 0
                    || demand.missing() < 0
                    || demand.allocated() < 0
                    || demand.canceled() < 0
                    || demand.withdrawn() < 0;
            if (negative || sum != demand.needed()) {
                return violation(
                        "Q1",
                        order,
                        "demand " + demand.index() + " of line " + demand.lineId() + ": unplanned "
                                + demand.unplanned() + " + missing " + demand.missing() + " + allocated "
                                + demand.allocated() + " + canceled " + demand.canceled() + " against needed "
                                + demand.needed());
            }
            Optional<String> guard = q1Guards(demand.allocated(), demand.progress());
            if (guard.isPresent()) {
                return violation("Q1", order, "demand " + demand.index() + ": " + guard.get());
            }
        }
        return Optional.empty();
    }

    /** The guards of rule R-2.2 (3) and (4) for so many allocated units; tells the first that is broken. */
    public static Optional<String> q1Guards(long allocated, Progress progress) {
        long back = progress.returnRequested() + progress.returned() + progress.lost();
        if (Math.min(
                        Math.min(progress.returnRequested(), progress.returnedGood()),
                        Math.min(progress.returnedDamaged(), Math.min(progress.lost(), progress.delivered())))
                < 0) {
            return Optional.of("a counter is negative in " + progress);
        }
        if (progress.packed() > progress.released()
                || progress.released() > allocated
                || progress.shipped() > progress.packed()
                || progress.shipped() < 0) {
            return Optional.of("shipped <= packed <= released <= allocated " + allocated + " broken in " + progress);
        }
        if (progress.delivered() + progress.lost() > progress.shipped() || back > progress.shipped()) {
            return Optional.of("more came back, arrived or was lost than was shipped in " + progress);
        }
        return Optional.empty();
    }

    /** M2: the components explain payable and receivable, the lines add up to the order. */
    public static Optional<Violation> m2(Order order) {
        Sale.Basis basis = order.sale().basis();
        Amounts amounts = order.sale().amounts();
        return basis == null || amounts == null
                ? Optional.empty()
                : m2("order " + order.ref(), basis.amounts().payable(), amounts);
    }

    static Optional<Violation> m2(String subject, @Nullable Money stated, Amounts amounts) {
        AmountParts total = amounts.total();
        if (stated != null && !stated.equals(total.payable())) {
            return Optional.of(
                    new Violation("M2", subject, "parts give payable " + total.payable() + ", stated " + stated));
        }
        AmountParts sum = AmountParts.zero(total.currency());
        for (Amounts.Line line : amounts.lines()) {
            sum = sum.plus(line.parts());
        }
        if (!amounts.lines().isEmpty() && !sum.equals(total)) {
            return Optional.of(new Violation("M2", subject, "lines add up to " + sum + ", the order is " + total));
        }
        Money borne = Money.zero(total.currency());
        for (Bearer bearer : Bearer.values()) {
            if (bearer.paysTheShop()) {
                borne = borne.plus(total.get(AmountPart.discountOf(bearer)));
            }
        }
        Money receivable = total.payable().plus(borne).minus(total.get(AmountPart.TAX_REMITTED));
        return receivable.equals(total.receivable())
                ? Optional.empty()
                : Optional.of(new Violation(
                        "M2", subject, "receivable is " + total.receivable() + ", the sides give " + receivable));
    }

    /** M3: no component of a line gives back more than it had; a line with all its units and money back has nothing left. */
    public static Optional<Violation> m3(Amounts amounts, Refunds refunds) {
        for (Amounts.Line line : amounts.lines()) {
            AmountParts left = refunds.left(line.lineId());
            boolean whole = refunds.unitsRefunded(line.lineId()) == line.units()
                    && line.units() > 0
                    && left.withoutFreight().payable().isZero();
            for (AmountPart part : AmountPart.values()) {
                long rest = left.minor(part);
                long had = line.parts().minor(part);
                boolean over = had >= 0 ? rest < 0 || rest > had : rest > 0 || rest < had;
                if (over || (whole && part != AmountPart.FREIGHT && rest != 0)) {
                    return Optional.of(new Violation(
                            "M3",
                            "line " + line.lineId(),
                            part + " had " + had + " and has " + rest + " left after "
                                    + refunds.unitsRefunded(line.lineId()) + " of " + line.units() + " units"));
                }
            }
        }
        return Optional.empty();
    }

    /** S2: two folds of the same facts end in the same commercial truth. */
    public static Optional<Violation> s2(Order one, Order other) {
        return one.isCommerciallyEqual(other)
                ? Optional.empty()
                : violation("S2", one, "the same facts in another order gave another sale");
    }

    private static Optional<Violation> violation(String id, Order order, String detail) {
        return Optional.of(new Violation(id, "order " + order.ref(), detail));
    }
}
