package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.EngineInvariants;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An engine on a store of its own, with a clock, sources W1 to W3 and everything that it sends. */
final class Scene implements AutoCloseable {
    static final Duration SIBLING_WAIT = Duration.ofHours(1);

    final Shelf time;
    final Outbox outbox;
    final Oms oms;

    Scene(Policy policy, Catalog catalog) {
        this(policy, catalog, new MemoryStore(), new Shelf(), new Outbox(), 1);
    }

    Scene(Policy policy, Catalog catalog, Store store, Shelf time, Outbox outbox, int node) {
        this.time = time;
        this.outbox = outbox;
        this.oms = Oms.builder()
                .store(store)
                .catalog(catalog)
                .sources(Shelf.warehouses("W1", "W2", "W3"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(time)
                .node(node)
                .policy(policy)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .handler(outbox.taking(Effect.SHIP_NOTICE))
                .handler(outbox.taking(Effect.LOOK_UP))
                .build();
    }

    static Scene of(Policy policy) {
        return new Scene(policy, Shelf.catalog("X", "Y", "Z"));
    }

    /** Orders are planned at once and wait for siblings before they are released. */
    static Policy waiting() {
        return Policy.defaults().withFlow(OrderFlow.standard(SIBLING_WAIT));
    }

    @Override
    public void close() {
        assertSound();
        oms.close();
    }

    void assertSound() {
        assertEquals(Optional.empty(), EngineInvariants.of(oms.store()).check());
        assertTrue(oms.stock().check().isClean());
        assertEquals(List.of(), oms.poisoned(9));
        EndState.assertSound(oms.store());
    }

    static StockCell cell(String source, String sku) {
        return new StockCell(source, new Sku(sku));
    }

    Scene stock(String source, String sku, long pieces) {
        if (pieces > 0) {
            oms.stock().book(StockMovement.receive(cell(source, sku), pieces, "in-" + source + sku));
        }
        return this;
    }

    Balances balances(String source, String sku) {
        StockCell cell = cell(source, sku);
        return oms.stock().balances(List.of(cell)).get(cell);
    }

    long reserved(String sku) {
        long reserved = 0;
        for (String source : List.of("W1", "W2", "W3")) {
            reserved += balances(source, sku).reserved();
        }
        return reserved;
    }

    void sell(String number, String buyer, OrderFact.Line... lines) {
        sell(Shelf.paid(number, buyer, Shelf.START, lines));
    }

    void sell(OrderFact sold) {
        oms.accept(sold);
        oms.drain();
    }

    Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    List<FulfillmentOrder> works(String number) {
        return oms.fulfillment().of(order(number));
    }

    long allocated(String number) {
        return order(number).demands().stream().mapToLong(Demand::allocated).sum();
    }

    void later() {
        time.forward(SIBLING_WAIT.plusMinutes(1));
        oms.drain();
    }

    boolean report(SourceReport report) {
        boolean done = oms.submit(new Command.Report(report)).done();
        oms.drain();
        return done;
    }

    /** Ships what is open of everything that an order is in. */
    void ship(String number) {
        for (FulfillmentOrder work : works(number)) {
            report(new SourceReport.Shipped(work.id(), time.instant(), "sf", "SF" + work.id(), "", List.of()));
        }
    }

    /** Who travels with whom from where: source and parts of every group, by the numbers of the orders. */
    Set<String> grouping(String... numbers) {
        Map<Long, String> names = new TreeMap<>();
        Map<Long, FulfillmentOrder> works = new TreeMap<>();
        for (String number : numbers) {
            names.put(order(number).id(), number);
            works(number).forEach(work -> works.put(work.id(), work));
        }
        Set<String> groups = new TreeSet<>();
        for (FulfillmentOrder work : works.values()) {
            List<String> parts = new ArrayList<>();
            for (Allocation part : work.allocations()) {
                parts.add(names.get(part.orderId()) + "/" + part.demand() + "x" + part.quantity());
            }
            parts.sort(null);
            groups.add(work.source() + parts);
        }
        return groups;
    }

    /** An order that is as usual but for its memos, terms, flags and state. */
    static OrderFact fact(
            String number, PlatformStatus status, OrderFact.Terms terms, Set<String> flags, OrderFact.Line... lines) {
        OrderFact plain = Shelf.paid(number, "Li", Shelf.START, lines);
        boolean paid = status.isPaid() && terms == OrderFact.Terms.PAY_FIRST;
        return new OrderFact(
                plain.ref(),
                plain.revision(),
                plain.provenance(),
                plain.kind(),
                status,
                status.name(),
                terms,
                Shelf.START,
                paid ? Shelf.START : null,
                null,
                null,
                false,
                plain.amounts(),
                Arrays.asList(lines),
                List.of(),
                List.of(),
                flags,
                plain.region(),
                withMemos(number, Shelf.buyer("Li")),
                List.of());
    }

    private static PersonalData withMemos(String number, PersonalData plain) {
        return new PersonalData(
                plain.buyerAccount(),
                plain.name(),
                plain.phone(),
                null,
                plain.address(),
                null,
                "message of " + number,
                "memo of " + number,
                null);
    }

    static RefundFact refund(String number, String id, String line, long pieces, RefundFact.Status status, Instant at) {
        return new RefundFact(
                Shelf.SHOP.order(number),
                id,
                Revision.at(at, 1),
                new Provenance("test", at),
                line,
                Shelf.pieces(pieces),
                null,
                status,
                status.name(),
                RefundFact.Phase.BEFORE_SHIPPING,
                false,
                at);
    }
}
