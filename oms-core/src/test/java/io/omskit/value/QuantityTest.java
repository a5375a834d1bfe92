package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void weighedGoodsCountGrams() {
        Quantity weight = Quantity.parse("2.35", Measure.KILOGRAM);
        assertEquals(Quantity.of(2350, Measure.KILOGRAM), weight);
        assertEquals("2.350 KILOGRAM", weight.toString());
        assertTrue(weight.isWeighed());
        assertFalse(Quantity.pieces(2).isWeighed());
        assertEquals("2 PIECE", Quantity.pieces(2).toString());
    }

    @Test
    void halfAPieceAndHalfAGramAreRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> Quantity.parse("0.5", Measure.PIECE))
                .getMessage();
        assertTrue(message.startsWith("Quantity \"0.5\" is not a whole number of steps of PIECE"), message);
        assertThrows(IllegalArgumentException.class, () -> Quantity.parse("0.0005", Measure.KILOGRAM));
        assertThrows(IllegalArgumentException.class, () -> Quantity.parse("two", Measure.PIECE));
        assertThrows(IllegalArgumentException.class, () -> Quantity.parse("9223372036854775.808", Measure.METER));
        assertEquals(Quantity.pieces(3), Quantity.parse("3.000", Measure.PIECE));
    }

    @Test
    void measuresNeverMix() {
        Quantity pieces = Quantity.pieces(1);
        Quantity liters = Quantity.of(1, Measure.LITER);
        assertThrows(IllegalArgumentException.class, () -> pieces.plus(liters));
        assertThrows(IllegalArgumentException.class, () -> pieces.minus(liters));
        assertThrows(IllegalArgumentException.class, () -> pieces.min(liters));
        assertThrows(IllegalArgumentException.class, () -> pieces.compareTo(liters));
    }

    @Test
    void onlyAdjustmentsMayBeNegative() {
        Quantity adjustment = Quantity.pieces(2).minus(Quantity.pieces(5));
        assertEquals(Quantity.pieces(-3), adjustment);
        assertTrue(adjustment.isNegative());
        String message = assertThrows(IllegalArgumentException.class, () -> adjustment.requireNonNegative("Ordered"))
                .getMessage();
        assertTrue(message.startsWith("Ordered is negative: -3 PIECE.\n"), message);
        Quantity none = Quantity.zero(Measure.PIECE);
        assertSame(none, none.requireNonNegative("Ordered"));
    }

    @Test
    void minIsTheSmallerOne() {
        assertEquals(Quantity.pieces(2), Quantity.pieces(2).min(Quantity.pieces(3)));
        assertEquals(Quantity.pieces(2), Quantity.pieces(3).min(Quantity.pieces(2)));
    }

    @Test
    void overflowIsAnError() {
        Quantity max = Quantity.pieces(Long.MAX_VALUE);
        assertThrows(ArithmeticException.class, () -> max.plus(Quantity.pieces(1)));
        assertThrows(ArithmeticException.class, () -> max.negated().minus(Quantity.pieces(2)));
        assertThrows(ArithmeticException.class, () -> max.times(2));
        assertThrows(ArithmeticException.class, Quantity.pieces(Long.MIN_VALUE)::negated);
    }
}
