package io.omskit.examples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.SourcingInput;
import io.omskit.fulfillment.sourcing.SourcingPlan;
import io.omskit.fulfillment.sourcing.SourcingPlanner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time that the sourcing planner takes for one order, by number of sources, and how many of its plans are proven
 * and as cheap as the file says is possible. Instances are one JSON object a line, as {@code oms split} reads them.
 */
final class Sourcing {
    private static final long UNMET_COST = 100_000_000;
    static final long NODE_LIMIT = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final int warmUp;
    private final int rounds;

    Sourcing(PrintStream out, int warmUp, int rounds) {
        this.out = out;
        this.warmUp = warmUp;
        this.rounds = rounds;
    }

    /** One order, the cost of its best plan where the file says it, and what it took in each round. */
    private record Order(SourcingInput input, JsonNode optimum, Series micros) {}

    /** What is said of all orders of one number of sources. */
    private static final class Figures {
        private final Series typical = new Series();
        private final Series single = new Series();
        private int orders;
        private int proven;
        private int dearer;
        private long nodes;
    }

    void run(Path file) throws IOException {
        List<Order> orders = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode instance = JSON.readTree(line);
            orders.add(new Order(input(instance), instance.path("optimalMilliCents"), new Series()));
        }
        for (int round = -warmUp; round < rounds; round++) {
            for (Order order : orders) {
                long start = Stopwatch.threadNanos();
                SourcingPlanner.plan(order.input, NODE_LIMIT);
                double micros = (Stopwatch.threadNanos() - start) / 1e3;
                if (round >= 0) {
                    order.micros.add(micros);
                }
            }
        }
        Map<Integer, Figures> figures = new TreeMap<>();
        for (Order order : orders) {
            add(order, figures.computeIfAbsent(order.input.rates().size(), same -> new Figures()));
        }
        figures.forEach(this::print);
    }

    private static void add(Order order, Figures figures) {
        SourcingPlan plan = SourcingPlanner.plan(order.input, NODE_LIMIT);
        figures.orders++;
        figures.proven += plan.optimal() ? 1 : 0;
        figures.dearer += order.optimum.isNumber() && plan.cost() != order.optimum.longValue() ? 1 : 0;
        figures.nodes = Math.max(figures.nodes, plan.nodes());
        figures.typical.add(order.micros.median());
        figures.single.add(order.micros.quantile(1));
    }

    private void print(int sources, Figures figures) {
        out.printf(
                Locale.ROOT,
                "%d sources: %d orders, %d proven optimal, %d not at the cost in the file, at most %d nodes%n"
                        + "  thread CPU per order, us: median %.1f, 99 %% %.1f, worst %.1f, worst single run %.1f%n",
                sources,
                figures.orders,
                figures.proven,
                figures.dearer,
                figures.nodes,
                figures.typical.median(),
                figures.typical.quantile(0.99),
                figures.typical.quantile(1),
                figures.single.quantile(1));
    }

    /** The orders of a file. */
    static List<SourcingInput> inputs(Path file) throws IOException {
        List<SourcingInput> inputs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            inputs.add(input(JSON.readTree(line)));
        }
        return inputs;
    }

    private static SourcingInput input(JsonNode instance) {
        long[] fixed = JSON.convertValue(instance.get("fixedCents"), long[].class);
        long[] perKilogram = JSON.convertValue(instance.get("perKgCents"), long[].class);
        List<FreightRate> rates = new ArrayList<>();
        for (int source = 0; source < fixed.length; source++) {
            rates.add(new FreightRate(fixed[source], perKilogram[source]));
        }
        long[] weights = JSON.convertValue(instance.get("weightG"), long[].class);
        long[] quantities = JSON.convertValue(instance.get("qty"), long[].class);
        List<SourcingInput.Line> lines = new ArrayList<>();
        for (int line = 0; line < weights.length; line++) {
            lines.add(new SourcingInput.Line(weights[line], quantities[line]));
        }
        return SourcingInput.of(rates, lines, JSON.convertValue(instance.get("stock"), long[][].class), UNMET_COST);
    }
}
