package io.omskit.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Whole-number arithmetic that names its operands when the result leaves the range of a long. */
final class ExactMath {
    /** No amount of 64 bits needs more; longer text is not an amount and is not worth parsing. */
    private static final int MAX_TEXT = 64;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    private ExactMath() {}

    static long add(long left, long right) {
        long sum = left + right;
        if (((left ^ sum) & (right ^ sum)) < 0) {
            throw overflow(left + " + " + right);
        }
        return sum;
    }

    static long subtract(long left, long right) {
        long difference = left - right;
        if (((left ^ right) & (left ^ difference)) < 0) {
            throw overflow(left + " - " + right);
        }
        return difference;
    }

    static long multiply(long left, long right) {
        long product = left * right;
        if (Math.multiplyHigh(left, right) != product >> 63) {
            throw overflow(left + " * " + right);
        }
        return product;
    }

    static long negate(long value) {
        if (value == Long.MIN_VALUE) {
            throw overflow("-(" + value + ")");
        }
        return -value;
    }

    static long abs(long value) {
        return value < 0 ? negate(value) : value;
    }

    /** Whether the product of two numbers fits into a long. */
    static boolean productFits(long left, long right) {
        return Math.multiplyHigh(left, right) == (left * right) >> 63;
    }

    /** Reads plain decimal text; refuses exponents (digits are lost there), blanks, and digits of other scripts. */
    static BigDecimal decimal(String text, String what) {
        if (text.length() > MAX_TEXT || !DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " is not a plain decimal number: " + quoted(text)
                    + "\nWrite digits with an optional sign and decimal point, such as -12.34.");
        }
        return new BigDecimal(text);
    }

    /**
     * Counts the units of 10^-digits in a decimal, exactly or rounded half up.
     *
     * @param rounding {@link RoundingMode#UNNECESSARY} or {@link RoundingMode#HALF_UP}
     * @throws ArithmeticException if a rest below the unit is left under {@link RoundingMode#UNNECESSARY}, or the count
     *     does not fit into a long
     */
    static long units(BigDecimal value, int digits, RoundingMode rounding) {
        if (value.signum() == 0) {
            return 0;
        }
        // Decided from the exponent first: 1E+999999999 must not be written out in full.
        long integerDigits = (long) value.precision() - value.scale();
        if (integerDigits + digits > 19) {
            throw overflow("a number of " + integerDigits + " integer digits");
        }
        if (integerDigits + digits < 0 && rounding != RoundingMode.UNNECESSARY) {
            return 0; // less than a tenth of a unit, which half up cuts off
        }
        BigDecimal scaled = value.stripTrailingZeros();
        if (rounding == RoundingMode.UNNECESSARY && scaled.scale() > digits) {
            throw new ArithmeticException("more than " + digits + " decimal places");
        }
        return scaled.setScale(digits, rounding).unscaledValue().longValueExact();
    }

    static String quoted(String text) {
        return text.length() <= 40
                ? "\"" + text + "\""
                : "\"" + text.substring(0, 40) + "...\" (" + text.length() + " characters)";
    }

    private static ArithmeticException overflow(String expression) {
        return new ArithmeticException("Result outside the range of 64 bits: " + expression
                + "\nCheck the unit of the amounts; sums of this size are not supported.");
    }
}
