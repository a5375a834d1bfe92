package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.connect.Problem;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.edge.Message;
import io.omskit.engine.process.Intake;
import io.omskit.engine.stored.FactJson;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.Fact;
import io.omskit.fact.ShopRef;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be processed goes aside under its reason; its neighbors of the same batch are processed. */
class PoisonTest {
    private static final String NAME = "Zhang Invented";

    private final Shelf shelf = new Shelf();
    private final List<String> heard = new ArrayList<>();
    private Oms oms;

    @BeforeEach
    void open() {
        oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .mapper(new Moody())
                .listener(new Listener() {
                    @Override
                    public void onPoison(long inboxId, String reason) {
                        heard.add(reason);
                    }
                })
                .build();
        oms.submit(
                new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 50, "in-X"))));
    }

    @AfterEach
    void close() {
        oms.close();
    }

    /** Reads a payload as its text says. */
    private static final class Moody implements FactMapper {
        @Override
        public String id() {
            return "moody";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
            String text = new String(payload, StandardCharsets.UTF_8);
            if (text.startsWith("throw")) {
                throw new NumberFormatException("For input string: \"" + text + "\"");
            }
            return text.startsWith("problem")
                    ? new Mapped(List.of(), List.of(new Problem("$.price", "not a decimal")))
                    : new Mapped(List.of(), List.of());
        }
    }

    private static Message message(String mapper, String text) {
        return new Message(mapper, "api", Shelf.SHOP, text, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Message good(String number) {
        Fact fact = Shelf.paid(number, "Li", Shelf.START, Shelf.line("1", "X", 1, 5000));
        return new Message(FactJson.ID, "OrderFact", Shelf.SHOP, number, FactJson.write(fact));
    }

    private String reasonOf(Message bad) {
        oms.accept(List.of(good("1001"), bad, good("1002")));
        oms.drain();
        assertEquals(0, oms.backlog());
        assertEquals(
                "RELEASED", oms.orders().status(order("1001")).headline(), () -> oms.poisoned(9) + " " + order("1001"));
        assertEquals("RELEASED", oms.orders().status(order("1002")).headline());
        List<Oms.Poisoned> poisoned = oms.poisoned(9);
        assertEquals(1, poisoned.size());
        assertEquals(Shelf.SHOP + "/" + bad.subject(), poisoned.get(0).ref());
        assertEquals(List.of(poisoned.get(0).reason()), heard);
        assertEquals(0, room(), "the place in the inbox is free again");
        Row row = oms.store().find(Query.all(Tables.POISON)).get(0);
        assertEquals(
                1, oms.store().load(Tables.RAW, List.of(row.number("raw_id"))).size(), "the payload is kept");
        return poisoned.get(0).reason();
    }

    private Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private long room() {
        String key = Intake.room(Shelf.SHOP.toString());
        return oms.store().counters(List.of(key)).get(key);
    }

    @Test
    void aMapperThatThrowsIsNamedWithItsPlaceAndWithoutTheWordsOfThePayload() {
        String reason = reasonOf(
                new Message("moody", "api", Shelf.SHOP, "7", ("throw " + NAME).getBytes(StandardCharsets.UTF_8)));
        assertTrue(reason.contains("mapper moody failed with NumberFormatException at "), reason);
        assertTrue(reason.contains("Moody.map"), reason);
        assertFalse(reason.contains(NAME), reason);
    }

    @Test
    void aPayloadThatSaysNothingIsPutAside() {
        assertEquals("the payload says nothing", reasonOf(message("moody", "nothing")));
    }

    @Test
    void aProblemOfThePayloadIsTheReason() {
        String reason = reasonOf(message("moody", "problem"));
        assertTrue(reason.contains("$.price") && reason.contains("not a decimal"), reason);
    }

    @Test
    void anUnknownMapperIsNamed() {
        String reason = reasonOf(message("unheard-of", "x"));
        assertTrue(reason.contains("no mapper unheard-of"), reason);
    }

    @Test
    void aMessageIsTriedAgainWhenItsMapperIsThere() {
        reasonOf(new Message(
                "late", "OrderFact", Shelf.SHOP, "1003", good("1003").payload()));
        long id = oms.poisoned(9).get(0).id();
        oms.register(new Late());
        assertTrue(oms.retry(id));
        assertEquals(-1, room(), "it waits again");
        oms.drain();
        assertEquals("RELEASED", oms.orders().status(order("1003")).headline());
        assertEquals(List.of(), oms.poisoned(9));
        assertEquals(0, room());
        assertFalse(oms.retry(id), "it is not there any more");
    }

    @Test
    void aMessageThatIsStillBadGoesAsideAgain() {
        String reason = reasonOf(message("moody", "nothing"));
        assertTrue(oms.retry(oms.poisoned(9).get(0).id()));
        oms.drain();
        assertEquals(reason, oms.poisoned(9).get(0).reason());
        assertEquals(0, oms.backlog());
        assertEquals(0, room());
    }

    /** Reads facts, but is registered late. */
    private static final class Late implements FactMapper {
        private final FactJson facts = new FactJson();

        @Override
        public String id() {
            return "late";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
            return facts.map(api, shop, payload, receivedAt);
        }
    }

    @Test
    void aDamagedPayloadIsPutAside() {
        oms.accept(List.of(good("1001"), good("1003"), good("1002")));
        Row raw = oms.store().find(Query.all(Tables.RAW)).get(1);
        oms.store().commit(Commit.builder().delete(Tables.RAW, raw.id()).build());
        byte[] half = Arrays.copyOf(raw.bytes(), raw.bytes().length / 2);
        oms.store()
                .commit(Commit.builder()
                        .insert(Row.bytes(Tables.RAW, raw.id(), raw.stateVersion(), half, raw.text("key_id")))
                        .build());
        assertGoesAside("raw payload " + raw.id() + " is damaged");
    }

    @Test
    void aMessageWithoutItsPayloadIsPutAside() {
        oms.accept(List.of(good("1001"), good("1003"), good("1002")));
        Row raw = oms.store().find(Query.all(Tables.RAW)).get(1);
        oms.store().commit(Commit.builder().delete(Tables.RAW, raw.id()).build());
        assertGoesAside("its payload is gone");
    }

    private void assertGoesAside(String reason) {
        oms.drain();
        assertEquals(0, oms.backlog());
        assertEquals("RELEASED", oms.orders().status(order("1001")).headline());
        assertEquals("RELEASED", oms.orders().status(order("1002")).headline());
        assertTrue(oms.poisoned(9).get(0).reason().contains(reason), oms.poisoned(9)::toString);
    }

    @Test
    void aBrokenInvariantPutsTheMessagesOfItsOrderAsideAndChangesNothing() {
        oms.accept(List.of(good("1001"), good("1002")));
        oms.drain();
        Order order = order("1001");
        Row row =
                oms.store().load(Tables.FULFILLMENT, order.fulfillmentOrders()).get(0);
        // somebody wrote into the table: two units are packed where one was sold
        FulfillmentOrder work = Rows.fulfillmentOrder(row);
        FulfillmentOrder broken = work.withAllocations(
                List.of(work.allocations().get(0).withQuantity(2).withProgress(Progress.NONE.pack(2))));
        assertTrue(oms.store()
                .commit(Commit.builder()
                        .update(Rows.fulfillmentOrder(row, broken))
                        .build())
                .committed());
        Row before = oms.store().load(Tables.ORDER, List.of(order.id())).get(0);
        Fact news = Shelf.paid("1001", "Li", Shelf.START.plusSeconds(9), Shelf.line("1", "X", 1, 5000));
        oms.accept(
                List.of(new Message(FactJson.ID, "OrderFact", Shelf.SHOP, "1001", FactJson.write(news)), good("1003")));
        oms.drain();
        assertEquals("RELEASED", oms.orders().status(order("1003")).headline());
        assertEquals(before, oms.store().load(Tables.ORDER, List.of(order.id())).get(0));
        String reason = oms.poisoned(9).get(0).reason();
        assertTrue(reason.startsWith("invariant Q1 of ") && reason.contains("1001"), reason);
        assertEquals(0, oms.backlog());
    }

    @Test
    void whatCannotBeWrittenGoesAside() {
        Fact fact = Shelf.paid("10\u000001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000));
        String reason = reasonOf(new Message(FactJson.ID, "OrderFact", Shelf.SHOP, "8", FactJson.write(fact)));
        assertTrue(reason.contains("U+0000"), reason);
    }
}
