package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.stored.EngineInvariants;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.PostgresServer;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Property 3 of the domain rules, under load: many threads want a few hot items, and exactly what is there is sold. */
class HotStockTest {
    private static final boolean FULL = "full".equals(System.getProperty("oms.volume"));
    private static final int RESERVATIONS = FULL ? 1_000_000 : 6_000;
    private static final int THREADS = 64;
    private static final int ITEMS = 5;

    /** Nine of ten find something. */
    private static final long EACH = RESERVATIONS / ITEMS * 9L / 10;

    private static Oms engine(Store store, int node) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("H0", "H1", "H2", "H3", "H4"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(new Shelf())
                .node(node)
                .build();
    }

    private static StockCell item(int number) {
        return new StockCell("W1", new Sku("H" + number % ITEMS));
    }

    @Test
    void onMemory() throws InterruptedException {
        try (Oms oms = engine(new MemoryStore(), 1)) {
            sellOut(oms);
        }
    }

    @Test
    void onSqlite(@TempDir Path folder) throws InterruptedException {
        try (Oms oms = engine(Stores.sqlite(folder.resolve("hot.db")), 1)) {
            sellOut(oms);
        }
    }

    @Test
    @Tag("postgres")
    void twoEnginesOnPostgres() throws InterruptedException {
        String schema = PostgresServer.freshSchema();
        try (Oms one = engine(Stores.postgres(PostgresServer.source(), schema), 1);
                Oms other = engine(Stores.postgres(PostgresServer.source(), schema), 2)) {
            sellOut(one, other);
        }
    }

    private static void sellOut(Oms... engines) throws InterruptedException {
        Oms first = engines[0];
        for (int i = 0; i < ITEMS; i++) {
            first.stock().book(StockMovement.receive(item(i), EACH, "delivery-" + i));
        }
        AtomicInteger next = new AtomicInteger();
        Map<StockCell, AtomicLong> sold = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String> strange = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Oms oms = engines[t % engines.length];
            threads.add(new Thread(() -> {
                for (int i = next.getAndIncrement(); i < RESERVATIONS; i = next.getAndIncrement()) {
                    StockCell cell = item(i);
                    Command.Result result = oms.stock().book(StockMovement.reserve(cell, 1, "cart-" + i));
                    if (result.done()) {
                        sold.computeIfAbsent(cell, none -> new AtomicLong()).incrementAndGet();
                    } else if (!code(result).equals("STOCK_REFUSED")) {
                        strange.add(result.toString());
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(strange.isEmpty(), strange::toString);
        for (int i = 0; i < ITEMS; i++) {
            assertEquals(EACH, sold.get(item(i)).get(), "exactly what is there is sold");
            assertEquals(
                    new Balances(EACH, EACH, 0, 0),
                    first.stock().balances(List.of(item(i))).get(item(i)));
        }
        assertTrue(first.stock().check().isClean());
        // the invariants keep every movement in memory
        assertEquals(
                Optional.empty(),
                FULL ? Optional.empty() : EngineInvariants.of(first.store()).check());
    }

    private static String code(Command.Result result) {
        return result.explanation().reasons().get(0).code();
    }
}
