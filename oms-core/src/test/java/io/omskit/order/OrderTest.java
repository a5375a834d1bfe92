package io.omskit.order;

import static io.omskit.order.Facts.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.AddressKey;
import io.omskit.fact.BuyerKey;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Instant NOW = Facts.minute(10);
    private static final OrderFact.Line X = Facts.line("X", 2, 5000);

    @Test
    void aHoldIsSetOnceAndLiftedOnEveryLine() {
        Order order = Order.expected(1, Orders.REF, NOW).withHold(hold("a", null, null));
        assertSame(order, order.withHold(hold("a", null, NOW)));
        Order both = order.withHold(hold("a", "X", null));
        assertEquals(2, both.holds().size());
        assertEquals(List.of(), both.withoutHold("host", "a").holds());
        assertSame(both, both.withoutHold("flow", "a"));
    }

    @Test
    void aHoldBlocksUntilItExpires() {
        Order order = Order.expected(1, Orders.REF, NOW).withHold(hold("a", null, Facts.minute(20)));
        assertTrue(order.isBlocked(Hold.Step.RELEASE, Facts.minute(19)));
        assertFalse(order.isBlocked(Hold.Step.RELEASE, Facts.minute(20)));
        assertFalse(order.isBlocked(Hold.Step.PLAN, Facts.minute(19)));
    }

    @Test
    void aHoldOnALineBlocksThatLineAndAHoldOnTheOrderBlocksAll() {
        Order line = Order.expected(1, Orders.REF, NOW).withHold(hold("a", "X", Facts.minute(20)));
        assertTrue(line.isBlocked(Hold.Step.RELEASE, "X", NOW));
        assertFalse(line.isBlocked(Hold.Step.RELEASE, "Y", NOW));
        assertFalse(line.isBlocked(Hold.Step.PLAN, "X", NOW));
        assertFalse(line.isBlocked(Hold.Step.RELEASE, "X", Facts.minute(20)));
        Order whole = Order.expected(1, Orders.REF, NOW).withHold(hold("a", null, Facts.minute(20)));
        assertTrue(whole.isBlocked(Hold.Step.RELEASE, "Y", NOW));
        assertFalse(whole.isBlocked(Hold.Step.PLAN, "Y", NOW));
    }

    @Test
    void aGateIsPassedOnce() {
        Order order = Order.expected(1, Orders.REF, NOW).withPass(new Order.Pass("REVIEW", "a", NOW));
        assertTrue(order.hasPassed("REVIEW"));
        assertFalse(order.hasPassed("OTHER"));
        assertSame(order, order.withPass(new Order.Pass("REVIEW", "b", NOW)));
    }

    @Test
    void collectionsAreCopiedAndUnmodifiable() {
        List<Hold> holds = new ArrayList<>(List.of(hold("a", null, null)));
        Order order = Order.expected(1, Orders.REF, NOW).withHolds(holds);
        holds.clear();
        assertEquals(1, order.holds().size());
        assertThrows(UnsupportedOperationException.class, () -> order.holds().clear());
        assertThrows(UnsupportedOperationException.class, () -> order.demands().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> order.sale().payments().clear());
    }

    @Test
    void outstandingIsPayableLessPaidWithEitherSign() {
        Order order = Facts.order(Facts.orderA(1, PlatformStatus.UNPAID));
        assertEquals(cny(17600), order.outstanding());
        Order over = order.withSale(
                order.sale().with(Facts.payment("T", 2, 17700, PaymentFact.Status.PAID), Orders.REF.number()));
        assertEquals(cny(-100), over.outstanding());
        assertNull(Order.expected(1, Orders.REF, NOW).outstanding());
    }

    @Test
    void anOrderIsOpenWhileSomethingMayStillBeShipped() {
        assertTrue(Order.expected(1, Orders.REF, NOW).isOpen());
        Order order = mapped();
        assertTrue(order.isOpen());
        Demand shipped = order.demands().get(0).withPlan(0, 0, 2).withProgress(Progress.NONE.ship(2));
        assertFalse(order.withDemand(shipped).isOpen());
        Sale closed = order.sale().with(Facts.reading(5, PlatformStatus.CANCELED, List.of(X)));
        assertFalse(order.withSale(closed).isOpen());
    }

    @Test
    void shipByIsTheOrdersWhereNoLineHasItsOwn() {
        assertEquals(Facts.minute(2880), mapped().shipBy());
        assertNull(Order.expected(1, Orders.REF, NOW).shipBy());
    }

    @Test
    void aLineIsFoundByIdOrNamedAsMissing() {
        assertEquals(X, mapped().line("X"));
        String message = assertThrows(IllegalArgumentException.class, () -> mapped().line("Q"))
                .getMessage();
        assertTrue(message.endsWith("has no line Q.\nLines: [X]."), message);
    }

    @Test
    void theMergeKeyIsTheAddressIdWithTheBuyerElseTheNewestAddressKey() {
        BuyerKey buyer = new BuyerKey("k2", "b");
        AddressKey newest = new AddressKey("k2", 3, "n");
        AddressKey old = new AddressKey("k1", 3, "o");
        assertEquals("id:oaid:b", new PartyKeys(List.of(buyer), List.of(newest), "oaid").mergeKey());
        assertNull(new PartyKeys(List.of(), List.of(newest), "oaid").mergeKey());
        assertEquals("adr:k2:3:n", new PartyKeys(List.of(buyer), List.of(newest, old), null).mergeKey());
        assertNull(PartyKeys.NONE.mergeKey());
    }

    @Test
    void lateEventsImplyWhatCameBefore() {
        assertEquals(new Progress(2, 2, 2, 2, 0, 0, 0, 0), Progress.NONE.deliver(2));
        assertEquals(new Progress(1, 1, 1, 0, 0, 1, 0, 0), Progress.NONE.receive(1, 0));
        assertEquals(new Progress(1, 1, 1, 0, 0, 0, 0, 1), Progress.NONE.lose(1));
        Progress announced = Progress.NONE.deliver(2).requestReturn(2);
        assertEquals(new Progress(2, 2, 2, 2, 0, 1, 1, 0), announced.receive(1, 1));
        assertEquals(new Progress(2, 2, 2, 1, 1, 0, 0, 1), announced.lose(1));
        assertEquals(0, announced.returnable());
    }

    @Test
    void whatCannotHaveHappenedIsRefused() {
        Progress shipped = Progress.NONE.ship(1);
        assertThrows(IllegalArgumentException.class, () -> shipped.pullBack(1));
        assertThrows(IllegalArgumentException.class, () -> shipped.requestReturn(2));
        assertThrows(IllegalArgumentException.class, () -> shipped.ship(-1));
        String message = assertThrows(IllegalArgumentException.class, () -> shipped.requestReturn(2))
                .getMessage();
        assertTrue(message.startsWith("cannot announce the return of 2 units of Progress["), message);
    }

    private static Order mapped() {
        return Demands.reconcile(
                Facts.order(Facts.reading(1, PlatformStatus.TO_SHIP, List.of(X))), new KnownGoods().sku(X));
    }

    private static Hold hold(String handle, @Nullable String line, @Nullable Instant until) {
        return new Hold("MANUAL", "host", handle, line, "ask", NOW, until, Set.of(Hold.Step.RELEASE));
    }
}
