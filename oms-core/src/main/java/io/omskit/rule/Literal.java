package io.omskit.rule;

import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;

/** A typed value that stands in a {@link Condition}. Whether it fits its field is checked when the condition is compiled. */
public sealed interface Literal {
    /** {@return the kind of value in words, for messages} */
    String kind();

    /** {@return the value as people write it} */
    String text();

    /**
     * Makes a text.
     *
     * @param value the text
     * @return the literal
     */
    static Literal of(String value) {
        return new Text(value);
    }

    /**
     * Makes a whole number in the unit of its field.
     *
     * @param value the number
     * @return the literal
     */
    static Literal of(long value) {
        return new Numeric(BigDecimal.valueOf(value), "");
    }

    /**
     * Makes an exact number in a stated unit, which must be the unit of its field.
     *
     * @param value the number
     * @param unit the unit; empty takes the unit of the field
     * @return the literal
     */
    static Literal of(BigDecimal value, String unit) {
        return new Numeric(value, unit);
    }

    /**
     * Makes an amount of money.
     *
     * @param value the amount
     * @return the literal
     */
    static Literal of(Money value) {
        return new Cash(value);
    }

    /**
     * Makes a quantity of goods.
     *
     * @param value the quantity
     * @return the literal
     */
    static Literal of(Quantity value) {
        return new Amount(value);
    }

    /**
     * Makes a moment.
     *
     * @param value the moment
     * @return the literal
     */
    static Literal of(Instant value) {
        return new Moment(value);
    }

    /**
     * Makes a yes or no.
     *
     * @param value the truth value
     * @return the literal
     */
    static Literal of(boolean value) {
        return new Flag(value);
    }

    /**
     * A text.
     *
     * @param value compared exactly, case included
     */
    record Text(String value) implements Literal {
        @Override
        public String kind() {
            return "a text";
        }

        @Override
        public String text() {
            return "'" + value + "'";
        }
    }

    /**
     * An exact number.
     *
     * @param value the number
     * @param unit the unit as the rule states it; empty if it states none
     */
    record Numeric(BigDecimal value, String unit) implements Literal {
        @Override
        public String kind() {
            return unit.isEmpty() ? "a number" : "a number of " + unit;
        }

        @Override
        public String text() {
            return unit.isEmpty() ? value.toString() : value + " " + unit;
        }
    }

    /**
     * An amount of money.
     *
     * @param value the amount
     */
    record Cash(Money value) implements Literal {
        @Override
        public String kind() {
            return "an amount of money";
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /**
     * A quantity of goods.
     *
     * @param value the quantity
     */
    record Amount(Quantity value) implements Literal {
        @Override
        public String kind() {
            return "a quantity";
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /**
     * A moment.
     *
     * @param value the moment
     */
    record Moment(Instant value) implements Literal {
        @Override
        public String kind() {
            return "a moment";
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /**
     * A yes or no.
     *
     * @param value the truth value
     */
    record Flag(boolean value) implements Literal {
        @Override
        public String kind() {
            return "true or false";
        }

        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }
}
