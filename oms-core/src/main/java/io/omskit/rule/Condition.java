package io.omskit.rule;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must hold for a subject: a closed algebra as plain data over the names of a {@link Fields} catalog, compared
 * by content. It does nothing by itself; {@link #compile} checks it against a catalog and makes a closure.
 *
 * <p>An absent fact satisfies no comparison, not even {@code !=}; only {@link IsPresent} sees absence and only
 * {@link Not} turns it into true. Amounts of another currency and quantities of another measure count as absent.
 * There are no time operators: a rule about time compares an INSTANT, or an INTEGER such as minutes left, that the
 * subject offers.
 */
public sealed interface Condition {
    /** How {@link Compare}, {@link SumLines} and {@link CountLines} relate a value to a literal. */
    enum Operator {
        /** Equal by value. */
        EQUAL("="),
        /** Present and not equal. */
        NOT_EQUAL("!="),
        /** Smaller or earlier. */
        LESS("<"),
        /** Smaller, earlier or equal. */
        LESS_OR_EQUAL("<="),
        /** Greater or later. */
        GREATER(">"),
        /** Greater, later or equal. */
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** {@return the operator as rules write it, such as {@code <=}} */
        public String symbol() {
            return symbol;
        }

        boolean isOrdering() {
            return this != EQUAL && this != NOT_EQUAL;
        }

        boolean accepts(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    /** {@return the condition that always holds: {@link All} of nothing} */
    static Condition always() {
        return new All(List.of());
    }

    /**
     * Joins conditions that must all hold.
     *
     * @param parts the conditions
     * @return their conjunction
     */
    static Condition all(Condition... parts) {
        return new All(List.of(parts));
    }

    /**
     * Joins conditions of which one must hold.
     *
     * @param parts the conditions
     * @return their disjunction
     */
    static Condition any(Condition... parts) {
        return new Any(List.of(parts));
    }

    /** Whether the condition reads this field of its subject, be it a list; the fields of what is in a list are not looked at. */
    default boolean reads(String field) {
        if (this instanceof All all) {
            return all.parts().stream().anyMatch(part -> part.reads(field));
        }
        if (this instanceof Any any) {
            return any.parts().stream().anyMatch(part -> part.reads(field));
        }
        if (this instanceof Not not) {
            return not.part().reads(field);
        }
        if (field.equals(LineCompiler.listOf(this))) {
            return true;
        }
        return (this instanceof Compare compare && compare.field().equals(field))
                || (this instanceof In in && in.field().equals(field))
                || (this instanceof Between between && between.field().equals(field))
                || (this instanceof Contains contains && contains.field().equals(field))
                || (this instanceof StartsWith starts && starts.field().equals(field))
                || (this instanceof IsPresent present && present.field().equals(field));
    }

    /**
     * Checks this condition against a catalog and makes a closure that neither reflects nor allocates; the one
     * exception is {@link SumLines} over a DECIMAL field, which adds exact decimals.
     *
     * @param fields the catalog of the subject
     * @param <T> the subject
     * @return the closure, safe for several threads, or all problems found: unknown field, operator that does not
     *     fit, literal of another type or unit, contradiction
     */
    default <T> Checked<Predicate<T>> compile(Fields<T> fields) {
        return ConditionCompiler.compile(this, fields, RuleProblem.Place.of("when"));
    }

    /**
     * All parts hold; with no parts it always holds.
     *
     * @param parts the parts, shown in this order and tested in whatever order is fastest
     */
    record All(List<Condition> parts) implements Condition {
        /** Copies the list. */
        public All {
            parts = List.copyOf(parts);
        }
    }

    /**
     * At least one part holds; no parts is a load error.
     *
     * @param parts the parts, tried in this order
     */
    record Any(List<Condition> parts) implements Condition {
        /** Copies the list. */
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The part does not hold.
     *
     * @param part the part
     */
    record Not(Condition part) implements Condition {}

    /**
     * The value relates to the literal. TEXT and BOOLEAN know only = and !=; TEXT_SET and LINES are not comparable.
     *
     * @param field name of the field
     * @param operator the relation
     * @param literal the value to compare with
     */
    record Compare(String field, Operator operator, Literal literal) implements Condition {}

    /**
     * The value is one of the literals; of a TEXT_SET at least one member is. An empty set is a load error. Not for
     * BOOLEAN and LINES.
     *
     * @param field name of the field
     * @param literals the values, kept in the given order
     */
    record In(String field, Set<Literal> literals) implements Condition {
        /** Copies the set and keeps its order, so that texts made from it are stable. */
        public In {
            literals = Collections.unmodifiableSet(new LinkedHashSet<>(literals));
        }
    }

    /**
     * The value lies between the literals, both included. INTEGER, DECIMAL, MONEY, QUANTITY and INSTANT only.
     *
     * @param field name of the field
     * @param low the smallest value that holds
     * @param high the greatest value that holds
     */
    record Between(String field, Literal low, Literal high) implements Condition {}

    /**
     * A TEXT contains the text, or a TEXT_SET has it as a member.
     *
     * @param field name of the field
     * @param text the text, not empty
     */
    record Contains(String field, String text) implements Condition {}

    /**
     * A TEXT begins with the text.
     *
     * @param field name of the field
     * @param text the text, not empty
     */
    record StartsWith(String field, String text) implements Condition {}

    /**
     * The fact is there. An empty text, set or list is there, too.
     *
     * @param field name of the field
     */
    record IsPresent(String field) implements Condition {}

    /**
     * At least one line satisfies the condition.
     *
     * @param lines name of a LINES field
     * @param where condition over the catalog of the lines
     */
    record AnyLine(String lines, Condition where) implements Condition {}

    /**
     * Every line satisfies the condition; an empty list does, an absent one does not.
     *
     * @param lines name of a LINES field
     * @param where condition over the catalog of the lines
     */
    record AllLines(String lines, Condition where) implements Condition {}

    /**
     * The exact sum over the lines that satisfy a condition relates to the literal. If one of them lacks the value
     * or has another currency or measure, the sum is absent. The sum over no line is zero.
     *
     * @param lines name of a LINES field
     * @param where which lines are counted
     * @param field name of an INTEGER, DECIMAL, MONEY or QUANTITY field of a line
     * @param operator the relation
     * @param literal the value to compare with
     */
    record SumLines(String lines, Condition where, String field, Operator operator, Literal literal)
            implements Condition {}

    /**
     * The number of lines that satisfy a condition relates to a number.
     *
     * @param lines name of a LINES field
     * @param where which lines are counted
     * @param operator the relation
     * @param count the number to compare with
     */
    record CountLines(String lines, Condition where, Operator operator, long count) implements Condition {}
}
