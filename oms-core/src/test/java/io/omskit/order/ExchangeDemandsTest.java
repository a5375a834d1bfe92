package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Match;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.order.aftersale.Refundable;
import io.omskit.order.edit.Edits;
import io.omskit.order.edit.Exchange;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes out besides what was sold: exchanges and gifts, and what nobody wants any more. */
class ExchangeDemandsTest {
    private static final OrderFact.Line X = Facts.line("X", 3, 1000);
    private static final OrderFact.Line Y = Facts.line("Y", 1, 500);
    private static final KnownGoods CATALOG = new KnownGoods().sku(X).sku(Y);

    private static Order mapped() {
        return Demands.reconcile(Facts.order(Facts.reading(1, PlatformStatus.TO_SHIP, List.of(X, Y))), CATALOG);
    }

    private static Exchange exchange(String reference, long units, boolean afterReturn) {
        return new Exchange(reference, "X", units, new Sku("RED"), Measure.PIECE, 2 * units, afterReturn, false);
    }

    private static Order with(Order order, Exchange... exchanges) {
        Edits edits = order.handling().edits();
        for (Exchange exchange : exchanges) {
            edits = edits.with(exchange);
        }
        return Demands.reconcile(order.withHandling(order.handling().withEdits(edits)), CATALOG);
    }

    private static Order back(Order order, long units) {
        Demand sold = order.demands().get(0);
        Demand gone = sold.withPlan(0, 0, 3).withProgress(Progress.NONE.ship(3).receive(units, 0));
        return order.withDemand(gone);
    }

    private static List<String> replacements(Order order) {
        return order.demands().stream()
                .filter(demand -> demand.origin() == Demand.Origin.REPLACEMENT)
                .map(demand -> demand.ruleId() + " " + demand.sku() + " " + (demand.needed() - demand.canceled()))
                .toList();
    }

    @Test
    void anExchangeSendsItsGoodsOnceAndForNoMoney() {
        Order order = with(mapped(), exchange("E1", 1, false));
        assertEquals(List.of("E1 RED 2"), replacements(order));
        Demand demand = order.demands().get(2);
        assertEquals("X", demand.lineId());
        assertEquals(0, demand.shareWeight());
        assertFalse(demand.isSold());
        assertSame(order, Demands.reconcile(order, CATALOG));
        assertEquals(List.of("E1 RED 2", "E2 RED 4"), replacements(with(order, exchange("E2", 2, false))));
    }

    @Test
    void anExchangeThatWaitsForTheReturnGoesOutWhenAllItsUnitsAreBack() {
        Order order = with(mapped(), exchange("E1", 2, true));
        assertEquals(List.of(), replacements(order));
        assertEquals(List.of(), replacements(Demands.reconcile(back(order, 1), CATALOG)));
        assertEquals(List.of("E1 RED 4"), replacements(Demands.reconcile(back(order, 2), CATALOG)));
    }

    @Test
    void aUnitThatCameBackServesOneExchangeOnly() {
        Order order = with(mapped(), exchange("E1", 1, true), exchange("E2", 1, true));
        assertEquals(List.of("E1 RED 2"), replacements(Demands.reconcile(back(order, 1), CATALOG)));
        assertEquals(List.of("E1 RED 2", "E2 RED 2"), replacements(Demands.reconcile(back(order, 2), CATALOG)));
        Order called = with(order, exchange("E1", 1, true).calledOff());
        assertEquals(
                List.of("E2 RED 2"),
                replacements(Demands.reconcile(back(called, 1), CATALOG)),
                "the one that was called off waits for nothing");
    }

    @Test
    void unitsThatComeBackServeTheExchangesInTheOrderInWhichTheyWereAgreed() {
        Order first = with(mapped(), exchange("E1", 1, false), exchange("E2", 1, true));
        assertEquals(List.of("E1 RED 2"), replacements(Demands.reconcile(back(first, 1), CATALOG)));
        assertEquals(List.of("E1 RED 2", "E2 RED 2"), replacements(Demands.reconcile(back(first, 2), CATALOG)));
        Order second = with(mapped(), exchange("E1", 1, true), exchange("E2", 1, false));
        assertEquals(List.of("E2 RED 2"), replacements(second));
        assertEquals(List.of("E2 RED 2", "E1 RED 2"), replacements(Demands.reconcile(back(second, 1), CATALOG)));
    }

    @Test
    void anExchangeThatIsCalledOffWaitsForNoUnit() {
        Order order = with(mapped(), exchange("E1", 1, false).calledOff(), exchange("E2", 1, true));
        assertEquals(List.of("E2 RED 2"), replacements(Demands.reconcile(back(order, 1), CATALOG)));
    }

