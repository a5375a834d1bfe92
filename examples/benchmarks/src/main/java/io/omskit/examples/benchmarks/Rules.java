package io.omskit.examples.benchmarks;

import com.sun.management.ThreadMXBean;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.RuleBook;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Processor time and bytes that 100 mixed rules take on one order: the rule book, the same rules as typed lambdas and three
 * general engines, in alternating rounds over the same orders.
 */
final class Rules {
    private static final int WARM_UP = 8;
    private static final int ORDERS = 256;
    private static final long ROUND_NANOS = 200_000_000;
    private static final String BASE = "lambdas";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PrintStream out;
    private final int warmUp;
    private final int rounds;
    private final long roundNanos;
    private final List<OrderView> views = RuleOrders.views(ORDERS);
    private final List<RuleFacts> facts = views.stream().map(RuleFacts::new).toList();
    private long kept;

    Rules(PrintStream out, int rounds) {
        this(out, WARM_UP, rounds, ROUND_NANOS);
    }

    Rules(PrintStream out, int warmUp, int rounds, long roundNanos) {
        this.out = out;
        this.warmUp = warmUp;
        this.rounds = rounds;
        this.roundNanos = roundNanos;
    }

    private record Contestant(LongSupplier pass, Series nanos, Series bytes, Series ratio) {
        Contestant(LongSupplier pass) {
            this(pass, new Series(), new Series(), new Series());
        }
    }

    /** The other engines run after the book, because what they do to shared classes of the JDK slows both sides down. */
    void run() throws IOException {
        RuleBook<OrderView, OrderAction> book = MixedRules.book();
        out.printf("%d rules, %d orders, %d rounds%n", book.rules().size(), ORDERS, rounds);
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        contestants.put(BASE, new Contestant(this::lambdas));
        contestants.put("rule book", new Contestant(() -> decisions(book)));
        race(contestants);
        contestants.clear();
        contestants.put(BASE, new Contestant(this::lambdas));
        contestants.put("CEL", foreign(ForeignRules.cel(book)));
        contestants.put("QLExpress", foreign(ForeignRules.qlExpress(book)));
        contestants.put("Drools", foreign(ForeignRules.drools(book)));
        race(contestants);
        out.println("(kept " + kept + ")");
    }

    private void race(Map<String, Contestant> contestants) {
        for (int round = -warmUp; round < rounds; round++) {
            double base = 0;
            for (Map.Entry<String, Contestant> entry : contestants.entrySet()) {
                double nanos = measure(entry.getValue(), round >= 0);
                base = entry.getKey().equals(BASE) ? nanos : base;
                if (round >= 0) {
                    entry.getValue().ratio.add(base / nanos);
                }
            }
        }
        contestants.forEach((name, figures) -> out.printf(
                "  %-10s ns of processor time per order %s, bytes %s, speed to lambdas %s%n",
                name, figures.nanos.text(0), figures.bytes.text(1), figures.ratio.text(3)));
    }

    private double measure(Contestant contestant, boolean counted) {
        long passes = 0;
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = Stopwatch.threadNanos();
        long passed;
        do {
            kept += contestant.pass.getAsLong();
            passes++;
            passed = Stopwatch.threadNanos() - start;
        } while (passed < roundNanos);
        double orders = (double) passes * views.size();
        if (counted) {
            contestant.nanos.add(passed / orders);
            contestant.bytes.add((THREADS.getCurrentThreadAllocatedBytes() - bytes) / orders);
        }
        return passed / orders;
    }

    private long lambdas() {
        long sum = 0;
        for (OrderView view : views) {
            sum += HandWritten.decide(view);
        }
        return sum;
    }

    private long decisions(RuleBook<OrderView, OrderAction> book) {
        long sum = 0;
        for (OrderView view : views) {
            sum += book.evaluate(view, view.now()).plan().deciding().size();
        }
        return sum;
    }

    private Contestant foreign(ForeignRules rules) {
        return new Contestant(() -> {
            long sum = 0;
            for (RuleFacts each : facts) {
                sum += rules.decide(each);
            }
            return sum;
        });
    }
}
