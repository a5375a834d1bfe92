package io.omskit.order;

import static io.omskit.order.Facts.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Problem;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaleTest {
    private static final OrderFact.Line X = Facts.line("X", 2, 5000);

    @Test
    void anExpectedOrderKnowsNothing() {
        assertTrue(Sale.EXPECTED.isExpected());
        assertEquals(PlatformStatus.UNKNOWN, Sale.EXPECTED.status());
        assertNull(Sale.EXPECTED.amounts());
        assertNull(Sale.EXPECTED.paid());
    }

    @Test
    void amountsThatThePlatformLoweredAfterARefundDoNotChangeTheSale() {
        OrderFact paid = Facts.orderA(1, PlatformStatus.TO_SHIP);
        OrderFact lowered = Facts.reading(
                new Revision(Facts.minute(9), 0, 1, 0),
                PlatformStatus.SHIPPED,
                Facts.amounts(List.of(X)),
                paid.lines());
        assertEquals(
                cny(17600), Facts.order(lowered, paid).sale().amounts().total().payable());
        assertEquals(PlatformStatus.SHIPPED, Facts.order(lowered, paid).sale().status());
    }

    @Test
    void aRefundToldByFactAndByLineStateCountsOnce() {
        OrderFact.Line refunded = Facts.line(X, PlatformStatus.CLOSED_REFUNDED, RefundState.REFUNDED, "R1", cny(10000));
        OrderFact reading = Facts.reading(2, PlatformStatus.TO_SHIP, List.of(refunded));
        assertEquals(1, Facts.order(reading).sale().allRefunds().size());
        RefundFact fact = Facts.refund(
                "R1", 2, "X", null, cny(10000), RefundFact.Status.SUCCEEDED, RefundFact.Phase.BEFORE_SHIPPING);
        assertEquals(1, Facts.order(reading, fact).sale().allRefunds().size());
    }

    @Test
    void aPartialRefundOfUnknownSizeIsOpenAndNotTheWholeLine() {
        OrderFact.Line partly = Facts.line(X, PlatformStatus.TO_SHIP, RefundState.PARTLY, null, null);
        Refund refund = Facts.order(Facts.reading(2, PlatformStatus.TO_SHIP, List.of(partly)))
                .sale()
                .allRefunds()
                .get(0);
        assertTrue(refund.status().isOpen());
    }

    @Test
    void readingsThatDifferInProblemsOnlyFoldTheSameInAnyOrder() {
        OrderFact good = Facts.reading(1, PlatformStatus.TO_SHIP, List.of(X));
        OrderFact odd = new OrderFact(
                good.ref(),
                new Revision(Facts.minute(1), 0, 1, 0),
                good.provenance(),
                good.kind(),
                good.status(),
                good.rawStatus(),
                good.terms(),
                good.placedAt(),
                good.paidAt(),
                good.shipBy(),
                good.closedAt(),
                good.presale(),
                good.amounts(),
                good.lines(),
                good.blocks(),
                good.related(),
                Set.of(),
                null,
                null,
                List.of(new Problem("$.receiver", "masked")));
        assertEquals(Facts.order(good, odd).sale(), Facts.order(odd, good).sale());
    }

    @Test
    void aHigherMapperCorrectsTheStatusThatALowerOneRead() {
        Payment wrong = Facts.order(
                        Facts.payment("T", new Revision(Facts.minute(1), 0, 1, 0), 100, PaymentFact.Status.FAILED),
                        Facts.payment("T", new Revision(Facts.minute(1), 0, 2, 0), 100, PaymentFact.Status.PAID))
                .sale()
                .payments()
                .get("T");
        assertEquals(PaymentFact.Status.PAID, wrong.status());
    }

    @Test
    void aPaymentThatCoversAnOrderTwiceCountsBothParts() {
        PaymentFact fact = new PaymentFact(
                new ShopRef("taobao", "flagship"),
                "T",
                Revision.at(Facts.minute(1), 1),
                new Provenance("test", Orders.START),
                List.of(
                        new PaymentFact.Cover(Orders.REF.number(), cny(100)),
                        new PaymentFact.Cover("another", cny(7)),
                        new PaymentFact.Cover(Orders.REF.number(), cny(20))),
                "card",
                1,
                PaymentFact.Status.PAID,
                null);
        assertEquals(cny(120), Facts.order(fact).sale().paid());
    }

    @Test
    void aLineInAnotherCurrencyIsRefusedWithTheFactThatTellsIt() {
        OrderFact.Line euro = new OrderFact.Line(
                "E",
                null,
                List.of(),
                "",
                Quantity.pieces(1),
                null,
                Money.of(100, Orders.EUR),
                List.of(),
                null,
                cny(0),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
        OrderFact reading = Facts.reading(
                Revision.at(Facts.minute(1), 1), PlatformStatus.TO_SHIP, Facts.amounts(List.of(X)), List.of(euro));
        String message = assertThrows(IllegalArgumentException.class, () -> Sale.EXPECTED.with(reading))
                .getMessage();
        assertTrue(message.startsWith("line E has an amount in EUR, the order is in CNY.\n"), message);
    }

    @Test
    void aRefundOfPiecesOnAWeighedLineCountsByItsAmountOnly() {
        OrderFact.Line tea = Facts.line("T", Quantity.of(2350, Measure.KILOGRAM), 100, 235);
        OrderFact reading = Facts.reading(1, PlatformStatus.TO_SHIP, List.of(tea));
        Refund paid = Facts.order(reading, pieces(cny(100))).sale().allRefunds().get(0);
        assertNull(paid.quantity());
        assertTrue(paid.isDone());
        Refund unknown = Facts.order(reading, pieces(null)).sale().allRefunds().get(0);
        assertTrue(unknown.status().isOpen());
    }

    private static RefundFact pieces(@Nullable Money amount) {
        return Facts.refund(
                "R", 2, "T", Quantity.pieces(1), amount, RefundFact.Status.SUCCEEDED, RefundFact.Phase.BEFORE_SHIPPING);
    }

    @Test
    void paymentsInTwoCurrenciesHaveNoSumSoThePlatformsFigureCounts() {
        Sale sale = Facts.order(
                        Facts.orderA(1, PlatformStatus.TO_SHIP), Facts.payment("T1", 1, 100, PaymentFact.Status.PAID))
                .sale();
        Payment foreign = new Payment(
                "T2", Revision.numbered(1, 1), Money.of(5, Orders.EUR), "card", 1, PaymentFact.Status.PAID, null);
        var payments = new TreeMap<>(sale.payments());
        payments.put("T2", foreign);
        assertEquals(cny(100), sale.paid());
        assertEquals(cny(17600), new Sale(sale.basis(), sale.latest(), payments, sale.refunds()).paid());
    }
}
