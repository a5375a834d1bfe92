package io.omskit.stock;

import static java.util.Objects.requireNonNull;

import io.omskit.catalog.Sku;
import io.omskit.stock.StockCounters.Counter;

/**
 * One SKU at one source: the smallest thing that has stock. Ordered by source, then SKU.
 *
 * @param source id of the source
 * @param sku the SKU
 */
public record StockCell(String source, Sku sku) implements Comparable<StockCell> {
    private static final int SURELY_SHORT = 60;

    public StockCell {
        source = Ids.required("source id", source);
        requireNonNull(sku, "sku");
        // encoding makes a character three at most, so short names need no second look
        if (source.length() + sku.code().length() > SURELY_SHORT
                && StockCounters.key(source, sku, Counter.ON_HAND).length() > StockCounters.MAX_KEY) {
            throw new IllegalArgumentException("source " + source + " and SKU " + sku + " are too long together."
                    + "\nShorten one of them, or use fewer slashes: the name of the counter may have "
                    + StockCounters.MAX_KEY + " characters.");
        }
    }

    @Override
    public int compareTo(StockCell other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : sku.compareTo(other.sku);
    }

    /** SKU at source, such as {@code X@W1}. */
    @Override
    public String toString() {
        return sku + "@" + source;
    }
}
