package io.omskit.examples.benchmarks;

import io.omskit.store.MemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way in: the name of a run and its arguments. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs one measurement and prints its figures.
     *
     * @param arguments one of
     *     <ul>
     *       <li>{@code side-by-side sqlite|postgres [lanes] [orders per round] [rounds]}
     *       <li>{@code growth sqlite|postgres [stored orders at the end]}
     *       <li>{@code burst sqlite|postgres [seconds of the burst]}
     *       <li>{@code parsing [rounds]}
     *       <li>{@code sourcing FILE [rounds]}
     *       <li>{@code rules [rounds]}
     *       <li>{@code cold-rules [rounds]}
     *       <li>{@code merge [rounds] [orders] [buyers]}
     *       <li>{@code merge-engine [open orders of the buyer]}
     *       <li>{@code stock memory|sqlite|postgres [reservations] [threads]}
     *     </ul>
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        String run = word(words, 0, "side-by-side");
        if (run.equals("parsing")) {
            new Parsing(System.out, number(words, 1, 9)).run();
            return;
        }
        if (run.equals("sourcing")) {
            new Sourcing(System.out, 60, number(words, 2, 9)).run(Path.of(word(words, 1, "dev.jsonl")));
            return;
        }
        if (run.equals("rules")) {
            new Rules(System.out, number(words, 1, 9)).run();
            return;
        }
        if (run.equals("cold-rules")) {
            ColdRules.run(System.out, number(words, 1, 9));
            return;
        }
        if (run.equals("merge")) {
            new Merging(System.out, number(words, 2, 200_000), number(words, 3, 60_000)).run(number(words, 1, 3));
            return;
        }
        if (run.equals("merge-engine")) {
            MergingInEngine merging = new MergingInEngine(System.out, number(words, 1, 2_000));
            merging.run("memory", new MemoryStore());
            try (Database.Server server = Database.server("sqlite");
                    Database database = server.fresh()) {
                merging.run("SQLite", database.store());
            }
            return;
        }
        if (run.equals("stock")) {
            new HotStock(System.out, number(words, 2, 50_000), number(words, 3, 64)).run(word(words, 1, "memory"));
            return;
        }
        if (run.equals("stock-worker")) {
            HotStock.work(words.subList(1, words.size()));
            return;
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors() + 1);
        try (Database.Server server = Database.server(word(words, 1, "sqlite"))) {
            switch (run) {
                case "side-by-side" ->
                    new SideBySide(
                                    server,
                                    System.out,
                                    threads,
                                    number(words, 2, 4),
                                    number(words, 3, 8_000),
                                    number(words, 4, 15))
                            .run();
                case "growth" -> new Growth(server, System.out, threads, number(words, 2, 1_000_000)).run();
                case "burst" -> new Burst(server, System.out, threads, number(words, 2, 30)).run();
                default ->
                    throw new IllegalArgumentException(
                            "the run " + run + " is not known.\nUse side-by-side, growth, burst, parsing, sourcing,"
                                    + " stock, merge, rules or cold-rules.");
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String word(List<String> words, int place, String usual) {
        return place < words.size() ? words.get(place) : usual;
    }

    private static int number(List<String> words, int place, int usual) {
        return place < words.size() ? Integer.parseInt(words.get(place)) : usual;
    }
}
