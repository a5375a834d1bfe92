package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.fact.Bearer;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.order.aftersale.CouponPolicy;
import io.omskit.order.aftersale.CouponPolicy.Below;
import io.omskit.order.aftersale.Refundable;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Goods and money are separate: canceling or taking back makes an amount refundable and pays nothing. Two X
 * at 50.00 and one Y at 100.00, a coupon of the seller of 30.00 from 150.00 on, freight 6.00.
 */
class RefundableTest {
    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private Oms oms;

    @BeforeEach
    void open() {
        oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .build();
        for (String sku : List.of("X", "Y")) {
            oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku(sku)), 9, "in-" + sku));
        }
        StatedAmounts amounts = StatedAmounts.builder(Shelf.yuan(0).currency())
                .goods(Shelf.yuan(20_000))
                .discount(Bearer.SELLER, Shelf.yuan(3_000), false)
                .freight(Shelf.yuan(600))
                .payable(Shelf.yuan(17_600))
                .paid(Shelf.yuan(17_600))
                .build();
        oms.accept(Shelf.order(
                "1001",
                "Li",
                Shelf.START,
                PlatformStatus.TO_SHIP,
                amounts,
                Shelf.line("x", "X", 2, 5_000),
                Shelf.line("y", "Y", 1, 10_000)));
        oms.drain();
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private Order order() {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private Refundable refundable(Below below) {
        CouponPolicy coupon = new CouponPolicy(Bearer.SELLER, Shelf.yuan(15_000), below);
        return Refundable.of(order(), FreightPolicy.BY_PHASE, List.of(coupon)).orElseThrow();
    }

    private long fen(Below below) {
        return refundable(below).amount().orElseThrow().minor();
    }

    private void cancel(String line, long units) {
        assertTrue(
                oms.submit(new Command.CancelUnits(order().id(), line, units)).done());
    }

    @Test
    void nothingIsRefundableOfAnOrderThatIsKept() {
        assertEquals(Optional.empty(), refundable(Below.CLAWBACK).amount());
    }

    @Test
    void aCanceledUnitIsWorthItsShareAndTheCouponStaysWhileTheRestEarnsIt() {
        cancel("x", 1);
        for (Below below : Below.values()) {
            assertEquals(4_250, fen(below), below::name);
            assertFalse(refundable(below).needsDecision());
        }
    }

    @Test
    void belowTheMinimumTheCouponIsKeptTakenBackOrLeftToAPerson() {
        cancel("x", 2);
        assertEquals(8_500, fen(Below.KEEP));
        assertEquals(8_500 - 1_500, fen(Below.CLAWBACK), "what Y still has of the coupon is taken off");
        assertTrue(refundable(Below.MANUAL).needsDecision());
        assertEquals(8_500, fen(Below.MANUAL));
    }

    @Test
    void twoCouponsOfOneBearerTakeHisDiscountBackOnce() {
        cancel("x", 2);
        CouponPolicy first = new CouponPolicy(Bearer.SELLER, Shelf.yuan(15_000), Below.CLAWBACK);
        CouponPolicy second = new CouponPolicy(Bearer.SELLER, Shelf.yuan(12_000), Below.CLAWBACK);
        Refundable both = Refundable.of(order(), FreightPolicy.BY_PHASE, List.of(first, second))
                .orElseThrow();
        assertEquals(Shelf.yuan(1_500), both.clawback());
        assertEquals(7_000, both.amount().orElseThrow().minor());
    }

    /** Y alone is 100.00: a coupon from 100.00 on is still earned, one from 100.01 on is not. */
    @Test
    void aCouponIsEarnedByExactlyItsMinimum() {
        cancel("x", 2);
        for (long minimum : new long[] {10_000, 10_001}) {
            CouponPolicy coupon = new CouponPolicy(Bearer.SELLER, Shelf.yuan(minimum), Below.CLAWBACK);
            assertEquals(
                    Shelf.yuan(minimum == 10_000 ? 0 : 1_500),
                    Refundable.of(order(), FreightPolicy.BY_PHASE, List.of(coupon))
                            .orElseThrow()
                            .clawback());
        }
    }

    @Test
    void aCouponTakesNoMoreThanTheRefundIsWorth() {
        cancel("x", 1);
        cancel("y", 1);
        CouponPolicy coupon = new CouponPolicy(Bearer.SELLER, Shelf.yuan(99_999), Below.CLAWBACK);
        Refundable refundable =
                Refundable.of(order(), FreightPolicy.BY_PHASE, List.of(coupon)).orElseThrow();
        assertEquals(Shelf.yuan(750), refundable.clawback(), "what the X that is kept has of the coupon");
        assertEquals(
                List.of("x", "y"),
                refundable.lines().stream().map(Refundable.Line::lineId).toList());
        assertEquals(
                List.of(1L, 1L),
                refundable.lines().stream().map(Refundable.Line::units).toList());
    }

    @Test
    void aCouponHasAMinimum() {
        for (long none : new long[] {0, -1}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> new CouponPolicy(Bearer.SELLER, Shelf.yuan(none), Below.KEEP))
                    .getMessage();
            assertTrue(message.startsWith("a coupon of SELLER has the minimum"), message);
            assertTrue(message.contains("\nGive the amount that earns it"), message);
        }
    }

    @Test
    void whenNothingIsKeptNothingIsTakenOffAndFreightGoesBackWithTheLastUnit() {
        cancel("x", 2);
        cancel("y", 1);
        assertEquals(17_600, fen(Below.CLAWBACK));
    }

    @Test
    void whatWasRefundedIsNotRefundableAgain() {
        cancel("x", 1);
        oms.accept(new RefundFact(
                Shelf.SHOP.order("1001"),
                "R1",
                Revision.at(Shelf.START.plusSeconds(60), 1),
                new Provenance("test", Shelf.START),
                "x",
                Shelf.pieces(1),
                Shelf.yuan(4_250),
                RefundFact.Status.SUCCEEDED,
                "done",
                RefundFact.Phase.BEFORE_SHIPPING,
                false,
                Shelf.START));
        oms.drain();
        assertEquals(Optional.empty(), refundable(Below.KEEP).amount());
    }

    @Test
    void nobodyIsAskedAboutACouponThatTheOrderNeverHad() {
        cancel("x", 2);
        CouponPolicy other = new CouponPolicy(Bearer.PLATFORM, Shelf.yuan(15_000), Below.MANUAL);
        assertFalse(Refundable.of(order(), FreightPolicy.BY_PHASE, List.of(other))
                .orElseThrow()
                .needsDecision());
    }

    @Test
    void whatIsExchangedIsNotRefundableAsWellUntilTheExchangeIsCalledOff() {
        FulfillmentOrder work = oms.fulfillment().of(order()).get(0);
        oms.fulfillment().report(new SourceReport.Shipped(work.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        long id = order().id();
        assertTrue(oms.orders()
                .exchange(new Command.Exchange(id, "E1", "x", 1, new Sku("Y"), 1, false))
                .done());
        comesBack(work, 1);
        assertEquals(Optional.empty(), refundable(Below.KEEP).amount(), "something else goes out for it");
        comesBack(work, 1);
        assertEquals(4_250, fen(Below.KEEP), "the other one came back for its money");
        assertTrue(oms.submit(new Command.CallOffExchange(id, "E1")).done());
        assertEquals(8_500, fen(Below.KEEP));
    }

    @Test
    void anExchangeThatWasPackedBeforeItWasCalledOffStands() {
        FulfillmentOrder work = oms.fulfillment().of(order()).get(0);
        oms.fulfillment().report(new SourceReport.Shipped(work.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        long id = order().id();
        oms.orders().exchange(new Command.Exchange(id, "E1", "x", 1, new Sku("Y"), 1, false));
        FulfillmentOrder out = oms.fulfillment().of(order()).get(1);
        oms.fulfillment().report(new SourceReport.Packed(out.id(), shelf.instant(), List.of(), List.of()));
        oms.submit(new Command.CallOffExchange(id, "E1"));
        comesBack(work, 1);
        assertEquals(Optional.empty(), refundable(Below.KEEP).amount());
        assertFalse(
                oms.orders()
                        .exchange(new Command.Exchange(id, "E2", "x", 2, new Sku("Y"), 1, false))
                        .done(),
                "one of the two has its replacement");
    }

    private void comesBack(FulfillmentOrder work, long units) {
        assertTrue(oms.fulfillment()
                .report(new SourceReport.ReturnReceived(
                        work.id(), shelf.instant(), List.of(new Part(order().id(), 0, units)), List.of(), null))
                .done());
    }

    @Test
    void unitsThatCameBackAreRefundableWithoutFreight() {
        FulfillmentOrder work = oms.fulfillment().of(order()).get(0);
        oms.fulfillment().report(new SourceReport.Shipped(work.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        assertEquals(Optional.empty(), refundable(Below.KEEP).amount());
        oms.fulfillment()
                .report(new SourceReport.ReturnReceived(
                        work.id(),
                        shelf.instant(),
                        List.of(new Part(order().id(), 0, 2)),
                        List.of(new Part(order().id(), 1, 1)),
                        null));
        assertEquals(17_000, fen(Below.KEEP));
    }
}
