package io.omskit.finance;

import io.omskit.value.Money;
import io.omskit.value.Rate;
import java.math.BigDecimal;
import java.util.List;

/**
 * Why the payments of an order are not what is due. Every difference gets a reason; one that fits no rule is unexplained
 * and shown so.
 *
 * @param due what the order costs
 * @param paid what was paid with all tenders
 * @param reason the first that fits
 */
public record PaymentDifference(Money due, Money paid, Reason reason) {
    /** Why. */
    public enum Reason {
        EQUAL,
        /** Within the cents that rounding of shares leaves. */
        ROUNDING_CENTS,
        /** The buyer's plan of instalments costs a known percentage more. */
        INSTALLMENT_SURCHARGE,
        UNEXPLAINED
    }

    /**
     * What explains a difference; configuration of a market, not logic.
     *
     * @param roundingMinor largest difference that is taken for rounding, in minor units
     * @param surcharges what plans of instalments cost on top of what is due
     * @param within how far from a surcharge a difference may lie, as a share of what is due; inclusive
     */
    public record Rules(long roundingMinor, List<Rate> surcharges, Rate within) {
        public Rules {
            surcharges = List.copyOf(surcharges);
            if (roundingMinor < 0 || within.value().signum() < 0) {
                throw new IllegalArgumentException("rounding " + roundingMinor + " and distance " + within
                        + " must not be negative.\nGive zero to switch one off.");
            }
        }

        /** Two minor units are rounding, nothing else explains. */
        public static Rules roundingOnly() {
            return new Rules(2, List.of(), Rate.parse("0"));
        }

        /** Two minor units, and these surcharges with 0.05 percentage points to either side. */
        public static Rules withSurcharges(List<Rate> surcharges) {
            return new Rules(2, surcharges, Rate.percent("0.05"));
        }
    }

    /**
     * Classifies a difference.
     *
     * @param instalments the largest number of instalments of the order's payments, 1 where there is no plan
     */
    public static PaymentDifference of(Money due, Money paid, int instalments, Rules rules) {
        Money difference = paid.minus(due);
        Reason reason = Reason.UNEXPLAINED;
        if (difference.isZero()) {
            reason = Reason.EQUAL;
        } else if (difference.abs().minor() <= rules.roundingMinor()) {
            reason = Reason.ROUNDING_CENTS;
        } else if (instalments >= 2 && due.isPositive() && isSurcharge(due, difference, rules)) {
            reason = Reason.INSTALLMENT_SURCHARGE;
        }
        return new PaymentDifference(due, paid, reason);
    }

    /** |difference - step x due| at most within x due, without any division. */
    private static boolean isSurcharge(Money due, Money difference, Rules rules) {
        BigDecimal base = BigDecimal.valueOf(due.minor());
        BigDecimal distance = rules.within().value().multiply(base);
        for (Rate step : rules.surcharges()) {
            BigDecimal exact = step.value().multiply(base);
            BigDecimal off = BigDecimal.valueOf(difference.minor()).subtract(exact);
            if (off.abs().compareTo(distance) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Paid less due. */
    public Money difference() {
        return paid.minus(due);
    }
}
