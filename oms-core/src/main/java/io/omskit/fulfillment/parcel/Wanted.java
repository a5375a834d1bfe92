package io.omskit.fulfillment.parcel;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Part;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * An open quantity of a demand on its way to a source.
 *
 * @param orderId the order
 * @param demand index of the demand
 * @param sku what
 * @param measure how it is counted
 * @param needed what the demand asks for in all
 * @param quantity what is to be planned, in the smallest step
 * @param whole what the plan wants of it in all, with what was restored before
 * @param source who must fulfill it, where the channel has decided that
 * @param goods what is known of the goods
 * @param bond how the units belong to others
 */
public record Wanted(
        long orderId,
        int demand,
        Sku sku,
        Measure measure,
        long needed,
        long quantity,
        long whole,
        @Nullable String source,
        Goods goods,
        Bond bond) {

    /** So many steps of it. */
    public Part part(long steps) {
        return new Part(orderId, demand, steps);
    }

    boolean isOf(Part part) {
        return part.orderId() == orderId && part.demand() == demand;
    }

    /** Steps as a number of the measure. */
    public String text(long steps) {
        return Quantity.of(steps, measure).toDecimal().toPlainString();
    }
}
