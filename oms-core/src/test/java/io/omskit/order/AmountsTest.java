package io.omskit.order;

import static io.omskit.order.Facts.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.StatedAmounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmountsTest {

    /** X: 100.00 - 9.00 - 6.00 + 3.00 freight = 88.00; Y the same; receivable 176.00 + 12.00 of the platform. */
    @Test
    void orderAIsSharedToTheCent() {
        Amounts amounts =
                Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP)).sale().amounts();
        assertEquals(cny(17600), amounts.total().payable());
        assertEquals(cny(18800), amounts.total().receivable());
        for (String line : List.of("X", "Y")) {
            AmountParts parts = amounts.line(line).parts();
            assertEquals(cny(8800), parts.payable());
            assertEquals(cny(9400), parts.receivable());
            assertEquals(cny(300), parts.get(AmountPart.FREIGHT));
        }
    }

    @Test
    void everythingThatTheOrderStatesIsOnItsLinesUnderItsOwnName() {
        List<OrderFact.Line> lines = List.of(Facts.line("A", 1, 1000), Facts.line("B", 1, 500));
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .goods(cny(1500))
                .discount(Bearer.INFLUENCER, cny(50), false)
                .priceChange(cny(-20))
                .freight(cny(11))
                .surcharges(cny(7))
                .tax(cny(5))
                .taxRemitted(cny(3))
                .payable(cny(1500 - 50 - 20 + 11 + 7 + 5))
                .build();
        AmountParts total = Amounts.of(stated, lines).total();
        assertEquals(cny(50), total.get(AmountPart.DISCOUNT_INFLUENCER));
        assertEquals(cny(-20), total.get(AmountPart.PRICE_CHANGE));
        assertEquals(cny(11), total.get(AmountPart.FREIGHT));
        assertEquals(cny(7), total.get(AmountPart.SURCHARGE));
        assertEquals(cny(5), total.get(AmountPart.TAX));
        assertEquals(cny(3), total.get(AmountPart.TAX_REMITTED));
        assertEquals(cny(0), total.get(AmountPart.UNEXPLAINED));
        assertEquals(cny(1453), total.payable());
        assertEquals(cny(1453 + 50 - 3), total.receivable());
    }

    @Test
    void whatThePartsDoNotExplainIsKeptApart() {
        List<OrderFact.Line> lines = List.of(Facts.line("A", 1, 1000), Facts.line("B", 1, 500));
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .goods(cny(1500))
                .payable(cny(1497))
                .build();
        Amounts amounts = Amounts.of(stated, lines);
        assertEquals(cny(-3), amounts.total().get(AmountPart.UNEXPLAINED));
        assertEquals(cny(-2), amounts.line("A").parts().get(AmountPart.UNEXPLAINED));
        assertEquals(cny(-1), amounts.line("B").parts().get(AmountPart.UNEXPLAINED));
    }

    /** An order that tells no price change does not take back the one of its line. */
    @Test
    void aPriceChangeThatOnlyTheLineTellsStays() {
        OrderFact.Line line = Facts.line(Facts.line("A", 1, 1000), List.of(), null, cny(-100));
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .goods(cny(1000))
                .payable(cny(900))
                .build();
        AmountParts total = Amounts.of(stated, List.of(line)).total();
        assertEquals(cny(-100), total.get(AmountPart.PRICE_CHANGE));
        assertEquals(cny(0), total.get(AmountPart.UNEXPLAINED));
    }

    @Test
    void aZeroLineTakesNoDiscountWhileOthersHaveRoom() {
        List<OrderFact.Line> lines = List.of(Facts.line("GIFT", 1, 0), Facts.line("A", 1, 1000));
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .discount(Bearer.SELLER, cny(1000), false)
                .build();
        Amounts amounts = Amounts.of(stated, lines);
        assertEquals(cny(0), amounts.line("GIFT").parts().get(AmountPart.DISCOUNT_SELLER));
        assertEquals(cny(1000), amounts.line("A").parts().get(AmountPart.DISCOUNT_SELLER));
    }

    @Test
    void aLineThatTellsMoreThanTheOrderGivesBackOfItsOwn() {
        List<OrderFact.Line> lines = List.of(
                Facts.line(Facts.line("A", 1, 1000), List.of(Facts.seller(300)), null, cny(0)),
                Facts.line("B", 1, 1000));
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .discount(Bearer.SELLER, cny(200), false)
                .build();
        Amounts amounts = Amounts.of(stated, lines);
        assertEquals(cny(200), amounts.line("A").parts().get(AmountPart.DISCOUNT_SELLER));
        assertEquals(cny(0), amounts.line("B").parts().get(AmountPart.DISCOUNT_SELLER));
    }

    @Test
    void aCutOfThePriceTakesFromNoLineMoreThanItIsWorth() {
        List<OrderFact.Line> lines = List.of(
                Facts.line(Facts.line("A", 1, 1000), List.of(Facts.seller(900)), null, cny(0)),
                Facts.line("B", 1, 1000));
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .discount(Bearer.SELLER, cny(900), false)
                .priceChange(cny(-1000))
                .build();
        Amounts amounts = Amounts.of(stated, lines);
        assertEquals(cny(-100), amounts.line("A").parts().get(AmountPart.PRICE_CHANGE));
        assertEquals(cny(-900), amounts.line("B").parts().get(AmountPart.PRICE_CHANGE));
    }

    @Test
    void anOrderWithoutLinesKeepsItsMoneyInTheTotal() {
        StatedAmounts stated = StatedAmounts.builder(Orders.CNY)
                .goods(cny(1000))
                .discount(Bearer.PLATFORM, cny(100), true)
                .payable(cny(905))
                .build();
        AmountParts total = Amounts.of(stated, List.of()).total();
        assertEquals(cny(905), total.payable());
        assertEquals(cny(1005), total.receivable());
        assertEquals(cny(5), total.get(AmountPart.UNEXPLAINED));
    }

    @Test
    void anUnknownLineIsNamedWithTheKnownOnes() {
        Amounts amounts =
                Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP)).sale().amounts();
        String message = assertThrows(IllegalArgumentException.class, () -> amounts.line("Q"))
                .getMessage();
        assertEquals("no line Q in the amounts of this order.\nLines: [X, Y].", message);
    }
}
