package io.omskit.rule;

import io.omskit.decision.Decision;
import java.util.List;

/**
 * How a rule book came to its decision about one subject: every rule in the order of trying, with every value read.
 * Made on demand by evaluating again.
 *
 * @param book name and version of the book, in the form {@code name@version}
 * @param attempts all rules of the book in the order in which they are tried
 * @param <A> the type of an action
 */
public record RuleTrace<A>(String book, List<Attempt<A>> attempts) {
    /** Copies the list. */
    public RuleTrace {
        attempts = List.copyOf(attempts);
    }

    /** {@return the outcome that follows from the attempts; equals the plan of the decision} */
    public Outcome<A> outcome() {
        return new Outcome<>(
                book,
                attempts.stream()
                        .filter(attempt -> attempt.verdict() == Verdict.MATCHED)
                        .map(Attempt::rule)
                        .toList());
    }

    /**
     * Tells whether this trace leads to a decision.
     *
     * @param decision what was decided
     * @return true if book and deciding rules are the same
     */
    public boolean agreesWith(Decision<Outcome<A>> decision) {
        return outcome().equals(decision.plan());
    }

    /** What became of a rule. */
    public enum Verdict {
        /** It decided its group. */
        MATCHED,
        /** Its condition did not hold. */
        NOT_MATCHED,
        /** It is not about this subject. */
        OUT_OF_SCOPE,
        /** The moment lies outside its validity. */
        NOT_VALID,
        /** An earlier rule of its group had matched, so it was not tried. */
        NOT_REACHED
    }

    /**
     * One rule.
     *
     * @param rule the rule
     * @param verdict what became of it
     * @param readings the tests that were made, in order; empty if none was needed
     * @param <A> the type of an action
     */
    public record Attempt<A>(Rule<A> rule, Verdict verdict, List<Reading> readings) {
        /** Copies the list. */
        public Attempt {
            readings = List.copyOf(readings);
        }
    }

    /**
     * One test and what it read.
     *
     * @param test the test as text, such as {@code order.payable > CNY 100.00}
     * @param holds whether it held
     * @param values the values read, in order
     */
    public record Reading(String test, boolean holds, List<Value> values) {
        /** Copies the list. */
        public Reading {
            values = List.copyOf(values);
        }
    }

    /**
     * One value read.
     *
     * @param field name of the field; of a line with its index, such as {@code order.lines[0].line.sku}
     * @param text the value as text; {@code absent}, or {@code withheld} where the reader may not see it
     */
    public record Value(String field, String text) {}
}
