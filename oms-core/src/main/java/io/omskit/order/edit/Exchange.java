package io.omskit.order.edit;

import io.omskit.catalog.Sku;
import io.omskit.value.Measure;

/**
 * Units of a line that come back, and what the buyer gets for them. Money does not move; a difference in price is a refund or a
 * payment of its own. Source: domain rules.
 *
 * @param reference the host's number of the exchange, unique in its order
 * @param lineId the line whose units come back
 * @param units how many of them, in steps of the line's measure
 * @param sku what goes out instead
 * @param measure how that is counted
 * @param quantity how much of it, in steps
 * @param afterReturn whether it goes out only after the units have come back
 * @param canceled whether it was called off
 */
public record Exchange(
        String reference,
        String lineId,
        long units,
        Sku sku,
        Measure measure,
        long quantity,
        boolean afterReturn,
        boolean canceled) {

    public Exchange {
        if (reference.isBlank() || units <= 0 || quantity <= 0) {
            throw new IllegalArgumentException("exchange '" + reference + "' of line " + lineId + " takes " + units
                    + " units back and sends " + quantity + " of " + sku
                    + ".\nGive a reference and positive quantities; what only comes back is a return.");
        }
    }

    /** The same, called off. */
    public Exchange calledOff() {
        return new Exchange(reference, lineId, units, sku, measure, quantity, afterReturn, true);
    }
}
