package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each invariant must be able to fail. */
class StockInvariantsTest {
    private static final Sku X = new Sku("X");
    private static final StockCell W1 = new StockCell("W1", X);
    private static final StockCell W2 = new StockCell("W2", X);

    @Test
    void allocatingMoreThanAvailableIsFound() {
        assertEquals(Optional.empty(), StockInvariants.allocatedWithinAvailable(Map.of(W1, 3L), Map.of(W1, 3L)));
        assertEquals(
                "Q2 broken by X@W1: allocated 4, available 3",
                StockInvariants.allocatedWithinAvailable(Map.of(W1, 4L), Map.of(W1, 3L))
                        .orElseThrow()
                        .toString());
        assertTrue(StockInvariants.allocatedWithinAvailable(Map.of(W2, 1L), Map.of(W1, 3L))
                .isPresent());
        assertTrue(StockInvariants.allocatedWithinAvailable(Map.of(W1, -1L), Map.of(W1, 3L))
                .isPresent());
        assertTrue(StockInvariants.allocatedWithinAvailable(Map.of(W1, 1L), Map.of(W1, -3L))
                .isPresent());
    }

    @Test
    void missingWhatIsThereIsFound() {
        Map<StockCell, Long> available = Map.of(W1, 3L, W2, -1L);
        assertEquals(Optional.empty(), StockInvariants.missingOnlyWhatIsShort(Map.of(X, 5L), Map.of(X, 2L), available));
        assertEquals(Optional.empty(), StockInvariants.missingOnlyWhatIsShort(Map.of(X, 3L), Map.of(), available));
        assertEquals(
                "Q3 broken by SKU X: needed 3, available 3, missing 1",
                StockInvariants.missingOnlyWhatIsShort(Map.of(X, 3L), Map.of(X, 1L), available)
                        .orElseThrow()
                        .toString());
        assertTrue(StockInvariants.missingOnlyWhatIsShort(Map.of(X, 5L), Map.of(), available)
                .isPresent());
        assertTrue(StockInvariants.missingOnlyWhatIsShort(Map.of(), Map.of(X, 1L), available)
                .isPresent());
    }

    @Test
    void uploadingTooMuchIsFound() {
        Map<Sku, Long> perUnit = Map.of(X, 2L);
        assertEquals(Optional.empty(), StockInvariants.uploadWithinAvailable(2, perUnit, Map.of(X, 5L)));
        assertTrue(
                StockInvariants.uploadWithinAvailable(3, perUnit, Map.of(X, 5L)).isPresent());
        assertTrue(StockInvariants.uploadWithinAvailable(-1, perUnit, Map.of(X, 5L))
                .isPresent());
        assertTrue(StockInvariants.uploadWithinAvailable(1, perUnit, Map.of()).isPresent());
    }
}
