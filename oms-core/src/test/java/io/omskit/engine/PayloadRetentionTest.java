package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Message;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.FactJson;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.Fact;
import io.omskit.order.Order;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raw payloads end after the time that the policy keeps them; orders stay, and nothing that waits to be read is lost. */
class PayloadRetentionTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final Shelf shelf = new Shelf();
    private Oms oms;

    @BeforeEach
    void open() {
        oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .policy(Policy.defaults().withPayloadRetention(Duration.ofDays(30)))
                .build();
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private static Fact order(String number) {
        return Shelf.paid(number, "Li", Shelf.START, Shelf.line("1", "X", 1, 5000));
    }

    private long payloads() {
        return oms.store().count(Query.all(Tables.RAW));
    }

    @Test
    void whatIsOlderEndsAndTheOrdersStay() {
        oms.accept(order("1001"), order("1002"));
        oms.drain();
        shelf.forward(DAY.multipliedBy(20));
        oms.accept(order("1003"));
        oms.drain();
        assertEquals(0, oms.discardPayloads());
        shelf.forward(DAY.multipliedBy(11));
        assertEquals(2, oms.discardPayloads());
        assertEquals(1, payloads());
        for (String number : List.of("1001", "1002", "1003")) {
            Order kept = oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
            assertEquals(1, kept.sale().lines().size());
        }
        assertEquals(0, oms.discardPayloads(), "again finds nothing");
    }

    @Test
    void whatWaitsToBeReadIsKeptHoweverOldItIs() {
        oms.accept(order("1001"));
        shelf.forward(DAY.multipliedBy(400));
        assertEquals(0, oms.discardPayloads());
        oms.drain();
        assertTrue(oms.orders().find(Shelf.SHOP.order("1001")).isPresent());
        assertEquals(1, oms.discardPayloads());
    }

    @Test
    void whatIsTriedAgainIsKeptAsWell() {
        oms.accept(List.of(new Message("unheard-of", "x", Shelf.SHOP, "1001", FactJson.write(order("1001")))));
        oms.drain();
        shelf.forward(DAY.multipliedBy(400));
        assertTrue(oms.retry(oms.poisoned(1).get(0).id()));
        assertEquals(0, oms.discardPayloads());
        oms.drain();
        assertEquals(1, oms.discardPayloads(), "put aside again it is as old as it is");
    }

    @Test
    void manyPagesEndInOneGo() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 1_203; i++) {
            facts.add(order("M" + i));
        }
        oms.accept(facts.toArray(Fact[]::new));
        Row last =
                oms.store().find(Query.all(Tables.INBOX).descending().limit(1)).get(0);
        oms.drain();
        shelf.forward(DAY.multipliedBy(31));
        oms.accept(order("young"));
        oms.drain();
        assertEquals(1_203, oms.discardPayloads());
        assertTrue(oms.store().find(Query.all(Tables.RAW)).stream().allMatch(row -> row.id() > last.id()));
        assertEquals(1, payloads());
    }

    @Test
    void aPolicyThatKeepsNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Policy.defaults().withPayloadRetention(Duration.ZERO));
    }
}
