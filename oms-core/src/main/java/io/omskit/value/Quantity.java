package io.omskit.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A number of pieces, or an amount of weighed goods, as a whole number of the measure's smallest steps.
 *
 * <p>May be negative, as adjustments are; whoever needs a stock or an ordered quantity says so with
 * {@link #requireNonNegative}. Operations on two measures throw {@link IllegalArgumentException}; results outside 64 bits
 * throw {@link ArithmeticException}.
 *
 * @param steps number of smallest steps: pieces, grams, milliliters, millimeters
 * @param measure what is counted
 */
public record Quantity(long steps, Measure measure) implements Comparable<Quantity> {
    public Quantity {
        Objects.requireNonNull(measure, "measure");
    }

    public static Quantity pieces(long pieces) {
        return new Quantity(pieces, Measure.PIECE);
    }

    public static Quantity of(long steps, Measure measure) {
        return new Quantity(steps, measure);
    }

    public static Quantity zero(Measure measure) {
        return new Quantity(0, measure);
    }

    /**
     * Reads plain decimal text in the unit of the measure, such as {@code "2.35"} kilograms.
     *
     * @throws IllegalArgumentException if the text is no plain decimal, leaves a rest below the smallest step, or does
     *     not fit into 64 bits
     */
    public static Quantity parse(String text, Measure measure) {
        BigDecimal decimal = ExactMath.decimal(text, "Quantity");
        try {
            return new Quantity(ExactMath.units(decimal, measure.digits(), RoundingMode.UNNECESSARY), measure);
        } catch (ArithmeticException tooFineOrTooLarge) {
            throw new IllegalArgumentException(
                    "Quantity " + ExactMath.quoted(text) + " is not a whole number of steps of " + measure + " ("
                            + measure.digits() + " decimal places) within 64 bits."
                            + "\nCorrect the quantity or the measure; quantities are never rounded.",
                    tooFineOrTooLarge);
        }
    }

    public Quantity plus(Quantity other) {
        return new Quantity(ExactMath.add(steps, sameMeasure(other).steps), measure);
    }

    public Quantity minus(Quantity other) {
        return new Quantity(ExactMath.subtract(steps, sameMeasure(other).steps), measure);
    }

    public Quantity times(long factor) {
        return new Quantity(ExactMath.multiply(steps, factor), measure);
    }

    public Quantity negated() {
        return new Quantity(ExactMath.negate(steps), measure);
    }

    /** The smaller of the two. */
    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return steps == 0;
    }

    public boolean isNegative() {
        return steps < 0;
    }

    public boolean isPositive() {
        return steps > 0;
    }

    /** Whether the goods are weighed or measured instead of counted. */
    public boolean isWeighed() {
        return measure != Measure.PIECE;
    }

    /**
     * This quantity, if it is not negative.
     *
     * @param name what the quantity is, for the message
     * @throws IllegalArgumentException if it is negative
     */
    public Quantity requireNonNegative(String name) {
        if (steps < 0) {
            throw new IllegalArgumentException(
                    name + " is negative: " + this + ".\nOnly adjustments may be negative; pass zero or more here.");
        }
        return this;
    }

    /** The quantity in the unit of the measure, with exactly its number of decimal places. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(steps, measure.digits());
    }

    /** Orders quantities of one measure; different measures throw {@link IllegalArgumentException}. */
    @Override
    public int compareTo(Quantity other) {
        return Long.compare(steps, sameMeasure(other).steps);
    }

    /** Decimal and measure, such as {@code 2.350 KILOGRAM}. */
    @Override
    public String toString() {
        return toDecimal().toPlainString() + " " + measure;
    }

    private Quantity sameMeasure(Quantity other) {
        if (measure != other.measure) {
            throw new IllegalArgumentException("Two measures in one calculation: " + this + " and " + other
                    + ".\nA line, its demands and its stock must use one measure; check the catalog entry.");
        }
        return other;
    }
}
