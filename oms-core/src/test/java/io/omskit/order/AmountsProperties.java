package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Invariant M2: components explain payable and receivable, lines add up to the order. */
class AmountsProperties {

    /** Lines with goods, gifts of zero, own discounts and price changes; an order that may contradict them. */
    record Case(StatedAmounts stated, List<OrderFact.Line> lines) {
        static Case of(Orders random) {
            List<OrderFact.Line> lines = new ArrayList<>();
            int count = 1 + random.below(5);
            boolean platformShares = random.chance(40);
            for (int i = 0; i < count; i++) {
                long units = 1 + random.below(5);
                long amount = random.chance(15) ? 0 : random.below(30_000);
                List<Discount> own = new ArrayList<>();
                if (random.chance(30)) {
                    own.add(new Discount(random.pick(Bearer.values()), Facts.cny(random.below(2_000)), false));
                }
                OrderFact.Line line = Facts.line("L" + i, Quantity.pieces(units), amount / units, amount);
                lines.add(Facts.line(
                        line,
                        own,
                        platformShares ? Facts.cny(random.below(500)) : null,
                        Facts.cny(random.chance(20) ? random.below(2_000) - 1_500 : 0)));
            }
            return new Case(stated(random, lines), lines);
        }

        private static StatedAmounts stated(Orders random, List<OrderFact.Line> lines) {
            long goods = lines.stream().mapToLong(line -> line.amount().minor()).sum();
            StatedAmounts.Builder stated = StatedAmounts.builder(Orders.CNY)
                    .goods(Facts.cny(goods))
                    .priceChange(random.maybe(() -> Facts.cny(random.below(4_000) - 3_000)))
                    .freight(random.maybe(() -> Facts.cny(random.below(2_000))))
                    .surcharges(random.maybe(() -> Facts.cny(random.below(200))))
                    .tax(random.maybe(() -> Facts.cny(random.below(900))));
            for (Bearer bearer : Bearer.values()) {
                if (random.chance(35)) {
                    boolean huge = random.chance(10);
                    stated.discount(bearer, Facts.cny(random.below(huge ? 90_000 : 6_000)), random.chance(50));
                }
            }
            StatedAmounts withoutPayable = stated.build();
            long odd = random.chance(30) ? random.below(50) - 25 : 0;
            return random.chance(85)
                    ? stated.payable(Facts.cny(payable(withoutPayable) + odd)).build()
                    : withoutPayable;
        }

        private static long payable(StatedAmounts stated) {
            return stated.goods().minor()
                    - stated.discountTotal().minor()
                    + stated.orZero(stated.priceChange()).minor()
                    + stated.orZero(stated.freight()).minor()
                    + stated.orZero(stated.surcharges()).minor()
                    + stated.orZero(stated.tax()).minor();
        }
    }

    @Property
    void linesAddUpToTheOrderAndPayableIsTheStatedOne(@ForAll long seed) {
        Case one = Case.of(new Orders(seed));
        Amounts amounts = Amounts.of(one.stated(), one.lines());
        AmountParts sum = AmountParts.zero(Orders.CNY);
        for (Amounts.Line line : amounts.lines()) {
            sum = sum.plus(line.parts());
        }
        assertEquals(amounts.total(), sum);
        if (one.stated().payable() != null) {
            assertEquals(one.stated().payable(), amounts.total().payable());
        }
        Order order = Facts.order(
                Facts.reading(Revision.at(Facts.minute(1), 1), PlatformStatus.TO_SHIP, one.stated(), one.lines()));
        assertEquals(Optional.empty(), OrderInvariants.m2(order));
    }

    @Property
    void everyStatedComponentIsTheOrders(@ForAll long seed) {
        Case one = Case.of(new Orders(seed));
        AmountParts total = Amounts.of(one.stated(), one.lines()).total();
        for (Bearer bearer : Bearer.values()) {
            assertEquals(one.stated().discount(bearer), total.get(AmountPart.discountOf(bearer)));
        }
        assertEquals(one.stated().orZero(one.stated().freight()), total.get(AmountPart.FREIGHT));
        assertEquals(one.stated().orZero(one.stated().tax()), total.get(AmountPart.TAX));
        Money change = one.stated().priceChange();
        long own = one.lines().stream()
                .mapToLong(line -> line.priceChange().minor())
                .sum();
        assertEquals(change == null ? Facts.cny(own) : change, total.get(AmountPart.PRICE_CHANGE));
    }

    @Property
    void discountsStayWithinTheLinesWhereTheLinesAreWorthThem(@ForAll long seed) {
        Orders random = new Orders(seed);
        List<OrderFact.Line> lines = new ArrayList<>();
        long left = 0;
        long own = 0;
        for (int i = 1 + random.below(5); i > 0; i--) {
            OrderFact.Line line = Facts.line("L" + i, 1 + random.below(4), random.chance(20) ? 0 : random.below(9_000));
            long cut = random.chance(50) ? random.below((int) line.amount().minor() + 1) : 0;
            left += line.amount().minor() - cut;
            own += cut;
            lines.add(Facts.line(line, List.of(Facts.seller(cut)), null, Facts.cny(0)));
        }
        StatedAmounts.Builder stated = StatedAmounts.builder(Orders.CNY);
        for (Bearer bearer : Bearer.values()) {
            long discount = random.chance(20) ? left : random.below((int) left + 1);
            left -= discount;
            stated.discount(bearer, Facts.cny(bearer == Bearer.SELLER ? discount + own : discount), false);
        }
        for (Amounts.Line line : Amounts.of(stated.build(), lines).lines()) {
            long worth = line.parts().minor(AmountPart.GOODS);
            for (Bearer bearer : Bearer.values()) {
                long share = line.parts().minor(AmountPart.discountOf(bearer));
                assertTrue(share >= 0, line::toString);
                worth -= share;
            }
            assertTrue(worth >= 0, line::toString);
        }
    }

    @Property
    void thePlatformsOwnSharesAreTakenWhereTheyAddUp(@ForAll long seed) {
        Orders random = new Orders(seed);
        List<OrderFact.Line> lines = new ArrayList<>();
        long total = 0;
        for (int i = 1 + random.below(4); i > 0; i--) {
            long share = random.below(300);
            total += share;
            lines.add(Facts.line(
                    Facts.line("L" + i, 1, 300 + random.below(900)), List.of(), Facts.cny(share), Facts.cny(0)));
        }
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .discount(Bearer.PLATFORM, Facts.cny(total), true)
                .build();
        Amounts amounts = Amounts.of(stated, lines);
        for (OrderFact.Line line : lines) {
            assertEquals(
                    line.orderDiscountShare(), amounts.line(line.id()).parts().get(AmountPart.DISCOUNT_PLATFORM));
        }
    }
}
