package io.omskit.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * An amount of one currency in whole minor units (cents, fen; yen has none), of either sign.
 *
 * <p>There is no division: amounts are shared by {@link Apportionment} only, so that no minor unit is lost. Operations on
 * two currencies throw {@link IllegalArgumentException}; results outside 64 bits throw {@link ArithmeticException}.
 * Minor units per ISO 4217 as {@link Currency#getDefaultFractionDigits()} tells them.
 *
 * @param minor amount in minor units
 * @param currency ISO currency that has a minor unit (funds codes and metals such as XAU are refused)
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {
    public Money {
        Objects.requireNonNull(currency, "currency");
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("Currency " + currency.getCurrencyCode() + " has no minor unit."
                    + "\nUse the code of a national currency.");
        }
    }

    public static Money of(long minor, Currency currency) {
        return new Money(minor, currency);
    }

    /** Amount in minor units of the currency with this three-letter ISO code. */
    public static Money of(long minor, String currencyCode) {
        return new Money(minor, currency(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Reads plain decimal text in major units, such as {@code "12.34"}.
     *
     * @throws IllegalArgumentException if the text is no plain decimal (exponents are refused), leaves a rest below the
     *     minor unit, or does not fit
     */
    public static Money parse(String major, Currency currency) {
        return fromMajor(ExactMath.decimal(major, "Amount"), currency);
    }

    /**
     * Takes over a decimal amount in major units exactly.
     *
     * @throws IllegalArgumentException if a rest below the minor unit is left or the amount does not fit into 64 bits
     */
    public static Money fromMajor(BigDecimal major, Currency currency) {
        return fromMajor(major, currency, RoundingMode.UNNECESSARY);
    }

    /**
     * Takes over a decimal amount in major units, rounding half a minor unit away from zero.
     *
     * @throws IllegalArgumentException if the amount does not fit into 64 bits
     */
    public static Money fromMajorRounded(BigDecimal major, Currency currency) {
        return fromMajor(major, currency, RoundingMode.HALF_UP);
    }

    private static Money fromMajor(BigDecimal major, Currency currency, RoundingMode rounding) {
        Money zero = zero(currency); // also refuses a currency without minor unit
        try {
            return new Money(ExactMath.units(major, zero.digits(), rounding), currency);
        } catch (ArithmeticException tooFineOrTooLarge) {
            throw new IllegalArgumentException(
                    "Amount " + ExactMath.quoted(major.toString()) + " is not a whole number of minor units of "
                            + currency.getCurrencyCode() + " (" + zero.digits() + " decimal places) within 64 bits."
                            + "\nCorrect the amount or the currency, or round explicitly with fromMajorRounded.",
                    tooFineOrTooLarge);
        }
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "Unknown currency code " + ExactMath.quoted(code)
                            + ".\nUse a three-letter ISO 4217 code such as CNY.",
                    unknown);
        }
    }

    public Money plus(Money other) {
        return new Money(ExactMath.add(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(ExactMath.subtract(minor, sameCurrency(other).minor), currency);
    }

    public Money times(long factor) {
        return new Money(ExactMath.multiply(minor, factor), currency);
    }

    public Money negated() {
        return new Money(ExactMath.negate(minor), currency);
    }

    public Money abs() {
        return minor < 0 ? negated() : this;
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    /** The amount in major units, with exactly the currency's number of decimal places. */
    public BigDecimal toMajor() {
        return BigDecimal.valueOf(minor, digits());
    }

    /** Orders amounts of one currency; amounts of different currencies throw {@link IllegalArgumentException}. */
    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    /** Currency code and major units, such as {@code CNY 12.34}. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + toMajor().toPlainString();
    }

    private int digits() {
        return currency.getDefaultFractionDigits();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Two currencies in one calculation: " + this + " and " + other
                    + ".\nConvert one of them first; amounts are never converted silently.");
        }
        return other;
    }
}
