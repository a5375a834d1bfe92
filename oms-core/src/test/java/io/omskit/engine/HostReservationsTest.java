package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** who may end a reservation, and that two who do at once do not end more than there is. */
class HostReservationsTest {
    private static final StockCell CELL = new StockCell("W1", new Sku("X"));

    private static Oms engine() {
        return Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(new Shelf())
                .build();
    }

    private static String code(Command.Result result) {
        return result.done() ? "" : result.explanation().reasons().get(0).code();
    }

    @Test
    void ofTwoThatEndOneReservationAtOnceOneIsRefused() {
        try (Oms oms = engine()) {
            oms.stock().book(StockMovement.receive(CELL, 500, "in"));
            long ended = LongStream.range(0, 60)
                    .parallel()
                    .map(i -> {
                        String reference = "cart-" + i / 2;
                        oms.stock().book(StockMovement.reserve(CELL, 3, reference));
                        StockMovement end = i % 2 == 0
                                ? StockMovement.release(CELL, 2, reference)
                                : StockMovement.commit(CELL, 2, reference);
                        return oms.stock().book(end).done() ? 1 : 0;
                    })
                    .sum();
            assertEquals(30, ended, "3 were reserved, and each of two wants to end 2");
            assertEquals(30, oms.stock().balances(List.of(CELL)).get(CELL).reserved());
        }
    }

    @Test
    void whatWorkHasReservedOnlyTheEngineEnds() {
        try (Oms oms = engine()) {
            oms.stock().book(StockMovement.receive(CELL, 5, "in"));
            String reference = FulfillmentOrder.reference(7);
            for (StockMovement movement : List.of(
                    StockMovement.reserve(CELL, 1, reference),
                    StockMovement.release(CELL, 1, reference),
                    StockMovement.commit(CELL, 1, reference))) {
                assertEquals("REFERENCE_OF_WORK", code(oms.stock().book(movement)));
            }
            assertEquals("RESERVED_LESS", code(oms.stock().book(StockMovement.release(CELL, 1, "cart-1"))));
            assertEquals(
                    "",
                    code(oms.stock()
                            .book(
                                    StockMovement.reserve(CELL, 2, "cart-1"),
                                    StockMovement.release(CELL, 1, "cart-1"),
                                    StockMovement.commit(CELL, 1, "cart-1"))));
        }
    }
}
