package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A release and the stop of it never overtake each other: else a source would say that it has stopped what it never had, and
 * then begin with it.
 */
class StopAfterReleaseTest {
    private static final Duration LATER = Duration.ofMinutes(6);

    private final Shelf shelf = new Shelf();
    private final Deque<Outcome> answers = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private Oms oms;

    @BeforeEach
    void open() {
        oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .handler(EffectHandler.of(Effect.SOURCE_WORK, RepeatRule.SAME_KEY, this::source))
                .build();
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private Outcome source(Effect effect) {
        heard.add(effect.datum("action"));
        return answers.isEmpty() ? Outcome.Done.of("done") : answers.remove();
    }

    private Order order() {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private FulfillmentOrder work() {
        return oms.fulfillment().of(order()).get(0);
    }

    private void released() {
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000)));
        oms.drain();
        assertTrue(work().handedOver());
    }

    private void hold() {
        Hold hold =
                new Hold("DESK", "desk", "look", null, "look", shelf.instant(), null, EnumSet.allOf(Hold.Step.class));
        assertTrue(oms.submit(new Command.PlaceHold(order().id(), hold)).done());
        oms.drain();
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            shelf.forward(LATER);
            oms.drain();
        }
    }

    @Test
    void theStopWaitsForAReleaseWhoseAnswerWasLost() {
        answers.add(new Outcome.Unknown("the answer was lost"));
        released();
        hold();
        assertEquals(List.of("release"), heard, "what became of the release is not known yet");
        rounds(3);
        assertEquals(List.of("release", "release", "cancel"), heard);
        assertTrue(work().isMovable());
        rounds(3);
        assertEquals(3, heard.size(), "nothing is sent while the hold stands");
    }

    @Test
    void aReleaseThatSurelyDidNotArriveIsNotSentUnderAHold() {
        answers.add(new Outcome.Retry("no time", Duration.ofMinutes(3)));
        released();
        hold();
        rounds(3);
        assertEquals(List.of("release"), heard, "the source never knew of it, so there is nothing to stop");
        assertTrue(work().isMovable());
        assertFalse(work().handedOver());
        assertTrue(
                oms.submit(new Command.LiftHold(order().id(), "desk", "look")).done());
        rounds(1);
        assertEquals(List.of("release", "release"), heard);
        assertTrue(work().handedOver());
    }

    @Test
    void aStopThatComesAfterTheWorkHasComeBackIsNotSent() {
        released();
        answers.add(new Outcome.Retry("no time", Duration.ofMinutes(3)));
        hold();
        assertEquals(List.of("release", "cancel"), heard);
        rounds(1);
        assertEquals(List.of("release", "cancel", "cancel"), heard);
        assertTrue(
                oms.submit(new Command.LiftHold(order().id(), "desk", "look")).done());
        rounds(3);
        assertEquals(List.of("release", "cancel", "cancel", "release"), heard);
        assertTrue(work().handedOver());
    }
}
