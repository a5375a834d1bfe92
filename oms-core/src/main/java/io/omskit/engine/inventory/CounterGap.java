package io.omskit.engine.inventory;

/**
 * By how much a counter differs from its ledger, narrowed down by several looks while both move. Whatever the ledger told of
 * between a figure and the marker behind it may be in the figure or not, in any order. So each look allows a range of
 * differences; the true one is in all of them, and where they have only one in common, that is it. A counter that moves all the
 * time is settled by this as soon as one look had nothing in front of its figure and another had nothing behind.
 */
final class CounterGap {
    private long low = Long.MIN_VALUE;
    private long high = Long.MAX_VALUE;
    private long stored;
    private long difference;
    private long more;
    private long less;

    /** A new look: the figure, and what the part of the ledger says that was surely there before. */
    void look(long figure, long ledger) {
        stored = figure;
        difference = Math.subtractExact(figure, ledger);
        more = 0;
        less = 0;
    }

    /** The ledger told of this before the marker. */
    void moved(long delta) {
        if (delta > 0) {
            more = Math.addExact(more, delta);
        } else {
            less = Math.addExact(less, delta);
        }
    }

    /** Ends a look behind its marker; whether one difference is left. */
    boolean isSettled() {
        long from = Math.subtractExact(difference, more);
        long to = Math.subtractExact(difference, less);
        low = Math.max(low, from);
        high = Math.min(high, to);
        if (low > high) {
            // somebody has changed the counter alone: what was seen before does not count any more
            low = from;
            high = to;
        }
        return low == high;
    }

    /** What the counter has more than its ledger. */
    long size() {
        return low;
    }

    /** The figure of the last look. */
    long stored() {
        return stored;
    }
}
