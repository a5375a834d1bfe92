package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.stored.EngineInvariants;
import io.omskit.fact.OrderFact;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Properties 1, 2, 3, 4 and 7 of domain rules 14, through the engine. */
class StockRulesProperties {
    private static final Sku SKU = new Sku("X");
    private static final List<String> SOURCES = List.of("W1", "W2", "W3");

    private final Shelf time = new Shelf();

    private Oms engine(List<Integer> free) {
        Oms oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1", "W2", "W3"))
                .unsealedForTests()
                .time(time)
                .build();
        for (int i = 0; i < free.size(); i++) {
            if (free.get(i) > 0) {
                oms.stock().book(StockMovement.receive(new StockCell(SOURCES.get(i), SKU), free.get(i), "d"));
            }
        }
        return oms;
    }

    private static Order order(Oms oms, String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private static long allocated(Order order) {
        return order.demands().stream().mapToLong(Demand::allocated).sum();
    }

    private static Map<StockCell, Balances> balances(Oms oms) {
        return oms.stock()
                .balances(SOURCES.stream().map(id -> new StockCell(id, SKU)).toList());
    }

    private static void assertSound(Oms oms) {
        assertEquals(Optional.empty(), EngineInvariants.of(oms.store()).check());
        assertTrue(oms.stock().check().isClean());
    }

    @Property(tries = 60)
    void p1TwoLinesOfOneSkuReserveWhatOneLineWithTheSumReserves(
            @ForAll @Size(3) List<@IntRange(max = 12) Integer> free,
            @ForAll @IntRange(min = 1, max = 12) int one,
            @ForAll @IntRange(min = 1, max = 12) int other) {
        try (Oms apart = engine(free);
                Oms together = engine(free)) {
            apart.accept(Shelf.paid(
                    "N", "b", Shelf.START, Shelf.line("1", "X", one, 500), Shelf.line("2", "X", other, 500)));
            together.accept(Shelf.paid("N", "b", Shelf.START, Shelf.line("1", "X", one + other, 500)));
            apart.process();
            together.process();
            assertEquals(balances(together), balances(apart));
            assertEquals(allocated(order(together, "N")), allocated(order(apart, "N")));
            assertSound(apart);
        }
    }

    @Property(tries = 60)
    void p2AllocationsOverAllSourcesAreTheLeastOfNeedAndStock(
            @ForAll @Size(3) List<@IntRange(max = 15) Integer> free, @ForAll @IntRange(min = 1, max = 50) int need) {
        try (Oms oms = engine(free)) {
            oms.accept(Shelf.paid("N", "b", Shelf.START, Shelf.line("1", "X", need, 500)));
            oms.process();
            int total = free.stream().mapToInt(Integer::intValue).sum();
            assertEquals(Math.min(need, total), allocated(order(oms, "N")));
            assertEquals(
                    Math.max(0, need - total), order(oms, "N").demands().get(0).missing());
            assertSound(oms);
        }
    }

    @Property(tries = 25)
    void p3OfManyBuyersExactlyAsManyGetAPieceAsThereAre(
            @ForAll @IntRange(min = 2, max = 40) int buyers, @ForAll @IntRange(min = 1, max = 30) int stock)
            throws InterruptedException {
        MemoryStore store = new MemoryStore();
        List<Oms> engines = new ArrayList<>();
        for (int node = 1; node <= 2; node++) {
            engines.add(Oms.builder()
                    .store(store)
                    .catalog(Shelf.catalog("X"))
                    .sources(Shelf.warehouses("W1"))
                    .unsealedForTests()
                    .time(time)
                    .node(node)
                    .build());
        }
        try (Oms one = engines.get(0);
                Oms other = engines.get(1)) {
            one.stock().book(StockMovement.receive(new StockCell("W1", SKU), stock, "d"));
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int first = t;
                Oms oms = engines.get(t % 2);
                threads.add(new Thread(() -> {
                    for (int i = first; i < buyers; i += 4) {
                        oms.accept(Shelf.paid("N" + i, "b" + i, Shelf.START, Shelf.line("1", "X", 1, 500)));
                        oms.process();
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            while (one.backlog() > 0) {
                other.process();
            }
            long served = 0;
            for (int i = 0; i < buyers; i++) {
                served += allocated(order(one, "N" + i));
            }
            assertEquals(Math.min(buyers, stock), served);
            assertSound(one);
        }
    }

    @Property(tries = 60)
    void p4WhateverHappensToAnOrderNothingIsNegativeAndNothingStaysReserved(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Oms oms = engine(List.of(6, 5, 4))) {
            oms.accept(Shelf.paid("N", "b", Shelf.START, Shelf.line("1", "X", 9, 500)));
            oms.drain();
            for (int step = 0; step < 14; step++) {
                happens(oms, random, step);
                oms.drain();
                for (Balances balances : balances(oms).values()) {
                    assertTrue(balances.reserved() >= 0 && balances.onHand() >= 0, balances::toString);
                }
            }
            oms.submit(new Command.CancelUnits(order(oms, "N").id(), "1", open(order(oms, "N"))));
            works(oms).forEach(work -> ship(oms, work, "end-" + work.id(), List.of()));
            oms.drain();
            assertEquals(
                    0,
                    balances(oms).values().stream()
                            .mapToLong(Balances::reserved)
                            .sum());
            assertSound(oms);
        }
    }

    private static List<FulfillmentOrder> works(Oms oms) {
        return oms.fulfillment().of(order(oms, "N"));
    }

    /** What may still be canceled. */
    private static long open(Order order) {
        Demand demand = order.demands().get(0);
        return demand.needed() - demand.canceled() - demand.progress().packed();
    }

    private void happens(Oms oms, SplittableRandom random, int step) {
        List<FulfillmentOrder> works = works(oms);
        if (works.isEmpty()) {
            return;
        }
        FulfillmentOrder work = works.get(random.nextInt(works.size()));
        List<Part> some = List.of(new Part(order(oms, "N").id(), 0, 1 + random.nextInt(3)));
        switch (random.nextInt(6)) {
            case 0 -> oms.submit(new Command.CancelUnits(order(oms, "N").id(), "1", 1));
            case 1 -> report(oms, new SourceReport.Packed(work.id(), time.instant(), some, List.of()));
            case 2 -> ship(oms, work, "P" + step, some);
            case 3 -> report(oms, new SourceReport.ShortPick(work.id(), time.instant(), some));
            case 4 -> report(oms, new SourceReport.ReturnAnnounced(work.id(), time.instant(), some));
            default -> report(oms, new SourceReport.ReturnReceived(work.id(), time.instant(), some, List.of(), null));
        }
    }

    private void ship(Oms oms, FulfillmentOrder work, String parcel, List<Part> parts) {
        report(oms, new SourceReport.Shipped(work.id(), time.instant(), "sf", parcel, "", parts));
    }

    /** Reports that cannot be are refused; that is part of the property. */
    private static void report(Oms oms, SourceReport report) {
        oms.submit(new Command.Report(report));
    }

    @Property(tries = 25)
    void p7ACodeThatMeansAnotherSkuKeepsTheReservationsOfTheOld(
            @ForAll @IntRange(min = 1, max = 9) int before, @ForAll @IntRange(min = 1, max = 9) int after) {
        InMemoryCatalog catalog = InMemoryCatalog.builder()
                .item(Item.of("OLD", "mug", 300))
                .item(Item.of("NEW", "mug", 300))
                .listing(listing("OLD"))
                .build();
        StockCell old = new StockCell("W1", new Sku("OLD"));
        StockCell renamed = new StockCell("W1", new Sku("NEW"));
        try (Oms oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(catalog)
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(time)
                .build()) {
            oms.stock().book(StockMovement.receive(old, 10, "d1"), StockMovement.receive(renamed, 10, "d2"));
            sell(oms, "N1", before);
            catalog.change(change -> change.relist(listing("NEW")));
            sell(oms, "N2", after);
            oms.submit(new Command.Replan(order(oms, "N1").id()));
            oms.drain();
            assertEquals(before, reserved(oms, old));
            assertEquals(after, reserved(oms, renamed));
            ship(oms, oms.fulfillment().of(order(oms, "N1")).get(0), "P1", List.of());
            assertEquals(0, reserved(oms, old));
            assertEquals(
                    10 - before, oms.stock().balances(List.of(old)).get(old).onHand());
            assertSound(oms);
        }
    }

    private static Listing listing(String sku) {
        return Listing.of(Listing.Scope.shop(Shelf.SHOP), "mug", new Sku(sku), Quantity.pieces(1));
    }

    private static void sell(Oms oms, String number, long pieces) {
        OrderFact fact = Shelf.paid(number, number, Shelf.START, Shelf.line("1", "mug", pieces, 500));
        oms.accept(fact);
        oms.drain();
    }

    private static long reserved(Oms oms, StockCell cell) {
        return oms.stock().balances(List.of(cell)).get(cell).reserved();
    }
}
