package io.omskit.examples.benchmarks;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Message;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;

/**
 * A hundredfold burst: 30 orders a second for ten seconds, then 3,000 a second, offered in parcels of one to a hundred by
 * the clock, while the engine works. A parcel that is late because the one before took long counts from the moment at
 * which it should have been offered. Nothing may be lost; run it with {@code -Xmx512m}.
 */
final class Burst {
    private static final int STEADY = 30;
    private static final int PEAK = 3_000;
    private static final int STEADY_SECONDS = 10;
    private static final int PARCEL = 100;

    private final Database.Server server;
    private final PrintStream out;
    private final ExecutorService threads;
    private final int seconds;
    private long refused;
    private long next;

    Burst(Database.Server server, PrintStream out, ExecutorService threads, int seconds) {
        this.server = server;
        this.out = out;
        this.threads = threads;
        this.seconds = seconds;
    }

    void run() {
        try (Database database = server.fresh();
                Oms oms = OrderSource.stocked(OrderSource.builder(database.store())
                        .time(InstantSource.system())
                        .lanes(2)
                        .executor(threads)
                        .build())) {
            oms.start(Duration.ofMillis(20));
            warmUp(oms);
            Series steady = offer(oms, STEADY, 1, STEADY_SECONDS);
            out.printf("steady %d/s: accept p50 %.1f ms, p99 %.1f ms%n", STEADY, steady.median(), steady.quantile(.99));
            Series burst = offer(oms, PEAK, PARCEL, seconds);
            long backlog = oms.backlog();
            long start = System.nanoTime();
            awaitEmpty(oms);
            out.printf(
                    "burst %d/s for %d s in parcels of %d: accept p50 %.1f ms, p99 %.1f ms, \"later\" answers %d%n",
                    PEAK, seconds, PARCEL, burst.median(), burst.quantile(.99), refused);
            out.printf(
                    "backlog at the end of the burst %d, drained %.1f s later%n",
                    backlog, (System.nanoTime() - start) / 1e9);
            report(oms);
        }
    }

    private void warmUp(Oms oms) {
        for (int i = 0; i < 40; i++) {
            accept(oms, take(500));
        }
        awaitEmpty(oms);
    }

    private void report(Oms oms) {
        long orders = 0;
        long last = 0;
        for (var page = oms.orders().list(0, 1_000);
                !page.isEmpty();
                page = oms.orders().list(last, 1_000)) {
            orders += page.size();
            last = page.get(page.size() - 1).id();
        }
        Runtime memory = Runtime.getRuntime();
        out.printf(
                "offered and accepted %d, orders stored %d, put aside %d, lost %d%n",
                next, orders, oms.poisoned(1_000).size(), next - orders);
        out.printf("heap limit %d MB%n", memory.maxMemory() >> 20);
    }

    private List<Message> take(int count) {
        List<Message> messages = OrderSource.messages(next, count);
        next += count;
        return messages;
    }

    /** Offers orders at a rate; the latencies in milliseconds. */
    private Series offer(Oms oms, int perSecond, int parcel, int forSeconds) {
        Series latencies = new Series();
        long gap = 1_000_000_000L * parcel / perSecond;
        long due = System.nanoTime();
        for (int i = 0; i < perSecond * forSeconds / parcel; i++, due += gap) {
            List<Message> messages = take(parcel);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            accept(oms, messages);
            latencies.add((System.nanoTime() - due) / 1e6);
        }
        return latencies;
    }

    /** A source that hears "later" offers the same again. */
    private void accept(Oms oms, List<Message> messages) {
        while (oms.accept(messages) == Acceptance.LATER) {
            refused++;
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void awaitEmpty(Oms oms) {
        while (oms.backlog() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
