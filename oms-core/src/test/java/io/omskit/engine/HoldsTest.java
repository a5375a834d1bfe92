package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Hold;
import io.omskit.order.Hold.Step;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.flow.FlowReader;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds that people set: who they belong to, what they are about, what they block and for how long. */
class HoldsTest {
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
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .policy(Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(1))))
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .build();
        for (String sku : List.of("X", "Y")) {
            oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku(sku)), 9, "in"));
        }
        oms.accept(Shelf.paid("A", "Li", Shelf.START, Shelf.line("1", "X", 1, 100), Shelf.line("2", "Y", 1, 100)));
        oms.drain();
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private Order order() {
        return oms.orders().find(Shelf.SHOP.order("A")).orElseThrow();
    }

    private Hold hold(String owner, String handle, @Nullable String line, @Nullable Instant until, Step... steps) {
        return new Hold("DESK", owner, handle, line, "look", shelf.instant(), until, Set.of(steps));
    }

    private Command.Result place(Hold hold) {
        Command.Result result = oms.review().hold(order().id(), hold);
        oms.drain();
        return result;
    }

    private Command.Result lift(String owner, String handle) {
        Command.Result result = oms.review().lift(order().id(), owner, handle);
        oms.drain();
        return result;
    }

    private int releases() {
        shelf.forward(Duration.ofHours(2));
        oms.drain();
        return outbox.releases().size();
    }

    private static String code(Command.Result result) {
        assertFalse(result.done());
        return result.explanation().reasons().get(0).code();
    }

    @Test
    void equalHandlesOfTwoOwnersAreTwoHolds() {
        assertTrue(place(hold("risk", "h", null, null, Step.RELEASE)).done());
        assertTrue(place(hold("desk", "h", null, null, Step.RELEASE)).done());
        assertTrue(place(hold("desk", "h", null, null, Step.RELEASE)).done());
        assertEquals(0, releases());
        assertTrue(lift("desk", "h").done());
        assertEquals(0, releases(), "the other still stands");
        assertTrue(lift("risk", "h").done());
        assertEquals(1, releases());
    }

    @Test
    void aHoldEndsByItselfAtItsExpiry() {
        place(hold("desk", "h", null, shelf.instant().plus(Duration.ofHours(3)), Step.RELEASE));
        assertEquals(0, releases());
        assertEquals(1, releases());
    }

    @Test
    void theStoredHeadlineIsRightAfterOneOfTwoHoldsHasEndedAndNothingElseChanged() {
        place(hold("desk", "h1", null, shelf.instant().plus(Duration.ofHours(3)), Step.RELEASE));
        place(new Hold(
                "RISK",
                "risk",
                "h2",
                null,
                "look",
                shelf.instant(),
                shelf.instant().plus(Duration.ofHours(4)),
                Set.of(Step.RELEASE)));
        for (int hour = 0; hour < 5; hour++) {
            assertEquals(oms.orders().status(order()).headline(), storedHeadline());
            shelf.forward(Duration.ofHours(1));
            oms.drain();
        }
        assertEquals(oms.orders().status(order()).headline(), storedHeadline());
    }

    private String storedHeadline() {
        Query all = Query.all(Tables.ORDER);
        return String.valueOf(oms.store().find(all).get(0).text("headline"));
    }

    @Test
    void aHoldThatIsNotThereCannotBeLifted() {
        place(hold("desk", "h", null, null, Step.RELEASE));
        assertEquals("UNKNOWN_HOLD", code(lift("desk", "other")));
        assertEquals("UNKNOWN_HOLD", code(lift("risk", "h")));
        assertEquals("GATE_NOT_OPENABLE", code(lift("flow", "SIBLING_WAIT")));
    }

    @Test
    void aHoldOfALineLetsTheOtherLineGoAndIsLiftedByItself() {
        place(hold("desk", "h", "1", null, Step.RELEASE));
        place(hold("desk", "h", null, null, Step.RELEASE));
        assertEquals(0, releases());
        assertTrue(oms.review().lift(order().id(), "desk", "h", null).done());
        assertEquals(1, releases());
        assertEquals(List.of("1"), order().holds().stream().map(Hold::lineId).toList());
        assertTrue(oms.review().lift(order().id(), "desk", "h", "1").done());
        assertEquals(2, releases());
    }

    @Test
    void whatCannotBeAHoldIsRefused() {
        assertEquals("UNKNOWN_LINE", code(place(hold("desk", "h", "7", null, Step.RELEASE))));
        assertEquals("HOLD_REFUSED", code(place(hold("flow", "h", null, null, Step.RELEASE))));
        assertEquals("HOLD_REFUSED", code(place(hold("rules", "h", null, null, Step.RELEASE))));
        assertEquals("HOLD_REFUSED", code(place(hold("", "h", null, null, Step.RELEASE))));
        assertEquals("HOLD_REFUSED", code(place(hold("desk", " ", null, null, Step.RELEASE))));
        assertEquals("HOLD_REFUSED", code(place(hold("desk", "h", null, shelf.instant(), Step.RELEASE))));
        assertTrue(order().holds().stream().allMatch(hold -> hold.owner().equals(Hold.FLOW)));
    }

    @Test
    void whoMayNotBePlannedAnewLeavesAsPlanned() {
        place(hold("desk", "plan", null, null, Step.PLAN));
        assertEquals(1, releases());
    }

    @Test
    void whoMayNotBeMergedLeavesAlone() {
        place(hold("desk", "merge", null, null, Step.MERGE));
        oms.accept(Shelf.paid("B", "Li", Shelf.START, Shelf.line("1", "X", 1, 100)));
        oms.drain();
        assertEquals(2, releases());
        assertEquals(1, oms.fulfillment().of(order()).get(0).orderIds().size());
    }

    @Test
    void whoMayNotBeHandedOverStays() {
        place(hold("desk", "hand", null, null, Step.HAND_OVER));
        assertEquals(0, releases());
        lift("desk", "hand");
        place(hold("desk", "way", null, null, Step.DELIVERY));
        assertEquals(1, releases(), "only a parcel on its way is asked back");
    }

    private static OrderFlow flow(String name, String gates) {
        return FlowReader.of(OrderFields.orders())
                .read("f", ("flow: " + name + "\nversion: 1\ngates:\n" + gates).getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private static String gate(String type) {
        return "  - {type: " + type + ", when: always, reason: r, blocks: [RELEASE, HAND_OVER], releasers: [desk]}\n";
    }

    @Test
    void aGateThatANewFlowDoesNotKnowHoldsNobodyAnyMore() {
        oms.rules().use(flow("one", gate("PHOTO")));
        oms.drain();
        assertTrue(oms.fulfillment().replan(order().id()).done());
        assertEquals(0, releases());
        assertEquals("PHOTO", oms.orders().waitingAt(order()).orElseThrow());
        oms.rules().use(flow("two", gate("OTHER")));
        oms.drain();
        assertEquals("OTHER", oms.orders().waitingAt(order()).orElseThrow());
        assertTrue(oms.review().open(order().id(), "OTHER", "Ann", "desk").done());
        assertEquals(1, releases());
    }

    @Test
    void whoWaitsForTimeAtAGateIsLookedAtWhenTheFlowChanges() {
        oms.rules().use(flow("one", timed("COOLING")));
        oms.drain();
        assertTrue(oms.fulfillment().replan(order().id()).done());
        assertEquals("COOLING", oms.orders().waitingAt(order()).orElseThrow());
        oms.rules().use(flow("two", gate("OTHER")));
        oms.drain();
        assertEquals("OTHER", oms.orders().waitingAt(order()).orElseThrow());
    }

    @Test
    void whoWaitsForNewsAtAGateIsLookedAtWhenTheFlowChanges() {
        oms.rules().use(flow("one", newsOnly("DEAR")));
        oms.drain();
        assertTrue(oms.fulfillment().replan(order().id()).done());
        assertEquals("DEAR", oms.orders().waitingAt(order()).orElseThrow());
        oms.rules().use(flow("two", timed("COOLING")));
        oms.drain();
        assertEquals("COOLING", oms.orders().waitingAt(order()).orElseThrow());
        assertEquals("COOLING", storedHeadline());
    }

    private static String timed(String type) {
        return "  - {type: " + type + ", when: always, reason: r, blocks: [RELEASE, HAND_OVER], releaseWhen: never,"
                + " expiry: 30 days}\n";
    }

    private static String newsOnly(String type) {
        return "  - {type: " + type + ", when: {field: order.payable, \">\": 1.00 CNY}, reason: r,"
                + " blocks: [RELEASE, HAND_OVER]}\n";
    }

    @Test
    void whoWaitsAtAGateForAPersonIsListed() {
        oms.rules().use(flow("one", gate("PHOTO") + gate("REVIEW")));
        oms.fulfillment().replan(order().id());
        oms.drain();
        assertEquals(List.of(order()), oms.review().waiting(10));
        assertEquals(List.of(order()), oms.review().waiting("PHOTO", 10));
        assertEquals(List.of(), oms.review().waiting("REVIEW", 10));
        oms.review().open(order().id(), "PHOTO", "Ann", "desk");
        oms.drain();
        assertEquals(List.of(), oms.review().waiting(10));
        assertEquals(1, releases());
    }
}
