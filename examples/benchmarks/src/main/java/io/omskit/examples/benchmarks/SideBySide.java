package io.omskit.examples.benchmarks;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Message;
import io.omskit.store.Commit;
import io.omskit.store.MemoryStore;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Accept and Process against plain JDBC, in rounds that alternate, so that a busy moment of the machine hits all of them.
 * What plain JDBC writes as Base B was recorded before from an engine that worked on the same orders in memory.
 */
final class SideBySide {
    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-03-20T00:00:00Z"));
    private static final int BATCH = 500;
    private static final int WARM_UP = 4;

    private final Database.Server server;
    private final PrintStream out;
    private final Executor threads;
    private final int lanes;
    private final int orders;
    private final int rounds;
    private final List<List<Commit>> accepted = new ArrayList<>();
    private final List<List<Commit>> processed = new ArrayList<>();
    private final Map<String, Series> figures = new TreeMap<>();

    SideBySide(Database.Server server, PrintStream out, Executor threads, int lanes, int orders, int rounds) {
        this.server = server;
        this.threads = threads;
        this.lanes = lanes;
        this.out = out;
        this.orders = orders;
        this.rounds = rounds;
    }

    void run() throws SQLException {
        record();
        try (Database a = server.fresh();
                Database b = server.fresh();
                Database engine = server.fresh();
                PlainJdbc plainA = new PlainJdbc(a);
                Oms oms = engine(engine.store());
                Oms same = engine(b.store());
                PlainJdbc plainB = new PlainJdbc(b)) {
            plainA.createBaseA();
            out.printf(
                    "tables of base B made by the engine, %d orders in them%n",
                    same.orders().list(0, 1).size());
            for (int round = 0; round < WARM_UP + rounds; round++) {
                round(round, plainA, plainB, oms);
            }
            report();
            long total = (long) orders * (WARM_UP + rounds);
            out.printf(
                    "backlog %d, put aside %d; bytes per order on disk: engine %d, base B %d, base A %d%n",
                    oms.backlog(), oms.poisoned(10).size(), engine.size() / total, b.size() / total, a.size() / total);
        }
        rows("accept", accepted);
        rows("process", processed);
    }

    private Oms engine(Store store) {
        return OrderSource.stocked(OrderSource.builder(store)
                .time(TIME)
                .lanes(lanes)
                .executor(threads)
                .build());
    }

    private void record() {
        RecordingStore recording = new RecordingStore(new MemoryStore());
        try (Oms oms = OrderSource.stocked(
                OrderSource.builder(recording).time(TIME).lanes(lanes).build())) {
            recording.taken();
            for (int round = 0; round < WARM_UP + rounds; round++) {
                accept(oms, OrderSource.messages((long) round * orders, orders));
                accepted.add(recording.taken());
                process(oms);
                processed.add(recording.taken());
            }
        }
    }

    private void round(int round, PlainJdbc plainA, PlainJdbc plainB, Oms oms) throws SQLException {
        List<Message> messages = OrderSource.messages((long) round * orders, orders);
        System.gc();
        Stopwatch watch = new Stopwatch();
        plainA.baseA((long) round * orders, orders, BATCH);
        Stopwatch.Cost baseA = watch.per(orders);

        int half = orders / 2 / BATCH * BATCH;
        watch = new Stopwatch();
        accept(oms, messages.subList(0, half));
        Stopwatch.Cost accept = watch.per(half);

        watch = new Stopwatch();
        acceptTogether(oms, messages.subList(half, orders));
        Stopwatch.Cost together = watch.per(orders - half);

        watch = new Stopwatch();
        plainB.baseB(accepted.get(round));
        Stopwatch.Cost acceptedPlainly = watch.per(orders);

        watch = new Stopwatch();
        process(oms);
        Stopwatch.Cost process = watch.per(orders);

        watch = new Stopwatch();
        plainB.baseB(processed.get(round));
        Stopwatch.Cost baseB = watch.per(orders);
        if (round >= WARM_UP) {
            cost("1 base A", baseA);
            cost("2 accept, one caller", accept);
            cost("2 accept, two callers", together);
            cost("3 base B, rows of accept", acceptedPlainly);
            cost("4 process", process);
            cost("5 base B, rows of process", baseB);
            ratio("6 accept / base A, one caller", baseA, accept);
            ratio("6 accept / base A, two callers", baseA, together);
            ratio("7 process / base B", baseB, process);
            ratio("8 base B / base A", baseA, baseB);
        }
    }

