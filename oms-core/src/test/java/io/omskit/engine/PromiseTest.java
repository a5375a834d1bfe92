package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.stock.InboundSupply;
import io.omskit.stock.Promise;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may be promised, and from when on, with what the host expects to arrive. */
class PromiseTest {
    private static final Sku SKU = new Sku("X");
    private static final StockCell X = new StockCell("W1", SKU);
    private static final Instant MONDAY = Shelf.START.plus(Duration.ofDays(3));
    private static final Instant FRIDAY = Shelf.START.plus(Duration.ofDays(7));

    private final Shelf time = new Shelf();
    private final List<InboundSupply> expected = new ArrayList<>(List.of(
            new InboundSupply("W2", SKU, 10, FRIDAY),
            new InboundSupply("W1", SKU, 5, MONDAY),
            new InboundSupply("NOWHERE", SKU, 500, MONDAY)));
    private final Oms oms = Oms.builder()
            .store(new MemoryStore())
            .catalog(Shelf.catalog("X"))
            .sources(Shelf.warehouses("W1", "W2"))
            .inbound(sku -> sku.equals(SKU) ? expected : List.of())
            .unsealedForTests()
            .time(time)
            .build();

    @AfterEach
    void close() {
        oms.close();
    }

    @Test
    void aPromiseIsKeptByWhatIsFreeThenByWhatIsOnItsWay() {
        oms.stock().book(StockMovement.receive(X, 4, "d1"));
        assertEquals(new Promise(SKU, 3, 4, Shelf.START), oms.stock().promise(SKU, 3));
        assertTrue(oms.stock().promise(SKU, 4).isNow());
        assertEquals(new Promise(SKU, 9, 4, MONDAY), oms.stock().promise(SKU, 9));
        assertFalse(oms.stock().promise(SKU, 9).isNow());
        assertEquals(FRIDAY, oms.stock().promise(SKU, 10).at());
        assertNull(oms.stock().promise(SKU, 20).at(), "no known supply reaches it");
    }

    @Test
    void whoWaitsAlreadyIsServedFirst() {
        oms.accept(Shelf.paid("N1", "b", Shelf.START, Shelf.line("1", "X", 4, 500)));
        oms.drain();
        assertEquals(new Promise(SKU, 1, 0, MONDAY), oms.stock().promise(SKU, 1));
        assertEquals(FRIDAY, oms.stock().promise(SKU, 2).at());
        assertNull(oms.stock().promise(SKU, 12).at());
    }

    @Test
    void supplyThatIsLateCountsUntilTheHostMovesIt() {
        time.forward(Duration.ofDays(4));
        assertEquals(5, oms.stock().promise(SKU, 1).now());
        expected.clear();
        assertEquals(0, oms.stock().promise(SKU, 1).now());
        assertEquals(0, oms.stock().available(List.of(SKU)).by(SKU, FRIDAY));
    }
}
