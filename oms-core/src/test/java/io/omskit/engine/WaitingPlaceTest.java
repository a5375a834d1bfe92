package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.engine.stored.Tables;
import io.omskit.fact.RefundFact;
import io.omskit.order.Hold;
import io.omskit.store.Query;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where people see that an order waits: in its status, in the place that it waits at, in the column of its row. */
class WaitingPlaceTest {
    private final Scene scene = Scene.of(Scene.waiting());

    @Test
    void theFirstClosedGateIsSeenWhicheverClosedFirst() {
        try (scene) {
            scene.stock("W1", "X", 9);
            scene.sell("N", "Li", Shelf.line("1", "X", 2, 5000));
            assertSeen("SIBLING_WAIT");

            scene.oms.accept(Scene.refund("N", "R1", "1", 1, RefundFact.Status.REQUESTED, scene.time.instant()));
            scene.oms.drain();
            assertSeen("REFUND_OPEN");

            scene.oms.accept(Scene.refund(
                    "N",
                    "R1",
                    "1",
                    1,
                    RefundFact.Status.CLOSED,
                    scene.time.instant().plusSeconds(9)));
            scene.oms.drain();
            assertSeen("SIBLING_WAIT");
            scene.later();
            assertSeen("RELEASED");
        }
    }

    @Test
    void aHoldOfTheHostIsSeenWhereNoGateIsClosed() {
        try (scene) {
            scene.stock("W1", "X", 9);
            scene.sell("N", "Li", Shelf.line("1", "X", 2, 5000));
            Hold call = new Hold(
                    "CALL", "desk", "call", null, "call first", scene.time.instant(), null, Set.of(Hold.Step.RELEASE));
            scene.oms.review().hold(scene.order("N").id(), call);
            assertSeen("SIBLING_WAIT");
            scene.later();
            assertSeen("CALL");
            scene.oms.review().lift(scene.order("N").id(), "desk", "call");
            scene.oms.drain();
            assertSeen("RELEASED");
        }
    }

    private void assertSeen(String place) {
        assertEquals(place, scene.oms.orders().status(scene.order("N")).headline());
        assertEquals(place, scene.oms.orders().waitingAt(scene.order("N")).orElse("RELEASED"));
        Query row = Query.by(Tables.ORDER, "ref", Shelf.SHOP.platform(), Shelf.SHOP.shop(), "N");
        assertEquals(
                List.of(place),
                scene.oms.store().find(row).stream()
                        .map(one -> one.text("headline"))
                        .toList());
    }
}
