package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** S1: a hold that is committed before the hand-over prevents it, at whatever moment it comes; a later one asks to stop. */
class HoldBeforeHandOverTest {
    private static final Hold HOLD = blocking(Hold.Step.RELEASE, Hold.Step.HAND_OVER);

    private static Hold blocking(Hold.Step... steps) {
        return new Hold("FRAUD", "host", "case-1", null, "looks odd", Shelf.START, null, Set.of(steps));
    }

    private final Shelf shelf = new Shelf();

    private Oms engine(Store store, Outbox outbox, int node) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .node(node)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .build();
    }

    private static Optional<Order> order(Oms oms, String number) {
        return oms.orders().find(Shelf.SHOP.order(number));
    }

    /** What the hold met when it was set. */
    private static final class Moment {
        boolean set;
        boolean tooLate;
    }

    private Moment run(MemoryStore memory, long call, Hold hold, Outbox outbox, Oms other) {
        Moment moment = new Moment();
        FaultyStore store = FaultyStore.of(memory, (number, operation) -> {
            if (number == call) {
                order(other, "1002").ifPresent(order -> place(other, order, hold, moment));
            }
            return Fault.NONE;
        });
        Oms oms = engine(store, outbox, 1);
        oms.accept(
                Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000)),
                Shelf.paid("1002", "Li", Shelf.START, Shelf.line("1", "X", 2, 5000)));
        oms.drain();
        if (store.calls() < call) {
            return moment;
        }
        shelf.forward(Duration.ofMinutes(10));
        oms.drain();
        return moment;
    }

    private static void place(Oms other, Order order, Hold hold, Moment moment) {
        assertTrue(other.submit(new Command.PlaceHold(order.id(), hold)).done());
        moment.set = true;
        moment.tooLate = other.fulfillment().of(order(other, "1002").orElseThrow()).stream()
                .anyMatch(FulfillmentOrder::handedOver);
    }

    @Test
    void aHoldAtAnyMomentPreventsTheHandOverOrComesTooLate() {
        atEveryMoment(HOLD);
    }

    @Test
    void aHoldThatBlocksTheHandOverOnlyDoesSoToo() {
        atEveryMoment(blocking(Hold.Step.HAND_OVER));
    }

    @Test
    void whatWasHeldGoesOnWhenItsHoldIsLifted() {
        for (Hold.Step step : List.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER)) {
            Outbox outbox = new Outbox();
            Oms oms = engine(new MemoryStore(), outbox, 1);
            oms.submit(new Command.MoveStock(
                    List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
            oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000)));
            oms.process();
            long id = order(oms, "1001").orElseThrow().id();
            oms.submit(new Command.PlaceHold(id, blocking(step)));
            oms.drain();
            assertEquals(List.of(), outbox.releases(), step::name);
            oms.submit(new Command.LiftHold(id, "host", "case-1"));
            oms.drain();
            assertEquals(1, outbox.releases().size(), step::name);
        }
    }

    private void atEveryMoment(Hold hold) {
        int prevented = 0;
        int tooLate = 0;
        for (long call = 1; call <= 60; call++) {
            MemoryStore memory = new MemoryStore();
            Outbox outbox = new Outbox();
            Oms other = engine(memory, outbox, 2);
            other.submit(new Command.MoveStock(
                    List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
            Moment moment = run(memory, call, hold, outbox, other);
            EndState.assertSound(memory);
            String where = "hold at store call " + call;
            List<String> told = outbox.releases().stream().map(Effect::key).toList();
            assertEquals(told.stream().distinct().toList(), told, where);
            if (!moment.set) {
                continue;
            }
            Order order = order(other, "1002").orElseThrow();
            List<FulfillmentOrder> works = other.fulfillment().of(order);
            if (moment.tooLate) {
                tooLate++;
                assertFalse(outbox.releases().isEmpty(), where);
                assertFalse(outbox.cancels().isEmpty(), () -> where + ": the source is asked to stop");
            } else {
                prevented++;
                assertTrue(works.stream().noneMatch(FulfillmentOrder::handedOver), where);
                works.forEach(work -> assertTrue(
                        outbox.releases().stream().noneMatch(effect -> effect.fulfillmentOrder() == work.id()), where));
                assertTrue(outbox.cancels().isEmpty(), where);
            }
        }
        assertTrue(prevented >= 3 && tooLate >= 2, "prevented " + prevented + ", too late " + tooLate);
    }

    @Test
    void workThatIsReleasedAgainInTheSameMomentIsHandedOverOnce() {
        Outbox outbox = new Outbox();
        MemoryStore memory = new MemoryStore();
        Oms oms = engine(memory, outbox, 1);
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000)));
        oms.process();
        long id = order(oms, "1001").orElseThrow().id();
        assertTrue(oms.submit(new Command.PlaceHold(id, HOLD)).done());
        oms.drain();
        assertEquals(List.of(), outbox.releases());
        assertTrue(oms.submit(new Command.LiftHold(id, "host", "case-1")).done());
        oms.drain();
        assertEquals(1, outbox.releases().size());
        assertTrue(oms.fulfillment().of(order(oms, "1001").orElseThrow()).get(0).handedOver());
    }

    @Test
    void aReleaseThatWasTakenBackIsNotSentAfterTheNextOne() {
        Outbox outbox = new Outbox();
        Outbox dead = new Outbox();
        MemoryStore memory = new MemoryStore();
        Oms oms = engine(memory, outbox, 1);
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000)));
        oms.process();
        // another process claims the release and dies before it does anything
        FaultyStore dying =
                FaultyStore.of(memory, (call, operation) -> operation.equals("claim") ? Fault.AFTER : Fault.NONE);
        Oms crashed = engine(dying, dead, 2);
        assertThrows(StoreException.class, crashed::runEffects);
        long id = order(oms, "1001").orElseThrow().id();
        oms.submit(new Command.PlaceHold(id, HOLD));
        shelf.forward(Duration.ofSeconds(1));
        oms.submit(new Command.LiftHold(id, "host", "case-1"));
        oms.drain();
        assertEquals(1, outbox.releases().size());
        shelf.forward(Duration.ofMinutes(5));
        oms.drain();
        assertEquals(1, outbox.releases().size());
    }
}
