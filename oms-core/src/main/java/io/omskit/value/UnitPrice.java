package io.omskit.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * A price per piece, kilogram, liter or meter as an exact decimal in major units; finer than the minor unit where the
 * price list is. Prices that differ only in trailing zeros are equal.
 *
 * @param amount major units per unit of the measure; at most 18 integer digits and 18 decimal places
 * @param currency ISO currency that has a minor unit
 */
public record UnitPrice(BigDecimal amount, Currency currency) {
    public UnitPrice {
        amount = ExactDecimal.canonical(amount, "Unit price");
        currency = Money.zero(Objects.requireNonNull(currency, "currency")).currency();
    }

    /** Reads plain decimal text in major units; throws {@link IllegalArgumentException} for anything else. */
    public static UnitPrice parse(String amount, Currency currency) {
        return new UnitPrice(ExactMath.decimal(amount, "Unit price"), currency);
    }

    /**
     * The price of a quantity, rounded once, half a minor unit away from zero.
     *
     * @throws ArithmeticException if the amount does not fit into 64 bits
     */
    public Money times(Quantity quantity) {
        BigDecimal exact = amount.multiply(quantity.toDecimal());
        return Money.of(ExactMath.units(exact, currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
    }

    /** Currency code and price, such as {@code CNY 3.125}. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + amount.toPlainString();
    }
}
