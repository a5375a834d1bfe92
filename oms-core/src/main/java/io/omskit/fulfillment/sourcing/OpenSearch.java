package io.omskit.fulfillment.sourcing;

import java.util.stream.Stream;

/** Branch and bound over which sources open a parcel, depth first, the open branch first. Belongs to one planning run. */
final class OpenSearch {
    static final byte UNDECIDED = 0;
    static final byte OPEN = 1;
    static final byte CLOSED = 2;

    private final long nodeLimit;
    private final FeeBound bound;
    private final LocalSearch local;

    private final byte[] state;
    private final int[] trail;
    private int decided;
    private final Frame[] frames;
    private int depth;

    private final boolean[] best;
    private final boolean[] tried;
    private long cost = Long.MAX_VALUE;
    private long abandoned = Long.MAX_VALUE;
    private long nodes;

    OpenSearch(Offers offers, long nodeLimit) {
        this.nodeLimit = nodeLimit;
        this.bound = new FeeBound(offers);
        this.local = new LocalSearch(offers);
        this.state = new byte[offers.sources];
        this.trail = new int[offers.sources];
        this.frames = Stream.generate(Frame::new).limit(offers.sources).toArray(Frame[]::new);
        this.best = new boolean[offers.sources];
        this.tried = new boolean[offers.sources];
        for (int s = 0; s < state.length; s++) {
            if (offers.linesOf[s].length == 0) {
                decide(s, CLOSED);
            }
        }
    }

    /** The sources that the cheapest plan found opens; one that ships nothing may be among them only if it costs no fee. */
    boolean[] best() {
        return best;
    }

    long cost() {
        return cost;
    }

    long bound() {
        return Math.min(cost, abandoned);
    }

    long nodes() {
        return nodes;
    }

    void run() {
        improve();
        long inherited = 0;
        do {
            long low = nodes < nodeLimit ? visit(inherited) : abandon(inherited);
            int source = low < cost ? mostPaid() : -1;
            if (source >= 0) {
                frames[depth++].set(decided, source, low);
                decide(source, OPEN);
                inherited = low;
            } else {
                inherited = turnBack();
            }
        } while (inherited >= 0);
    }

    /** Closes the source of the youngest branch whose closed side was not looked at; the bound there, -1 where none is left. */
    private long turnBack() {
        while (depth > 0 && frames[depth - 1].source < 0) {
            depth--;
        }
        if (depth == 0) {
            return -1;
        }
        Frame frame = frames[depth - 1];
        while (decided > frame.decided) {
            state[trail[--decided]] = UNDECIDED;
        }
        decide(frame.source, CLOSED);
        frame.source = -1;
        return frame.bound;
    }

    private long abandon(long inherited) {
        abandoned = Math.min(abandoned, inherited);
        return Long.MAX_VALUE;
    }

    /** Bounds what can come of this node, closes what cannot pay here, and looks for a better plan near it. */
    private long visit(long inherited) {
        nodes++;
        long low;
        do {
            low = bound.of(state);
        } while (low < cost && closeWhatCannotPay(low));
        if (low < cost) {
            for (int s = 0; s < tried.length; s++) {
                tried[s] = state[s] == OPEN || (state[s] == UNDECIDED && bound.isPaid(s));
            }
            improve();
        }
        return Math.max(low, inherited);
    }

    private boolean closeWhatCannotPay(long low) {
        int before = decided;
        for (int s = 0; s < state.length; s++) {
            if (state[s] == UNDECIDED && low + bound.slack(s) >= cost) {
                decide(s, CLOSED);
            }
        }
        return decided > before;
    }

    private void improve() {
        long found = local.improve(tried, cost);
        if (found < cost) {
            cost = found;
            System.arraycopy(tried, 0, best, 0, best.length);
        }
    }

    /** The undecided source with the least of its fee left to pay; the bound wants it most. */
    private int mostPaid() {
        int chosen = -1;
        for (int s = 0; s < state.length; s++) {
            if (state[s] == UNDECIDED && (chosen < 0 || bound.slack(s) < bound.slack(chosen))) {
                chosen = s;
            }
        }
        return chosen;
    }

    private void decide(int source, byte how) {
        state[source] = how;
        trail[decided++] = source;
    }

    /** A branch: how much was decided before it, the source opened first and closed later (-1 from then on), its bound. */
    private static final class Frame {
        private int decided;
        private int source;
        private long bound;

        void set(int decided, int source, long bound) {
            this.decided = decided;
            this.source = source;
            this.bound = bound;
        }
    }
}
