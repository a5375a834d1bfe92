package io.omskit.fulfillment.sourcing;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A lower bound on the cost of all plans that open the open sources, none of the closed ones, and any of the undecided ones.
 * The fee of an undecided source is spread over its units as a surcharge: as long as the surcharges of all units it could
 * ship do not exceed the fee, no plan pays more surcharges than fees, so the cheapest filling of each line at surcharged
 * prices, summed over the lines, is a bound. Surcharges rise to the next offer's price where that gains most for the fee it
 * takes: dual ascent as in facility location (Erlenkotter 1978), with the stock of each source kept.
 */
final class FeeBound {
    /** Gains for a unit of fee are compared in this part of a unit. */
    private static final long PRECISION = 1 << 10;

    /** A source counts as paid when less than this part of its fee is left. */
    private static final long NEARLY = 20;

    private final Offers offers;
    private final long[] slack;
    private final Rise[] rises;
    private final Rise[] active;

    FeeBound(Offers offers) {
        this.offers = offers;
        this.slack = new long[offers.sources];
        this.rises = new Rise[offers.lines];
        for (int line = 0; line < offers.lines; line++) {
            rises[line] = new Rise(line);
        }
        Arrays.sort(rises, Comparator.comparingInt(rise -> offers.source[rise.line].length));
        this.active = new Rise[offers.lines];
    }

    /** The bound, fees of open sources included. */
    long of(byte[] state) {
        long bound = 0;
        for (int s = 0; s < slack.length; s++) {
            slack[s] = offers.fee[s];
            bound += state[s] == OpenSearch.OPEN ? offers.fee[s] : 0;
        }
        int count = 0;
        for (Rise rise : rises) {
            bound += rise.start(state);
            active[count++] = rise;
        }
        while (count > 0) {
            int at = 0;
            for (int i = 1; i < count; i++) {
                if (active[i].efficiency > active[at].efficiency) {
                    at = i;
                }
            }
            long gain = active[at].step(state);
            if (gain >= 0) {
                bound += gain;
            } else {
                active[at] = active[--count];
            }
        }
        return bound;
    }

    /** What is left of an undecided source's fee: a plan that opens it costs at least that more than the bound. */
    long slack(int source) {
        return slack[source];
    }

    /** Whether surcharges pay nearly all of an undecided source's fee: a good plan may well open it. */
    boolean isPaid(int source) {
        return slack[source] <= offers.fee[source] / NEARLY;
    }

    /** One line: the price of its dearest unit, which rises while surcharges can be paid from what is left of the fees. */
    private final class Rise {
        private final int line;
        private final int[] raised;
        private final long[] raisedUnits;
        private int count;
        private int next;
        private long level;

        /** Units that can be had below the level for ever: from open sources, and from those whose fee is used up. */
        private long settled;

        private long openUnits;
        private long efficiency;

        Rise(int line) {
            this.line = line;
            int most = offers.source[line].length;
            raised = new int[most];
            raisedUnits = new long[most];
        }

        /** Starts at the cheapest offer; the answer is the cost of the line if every unit had that price. */
        long start(byte[] state) {
            count = 0;
            next = 0;
            settled = 0;
            openUnits = 0;
            efficiency = Long.MAX_VALUE;
            level = nextPrice(state);
            return level * offers.need[line];
        }

        private long nextPrice(byte[] state) {
            int[] who = offers.source[line];
            while (next < who.length && state[who[next]] == OpenSearch.CLOSED) {
                next++;
            }
            return next < who.length ? offers.price[line][next] : offers.unmetCost;
        }

        /** Lets the price rise to the next offer, or as far as the fees allow; the gain of the bound, -1 at the end. */
        long step(byte[] state) {
            long need = offers.need[line];
            long until = nextPrice(state);
            if (until == level && next < offers.source[line].length && settled < need) {
                meet(state);
                rate();
                return 0;
            }
            if (settled >= need || level == offers.unmetCost) {
                return -1;
            }
            long rise = until - level;
            for (int i = 0; i < count; i++) {
                rise = Math.min(rise, slack[raised[i]] / raisedUnits[i]);
            }
            long gain = rise * (need - settled);
            level += rise;
            pay(rise);
            rate();
            return gain;
        }

        private void pay(long rise) {
            int left = 0;
            for (int i = 0; i < count; i++) {
                int source = raised[i];
                long much = raisedUnits[i];
                slack[source] -= rise * much;
                if (slack[source] < much) {
                    settled += much;
                } else {
                    raised[left] = source;
                    raisedUnits[left++] = much;
                }
            }
            count = left;
        }

        /** What the bound gains for each unit of fee that the next rise takes. */
        private void rate() {
            long taken = 0;
            for (int i = 0; i < count; i++) {
                taken += raisedUnits[i];
            }
            efficiency = taken == 0 ? Long.MAX_VALUE : (offers.need[line] - settled) * PRECISION / taken;
        }

        /** The offer at the level joins: it is settled, or rises with the others from now on. */
        private void meet(byte[] state) {
            int source = offers.source[line][next];
            long much = Math.min(offers.units[line][next], offers.need[line] - openUnits);
            next++;
            if (state[source] == OpenSearch.OPEN) {
                openUnits += much;
                settled += much;
            } else if (much > 0 && slack[source] < much) {
                settled += much;
            } else if (much > 0) {
                raised[count] = source;
                raisedUnits[count++] = much;
            }
        }
    }
}
