package io.omskit.stock;

import io.omskit.catalog.Sku;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer may be told of a quantity.
 *
 * @param sku what was asked for
 * @param steps how much of it
 * @param now how much of the SKU may be promised at once, after all who wait for it; never negative
 * @param at from when on the whole quantity may be promised; absent where no known supply reaches it
 */
public record Promise(
        Sku sku, long steps, long now, @Nullable Instant at) {
    /** Whether the whole quantity is there now. */
    public boolean isNow() {
        return now >= steps;
    }
}
