package io.omskit.order;

import static io.omskit.order.Facts.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import io.omskit.value.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every invariant sees a seeded violation. */
class OrderInvariantsTest {
    private static final Order ORDER_A = Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP));

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 1, 1, 0, false", // one too many
        "3, 1, 1, 0, 0, 0, false", // one lost
        "3, 0, 4, -1, 0, 0, false",
        "3, 0, -1, 4, 0, 0, false",
        "3, -1, 4, 0, 0, 0, false",
        "3, 0, 3, 0, 0, -1, false",
        "3, 1, 1, 1, 0, 1, true",
        "0, 0, 0, 0, 0, 0, true"
    })
    void q1SeesCountersThatDoNotAddUp(
            long needed, long canceled, long unplanned, long missing, long allocated, long withdrawn, boolean fine) {
        Order order = ORDER_A.withDemands(
                List.of(demand(needed, canceled, withdrawn, unplanned, missing, allocated, Progress.NONE)));
        Optional<Violation> violation = OrderInvariants.q1(order);
        assertEquals(fine, violation.isEmpty());
        violation.ifPresent(broken -> {
            assertEquals("Q1", broken.invariant());
            assertTrue(broken.detail().startsWith("demand 0 of line X: unplanned " + unplanned), broken::detail);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2, 3, 0, 0, 0, 0, 0, 0, 0", // more released than allocated
        "9, 1, 2, 0, 0, 0, 0, 0, 0", // more packed than released
        "9, 1, 1, 2, 0, 0, 0, 0, 0", // more shipped than packed
        "9, 2, 2, 2, 3, 0, 0, 0, 0", // more delivered than shipped
        "9, 2, 2, 2, 1, 0, 0, 0, 2", // delivered and lost
        "9, 2, 2, 2, 0, 1, 1, 1, 0", // more on the way back than left
        "9, 2, 2, 2, 0, 0, 0, 0, -1",
        "9, 2, 2, 2, -1, 0, 0, 0, 0",
        "9, 2, 2, 2, 0, -1, 0, 0, 0",
        "9, 2, 2, 2, 0, 0, -1, 0, 0",
        "9, 2, 2, 2, 0, 0, 0, -1, 0",
        "9, 0, -1, -1, 0, 0, 0, 0, 0"
    })
    void q1SeesBrokenGuards(
            long allocated,
            long released,
            long packed,
            long shipped,
            long delivered,
            long announced,
            long good,
            long damaged,
            long lost) {
        Progress progress = new Progress(released, packed, shipped, delivered, announced, good, damaged, lost);
        assertTrue(OrderInvariants.q1Guards(allocated, progress).isPresent());
        Order order = ORDER_A.withDemands(List.of(demand(9, 0, 0, 9 - allocated, 0, allocated, progress)));
        assertEquals("Q1", OrderInvariants.q1(order).orElseThrow().invariant());
    }

    @Test
    void m2HoldsForOrderAAndForAnExpectedOrder() {
        assertTrue(OrderInvariants.m2(ORDER_A).isEmpty());
        assertTrue(
                OrderInvariants.m2(Order.expected(1, Orders.REF, Orders.START)).isEmpty());
    }

    @Test
    void m2SeesAPayableThatIsNotTheStatedOne() {
        Amounts amounts = ORDER_A.sale().amounts();
        Violation broken = OrderInvariants.m2("order 1", cny(17599), amounts).orElseThrow();
        assertEquals("M2 broken by order 1: parts give payable CNY 176.00, stated CNY 175.99", broken.toString());
    }

    @Test
    void m2SeesLinesThatDoNotAddUp() {
        Amounts amounts = ORDER_A.sale().amounts();
        Amounts.Line x = amounts.line("X");
        Amounts.Line more = new Amounts.Line("X", 2, x.parts().with(AmountPart.FREIGHT, cny(301)));
        Amounts wrong = new Amounts(amounts.total(), List.of(more, amounts.line("Y")));
        assertTrue(OrderInvariants.m2("order 1", cny(17600), wrong)
                .orElseThrow()
                .detail()
                .startsWith("lines add up to"));
    }

    @Test
    void m3SeesARefundBeyondWhatALineGave() {
        Amounts small = ORDER_A.sale().amounts();
        Amounts big = new Amounts(
                small.total(),
                List.of(
                        new Amounts.Line("X", 2, small.line("X").parts().with(AmountPart.GOODS, cny(20000))),
                        small.line("Y")));
        Refunds tooMuch = Refunds.none(big, Refunds.FreightPolicy.NEVER).after(allOfX());
        assertTrue(OrderInvariants.m3(big, tooMuch).isEmpty());
        Violation broken = OrderInvariants.m3(small, tooMuch.over(small)).orElseThrow();
        assertEquals("M3", broken.invariant());
        assertEquals("line X", broken.subject());
        assertTrue(broken.detail().startsWith("GOODS had 10000 and has -10000 left"), broken::detail);
    }

    @Test
    void m3SeesABearerThatDidNotGetAllBack() {
        Amounts amounts = ORDER_A.sale().amounts();
        Refunds all = Refunds.none(amounts, Refunds.FreightPolicy.NEVER).after(allOfX());
        AmountParts more = amounts.line("X")
                .parts()
                .with(AmountPart.DISCOUNT_SELLER, cny(901))
                .with(AmountPart.GOODS, cny(10001));
        Amounts other = new Amounts(amounts.total(), List.of(new Amounts.Line("X", 2, more), amounts.line("Y")));
        assertTrue(OrderInvariants.m3(other, all.over(other))
                .orElseThrow()
                .detail()
                .startsWith("GOODS had 10001 and has 1 left after 2 of 2 units"));
    }

    @Test
    void s2SeesTwoSalesThatDiffer() {
        Order other = Facts.order(Facts.orderA(1, PlatformStatus.SHIPPED));
        assertEquals("S2", OrderInvariants.s2(ORDER_A, other).orElseThrow().invariant());
        assertTrue(OrderInvariants.s2(ORDER_A, ORDER_A.withJournal(9)).isEmpty());
    }

    private static Refund allOfX() {
        return Refund.of(Facts.refund(
                "R", 1, "X", Quantity.pieces(2), null, RefundFact.Status.SUCCEEDED, RefundFact.Phase.AFTER_SHIPPING));
    }

    private static Demand demand(
            long needed,
            long canceled,
            long withdrawn,
            long unplanned,
            long missing,
            long allocated,
            Progress progress) {
        return new Demand(
                0,
                "X",
                new Sku("X"),
                Measure.PIECE,
                Demand.Origin.SOLD,
                1,
                1,
                null,
                false,
                null,
                false,
                null,
                null,
                List.of(),
                needed,
                canceled,
                withdrawn,
                unplanned,
                missing,
                allocated,
                progress);
    }
}
