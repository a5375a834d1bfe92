package io.omskit.stock;

import java.util.List;

/**
 * What a comparison of the ledger with its caches came to: the counters must be the fold of the ledger, and what the
 * ledger says a fulfillment order has reserved must be what the fulfillment order still holds.
 *
 * @param movements ledger entries that were read
 * @param works fulfillment orders that were read
 * @param findings what does not agree, at most {@link #MAX_FINDINGS}
 * @param unsettled names of counters and references that moved all the time while they were looked at, so that their
 *     difference, if there is any, cannot be told; check again
 * @param more whether there is more than the findings tell
 */
public record StockCheck(long movements, long works, List<Finding> findings, List<String> unsettled, boolean more) {
    /** The most findings that one check lists. */
    public static final int MAX_FINDINGS = 1_000;

    public StockCheck {
        findings = List.copyOf(findings);
        unsettled = List.copyOf(unsettled);
    }

    /** Whether everything was looked at and agrees. */
    public boolean isClean() {
        return findings.isEmpty() && unsettled.isEmpty() && !more;
    }

    /** Two figures that must be equal and are not. */
    public sealed interface Finding {
        /**
         * A stored counter that is not what the ledger says; the ledger is right.
         *
         * @param key name of the counter
         * @param ledger the right value
         * @param stored the value found
         */
        record Counter(String key, long ledger, long stored) implements Finding {}

        /**
         * A reservation that is not what the fulfillment order holds; the fulfillment order is right.
         *
         * @param cell where
         * @param fulfillmentOrder which one; it may be gone
         * @param ledger what the ledger says it has reserved, in steps
         * @param held what it holds and has not shipped, in steps
         */
        record Reservation(StockCell cell, long fulfillmentOrder, long ledger, long held) implements Finding {}
    }

    /**
     * What a repair did.
     *
     * @param check the check that it went by
     * @param repaired findings that were compensated
     * @param left findings that changed meanwhile or were not reached; check again
     */
    public record Repair(StockCheck check, List<Finding> repaired, List<Finding> left) {
        public Repair {
            repaired = List.copyOf(repaired);
            left = List.copyOf(left);
        }
    }
}
