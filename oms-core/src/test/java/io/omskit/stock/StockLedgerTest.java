package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.stock.StockLedger.Difference;
import io.omskit.stock.StockMovement.Delta;
import io.omskit.value.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StockLedgerTest {
    private static final StockCell CELL = new StockCell("W1", new Sku("X"));
    private static final Quota QUOTA = Quota.ofChannel("taobao/a", new Sku("X"), 50);

    /** 100 arrive, 10 stay as safety, 30 + 20 are reserved, 5 of them released, 25 shipped, 4 damaged, 2 come back. */
    private static final List<StockMovement> DAY = List.of(
            StockMovement.receive(CELL, 100, "delivery"),
            StockMovement.safety(CELL, 10, "policy"),
            StockMovement.reserve(CELL, 30, "p1"),
            StockMovement.reserve(CELL, 20, "p2"),
            StockMovement.quota(QUOTA, 50, "p1"),
            StockMovement.release(CELL, 5, "p2"),
            StockMovement.quota(QUOTA, -5, "p1"),
            StockMovement.commit(CELL, 25, "p1"),
            StockMovement.damage(CELL, 4, "check", "WET"),
            StockMovement.returned(CELL, 2, "rma"));

    @Test
    void aDayOfMovementsFoldsToItsBalances() {
        StockLedger ledger = StockLedger.fold(DAY);
        Balances balances = ledger.balances(CELL);
        // on hand 100 - 25 + 2, reserved 30 + 20 - 5 - 25
        assertEquals(new Balances(77, 20, 4, 10), balances);
        assertEquals(43, balances.free());
        assertEquals(0, balances.overpromised());
        assertEquals(Map.of(CELL, balances), ledger.balances());
        assertEquals(Map.of("p1", 5L, "p2", 15L), ledger.holds(CELL));
        assertEquals(5, ledger.reserved(CELL, "p1"));
        assertEquals(45, ledger.used(QUOTA));
        assertEquals(Map.of("p1", 45L), ledger.uses(QUOTA));
        assertEquals(Optional.empty(), StockInvariants.releasesWithinReservations(ledger));
    }

    @Test
    void damagedReturnsLeaveFreeAsItWas() {
        StockLedger ledger = StockLedger.fold(
                List.of(StockMovement.returned(CELL, 3, "rma"), StockMovement.damage(CELL, 3, "rma", "BROKEN")));
        assertEquals(new Balances(3, 0, 3, 0), ledger.balances(CELL));
        assertEquals(0, ledger.balances(CELL).free());
    }

    @Test
    void aTransferMovesGoodsBetweenSources() {
        StockCell other = new StockCell("W2", CELL.sku());
        StockLedger ledger = StockLedger.fold(List.of(
                StockMovement.receive(CELL, 5, "d"),
                StockMovement.transferOut(CELL, 3, "t"),
                StockMovement.transferIn(other, 3, "t")));
        assertEquals(2, ledger.balances(CELL).free());
        assertEquals(3, ledger.balances(other).free());
    }

    @Test
    void aSpoiledCounterIsFoundAndRepaired() {
        StockLedger ledger = StockLedger.fold(DAY);
        Map<String, Long> stored = new TreeMap<>(ledger.counters());
        assertEquals(List.of(), ledger.differences(stored));
        stored.merge("stock/W1/X/free", 7L, Long::sum);
        stored.remove("stock/W1/X/damaged");
        stored.put("stock/W9/GHOST/onHand", 2L);
        List<Difference> differences = ledger.differences(stored);
        assertEquals(
                List.of("stock/W1/X/damaged", "stock/W1/X/free", "stock/W9/GHOST/onHand"),
                differences.stream().map(Difference::key).toList());
        assertEquals(
                new Delta("stock/W1/X/free", -7, Delta.NO_FLOOR),
                differences.get(1).repair());
        Violation violation =
                StockInvariants.countersEqualLedger(ledger, stored).orElseThrow();
        assertTrue(violation.detail().contains("3 counters differ"), violation.detail());
        differences.forEach(d -> stored.merge(d.key(), d.repair().delta(), Long::sum));
        assertEquals(Optional.empty(), StockInvariants.countersEqualLedger(ledger, stored));
    }

    @Test
    void aReferenceThatGivesUpMoreThanItHoldsIsFound() {
        StockLedger ledger = StockLedger.fold(List.of(
                StockMovement.receive(CELL, 9, "d"),
                StockMovement.reserve(CELL, 4, "p1"),
                StockMovement.reserve(CELL, 4, "p2"),
                StockMovement.release(CELL, 5, "p1")));
        Violation violation = StockInvariants.releasesWithinReservations(ledger).orElseThrow();
        assertEquals("p1 gave up 1 more than it held", violation.detail());
        assertEquals(Optional.empty(), StockInvariants.releaseWithinReservation(ledger, CELL, "p2", 4));
        assertTrue(
                StockInvariants.releaseWithinReservation(ledger, CELL, "p2", 5).isPresent());
        assertTrue(
                StockInvariants.releaseWithinReservation(ledger, CELL, "p1", 1).isPresent());
    }

    @Test
    void aQuotaThatGetsBackMoreThanWasUsedIsFound() {
        StockLedger ledger =
                StockLedger.fold(List.of(StockMovement.quota(QUOTA, 2, "p1"), StockMovement.quota(QUOTA, -3, "p1")));
        assertTrue(StockInvariants.releasesWithinReservations(ledger).isPresent());
    }

    @Test
    void nothingFoldsToNothing() {
        StockLedger ledger = StockLedger.fold(List.of());
        assertEquals(Balances.none(), ledger.balances(CELL));
        assertEquals(Map.of(), ledger.balances());
        assertEquals(0, ledger.used(QUOTA));
    }
}
