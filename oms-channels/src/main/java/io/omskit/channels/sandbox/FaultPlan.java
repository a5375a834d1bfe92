package io.omskit.channels.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What goes wrong, how often, decided by a seed: the same seed and the same questions give the same faults. A fault strikes
 * at most twice in a row, so that whoever repeats gets through in the end. Thread-safe.
 */
public final class FaultPlan {
    /** Kinds of faults. Who plays it: the line (L), the platform's sandbox (P), the paging of lists (G), the webhooks (W). */
    public enum Fault {
        /** P: too many calls, in the platform's own words. */
        THROTTLED,
        /** L: 503 before anything is done. */
        SERVER_ERROR,
        /** L: the call is processed and its answer lost. */
        LOST_ANSWER,
        /** P: the access token has expired. */
        TOKEN_EXPIRED,
        /** P: the platform finds the caller's clock wrong. */
        CLOCK_SKEW,
        /** L: the body of the answer breaks off. */
        TRUNCATED,
        /** G: an order changes between two pages. */
        TOUCHED_WHILE_PAGING,
        /** G: a row comes on two pages. */
        DUPLICATE_ROWS,
        /** W: a webhook comes late. */
        WEBHOOK_SLOW,
        /** W: a webhook comes again. */
        WEBHOOK_REPEATED,
        /** W: webhooks overtake each other. */
        WEBHOOK_OUT_OF_ORDER
    }

    private static final int LONGEST_STREAK = 2;

    private final long seed;
    private final Map<Fault, Integer> percents;
    private final Map<Fault, SplittableRandom> randoms = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> streaks = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private boolean calm;

    private FaultPlan(long seed, Map<Fault, Integer> percents) {
        this.seed = seed;
        this.percents = percents;
        SplittableRandom root = new SplittableRandom(seed);
        for (Fault fault : Fault.values()) {
            randoms.put(fault, root.split());
        }
    }

    /** Nothing goes wrong. */
    public static FaultPlan none() {
        return new FaultPlan(0, Map.of());
    }

    /** A plan without faults yet. */
    public static FaultPlan of(long seed) {
        return new FaultPlan(seed, Map.of());
    }

    /** Every fault with the same chance. */
    public static FaultPlan all(long seed, int percent) {
        FaultPlan plan = of(seed);
        for (Fault fault : Fault.values()) {
            plan = plan.with(fault, percent);
        }
        return plan;
    }

    /** The same plan from its beginning, with one fault's chance in percent, 0 to 100. */
    public FaultPlan with(Fault fault, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(
                    "chance of " + fault + " is " + percent + " percent.\nGive a number from 0 to 100.");
        }
        Map<Fault, Integer> more = new EnumMap<>(Fault.class);
        more.putAll(percents);
        more.put(fault, percent);
        return new FaultPlan(seed, more);
    }

    /** Whether the fault happens now. */
    public synchronized boolean strikes(Fault fault) {
        int percent = percents.getOrDefault(fault, 0);
        if (percent == 0 || calm) {
            return false;
        }
        boolean struck = draw(fault, 100) < percent && streaks.getOrDefault(fault, 0) < LONGEST_STREAK;
        streaks.put(fault, struck ? streaks.getOrDefault(fault, 0) + 1 : 0);
        if (struck) {
            counts.merge(fault, 1, Integer::sum);
        }
        return struck;
    }

    /** A number from 0 to below the bound, for the details of a fault. */
    public synchronized int draw(Fault fault, int bound) {
        SplittableRandom random = randoms.get(fault);
        if (random == null) {
            throw new IllegalStateException("no generator for " + fault + ".\nThis is a defect of the plan.");
        }
        return random.nextInt(bound);
    }

    /**
     * One page of a list, perhaps with the row before it once more. {@link Fault#TOUCHED_WHILE_PAGING} is played by {@link
     * SandboxShop#beforePage}.
     *
     * @param number page number from 0
     */
    public <T> List<T> page(List<T> all, int number, int size) {
        int from = (int) Math.min((long) number * size, all.size());
        int to = Math.min(from + size, all.size());
        List<T> page = new ArrayList<>(all.subList(from, to));
        if (from > 0 && !page.isEmpty() && strikes(Fault.DUPLICATE_ROWS)) {
            page.add(0, all.get(from - 1));
        }
        return List.copyOf(page);
    }

    /** From now on nothing goes wrong any more; for checking that everything converges. */
    public synchronized void calm() {
        calm = true;
    }

    /** How often each fault struck. */
    public synchronized Map<Fault, Integer> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public String toString() {
        return "FaultPlan[seed " + seed + " " + percents + "]";
    }
}
