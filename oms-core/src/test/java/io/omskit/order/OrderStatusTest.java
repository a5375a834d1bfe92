package io.omskit.order;

import static io.omskit.order.Facts.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.order.OrderStatus.Fulfillment;
import io.omskit.order.OrderStatus.Payment;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderStatusTest {
    private static final OrderFact.Line X = Facts.line("X", 2, 5000);
    private static final Instant NOW = Facts.minute(10);

    @Test
    void paymentFollowsTheFacts() {
        assertEquals(Payment.UNPAID, payment(Order.expected(1, Orders.REF, NOW)));
        assertEquals(Payment.UNPAID, payment(order(PlatformStatus.UNPAID)));
        assertEquals(Payment.DEPOSIT_PAID, payment(order(PlatformStatus.DEPOSIT_PAID)));
        assertEquals(Payment.PAID, payment(order(PlatformStatus.TO_SHIP)));
        assertEquals(Payment.PAID, payment(order(PlatformStatus.FINISHED)));
        assertEquals(Payment.REFUNDED, payment(order(PlatformStatus.CLOSED_REFUNDED)));
    }

    @Test
    void aDepositThatIsKeptIsForfeited() {
        Order closed = order(PlatformStatus.CLOSED_UNPAID);
        assertEquals(Payment.UNPAID, payment(closed));
        Sale kept = closed.sale().with(Facts.payment("T", 1, 1000, PaymentFact.Status.PAID), Orders.REF.number());
        assertEquals(Payment.FORFEITED, payment(closed.withSale(kept)));
    }

    @Test
    void refundsArePartlyUntilEverythingPaidIsBack() {
        Order order = order(PlatformStatus.TO_SHIP);
        Sale paid = order.sale().with(Facts.payment("T", 1, 10000, PaymentFact.Status.PAID), Orders.REF.number());
        Sale partly = paid.with(refund("R1", Quantity.pieces(1), null));
        assertEquals(Payment.PARTLY_REFUNDED, payment(order.withSale(partly)));
        Sale all = partly.with(refund("R2", null, cny(5000)));
        assertEquals(Payment.REFUNDED, payment(order.withSale(all)));
    }

    @Test
    void fulfillmentFollowsTheCounters() {
        assertEquals(Fulfillment.NONE, fulfillment(0, Progress.NONE));
        assertEquals(Fulfillment.PARTLY_ALLOCATED, fulfillment(1, Progress.NONE));
        assertEquals(Fulfillment.ALLOCATED, fulfillment(2, Progress.NONE));
        assertEquals(Fulfillment.RELEASED, fulfillment(2, Progress.NONE.release(1)));
        assertEquals(Fulfillment.PARTLY_SHIPPED, fulfillment(2, Progress.NONE.ship(1)));
        assertEquals(Fulfillment.SHIPPED, fulfillment(2, Progress.NONE.ship(2)));
        assertEquals(
                Fulfillment.PARTLY_DELIVERED,
                fulfillment(2, Progress.NONE.ship(2).deliver(1)));
        assertEquals(Fulfillment.DELIVERED, fulfillment(2, Progress.NONE.ship(2).deliver(2)));
        assertEquals(
                Fulfillment.DELIVERED,
                fulfillment(2, Progress.NONE.ship(2).deliver(1).lose(1)));
        assertEquals(
                Fulfillment.RETURNED,
                fulfillment(2, Progress.NONE.ship(2).deliver(2).receive(1, 1)));
    }

    @Test
    void anOrderOfWhichNothingIsWantedIsCanceled() {
        Order order = Demands.reconcile(order(PlatformStatus.CANCELED), new KnownGoods().sku(X));
        assertEquals(Fulfillment.CANCELED, OrderStatus.of(order, NOW).fulfillment());
        assertEquals("CANCELED", OrderStatus.of(order, NOW).headline());
        assertEquals(
                Fulfillment.NONE,
                OrderStatus.of(order(PlatformStatus.TO_SHIP), NOW).fulfillment());
    }

    @Test
    void theHeadlineIsTheFirstHoldUntilWorkIsReleased() {
        Hold hold = new Hold("ASK_BACK", "host", "1", null, "asked", NOW, Facts.minute(20), Set.of(Hold.Step.RELEASE));
        Order held = order(PlatformStatus.TO_SHIP).withHold(hold);
        assertEquals("ASK_BACK", OrderStatus.of(held, NOW).headline());
        assertEquals(OrderStatus.Review.HELD, OrderStatus.of(held, NOW).review());
        assertEquals("NONE", OrderStatus.of(held, Facts.minute(20)).headline());
        Order shipped = mapped(2, Progress.NONE.ship(2)).withHold(hold);
        assertEquals("SHIPPED", OrderStatus.of(shipped, NOW).headline());
    }

    @Test
    void aHoldThatBlocksOnlyTheMergeIsNoHeadline() {
        Hold hold = new Hold("ALONE", "host", "1", null, "alone", NOW, null, Set.of(Hold.Step.MERGE));
        assertEquals(
                "NONE",
                OrderStatus.of(order(PlatformStatus.TO_SHIP).withHold(hold), NOW)
                        .headline());
    }

    @Test
    void anOrderWaitsAtWhatStopsItsNextStep() {
        assertEquals("PLAN", waiting(mapped(1, Progress.NONE), Hold.Step.PLAN), "one of two is not planned");
        assertEquals("", waiting(mapped(2, Progress.NONE), Hold.Step.PLAN), "all is planned");
        assertEquals("RELEASE", waiting(mapped(2, Progress.NONE.release(1)), Hold.Step.RELEASE));
        assertEquals("", waiting(mapped(2, Progress.NONE.release(2)), Hold.Step.RELEASE), "all is at work");
        assertEquals("", waiting(mapped(2, Progress.NONE), Hold.Step.HAND_OVER), "nothing is at work");
        assertEquals("HAND_OVER", waiting(mapped(2, Progress.NONE.release(1)), Hold.Step.HAND_OVER));
        assertEquals("HAND_OVER", waiting(mapped(2, Progress.NONE.release(2).ship(1)), Hold.Step.HAND_OVER));
        assertEquals("", waiting(mapped(2, Progress.NONE.ship(2)), Hold.Step.HAND_OVER), "all has left");
        assertEquals("", waiting(mapped(2, Progress.NONE), Hold.Step.MERGE));
        assertEquals("", waiting(mapped(2, Progress.NONE.ship(1)), Hold.Step.DELIVERY));
    }

    @Test
    void theRestOfAPartlyShippedOrderIsSeenAtItsGate() {
        Hold hold = new Hold("ASK_BACK", "host", "1", null, "asked", NOW, null, Set.of(Hold.Step.RELEASE));
        OrderStatus status = OrderStatus.of(mapped(2, Progress.NONE.ship(1)).withHold(hold), NOW);
        assertEquals(Fulfillment.PARTLY_SHIPPED, status.fulfillment());
        assertEquals("ASK_BACK", status.headline());
    }

    @Test
    void aHoldOfAnotherLineStopsNothing() {
        Hold other = new Hold("LOOK", "host", "1", X.id(), "look", NOW, null, Set.of(Hold.Step.RELEASE));
        assertEquals(
                "RELEASED",
                OrderStatus.of(mapped(2, Progress.NONE.release(2)).withHold(other), NOW)
                        .headline());
        Hold unknown = new Hold("LOOK", "host", "1", "new", "look", NOW, null, Set.of(Hold.Step.RELEASE));
        assertEquals(
                "LOOK",
                OrderStatus.of(mapped(2, Progress.NONE).withHold(unknown), NOW).headline(),
                "what a line needs is not known yet");
    }

    @Test
    void aClosedOrderWaitsForNothing() {
        Hold hold = new Hold("ASK_BACK", "host", "1", null, "asked", NOW, null, Set.of(Hold.Step.RELEASE));
        Order closed = order(PlatformStatus.CLOSED_UNPAID).withHold(hold);
        assertEquals(Optional.empty(), OrderStatus.waitingAt(closed, NOW));
        assertEquals("CANCELED", OrderStatus.of(closed, NOW).headline());
        Order wanted = mapped(2, Progress.NONE).withSale(closed.sale()).withHold(hold);
        assertEquals("CLOSED_UNPAID", OrderStatus.of(wanted, NOW).headline());
    }

    /** The headline that a hold on one step makes, empty where it makes none. */
    private static String waiting(Order order, Hold.Step step) {
        Hold hold = new Hold(step.name(), "host", "1", null, "", NOW, null, Set.of(step));
        String headline = OrderStatus.of(order.withHold(hold), NOW).headline();
        return headline.equals(OrderStatus.of(order, NOW).headline()) ? "" : headline;
    }

    private static Payment payment(Order order) {
        return OrderStatus.of(order, NOW).payment();
    }

    private static Fulfillment fulfillment(long allocated, Progress progress) {
        return OrderStatus.of(mapped(allocated, progress), NOW).fulfillment();
    }

    private static Order mapped(long allocated, Progress progress) {
        Order order = Demands.reconcile(order(PlatformStatus.TO_SHIP), new KnownGoods().sku(X));
        return order.withDemand(
                order.demands().get(0).withPlan(2 - allocated, 0, allocated).withProgress(progress));
    }

    private static RefundFact refund(String id, @Nullable Quantity quantity, @Nullable Money amount) {
        return Facts.refund(
                id, 5, "X", quantity, amount, RefundFact.Status.SUCCEEDED, RefundFact.Phase.BEFORE_SHIPPING);
    }

    private static Order order(PlatformStatus status) {
        return Facts.order(
                Facts.reading(Revision.at(Facts.minute(1), 1), status, Facts.amounts(List.of(X)), List.of(X)));
    }
}
