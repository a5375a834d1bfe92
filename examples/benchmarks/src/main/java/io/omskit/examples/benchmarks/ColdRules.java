package io.omskit.examples.benchmarks;

import io.omskit.engine.policy.Policy;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.Condition;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.rule.book.RuleBookWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processor time of a fresh JVM from the bytes of a book of 1,000 rules to the compiled book, interpreter and JIT included. */
public final class ColdRules {
    private static final int RULES = 1_000;

    private ColdRules() {}

    /** Starts a JVM for each round and prints the median. */
    static void run(PrintStream out, int rounds) throws IOException {
        Path file = Files.createTempFile("rules", ".yaml");
        try {
            Files.write(file, document());
            Series process = new Series();
            Series thread = new Series();
            for (int round = 0; round < rounds; round++) {
                String[] said = child(file).split(" ", -1);
                process.add(Double.parseDouble(said[0]));
                thread.add(Double.parseDouble(said[1]));
            }
            out.printf(
                    "%d rules in %d bytes, read and compiled in a fresh JVM: seconds of its processor time %s,"
                            + " of the reading thread %s%n",
                    RULES, Files.size(file), process.text(3), thread.text(3));
        } finally {
            Files.delete(file);
        }
    }

    private static String child(Path file) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ManagementFactory.getRuntimeMXBean().getClassPath(),
                        ColdRules.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            if (line == null) {
                throw new IllegalStateException("The JVM that reads the rules said nothing.\nSee its errors above.");
            }
            return line;
        }
    }

    /**
     * Reads and compiles one book and prints the seconds of processor time: of the whole JVM and of this thread.
     *
     * @param arguments the file
     */
    public static void main(String[] arguments) {
        byte[] content = content(Path.of(arguments[0]));
        Stopwatch stopwatch = new Stopwatch();
        long start = Stopwatch.threadNanos();
        RuleBook<OrderView, OrderAction> book = RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read("cold", content)
                .orThrow();
        long thread = Stopwatch.threadNanos() - start;
        System.out.println(stopwatch.per(1).cpuMicros() / 1e6 + " " + thread / 1e9 + " " + book);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The mixed rules ten times over, each time about other orders, so that no rule stands in the way of its copies. */
    static byte[] document() throws IOException {
        List<Rule<OrderAction>> rules = new ArrayList<>();
        List<Rule<OrderAction>> known = MixedRules.book().rules();
        for (int i = 0; i < RULES; i++) {
            Rule<OrderAction> rule = known.get(i % known.size());
            int copy = i / known.size();
            Condition when = Condition.all(new Condition.StartsWith("order.number", "T" + copy), rule.when());
            rules.add(new Rule<>(
                    rule.id() + "-" + copy,
                    rule.version(),
                    rule.group(),
                    rule.priority(),
                    rule.validity(),
                    rule.scope(),
                    when,
                    rule.then(),
                    rule.place()));
        }
        RuleBook<OrderView, OrderAction> book =
                RuleBook.compile("cold", "1", OrderFields.orders(), rules).orThrow();
        return RuleBookWriter.of(Policy.reviewActions()).yaml(book).getBytes(StandardCharsets.UTF_8);
    }
}
