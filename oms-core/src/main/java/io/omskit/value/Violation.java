package io.omskit.value;

/**
 * A broken invariant: which one, of what, and what differed. Holds ids and figures, never personal data.
 *
 * @param invariant id of the statement in the design, such as {@code Q1} or {@code M1}
 * @param subject the thing that broke it, such as {@code order 42}
 * @param detail what differed, with the figures
 */
public record Violation(String invariant, String subject, String detail) {
    public Violation {
        if (invariant.isBlank() || subject.isBlank() || detail.isBlank()) {
            throw new IllegalArgumentException(
                    "Violation of \"" + invariant + "\" by \"" + subject + "\" with detail \"" + detail
                            + "\" is incomplete.\nName the invariant, the subject and what differed.");
        }
    }

    /** One line: invariant, subject, detail. */
    @Override
    public String toString() {
        return invariant + " broken by " + subject + ": " + detail;
    }
}
