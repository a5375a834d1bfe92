package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Tables;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceConnector;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goods lie where they do not help the order: it is served when they come to a source that may send it. */
class WaitingForAnotherSourceTest {
    private final Shelf time = new Shelf();
    private final CountingStore store = new CountingStore(new MemoryStore());
    private Oms oms;
    private int deliveries;

    @AfterEach
    void close() {
        assertTrue(oms.stock().check().isClean());
        assertEquals(List.of(), oms.poisoned(9));
        oms.close();
    }

    private void open(Policy policy, Source.Duty ofTheFirst) {
        List<Source> sources = new ArrayList<>(Shelf.warehouses("W1", "W2", "W3"));
        sources.set(0, sources.get(0).withDuty(ofTheFirst));
        oms = Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "Y"))
                .sources(sources)
                .unsealedForTests()
                .time(time)
                .policy(policy)
                .build();
    }

    private void come(String source, long pieces) {
        StockCell cell = new StockCell(source, new Sku("X"));
        oms.stock().book(StockMovement.receive(cell, pieces, "in-" + ++deliveries));
        oms.drain();
    }

    private void sell(String number) {
        oms.accept(Shelf.paid(number, "buyer" + number, Shelf.START, Shelf.line("1", "X", 1, 500)));
        oms.drain();
    }

    private Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private List<String> sources(String number) {
        return oms.fulfillment().of(order(number)).stream()
                .map(FulfillmentOrder::source)
                .toList();
    }

    private long waiting() {
        return oms.store().count(Query.all(Tables.WAITING));
    }

    @Test
    void whereTheOtherSourceDoesNotServeTheRegion() {
        open(Policy.defaults(), Source.Duty.ANY.withRegions(Set.of("310000")));
        come("W1", 5);
        sell("1001");
        assertEquals(List.of(), sources("1001"));
        assertEquals(1, waiting());
        come("W2", 1);
        assertEquals(List.of("W2"), sources("1001"));
        assertEquals(0, waiting());
    }

    @Test
    void goodsThatDoNotHelpWakeNobody() {
        open(Policy.defaults(), Source.Duty.ANY.withRegions(Set.of("310000")));
        come("W1", 1);
        for (int i = 0; i < 50; i++) {
            sell("10" + (10 + i));
        }
        store.clear();
        come("W1", 5);
        assertEquals(0, store.rowsOf(Tables.ORDER), "orders read");
        assertEquals(50, waiting());
        come("W3", 2);
        assertEquals(48, waiting());
    }

    @Test
    void whereTheOtherSourceHasRejectedIt() {
        open(
                Policy.defaults().withFulfillment(FulfillmentPolicy.defaults().withRejectedFor(Duration.ofDays(9))),
                Source.Duty.ANY);
        oms.register(new Rejecting("W1"));
        come("W1", 5);
        sell("1001");
        assertEquals(List.of(), sources("1001"));
        come("W2", 1);
        assertEquals(List.of("W2"), sources("1001"));
        assertEquals(0, waiting());
    }

    @Test
    void whereTheOtherSourceIsFullForToday() {
        open(
                Policy.defaults()
                        .withMerge(io.omskit.fulfillment.merge.MergePolicy.off())
                        .withFulfillment(FulfillmentPolicy.defaults().withParcelsADay(Map.of("W1", 1L))),
                Source.Duty.ANY);
        come("W1", 5);
        sell("1001");
        sell("1002");
        assertEquals(List.of("W1"), sources("1001"));
        assertEquals(List.of(), sources("1002"));
        come("W2", 1);
        assertEquals(List.of("W2"), sources("1002"));
        assertEquals(0, waiting());
    }

    @Test
    void whoIsHeldMeanwhileIsServedWhenTheHoldIsLifted() {
        open(Policy.defaults(), Source.Duty.ANY.withRegions(Set.of("310000")));
        come("W1", 5);
        sell("1001");
        oms.submit(new Command.PlaceHold(
                order("1001").id(),
                new Hold("DISPUTE", "desk", "h1", null, "asked", Shelf.START, null, Set.of(Hold.Step.PLAN))));
        oms.drain();
        assertEquals(0, waiting(), "who is not to be planned does not wait");
        come("W2", 1);
        assertEquals(List.of(), sources("1001"));
        oms.submit(new Command.LiftHold(order("1001").id(), "desk", "h1"));
        oms.drain();
        assertEquals(List.of("W2"), sources("1001"));
    }

    /** Takes nothing. */
    private record Rejecting(String source) implements SourceConnector {
        @Override
        public Answer release(Job job) {
            return new Answer.Refused("no hands");
        }

        @Override
        public Answer cancel(Job job) {
            return new Answer.Taken("ok");
        }
    }
}