    @Test
    void aUnitWhoseMoneyWentBackServesNoExchange() {
        Order order = with(mapped(), exchange("E1", 1, true));
        Order refunded = order.withSale(order.sale()
                .with(Facts.refund(
                        "R1",
                        9,
                        "X",
                        Quantity.pieces(1),
                        null,
                        RefundFact.Status.SUCCEEDED,
                        RefundFact.Phase.AFTER_SHIPPING)));
        assertEquals(List.of(), replacements(Demands.reconcile(back(refunded, 1), CATALOG)));
        assertEquals(List.of("E1 RED 2"), replacements(Demands.reconcile(back(refunded, 2), CATALOG)));
    }

    @Test
    void anExchangeThatIsCalledOffSendsNothing() {
        assertEquals(
                List.of(), replacements(with(mapped(), exchange("E1", 1, false).calledOff())));
        Order order = with(mapped(), exchange("E1", 1, false), exchange("E2", 1, false));
        assertEquals(
                List.of("E1 RED 0", "E2 RED 2"),
                replacements(with(order, exchange("E1", 1, false).calledOff())));
    }

    @Test
    void aClosedOrderSendsNeitherExchangeNorGift() {
        Order order =
                Demands.withGift(with(mapped(), exchange("E1", 1, false)), new Sku("CUP"), Measure.PIECE, 1, "vip@1");
        Order closed = Demands.reconcile(
                order.withSale(order.sale().with(Facts.reading(9, PlatformStatus.CANCELED, List.of(X, Y)))), CATALOG);
        for (Demand demand : closed.demands()) {
            assertEquals(demand.needed(), demand.canceled(), demand::toString);
        }
    }

    @Test
    void aGiftIsGivenOnceForEachReasonAndSku() {
        Order order = Demands.withGift(mapped(), new Sku("CUP"), Measure.PIECE, 2, "vip@1");
        Demand gift = order.demands().get(2);
        assertEquals(Demand.Origin.GIFT, gift.origin());
        assertEquals(2, gift.needed());
        assertEquals(List.of(new Demand.Trigger(42, "X")), gift.triggers());
        assertSame(order, Demands.withGift(order, new Sku("CUP"), Measure.PIECE, 2, "vip@1"));
        assertEquals(
                4,
                Demands.withGift(order, new Sku("BAG"), Measure.PIECE, 2, "vip@1")
                        .demands()
                        .size());
        assertEquals(
                4,
                Demands.withGift(order, new Sku("CUP"), Measure.PIECE, 2, "vip@2")
                        .demands()
                        .size());
        Order bare = Facts.order(Facts.reading(1, PlatformStatus.TO_SHIP, List.of()));
        assertSame(bare, Demands.withGift(bare, new Sku("CUP"), Measure.PIECE, 2, "vip@1"), "nothing it goes with");
    }

    private static boolean hasUnwantedParcel(Order order) {
        return order.demands().stream().anyMatch(demand -> Demands.isUnwantedOnTheWay(order, demand));
    }

    @Test
    void whatIsPackedAndUnwantedIsAParcelToAskBack() {
        Order order = mapped();
        Demand sold = order.demands().get(0);
        Order packed = order.withDemand(sold.withPlan(0, 0, 3).withProgress(Progress.NONE.pack(2)));
        assertFalse(hasUnwantedParcel(packed), "all of it is wanted");
        assertFalse(hasUnwantedParcel(withdrawn(packed, 1)), "the unpacked one can be canceled");
        assertTrue(hasUnwantedParcel(withdrawn(packed, 2)));
        assertFalse(hasUnwantedParcel(withdrawn(order, 3)), "nothing is packed");
    }

    private static Order withdrawn(Order order, long units) {
        return Demands.reconcile(order.withDemand(order.demands().get(0).withWithdrawn(units)), CATALOG);
    }

    @Test
    void aBundleOfWhichOnePartCannotBeCountedWaitsAsAWhole() {
        OrderFact.Line tea = Facts.line("T", Quantity.of(350, Measure.KILOGRAM), 100, 35);
        KnownGoods half = new KnownGoods()
                .put(
                        tea,
                        List.of(
                                Match.Need.sold(new Sku("TEA"), Quantity.of(1000, Measure.KILOGRAM)),
                                Match.Need.sold(new Sku("BOX"), Quantity.pieces(1))));
        Order order = Demands.reconcile(Facts.order(Facts.reading(1, PlatformStatus.TO_SHIP, List.of(tea))), half);
        assertEquals(List.of(), order.demands());
        assertEquals(1, Demands.countUnmapped(order));
    }

