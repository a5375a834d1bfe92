package io.omskit.fulfillment;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.order.AmountPart;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What parcels are worth, by hand: invariant M4. */
class MoneySharesTest {
    /** 2 x X at 50.00 and 1 x Y at 100.00, shop discount 18.00, freight 6.00: 94.00 of money on each line. */
    private static final Order A = Draft.of(1)
            .money(1800, 600)
            .pieces("X", 2, 10_000)
            .pieces("Y", 1, 10_000)
            .build();

    private static FulfillmentOrder work(long id, Allocation... allocations) {
        return FulfillmentOrder.planned(id, "W" + id, List.of(allocations));
    }

    private static Allocation pieces(int demand, String sku, long quantity) {
        return Allocation.planned(1, demand, new Sku(sku), Measure.PIECE, quantity);
    }

    private static MoneyShares shares(Order order, FulfillmentOrder... works) {
        return MoneyShares.of(order, List.of(works)).orElseThrow();
    }

    @Test
    void aSplitOrderIsWorthItsPartsToTheCent() {
        MoneyShares shares = shares(A, work(7, pieces(0, "X", 1)), work(8, pieces(0, "X", 1), pieces(1, "Y", 1)));
        // one X: goods 50.00, discount C(1) = floor(9.00 / 2) = 4.50, freight 1.50
        assertEquals(cny(5000), shares.of(7).get(AmountPart.GOODS));
        assertEquals(cny(450), shares.of(7).get(AmountPart.DISCOUNT_SELLER));
        assertEquals(cny(4700), shares.of(7).payable());
        // the other X 47.00, Y 100.00 - 9.00 + 3.00 = 94.00
        assertEquals(cny(14_100), shares.of(8).payable());
        assertEquals(cny(9400), shares.of(8, 1).payable());
        assertTrue(shares.rest().isZero());
        assertEquals(cny(18_800), shares.total().payable());
    }

    @Test
    void whatIsInNoFulfillmentOrderIsTheRest() {
        MoneyShares shares = shares(A, work(7, pieces(1, "Y", 1)));
        assertEquals(cny(9400), shares.rest().payable());
        assertEquals(cny(9400), shares.of(7).payable());
        assertEquals(cny(0), shares.of(99).payable());
    }

    @Test
    void unevenCentsGoToTheLaterUnits() {
        Order order = Draft.of(1).pieces("X", 3, 1000).build();
        MoneyShares shares = shares(order, work(7, pieces(0, "X", 1)), work(8, pieces(0, "X", 2)));
        assertEquals(cny(333), shares.of(7).payable());
        assertEquals(cny(667), shares.of(8).payable());
    }

    @Test
    void aBundleSharesItsMoneyByWeightAndGiftsAreWorthNothing() {
        Order order = Draft.of(1)
                .line(Quantity.pieces(1), 1000)
                .demand("CUP", Measure.PIECE, 1, 3, Demand.Origin.COMPONENT)
                .demand("LID", Measure.PIECE, 1, 1, Demand.Origin.COMPONENT)
                .demand("PEN", Measure.PIECE, 1, 1, Demand.Origin.GIFT)
                .build();
        MoneyShares shares =
                shares(order, work(7, pieces(0, "CUP", 1)), work(8, pieces(1, "LID", 1)), work(9, pieces(2, "PEN", 1)));
        assertEquals(cny(750), shares.of(7).payable());
        assertEquals(cny(250), shares.of(8).payable());
        assertTrue(shares.of(9).isZero());
    }

    @Test
    void aBundleWithoutWeightsSharesByNeededQuantity() {
        Order order = Draft.of(1)
                .line(Quantity.pieces(1), 900)
                .demand("CUP", Measure.PIECE, 2, 0, Demand.Origin.COMPONENT)
                .demand("LID", Measure.PIECE, 1, 0, Demand.Origin.COMPONENT)
                .build();
        assertEquals(cny(600), shares(order, work(7, pieces(0, "CUP", 2))).of(7).payable());
    }

    @Test
    void whatHasShippedKeepsItsUnitsWhenOthersChange() {
        Order order = Draft.of(1).pieces("X", 3, 1000).build();
        FulfillmentOrder first = work(7, pieces(0, "X", 1));
        FulfillmentOrder last = work(8, pieces(0, "X", 1).withUnitsFrom(2));
        assertEquals(cny(334), shares(order, first, last).of(8).payable());
        assertEquals(cny(334), shares(order, last).of(8).payable());
        assertEquals(cny(333), shares(order, first, last).of(7).payable());
    }

    @Test
    void unitsThatFindNoGapFallApart() {
        Demand demand = Draft.of(1).pieces("X", 10, 1000).build().demands().get(0);
        List<FulfillmentOrder> others = List.of(
                work(3, pieces(0, "X", 2).withUnitsFrom(2), pieces(0, "X", 2).withUnitsFrom(6)));
        Allocation whole =
                pieces(0, "X", 5).withProgress(Progress.NONE.release(5).pack(3)).withPackedWeight(31);
        List<Allocation> pieces = MoneyShares.fixed(demand, whole, others);
        assertEquals(
                List.of(0L, 4L, 8L), pieces.stream().map(Allocation::unitsFrom).toList());
        assertEquals(
                List.of(2L, 2L, 1L), pieces.stream().map(Allocation::quantity).toList());
        assertEquals(whole.progress(), pieces.stream().map(Allocation::progress).reduce(Progress.NONE, Progress::plus));
        assertEquals(
                31,
                pieces.stream()
                        .map(Allocation::packedWeight)
                        .mapToLong(w -> w == null ? 0 : w)
                        .sum());
        assertEquals(
                List.of(8L),
                MoneyShares.fixed(
                                demand,
                                pieces(0, "X", 2),
                                List.of(work(3, pieces(0, "X", 8).withUnitsFrom(0))))
                        .stream()
                        .map(Allocation::unitsFrom)
                        .toList());
    }

    @Test
    void anOrderNobodyHasDescribedHasNoMoney() {
        Order expected = Order.expected(1, A.ref(), NOW);
        assertTrue(MoneyShares.of(expected, List.of()).isEmpty());
    }
}
