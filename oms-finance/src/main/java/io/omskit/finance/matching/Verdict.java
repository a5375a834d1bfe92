package io.omskit.finance.matching;

/** What a reconciliation says of the records in one row. Source: finance reference, section 4. */
public enum Verdict {
    MATCHED,
    /** Matched with a difference inside the tolerance; the difference is booked. */
    MATCHED_WITH_TOLERANCE,
    /** Several records matched as a sum. */
    MATCHED_GROUP,
    CURRENCY_MISMATCH,
    /** Refunds exceed the sale: urgent. */
    OVER_REFUND,
    DUPLICATE_IN_CHANNEL,
    DUPLICATE_IN_OMS,
    AMOUNT_MISMATCH,
    /** The gross is right, the fee is not what the contract says. */
    FEE_MISMATCH,
    SHORT_PAID,
    OVER_PAID,
    /** Several explanations; nobody guesses. */
    AMBIGUOUS,
    /** One side is missing and may still come. */
    PENDING_TIMING,
    MISSING_IN_CHANNEL,
    MISSING_IN_OMS,
    REFUND_NOT_PAID,
    REFUND_NOT_BOOKED,
    /** Neither sale nor refund: not a thing that keys are compared for. */
    UNKNOWN_KIND;

    /** Whether the records are matched and nothing is left to look at. */
    public boolean isMatch() {
        return this == MATCHED || this == MATCHED_WITH_TOLERANCE || this == MATCHED_GROUP;
    }

    /** Whether the two sides belong together, though something about them may be wrong. */
    public boolean isLinked() {
        return isMatch() || this == FEE_MISMATCH || this == SHORT_PAID || this == OVER_PAID;
    }
}
