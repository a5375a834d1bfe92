package io.omskit.examples.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.channels.taobao.TaobaoChannel;
import io.omskit.channels.woocommerce.WooCommerceChannel;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Bytes per second from payload to facts, against Jackson's {@code readTree} of the same bytes, in alternating rounds. */
final class Parsing {
    private static final int WARM_UP = 5;
    private static final int PAYLOADS = 1_000;
    private static final int REPEATS = 20;
    private static final Instant RECEIVED = Instant.parse("2026-03-20T00:00:00Z");

    private final PrintStream out;
    private final int rounds;
    private final ObjectMapper jackson = new ObjectMapper();
    private long kept;

    Parsing(PrintStream out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    void run() throws IOException {
        compare("taobao", new TaobaoChannel().mapper(), messages(0));
        compare("woocommerce", new WooCommerceChannel().mapper(), messages(1));
        out.println("(kept " + kept + ")");
    }

    private static List<Message> messages(int first) {
        return IntStream.range(0, PAYLOADS)
                .mapToObj(i -> OrderSource.message(2L * i + first))
                .toList();
    }

    private void compare(String name, FactMapper mapper, List<Message> messages) throws IOException {
        long bytes =
                messages.stream().mapToLong(message -> message.payload().length).sum() * REPEATS;
        Map<String, Series> figures = new TreeMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            double tree = megabytes(bytes, () -> trees(messages));
            double facts = megabytes(bytes, () -> facts(mapper, messages));
            if (round >= 0) {
                add(figures, "facts, MB/s of processor time", facts);
                add(figures, "readTree, MB/s of processor time", tree);
                add(figures, "ratio", facts / tree);
            }
        }
        out.printf("%s, %d bytes on average%n", name, bytes / PAYLOADS / REPEATS);
        figures.forEach((figure, series) -> out.printf("  %-34s %s%n", figure, series.text(2)));
    }

    private static void add(Map<String, Series> figures, String name, double value) {
        figures.computeIfAbsent(name, same -> new Series()).add(value);
    }

    private interface Reading {
        long read() throws IOException;
    }

    /** By the processor time of this thread: what other programs do does not count. */
    private double megabytes(long bytes, Reading reading) throws IOException {
        long start = Stopwatch.threadNanos();
        for (int i = 0; i < REPEATS; i++) {
            kept += reading.read();
        }
        return bytes * 1e3 / (Stopwatch.threadNanos() - start);
    }

    private long trees(List<Message> messages) throws IOException {
        long sum = 0;
        for (Message message : messages) {
            sum += jackson.readTree(message.payload()).size();
        }
        return sum;
    }

    private static long facts(FactMapper mapper, List<Message> messages) {
        long sum = 0;
        for (Message message : messages) {
            sum += mapper.map(message.api(), message.shop(), message.payload(), RECEIVED)
                    .facts()
                    .size();
        }
        return sum;
    }
}