    @Test
    void everythingThatIsNotPackedIsWithdrawnFromTheRest() {
        Order order = mapped();
        Order packed = order.withDemand(order.demands().get(0).withPlan(1, 0, 2).withProgress(Progress.NONE.pack(1)));
        Order rest = Demands.withdrawRest(packed);
        assertEquals(
                List.of(2L, 1L), rest.demands().stream().map(Demand::canceled).toList());
        assertEquals(2, rest.demands().get(0).withdrawn());
        assertSame(rest, Demands.withdrawRest(rest));
    }

    @Test
    void whatIsDueIsTheEarliestOpenPromiseElseThatOfTheOrder() {
        Order order = mapped();
        assertEquals(Facts.minute(2880), order.shipBy(), "the platform's promise for the order");
        Order promised = promised(promised(order, 0, Facts.minute(50)), 1, Facts.minute(40));
        assertEquals(Facts.minute(40), promised.shipBy());
        Order shipped =
                promised.withDemand(promised.demands().get(1).withPlan(0, 0, 1).withProgress(Progress.NONE.ship(1)));
        assertEquals(Facts.minute(50), shipped.shipBy(), "Y has left");
        assertEquals(Facts.minute(50), promised(promised, 1, Facts.minute(60)).shipBy());
    }

    @Test
    void onlyWhatWeCanceledOrGotBackIsOursToRefund() {
        Order order = mapped();
        Order byChannel = Demands.reconcile(
                order.withSale(order.sale().with(Facts.reading(9, PlatformStatus.CANCELED, List.of(X, Y)))), CATALOG);
        assertEquals(List.of(), refundable(byChannel));
        assertEquals(List.of("X 2"), refundable(withdrawn(order, 2)));
        Demand sold = order.demands().get(0);
        Order packed = order.withDemand(sold.withPlan(0, 0, 3).withProgress(Progress.NONE.pack(2)));
        assertEquals(List.of("X 1"), refundable(withdrawn(packed, 3)), "two are packed and cannot be canceled");
        assertEquals(List.of("X 2"), refundable(back(order, 2)));
    }

    private static List<String> refundable(Order order) {
        return Refundable.of(order, Refunds.FreightPolicy.NEVER, List.of()).orElseThrow().lines().stream()
                .map(line -> line.lineId() + " " + line.units())
                .toList();
    }

    @Test
    void twoOrdersAreTheSameTradeOnlyUnderOneNumberAndWithOneSale() {
        Order order = mapped();
        assertTrue(order.isCommerciallyEqual(Demands.withdrawRest(order)), "work does not count");
        Order other = Order.expected(42, order.ref().shopRef().order("7"), Orders.START)
                .withSale(order.sale());
        assertFalse(order.isCommerciallyEqual(other));
        assertFalse(order.isCommerciallyEqual(
                order.withSale(order.sale().with(refund("R1", RefundFact.Status.REQUESTED)))));
    }

    @Test
    void aTimeThatARuleSetCountsFromThePayment() {
        Order order = mapped();
        Handling within = order.handling().withShipWithin(Duration.ofMinutes(30));
        assertEquals(Facts.minute(31), order.withHandling(within).shipBy());
        Order unpaid = Facts.order(Facts.reading(1, PlatformStatus.UNPAID, List.of(X, Y)));
        assertEquals(Facts.minute(2880), unpaid.withHandling(within).shipBy(), "nothing is paid yet");
    }

    private static Order promised(Order order, int index, @Nullable Instant shipBy) {
        Demand d = order.demands().get(index);
        return order.withDemand(new Demand(
                d.index(),
                d.lineId(),
                d.sku(),
                d.measure(),
                d.origin(),
                d.ratio(),
                d.shareWeight(),
                d.bundle(),
                d.shipTogether(),
                d.source(),
                d.presale(),
                shipBy,
                d.ruleId(),
                d.triggers(),
                d.needed(),
                d.canceled(),
                d.withdrawn(),
                d.unplanned(),
                d.missing(),
                d.allocated(),
                d.progress()));
    }

    @Test
    void aRefundIsDoneForItsOwnLineOnlyAndOnlyWhenTheMoneyHasGone() {
        Sale sale = mapped().sale();
        Sale done = sale.with(refund("R1", RefundFact.Status.SUCCEEDED));
        assertTrue(done.isRefundDone("X"));
        assertFalse(done.isRefundDone("Y"));
        assertFalse(done.isRefundOpen());
        Sale open = sale.with(refund("R1", RefundFact.Status.REQUESTED));
        assertFalse(open.isRefundDone("X"));
        assertTrue(open.isRefundOpen());
        assertFalse(sale.with(refund("R1", RefundFact.Status.CLOSED)).isRefundOpen());
    }

    private static RefundFact refund(String id, RefundFact.Status status) {
        return Facts.refund(id, 9, "X", Quantity.pieces(1), null, status, RefundFact.Phase.BEFORE_SHIPPING);
    }
}
