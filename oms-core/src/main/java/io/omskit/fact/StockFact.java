package io.omskit.fact;

import io.omskit.value.Quantity;
import java.time.Instant;

/**
 * What a source says about its stock of one SKU.
 *
 * @param source the warehouse, store or supplier
 * @param sku the host's own SKU code
 * @param revision how new the reading is
 * @param provenance where it was read
 * @param kind whether it is a movement or a level
 * @param quantity the movement, or the level counted
 * @param reference the delivery or count that it belongs to; a movement with the same reference is booked once
 * @param at when it happened
 */
public record StockFact(
        String source,
        String sku,
        Revision revision,
        Provenance provenance,
        Kind kind,
        Quantity quantity,
        String reference,
        Instant at)
        implements Fact {

    public StockFact {
        source = Texts.required("source", source);
        sku = Texts.required("sku", sku);
        reference = Texts.required("reference", reference);
        revision = revision.withHash(new Revision.Fingerprint()
                .add(kind)
                .add(quantity)
                .add(reference)
                .add(at));
    }

    /** Whether the figure is added or replaces. */
    public enum Kind {
        /** Goods that arrived. */
        RECEIVED,
        /** A correction, either sign. */
        ADJUSTED,
        /** The level as counted; replaces what the books say is on hand. */
        COUNTED
    }
}
