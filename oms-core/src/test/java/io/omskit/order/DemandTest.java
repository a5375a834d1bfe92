package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of one demand: nine needed, two canceled, one shipped of the four that are allocated. */
class DemandTest {
    private static final Demand NINE = demand(Demand.Origin.SOLD, 9, 2, 2, 1, 4, Progress.NONE.ship(1));

    private static Demand demand(
            Demand.Origin origin,
            long needed,
            long canceled,
            long unplanned,
            long missing,
            long allocated,
            Progress progress) {
        return new Demand(
                0,
                "L",
                new Sku("X"),
                Measure.PIECE,
                origin,
                1,
                1,
                null,
                false,
                null,
                false,
                null,
                null,
                List.of(),
                needed,
                canceled,
                0,
                unplanned,
                missing,
                allocated,
                progress);
    }

    @Test
    void whatIsOpenIsNeitherCanceledNorGone() {
        assertEquals(6, NINE.open());
    }

    @Test
    void whatAPlanMayTakeIsInNoWorkYet() {
        assertEquals(3, NINE.plannable());
        assertEquals(Quantity.pieces(3), NINE.quantity(NINE.plannable()));
    }

    @Test
    void aPlanThatLeavesUnitsOutSeesADemandThatAsksForLess() {
        Demand less = NINE.lessNeeded(2);
        assertEquals(7, less.needed());
        assertEquals(1, less.unplanned());
        assertEquals(0, less.missing());
        assertEquals(2, less.canceled());
        assertEquals(4, less.allocated());
        assertTrue(
                OrderInvariants.q1(Order.expected(1, Orders.REF, Orders.START).withDemands(List.of(less)))
                        .isEmpty());
    }

    @Test
    void whatIsNotNeededAnyMoreIsTakenFromWhatNoPlanHas() {
        Demand less = NINE.withNeed(9, 4);
        assertEquals(0, less.unplanned());
        assertEquals(1, less.missing());
        Demand more = NINE.withNeed(12, 2);
        assertEquals(5, more.unplanned());
        assertEquals(1, more.missing());
        assertEquals(-1, NINE.withNeed(9, 6).unplanned(), "one allocation must be given back");
        assertEquals(0, NINE.withNeed(9, 6).missing());
    }

    @Test
    void giftsAndReplacementsAreNotSold() {
        for (Demand.Origin origin : Demand.Origin.values()) {
            boolean sold = origin == Demand.Origin.SOLD || origin == Demand.Origin.COMPONENT;
            assertEquals(sold, demand(origin, 1, 0, 1, 0, 0, Progress.NONE).isSold(), origin::name);
        }
        assertFalse(NINE.shipTogether());
    }
}
