package io.omskit.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.value.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** The two sums of stated money, and discounts that are one per bearer. */
class StatedAmountsProperties {
    private static long minor(@Nullable Money amount) {
        return amount == null ? 0 : amount.minor();
    }

    @Property
    void theUnexplainedIsWhatThePartsLeaveOfThePayable(@ForAll long seed) {
        StatedAmounts amounts = new RandomFacts(seed).amounts();
        Money rest = amounts.unexplained();
        if (amounts.goods() == null || amounts.payable() == null) {
            assertNull(rest);
        } else {
            long parts = minor(amounts.goods())
                    - amounts.discounts().stream()
                            .mapToLong(one -> one.amount().minor())
                            .sum()
                    + minor(amounts.priceChange())
                    + minor(amounts.freight())
                    + minor(amounts.surcharges())
                    + minor(amounts.tax());
            assertNotNull(rest);
            assertEquals(minor(amounts.payable()), parts + rest.minor());
        }
    }

    @Property
    void theShopIsOwedThePayableAndWhatKnownOthersBearLessTheTaxThatThePlatformPays(@ForAll long seed) {
        StatedAmounts amounts = new RandomFacts(seed).amounts();
        Money receivable = amounts.receivable();
        if (amounts.payable() == null) {
            assertNull(receivable);
        } else {
            long others = 0;
            for (Bearer bearer : List.of(Bearer.PLATFORM, Bearer.INFLUENCER, Bearer.BANK)) {
                others += amounts.discount(bearer).minor();
            }
            assertNotNull(receivable);
            assertEquals(minor(amounts.payable()) - minor(amounts.taxRemitted()) + others, receivable.minor());
        }
    }

    @Property
    void discountsAreOnePerBearerWhateverTheirOrderAndLoseNothing(@ForAll long seed) {
        RandomFacts random = new RandomFacts(seed);
        List<Discount> some = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            some.add(random.discount());
        }
        StatedAmounts amounts = of(some);
        Collections.reverse(some);
        assertEquals(amounts, of(some));
        for (Bearer bearer : Bearer.values()) {
            List<Discount> own = some.stream()
                    .filter(one -> one.bearer() == bearer && !one.amount().isZero())
                    .toList();
            assertEquals(
                    own.stream().mapToLong(one -> one.amount().minor()).sum(),
                    amounts.discount(bearer).minor());
            List<Discount> merged = amounts.discounts().stream()
                    .filter(one -> one.bearer() == bearer)
                    .toList();
            assertEquals(own.isEmpty() ? 0 : 1, merged.size());
            merged.forEach(one -> assertEquals(own.stream().anyMatch(Discount::claimed), one.claimed()));
        }
        assertEquals(
                some.stream().mapToLong(one -> one.amount().minor()).sum(),
                amounts.discountTotal().minor());
    }

    private static StatedAmounts of(List<Discount> discounts) {
        StatedAmounts.Builder builder = StatedAmounts.builder(RandomFacts.CNY);
        discounts.forEach(one -> builder.discount(one.bearer(), one.amount(), one.claimed()));
        return builder.build();
    }

    @Example
    void everyMemberOfTheBuilderIsTheOneOfItsName() {
        StatedAmounts.Builder builder = StatedAmounts.builder(RandomFacts.CNY);
        StatedAmounts all = builder.goods(cny(1))
                .priceChange(cny(2))
                .freight(cny(3))
                .surcharges(cny(4))
                .tax(cny(5))
                .taxIncluded(cny(6))
                .taxRemitted(cny(7))
                .payable(cny(8))
                .paid(cny(9))
                .refunded(cny(10))
                .discount(Bearer.SELLER, cny(11), true)
                .discount(Bearer.BANK, null, true)
                .discount(Bearer.PLATFORM, cny(0), true)
                .build();
        assertEquals(
                new StatedAmounts(
                        RandomFacts.CNY,
                        cny(1),
                        List.of(new Discount(Bearer.SELLER, cny(11), true)),
                        cny(2),
                        cny(3),
                        cny(4),
                        cny(5),
                        cny(6),
                        cny(7),
                        cny(8),
                        cny(9),
                        cny(10)),
                all);
        assertEquals(cny(0), all.orZero(null));
        assertEquals(cny(3), all.orZero(all.freight()));
    }

    @Example
    void aDiscountIsPositiveAndOfTheOrdersCurrency() {
        assertFalse(new Discount(Bearer.SELLER, cny(0), false).claimed());
        String negative = assertThrows(IllegalArgumentException.class, () -> new Discount(Bearer.BANK, cny(-1), false))
                .getMessage();
        assertTrue(negative.startsWith("discount of BANK is"), negative);
        assertTrue(negative.contains("\nA discount is positive"), negative);
        String foreign = assertThrows(
                        IllegalArgumentException.class,
                        () -> of(List.of(new Discount(Bearer.BANK, Money.of(5, "EUR"), false))))
                .getMessage();
        assertTrue(foreign.startsWith("discount of BANK is in EUR but the order is in CNY"), foreign);
        assertTrue(foreign.contains("\nConvert at the adapter"), foreign);
    }

    private static Money cny(long fen) {
        return Money.of(fen, RandomFacts.CNY);
    }
}
