package io.omskit.value;

/** What a quantity counts: pieces, or goods that are weighed or measured in steps of a thousandth. */
public enum Measure {
    /** Whole pieces. */
    PIECE(0),
    /** Kilograms in steps of one gram. */
    KILOGRAM(3),
    /** Liters in steps of one milliliter. */
    LITER(3),
    /** Meters in steps of one millimeter. */
    METER(3);

    private final int digits;

    Measure(int digits) {
        this.digits = digits;
    }

    /** Decimal places of the smallest step: 0 for pieces, 3 for grams of a kilogram. */
    public int digits() {
        return digits;
    }
}
