package io.omskit.finance.matching;

import java.util.List;

/**
 * Records that belong together.
 *
 * @param rule which rule says so
 * @param ours at least one
 * @param theirs at least one
 */
record Match(MatchRule rule, List<Entry> ours, List<Entry> theirs) {
    Match {
        ours = List.copyOf(ours);
        theirs = List.copyOf(theirs);
    }

    long difference() {
        return Math.subtractExact(Entry.sum(theirs), Entry.sum(ours));
    }
}
