package io.omskit.stock;

import io.omskit.catalog.Sku;
import java.util.Collection;
import java.util.List;

/**
 * The host's knowledge of goods on their way: open purchase orders and transfers. Purchasing is kept by the host, so this is
 * asked and nothing of it is stored; goods count as stock when they are received.
 *
 * <p>Implementations are safe for several threads and answer from memory or a near cache.
 */
@FunctionalInterface
public interface InboundSupplies {
    /** What is expected of a SKU, in any order. */
    Collection<InboundSupply> of(Sku sku);

    /** Nothing is known to be on its way. */
    static InboundSupplies none() {
        return sku -> List.of();
    }
}
