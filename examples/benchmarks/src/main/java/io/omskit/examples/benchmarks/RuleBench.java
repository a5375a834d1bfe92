package io.omskit.examples.benchmarks;

import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.RuleBook;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What 100 mixed rules cost on one order, by several engines, over the same orders in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // the setup makes what the benches use
public class RuleBench {
    private static final int ORDERS = 256;

    private final OrderView[] views = RuleOrders.views(ORDERS).toArray(new OrderView[0]);
    private final RuleFacts[] facts = Arrays.stream(views).map(RuleFacts::new).toArray(RuleFacts[]::new);
    private RuleBook<OrderView, OrderAction> book;
    private ForeignRules cel;
    private ForeignRules qlExpress;
    private ForeignRules drools;

    /** Compiles the rules once. */
    @Setup
    public void compile() throws IOException {
        book = MixedRules.book();
        cel = ForeignRules.cel(book);
        qlExpress = ForeignRules.qlExpress(book);
        drools = ForeignRules.drools(book);
    }

    /** The rule book, as the review asks it. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void rulebook(Blackhole sink) {
        for (OrderView view : views) {
            sink.consume(book.evaluate(view, view.now()));
        }
    }

    /** Typed lambdas written by hand. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void lambdas(Blackhole sink) {
        for (OrderView view : views) {
            sink.consume(HandWritten.decide(view));
        }
    }

    /** CEL, a program for each rule, over facts made beforehand. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void cel(Blackhole sink) {
        decide(cel, sink);
    }

    /** QLExpress, a script for each rule, over facts made beforehand. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void qlExpress(Blackhole sink) {
        decide(qlExpress, sink);
    }

    /** Drools, one base of all rules, a session for each order, over facts made beforehand. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void drools(Blackhole sink) {
        decide(drools, sink);
    }

    private void decide(ForeignRules rules, Blackhole sink) {
        for (RuleFacts each : facts) {
            sink.consume(rules.decide(each));
        }
    }
}
