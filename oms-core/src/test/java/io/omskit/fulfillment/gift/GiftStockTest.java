package io.omskit.fulfillment.gift;

import static io.omskit.fulfillment.gift.Bought.cny;
import static io.omskit.fulfillment.gift.Bought.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.GiftReward.Item;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which stock covers a gift, and what a plan makes of the demands of an order. */
class GiftStockTest {
    private static final GiftReward CUP = GiftReward.allOf(Item.pieces("CUP", 1));

    /** A cup for each 1.00, promised where no stock is free. */
    private static GiftRule promised() {
        return GiftRule.builder("CUPS", 1)
                .tier(GiftTier.ofAmount(cny(100), CUP))
                .everyMultiple()
                .stockMode(GiftRule.StockMode.HOLD)
                .build();
    }

    @Test
    void aRewardOfSeveralNamesOnlyWhatIsMissing() {
        GiftRule both = GiftRule.builder("R", 1)
                .tier(GiftTier.ofPieces(1, GiftReward.allOf(Item.pieces("CUP", 1), Item.pieces("BAG", 2))))
                .build();
        Desk desk = new Desk(both).free("CUP", 5).free("BAG", 1);
        desk.put(order(1).pieces("A", 1, 100).build());
        desk.decide(1L);
        assertEquals(List.of(), desk.gifts(1));
        assertEquals(
                Map.of("sku", "BAG", "grants", "1"),
                desk.reason("GIFT_OUT_OF_STOCK").figures());
    }

    @Test
    void theStockThatBothMembersHadCoversTheGiftOfTheirMerge() {
        Desk desk = new Desk(promised()).free("CUP", 2);
        desk.put(
                order(1).pieces("A", 1, 100).paid(9).build(),
                order(2).pieces("A", 1, 100).paid(3).build());
        desk.decide(1L);
        desk.decide(2L);
        desk.put(Bought.allocated(desk.order(1), 1, 1), Bought.allocated(desk.order(2), 1, 1));
        desk.free("CUP", 0).decide(1L, 2L);
        assertEquals(List.of("CUP x2 by CUPS@1 for [2/L0, 1/L0]"), desk.gifts(2));
        assertEquals(List.of(), desk.last.plan().holds(), "one cup was reserved for each");
    }

    @Test
    void theStockOfAPackedGiftCoversNoOtherUnit() {
        Desk desk = new Desk(promised()).free("CUP", 2);
        desk.put(order(1).pieces("A", 2, 100).build());
        desk.decide(1L);
        desk.put(Bought.shipped(desk.order(1), 1, 1));
        desk.free("CUP", 0).decide(1L);
        assertEquals(
                List.of(new GiftPlan.Shortage(1, "CUPS@1", new Sku("CUP"), 1)),
                desk.last.plan().holds());
    }

    /** Three cups, one of them packed and two called off by command; the rule now gives two. */
    @Test
    void aGiftThatShrinksKeepsWhatIsPackedAndCancelsNoMoreThanTheRest() {
        Desk desk = new Desk(promised()).free("CUP", 3);
        desk.put(order(1).pieces("A", 3, 100).build());
        desk.decide(1L);
        Order order = Bought.canceled(Bought.shipped(desk.order(1), 1, 1), 1, 2);
        Demand gift = changed(order, 2);
        assertEquals(1, gift.canceled());
        assertEquals(1, gift.allocated());
        assertEquals(0, gift.unplanned());
        assertTrue(OrderInvariants.q1(order.withDemand(gift)).isEmpty());
        assertEquals(0, changed(order, 1).canceled(), "the packed one is not canceled");
        Demand more = changed(order, 5);
        assertEquals(2, more.canceled());
        assertEquals(2, more.unplanned());
    }

    private static Demand changed(Order order, long needed) {
        GiftPlan.Change change =
                new GiftPlan.Change(1, 1, needed, order.demands().get(1).triggers());
        return new GiftPlan(List.of(), List.of(change), List.of(), List.of(), List.of())
                .applyTo(order)
                .demands()
                .get(1);
    }

    @Test
    void aPlanOfAnyOneChangeIsNotEmpty() {
        Desk desk = new Desk(promised()).free("CUP", 1);
        desk.put(order(1).pieces("A", 1, 100).build());
        GiftPlan.Addition addition = desk.decide(1L).plan().additions().get(0);
        GiftPlan.Change change = new GiftPlan.Change(1, 1, 0, List.of());
        GiftPlan.CounterChange counter = new GiftPlan.CounterChange("gift/CUPS/total", -1, 9);
        assertFalse(new GiftPlan(List.of(addition), List.of(), List.of(), List.of(), List.of()).isEmpty());
        assertFalse(new GiftPlan(List.of(), List.of(change), List.of(), List.of(), List.of()).isEmpty());
        assertFalse(new GiftPlan(List.of(), List.of(), List.of(), List.of(), List.of(counter)).isEmpty());
        GiftPlan.Shortage shortage = new GiftPlan.Shortage(1, "CUPS@1", new Sku("CUP"), 1);
        assertTrue(new GiftPlan(List.of(), List.of(), List.of(), List.of(shortage), List.of()).isEmpty());
    }

    @Test
    void aPlanForOtherGiftsIsNotCarriedOut() {
        Order order = order(1).pieces("A", 1, 100).build();
        for (int demand : new int[] {0, 1}) {
            GiftPlan.Change change = new GiftPlan.Change(1, demand, 0, List.of());
            GiftPlan plan = new GiftPlan(List.of(), List.of(change), List.of(), List.of(), List.of());
            String message = assertThrows(IllegalArgumentException.class, () -> plan.applyTo(order))
                    .getMessage();
            assertTrue(message.startsWith("order 1 has no gift at demand " + demand + ".\n"), message);
            Order other = order(2).pieces("A", 1, 100).build();
            assertEquals(other, plan.applyTo(other), "it does not speak of this one");
        }
    }
}
