package io.omskit.order;

import io.omskit.fact.Bearer;

/**
 * The components of an order's money. Discounts are kept positive and count negative.
 *
 * <p>Source: design section 3 "Money", invariant M2.
 */
public enum AmountPart {
    GOODS(1, 1),
    DISCOUNT_SELLER(-1, -1),
    DISCOUNT_PLATFORM(-1, 0),
    DISCOUNT_INFLUENCER(-1, 0),
    DISCOUNT_BANK(-1, 0),
    /** Nobody is known to repay it, so it lowers what the shop receives. */
    DISCOUNT_UNKNOWN(-1, -1),
    PRICE_CHANGE(1, 1),
    FREIGHT(1, 1),
    SURCHARGE(1, 1),
    /** Tax on top of the prices. */
    TAX(1, 1),
    /** The part of {@link #TAX} that the platform pays to the state itself. */
    TAX_REMITTED(0, -1),
    /** The signed rest that the platform's figures do not explain. */
    UNEXPLAINED(1, 1);

    private final int payableSign;
    private final int receivableSign;

    AmountPart(int payableSign, int receivableSign) {
        this.payableSign = payableSign;
        this.receivableSign = receivableSign;
    }

    /** How the part counts in what the buyer owes: 1, -1 or 0. */
    int payableSign() {
        return payableSign;
    }

    /** How the part counts in what the shop receives: 1, -1 or 0. */
    int receivableSign() {
        return receivableSign;
    }

    /** The part that holds the discounts of a bearer. */
    public static AmountPart discountOf(Bearer bearer) {
        return switch (bearer) {
            case SELLER -> DISCOUNT_SELLER;
            case PLATFORM -> DISCOUNT_PLATFORM;
            case INFLUENCER -> DISCOUNT_INFLUENCER;
            case BANK -> DISCOUNT_BANK;
            case UNKNOWN -> DISCOUNT_UNKNOWN;
        };
    }
}
