package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Order;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine asks a platform which orders of a buyer go to one receiver, and regroups what has not left by the answer. */
class MergeAskTest {
    private static final Duration TURN = Duration.ofMinutes(1);

    private final Shelf shelf = new Shelf();
    private final MemoryStore memory = new MemoryStore();
    private final ReceiverDesk platform = new ReceiverDesk(shelf);
    private final Oms oms = Oms.builder()
            .store(memory)
            .catalog(Shelf.catalog("X"))
            .sources(Shelf.warehouses("W1"))
            .unsealedForTests()
            .hashKeys(Shelf.hashKey())
            .time(shelf)
            .policy(Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(2))))
            .build();

    @AfterEach
    void everythingIsSound() {
        EndState.assertSound(memory);
        oms.close();
    }

    private void connected() {
        oms.register(Shelf.SHOP.toString(), platform);
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 99, "in"))));
    }

    private void tell(String... numbersAndIds) {
        for (int i = 0; i < numbersAndIds.length; i += 2) {
            oms.accept(platform.order(numbersAndIds[i], "Li", numbersAndIds[i + 1], shelf.instant()));
        }
        oms.drain();
    }

    private void pass(Duration time) {
        shelf.forward(time);
        oms.drain();
    }

    private Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private Set<Long> works(String number) {
        return Set.copyOf(order(number).fulfillmentOrders());
    }

    @Test
    void twoOrdersUnderTwoIdsAreOneParcelWhenThePlatformSaysSo() {
        connected();
        platform.lives("oaid-1", "home").lives("oaid-2", "home");
        tell("1001", "oaid-1", "1002", "oaid-2");
        assertFalse(works("1001").isEmpty(), "they are planned without the answer");
        assertFalse(works("1001").equals(works("1002")));
        pass(TURN);
        assertEquals(List.of(List.of("1001", "1002")), platform.questions);
        assertEquals(works("1001"), works("1002"));
    }

    @Test
    void tenOrdersInARowAreOneQuestion() {
        connected();
        for (int i = 0; i < 10; i++) {
            platform.lives("oaid-" + i, i < 9 ? "home" : "office");
            tell("100" + i, "oaid-" + i);
            shelf.forward(Duration.ofSeconds(5));
        }
        pass(TURN);
        assertEquals(1, platform.questions.size());
        assertEquals(10, platform.questions.get(0).size());
        assertEquals(works("1000"), works("1008"));
        assertFalse(works("1000").equals(works("1009")));
        pass(Duration.ofMinutes(10));
        assertEquals(1, platform.questions.size(), "an answer opens no question");
    }

    @Test
    void whoIsKeptApartByTheAnswerStaysApartUnderOneAndTheSameId() {
        connected();
        platform.answers = asked -> List.of(List.of("1001", "1003"), List.of("1002"));
        tell("1001", "oaid-1", "1002", "oaid-1", "1003", "oaid-2");
        assertEquals(works("1001"), works("1002"), "the same id and the same buyer");
        pass(TURN);
        assertFalse(works("1001").equals(works("1002")));
        assertEquals(works("1001"), works("1003"));
    }

    @Test
    void anAnswerAfterTheReleaseChangesNothingThatWasReleased() {
        connected();
        platform.lives("oaid-1", "home").lives("oaid-2", "home").lives("oaid-3", "home");
        platform.outcome = Optional.of(new Outcome.Retry("throttled", Duration.ofHours(3)));
        tell("1001", "oaid-1", "1002", "oaid-2");
        pass(TURN);
        platform.outcome = Optional.empty();
        pass(Duration.ofHours(2));
        Set<Long> first = works("1001");
        Set<Long> second = works("1002");
        assertTrue(order("1001").demands().get(0).progress().released() > 0, "nobody waits for the answer for ever");
        oms.accept(platform.answer(List.of("1001", "1002"), List.of("oaid-1", "oaid-2")));
        pass(Duration.ofHours(2));
        assertEquals(first, works("1001"));
        assertEquals(second, works("1002"));
        assertFalse(first.equals(second));
        assertEquals(1, platform.questions.size(), "the question that was put off is not asked any more");
    }

    @Test
    void aLateSiblingIsAskedAboutTogetherWithThoseThatAreStillHere() {
        connected();
        platform.lives("oaid-1", "home").lives("oaid-2", "home").lives("oaid-3", "home");
        tell("1001", "oaid-1", "1002", "oaid-2");
        pass(TURN);
        tell("1003", "oaid-3");
        pass(TURN);
        assertEquals(List.of(List.of("1001", "1002"), List.of("1001", "1002", "1003")), platform.questions);
        assertEquals(works("1001"), works("1003"));
    }

    @Test
    void whoMovesIsAskedAboutAgainAlsoWhenTheMoveIsUndone() {
        connected();
        platform.lives("oaid-1", "home").lives("oaid-2", "home").lives("oaid-9", "office");
        tell("1001", "oaid-1", "1002", "oaid-2");
        pass(TURN);
        tell("1002", "oaid-9");
        assertFalse(works("1001").equals(works("1002")));
        pass(TURN);
        assertFalse(works("1001").equals(works("1002")));
        tell("1002", "oaid-2");
        pass(TURN);
        assertEquals(works("1001"), works("1002"));
    }

    @Test
    void aShopThatNobodyAsksForHasNoQuestion() {
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in"))));
        tell("1001", "oaid-1", "1002", "oaid-2");
        pass(TURN);
        assertTrue(memory.find(Query.all(Tables.EFFECT)).stream()
                .noneMatch(row -> Effect.MERGE_ASK.equals(row.text("type"))));
    }

    @Test
    void aPlatformThatRefusesIsAnAlertAndThePlanGoesOn() {
        connected();
        platform.outcome = Optional.of(new Outcome.Rejected("28: not permitted"));
        tell("1001", "oaid-1", "1002", "oaid-2");
        pass(TURN);
        assertEquals(1, platform.questions.size());
        assertTrue(memory.find(Query.all(Tables.ALERT)).stream()
                .anyMatch(row -> ("EFFECT_REJECTED:" + Effect.MERGE_ASK).equals(row.text("type"))));
        pass(Duration.ofHours(2));
        assertTrue(order("1001").demands().get(0).progress().released() > 0);
    }

    @Test
    void aSiblingOfWhichTheAnswerSaysNothingIsNotAskedAboutForEver() {
        connected();
        platform.answers = asked -> List.of(List.of("1001", "1002"));
        tell("1001", "oaid-1", "1002", "oaid-2", "1003", "oaid-3");
        for (int minute = 0; minute < 10; minute++) {
            pass(TURN);
        }
        assertEquals(1, platform.questions.size());
        tell("1004", "oaid-4");
        pass(TURN);
        assertEquals(2, platform.questions.size(), "a newcomer is a reason to ask");
    }

    @Test
    void noQuestionAndNoRecordShowsAnId() {
        connected();
        platform.lives("oaid-1", "home").lives("oaid-2", "home");
        tell("1001", "oaid-1", "1002", "oaid-2");
        pass(TURN);
        for (var kind : List.of(Tables.EFFECT, Tables.ORDER, Tables.JOURNAL, Tables.INBOX, Tables.ALERT)) {
            memory.find(Query.all(kind))
                    .forEach(row -> assertFalse(row.toString().contains("oaid-"), kind.toString()));
            memory.find(Query.all(kind)).stream()
                    .filter(row -> !kind.equals(Tables.INBOX))
                    .forEach(row -> assertFalse(row.json().contains("oaid-"), kind.toString()));
        }
    }
}
