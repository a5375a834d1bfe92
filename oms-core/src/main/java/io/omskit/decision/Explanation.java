package io.omskit.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * The reasons of a decision in the order they applied, and the best plans that were rejected.
 *
 * @param reasons in the order they applied
 * @param rejected at most {@value #MAX_REJECTED}, best first
 */
public record Explanation(List<Reason> reasons, List<Alternative> rejected) {
    /** Largest number of rejected alternatives that an explanation keeps. */
    public static final int MAX_REJECTED = 5;

    private static final Explanation NONE = new Explanation(List.of(), List.of());

    public Explanation {
        reasons = List.copyOf(reasons);
        rejected = List.copyOf(rejected);
        if (rejected.size() > MAX_REJECTED) {
            throw new IllegalArgumentException("An explanation got " + rejected.size()
                    + " rejected alternatives.\nKeep the best " + MAX_REJECTED + ", or add them with withRejected.");
        }
    }

    /** Nothing to explain. */
    public static Explanation none() {
        return NONE;
    }

    /** Reasons without alternatives. */
    public static Explanation of(Reason... reasons) {
        return new Explanation(List.of(reasons), List.of());
    }

    /** These reasons, then the other's; of all rejected alternatives the first {@value #MAX_REJECTED} are kept. */
    public Explanation plus(Explanation other) {
        return new Explanation(joined(reasons, other.reasons), rejected).withRejected(other.rejected);
    }

    /** This explanation with one more reason at the end. */
    public Explanation plus(Reason reason) {
        return new Explanation(joined(reasons, List.of(reason)), rejected);
    }

    /** This explanation with more rejected alternatives, best first; those beyond {@value #MAX_REJECTED} are left out. */
    public Explanation withRejected(List<Alternative> more) {
        List<Alternative> all = joined(rejected, more);
        return new Explanation(reasons, all.subList(0, Math.min(MAX_REJECTED, all.size())));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
