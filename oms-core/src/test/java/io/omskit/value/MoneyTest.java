package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency KWD = Currency.getInstance("KWD");

    @Test
    void decimalPlacesFollowTheCurrency() {
        assertEquals(Money.of(1234, CNY), Money.parse("12.34", CNY));
        assertEquals(Money.of(1234, JPY), Money.parse("1234", JPY));
        assertEquals(Money.of(1234, KWD), Money.parse("1.234", KWD));
        assertEquals("CNY 12.34", Money.of(1234, CNY).toString());
        assertEquals("JPY 1234", Money.of(1234, JPY).toString());
        assertEquals("KWD 1.234", Money.of(1234, "KWD").toString());
        assertEquals("CNY -0.05", Money.of(-5, CNY).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "12.3400000,1234",
        "+7,700",
        "-0.01,-1",
        "0,0",
        "-0.00,0",
        "00012.5,1250",
        "92233720368547758.07,9223372036854775807",
        "-92233720368547758.08,-9223372036854775808"
    })
    void plainDecimalTextIsExact(String text, long minor) {
        assertEquals(Money.of(minor, CNY), Money.parse(text, CNY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "1,234.00",
                "1.2E+3",
                "1e3",
                ".5",
                "5.",
                "--1",
                "¥5",
                "１２",
                "0x10",
                " 1",
                "1 ",
                "NaN",
                "0.005",
                "92233720368547758.08",
                "-92233720368547758.09",
                "99999999999999999999999999999999",
                "00000000000000000000000000000000000000000000000000000000000000001"
            })
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Money.parse(text, CNY));
    }

    @Test
    void refusalNamesTheTextAndTheRemedy() {
        String message = assertThrows(IllegalArgumentException.class, () -> Money.parse("0.005", CNY))
                .getMessage();
        assertTrue(message.contains("\"0.005\"") && message.contains("CNY (2 decimal places)"), message);
        assertTrue(message.contains("\nCorrect the amount"), message);
    }

    @Test
    void longTextIsCutInTheMessage() {
        String message = assertThrows(IllegalArgumentException.class, () -> Money.parse("x".repeat(10_000), CNY))
                .getMessage();
        assertTrue(message.length() < 250, message);
    }

    @Test
    void monstrousExponentsAreRefusedWithoutWritingThemOut() {
        BigDecimal monster = new BigDecimal("1E+999999999");
        assertThrows(IllegalArgumentException.class, () -> Money.fromMajor(monster, CNY));
        assertThrows(IllegalArgumentException.class, () -> Money.fromMajorRounded(monster, CNY));
        BigDecimal speck = new BigDecimal("1E-999999999");
        assertThrows(IllegalArgumentException.class, () -> Money.fromMajor(speck, CNY));
        assertEquals(Money.zero(CNY), Money.fromMajorRounded(speck, CNY));
        assertEquals(Money.zero(CNY), Money.fromMajor(new BigDecimal("0E+999999999"), CNY));
    }

    @ParameterizedTest
    @CsvSource({
        "0.005,1",
        "0.0049999,0",
        "-0.005,-1",
        "-0.0049999,0",
        "1.014999,101",
        "1.015,102",
        "0.001,0",
        "0.0005,0",
        "7,700"
    })
    void roundingIsHalfAwayFromZero(BigDecimal major, long minor) {
        assertEquals(Money.of(minor, CNY), Money.fromMajorRounded(major, CNY));
    }

    @Test
    void currenciesNeverMix() {
        Money yuan = Money.of(1, CNY);
        Money yen = Money.of(1, JPY);
        String message = assertThrows(IllegalArgumentException.class, () -> yuan.plus(yen))
                .getMessage();
        assertTrue(message.startsWith("Two currencies in one calculation: CNY 0.01 and JPY 1."), message);
        assertThrows(IllegalArgumentException.class, () -> yuan.minus(yen));
        assertThrows(IllegalArgumentException.class, () -> yuan.compareTo(yen));
    }

    @Test
    void overflowIsAnErrorThatNamesTheNumbers() {
        Money max = Money.of(Long.MAX_VALUE, CNY);
        Money min = Money.of(Long.MIN_VALUE, CNY);
        String message = assertThrows(ArithmeticException.class, () -> max.plus(Money.of(1, CNY)))
                .getMessage();
        assertTrue(message.contains(Long.MAX_VALUE + " + 1\n"), message);
        assertThrows(ArithmeticException.class, () -> min.minus(Money.of(1, CNY)));
        assertThrows(ArithmeticException.class, () -> Money.zero(CNY).minus(min));
        assertThrows(ArithmeticException.class, () -> max.times(2));
        assertThrows(ArithmeticException.class, () -> min.times(-1));
        assertThrows(ArithmeticException.class, min::negated);
        assertThrows(ArithmeticException.class, min::abs);
        assertEquals(min, max.negated().minus(Money.of(1, CNY)));
    }

    @Test
    void signQuestionsAgreeWithTheAmount() {
        assertTrue(Money.of(-1, CNY).isNegative());
        assertTrue(Money.of(1, CNY).isPositive());
        assertTrue(Money.zero(CNY).isZero());
        assertFalse(Money.zero(CNY).isNegative() || Money.zero(CNY).isPositive());
        assertEquals(Money.of(3, CNY), Money.of(-3, CNY).abs());
    }

    @Test
    void unknownCurrenciesAndMetalsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Money.of(1, "RMB"));
        assertThrows(IllegalArgumentException.class, () -> Money.of(1, "XAU"));
        assertThrows(IllegalArgumentException.class, () -> Money.of(1, ""));
    }
}
