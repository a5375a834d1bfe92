package io.omskit.order.aftersale;

import io.omskit.fact.Bearer;
import io.omskit.value.Money;

/**
 * What becomes of a coupon when so much goes back that the rest would not have earned it. Source: domain rules.
 *
 * @param bearer whose discount the coupon is
 * @param minimum the goods, before discounts, that the order must keep
 * @param below what is done when it keeps less, but something
 */
public record CouponPolicy(Bearer bearer, Money minimum, Below below) {
    public CouponPolicy {
        if (!minimum.isPositive()) {
            throw new IllegalArgumentException("a coupon of " + bearer + " has the minimum " + minimum
                    + ".\nGive the amount that earns it; a coupon without a minimum needs no policy.");
        }
    }

    /** What is done when the rest of an order is below the minimum. */
    public enum Below {
        /** The rest keeps its discount. */
        KEEP,
        /** The discount that the rest still has is taken off the refund, at most down to nothing. */
        CLAWBACK,
        /** A person decides; the refundable amount says so. */
        MANUAL
    }
}
