package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.fact.OrderFact;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceConnector;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An own warehouse behind a callback of the host: it is told what to do, and tells what it did. */
class SourceConnectorTest {
    private static final StockCell X = new StockCell("W1", new Sku("X"));
    private static final StockCell Y = new StockCell("W2", new Sku("Y"));

    private final Shelf time = new Shelf();
    private final Warehouse first = new Warehouse("W1");
    private final Warehouse second = new Warehouse("W2");
    private final Oms oms = Oms.builder()
            .store(new MemoryStore())
            .catalog(Shelf.catalog("X", "Y"))
            .sources(Shelf.warehouses("W1", "W2"))
            .unsealedForTests()
            .time(time)
            .build();

    /** Takes every job once, and answers what the test says. */
    private static final class Warehouse implements SourceConnector {
        final String id;
        final List<Job> released = new ArrayList<>();
        final List<Job> canceled = new ArrayList<>();
        final Set<String> keys = new HashSet<>();
        Answer next = new Answer.Taken("ok");

        Warehouse(String id) {
            this.id = id;
        }

        @Override
        public String source() {
            return id;
        }

        @Override
        public Answer release(Job job) {
            released.add(job);
            return next instanceof Answer.Taken && keys.add(job.key()) ? new Answer.Taken("job-" + keys.size()) : next;
        }

        @Override
        public Answer cancel(Job job) {
            canceled.add(job);
            return next;
        }
    }

    SourceConnectorTest() {
        oms.register(first);
        oms.register(second);
        oms.stock().book(StockMovement.receive(X, 10, "d1"), StockMovement.receive(Y, 10, "d2"));
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private Order sold(OrderFact.Line... lines) {
        OrderFact fact = Shelf.paid("N1", "buyer", Shelf.START, lines);
        oms.accept(fact);
        oms.drain();
        return oms.orders().find(fact.ref()).orElseThrow();
    }

    private FulfillmentOrder work(Order order, String source) {
        return oms.fulfillment().of(oms.orders().find(order.id()).orElseThrow()).stream()
                .filter(held -> held.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private void report(SourceReport report) {
        Command.Result result = oms.submit(new Command.Report(report));
        assertTrue(result.done(), result::toString);
        oms.drain();
    }

    private Balances of(StockCell cell) {
        return oms.stock().balances(List.of(cell)).get(cell);
    }

    @Test
    void eachSourceGetsItsOwnItemsAndTheConsignee() {
        Order order = sold(Shelf.line("1", "X", 2, 500), Shelf.line("2", "Y", 1, 700));
        assertEquals(1, first.released.size());
        assertEquals(1, second.released.size());
        SourceConnector.Job job = first.released.get(0);
        assertEquals(work(order, "W1").id(), job.fulfillmentOrder());
        assertEquals(
                new SourceConnector.Item(order.id(), order.ref(), 0, new Sku("X"), Shelf.pieces(2)),
                job.items().get(0));
        assertNotNull(job.consignee());
        assertEquals("buyer", job.consignee().name());
        assertTrue(!job.toString().contains("buyer"), "a job does not print its consignee");
    }

    @Test
    void packedShortAndShippedReachTheOrderAndTheBooks() {
        Order order = sold(Shelf.line("1", "X", 5, 500));
        FulfillmentOrder work = work(order, "W1");
        Part two = new Part(order.id(), 0, 2);
        report(new SourceReport.Packed(work.id(), time.instant(), List.of(new Part(order.id(), 0, 3)), List.of()));
        report(new SourceReport.ShortPick(work.id(), time.instant(), List.of(two)));
        assertEquals(new Balances(8, 5, 0, 0), of(X), "two were not there, and are planned anew");
        report(new SourceReport.Shipped(work.id(), time.instant(), "sf", "SF1", "", List.of()));
        assertEquals(5, of(X).onHand());
        assertEquals(2, first.released.size(), "the rest is a job of its own");
        assertTrue(oms.stock().check().isClean());
    }

    @Test
    void whatIsNotThereAtAllGoesBackToPlanning() {
        Order order = sold(Shelf.line("1", "X", 5, 500));
        report(new SourceReport.ShortPick(work(order, "W1").id(), time.instant(), List.of(new Part(order.id(), 0, 5))));
        assertEquals(new Balances(5, 5, 0, 0), of(X), "five were not there, the other five are planned");
        assertEquals(2, first.released.size(), "all of it is a new job");
        assertTrue(oms.stock().check().isClean());
    }

    @Test
    void aCancelationNamesTheUnitsAndCarriesNoConsignee() {
        Order order = sold(Shelf.line("1", "X", 5, 500));
        assertTrue(oms.submit(new Command.CancelUnits(order.id(), "1", 2)).done());
        oms.drain();
        SourceConnector.Job cut = first.canceled.get(0);
        assertEquals(Shelf.pieces(2), cut.items().get(0).quantity());
        assertNull(cut.consignee());
        assertEquals(3, of(X).reserved());
    }

    @Test
    void aWarehouseWithoutTimeIsAskedAgainUnderTheSameKey() {
        first.next = new SourceConnector.Answer.Later("closed", Duration.ofMinutes(10));
        sold(Shelf.line("1", "X", 1, 500));
        time.forward(Duration.ofMinutes(11));
        first.next = new SourceConnector.Answer.Taken("late");
        oms.drain();
        assertEquals(2, first.released.size());
        assertEquals(first.released.get(0).key(), first.released.get(1).key());
    }

    @Test
    void aRefusalIsAnAlertAndAnUnknownAnswerIsAskedAgain() {
        first.next = new SourceConnector.Answer.Unknown("line broke");
        sold(Shelf.line("1", "X", 1, 500));
        first.next = new SourceConnector.Answer.Refused("we do not stock this");
        time.forward(Duration.ofMinutes(6));
        oms.drain();
        assertEquals(2, first.released.size());
        long alerts = oms.store().count(io.omskit.store.Query.all(io.omskit.engine.stored.Tables.ALERT));
        assertEquals(2, alerts, "the refusal, and an order that waits because nobody else has the goods");
    }

    @Test
    void whatAConnectorThrowsIsAnUnknownOutcome() {
        oms.register(new SourceConnector() {
            @Override
            public String source() {
                return "W1";
            }

            @Override
            public Answer release(Job job) {
                first.released.add(job);
                throw new IllegalStateException("a defect");
            }

            @Override
            public Answer cancel(Job job) {
                throw new IllegalStateException("a defect");
            }
        });
        sold(Shelf.line("1", "X", 1, 500));
        time.forward(Duration.ofMinutes(6));
        oms.drain();
        assertEquals(2, first.released.size(), "it is asked again under the same key");
    }
}
