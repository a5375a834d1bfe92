package io.omskit.finance;

import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import io.omskit.value.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What a channel charges for a sale by contract, and what of it comes back with refunds. Fees are positive when charged.
 * Source: finance reference, section 5.
 *
 * @param rate share of the sale, rounded half up
 * @param minimum the least fee of a sale, absent where there is none
 * @param cap the highest fee of a sale, absent where there is none
 * @param refundRule what comes back
 * @param keptFixed with {@link RefundRule#GIVEN_BACK_LESS}: the part of the fee that the channel keeps, as an amount
 * @param keptShare with {@link RefundRule#GIVEN_BACK_LESS}: the same as a share of the fee
 */
public record FeeSchedule(
        Rate rate,
        @Nullable Money minimum,
        @Nullable Money cap,
        RefundRule refundRule,
        @Nullable Money keptFixed,
        @Nullable Rate keptShare) {

    /** What of the fee comes back with refunds. */
    public enum RefundRule {
        /** Nothing. */
        KEPT,
        /** In proportion: after refunds of R on a sale of S with fee F, floor(F x R / S) has come back. */
        GIVEN_BACK,
        /** In proportion, of the fee without the part that the channel keeps. */
        GIVEN_BACK_LESS
    }

    public FeeSchedule {
        requireAmount("minimum", minimum);
        requireAmount("cap", cap);
        requireAmount("kept part", keptFixed);
        if (minimum != null && cap != null && minimum.compareTo(cap) > 0) {
            throw new IllegalArgumentException(
                    "minimum fee " + minimum + " is above the cap " + cap + ".\nExchange or correct them.");
        }
        boolean keeps = keptFixed != null || keptShare != null;
        if (keeps != (refundRule == RefundRule.GIVEN_BACK_LESS) || (keptFixed != null && keptShare != null)) {
            throw new IllegalArgumentException("refund rule " + refundRule + " with kept amount " + keptFixed
                    + " and kept share " + keptShare + ".\nName exactly one of them with GIVEN_BACK_LESS, else none.");
        }
    }

    private static void requireAmount(String name, @Nullable Money amount) {
        if (amount != null && amount.isNegative()) {
            throw new IllegalArgumentException("the " + name + " is " + amount + ".\nFees are positive when charged.");
        }
    }

    /** A plain rate under a refund rule that keeps no part. */
    public static FeeSchedule of(Rate rate, RefundRule refundRule) {
        return new FeeSchedule(rate, null, null, refundRule, null, null);
    }

    /** The same with a least and a highest fee for a sale. */
    public FeeSchedule within(@Nullable Money newMinimum, @Nullable Money newCap) {
        return new FeeSchedule(rate, newMinimum, newCap, refundRule, keptFixed, keptShare);
    }

    /** The same, but of each fee the channel keeps a fixed amount when it gives fees back. */
    public FeeSchedule keeping(Money amount) {
        return new FeeSchedule(rate, minimum, cap, RefundRule.GIVEN_BACK_LESS, amount, null);
    }

    /** The same, but of each fee the channel keeps a share when it gives fees back. */
    public FeeSchedule keeping(Rate share) {
        return new FeeSchedule(rate, minimum, cap, RefundRule.GIVEN_BACK_LESS, null, share);
    }

    /** The fee of a sale. A sale of nothing or less costs nothing. */
    public Money charged(Money sale) {
        if (!sale.isPositive()) {
            return Money.zero(sale.currency());
        }
        Money fee = rate.of(sale);
        if (minimum != null && fee.compareTo(minimum) < 0) {
            fee = minimum;
        }
        return cap != null && fee.compareTo(cap) > 0 ? cap : fee;
    }

    /**
     * What of the fee of a sale has come back after refunds of so much in all. A refund gives back the difference to the
     * one before, so a full refund gives back exactly what the rule says.
     *
     * @param refunded positive; more than the sale counts as the sale
     */
    public Money givenBack(Money sale, Money refunded) {
        Money zero = Money.zero(sale.currency());
        if (!sale.isPositive() || !refunded.isPositive() || refundRule == RefundRule.KEPT) {
            return zero;
        }
        Money fee = charged(sale);
        Money kept = keptFixed != null ? keptFixed : keptShare != null ? keptShare.of(fee) : zero;
        Money back = fee.compareTo(kept) > 0 ? fee.minus(kept) : zero;
        long done = Math.min(refunded.minor(), sale.minor());
        return Money.of(Apportionment.cumulative(back.minor(), done, sale.minor()), sale.currency());
    }
}
