package io.omskit.value;

import java.math.BigDecimal;

/** The one form in which prices and rates are kept, so that equal numbers are equal values. */
final class ExactDecimal {
    /** More digits than any price list or tax table prints; keeps every product small. */
    static final int MAX_DIGITS = 18;

    private ExactDecimal() {}

    /** Without trailing zeros and without exponent; refuses numbers that no price or rate needs. */
    static BigDecimal canonical(BigDecimal value, String what) {
        BigDecimal stripped = value.stripTrailingZeros();
        long integerDigits = (long) stripped.precision() - stripped.scale();
        if (stripped.signum() != 0 && (integerDigits > MAX_DIGITS || stripped.scale() > MAX_DIGITS)) {
            throw new IllegalArgumentException(what + " " + ExactMath.quoted(value.toString()) + " has more than "
                    + MAX_DIGITS + " integer digits or decimal places.\nCheck its unit, or round it before.");
        }
        return plain(stripped);
    }

    /** Without trailing zeros and without exponent. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
