package io.omskit.stock;

/**
 * The stock of one cell, in steps. {@code free = onHand - reserved - damaged - safety}.
 *
 * @param onHand physically there, damaged goods included
 * @param reserved promised to orders and not yet shipped
 * @param damaged the part that cannot be sold
 * @param safety the part that is never offered
 */
public record Balances(long onHand, long reserved, long damaged, long safety) {
    private static final Balances NONE = new Balances(0, 0, 0, 0);

    /** Nothing there and nothing promised. */
    public static Balances none() {
        return NONE;
    }

    /** The balances behind the four stored counters, with reserved as their difference. */
    public static Balances ofCounters(long free, long onHand, long damaged, long safety) {
        return new Balances(onHand, onHand - damaged - safety - free, damaged, safety);
    }

    /** What may still be reserved; negative after too much was promised. */
    public long free() {
        return onHand - reserved - damaged - safety;
    }

    /** How much of what is promised has nothing behind it: orders for this much must be moved, or goods must come. */
    public long overpromised() {
        return Math.max(0, -free());
    }
}
