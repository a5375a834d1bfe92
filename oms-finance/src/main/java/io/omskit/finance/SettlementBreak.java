package io.omskit.finance;

import java.time.Instant;
import java.util.List;

/**
 * Something that settlement found wrong and somebody should look at.
 *
 * @param category what is wrong: a verdict of the matcher, {@code COUPON_MISMATCH}, {@code CONTROL_TOTAL} where a file
 *     contradicts itself, or {@code UNREADABLE} for a row without an exact amount
 * @param difference minor units, as the category defines it
 * @param ours expectations in it, as {@code number/kind/payer/reference}
 * @param theirs settlement rows in it, as {@code fileHash#ordinal}
 * @param rule the rule that brought them together
 * @param note figures for a person
 * @param openedAt when it was found first
 * @param state whether it waits, was cleared by a later file, or was booked
 */
public record SettlementBreak(
        String category,
        long difference,
        List<String> ours,
        List<String> theirs,
        String rule,
        String note,
        Instant openedAt,
        State state) {
    public SettlementBreak {
        ours = List.copyOf(ours);
        theirs = List.copyOf(theirs);
    }

    /** Where a break stands. */
    public enum State {
        OPEN,
        /** A later file or order explains it. */
        AUTO_CLEARED,
        /** A ledger transaction carries the difference. */
        BOOKED
    }
}
