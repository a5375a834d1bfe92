package io.omskit.examples.benchmarks;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.Message;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What an order costs while more and more of them are stored: the same engine goes on until so many are there. The figures
 * at 10,000 stored orders are those of a second, small database, measured in turns with the large one at its end, so that
 * both had the same machine and the same warm code.
 */
final class Growth {
    private static final int STEP = 10_000;
    private static final int TURNS = 6;
    private static final Instant START = Instant.parse("2026-03-20T00:00:00Z");

    private final Database.Server server;
    private final PrintStream out;
    private final Executor threads;
    private final int stored;
    private long millis;

    Growth(Database.Server server, PrintStream out, Executor threads, int stored) {
        this.server = server;
        this.out = out;
        this.threads = threads;
        this.stored = stored;
    }

    void run() throws SQLException {
        try (Database large = server.fresh();
                Oms engine = engine(large)) {
            int next = 0;
            for (; next < stored; next += STEP) {
                Stopwatch.Cost cost = orders(engine, next, STEP);
                if (next < STEP || next % (10 * STEP) == 0) {
                    out.printf(
                            "%9d stored: wall %.0f us, cpu %.0f us per order, %d bytes per order%n",
                            next + STEP, cost.wallMicros(), cost.cpuMicros(), large.size() / (next + STEP));
                }
            }
            Series wall = new Series();
            Series cpu = new Series();
            for (int turn = 0; turn < TURNS; turn++) {
                Stopwatch.Cost small = small();
                Stopwatch.Cost big = orders(engine, next, STEP / 2);
                next += STEP / 2;
                wall.add(big.wallMicros() / small.wallMicros());
                cpu.add(big.cpuMicros() / small.cpuMicros());
                out.printf(
                        "turn %d: at %d wall %.0f us, cpu %.0f us; at %d wall %.0f us, cpu %.0f us%n",
                        turn + 1, STEP, small.wallMicros(), small.cpuMicros(), next, big.wallMicros(), big.cpuMicros());
            }
            out.printf("cost at %d to cost at %d: wall %s, cpu %s%n", stored, STEP, wall.text(2), cpu.text(2));
            out.printf("put aside %d, backlog %d%n", engine.poisoned(10).size(), engine.backlog());
        }
    }

    /** A fresh database with 10,000 orders, and what the next 5,000 cost. */
    private Stopwatch.Cost small() {
        try (Database small = server.fresh();
                Oms engine = engine(small)) {
            orders(engine, 0, STEP);
            return orders(engine, STEP, STEP / 2);
        }
    }

    private Oms engine(Database database) {
        return OrderSource.stocked(OrderSource.builder(database.store())
                .time(() -> START.plus(Duration.ofMillis(millis)))
                .lanes(2)
                .executor(threads)
                .build());
    }

    /** Accepts and processes orders; time goes on by a second for each hundred. */
    private Stopwatch.Cost orders(Oms engine, int from, int count) {
        List<Message> messages = OrderSource.messages(from, count);
        Stopwatch watch = new Stopwatch();
        SideBySide.accept(engine, messages);
        millis += 10L * count;
        SideBySide.process(engine);
        return watch.per(count);
    }
}
