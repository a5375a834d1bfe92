package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.stock.StockCheck.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A check is clean when everything was looked at and nothing was found. */
class StockCheckTest {
    private static final Finding ODD = new Finding.Counter("stock/W1/X/free", 3, 2);

    @Test
    void whatWasFoundOrCouldNotBeSettledOrNotBeToldIsNotClean() {
        assertTrue(new StockCheck(9, 9, List.of(), List.of(), false).isClean());
        assertFalse(new StockCheck(9, 9, List.of(ODD), List.of(), false).isClean());
        assertFalse(new StockCheck(9, 9, List.of(), List.of("fo:7"), false).isClean());
        assertFalse(new StockCheck(9, 9, List.of(), List.of(), true).isClean());
        assertEquals(List.of(ODD), new StockCheck(9, 9, List.of(ODD), List.of(), false).findings());
    }
}
