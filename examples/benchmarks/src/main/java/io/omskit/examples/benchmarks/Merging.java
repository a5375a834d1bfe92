package io.omskit.examples.benchmarks;

import io.omskit.address.AddressKey;
import io.omskit.catalog.Sku;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeReach;
import io.omskit.fulfillment.merge.MergeReading;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Member;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.fulfillment.plan.Regrouped;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import io.omskit.order.Progress;
import io.omskit.order.Sale;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Processor time of one thread for merging: all open orders of many buyers regrouped, buyer by buyer as the engine does it,
 * and one new order put to those of its buyer, among whom one has as many as a dealer. Orders are made outside of the measured
 * time; what is measured is reading them, planning, and carrying the plan out.
 */
final class Merging {
    private static final Instant START = Instant.parse("2026-11-11T00:00:00Z");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final int OF_THE_DEALER = 2_000;
    private static final int DAYS = 30;
    private static final int SOURCES = 3;
    private static final int NEW_ORDERS = 4_000;

    private final PrintStream out;
    private final int orders;
    private final int buyers;
    private final MergePolicy policy = MergePolicy.defaults();
    private final Sources sources;
    private final MergeReading reading;
    private final AtomicLong ids = new AtomicLong(10_000_000);
    private final Random random = new Random(7);
    private long nextOrder = 1;

    Merging(PrintStream out, int orders, int buyers) {
        this.out = out;
        this.orders = orders;
        this.buyers = buyers;
        List<Source> all = new ArrayList<>();
        for (int i = 1; i <= SOURCES; i++) {
            all.add(Source.of("W" + i, Source.Kind.OWN, ZoneOffset.UTC).withPriority(i));
        }
        sources = Sources.of(all);
        reading = MergeReading.of(policy).withSources(sources);
    }

    /** The orders of one buyer and the work that was planned for them. */
    private record Known(List<Order> orders, List<FulfillmentOrder> works) {}

    void run(int rounds) {
        for (int round = 1; round <= rounds; round++) {
            nextOrder = 1;
            regroupAll(round);
        }
        addOne();
    }

    private void regroupAll(int round) {
        long nanos = 0;
        int groups = 0;
        int left = orders;
        for (int buyer = 0; buyer < buyers && left > 0; buyer++) {
            int count = Math.min(left, count(buyer, left));
            left -= count;
            List<Order> fresh = fresh(buyer, count);
            long start = Stopwatch.threadNanos();
            groups += regroup(fresh, List.of()).fulfillmentOrders().size();
            nanos += Stopwatch.threadNanos() - start;
        }
        out.printf(
                Locale.ROOT,
                "round %d: %d orders of %d buyers regrouped into %d fulfillment orders in %.2f s thread CPU%n",
                round,
                orders - left,
                buyers,
                groups,
                nanos / 1e9);
    }

    /** Most buyers have one to three orders, some have twenty, one is a dealer. */
    private int count(int buyer, int left) {
        int rest = buyers - buyer;
        if (buyer == 0) {
            return OF_THE_DEALER;
        }
        int fair = Math.max(1, left / rest);
        return random.nextInt(50) == 0 ? 20 : 1 + random.nextInt(2 * fair - 1);
    }

