package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** what ends of a reservation never exceeds what is left of it, whoever asks, in whatever order. */
class HostReservationsProperties {
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

    @Property
    void aReservationEndsOnceAndNotByMoreThanIsLeftOfIt(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Long> held = new TreeMap<>();
        try (Oms oms = engine()) {
            oms.stock().book(StockMovement.receive(CELL, 20, "in"));
            long onHand = 20;
            for (int step = 0; step < 25; step++) {
                String reference = "cart-" + random.nextInt(4);
                long quantity = 1 + random.nextInt(6);
                long left = held.getOrDefault(reference, 0L);
                int kind = random.nextInt(3);
                StockMovement movement = kind == 0
                        ? StockMovement.reserve(CELL, quantity, reference)
                        : kind == 1
                                ? StockMovement.release(CELL, quantity, reference)
                                : StockMovement.commit(CELL, quantity, reference);
                boolean done = oms.stock().book(movement).done();
                if (done) {
                    assertTrue(kind == 0 || quantity <= left, () -> movement + " of " + left + ", seed " + seed);
                    held.put(reference, kind == 0 ? left + quantity : left - quantity);
                    onHand -= kind == 2 ? quantity : 0;
                }
                Balances balances = oms.stock().balances(List.of(CELL)).get(CELL);
                assertEquals(onHand, balances.onHand());
                assertEquals(
                        held.values().stream().mapToLong(Long::longValue).sum(), balances.reserved(), "seed " + seed);
            }
        }
    }
}
