package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which fulfillment order goes on when several become one, and who is told what of it. */
class KeptIdsTest {
    private static final Order ORDER = Draft.of(1)
            .pieces("X", 1, 100)
            .pieces("Y", 1, 100)
            .pieces("Z", 1, 100)
            .build();
    private static final Map<StockCell, Long> NOTHING_FREE = Map.of();

    private static Decision<Grouping> decide(Map<StockCell, Long> free, List<Order> orders, FulfillmentOrder... works) {
        return Regroup.decide(RegroupInput.of(
                orders,
                List.of(works),
                List.of(warehouse("W1", 10), warehouse("W2", 20)),
                free,
                MergePolicy.defaults(),
                NOW));
    }

    private static FulfillmentOrder work(long id, String source, Order order, int... demands) {
        return FulfillmentOrder.planned(
                id,
                source,
                Arrays.stream(demands)
                        .mapToObj(demand -> order.demands().get(demand))
                        .map(demand -> Allocation.planned(
                                order.id(), demand.index(), demand.sku(), demand.measure(), demand.needed()))
                        .toList());
    }

    private static List<Long> ids(Decision<Grouping> decision) {
        return decision.plan().groups().stream()
                .map(Grouping.Group::fulfillmentOrder)
                .toList();
    }

    @Test
    void theWorkThatHoldsMostOfTheGoodsGoesOn() {
        for (long less : List.of(7L, 9L)) {
            Decision<Grouping> decision =
                    decide(NOTHING_FREE, List.of(ORDER), work(less, "W1", ORDER, 0), work(8, "W1", ORDER, 1, 2));
            assertEquals(
                    List.of(new Part(1, 0, 1), new Part(1, 1, 1), new Part(1, 2, 1)),
                    decision.plan().groups().get(0).parts());
            assertEquals(List.of(8L), ids(decision));
        }
    }

    @Test
    void ofTwoThatHoldAsMuchTheOlderGoesOn() {
        assertEquals(
                List.of(7L),
                ids(decide(
                        Map.of(cell("W1", "Z"), 1L),
                        List.of(ORDER),
                        work(8, "W1", ORDER, 0),
                        work(7, "W1", ORDER, 1))));
        assertEquals(
                List.of(7L),
                ids(decide(
                        Map.of(cell("W1", "Z"), 1L),
                        List.of(ORDER),
                        work(7, "W1", ORDER, 0),
                        work(8, "W1", ORDER, 1))));
    }

    @Test
    void onlyTheOrderThatLostItsStockIsToldSo() {
        Order other = Draft.of(2).pieces("Y", 1, 100).build();
        Order gone = Draft.of(1).pieces("X", 1, 100).build();
        Decision<Grouping> decision = decide(
                Map.of(cell("W1", "X"), -1L, cell("W2", "X"), 1L),
                List.of(gone, other),
                work(7, "W1", gone, 0),
                work(8, "W1", other, 0));
        assertTrue(isTold(decision, "SOURCE_GONE", gone));
        assertFalse(isTold(decision, "SOURCE_GONE", other));
        assertTrue(isTold(decision, "KEPT", other));
        assertFalse(isTold(decision, "KEPT", gone));
    }

    private static boolean isTold(Decision<Grouping> decision, String code, Order order) {
        return decision.explanation().reasons().stream()
                .anyMatch(reason -> reason.code().equals(code)
                        && reason.subject().contains(order.ref().toString()));
    }
}
