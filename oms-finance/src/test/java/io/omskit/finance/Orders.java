package io.omskit.finance;

import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/** Invented orders of one line in CNY. */
final class Orders {
    static final Instant START = Instant.parse("2026-03-01T16:00:00Z");
    static final ShopRef SHOP = new ShopRef("taobao", "tea");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Provenance TOLD = new Provenance("test", START);

    private Orders() {}

    static Money cny(long minor) {
        return Money.of(minor, CNY);
    }

    static Instant hour(long hour) {
        return START.plusSeconds(hour * 3600);
    }

    /** Goods less a platform coupon, freight on top; paid at the given hour. */
    static Order order(long id, String number, long goods, long coupon, long freight, long hour) {
        return order(id, number, goods, coupon, freight, hour, PlatformStatus.TO_SHIP);
    }

    static Order order(
            long id, String number, long goods, long coupon, long freight, long hour, PlatformStatus status) {
        OrderFact fact = fact(number, goods, coupon, freight, hour, status);
        return Order.expected(id, SHOP.order(number), hour(hour)).withSale(Sale.EXPECTED.with(fact));
    }

    static OrderFact fact(String number, long goods, long coupon, long freight, long hour, PlatformStatus status) {
        StatedAmounts amounts = StatedAmounts.builder(CNY)
                .goods(cny(goods))
                .discount(Bearer.PLATFORM, cny(coupon), true)
                .freight(cny(freight))
                .payable(cny(goods - coupon + freight))
                .build();
        OrderFact.Line line = new OrderFact.Line(
                "L1",
                "tea",
                List.of(),
                "Tea",
                Quantity.pieces(2),
                null,
                cny(goods),
                List.of(),
                null,
                cny(0),
                status,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
        return new OrderFact(
                SHOP.order(number),
                Revision.at(hour(hour), 1),
                TOLD,
                OrderFact.Kind.SALE,
                status,
                "raw",
                OrderFact.Terms.PAY_FIRST,
                hour(hour),
                status.isPaid() ? hour(hour) : null,
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
    }

    /** The order with one more refund by amount. */
    static Order refunded(Order order, String refundId, long amount, long hour) {
        RefundFact refund = new RefundFact(
                order.ref(),
                refundId,
                Revision.at(hour(hour), 1),
                TOLD,
                "L1",
                null,
                cny(amount),
                RefundFact.Status.SUCCEEDED,
                "raw",
                RefundFact.Phase.AFTER_SHIPPING,
                false,
                hour(hour));
        return order.withSale(order.sale().with(refund));
    }
}
