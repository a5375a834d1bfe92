package io.omskit.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share of an amount as an exact decimal: 0.05 is five percent. Commission, tax and bearer shares are rates. Rates that
 * differ only in trailing zeros are equal.
 *
 * @param value the factor; at most 18 integer digits and 18 decimal places, either sign
 */
public record Rate(BigDecimal value) {
    public Rate {
        value = ExactDecimal.canonical(value, "Rate");
    }

    /** Reads the factor as plain decimal text, such as {@code "0.05"}; anything else is an IllegalArgumentException. */
    public static Rate parse(String text) {
        return new Rate(ExactMath.decimal(text, "Rate"));
    }

    /** Reads percent as plain decimal text: {@code percent("5")} equals {@code parse("0.05")}. */
    public static Rate percent(String text) {
        return new Rate(ExactMath.decimal(text, "Percentage").movePointLeft(2));
    }

    /**
     * This share of an amount, rounded once, half a minor unit away from zero.
     *
     * @throws ArithmeticException if the result does not fit into 64 bits
     */
    public Money of(Money amount) {
        return Money.of(
                ExactMath.units(value.multiply(BigDecimal.valueOf(amount.minor())), 0, RoundingMode.HALF_UP),
                amount.currency());
    }

    /** The rate in percent: 5 for 0.05. */
    public BigDecimal percent() {
        return ExactDecimal.plain(value.movePointRight(2));
    }

    /** The factor as plain decimal text, which {@link #parse} reads again. */
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
