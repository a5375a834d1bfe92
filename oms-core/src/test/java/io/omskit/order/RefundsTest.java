package io.omskit.order;

import static io.omskit.order.Facts.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact.Phase;
import io.omskit.fact.RefundFact.Status;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefundsTest {
    private static final Amounts ORDER_A =
            Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP)).sale().amounts();

    /**
     * Order A by hand. Line X: 100.00 - 9.00 seller - 6.00 platform = 85.00 for two, one is 50.00 - 4.50 - 3.00 = 42.50.
     * Line Y: 85.00; 15.00 of it go back by amount, the rest is 70.00.
     */
    @Test
    void oneOrderToTheCent() {
        Refunds before = Refunds.none(ORDER_A, FreightPolicy.BY_PHASE);
        assertEquals(cny(4250), before.quoteUnits("X", 1).payable());
        Refunds oneX = before.after(refund("R1", "X", 1, null, Phase.BEFORE_SHIPPING));
        AmountParts first = oneX.booked().get(0).parts();
        assertEquals(cny(5000), first.get(AmountPart.GOODS));
        assertEquals(cny(450), first.get(AmountPart.DISCOUNT_SELLER));
        assertEquals(cny(300), first.get(AmountPart.DISCOUNT_PLATFORM));
        assertEquals(cny(4250), first.payable());
        assertEquals(cny(4550), first.receivable());
        Refunds someY = oneX.after(refund("R2", "Y", 0, cny(1500), Phase.AFTER_SHIPPING));
        assertEquals(cny(1500), someY.booked().get(1).parts().payable());
        Refunds allY = someY.after(refund("R3", "Y", 1, null, Phase.AFTER_SHIPPING));
        assertEquals(cny(7000), allY.booked().get(2).parts().payable());
        assertEquals(
                cny(900),
                someY.total().plus(allY.booked().get(2).parts()).minus(first).get(AmountPart.DISCOUNT_SELLER));
        assertTrue(allY.left("Y").withoutFreight().isZero());
        assertEquals(cny(4250), allY.left("X").withoutFreight().payable());
        assertTrue(OrderInvariants.m3(ORDER_A, allY).isEmpty());
    }

    @Test
    void freightGoesBackWithTheLastUnitOfTheOrderAndStaysOnItsLines() {
        Refunds all = Refunds.none(ORDER_A, FreightPolicy.BY_PHASE)
                .after(refund("R1", "X", 2, null, Phase.BEFORE_SHIPPING))
                .after(refund("R2", "Y", 1, null, Phase.BEFORE_SHIPPING));
        assertEquals(cny(8500), all.booked().get(0).parts().payable());
        assertEquals(cny(9100), all.booked().get(1).parts().payable());
        assertEquals(ORDER_A.total(), all.total());
        assertTrue(all.left("X").isZero());
        assertTrue(all.left("Y").isZero());
    }

    @Test
    void moneyThatWentBackWithoutUnitsCountsForTheLastUnitToo() {
        Refunds all = Refunds.none(ORDER_A, FreightPolicy.BY_PHASE)
                .after(refund("R1", "Y", 0, cny(8500), Phase.BEFORE_SHIPPING))
                .after(refund("R2", "X", 2, null, Phase.BEFORE_SHIPPING));
        assertEquals(ORDER_A.total(), all.total());
        Refunds less = Refunds.none(ORDER_A, FreightPolicy.BY_PHASE)
                .after(refund("R1", "Y", 0, cny(8499), Phase.BEFORE_SHIPPING))
                .after(refund("R2", "X", 2, null, Phase.BEFORE_SHIPPING));
        assertEquals(cny(8499 + 8500), less.total().payable(), "a cent of Y is still there, so the freight is kept");
    }

    @Test
    void afterShippingTheFreightStays() {
        Refunds all = Refunds.none(ORDER_A, FreightPolicy.BY_PHASE)
                .after(refund("R1", "X", 2, null, Phase.AFTER_SHIPPING))
                .after(refund("R2", "Y", 1, null, Phase.AFTER_SHIPPING));
        assertEquals(cny(17000), all.total().payable());
    }

    @Test
    void freightByShareFollowsTheUnits() {
        Refunds one =
                Refunds.none(ORDER_A, FreightPolicy.BY_SHARE).after(refund("R1", "X", 1, null, Phase.AFTER_SHIPPING));
        assertEquals(cny(4250 + 150), one.total().payable());
    }

    @Test
    void whatTheChannelPaidBeyondTheGoodsIsFreightFirstAndUnexplainedThen() {
        Refunds more = Refunds.none(ORDER_A, FreightPolicy.NEVER).after(refund("R1", "Y", 0, cny(9300), Phase.UNKNOWN));
        Refunds.Booked booked = more.booked().get(0);
        assertEquals(cny(600), booked.parts().get(AmountPart.FREIGHT));
        assertEquals(cny(9100), booked.parts().payable());
        assertEquals(cny(200), booked.unexplained());
    }

    @Test
    void aRefundOfNoLineTakesFromAllByWhatTheyHaveLeft() {
        Refunds some =
                Refunds.none(ORDER_A, FreightPolicy.NEVER).after(refund("R1", null, 0, cny(8800), Phase.UNKNOWN));
        assertEquals(cny(4400), some.left("X").payable());
        assertEquals(cny(4400), some.left("Y").payable());
        assertEquals(0, some.unitsRefunded("X"));
        Refunds all = some.after(refund("R2", null, 0, null, Phase.UNKNOWN));
        assertEquals(ORDER_A.total(), all.total());
        assertEquals(2, all.unitsRefunded("X"));
    }

    @Test
    void aSmallerAmountThanTheUnitsAreWorthLeavesTheRestOpen() {
        Refunds damaged =
                Refunds.none(ORDER_A, FreightPolicy.NEVER).after(refund("R1", "Y", 1, cny(8000), Phase.AFTER_SHIPPING));
        assertEquals(cny(8000), damaged.total().payable());
        assertEquals(cny(500), damaged.left("Y").withoutFreight().payable());
        assertEquals(cny(500), damaged.quoteAmount("Y", cny(900)).payable());
    }

    @Test
    void anAmountInAnotherCurrencyIsUnexplained() {
        Refunds foreign = Refunds.none(ORDER_A, FreightPolicy.NEVER)
                .after(refund("R1", "X", 1, Money.of(700, Orders.EUR), Phase.UNKNOWN));
        assertTrue(foreign.total().isZero());
        assertEquals(Money.of(700, Orders.EUR), foreign.booked().get(0).unexplained());
    }

    @Test
    void moreUnitsThanAreLeftAreRefused() {
        Refunds one = Refunds.none(ORDER_A, FreightPolicy.NEVER).after(refund("R1", "X", 1, null, Phase.UNKNOWN));
        String message = assertThrows(IllegalArgumentException.class, () -> one.quoteUnits("X", 2))
                .getMessage();
        assertTrue(message.startsWith("cannot refund 2 units of line X: 1 of 2 are refunded already."), message);
        assertThrows(IllegalArgumentException.class, () -> one.quoteUnits("X", 0));
        assertThrows(IllegalArgumentException.class, () -> one.quoteUnits("X", Long.MAX_VALUE));
    }

    private static Refund refund(String id, @Nullable String line, long units, @Nullable Money amount, Phase phase) {
        Quantity quantity = units == 0 ? null : Quantity.pieces(units);
        return Refund.of(Facts.refund(id, 1, line, quantity, amount, Status.SUCCEEDED, phase));
    }
}
