package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.OrderFact;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.StockFact;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** who waits for goods gets them when they come, in the order of ship-by, pay time and id. */
class WaitingForGoodsTest {
    private static final StockCell X = new StockCell("W1", new Sku("X"));
    private static final StockCell Y = new StockCell("W1", new Sku("Y"));

    private final Shelf time = new Shelf();
    private final MemoryStore store = new MemoryStore();
    private final CountingStore reads = new CountingStore(store);
    private final Oms oms = Oms.builder()
            .store(reads)
            .catalog(Shelf.catalog("X", "Y"))
            .sources(Shelf.warehouses("W1", "W2"))
            .unsealedForTests()
            .time(time)
            .build();

    @AfterEach
    void close() {
        oms.close();
    }

    private static OrderFact.Line presale(String id, String sku, long pieces, Instant shipBy) {
        OrderFact.Line line = Shelf.line(id, sku, pieces, 500);
        return new OrderFact.Line(
                line.id(),
                line.code(),
                line.alternateCodes(),
                line.title(),
                line.quantity(),
                line.unitPrice(),
                line.amount(),
                line.discounts(),
                line.orderDiscountShare(),
                line.priceChange(),
                line.status(),
                line.refundState(),
                line.refundId(),
                line.refundedAmount(),
                line.source(),
                shipBy,
                true,
                line.gift());
    }

    private OrderFact paid(int number, Instant at, OrderFact.Line... lines) {
        return Shelf.paid("N" + number, "buyer" + number, at, lines);
    }

    private Order order(int number) {
        return oms.orders().find(Shelf.SHOP.order("N" + number)).orElseThrow();
    }

    private long allocated(int number) {
        return order(number).demands().stream().mapToLong(Demand::allocated).sum();
    }

    private long waiting() {
        return oms.store().count(Query.all(Tables.WAITING));
    }

    private void come(StockCell cell, long pieces, String reference) {
        assertTrue(
                oms.stock().book(StockMovement.receive(cell, pieces, reference)).done());
        oms.drain();
    }

    private static StockFact delivery(long pieces) {
        return new StockFact(
                "W1",
                "X",
                Revision.at(Shelf.START, 1),
                new Provenance("warehouse", Shelf.START),
                StockFact.Kind.RECEIVED,
                Shelf.pieces(pieces),
                "delivery-7",
                Shelf.START);
    }

    @Test
    void theEarliestPromiseIsServedFirstThenTheEarliestPayment() {
        Instant day = Shelf.START.plus(Duration.ofDays(1));
        oms.accept(paid(1, Shelf.START.plusSeconds(2), presale("1", "X", 1, day.plusSeconds(9))));
        oms.accept(paid(2, Shelf.START.plusSeconds(3), presale("1", "X", 1, day)));
        oms.accept(paid(3, Shelf.START.plusSeconds(1), presale("1", "X", 1, day)));
        oms.accept(paid(4, Shelf.START, Shelf.line("1", "X", 1, 500)));
        oms.drain();
        assertEquals(4, waiting());

        come(X, 1, "d1");
        assertEquals(1, allocated(3));
        come(X, 1, "d2");
        assertEquals(1, allocated(2));
        come(X, 1, "d3");
        assertEquals(1, allocated(1), "a promise goes before none, whenever it was paid");
        come(X, 5, "d4");
        assertEquals(1, allocated(4));
        assertEquals(0, waiting());
        assertEquals(4, oms.stock().balances(List.of(X)).get(X).free(), "what is left is spot stock");
    }

    @Test
    void whoWaitsGoesBeforeWhoComesWithTheGoods() {
        oms.accept(paid(1, Shelf.START, Shelf.line("1", "X", 2, 500)));
        oms.drain();
        oms.accept(paid(2, Shelf.START.plusSeconds(1), Shelf.line("1", "X", 2, 500)));
        oms.accept(delivery(3));
        oms.drain();
        assertEquals(2, allocated(1));
        assertEquals(1, allocated(2), "the rest goes to the new order, in the same batch");
    }

