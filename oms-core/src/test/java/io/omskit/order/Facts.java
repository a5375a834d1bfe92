package io.omskit.order;

import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts of invented orders in CNY, for stories told by example. Minutes count from {@link Orders#START}. */
final class Facts {
    private static final Provenance TOLD = new Provenance("test", Orders.START);

    private Facts() {}

    static Instant minute(long minute) {
        return Orders.START.plusSeconds(60 * minute);
    }

    static Money cny(long minor) {
        return Orders.cny(minor);
    }

    /** A line of so many pieces at a price in fen. */
    static OrderFact.Line line(String id, long pieces, long price) {
        return line(id, Quantity.pieces(pieces), price, price * pieces);
    }

    static OrderFact.Line line(String id, Quantity quantity, long price, long amount) {
        UnitPrice unitPrice = new UnitPrice(BigDecimal.valueOf(price, 2), Orders.CNY);
        return new OrderFact.Line(
                id,
                "code-" + id,
                List.of(),
                "Goods " + id,
                quantity,
                unitPrice,
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
                false);
    }

    /** The same line with money of its own. */
    static OrderFact.Line line(
            OrderFact.Line line, List<Discount> discounts, @Nullable Money orderDiscountShare, Money priceChange) {
        return new OrderFact.Line(
                line.id(),
                line.code(),
                line.alternateCodes(),
                line.title(),
                line.quantity(),
                line.unitPrice(),
                line.amount(),
                discounts,
                orderDiscountShare,
                priceChange,
                line.status(),
                line.refundState(),
                line.refundId(),
                line.refundedAmount(),
                line.source(),
                line.shipBy(),
                line.presale(),
                line.gift());
    }

    /** The same line in another state. */
    static OrderFact.Line line(
            OrderFact.Line line,
            PlatformStatus status,
            RefundState refundState,
            @Nullable String refundId,
            @Nullable Money refunded) {
        return new OrderFact.Line(
                line.id(),
                line.code(),
                line.alternateCodes(),
                line.title(),
                line.quantity(),
                line.unitPrice(),
                line.amount(),
                line.discounts(),
                line.orderDiscountShare(),
                line.priceChange(),
                status,
                refundState,
                refundId,
                refunded,
                line.source(),
                line.shipBy(),
                line.presale(),
                line.gift());
    }

    /** Goods as the lines say, nothing else. */
    static StatedAmounts amounts(List<OrderFact.Line> lines) {
        long goods = lines.stream().mapToLong(line -> line.amount().minor()).sum();
        return StatedAmounts.builder(Orders.CNY)
                .goods(cny(goods))
                .payable(cny(goods))
                .build();
    }

    static OrderFact reading(long minute, PlatformStatus status, List<OrderFact.Line> lines) {
        return reading(new Revision(minute(minute), 0, 1, 0), status, amounts(lines), lines);
    }

    static OrderFact reading(
            Revision revision, PlatformStatus status, StatedAmounts amounts, List<OrderFact.Line> lines) {
        return reading(revision, status, status.isPaid() ? minute(1) : null, amounts, lines, List.of());
    }

    static OrderFact reading(
            Revision revision,
            PlatformStatus status,
            @Nullable Instant paidAt,
            StatedAmounts amounts,
            List<OrderFact.Line> lines,
            List<OrderFact.Block> blocks) {
        return new OrderFact(
                Orders.REF,
                revision,
                TOLD,
                OrderFact.Kind.SALE,
                status,
                "raw-" + status,
                OrderFact.Terms.PAY_FIRST,
                minute(0),
                paidAt,
                minute(2880),
                null,
                false,
                amounts,
                lines,
                blocks,
                List.of(),
                Set.of(),
                null,
                null,
                List.of());
    }

    /** Order A of the story of one order to the cent: X 2 x 50.00, Y 1 x 100.00, freight 6.00, payable 176.00. */
    static OrderFact orderA(long minute, PlatformStatus status) {
        List<OrderFact.Line> lines = List.of(
                line(line("X", 2, 5000), List.of(seller(900), platform(600)), null, cny(0)),
                line(line("Y", 1, 10000), List.of(seller(900), platform(600)), null, cny(0)));
        StatedAmounts amounts = StatedAmounts.builder(Orders.CNY)
                .goods(cny(20000))
                .discount(Bearer.SELLER, cny(1800), true)
                .discount(Bearer.PLATFORM, cny(1200), true)
                .freight(cny(600))
                .payable(cny(17600))
                .paid(status.isPaid() ? cny(17600) : cny(0))
                .build();
        return reading(new Revision(minute(minute), 0, 1, 0), status, amounts, lines);
    }

    static Discount seller(long minor) {
        return new Discount(Bearer.SELLER, cny(minor), true);
    }

    static Discount platform(long minor) {
        return new Discount(Bearer.PLATFORM, cny(minor), true);
    }

    static RefundFact refund(
            String id,
            long minute,
            @Nullable String lineId,
            @Nullable Quantity quantity,
            @Nullable Money amount,
            RefundFact.Status status,
            RefundFact.Phase phase) {
        return new RefundFact(
                Orders.REF,
                id,
                new Revision(minute(minute), 0, 1, 0),
                TOLD,
                lineId,
                quantity,
                amount,
                status,
                "raw-" + status,
                phase,
                phase == RefundFact.Phase.AFTER_SHIPPING && quantity != null,
                minute(minute));
    }

    static PaymentFact payment(String tradeNo, long minute, long minor, PaymentFact.Status status) {
        return payment(tradeNo, new Revision(minute(minute), 0, 1, 0), minor, status);
    }

    static PaymentFact payment(String tradeNo, Revision revision, long minor, PaymentFact.Status status) {
        return new PaymentFact(
                new ShopRef(Orders.REF.platform(), Orders.REF.shop()),
                tradeNo,
                revision,
                TOLD,
                List.of(new PaymentFact.Cover(Orders.REF.number(), cny(minor))),
                "alipay",
                1,
                status,
                revision.modifiedAt());
    }

    /** An order that these facts made, in whatever order they are given. */
    static Order order(Object... facts) {
        Sale sale = Sale.EXPECTED;
        for (Object fact : facts) {
            sale = fold(sale, fact);
        }
        return Order.expected(42, Orders.REF, Orders.START).withSale(sale);
    }

    static Sale fold(Sale sale, Object fact) {
        if (fact instanceof OrderFact reading) {
            return sale.with(reading);
        }
        if (fact instanceof RefundFact refund) {
            return sale.with(refund);
        }
        return sale.with((PaymentFact) fact, Orders.REF.number());
    }

    static List<Object> list(Object... facts) {
        return new ArrayList<>(List.of(facts));
    }
}
