package io.omskit.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.fulfillment.Draft;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What there is to ask a platform about the orders of one buyer. */
class MergeAsksTest {
    private static Order order(long id, String addressId) {
        return Draft.of(id)
                .paidAt(Draft.NOW.minusSeconds(id))
                .pieces("X", 1, 100)
                .build()
                .withParties(new PartyKeys(List.of(), List.of(), addressId), null);
    }

    private static Order answered(Order order, long second) {
        PartyKeys keys = order.parties();
        PartyKeys.PlatformGroup group = new PartyKeys.PlatformGroup(
                "taobao/flagship/T" + order.id(), Draft.NOW.plusSeconds(second), String.valueOf(keys.addressId()));
        return order.withParties(keys.with(group), null);
    }

    private static List<List<Long>> asked(Order... orders) {
        return MergeAsks.open(List.of(orders)).stream()
                .map(question -> question.stream().map(Order::id).toList())
                .toList();
    }

    @Test
    void allOpenOrdersOfABuyerAreOneQuestionWhateverTheirOrder() {
        assertEquals(List.of(List.of(1L, 2L)), asked(order(2, "b"), order(1, "a")));
    }

    @Test
    void nobodyIsAskedAboutASingleOrderOrOrdersOfOneAndTheSameId() {
        assertEquals(List.of(), asked(order(1, "a")));
        assertEquals(List.of(), asked(order(1, "a"), order(2, "a")));
    }

    @Test
    void whatWasAnsweredTogetherIsNotAskedAgain() {
        assertEquals(List.of(), asked(answered(order(1, "a"), 1), answered(order(2, "b"), 1)));
    }

    @Test
    void whoCameAfterTheAnswerIsAskedAboutTogetherWithTheOthers() {
        Order one = answered(order(1, "a"), 1);
        Order two = answered(order(2, "b"), 1);
        assertEquals(List.of(List.of(1L, 2L, 3L)), asked(one, two, order(3, "c")));
        assertEquals(List.of(List.of(1L, 2L, 3L)), asked(one, two, order(3, "a")));
        assertEquals(List.of(List.of(1L, 2L)), asked(one, answered(order(2, "b"), 2)), "answered apart");
    }

    @Test
    void whoMovedAfterTheAnswerIsAskedAboutAgain() {
        Order moved = answered(order(2, "b"), 1);
        PartyKeys elsewhere = new PartyKeys(List.of(), List.of(), "c").after(moved.parties());
        assertEquals(List.of(List.of(1L, 2L)), asked(answered(order(1, "a"), 1), moved.withParties(elsewhere, null)));
    }

    @Test
    void aQuestionNamesAtMostAHundredOrders() {
        List<Order> many = new ArrayList<>();
        for (long id = 1; id <= 230; id++) {
            many.add(order(id, "a" + id));
        }
        assertEquals(
                List.of(100, 100, 30),
                MergeAsks.open(many).stream().map(List::size).toList());
    }
}