    private void cost(String name, Stopwatch.Cost cost) {
        series(name + ", wall us").add(cost.wallMicros());
        series(name + ", cpu us").add(cost.cpuMicros());
    }

    /** Throughput against the base's: above 1 is faster than the base. */
    private void ratio(String name, Stopwatch.Cost base, Stopwatch.Cost cost) {
        series(name + ", wall").add(base.wallMicros() / cost.wallMicros());
        series(name + ", cpu").add(base.cpuMicros() / cost.cpuMicros());
    }

    private Series series(String name) {
        return figures.computeIfAbsent(name, same -> new Series());
    }

    private void report() {
        out.printf(
                "%d rounds of %d orders, batches of %d, %d lanes: median (smallest .. largest)%n",
                rounds, orders, BATCH, lanes);
        figures.forEach((name, series) -> out.printf("%-40s %s%n", name, series.text(name.contains("/") ? 2 : 1)));
    }

    static void accept(Oms oms, List<Message> messages) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            Acceptance answer = oms.accept(messages.subList(from, Math.min(messages.size(), from + BATCH)));
            if (answer != Acceptance.ACCEPTED) {
                throw new IllegalStateException("the inbox is full.\nTake fewer orders per round.");
            }
        }
    }

    /** Two callers at once, each with batches of its own, as two shops that are read at the same time. */
    private void acceptTogether(Oms oms, List<Message> messages) {
        int half = messages.size() / 2 / BATCH * BATCH;
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> accept(oms, messages.subList(0, half)), threads);
        accept(oms, messages.subList(half, messages.size()));
        other.join();
    }

    static void process(Oms oms) {
        int done;
        do {
            done = oms.process();
        } while (done > 0);
    }

    /** What the engine writes per order. */
    private void rows(String stage, List<List<Commit>> commits) {
        Map<String, long[]> sums = new TreeMap<>();
        for (List<Commit> round : commits) {
            for (Commit commit : round) {
                for (Commit.Writes writes : commit.writes()) {
                    long[] sum = sums.computeIfAbsent(writes.kind().name(), same -> new long[4]);
                    sum[0] +=
                            writes.inserts().size() + writes.insertsOrIgnored().size();
                    sum[1] += writes.updates().size();
                    sum[2] += writes.deletes().size();
                    writes.inserts().forEach(row -> sum[3] += bytes(row));
                    writes.insertsOrIgnored().forEach(row -> sum[3] += bytes(row));
                    writes.updates().forEach(row -> sum[3] += bytes(row));
                }
                sums.computeIfAbsent("(counters)", same -> new long[4])[1] +=
                        commit.adjustments().size();
            }
        }
        double total = (double) orders * commits.size();
        out.printf("rows per order written by %s: inserted, updated, deleted, bytes of values%n", stage);
        sums.forEach((kind, sum) -> out.printf(
                "  %-14s %6.3f %6.3f %6.3f %8.0f%n",
                kind, sum[0] / total, sum[1] / total, sum[2] / total, sum[3] / total));
    }

    private static long bytes(Row row) {
        long bytes = 8;
        for (int i = 0; i < row.kind().columns().size(); i++) {
            bytes += bytes(row.value(i));
        }
        return bytes + bytes(row.body());
    }

    private static long bytes(@Nullable Object value) {
        return value instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8).length
                : value instanceof byte[] some ? some.length : value == null ? 0 : 8;
    }
}
