package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MoneyProperties {
    @Property
    void printedAmountsReadBackEqual(@ForAll long minor, @ForAll("currencies") Currency currency) {
        Money money = Money.of(minor, currency);
        assertEquals(money, Money.parse(money.toMajor().toPlainString(), currency));
        assertEquals(money, Money.fromMajor(money.toMajor(), currency));
        String[] printed = money.toString().split(" ", 2);
        assertEquals(money, Money.parse(printed[1], Currency.getInstance(printed[0])));
    }

    @Property
    void trailingZerosDoNotMatter(@ForAll long minor, @ForAll("currencies") Currency currency) {
        Money money = Money.of(minor, currency);
        assertEquals(money, Money.fromMajor(money.toMajor().setScale(30), currency));
        assertEquals(money, Money.fromMajor(money.toMajor().stripTrailingZeros(), currency));
    }

    @Property
    void sumsAgreeWithBigIntegersOrAreRefused(@ForAll long a, @ForAll long b, @ForAll("currencies") Currency currency) {
        Money left = Money.of(a, currency);
        Money right = Money.of(b, currency);
        check(big(a).add(big(b)), () -> left.plus(right));
        check(big(a).subtract(big(b)), () -> left.minus(right));
        check(big(a).multiply(big(b)), () -> left.times(b));
        check(big(a).negate(), left::negated);
        check(big(a).abs(), left::abs);
        assertEquals(Long.compare(a, b), left.compareTo(right));
    }

    @Property
    void minusUndoesPlus(@ForAll int a, @ForAll int b, @ForAll("currencies") Currency currency) {
        Money left = Money.of(a, currency);
        Money right = Money.of(b, currency);
        assertEquals(left, left.plus(right).minus(right));
        assertEquals(left.plus(right), right.plus(left));
        assertEquals(Money.zero(currency), left.plus(left.negated()));
    }

    @Property
    void roundedTakeOverIsHalfUpOfTheExactDecimal(
            @ForAll("decimals") BigDecimal major, @ForAll("currencies") Currency currency) {
        BigDecimal expected = major.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
        assertEquals(Money.fromMajor(expected, currency), Money.fromMajorRounded(major, currency));
        if (expected.compareTo(major) != 0) {
            assertThrows(IllegalArgumentException.class, () -> Money.fromMajor(major, currency));
        }
    }

    @Property
    void anyTextIsReadExactlyOrRefused(@ForAll("texts") String text, @ForAll("currencies") Currency currency) {
        Money money;
        try {
            money = Money.parse(text, currency);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertEquals(0, new BigDecimal(text).compareTo(money.toMajor()));
    }

    @Provide
    Arbitrary<Currency> currencies() {
        return Arbitraries.of("CNY", "USD", "JPY", "KWD", "BRL", "CLF").map(Currency::getInstance);
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000000"), new BigDecimal("1000000000"))
                .ofScale(6);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("0123456789.-+eE, ").ofMaxLength(24);
    }

    private static void check(BigInteger expected, Supplier<Money> operation) {
        if (expected.bitLength() > 63) {
            assertThrows(ArithmeticException.class, operation::get);
        } else {
            assertEquals(expected.longValueExact(), operation.get().minor());
        }
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
