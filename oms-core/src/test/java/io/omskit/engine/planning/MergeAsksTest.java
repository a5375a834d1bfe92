package io.omskit.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.omskit.engine.planning.MergeAsks.Question;
import io.omskit.fulfillment.Draft;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a platform is asked about. */
class MergeAsksTest {
    private static Order order(long id, String addressId) {
        PartyKeys keys = new PartyKeys(List.of(), List.of(), addressId)
                .with(new PartyKeys.PlatformGroup("taobao/flagship/T" + id, Draft.NOW.minusSeconds(id)));
        return Draft.of(id)
                .paidAt(Draft.NOW.plusSeconds(id))
                .pieces("X", 1, 100)
                .build()
                .withParties(keys, null);
    }

    @Test
    void allOpenOrdersOfABuyerInAShopAreOneQuestion() {
        List<Question> questions = MergeAsks.of(List.of(order(2, "b"), order(1, "a")), Draft.NOW);
        assertEquals(1, questions.size());
        assertEquals("taobao/flagship", questions.get(0).shop().toString());
        assertEquals("T1;T2", questions.get(0).data().get("numbers"));
    }

    @Test
    void theSameQuestionHasTheSameKeyAndAnotherAddressIsAnotherQuestion() {
        Question one =
                MergeAsks.of(List.of(order(2, "b"), order(1, "a")), Draft.NOW).get(0);
        Question same =
                MergeAsks.of(List.of(order(1, "a"), order(2, "b")), Draft.NOW).get(0);
        Question other =
                MergeAsks.of(List.of(order(1, "a"), order(2, "c")), Draft.NOW).get(0);
        assertEquals(one.key(), same.key());
        assertNotEquals(one.key(), other.key());
    }

    @Test
    void nobodyIsAskedAboutASingleOrderOrOneWithoutAnOpaqueIdOrWhatWasAnsweredTogether() {
        Order plain = Draft.of(3).to("anna").pieces("X", 1, 100).build();
        assertEquals(List.of(), MergeAsks.of(List.of(order(1, "a"), plain), Draft.NOW));
        PartyKeys.PlatformGroup later = new PartyKeys.PlatformGroup("taobao/flagship/T1", Draft.NOW.plusSeconds(1));
        Order one = order(1, "a");
        Order two = order(2, "b");
        List<Order> answered = List.of(
                one.withParties(one.parties().with(later), null),
                two.withParties(two.parties().with(later), null));
        assertEquals(List.of(), MergeAsks.of(answered, Draft.NOW));
    }

    @Test
    void aQuestionNamesAtMostAHundredOrders() {
        List<Order> many = new ArrayList<>();
        for (long id = 1; id <= 230; id++) {
            many.add(order(id, "a" + id));
        }
        assertEquals(
                List.of(100, 100, 30),
                MergeAsks.of(many, Draft.NOW).stream()
                        .map(question -> question.orders().size())
                        .toList());
    }
}
