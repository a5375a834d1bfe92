package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source's parcels are counted by days of its own zone. It begins at ten in the morning in Shanghai. */
class SourceDayTest {
    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private final MemoryStore store = new MemoryStore();
    private Oms oms;

    @BeforeEach
    void open() {
        oms = Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .policy(Policy.defaults()
                        .withFulfillment(FulfillmentPolicy.defaults().withParcelsADay(Map.of("W1", 2L))))
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .build();
        oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in"));
    }

    @AfterEach
    void close() {
        EndState.assertSound(store);
        oms.close();
    }

    private void accept(int... numbers) {
        for (int number : numbers) {
            oms.accept(Shelf.paid("N" + number, "buyer" + number, Shelf.START, Shelf.line("1", "X", 1, 500)));
            oms.drain();
        }
    }

    private void after(Duration time) {
        shelf.forward(time);
        oms.drain();
    }

    @Test
    void whatDidNotFitTodayLeavesAfterMidnightThere() {
        accept(1, 2, 3, 4, 5);
        assertEquals(2, outbox.releases().size());
        after(Duration.ofHours(14).minusSeconds(1));
        assertEquals(2, outbox.releases().size(), "a second before midnight");
        after(Duration.ofSeconds(1));
        assertEquals(4, outbox.releases().size());
        after(Duration.ofHours(24).minusSeconds(1));
        assertEquals(4, outbox.releases().size());
        after(Duration.ofSeconds(1));
        assertEquals(5, outbox.releases().size());
    }

    @Test
    void roomThatIsNotFullWaitsForNobody() {
        accept(1);
        after(Duration.ofHours(15));
        accept(2, 3);
        assertEquals(3, outbox.releases().size(), "yesterday's parcel takes no room of today");
        accept(4);
        assertEquals(3, outbox.releases().size());
    }
}
