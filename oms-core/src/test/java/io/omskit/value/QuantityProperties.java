package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class QuantityProperties {
    @Property
    void printedQuantitiesReadBackEqual(@ForAll long steps, @ForAll Measure measure) {
        Quantity quantity = Quantity.of(steps, measure);
        assertEquals(quantity, Quantity.parse(quantity.toDecimal().toPlainString(), measure));
        String[] printed = quantity.toString().split(" ", 2);
        assertEquals(quantity, Quantity.parse(printed[0], Measure.valueOf(printed[1])));
    }

    @Property
    void minusUndoesPlus(@ForAll int a, @ForAll int b, @ForAll Measure measure) {
        Quantity left = Quantity.of(a, measure);
        Quantity right = Quantity.of(b, measure);
        assertEquals(left, left.plus(right).minus(right));
        assertEquals(left.minus(right), right.minus(left).negated());
        assertTrue(left.minus(left).isZero());
        assertEquals(left.plus(left), left.times(2));
    }

    @Property
    void minIsTheSmallerOfBothAndOneOfThem(@ForAll long a, @ForAll long b, @ForAll Measure measure) {
        Quantity left = Quantity.of(a, measure);
        Quantity right = Quantity.of(b, measure);
        assertEquals(Quantity.of(Math.min(a, b), measure), left.min(right));
        assertEquals(left.min(right), right.min(left));
        assertEquals(Long.compare(a, b), left.compareTo(right));
    }

    @Property
    void exactlyOneSignHolds(@ForAll long steps) {
        Quantity quantity = Quantity.pieces(steps);
        int signs = (quantity.isZero() ? 1 : 0) + (quantity.isNegative() ? 1 : 0) + (quantity.isPositive() ? 1 : 0);
        assertEquals(1, signs);
    }
}
