package io.omskit.decision;

/**
 * A plan that was looked at and not chosen.
 *
 * @param summary the plan in a few neutral words and ids, such as {@code W1+W2}
 * @param reason why it was rejected
 */
public record Alternative(String summary, Reason reason) {
    public Alternative {
        if (summary.isBlank()) {
            throw new IllegalArgumentException("Alternative rejected for " + reason.code()
                    + " has a blank summary.\nName the plan, for example by its sources.");
        }
    }
}
