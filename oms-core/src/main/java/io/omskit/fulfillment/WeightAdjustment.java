package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.Rate;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What packing changed for weighed goods: they count nominal quantity, the scale shows another. The stock difference is
 * booked when the packing is reported; the money difference is for a posting or a refund, never a change of the order.
 *
 * @param orderId the order
 * @param lineId the line
 * @param demand index of the demand
 * @param sku what was weighed
 * @param measure how it is counted
 * @param nominal units packed as sold, in the smallest step
 * @param packed what the scale showed
 * @param money what the difference is worth at the line's unit price, positive when more was packed than sold; absent where
 *     the line has no price per unit of this measure
 * @param withinTolerance whether the policy lets it pass; else a person decides
 */
public record WeightAdjustment(
        long orderId,
        String lineId,
        int demand,
        Sku sku,
        Measure measure,
        long nominal,
        long packed,
        @Nullable Money money,
        boolean withinTolerance) {
    /** The type of the hold above the tolerance. */
    public static final String HOLD = "WEIGHT";

    private static final String OWNER = "packing";

    /**
     * The adjustment of an allocation; empty where nothing was weighed or the scale agrees.
     *
     * @param tolerance the largest difference that passes, as a share of the nominal quantity
     */
    public static Optional<WeightAdjustment> of(Order order, Allocation allocation, Rate tolerance) {
        Long weight = allocation.packedWeight();
        long nominal = allocation.progress().packed();
        if (weight == null || weight == nominal) {
            return Optional.empty();
        }
        Demand demand = order.demands().get(allocation.demand());
        BigDecimal limit = tolerance.value().multiply(BigDecimal.valueOf(nominal));
        long difference = Math.subtractExact(weight, nominal);
        return Optional.of(new WeightAdjustment(
                order.id(),
                demand.lineId(),
                demand.index(),
                demand.sku(),
                demand.measure(),
                nominal,
                weight,
                money(order, demand, difference),
                BigDecimal.valueOf(difference).abs().compareTo(limit) <= 0));
    }

    private static @Nullable Money money(Order order, Demand demand, long difference) {
        for (OrderFact.Line line : order.sale().lines()) {
            UnitPrice price = line.unitPrice();
            boolean sameUnit = demand.ratio() == 1 && line.quantity().measure() == demand.measure();
            if (line.id().equals(demand.lineId()) && price != null && sameUnit) {
                return price.times(Quantity.of(difference, demand.measure()));
            }
        }
        return null;
    }

    /** What the source has less on hand than the nominal quantity told; negative when less was packed. */
    public long stockDifference() {
        return packed - nominal;
    }

    /** The hold that keeps the goods from leaving until somebody decides; empty within the tolerance. */
    public Optional<Hold> hold(Instant now) {
        return withinTolerance
                ? Optional.empty()
                : Optional.of(new Hold(
                        HOLD,
                        OWNER,
                        HOLD + "#" + demand,
                        lineId,
                        "packed " + text(packed) + " of " + sku + " for " + text(nominal) + " sold",
                        now,
                        null,
                        EnumSet.of(Hold.Step.HAND_OVER)));
    }

    private String text(long steps) {
        return Objects.toString(Quantity.of(steps, measure));
    }
}
