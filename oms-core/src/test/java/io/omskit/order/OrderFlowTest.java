package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.order.flow.Gate;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Condition;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderFlowTest {
    private static final OrderFact.Line X = Facts.line("X", 2, 5000);
    private static final KnownGoods CATALOG = new KnownGoods().sku(X);
    private static final OrderFlow FLOW = OrderFlow.standard(Duration.ZERO);
    private static final Instant NOW = Facts.minute(10);

    @Test
    void aCleanOrderWaitsForTheReviewOnly() {
        Order order = applied(order(PlatformStatus.TO_SHIP));
        assertEquals(List.of("REVIEW"), types(order));
        assertTrue(FLOW.isReviewDue(order, NOW));
        assertEquals("REVIEW", OrderStatus.of(order, NOW).headline());
    }

    @Test
    void theReviewOpensForGoodByAPass() {
        Order approved = applied(order(PlatformStatus.TO_SHIP)).withPass(new Order.Pass("REVIEW", "auto@1", NOW));
        Order open = applied(approved);
        assertEquals(List.of(), types(open));
        assertEquals(OrderStatus.Review.APPROVED, OrderStatus.of(open, NOW).review());
        assertFalse(open.isBlocked(Hold.Step.RELEASE, NOW));
    }

    @Test
    void anExpectedOrderWaitsToBeKnown() {
        Order order = applied(Order.expected(42, Orders.REF, Orders.START));
        assertEquals(List.of("EXPECTED", "STATUS_UNKNOWN", "REVIEW"), types(order));
        assertTrue(order.isBlocked(Hold.Step.PLAN, NOW));
        assertEquals("EXPECTED", FLOW.waitingAt(order, NOW).orElseThrow().type());
        assertFalse(FLOW.isReviewDue(order, NOW));
    }

    @Test
    void anUnpaidOrderWaitsUntilItIsPaid() {
        Order unpaid = applied(order(PlatformStatus.UNPAID));
        assertEquals(List.of("UNPAID", "REVIEW"), types(unpaid));
        Order paid = applied(unpaid.withSale(unpaid.sale().with(reading(5, PlatformStatus.TO_SHIP))));
        assertEquals(List.of("REVIEW"), types(paid));
    }

    @Test
    void aDepositIsNotAPayment() {
        assertTrue(types(applied(order(PlatformStatus.DEPOSIT_PAID))).contains("UNPAID"));
    }

    @Test
    void anUnmappedLineHoldsUntilTheMappingComes() {
        Order order = Facts.order(reading(1, PlatformStatus.TO_SHIP));
        Order held = applied(order);
        assertEquals(List.of("UNMAPPED", "REVIEW"), types(held));
        assertEquals(List.of("REVIEW"), types(applied(Demands.reconcile(held, CATALOG))));
    }

    @Test
    void thePlatformsBlocksHoldAndItsEmptyListDoesNot() {
        assertTrue(types(applied(order(PlatformStatus.PAID_HOLD))).contains("PLATFORM_HOLD"));
        Order blocked = Demands.reconcile(Facts.order(blocked(OrderFact.Block.Code.RISK_REVIEW)), CATALOG);
        assertEquals(List.of("PLATFORM_HOLD", "REVIEW"), types(applied(blocked)));
        Order refund = Demands.reconcile(Facts.order(blocked(OrderFact.Block.Code.REFUND_OPEN)), CATALOG);
        assertEquals(List.of("REVIEW"), types(applied(refund)));
    }

    @Test
    void anOpenRefundHoldsUntilItIsDecided() {
        Order order = order(PlatformStatus.TO_SHIP);
        Order open = order.withSale(order.sale().with(refund(2, RefundFact.Status.REQUESTED)));
        assertEquals(List.of("REFUND_OPEN", "REVIEW"), types(applied(open)));
        assertTrue(applied(open).isBlocked(Hold.Step.HAND_OVER, NOW));
        Order closed = open.withSale(open.sale().with(refund(3, RefundFact.Status.CLOSED)));
        assertEquals(List.of("REVIEW"), types(applied(closed)));
    }

    @Test
    void siblingsHaveTheirTimeAfterPaymentAndNoMore() {
        OrderFlow flow = OrderFlow.standard(Duration.ofMinutes(30));
        Order order = flow.apply(order(PlatformStatus.TO_SHIP), NOW).plan().order();
        assertEquals(List.of("SIBLING_WAIT", "REVIEW"), types(order));
        assertEquals(Optional.of(Facts.minute(31)), flow.nextCheck(order, NOW));
        assertEquals(
                OrderStatus.Review.WAITING_SIBLING, OrderStatus.of(order, NOW).review());
        assertFalse(flow.isReviewDue(order, Facts.minute(30)));
        assertTrue(flow.isReviewDue(order, Facts.minute(31)));
        Order after = flow.apply(order, Facts.minute(31)).plan().order();
        assertEquals(List.of("REVIEW"), types(after));
        assertEquals(Optional.empty(), flow.nextCheck(after, Facts.minute(31)));
    }

    @Test
    void anOrderThatComesLateDoesNotWaitForSiblings() {
        OrderFlow flow = OrderFlow.standard(Duration.ofMinutes(5));
        assertEquals(
                List.of("REVIEW"),
                types(flow.apply(order(PlatformStatus.TO_SHIP), NOW).plan().order()));
    }

    @Test
    void aGateThatExpiresStaysOpenAlthoughItsConditionStillHolds() {
        Gate cooling = Gate.builder("COOLING", Condition.always(), "the buyer may still change his mind")
                .expiry(Duration.ofMinutes(10), Gate.From.CLOSED)
                .blocks(EnumSet.of(Hold.Step.RELEASE))
                .build();
        OrderFlow flow = OrderFlow.of("cooling@1", OrderFields.orders(), List.of(cooling));
        Order held = flow.apply(order(PlatformStatus.TO_SHIP), NOW).plan().order();
        assertTrue(held.isBlocked(Hold.Step.RELEASE, Facts.minute(19)));
        assertFalse(held.isBlocked(Hold.Step.RELEASE, Facts.minute(20)));
        Order free = flow.apply(held, Facts.minute(20)).plan().order();
        assertEquals(List.of(), types(free));
        assertEquals(List.of(), types(flow.apply(free, Facts.minute(20)).plan().order()));
        assertTrue(free.hasPassed("COOLING"));
    }

    @Test
    void theNextLookIsAtTheEarliestEndThatIsStillOpen() {
        OrderFlow flow = OrderFlow.standard(Duration.ZERO);
        Order order = order(PlatformStatus.TO_SHIP);
        assertEquals(Optional.empty(), flow.nextCheck(order, NOW));
        Order asked = order.withHandling(order.handling().withQuestion(question(null)));
        assertEquals(Optional.of(Facts.minute(40)), flow.nextCheck(asked, NOW));
        Order answered = order.withHandling(order.handling().withQuestion(question("yes")));
        assertEquals(Optional.empty(), flow.nextCheck(answered, NOW), "nobody waits for an answer that came");
        Hold early = new Hold("X", "host", "x", null, "r", NOW, Facts.minute(30), EnumSet.of(Hold.Step.RELEASE));
        assertEquals(Optional.of(Facts.minute(30)), flow.nextCheck(asked.withHold(early), NOW));
        assertEquals(Optional.of(Facts.minute(40)), flow.nextCheck(asked.withHold(early), Facts.minute(30)));
        assertEquals(Optional.empty(), flow.nextCheck(asked.withHold(early), Facts.minute(40)));
    }

    private static Handling.Question question(@Nullable String answer) {
        return new Handling.Question(
                "SIZE",
                "Which?",
                Facts.minute(40),
                Map.of("yes", Handling.Meaning.PASS),
                Handling.Meaning.HOLD,
                answer);
    }

    @Test
    void aGateWhoseReleaseHoldsAlreadyDoesNotClose() {
        Gate both = Gate.builder("BOTH", Condition.always(), "never")
                .releaseWhen(Condition.always())
                .build();
        OrderFlow flow = OrderFlow.of("both@1", OrderFields.orders(), List.of(both));
        assertEquals(
                List.of(),
                types(flow.apply(order(PlatformStatus.TO_SHIP), NOW).plan().order()));
    }

    @Test
    void everyChangeHasAReasonWithATextInBothLanguages() {
        Order order = order(PlatformStatus.UNPAID);
        List<Reason> closed = FLOW.apply(order, NOW).explanation().reasons();
        assertEquals(
                List.of("GATE_CLOSED", "GATE_CLOSED"),
                closed.stream().map(Reason::code).toList());
        assertEquals("UNPAID", closed.get(0).figures().get("gate"));
        Order paid = applied(order).withSale(order.sale().with(reading(5, PlatformStatus.TO_SHIP)));
        Reason opened = FLOW.apply(paid, NOW).explanation().reasons().get(0);
        assertEquals("GATE_OPENED", opened.code());
        assertTrue(ReasonTexts.forLocale(Locale.ENGLISH).hasText("GATE_CLOSED"));
        assertTrue(ReasonTexts.forLocale(Locale.CHINESE).hasText("GATE_OPENED"));
    }

    @Test
    void aHoldOfTheHostIsNotTheFlowsToLift() {
        Hold own = new Hold("MANUAL", "host", "1", null, "call first", NOW, null, Set.of(Hold.Step.RELEASE));
        Order order = applied(order(PlatformStatus.TO_SHIP).withHold(own));
        assertEquals(List.of("REVIEW", "MANUAL"), types(order), "gates come first");
        assertEquals("REVIEW", OrderStatus.of(order, NOW).headline());
        Order reviewed = applied(order.withPass(new Order.Pass("REVIEW", "Ann", NOW)));
        assertEquals("MANUAL", OrderStatus.of(reviewed, NOW).headline());
        assertEquals(Optional.empty(), FLOW.waitingAt(reviewed, NOW), "it waits, but at no gate");
        assertEquals(OrderStatus.Review.HELD, OrderStatus.of(order, NOW).review());
    }

    @Test
    void aGateThatClosesLaterButStandsEarlierIsWherePeopleSeeTheOrder() {
        Order waiting = applied(order(PlatformStatus.TO_SHIP));
        assertEquals("REVIEW", OrderStatus.of(waiting, NOW).headline());
        Order locked = applied(waiting.withSale(waiting.sale().with(reading(5, PlatformStatus.PAID_HOLD))));
        assertEquals("PLATFORM_HOLD", OrderStatus.of(locked, NOW).headline());
        assertEquals("PLATFORM_HOLD", FLOW.waitingAt(locked, NOW).orElseThrow().type());
        assertFalse(FLOW.isReviewDue(locked, NOW));
    }

    @Test
    void aGateThatStopsNothingYetDoesNotKeepTheReviewAway() {
        Gate review = FLOW.gate(Hold.REVIEW).orElseThrow();
        OrderFlow flow = OrderFlow.of(
                "weighed@1",
                OrderFields.orders(),
                List.of(
                        Gate.builder("WEIGHT", Condition.always(), "to be weighed")
                                .releasers("packer")
                                .blocks(EnumSet.of(Hold.Step.HAND_OVER))
                                .build(),
                        review));
        Order order = flow.apply(order(PlatformStatus.TO_SHIP), NOW).plan().order();
        assertEquals(List.of("WEIGHT", "REVIEW"), types(order));
        assertTrue(flow.isReviewDue(order, NOW));
        assertEquals("REVIEW", OrderStatus.of(order, NOW).headline());
    }

    @Test
    void contradictionsInAFlowAreRefusedWhenItIsMade() {
        Gate gate = Gate.whileTrue("A", Condition.always(), EnumSet.of(Hold.Step.PLAN), "x");
        assertThrows(
                IllegalArgumentException.class,
                () -> OrderFlow.of("twice@1", OrderFields.orders(), List.of(gate, gate)));
        Condition nonsense = new Condition.IsPresent("order.nonsense");
        Gate unknown = Gate.whileTrue("B", nonsense, EnumSet.of(Hold.Step.PLAN), "x");
        assertThrows(
                IllegalArgumentException.class,
                () -> OrderFlow.of("unknown@1", OrderFields.orders(), List.of(unknown)));
        assertThrows(
                IllegalArgumentException.class, () -> Gate.whileTrue("C", Condition.always(), Set.of(), "nothing"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Gate.delay(
                        "D", Condition.always(), Duration.ofMinutes(-1), EnumSet.of(Hold.Step.PLAN), "negative"));
    }

    @Test
    void gatesAreFoundByType() {
        assertEquals(Set.of("reviewer"), FLOW.gate(Hold.REVIEW).orElseThrow().releasers());
        assertTrue(FLOW.gate("NONE").isEmpty());
        assertEquals("standard@2", FLOW.toString());
    }

    private static Order applied(Order order) {
        return FLOW.apply(order, NOW).plan().order();
    }

    private static List<String> types(Order order) {
        return order.holds().stream().map(Hold::type).toList();
    }

    private static OrderFact reading(long minute, PlatformStatus status) {
        return Facts.reading(minute, status, List.of(X));
    }

    private static OrderFact blocked(OrderFact.Block.Code code) {
        return Facts.reading(
                Revision.at(Facts.minute(1), 1),
                PlatformStatus.TO_SHIP,
                Facts.minute(1),
                Facts.amounts(List.of(X)),
                List.of(X),
                List.of(new OrderFact.Block(code, "told by the platform")));
    }

    private static RefundFact refund(long minute, RefundFact.Status status) {
        return Facts.refund(
                "R", minute, "X", Quantity.pieces(1), Facts.cny(5000), status, RefundFact.Phase.BEFORE_SHIPPING);
    }

    private static Order order(PlatformStatus status) {
        return Demands.reconcile(Facts.order(reading(1, status)), CATALOG);
    }
}
