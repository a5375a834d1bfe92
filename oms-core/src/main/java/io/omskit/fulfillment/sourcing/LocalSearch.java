package io.omskit.fulfillment.sourcing;

/**
 * Makes a set of open sources better by opening, closing and exchanging one source at a time, until no such step pays. What
 * comes out leaves nothing unmet that is worth a parcel of its own, and keeps no source open that does not earn its fee.
 */
final class LocalSearch {
    private final Offers offers;
    private final long[] lineCost;
    private boolean[] open = {};

    LocalSearch(Offers offers) {
        this.offers = offers;
        this.lineCost = new long[offers.lines];
    }

    /**
     * Changes the set in place; the answer is its cost. Exchanges, which are dear to look for, are looked for only if the set
     * is cheaper without them already.
     *
     * @param than what the set has to be cheaper than to be of use
     */
    long improve(boolean[] set, long than) {
        open = set;
        for (int line = 0; line < offers.lines; line++) {
            lineCost[line] = offers.fill(line, open);
        }
        openAndClose();
        if (cost() < than) {
            while (exchange()) {
                openAndClose();
            }
        }
        return cost();
    }

    private void openAndClose() {
        boolean paid;
        do {
            paid = openBest();
        } while (paid);
        do {
            paid = closeBest();
        } while (paid);
    }

    private long cost() {
        long cost = 0;
        for (int s = 0; s < offers.sources; s++) {
            cost += open[s] ? offers.fee[s] : 0;
        }
        for (long one : lineCost) {
            cost += one;
        }
        return cost;
    }

    private boolean openBest() {
        int best = -1;
        long most = 0;
        for (int s = 0; s < offers.sources; s++) {
            if (!open[s] && offers.linesOf[s].length > 0) {
                long gain = -turned(s);
                if (gain > most) {
                    most = gain;
                    best = s;
                }
            }
        }
        return turn(best);
    }

    private boolean closeBest() {
        int best = -1;
        long most = -1;
        for (int s = 0; s < offers.sources; s++) {
            if (open[s]) {
                long gain = -turned(s);
                if (gain > most) {
                    most = gain;
                    best = s;
                }
            }
        }
        return turn(best);
    }

    /** The first open source, and for it the best closed one, that pay when they change places. */
    private boolean exchange() {
        for (int out = 0; out < offers.sources; out++) {
            if (!open[out]) {
                continue;
            }
            long loss = turned(out);
            turn(out);
            int best = -1;
            long most = loss;
            for (int in = 0; in < offers.sources; in++) {
                if (in != out && !open[in] && offers.linesOf[in].length > 0) {
                    long gain = -turned(in);
                    if (gain > most) {
                        most = gain;
                        best = in;
                    }
                }
            }
            if (turn(best)) {
                return true;
            }
            turn(out);
        }
        return false;
    }

    /** How the cost changes when the source is opened or closed, whichever it is not. */
    private long turned(int source) {
        long change = open[source] ? -offers.fee[source] : offers.fee[source];
        open[source] = !open[source];
        for (int line : offers.linesOf[source]) {
            change += offers.fill(line, open) - lineCost[line];
        }
        open[source] = !open[source];
        return change;
    }

    private boolean turn(int source) {
        if (source < 0) {
            return false;
        }
        open[source] = !open[source];
        for (int line : offers.linesOf[source]) {
            lineCost[line] = offers.fill(line, open);
        }
        return true;
    }
}
