package io.omskit.fulfillment;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import io.omskit.value.Rate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the scale changed. The price of the lines is 10.00 a kilogram. */
class WeightAdjustmentTest {
    private static final Order ORDER = Draft.of(1).grams("TEA", 1500, 1500).build();
    private static final Rate FIVE_PERCENT = Rate.parse("0.05");

    private static Allocation packed(long weight) {
        return Allocation.planned(1, 0, new Sku("TEA"), Measure.KILOGRAM, 1500)
                .withProgress(Progress.NONE.release(1500).pack(1500))
                .withPackedWeight(weight);
    }

    @Test
    void moreOnTheScaleIsMoneyAndStock() {
        WeightAdjustment more =
                WeightAdjustment.of(ORDER, packed(1575), FIVE_PERCENT).orElseThrow();
        assertEquals(cny(75), more.money());
        assertEquals(75, more.stockDifference());
        assertTrue(more.withinTolerance(), "exactly five percent passes");
        assertTrue(more.hold(NOW).isEmpty());
    }

    @Test
    void lessOnTheScaleHasTheOtherSign() {
        WeightAdjustment less =
                WeightAdjustment.of(ORDER, packed(1490), FIVE_PERCENT).orElseThrow();
        assertEquals(cny(-10), less.money());
        assertEquals(-10, less.stockDifference());
    }

    @Test
    void aboveTheToleranceTheGoodsWait() {
        WeightAdjustment far =
                WeightAdjustment.of(ORDER, packed(1576), FIVE_PERCENT).orElseThrow();
        assertFalse(far.withinTolerance());
        Hold hold = far.hold(NOW).orElseThrow();
        assertEquals(Set.of(Hold.Step.HAND_OVER), hold.blocks());
        assertEquals("L0", hold.lineId());
    }

    @Test
    void anAgreeingScaleAndAnUnweighedAllocationAdjustNothing() {
        assertTrue(WeightAdjustment.of(ORDER, packed(1500), FIVE_PERCENT).isEmpty());
        Allocation unweighed = Allocation.planned(1, 0, new Sku("TEA"), Measure.KILOGRAM, 1500);
        assertTrue(WeightAdjustment.of(ORDER, unweighed, FIVE_PERCENT).isEmpty());
    }

    @Test
    void aBoxOfWeighedGoodsHasNoPricePerKilogram() {
        Order boxes = Draft.of(1)
                .line(Quantity.pieces(1), 1500)
                .demand("TEA", Measure.KILOGRAM, 1500, 1, Demand.Origin.SOLD)
                .build();
        assertNull(WeightAdjustment.of(boxes, packed(1510), FIVE_PERCENT)
                .orElseThrow()
                .money());
    }
}
