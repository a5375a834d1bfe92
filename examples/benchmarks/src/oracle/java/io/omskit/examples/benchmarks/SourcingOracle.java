package io.omskit.examples.benchmarks;

import com.google.ortools.Loader;
import io.omskit.fulfillment.parcel.ParcelPlanning;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInvariants;
import io.omskit.fulfillment.sourcing.ParcelPlan;
import io.omskit.fulfillment.sourcing.ParcelPlanner;
import io.omskit.fulfillment.sourcing.SourcingInput;
import io.omskit.fulfillment.sourcing.SourcingPlan;
import io.omskit.fulfillment.sourcing.SourcingPlanner;
import io.omskit.value.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The planners beside CP-SAT, which solves the same questions exactly: the orders of a file by freight alone, then invented
 * orders with every hard constraint. A plan of ours can be as good or worse; one that were better would show that the two
 * do not answer the same question, and fails the run. So does one that we call proven and that is worse.
 */
public final class SourcingOracle {
    private static final int[] PLACES = {3, 10, 20};
    private static final int MOST_PARCELS = 10;
    private static final int ROUNDS = 9;

    private final PrintStream out;
    private int errors;

    private SourcingOracle(PrintStream out) {
        this.out = out;
    }

    /**
     * Compares and prints.
     *
     * @param arguments file of orders as {@code oms split} reads them, then how many invented orders, then their first seed
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException(
                    "no file is named.\nName a file of orders, one JSON object a line, as oms split reads them.");
        }
        Loader.loadNativeLibraries();
        SourcingOracle oracle = new SourcingOracle(System.out);
        oracle.freight(Path.of(arguments[0]));
        oracle.parcels(
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300,
                arguments.length > 2 ? Long.parseLong(arguments[2]) : 1);
        if (oracle.errors > 0) {
            throw new IllegalStateException(
                    oracle.errors + " answers contradict each other.\nOne of the two is wrong: look at those named.");
        }
    }

    /** What is said of all questions with one number of places. */
    private static final class Figures {
        private final Series ours = new Series();
        private final Series theirs = new Series();
        private int equal;
        private int worse;
        private int proven;
        private int open;
        private final int[] worseAt = new int[5];
        private double dearest;
    }

    private void freight(Path file) throws IOException {
        Map<Integer, Figures> figures = new TreeMap<>();
        int number = 0;
        for (SourcingInput input : Sourcing.inputs(file)) {
            number++;
            Figures of = figures.computeIfAbsent(input.rates().size(), same -> new Figures());
            SourcingPlan plan = SourcingPlanner.plan(input, Sourcing.NODE_LIMIT);
            Series ours = new Series();
            for (int round = 0; round < ROUNDS; round++) {
                long begin = Stopwatch.threadNanos();
                SourcingPlanner.plan(input, Sourcing.NODE_LIMIT);
                ours.add((Stopwatch.threadNanos() - begin) / 1e3);
            }
            of.ours.add(ours.median());
            long start = Stopwatch.threadNanos();
            FreightModel.Best best = new FreightModel(input).solve();
            of.theirs.add((Stopwatch.threadNanos() - start) / 1e3);
            of.proven += plan.optimal() ? 1 : 0;
            of.equal += plan.cost() == best.cost() && plan.unmet() == best.unmet() ? 1 : 0;
            of.worse += plan.cost() > best.cost() ? 1 : 0;
            boolean contradiction = plan.cost() < best.cost()
                    || (plan.optimal() && plan.cost() > best.cost())
                    || (plan.cost() == best.cost() && plan.unmet() != best.unmet());
            if (contradiction) {
                error("order " + number, plan.cost() + " against " + best.cost());
            }
        }
        out.println("orders of the file, by freight alone:");
        figures.forEach(this::print);
    }

    private void parcels(int count, long firstSeed) {
        Map<Integer, Figures> figures = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int places = PLACES[i % PLACES.length];
            ParcelInput input = ParcelQuestions.of(firstSeed + i, places);
            compare("seed " + (firstSeed + i), input, figures.computeIfAbsent(places, same -> new Figures()));
        }
        out.println("invented orders, with hard constraints:");
        figures.forEach(this::print);
    }

    private void compare(String name, ParcelInput input, Figures figures) {
        Series ours = new Series();
        ParcelPlan plan = ParcelPlanner.plan(input, MOST_PARCELS, ParcelPlanning.NODE_LIMIT);
        for (int round = 0; round < ROUNDS; round++) {
            long begin = Stopwatch.threadNanos();
            ParcelPlanner.plan(input, MOST_PARCELS, ParcelPlanning.NODE_LIMIT);
            ours.add((Stopwatch.threadNanos() - begin) / 1e3);
        }
        figures.ours.add(ours.median());
        long start = Stopwatch.threadNanos();
        ParcelModel.Best best = new ParcelModel(input, MOST_PARCELS).solve();
        figures.theirs.add((Stopwatch.threadNanos() - start) / 1e3);
        figures.proven += plan.optimal() ? 1 : 0;
        Optional<Violation> broken = ParcelInvariants.holds(input, best.parcels());
        List<Long> cost = ParcelInvariants.cost(input, best.parcels());
        int order = ParcelInvariants.compare(plan.cost(), cost);
        boolean impossible = (order < 0 && best.proven())
                || (order > 0 && plan.optimal())
                || ParcelInvariants.compare(plan.bound(), cost) > 0;
        if (broken.isPresent() || impossible) {
            error(name, plan.cost() + " against " + cost + " " + broken);
        } else if (!best.proven()) {
            figures.open++;
        } else if (order == 0) {
            figures.equal++;
        } else {
            worse(name, plan, cost, figures);
        }
    }

    private void worse(String name, ParcelPlan plan, List<Long> cost, Figures figures) {
        int level = 0;
        while (plan.cost().get(level).equals(cost.get(level))) {
            level++;
        }
        figures.worse++;
        figures.worseAt[level]++;
        double more = (double) plan.cost().get(level) / Math.max(1, cost.get(level)) - 1;
        figures.dearest = Math.max(figures.dearest, level == 3 ? more : 0);
        out.println("  worse: " + name + ", " + plan.cost() + " against " + cost + ", " + plan.nodes() + " nodes");
    }

    private void error(String name, String detail) {
        errors++;
        out.println("  CONTRADICTION: " + name + ", " + detail);
    }

    private void print(int places, Figures figures) {
        out.printf(
                Locale.ROOT,
                "%d sources: %d equal, %d ours worse, %d left open by CP-SAT; %d proven by ours%n",
                places,
                figures.equal,
                figures.worse,
                figures.open,
                figures.proven);
        if (figures.worse > 0) {
            out.printf(
                    Locale.ROOT,
                    "  worse in units unmet %d, late %d, parcels %d, freight %d (at most %.1f %%), preference %d%n",
                    figures.worseAt[0],
                    figures.worseAt[1],
                    figures.worseAt[2],
                    figures.worseAt[3],
                    100 * figures.dearest,
                    figures.worseAt[4]);
        }
        out.printf(
                Locale.ROOT,
                "  CPU per order, ms: ours median %.3f, 90 %% %.3f, worst %.3f; CP-SAT median %.0f, worst %.0f%n",
                figures.ours.median() / 1e3,
                figures.ours.quantile(0.9) / 1e3,
                figures.ours.quantile(1) / 1e3,
                figures.theirs.median() / 1e3,
                figures.theirs.quantile(1) / 1e3);
    }
}
