package io.omskit.engine;

import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.stock.Source;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Invented orders, goods and sources, and a clock that tests move. */
final class Shelf implements InstantSource {
    static final ShopRef SHOP = new ShopRef("taobao", "flagship");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void forward(java.time.Duration by) {
        now = now.plus(by);
    }

    static InMemoryCatalog catalog(String... skus) {
        InMemoryCatalog.Builder builder = InMemoryCatalog.builder();
        for (String sku : skus) {
            builder.item(Item.of(sku, "goods " + sku, 300));
        }
        return builder.build();
    }

    static List<Source> warehouses(String... ids) {
        List<Source> sources = new ArrayList<>();
        for (String id : ids) {
            sources.add(Source.of(id, Source.Kind.OWN, ZONE).withPriority(sources.size() + 1));
        }
        return sources;
    }

    static HashKey hashKey() {
        return HashKey.of("k1", new byte[32]);
    }

    static PersonalData buyer(String name) {
        return new PersonalData(
                name,
                name,
                "13800000001",
                null,
                Address.chinese("浙江省", "杭州市", "余杭区", "", "仓前街道1号"),
                null,
                null,
                null,
                null);
    }

    /** A line that is sold before there are goods, promised for that moment. */
    static OrderFact.Line presale(String id, String sku, long pieces, Instant shipBy) {
        OrderFact.Line line = line(id, sku, pieces, 900);
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
                line.status(),
                line.refundState(),
                line.refundId(),
                line.refundedAmount(),
                line.source(),
                shipBy,
                true,
                line.gift());
    }

    static OrderFact.Line line(String id, String sku, long pieces, long unitFen) {
        return new OrderFact.Line(
                id,
                sku,
                List.of(),
                "goods " + sku,
                Quantity.pieces(pieces),
                null,
                yuan(unitFen * pieces),
                List.of(),
                null,
                yuan(0),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    static Money yuan(long fen) {
        return Money.of(fen, "CNY");
    }

    /** A paid order that is to be shipped; its payable is goods without discounts. */
    static OrderFact paid(String number, String buyer, Instant at, OrderFact.Line... lines) {
        long goods = 0;
        for (OrderFact.Line line : lines) {
            goods += line.amount().minor();
        }
        StatedAmounts amounts = StatedAmounts.builder(yuan(0).currency())
                .goods(yuan(goods))
                .discount(Bearer.SELLER, yuan(0), false)
                .payable(yuan(goods))
                .paid(yuan(goods))
                .build();
        return order(number, buyer, at, PlatformStatus.TO_SHIP, amounts, lines);
    }

    static OrderFact order(
            String number,
            String buyer,
            Instant at,
            PlatformStatus status,
            StatedAmounts amounts,
            OrderFact.Line... lines) {
        return new OrderFact(
                SHOP.order(number),
                Revision.at(at, 1),
                new Provenance("test", at),
                OrderFact.Kind.SALE,
                status,
                status.name(),
                OrderFact.Terms.PAY_FIRST,
                at,
                status.isPaid() ? at : null,
                null,
                null,
                false,
                amounts,
                List.of(lines),
                List.of(),
                List.of(),
                Set.of(),
                "330100",
                buyer(buyer),
                List.of());
    }

    static Quantity pieces(long count) {
        return Quantity.of(count, Measure.PIECE);
    }
}
