package io.omskit.fulfillment;

import io.omskit.address.AddressKey;
import io.omskit.catalog.Sku;
import io.omskit.fact.Bearer;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import io.omskit.order.Progress;
import io.omskit.order.Sale;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An order in the making, for examples and generators. Every line explodes into the demands that follow it. */
public final class Draft {
    public static final Currency CNY = Currency.getInstance("CNY");
    public static final Instant NOW = Instant.parse("2026-11-11T10:00:00Z");

    private final long id;
    private String shop = "flagship";
    private @Nullable String consignee;
    private @Nullable Instant paidAt = NOW;
    private PlatformStatus status = PlatformStatus.TO_SHIP;
    private OrderFact.Terms terms = OrderFact.Terms.PAY_FIRST;
    private OrderFact.Kind kind = OrderFact.Kind.SALE;
    private final Set<String> flags = new TreeSet<>();
    private final List<OrderFact.Block> blocks = new ArrayList<>();
    private final List<OrderFact.Related> related = new ArrayList<>();
    private final List<OrderFact.Line> lines = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private long discount;
    private long freight;
    private @Nullable String source;
    private boolean presale;
    private @Nullable Instant shipBy;
    private @Nullable Instant lineShipBy;

    private Draft(long id) {
        this.id = id;
    }

    public static Draft of(long id) {
        return new Draft(id);
    }

    public static Source warehouse(String id, int priority) {
        return Source.of(id, Source.Kind.OWN, ZoneOffset.UTC).withPriority(priority);
    }

    public static StockCell cell(String source, String sku) {
        return new StockCell(source, new Sku(sku));
    }

    public static Money cny(long minor) {
        return Money.of(minor, CNY);
    }

    public Draft shop(String name) {
        shop = name;
        return this;
    }

    public Draft to(@Nullable String person) {
        consignee = person;
        return this;
    }

    public Draft paidAt(@Nullable Instant at) {
        paidAt = at;
        return this;
    }

    public Draft status(PlatformStatus newStatus) {
        status = newStatus;
        return this;
    }

    public Draft terms(OrderFact.Terms newTerms) {
        terms = newTerms;
        return this;
    }

    public Draft kind(OrderFact.Kind newKind) {
        kind = newKind;
        return this;
    }

    public Draft flag(String flag) {
        flags.add(flag);
        return this;
    }

    public Draft block(OrderFact.Block.Code code) {
        blocks.add(new OrderFact.Block(code, "told"));
        return this;
    }

    public Draft related(OrderFact.Related.Role role, String number) {
        related.add(new OrderFact.Related(role, number));
        return this;
    }

    /** What the platform promises for the order. */
    public Draft shipBy(@Nullable Instant promised) {
        shipBy = promised;
        return this;
    }

    /** What it promises for the demands that follow. */
    public Draft each(@Nullable Instant promised) {
        lineShipBy = promised;
        return this;
    }

    public Draft hold(String type, Hold.Step... steps) {
        holds.add(new Hold(type, "host", type, null, "a test", NOW, null, Set.of(steps)));
        return this;
    }

    public Draft money(long newDiscount, long newFreight) {
        discount = newDiscount;
        freight = newFreight;
        return this;
    }

    /** The demands that follow are fixed to this source; null ends it. */
    public Draft at(@Nullable String fixed) {
        source = fixed;
        return this;
    }

    /** Whether the demands that follow are sold before stock exists. */
    public Draft presale(boolean now) {
        presale = now;
        return this;
    }

    /** A line of pieces with one demand. */
    public Draft pieces(String sku, long quantity, long amount) {
        line(Quantity.pieces(quantity), amount);
        return demand(sku, Measure.PIECE, 1, 1, Demand.Origin.SOLD);
    }

    /** A line of weighed goods with one demand. */
    public Draft grams(String sku, long grams, long amount) {
        line(Quantity.of(grams, Measure.KILOGRAM), amount);
        return demand(sku, Measure.KILOGRAM, 1, 1, Demand.Origin.SOLD);
    }

    /** A line of pieces; its demands follow. */
    public Draft line(Quantity quantity, long amount) {
        lines.add(new OrderFact.Line(
                "L" + lines.size(),
                null,
                List.of(),
                "goods",
                quantity,
                new UnitPrice(new BigDecimal("10.00"), CNY),
                cny(amount),
                List.of(),
                null,
                cny(0),
                status,
                RefundState.NONE,
                null,
                null,
                source,
                null,
                presale,
                false));
        return this;
    }

    /** A demand of the last line. */
    public Draft demand(String sku, Measure measure, long ratio, long weight, Demand.Origin origin) {
        OrderFact.Line line = lines.get(lines.size() - 1);
        long needed = line.quantity().steps() * ratio;
        demands.add(new Demand(
                demands.size(),
                line.id(),
                new Sku(sku),
                measure,
                origin,
                ratio,
                weight,
                null,
                false,
                source,
                presale,
                lineShipBy,
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

    public Order build() {
        long goods = lines.stream().mapToLong(line -> line.amount().minor()).sum();
        StatedAmounts amounts = new StatedAmounts(
                CNY,
                cny(goods),
                discount == 0 ? List.of() : List.of(new StatedAmounts.Discount(Bearer.SELLER, cny(discount), false)),
                null,
                cny(freight),
                null,
                null,
                null,
                null,
                cny(goods - discount + freight),
                null,
                null);
        OrderFact fact = new OrderFact(
                new ChannelRef("taobao", shop, "T" + id),
                Revision.at(NOW, 1),
                new Provenance("test", NOW),
                kind,
                status,
                status.name(),
                terms,
                NOW,
                paidAt,
                shipBy,
                null,
                demands.stream().anyMatch(Demand::presale),
                amounts,
                lines,
                blocks,
                related,
                flags,
                null,
                null,
                List.of());
        PartyKeys parties = consignee == null
                ? PartyKeys.NONE
                : new PartyKeys(List.of(), List.of(new AddressKey("k1", 1, consignee)), null);
        return Order.expected(id, fact.ref(), NOW)
                .withSale(Sale.EXPECTED.with(fact))
                .withDemands(demands)
                .withParties(parties, null)
                .withHolds(holds);
    }

    /** The order after so many more units of a demand are not wanted any more. */
    /** The order with a refund of a line, or of all of it. */
    public static Order refunded(Order order, @Nullable String line, RefundFact.Status status) {
        RefundFact fact = new RefundFact(
                order.ref(),
                "R" + line,
                Revision.at(NOW, 1),
                new Provenance("test", NOW),
                line,
                null,
                cny(1),
                status,
                status.name(),
                RefundFact.Phase.UNKNOWN,
                false,
                NOW);
        return order.withSale(order.sale().with(fact));
    }

    public static Order canceled(Order order, int demand, long units) {
        Demand d = order.demands().get(demand);
        long canceled = d.canceled() + units;
        long rest = d.needed() - canceled - d.allocated();
        long missing = Math.max(0, Math.min(d.missing(), rest));
        return order.withDemand(new Demand(
                d.index(),
                d.lineId(),
                d.sku(),
                d.measure(),
                d.origin(),
                d.ratio(),
                d.shareWeight(),
                d.bundle(),
                d.shipTogether(),
                d.source(),
                d.presale(),
                d.shipBy(),
                d.ruleId(),
                d.triggers(),
                d.needed(),
                canceled,
                canceled,
                rest - missing,
                missing,
                d.allocated(),
                d.progress()));
    }
}
