package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Goods are booked once, however often the command is sent. */
class MoveStockTest {
    private static final StockCell X = new StockCell("W1", new Sku("X"));

    private static Oms engine(Store store, int node) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(new Shelf())
                .node(node)
                .build();
    }

    private static Command received(String reference) {
        return new Command.MoveStock(List.of(StockMovement.receive(X, 5, reference)));
    }

    private static long onHand(Oms oms) {
        return oms.stock().balances(List.of(X)).get(X).onHand();
    }

    @Test
    void whatIsBookedAlreadyIsRefusedAndNothingOfItsCommandIsBooked() {
        try (Oms oms = engine(new MemoryStore(), 1)) {
            assertTrue(oms.submit(received("delivery-1")).done());
            Command.Result again = oms.submit(new Command.MoveStock(
                    List.of(StockMovement.receive(X, 7, "delivery-2"), StockMovement.receive(X, 5, "delivery-1"))));
            assertFalse(again.done());
            assertEquals("ALREADY_BOOKED", again.explanation().reasons().get(0).code());
            assertEquals(5, onHand(oms));
            assertTrue(oms.submit(received("delivery-2")).done(), "the refused command used nothing up");
            assertEquals(10, onHand(oms));
        }
    }

    @Test
    void anotherKindOfMovementMayHaveTheSameReference() {
        try (Oms oms = engine(new MemoryStore(), 1)) {
            assertTrue(oms.submit(received("note-7")).done());
            Command correction =
                    new Command.MoveStock(List.of(StockMovement.adjust(X, -1, "note-7", "one was missing")));
            assertTrue(oms.submit(correction).done());
            assertFalse(oms.submit(correction).done());
            assertEquals(4, onHand(oms));
        }
    }

    @Test
    void aCommandWhoseAnswerWasLostMayBeSentAgain() {
        MemoryStore memory = new MemoryStore();
        boolean[] lost = {false};
        FaultyStore store = FaultyStore.of(memory, (call, operation) -> {
            boolean now = operation.equals("commit") && lost[0];
            lost[0] &= !now;
            return now ? Fault.AFTER : Fault.NONE;
        });
        try (Oms oms = engine(store, 1)) {
            lost[0] = true;
            assertThrows(StoreException.class, () -> oms.submit(received("delivery-1")));
            assertEquals(5, onHand(oms));
            assertEquals(
                    "ALREADY_BOOKED",
                    oms.submit(received("delivery-1"))
                            .explanation()
                            .reasons()
                            .get(0)
                            .code());
            assertEquals(5, onHand(oms));
        }
    }

    @Test
    void ofManyAtTheSameTimeOneIsBooked() {
        MemoryStore memory = new MemoryStore();
        try (Oms one = engine(memory, 1);
                Oms other = engine(memory, 2)) {
            long booked = IntStream.range(0, 40)
                    .parallel()
                    .filter(i -> (i % 2 == 0 ? one : other)
                            .submit(received("delivery-1"))
                            .done())
                    .count();
            assertEquals(1, booked);
            assertEquals(5, onHand(one));
        }
    }
}
