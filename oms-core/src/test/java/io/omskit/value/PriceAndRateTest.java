package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class PriceAndRateTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    @Test
    void weighedGoodsArePricedPerKilogram() {
        // 12.80 per kilogram * 2.350 kg = 30.08
        UnitPrice price = UnitPrice.parse("12.80", CNY);
        assertEquals(Money.of(3008, CNY), price.times(Quantity.of(2350, Measure.KILOGRAM)));
        // 3.125 * 2 = 6.25; 3.125 * 1 rounds up; negative adjustments round away from zero as well
        UnitPrice fine = UnitPrice.parse("3.125", CNY);
        assertEquals(Money.of(625, CNY), fine.times(Quantity.pieces(2)));
        assertEquals(Money.of(313, CNY), fine.times(Quantity.pieces(1)));
        assertEquals(Money.of(-313, CNY), fine.times(Quantity.pieces(-1)));
    }

    @Test
    void yenHaveNoMinorUnit() {
        Currency yen = Currency.getInstance("JPY");
        assertEquals(Money.of(3, yen), UnitPrice.parse("2.5", yen).times(Quantity.pieces(1)));
    }

    @Test
    void trailingZerosDoNotMakeAnotherPrice() {
        assertEquals(UnitPrice.parse("100.00", CNY), new UnitPrice(new BigDecimal("1E+2"), CNY));
        assertEquals(new BigDecimal("100"), UnitPrice.parse("100.00", CNY).amount());
        assertEquals("CNY 100", UnitPrice.parse("100.00", CNY).toString());
        assertEquals(Rate.parse("0.050"), Rate.parse("0.05"));
        assertEquals("0", Rate.parse("0.000").toString());
    }

    @Test
    void pricesAndRatesThatNobodyUsesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new UnitPrice(new BigDecimal("1E+999999999"), CNY));
        assertThrows(IllegalArgumentException.class, () -> new UnitPrice(new BigDecimal("1E-999999999"), CNY));
        assertThrows(IllegalArgumentException.class, () -> new Rate(new BigDecimal("0.0000000000000000001")));
        assertThrows(IllegalArgumentException.class, () -> new UnitPrice(BigDecimal.ONE, Currency.getInstance("XAU")));
        assertThrows(IllegalArgumentException.class, () -> UnitPrice.parse("1,5", CNY));
        assertThrows(IllegalArgumentException.class, () -> Rate.parse("5%"));
    }

    @Test
    void aProductOutside64BitsIsAnError() {
        UnitPrice price = UnitPrice.parse("100000000000000000", CNY);
        assertThrows(ArithmeticException.class, () -> price.times(Quantity.pieces(1)));
        assertThrows(ArithmeticException.class, () -> Rate.parse("3").of(Money.of(Long.MAX_VALUE, CNY)));
    }

    @Test
    void fivePercentCommissionIsRoundedHalfUpOnce() {
        Rate commission = Rate.percent("5");
        assertEquals(Rate.parse("0.05"), commission);
        assertEquals(new BigDecimal("5"), commission.percent());
        assertEquals(Money.of(880, CNY), commission.of(Money.of(17_600, CNY)));
        assertEquals(Money.of(1, CNY), commission.of(Money.of(10, CNY)));
        assertEquals(Money.of(0, CNY), commission.of(Money.of(9, CNY)));
        assertEquals(Money.of(-1, CNY), commission.of(Money.of(-10, CNY)));
        assertEquals("0.05", commission.toString());
    }
}
