package io.omskit.stock;

import io.omskit.catalog.Sku;
import java.time.Instant;

/**
 * Goods that are expected: an open purchase order, a transfer on its way. Not stock: nothing is reserved against it. Supply
 * that is late keeps its old time, and counts, until the host moves or removes it.
 *
 * @param source id of the source that will receive it
 * @param sku the SKU
 * @param quantity how much, in steps, positive
 * @param at when it will be available
 */
public record InboundSupply(String source, Sku sku, long quantity, Instant at) {
    public InboundSupply {
        source = Ids.required("source id", source);
        if (quantity <= 0) {
            throw new IllegalArgumentException("inbound supply of " + sku + " at " + source + " has quantity "
                    + quantity + ".\nGive a positive quantity, or leave the supply out.");
        }
    }
}
