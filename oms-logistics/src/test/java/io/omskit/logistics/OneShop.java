package io.omskit.logistics;

import io.omskit.address.Address;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Order;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Store;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** An engine with one warehouse, one item in plenty and a clock that tests move; everything in it is invented. */
final class OneShop implements InstantSource, AutoCloseable {
    static final ShopRef SHOP = new ShopRef("taobao", "flagship");
    static final String SOURCE = "W1";
    private static final List<String> ENGINE_EFFECTS = Arrays.asList(Effect.SOURCE_WORK, Effect.SHIP_NOTICE);

    private Instant now = Instant.parse("2026-03-01T02:00:00Z");
    final Oms oms;

    OneShop(Store store) {
        this(store, Policy.defaults());
    }

    OneShop(Store store, Policy policy) {
        Oms.Builder builder = Oms.builder()
                .store(store)
                .catalog(InMemoryCatalog.builder()
                        .item(Item.of("X", "cup", 300))
                        .skuIsCode(true)
                        .build())
                .sources(List.of(Source.of(SOURCE, Source.Kind.OWN, ZoneId.of("Asia/Shanghai"))))
                .unsealedForTests()
                .policy(policy)
                .time(this);
        ENGINE_EFFECTS.forEach(type -> builder.handler(new Agreeing(type)));
        oms = builder.build();
        oms.submit(
                new Command.MoveStock(List.of(StockMovement.receive(new StockCell(SOURCE, new Sku("X")), 100, "in"))));
    }

    /** Agrees to every effect. */
    private record Agreeing(String type) implements EffectHandler {
        @Override
        public RepeatRule repeat() {
            return RepeatRule.SAME_KEY;
        }

        @Override
        public Outcome run(Effect effect) {
            return Outcome.Done.of("ok");
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    boolean pass(Duration time) {
        now = now.plus(time);
        return true;
    }

    void moveTo(Instant moment) {
        now = moment;
    }

    /** The fulfillment order of a paid order of two cups. */
    FulfillmentOrder paid(String number) {
        oms.accept(order(number));
        oms.drain();
        return oms.fulfillment().of(order(SHOP, number)).get(0);
    }

    private Order order(ShopRef shop, String number) {
        return oms.orders().find(shop.order(number)).orElseThrow();
    }

    String headline(String number) {
        return oms.orders().status(order(SHOP, number)).headline();
    }

    private OrderFact order(String number) {
        Money amount = Money.of(10_000, "CNY");
        Money none = Money.of(0, "CNY");
        OrderFact.Line line = new OrderFact.Line(
                "1",
                "X",
                List.of(),
                "cup",
                Quantity.pieces(2),
                null,
                amount,
                List.of(),
                null,
                none,
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
        return new OrderFact(
                SHOP.order(number),
                Revision.at(now, 1),
                new Provenance("test", now),
                OrderFact.Kind.SALE,
                PlatformStatus.TO_SHIP,
                "TO_SHIP",
                OrderFact.Terms.PAY_FIRST,
                now,
                now,
                null,
                null,
                false,
                StatedAmounts.builder(amount.currency())
                        .goods(amount)
                        .payable(amount)
                        .paid(amount)
                        .build(),
                List.of(line),
                List.of(),
                List.of(),
                Set.of(),
                "330100",
                new PersonalData("buyer", "收件 测试", "13000000001", null, address(), null, null, null, null),
                List.of());
    }

    static Address address() {
        return Address.chinese("浙江省", "杭州市", "余杭区", "", "测试路1号");
    }

    static Waybill.Party warehouse() {
        return new Waybill.Party("仓库 测试", "13000000000", null, address());
    }

    @Override
    public void close() {
        oms.close();
    }
}
