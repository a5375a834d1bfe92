package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.order.Progress;
import io.omskit.value.Measure;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of one demand at the source of its fulfillment order. It owns the progress of its units.
 *
 * @param orderId the order
 * @param demand index of the demand in its order
 * @param sku what
 * @param measure how it is counted
 * @param quantity nominal units, in the smallest step of the measure
 * @param progress how far they are
 * @param unitsFrom position of its first unit among the units of the demand, fixed when the first of them ships so that a
 *     parcel keeps its money; absent before
 * @param packedWeight what weighed goods really weighed at packing, in the smallest step; absent where not weighed
 */
public record Allocation(
        long orderId,
        int demand,
        Sku sku,
        Measure measure,
        long quantity,
        Progress progress,
        @Nullable Long unitsFrom,
        @Nullable Long packedWeight) {

    public Allocation {
        if (quantity <= 0) {
            throw new IllegalArgumentException("allocation of demand " + demand + " of order " + orderId
                    + " has quantity " + quantity + ".\nLeave out an allocation that holds nothing.");
        }
    }

    /** A new allocation on which no work has begun. */
    public static Allocation planned(long orderId, int demand, Sku sku, Measure measure, long quantity) {
        return new Allocation(orderId, demand, sku, measure, quantity, Progress.NONE, null, null);
    }

    /** Whether it is for this demand of this order. */
    public boolean isOf(long order, int demandIndex) {
        return orderId == order && demand == demandIndex;
    }

    public Allocation withProgress(Progress newProgress) {
        return new Allocation(orderId, demand, sku, measure, quantity, newProgress, unitsFrom, packedWeight);
    }

    public Allocation withQuantity(long newQuantity) {
        return new Allocation(orderId, demand, sku, measure, newQuantity, progress, unitsFrom, packedWeight);
    }

    /** The same with fewer units; what was released of them is pulled back. */
    Allocation less(long units) {
        long rest = quantity - units;
        long surplus = Math.max(0, progress.released() - rest);
        return withQuantity(rest).withProgress(progress.pullBack(surplus));
    }

    public Allocation withUnitsFrom(long position) {
        return new Allocation(orderId, demand, sku, measure, quantity, progress, position, packedWeight);
    }

    public Allocation withPackedWeight(long weight) {
        return new Allocation(orderId, demand, sku, measure, quantity, progress, unitsFrom, weight);
    }
}