    private List<Order> fresh(int buyer, int count) {
        List<Order> fresh = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fresh.add(order(buyer, START.plusSeconds(random.nextInt(DAYS * 86_400))));
        }
        return fresh;
    }

    private Regrouped regroup(List<Order> known, List<FulfillmentOrder> works) {
        List<Member> members = new ArrayList<>(known.size());
        for (Order order : known) {
            members.add(Member.of(order, works, START, reading));
        }
        Map<StockCell, Long> free = Map.of(cell("A"), 1_000_000L, cell("B"), 1_000_000L, cell("C"), 1_000_000L);
        RegroupInput input = RegroupInput.of(members, works, sources, free, policy, START);
        Grouping plan = Regroup.decide(input).plan();
        return Regrouped.of(known, works, input, plan, ids::getAndIncrement);
    }

    private static StockCell cell(String sku) {
        return new StockCell("W1", new Sku(sku));
    }

    /** New orders, one by one, paid within the last day as most new orders are; every fourth is the dealer's. */
    private void addOne() {
        List<Known> known = new ArrayList<>();
        int left = orders / 10;
        for (int buyer = 0; left > 0; buyer++) {
            List<Order> fresh = fresh(buyer, Math.min(left, count(buyer, Math.max(1, left))));
            left -= fresh.size();
            Regrouped planned = regroup(fresh, List.of());
            known.add(new Known(planned.orders(), planned.fulfillmentOrders()));
        }
        Series all = new Series();
        Series ofDealer = new Series();
        for (int i = -NEW_ORDERS; i < NEW_ORDERS; i++) {
            boolean dealer = i % 4 == 0;
            int buyer = dealer ? 0 : random.nextInt(known.size());
            Known before = known.get(buyer);
            Order fresh = order(buyer, START.plusSeconds(DAYS * 86_400 - random.nextInt(86_400)));
            long start = Stopwatch.threadNanos();
            Known near = near(before, fresh);
            regroup(near.orders(), near.works());
            double micros = (Stopwatch.threadNanos() - start) / 1e3;
            if (i >= 0) {
                (dealer ? ofDealer : all).add(micros);
            }
        }
        print("one new order of an ordinary buyer", all);
        print("one new order of the buyer with " + known.get(0).orders().size(), ofDealer);
    }

    /** The new order, those whom it can bring together or apart, and their work. */
    private Known near(Known known, Order fresh) {
        List<Order> together = new ArrayList<>(MergeReach.of(fresh, known.orders(), policy));
        Set<Long> works = new HashSet<>();
        together.forEach(order -> works.addAll(order.fulfillmentOrders()));
        together.add(fresh);
        return new Known(
                together,
                known.works().stream().filter(work -> works.contains(work.id())).toList());
    }

    private void print(String what, Series micros) {
        out.printf(
                Locale.ROOT,
                "%s, thread CPU us: median %.1f, 99 %% %.1f, worst %.1f%n",
                what,
                micros.median(),
                micros.quantile(0.99),
                micros.quantile(1));
    }

    private Order order(int buyer, Instant paidAt) {
        long id = nextOrder++;
        Money price = Money.of(5_000, CNY);
        OrderFact.Line line = new OrderFact.Line(
                "L1",
                null,
                List.of(),
                "goods",
                Quantity.pieces(1),
                null,
                price,
                List.of(),
                null,
                Money.of(0, CNY),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
        StatedAmounts amounts = StatedAmounts.builder(CNY)
                .goods(price)
                .payable(price)
                .paid(price)
                .build();
        OrderFact fact = new OrderFact(
                new ChannelRef("taobao", "flagship", Long.toString(id)),
                Revision.at(paidAt, 1),
                new Provenance("benchmark", paidAt),
                OrderFact.Kind.SALE,
                PlatformStatus.TO_SHIP,
                "WAIT_SELLER_SEND_GOODS",
                OrderFact.Terms.PAY_FIRST,
                paidAt,
                paidAt,
                null,
                null,
                false,
                amounts,
                List.of(line),
                List.of(),
                List.of(),
                Set.of(),
                null,
                null,
                List.of());
        String sku = List.of("A", "B", "C").get(random.nextInt(3));
        Demand demand = new Demand(
                0,
                "L1",
                new Sku(sku),
                Measure.PIECE,
                Demand.Origin.SOLD,
                1,
                1,
                null,
                false,
                null,
                false,
                null,
                null,
                List.of(),
                1,
                0,
                0,
                1,
                0,
                0,
                Progress.NONE);
        PartyKeys keys = new PartyKeys(List.of(), List.of(new AddressKey("k1", 1, "receiver" + buyer)), null);
        return Order.expected(id, fact.ref(), paidAt)
                .withSale(Sale.EXPECTED.with(fact))
                .withDemands(List.of(demand))
                .withParties(keys, null);
    }
}
