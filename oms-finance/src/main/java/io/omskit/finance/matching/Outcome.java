package io.omskit.finance.matching;

import java.util.List;

/**
 * One row of a reconciliation. Every record of both sides stands in exactly one row (invariant F1).
 *
 * @param ourIds our records in it, in the order of the input
 * @param theirIds their records in it, in the order of the input
 * @param verdict what is said of them
 * @param difference minor units, theirs less ours unless the verdict says otherwise
 * @param rule what brought them together
 * @param note free text for a person; holds ids and figures only
 */
public record Outcome(
        List<String> ourIds, List<String> theirIds, Verdict verdict, long difference, MatchRule rule, String note) {
    public Outcome {
        ourIds = List.copyOf(ourIds);
        theirIds = List.copyOf(theirIds);
        if (ourIds.isEmpty() && theirIds.isEmpty()) {
            throw new IllegalArgumentException(
                    "a row " + verdict + " holds no record.\nA row speaks of at least one record.");
        }
    }
}
