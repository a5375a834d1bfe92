package io.omskit.decision;

import java.util.Objects;
import java.util.function.Function;

/**
 * The outcome of a pure decision: what to do and why. What could not be done is part of the plan, never an exception.
 *
 * @param <P> type of the plan; immutable
 * @param plan what to do
 * @param explanation why
 */
public record Decision<P>(P plan, Explanation explanation) {
    public Decision {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(explanation, "explanation");
    }

    /** A plan with its reasons and without alternatives. */
    public static <P> Decision<P> of(P plan, Reason... reasons) {
        return new Decision<>(plan, Explanation.of(reasons));
    }

    /** The same explanation for a plan made from this one. */
    public <Q> Decision<Q> map(Function<? super P, ? extends Q> change) {
        return new Decision<>(change.apply(plan), explanation);
    }
}
