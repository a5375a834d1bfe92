package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.fact.Bearer;
import io.omskit.fact.BuyerKey;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import io.omskit.order.Progress;
import io.omskit.order.Sale;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An invented order in the making, and what happens to orders. Amounts in fen of CNY, minutes from {@link #START}. */
final class Bought {
    static final Currency CNY = Currency.getInstance("CNY");
    static final Instant START = Instant.parse("2026-11-11T02:00:00Z");

    private final long id;
    private final List<OrderFact.Line> lines = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private String shop = "flagship";
    private @Nullable Instant paidAt = START;
    private PlatformStatus status = PlatformStatus.TO_SHIP;
    private OrderFact.Kind kind = OrderFact.Kind.SALE;
    private List<String> buyers = List.of("anna");
    private long discount;

    private Bought(long id) {
        this.id = id;
    }

    static Bought order(long id) {
        return new Bought(id);
    }

    static Money cny(long minor) {
        return Money.of(minor, CNY);
    }

    static BuyerKey buyer(String name) {
        return new BuyerKey("k1", name);
    }

    Bought in(String name) {
        shop = name;
        return this;
    }

    Bought by(String... names) {
        buyers = List.of(names);
        return this;
    }

    /** Paid so many minutes after the start. */
    Bought paid(long minute) {
        paidAt = START.plusSeconds(60 * minute);
        return this;
    }

    Bought unpaid() {
        paidAt = null;
        status = PlatformStatus.UNPAID;
        return this;
    }

    Bought status(PlatformStatus newStatus) {
        status = newStatus;
        return this;
    }

    Bought kind(OrderFact.Kind newKind) {
        kind = newKind;
        return this;
    }

    /** What the seller takes off the whole order. */
    Bought discount(long minor) {
        discount = minor;
        return this;
    }

    Bought pieces(String sku, long pieces, long price) {
        return line(Quantity.pieces(pieces), price * pieces, false).demand(sku, Demand.Origin.SOLD, 1, 1);
    }

    Bought grams(String sku, long grams, long amount) {
        return line(Quantity.of(grams, Measure.KILOGRAM), amount, false).demand(sku, Demand.Origin.SOLD, 1, 1);
    }

    /** Bundles of one A and two B; A has three quarters of the money. */
    Bought bundles(long bundles, long amount) {
        line(Quantity.pieces(bundles), amount, false);
        return demand("A", Demand.Origin.COMPONENT, 1, 3).demand("B", Demand.Origin.COMPONENT, 2, 1);
    }

    /** What the platform gave. */
    Bought platformGift(String sku, long pieces) {
        return line(Quantity.pieces(pieces), 0, true).demand(sku, Demand.Origin.SOLD, 1, 1);
    }

    /** A gift that a person added. */
    Bought giftByHand(String sku) {
        return demand(sku, Demand.Origin.GIFT, 1, 0);
    }

    private Bought line(Quantity quantity, long amount, boolean gift) {
        lines.add(new OrderFact.Line(
                "L" + lines.size(),
                "code",
                List.of(),
                "goods",
                quantity,
                null,
                cny(amount),
                List.of(),
                null,
                cny(0),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                gift));
        return this;
    }

    private Bought demand(String sku, Demand.Origin origin, long ratio, long weight) {
        OrderFact.Line line = lines.get(lines.size() - 1);
        long needed = line.quantity().steps() * ratio;
        demands.add(new Demand(
                demands.size(),
                line.id(),
                new Sku(sku),
                line.quantity().measure(),
                origin,
                ratio,
                weight,
                null,
                false,
                null,
                false,
                null,
                null,
                List.of(),
                needed,
                0,
                0,
                needed,
                0,
                0,
                Progress.NONE));
        return this;
    }

    Order build() {
        long goods = lines.stream().mapToLong(line -> line.amount().minor()).sum();
        StatedAmounts amounts = StatedAmounts.builder(CNY)
                .goods(cny(goods))
                .discount(Bearer.SELLER, cny(discount), false)
                .payable(cny(goods - discount))
                .build();
        ChannelRef ref = new ChannelRef("taobao", shop, "N" + id);
        OrderFact fact = new OrderFact(
                ref,
                new Revision(START, 0, 1, 0),
                new Provenance("test", START),
                kind,
                status,
                "raw",
                OrderFact.Terms.PAY_FIRST,
                START.minusSeconds(60),
                paidAt,
                null,
                null,
                false,
                amounts,
                lines,
                List.of(),
                List.of(),
                Set.of(),
                null,
                null,
                List.of());
        PartyKeys parties = new PartyKeys(buyers.stream().map(Bought::buyer).toList(), List.of(), null);
        return Order.expected(id, ref, START)
                .withSale(Sale.EXPECTED.with(fact))
                .withDemands(demands)
                .withParties(parties, null);
    }

    /** So many units of a demand are canceled in all, by command. */
    static Order canceled(Order order, int index, long units) {
        Demand demand = order.demands().get(index);
        return order.withDemand(with(demand, units, units, demand.allocated(), demand.progress()));
    }

    /** So many units of a demand are allocated, packed and shipped. */
    static Order shipped(Order order, int index, long units) {
        Demand demand = order.demands().get(index);
        Progress gone = Progress.NONE.ship(units);
        return order.withDemand(
                with(demand, demand.canceled(), demand.withdrawn(), Math.max(units, demand.allocated()), gone));
    }

    /** So many units of a demand came back. */
    static Order returned(Order order, int index, long units) {
        Demand demand = order.demands().get(index);
        return order.withDemand(demand.withProgress(demand.progress().receive(units, 0)));
    }

    /** So many units of a demand have stock reserved for them. */
    static Order allocated(Order order, int index, long units) {
        Demand demand = order.demands().get(index);
        return order.withDemand(with(demand, demand.canceled(), demand.withdrawn(), units, demand.progress()));
    }

    private static Demand with(Demand demand, long canceled, long withdrawn, long allocated, Progress progress) {
        long unplanned = demand.needed() - canceled - allocated;
        return new Demand(
                demand.index(),
                demand.lineId(),
                demand.sku(),
                demand.measure(),
                demand.origin(),
                demand.ratio(),
                demand.shareWeight(),
                demand.bundle(),
                demand.shipTogether(),
                demand.source(),
                demand.presale(),
                demand.shipBy(),
                demand.ruleId(),
                demand.triggers(),
                demand.needed(),
                canceled,
                withdrawn,
                unplanned,
                0,
                allocated,
                progress);
    }

    /** The gifts by rules that an order has now, such as {@code CUP x1 by R@1 for [1/L0]}. */
    static List<String> gifts(Order order) {
        return order.demands().stream()
                .filter(demand ->
                        demand.origin() == Demand.Origin.GIFT && demand.ruleId() != null && demand.needed() > 0)
                .map(demand -> demand.sku() + " x" + demand.needed() + " by " + demand.ruleId() + " for "
                        + demand.triggers().stream()
                                .map(trigger -> trigger.orderId() + "/" + trigger.lineId())
                                .toList())
                .sorted()
                .toList();
    }

    /** How much of a SKU some orders have as gifts by rules. */
    static long given(Stream<Order> orders, String sku) {
        return orders.flatMap(order -> order.demands().stream())
                .filter(demand -> demand.origin() == Demand.Origin.GIFT
                        && demand.ruleId() != null
                        && demand.sku().code().equals(sku))
                .mapToLong(Demand::needed)
                .sum();
    }
}
