package io.omskit.examples.benchmarks;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.examples.benchmarks.Database.PostgresSchema;
import io.omskit.examples.benchmarks.Database.PostgresServer;
import io.omskit.stock.Balances;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCheck;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Reservations on five hot items by many threads, one piece each, until one of ten finds nothing: through the engine, each
 * with its own answer. On PostgreSQL half of the threads are in a second process. Not one piece may be sold twice, and the
 * ledger must equal the balances afterwards.
 */
final class HotStock {
    private static final int ITEMS = 5;

    private final PrintStream out;
    private final int reservations;
    private final int threads;

    HotStock(PrintStream out, int reservations, int threads) {
        this.out = out;
        this.reservations = reservations;
        this.threads = threads;
    }

    void run(String database) throws IOException, InterruptedException {
        switch (database) {
            case "memory" -> alone(new MemoryStore(), database);
            case "sqlite" -> {
                try (Database.Server server = Database.server("sqlite")) {
                    alone(server.fresh().store(), database);
                }
            }
            case "postgres" -> {
                try (PostgresServer server = PostgresServer.start()) {
                    twoProcesses(server);
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "the database '" + database + "' is not known.\nUse memory, sqlite or postgres.");
        }
    }

    private void alone(Store store, String name) throws InterruptedException {
        try (Oms oms = engine(store, 1)) {
            stock(oms);
            long start = System.nanoTime();
            long sold = reserve(oms, 0, reservations, threads);
            report(oms, name, sold, System.nanoTime() - start);
        }
    }

    private void twoProcesses(PostgresServer server) throws IOException, InterruptedException {
        PostgresSchema schema = (PostgresSchema) server.fresh();
        try (Oms oms = engine(schema.store(), 1)) {
            stock(oms);
            int half = reservations / 2;
            Process other = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Benchmarks.class.getName(),
                            "stock-worker",
                            server.url(),
                            schema.schema(),
                            Integer.toString(half),
                            Integer.toString(reservations),
                            Integer.toString(threads / 2)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
                await(said, "ready");
                other.getOutputStream().write('\n');
                other.getOutputStream().flush();
                long start = System.nanoTime();
                long sold = reserve(oms, 0, half, threads - threads / 2);
                sold += Long.parseLong(await(said, "sold "));
                report(oms, "postgres, two processes", sold, System.nanoTime() - start);
            }
            other.waitFor();
        }
    }

    private static String await(BufferedReader said, String word) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length());
            }
        }
        throw new IOException("the second process ended before it said '" + word + "'");
    }

    /** The second process: {@code url schema from to threads}. */
    static void work(List<String> words) throws IOException, InterruptedException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(words.get(0));
        source.setReWriteBatchedInserts(true);
        try (Oms oms = engine(Stores.postgres(source, words.get(1)), 2)) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            long sold = reserve(
                    oms,
                    Integer.parseInt(words.get(2)),
                    Integer.parseInt(words.get(3)),
                    Integer.parseInt(words.get(4)));
            System.out.println("sold " + sold);
        }
    }

    private static Oms engine(Store store, int node) {
        InMemoryCatalog.Builder catalog = InMemoryCatalog.builder();
        for (int i = 0; i < ITEMS; i++) {
            catalog.item(Item.of(item(i).sku().code(), "hot item", 300));
        }
        return Oms.builder()
                .store(store)
                .catalog(catalog.build())
                .sources(List.of(Source.of("W1", Source.Kind.OWN, ZoneOffset.UTC)))
                .unsealedForTests()
                .time(InstantSource.system())
                .node(node)
                .build();
    }

    private static StockCell item(int number) {
        return new StockCell("W1", new Sku("HOT" + number % ITEMS));
    }

    /** Nine of ten reservations find something. */
    private long each() {
        return reservations / ITEMS * 9L / 10;
    }

    private void stock(Oms oms) {
        for (int i = 0; i < ITEMS; i++) {
            oms.stock().book(StockMovement.receive(item(i), each(), "delivery-" + i));
        }
    }

    private static long reserve(Oms oms, int from, int to, int threads) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        AtomicLong sold = new AtomicLong();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(new Thread(() -> {
                for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
                    if (oms.stock()
                            .book(StockMovement.reserve(item(i), 1, "cart-" + i))
                            .done()) {
                        sold.incrementAndGet();
                    }
                }
            }));
        }
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        return sold.get();
    }

    private void report(Oms oms, String name, long sold, long nanos) {
        long over = sold - ITEMS * each();
        for (int i = 0; i < ITEMS; i++) {
            Balances balances = Objects.requireNonNull(
                    oms.stock().balances(List.of(item(i))).get(item(i)));
            over += balances.overpromised() + Math.abs(balances.free());
        }
        StockCheck check = oms.stock().check();
        out.printf(
                "%s: %d reservations by %d threads in %.1f s, %.0f/s; sold %d, differences %d, ledger equals balances:"
                        + " %s%n",
                name, reservations, threads, nanos / 1e9, reservations * 1e9 / nanos, sold, over, check.isClean());
    }
}
