package io.omskit.examples.benchmarks;

import io.omskit.catalog.Sku;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderView;
import io.omskit.order.Progress;
import io.omskit.order.Sale;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Invented orders of many shapes for the rules of {@code mixed-rules.yaml}: known and expected, paid by one payment, by
 * several and as the platform says, with refunds, blocks and unmapped lines, of one to eight lines. One seed, one order.
 */
final class RuleOrders {
    static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    private static final List<String> PLATFORMS =
            List.of("taobao", "jd", "douyin", "pinduoduo", "woocommerce", "shopify");
    private static final List<String> SHOPS =
            List.of("flagship", "outlet", "cross-border-eu", "cross-border-us", "farm", "studio", "wholesale");
    private static final List<String> PROVINCES = List.of("11", "12", "13", "31", "32", "33", "44", "45", "51", "61");
    private static final List<String> FLAGS =
            List.of("fragile", "vip", "priority", "checked", "gift-wrap", "sample", "note", "second-hand");
    private static final List<String> STARTS = List.of("SKU-", "SKU-", "SKU-", "FRESH-", "BESPOKE-");
    private static final Provenance TOLD = new Provenance("bench", NOW);

    private final Random random;
    private final String currency;

    private RuleOrders(long seed) {
        this.random = new Random(seed);
        this.currency = random.nextInt(8) == 0 ? "USD" : "CNY";
    }

    /** The orders of the seeds from 0, as rules read them. */
    static List<OrderView> views(int count) {
        return LongStream.range(0, count).mapToObj(RuleOrders::view).toList();
    }

    static OrderView view(long seed) {
        return new OrderView(new RuleOrders(seed).order(seed), NOW);
    }

    private Order order(long seed) {
        ChannelRef ref = new ChannelRef(any(PLATFORMS), any(SHOPS), "T" + seed);
        Sale sale = Sale.EXPECTED;
        List<OrderFact.Line> lines = lines();
        if (!oneIn(20)) {
            OrderFact fact = fact(ref, lines);
            sale = sale.with(fact);
            for (int i = oneIn(3) ? 1 + random.nextInt(2) : 0; i > 0; i--) {
                sale = sale.with(payment(ref, "P" + i), ref.number());
            }
            if (oneIn(6)) {
                sale = sale.with(refund(ref, lines.get(0)));
            }
        }
        String region = oneIn(10) ? null : any(PROVINCES) + "0" + (1 + random.nextInt(4)) + "00";
        Order order = Order.expected(seed, ref, NOW.minusSeconds(86_400)).withSale(sale);
        return order.withParties(order.parties(), region).withDemands(demands(sale.lines()));
    }

    private OrderFact fact(ChannelRef ref, List<OrderFact.Line> lines) {
        PlatformStatus[] all = PlatformStatus.values();
        PlatformStatus status = oneIn(2) ? PlatformStatus.TO_SHIP : all[random.nextInt(all.length)];
        Instant placedAt = NOW.minusSeconds(random.nextInt(20 * 86_400));
        long goods = lines.stream().mapToLong(line -> line.amount().minor()).sum();
        StatedAmounts.Builder amounts =
                StatedAmounts.builder(money(0).currency()).goods(money(goods)).payable(money(goods - goods / 10));
        if (status.isPaid() && !oneIn(5)) {
            amounts.paid(money(goods - goods / 10));
        }
        return new OrderFact(
                ref,
                new Revision(placedAt.plusSeconds(600), 0, 1, 0),
                TOLD,
                OrderFact.Kind.SALE,
                status,
                "raw",
                any(List.of(OrderFact.Terms.values())),
                placedAt,
                status.isPaid() ? placedAt.plusSeconds(random.nextInt(3_600)) : null,
                oneIn(3) ? null : NOW.plusSeconds(random.nextInt(200_000) - 20_000L),
                null,
                oneIn(6),
                amounts.build(),
                lines,
                blocks(),
                List.of(),
                flags(),
                null,
                null,
                List.of());
    }

    private List<OrderFact.Line> lines() {
        List<OrderFact.Line> lines = new ArrayList<>();
        for (int i = 1 + random.nextInt(oneIn(5) ? 8 : 3); i > 0; i--) {
            boolean weighed = oneIn(8);
            long pieces = 1L + random.nextInt(6);
            lines.add(new OrderFact.Line(
                    "L" + i,
                    oneIn(12) ? null : String.format("%s%03d", any(STARTS), random.nextInt(200)),
                    List.of(),
                    "Goods",
                    weighed ? Quantity.of(pieces * 730, Measure.KILOGRAM) : Quantity.pieces(pieces),
                    null,
                    money(pieces * (500 + random.nextInt(50_000))),
                    List.of(),
                    null,
                    money(0),
                    PlatformStatus.TO_SHIP,
                    oneIn(15) ? RefundState.REQUESTED : RefundState.NONE,
                    null,
                    null,
                    oneIn(5) ? any(List.of("east", "south", "west")) : null,
                    null,
                    oneIn(6),
                    oneIn(6)));
        }
        return lines;
    }

    private List<OrderFact.Block> blocks() {
        List<OrderFact.Block> blocks = new ArrayList<>();
        while (oneIn(5)) {
            blocks.add(new OrderFact.Block(any(List.of(OrderFact.Block.Code.values())), "blocked"));
        }
        return blocks;
    }

    private Set<String> flags() {
        Set<String> flags = new HashSet<>();
        while (oneIn(2)) {
            flags.add(any(FLAGS));
        }
        return flags;
    }

    private PaymentFact payment(ChannelRef ref, String tradeNo) {
        return new PaymentFact(
                new ShopRef(ref.platform(), ref.shop()),
                tradeNo,
                new Revision(NOW, 0, 1, 0),
                TOLD,
                List.of(new PaymentFact.Cover(ref.number(), money(10_000L + random.nextInt(100_000)))),
                "bank",
                1,
                any(List.of(PaymentFact.Status.values())),
                NOW);
    }

    private RefundFact refund(ChannelRef ref, OrderFact.Line line) {
        return new RefundFact(
                ref,
                "R1",
                new Revision(NOW, 0, 1, 0),
                TOLD,
                line.id(),
                null,
                money(100),
                any(List.of(RefundFact.Status.values())),
                "raw",
                RefundFact.Phase.BEFORE_SHIPPING,
                false,
                NOW);
    }

    /** One demand for each line but an unmapped one, which is never the first; some with nothing in stock. */
    private List<Demand> demands(List<OrderFact.Line> lines) {
        List<Demand> demands = new ArrayList<>();
        for (OrderFact.Line line : lines) {
            if (demands.isEmpty() || !oneIn(15)) {
                long needed = line.quantity().steps();
                long missing = oneIn(5) ? needed : 0;
                demands.add(new Demand(
                        demands.size(),
                        line.id(),
                        new Sku("S" + line.id()),
                        line.quantity().measure(),
                        Demand.Origin.SOLD,
                        1,
                        1,
                        null,
                        false,
                        line.source(),
                        line.presale(),
                        oneIn(3) ? NOW.plusSeconds(random.nextInt(200_000)) : null,
                        null,
                        List.of(),
                        needed,
                        0,
                        0,
                        needed - missing,
                        missing,
                        0,
                        Progress.NONE));
            }
        }
        return demands;
    }

    private Money money(long minor) {
        return Money.of(minor, currency);
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private <E> E any(List<E> of) {
        return of.get(random.nextInt(of.size()));
    }
}
