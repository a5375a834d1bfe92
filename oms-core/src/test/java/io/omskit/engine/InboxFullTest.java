package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.Message;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.process.Intake;
import io.omskit.engine.stored.FactJson;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A full inbox answers "later", stores nothing and moves no cursor; offered again, nothing is lost. */
class InboxFullTest {
    private static final int LIMIT = 5;

    private final Oms oms = Oms.builder()
            .store(new MemoryStore())
            .catalog(Shelf.catalog("X"))
            .unsealedForTests()
            .time(new Shelf())
            .policy(Policy.defaults().withInboxLimit(LIMIT).withBatch(2))
            .build();

    @AfterEach
    void close() {
        oms.close();
    }

    private static List<Message> page(ShopRef shop, int from, int to) {
        List<Message> page = new ArrayList<>();
        for (int i = from; i < to; i++) {
            OrderFact fact = Shelf.paid("n" + i, "Li", Shelf.START, Shelf.line("1", "X", 1, 100));
            page.add(new Message(FactJson.ID, "OrderFact", shop, "n" + i, FactJson.write(fact)));
        }
        return page;
    }

    private void assertHeld(int messages, String cursor) {
        assertEquals(messages, oms.backlog());
        assertEquals(messages, oms.store().count(Query.all(Tables.RAW)));
        assertEquals(Optional.ofNullable(cursor), oms.cursor("orders"));
    }

    @Test
    void whatDoesNotFitIsNotStoredAtAll() {
        assertEquals(Acceptance.ACCEPTED, oms.accept(page(Shelf.SHOP, 0, 3), new Cursor("orders", "3")));
        assertEquals(Acceptance.LATER, oms.accept(page(Shelf.SHOP, 3, 6), new Cursor("orders", "6")));
        assertHeld(3, "3");
        assertEquals(Acceptance.ACCEPTED, oms.accept(page(Shelf.SHOP, 3, 5), new Cursor("orders", "5")));
        assertHeld(5, "5");
        assertEquals(Acceptance.LATER, oms.accept(page(Shelf.SHOP, 5, 6), new Cursor("orders", "6")));
        assertHeld(5, "5");
    }

    @Test
    void anotherShopHasRoomOfItsOwn() {
        oms.accept(page(Shelf.SHOP, 0, LIMIT));
        assertEquals(Acceptance.LATER, oms.accept(page(Shelf.SHOP, LIMIT, LIMIT + 1)));
        assertEquals(Acceptance.ACCEPTED, oms.accept(page(new ShopRef("taobao", "outlet"), 0, LIMIT)));
    }

    @Test
    void whoOffersAgainLosesNothing() {
        int next = 0;
        int refused = 0;
        while (next < 40) {
            int to = Math.min(40, next + 3);
            if (oms.accept(page(Shelf.SHOP, next, to), new Cursor("orders", "" + to)) == Acceptance.ACCEPTED) {
                next = to;
            } else {
                refused++;
                oms.process();
            }
        }
        oms.drain();
        assertTrue(refused > 5, "refused " + refused);
        assertEquals(40, oms.orders().list(0, 100).size());
        assertEquals(Optional.of("40"), oms.cursor("orders"));
        String room = Intake.room(Shelf.SHOP.toString());
        assertEquals(0, oms.store().counters(List.of(room)).get(room));
    }

    @Test
    void offersOfManyThreadsGetTheirOwnAnswers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> offers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int from = i;
            offers.add(() -> oms.accept(page(Shelf.SHOP, from, from + 1)) == Acceptance.ACCEPTED ? 1 : 0);
        }
        int accepted = 0;
        for (Future<Integer> answer : threads.invokeAll(offers)) {
            accepted += answer.get();
        }
        threads.shutdown();
        assertEquals(LIMIT, accepted);
        assertHeld(LIMIT, null);
    }

    @Test
    void aMessageThatNoStoreTakesFailsAloneAndBeforeItMeetsOthers() {
        Message odd = new Message("fact", "x", Shelf.SHOP, "a\u0000b", new byte[] {1});
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> oms.accept(List.of(odd)));
        assertTrue(refused.getMessage().contains("U+0000"), refused::getMessage);
        assertThrows(
                IllegalArgumentException.class, () -> oms.accept(page(Shelf.SHOP, 0, 1), new Cursor("c", "\u0000")));
        assertEquals(0, oms.backlog());
        assertEquals(Acceptance.ACCEPTED, oms.accept(page(Shelf.SHOP, 0, 1)));
    }
}