    @Test
    void whatAnOrderGivesBackServesTheNext() {
        come(X, 2, "d1");
        oms.accept(paid(1, Shelf.START, Shelf.line("1", "X", 2, 500)));
        oms.accept(paid(2, Shelf.START, Shelf.line("1", "X", 1, 500)));
        oms.accept(paid(3, Shelf.START, Shelf.line("1", "X", 1, 500)));
        oms.process();
        assertEquals(2, waiting());
        assertTrue(oms.submit(new Command.CancelUnits(order(1).id(), "1", 1)).done());
        oms.process();
        assertEquals(1, allocated(2));
        assertEquals(0, allocated(3));
    }

    @Test
    void anOrderThatCannotUseTheGoodsDoesNotStopThoseBehind() {
        oms.accept(paid(1, Shelf.START, Shelf.line("1", "X", 2, 500)));
        oms.accept(paid(2, Shelf.START.plusSeconds(1), Shelf.line("1", "X", 1, 500)));
        oms.drain();
        oms.submit(new Command.PlaceHold(
                order(1).id(),
                new io.omskit.order.Hold(
                        "DISPUTE",
                        "desk",
                        "h1",
                        null,
                        "asked",
                        Shelf.START,
                        null,
                        java.util.Set.of(io.omskit.order.Hold.Step.PLAN, io.omskit.order.Hold.Step.RELEASE))));
        come(X, 2, "d1");
        assertEquals(0, allocated(1));
        assertEquals(1, allocated(2));
        oms.submit(new Command.LiftHold(order(1).id(), "desk", "h1"));
        oms.drain();
        assertEquals(1, allocated(1), "what is left is found when the hold is lifted");
    }

    @Test
    void canceledOrdersWaitForNothing() {
        oms.accept(paid(1, Shelf.START, Shelf.line("1", "X", 2, 500), Shelf.line("2", "Y", 1, 500)));
        oms.drain();
        assertEquals(2, waiting());
        oms.submit(new Command.CancelUnits(order(1).id(), "1", 2));
        assertEquals(1, waiting());
        oms.submit(new Command.CancelUnits(order(1).id(), "2", 1));
        assertEquals(0, waiting());
    }

    @Test
    void goodsThatComeWhileAnOrderIsPlannedAreFound() {
        // the delivery is committed after the plan read the stock and before the plan is committed
        boolean[] come = {false};
        reads.beforeCommit(commit -> {
            boolean plan = commit.writes().stream()
                    .anyMatch(writes -> writes.kind().equals(Tables.WAITING)
                            && !writes.inserts().isEmpty());
            if (plan && !come[0]) {
                come[0] = true;
                try (Oms other = Oms.builder()
                        .store(new CountingStore(store))
                        .catalog(Shelf.catalog("X", "Y"))
                        .sources(Shelf.warehouses("W1", "W2"))
                        .unsealedForTests()
                        .time(time)
                        .node(2)
                        .build()) {
                    assertTrue(other.stock()
                            .book(StockMovement.receive(X, 5, "meanwhile"))
                            .done());
                }
            }
        });
        oms.accept(paid(1, Shelf.START, Shelf.line("1", "X", 2, 500)));
        oms.drain();
        assertTrue(come[0]);
        assertEquals(2, allocated(1));
        assertEquals(0, waiting());
    }

    @Test
    void ofTenThousandThatWaitOnlyThoseAreReadThatFit() {
        List<OrderFact> facts = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            facts.add(paid(i, Shelf.START.plusSeconds(10_000 - i), Shelf.line("1", "X", 1, 500)));
            if (facts.size() == 500) {
                oms.accept(facts.toArray(OrderFact[]::new));
                facts.clear();
                oms.drain();
            }
        }
        assertEquals(10_000, waiting());
        reads.clear();

        come(X, 7, "d1");
        oms.accept(delivery(6));
        oms.drain();

        assertEquals(10_000 - 13, waiting());
        for (int i = 9_988; i <= 10_000; i++) {
            assertEquals(1, allocated(i), "order N" + i + " paid early");
        }
        assertEquals(0, allocated(9_987));
        assertTrue(reads.rowsOf(Tables.ORDER) < 200, "orders read: " + reads.rowsOf(Tables.ORDER));
        assertFalse(oms.backlog() > 0);
    }
}
