package io.omskit.fulfillment.gift;

import static io.omskit.fulfillment.gift.Bought.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.GiftReward.Item;
import io.omskit.order.Order;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a book would have given to stored orders. */
class GiftSimulationTest {
    private static GiftRule.Builder cups() {
        return GiftRule.builder("CUPS", 1).tier(GiftTier.ofPieces(1, GiftReward.allOf(Item.pieces("CUP", 2))));
    }

    private static GiftSimulation run(GiftRule rule, GiftSimulation.AsIf asIf, Order... orders) {
        GiftBook book = GiftBook.compile("b", "1", List.of(rule)).orThrow();
        return GiftSimulation.run(book, List.of(orders), Map.of(), asIf, Desk.NOW, Desk.SHANGHAI);
    }

    private static List<Long> given(GiftSimulation simulation) {
        return simulation.outcomes().stream()
                .filter(outcome -> !outcome.decision().plan().additions().isEmpty())
                .map(GiftSimulation.Outcome::orderId)
                .toList();
    }

    @Test
    void oncePerBuyerCountsWithinTheSimulatedOrdersByPayTime() {
        GiftRule rule = cups().limits(GiftLimits.none().withPerBuyer(1)).build();
        GiftSimulation simulation = run(
                rule,
                GiftSimulation.AsIf.AS_IT_WAS,
                order(1).pieces("A", 1, 100).paid(9).build(),
                order(2).pieces("A", 1, 100).paid(3).build(),
                order(3).pieces("A", 1, 100).by("bert").build());
        assertEquals(List.of(3L, 2L), given(simulation));
        assertEquals(Map.of(new Sku("CUP"), Quantity.pieces(4)), simulation.totals());
        assertEquals(
                "GIFT_LIMIT_USED_UP",
                simulation
                        .outcomes()
                        .get(2)
                        .decision()
                        .explanation()
                        .reasons()
                        .get(0)
                        .code());
    }

    @Test
    void ordersThatLeftWithTheirGiftsAreLookedAtAfresh() {
        GiftRule rule = cups().build();
        Desk desk = new Desk(rule)
                .free("CUP", 9)
                .put(order(1).pieces("A", 1, 100).giftByHand("PEN").build());
        desk.decide(1L);
        desk.put(Bought.shipped(Bought.shipped(desk.order(1), 0, 1), 2, 2));
        GiftSimulation simulation = run(rule, GiftSimulation.AsIf.AS_IT_WAS, desk.order(1));
        assertEquals(List.of(1L), given(simulation));
    }

    @Test
    void timesMayBeChangedForTheTest() {
        Instant start = Bought.START.plusSeconds(900_000);
        GiftRule byPayment = cups().valid(start, null).build();
        GiftRule byOrder =
                cups().valid(start, null).timeBase(GiftRule.TimeBase.ORDER).build();
        Order order = order(1).pieces("A", 1, 100).build();
        assertEquals(List.of(), given(run(byPayment, GiftSimulation.AsIf.AS_IT_WAS, order)));
        assertEquals(List.of(1L), given(run(byPayment, new GiftSimulation.AsIf(null, start), order)));
        assertEquals(List.of(1L), given(run(byOrder, new GiftSimulation.AsIf(start, null), order)));
        Order unpaid = order(2).pieces("A", 1, 100).unpaid().build();
        assertEquals(List.of(), given(run(byPayment, new GiftSimulation.AsIf(null, start), unpaid)));
    }

    @Test
    void nothingIsWritten() {
        Order order = order(1).pieces("A", 1, 100).build();
        run(cups().build(), GiftSimulation.AsIf.AS_IT_WAS, order);
        assertTrue(Bought.gifts(order).isEmpty());
    }
}
