package io.omskit.order.flow;

import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Order;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An invented order as far as flows look at it. Placed and paid at {@link #NOON}, which is eight in the evening there. */
final class Sold {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final ChannelRef REF = new ChannelRef("file", "cross-border-1", "1");

    private record Item(String code, Quantity quantity, long cents, boolean presale) {}

    private final List<Item> items = new ArrayList<>();
    private final Set<String> flags;
    private PlatformStatus status = PlatformStatus.TO_SHIP;
    private String currency = "CNY";
    private @Nullable Instant paidAt = NOON;
    private long revision = 1;

    Sold(String... flags) {
        this.flags = Set.of(flags);
    }

    Sold line(String code, Quantity quantity, long cents) {
        items.add(new Item(code, quantity, cents, false));
        return this;
    }

    Sold presale(String code, Quantity quantity, long cents) {
        items.add(new Item(code, quantity, cents, true));
        return this;
    }

    Sold status(PlatformStatus now) {
        status = now;
        revision++;
        return this;
    }

    Sold in(String code) {
        currency = code;
        return this;
    }

    Sold paidAt(@Nullable Instant moment) {
        paidAt = moment;
        return this;
    }

    Order order() {
        return told(Order.expected(1, REF, NOON));
    }

    /** The order after it was told what is sold. */
    Order told(Order order) {
        return order.withSale(order.sale().with(fact()));
    }

    private OrderFact fact() {
        List<OrderFact.Line> lines = items.stream().map(this::line).toList();
        Money goods = lines.stream().map(OrderFact.Line::amount).reduce(Money.of(0, currency), Money::plus);
        return new OrderFact(
                REF,
                Revision.numbered(revision, 1),
                new Provenance("test", NOON),
                OrderFact.Kind.SALE,
                status,
                "raw",
                OrderFact.Terms.PAY_FIRST,
                NOON,
                paidAt,
                null,
                null,
                items.stream().anyMatch(Item::presale),
                StatedAmounts.builder(goods.currency())
                        .goods(goods)
                        .payable(goods)
                        .paid(goods)
                        .build(),
                lines,
                List.of(),
                List.of(),
                flags,
                null,
                null,
                List.of());
    }

    private OrderFact.Line line(Item item) {
        Money amount = Money.of(item.cents(), currency);
        return new OrderFact.Line(
                item.code(),
                item.code(),
                List.of(),
                item.code(),
                item.quantity(),
                null,
                amount,
                List.of(),
                null,
                Money.zero(amount.currency()),
                status,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                item.presale(),
                false);
    }
}
