package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PriceAndRateProperties {
    @Property
    void printedRatesAndPricesReadBackEqual(
            @ForAll("decimals") BigDecimal decimal, @ForAll("currencies") Currency currency) {
        Rate rate = new Rate(decimal);
        assertEquals(rate, Rate.parse(rate.toString()));
        assertEquals(rate, Rate.percent(rate.percent().toPlainString()));
        UnitPrice price = new UnitPrice(decimal, currency);
        assertEquals(price, UnitPrice.parse(price.amount().toPlainString(), currency));
        assertEquals(0, decimal.compareTo(price.amount()));
    }

    @Property
    void equalNumbersAreEqualValues(@ForAll("decimals") BigDecimal decimal) {
        Rate rate = new Rate(decimal);
        Rate padded = new Rate(decimal.setScale(18, RoundingMode.UNNECESSARY));
        assertEquals(rate, padded);
        assertEquals(rate.hashCode(), padded.hashCode());
    }

    @Property
    void aPriceTimesAQuantityIsTheNearestMinorUnit(
            @ForAll("decimals") BigDecimal decimal,
            @ForAll("steps") long steps,
            @ForAll Measure measure,
            @ForAll("currencies") Currency currency) {
        Quantity quantity = Quantity.of(steps, measure);
        Money money = new UnitPrice(decimal, currency).times(quantity);
        BigDecimal exactMinor =
                decimal.multiply(quantity.toDecimal()).movePointRight(currency.getDefaultFractionDigits());
        assertNearest(exactMinor, money.minor());
    }

    @Property
    void aRateOfAnAmountIsTheNearestMinorUnit(@ForAll("decimals") BigDecimal decimal, @ForAll int minor) {
        Money share = new Rate(decimal).of(Money.of(minor, "CNY"));
        assertNearest(decimal.multiply(BigDecimal.valueOf(minor)), share.minor());
    }

    @Property
    void aRateAndItsComplementMissTheWholeByAtMostOneMinorUnit(
            @ForAll("fractions") BigDecimal part, @ForAll int minor) {
        Money whole = Money.of(minor, "CNY");
        Money sum = new Rate(part).of(whole).plus(new Rate(BigDecimal.ONE.subtract(part)).of(whole));
        assertTrue(sum.minus(whole).abs().minor() <= 1, () -> sum + " of " + whole);
    }

    /** Half up: never further than half a unit, and exactly half goes away from zero. */
    private static void assertNearest(BigDecimal exact, long rounded) {
        BigDecimal rest = BigDecimal.valueOf(rounded).abs().subtract(exact.abs());
        BigDecimal half = new BigDecimal("0.5");
        assertTrue(rest.compareTo(half) <= 0 && rest.compareTo(half.negate()) > 0, () -> rounded + " for " + exact);
        assertTrue(rounded == 0 || Long.signum(rounded) == exact.signum(), () -> rounded + " for " + exact);
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-100000"), new BigDecimal("100000"))
                .ofScale(6);
    }

    @Provide
    Arbitrary<BigDecimal> fractions() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.ONE)
                .ofScale(4);
    }

    @Provide
    Arbitrary<Long> steps() {
        return Arbitraries.longs().between(-1_000_000, 1_000_000);
    }

    @Provide
    Arbitrary<Currency> currencies() {
        return Arbitraries.of("CNY", "JPY", "KWD").map(Currency::getInstance);
    }
}
