package io.omskit.examples.benchmarks;

import io.omskit.address.Address;
import io.omskit.engine.Oms;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.flow.OrderFlow;
import io.omskit.store.Store;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * What one new order costs the engine, from its row in the inbox to the commit, processed by itself: of a buyer without other
 * orders, and of one with many open ones. Everything that Process does is in it, above all reading the orders of the buyer.
 */
final class MergingInEngine {
    private static final Instant START = Instant.parse("2026-11-11T00:00:00Z");
    private static final int DAYS = 30;
    private static final int MEASURED = 30;

    private final PrintStream out;
    private final int open;
    private final Random random = new Random(11);
    private int next = 1;

    MergingInEngine(PrintStream out, int open) {
        this.out = out;
        this.open = open;
    }

    void run(String name, Store store) {
        Policy policy = Policy.defaults().withFlow(OrderFlow.standard(Duration.ofDays(2 * DAYS)));
        InstantSource now = InstantSource.fixed(START.plus(Duration.ofDays(DAYS)));
        try (Oms oms = OrderSource.stocked(
                OrderSource.builder(store).time(now).policy(policy).build())) {
            List<OrderFact> known = new ArrayList<>();
            for (int i = 0; i < open; i++) {
                known.add(order("dealer", random.nextInt(DAYS * 86_400)));
            }
            for (int from = 0; from < open; from += 500) {
                oms.accept(known.subList(from, Math.min(open, from + 500)).toArray(OrderFact[]::new));
                oms.drain();
            }
            Series others = new Series();
            Series ofDealer = new Series();
            for (int i = -MEASURED; i < MEASURED; i++) {
                int paid = DAYS * 86_400 - random.nextInt(86_400);
                double other = micros(oms, order("buyer" + next, paid));
                double dealer = micros(oms, order("dealer", paid));
                if (i >= 0) {
                    others.add(other);
                    ofDealer.add(dealer);
                }
            }
            print(name + ", one new order, processed alone", others);
            print(name + ", the same of a buyer with " + (open + 2 * MEASURED) + " open orders", ofDealer);
        }
    }

    private static double micros(Oms oms, OrderFact fresh) {
        oms.accept(fresh);
        long start = Stopwatch.threadNanos();
        SideBySide.process(oms);
        return (Stopwatch.threadNanos() - start) / 1e3;
    }

    private void print(String what, Series micros) {
        out.printf(
                Locale.ROOT,
                "%s, thread CPU us: median %.0f, 99 %% %.0f, worst %.0f%n",
                what,
                micros.median(),
                micros.quantile(0.99),
                micros.quantile(1));
    }

    private OrderFact order(String buyer, int secondsAfterStart) {
        Instant paid = START.plusSeconds(secondsAfterStart);
        Money price = Money.of(5_000, "CNY");
        StatedAmounts amounts = StatedAmounts.builder(price.currency())
                .goods(price)
                .payable(price)
                .paid(price)
                .build();
        PersonalData person = new PersonalData(
                buyer,
                buyer,
                "13800000001",
                null,
                Address.chinese("浙江省", "杭州市", "余杭区", "", "仓前街道" + Math.floorMod(buyer.hashCode(), 9_999) + "号"),
                null,
                null,
                null,
                null);
        return new OrderFact(
                new ChannelRef("taobao", "flagship", "M" + next++),
                Revision.at(paid, 1),
                new Provenance("benchmark", paid),
                OrderFact.Kind.SALE,
                PlatformStatus.TO_SHIP,
                "WAIT_SELLER_SEND_GOODS",
                OrderFact.Terms.PAY_FIRST,
                paid,
                paid,
                null,
                null,
                false,
                amounts,
                List.of(line(price)),
                List.of(),
                List.of(),
                Set.of(),
                null,
                person,
                List.of());
    }

    private OrderFact.Line line(Money price) {
        return new OrderFact.Line(
                "L1",
                "SKU-" + (10_001 + random.nextInt(20)),
                List.of(),
                "goods",
                Quantity.pieces(1),
                null,
                price,
                List.of(),
                null,
                Money.of(0, price.currency()),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }
}
