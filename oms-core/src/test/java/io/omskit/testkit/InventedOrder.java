package io.omskit.testkit;

import io.omskit.address.Address;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An order of the invented channel as it really is, and what the channel says of it. */
final class InventedOrder {
    final String number;
    final List<OrderFact.Line> lines;
    final Map<String, RefundFact> refunds = new TreeMap<>();
    PlatformStatus status = PlatformStatus.UNPAID;
    private final String buyer;
    private final Instant placedAt;

    InventedOrder(String number, String buyer, Instant placedAt, List<OrderFact.Line> lines) {
        this.number = number;
        this.buyer = buyer;
        this.placedAt = placedAt;
        this.lines = lines;
    }

    /** What the buyer pays for all goods, in fen. */
    long goods() {
        return lines.stream().mapToLong(line -> line.amount().minor()).sum();
    }

    /** The channel's word of the order at a moment. */
    OrderFact fact(Instant modified) {
        boolean paid = status != PlatformStatus.UNPAID && status != PlatformStatus.CLOSED_UNPAID;
        Money goods = Money.of(goods(), "CNY");
        StatedAmounts amounts = StatedAmounts.builder(goods.currency())
                .goods(goods)
                .discount(Bearer.SELLER, Money.zero(goods.currency()), false)
                .payable(goods)
                .paid(paid ? goods : Money.zero(goods.currency()))
                .build();
        return new OrderFact(
                InventedChannel.SHOP.order(number),
                Revision.at(modified, 1),
                new Provenance("invented", modified),
                OrderFact.Kind.SALE,
                status,
                status.name(),
                OrderFact.Terms.PAY_FIRST,
                placedAt,
                paid ? placedAt : null,
                null,
                null,
                false,
                amounts,
                lines,
                List.of(),
                List.of(),
                Set.of(),
                "330100",
                buyer(),
                List.of());
    }

    private PersonalData buyer() {
        Address address = Address.chinese("浙江省", "杭州市", "余杭区", "", "仓前街道1号");
        return new PersonalData(buyer, buyer, "13800000001", null, address, null, null, null, null);
    }

    /** A line of so many pieces at 19.90. */
    static OrderFact.Line line(String id, String sku, long pieces) {
        return new OrderFact.Line(
                id,
                sku,
                List.of(),
                "goods " + sku,
                Quantity.pieces(pieces),
                null,
                Money.of(pieces * 1_990, "CNY"),
                List.of(),
                null,
                Money.of(0, "CNY"),
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
