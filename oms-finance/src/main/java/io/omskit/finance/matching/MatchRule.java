package io.omskit.finance.matching;

/** Which rule made a row of a reconciliation; the constants are ordered by stage. */
public enum MatchRule {
    /** Same key, equal amount, same day. */
    KEY_EXACT,
    /** Same key, amount within the tolerance, same day. */
    KEY_TOLERANCE,
    /** Same key, amount within the tolerance, another day inside the window. */
    KEY_WINDOW,
    /** Same key, several records on a side, sums within the tolerance. */
    KEY_SUM,
    /** A payment under a group key with the orders of the group. */
    GROUP_KEY,
    /** A lump deposit with the records that add up to it. */
    SUBSET_SUM,
    /** A finding about one key, without a match. */
    KEY,
    /** Nothing matched. */
    NONE;

    /** Whether the rule joins one record with one record. */
    public boolean isOneToOne() {
        return this == KEY_EXACT || this == KEY_TOLERANCE || this == KEY_WINDOW;
    }
}
