package io.omskit.rule;

import io.omskit.rule.Condition.Operator;
import io.omskit.rule.RuleProblem.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns literals into the operands that a field can be compared with; what does not fit becomes a problem. */
final class Operands {
    /** Tag of bare numbers, which have neither currency nor measure. */
    static final Object NUMBER = "number";

    private static final int DIGITS_OF_LONG = 19;

    private final List<RuleProblem> problems;

    Operands(List<RuleProblem> problems) {
        this.problems = problems;
    }

    void problem(Place at, String problem, String remedy) {
        problem(new RuleProblem(at, problem, remedy));
    }

    void problem(RuleProblem found) {
        problems.add(found);
    }

    /** Tells whether the operator suits the type of the field, else adds a problem. */
    boolean fits(Field<?, ?> field, Operator operator, Place at) {
        boolean comparable = field.type() != FieldType.TEXT_SET && field.type() != FieldType.LINES;
        boolean ordered = comparable && field.type() != FieldType.TEXT && field.type() != FieldType.BOOLEAN;
        return operator.isOrdering()
                ? require(ordered, field, operator.symbol(), at)
                : require(comparable, field, operator.symbol(), at);
    }

    /** Returns what it is told; if that is false, adds the problem that the operator does not fit the field. */
    boolean require(boolean fits, Field<?, ?> field, String operator, Place at) {
        if (!fits) {
            String remedy = operator.equals("sum")
                    ? "Sum up a number, an amount of money or a quantity."
                    : operatorsOf(field.type());
            problem(at, "Operator '" + operator + "' does not fit field " + field + ".", remedy);
        }
        return fits;
    }

    @Nullable
    Whole whole(Field<?, ?> field, Literal literal, Place at) {
        Whole whole = null;
        if (field.type() == FieldType.MONEY && literal instanceof Literal.Cash cash) {
            whole = new Whole(cash.value().currency(), cash.value().minor());
        } else if (field.type() == FieldType.QUANTITY && literal instanceof Literal.Amount amount) {
            whole = new Whole(amount.value().measure(), amount.value().steps());
        } else if (field.type() == FieldType.INTEGER
                && literal instanceof Literal.Numeric number
                && sameUnit(field, number)
                && isLong(number.value())) {
            whole = new Whole(NUMBER, number.value().longValueExact());
        }
        return orProblem(whole, field, literal, at);
    }

    @Nullable
    BigDecimal decimal(Field<?, ?> field, Literal literal, Place at) {
        BigDecimal value = literal instanceof Literal.Numeric number && sameUnit(field, number) ? number.value() : null;
        return orProblem(value, field, literal, at);
    }

    @Nullable
    Instant moment(Field<?, ?> field, Literal literal, Place at) {
        return orProblem(literal instanceof Literal.Moment moment ? moment.value() : null, field, literal, at);
    }

    @Nullable
    String text(Field<?, ?> field, Literal literal, Place at) {
        return orProblem(literal instanceof Literal.Text text ? text.value() : null, field, literal, at);
    }

    @Nullable
    Boolean flag(Field<?, ?> field, Literal literal, Place at) {
        return orProblem(literal instanceof Literal.Flag flag ? (Boolean) flag.value() : null, field, literal, at);
    }

    private <X> @Nullable X orProblem(@Nullable X operand, Field<?, ?> field, Literal literal, Place at) {
        if (operand == null) {
            String value = field.sensitivity().isPrintable() ? ": " + literal.text() : "";
            problem(
                    at,
                    "Field " + field + " cannot be compared with " + literal.kind() + value + ".",
                    "Give " + expected(field) + ".");
        }
        return operand;
    }

    private static boolean sameUnit(Field<?, ?> field, Literal.Numeric number) {
        return number.unit().isEmpty() || number.unit().equals(field.unit());
    }

    /** Exact test that never expands a huge exponent. */
    private static boolean isLong(BigDecimal value) {
        if (value.signum() == 0) {
            return true;
        }
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() <= 0
                && (long) bare.precision() - bare.scale() <= DIGITS_OF_LONG
                && bare.toBigIntegerExact().bitLength() < Long.SIZE;
    }

    private static String expected(Field<?, ?> field) {
        String unit = field.unit().isEmpty() ? "" : " of " + field.unit();
        return switch (field.type()) {
            case TEXT, TEXT_SET -> "a text";
            case INTEGER -> "a whole number" + unit + " of at most 18 digits";
            case DECIMAL -> "a number" + unit;
            case MONEY -> "an amount with its currency";
            case QUANTITY -> "a quantity with its measure";
            case INSTANT -> "a moment such as 2026-11-11T00:00:00Z";
            case BOOLEAN -> "true or false";
            case LINES -> "a condition over the lines";
        };
    }

    private static String operatorsOf(FieldType type) {
        return switch (type) {
            case TEXT -> "Use =, !=, in, contains, startsWith or present.";
            case BOOLEAN -> "Use =, != or present.";
            case TEXT_SET -> "Use contains, in or present.";
            case LINES -> "Use any, all, sum or count over the lines, or present.";
            case INTEGER, DECIMAL, MONEY, QUANTITY, INSTANT -> "Use =, !=, <, <=, >, >=, in, between or present.";
        };
    }

    /**
     * A value that is counted in whole steps of something.
     *
     * @param tag what is counted: a currency, a measure or {@link #NUMBER}; values of unlike tags are incomparable
     * @param steps how many
     */
    record Whole(Object tag, long steps) {}
}
