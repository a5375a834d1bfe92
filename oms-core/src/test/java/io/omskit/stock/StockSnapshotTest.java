package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockSnapshotTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Source W1 = Source.of("W1", Source.Kind.OWN, ZONE);
    private static final Source W2 = Source.of("W2", Source.Kind.STORE, ZONE).withPriority(1);
    private static final Source SUPPLIER = Source.of("S1", Source.Kind.SUPPLIER, ZONE);
    private static final Sku X = new Sku("X");
    private static final Sku Y = new Sku("Y");

    private static StockSnapshot snapshot() {
        return StockSnapshot.of(
                List.of(W1, SUPPLIER, W2),
                Map.of(new StockCell("W1", X), 5L, new StockCell("W2", X), -2L, new StockCell("W2", Y), 7L));
    }

    @Test
    void freeIsNeverNegativeAndUnlimitedWhereNobodyCounts() {
        StockSnapshot snapshot = snapshot();
        assertEquals(5, snapshot.free("W1", X));
        assertEquals(0, snapshot.free("W2", X));
        assertEquals(0, snapshot.free("W1", Y));
        assertEquals(StockSnapshot.UNCOUNTED, snapshot.free("S1", X));
        assertEquals(5, snapshot.totalFree(X), "the supplier is not counted");
    }

    @Test
    void sourcesGoByPriorityThenId() {
        assertEquals(
                List.of("W2", "S1", "W1"),
                snapshot().sources().stream().map(Source::id).toList());
        assertEquals(W1, snapshot().source("W1"));
        assertNull(snapshot().source("W9"));
    }

    @Test
    void whatWasLookedAtIsKnownWithTheCountersAsTheyAre() {
        StockSnapshot snapshot = snapshot();
        assertEquals(Map.of(), snapshot.looked());
        snapshot.free("W2", X);
        snapshot.drawdown().take("W1", Y, 3);
        snapshot.free("S1", X);
        assertEquals(Map.of(new StockCell("W2", X), -2L, new StockCell("W1", Y), 0L), snapshot.looked());
        assertEquals(Map.of(), snapshot.unread().looked());
        assertEquals(5, snapshot.unread().free("W1", X));
    }

    @Test
    void laterChangesOfTheInputDoNotReachTheSnapshot() {
        Map<StockCell, Long> free = new HashMap<>(Map.of(new StockCell("W1", X), 5L));
        StockSnapshot snapshot = StockSnapshot.of(List.of(W1), free);
        free.put(new StockCell("W1", X), 50L);
        assertEquals(5, snapshot.free("W1", X));
    }

    @Test
    void contradictionsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> StockSnapshot.of(List.of(W1, W1.withPriority(3)), Map.of()));
        Map<StockCell, Long> stray = Map.of(new StockCell("W9", X), 1L);
        assertThrows(IllegalArgumentException.class, () -> StockSnapshot.of(List.of(W1), stray));
        Map<StockCell, Long> uncounted = Map.of(new StockCell("S1", X), 1L);
        assertThrows(IllegalArgumentException.class, () -> StockSnapshot.of(List.of(SUPPLIER), uncounted));
        assertThrows(IllegalArgumentException.class, () -> snapshot().free("W9", X));
    }

    @Test
    void aDrawdownTakesWhatIsLeftAndNoMore() {
        Drawdown plan = snapshot().drawdown();
        assertEquals(3, plan.take("W1", X, 3));
        assertEquals(2, plan.take("W1", X, 3), "the second line of the SKU sees what the first took");
        assertEquals(0, plan.take("W2", X, 3));
        assertEquals(9, plan.take("S1", X, 9));
        assertEquals(StockSnapshot.UNCOUNTED, plan.left("S1", X));
        Drawdown other = plan.copy();
        other.giveBack("W1", X, 4);
        assertEquals(4, other.left("W1", X));
        assertEquals(0, plan.left("W1", X));
        assertEquals(Map.of(new StockCell("W1", X), 5L, new StockCell("S1", X), 9L), plan.taken());
        other.giveBack("W1", X, 1);
        assertEquals(Map.of(new StockCell("S1", X), 9L), other.taken());
        assertThrows(IllegalArgumentException.class, () -> other.giveBack("W1", X, 1));
        assertThrows(IllegalArgumentException.class, () -> other.take("W1", X, -1));
    }

    @Test
    void sourcesCarryTheirData() {
        Source store = W2.withName("Store")
                .withRegion("310000")
                .withCutOff(LocalTime.of(16, 0))
                .withCounted(false);
        assertEquals(
                new Source(
                        "W2",
                        Source.Kind.STORE,
                        "Store",
                        ZONE,
                        "310000",
                        1,
                        LocalTime.of(16, 0),
                        false,
                        Source.Duty.ANY),
                store);
        assertTrue(W1.counted());
        assertThrows(IllegalArgumentException.class, () -> Source.of(" ", Source.Kind.OWN, ZONE));
    }
}
