package io.omskit.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.HashKey;
import io.omskit.catalog.Bundle;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.channels.taobao.TaobaoSandbox;
import io.omskit.channels.woocommerce.WooCommerceSandbox;
import io.omskit.connect.Transport;
import io.omskit.decision.Reason;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.Listener;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The units of a line leave in several parcels: from the shop through the real engine to the platform and back. */
class SplitLineTest {
    private static final String SITE = "https://tea-house.example.test";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** A platform with one shop, and what it shows of the tracking numbers that it was told. */
    private enum Platform {
        TAOBAO("CNY") {
            @Override
            Sandbox sandbox(SandboxShop shop) {
                return new TaobaoSandbox(shop, FaultPlan.none(), "12345678", "app-secret", "session", "refresh");
            }

            @Override
            ShopAccount account() {
                return ShopAccount.of("taobao", "tea-house")
                        .with("appKey", "12345678")
                        .secret("appSecret", "app-secret")
                        .secret("session", "session")
                        .secret("refreshToken", "refresh");
            }
        },
        WOOCOMMERCE("USD") {
            @Override
            Sandbox sandbox(SandboxShop shop) {
                return new WooCommerceSandbox(shop, FaultPlan.none(), SITE, "ck_1", "cs_1", "wh_1");
            }

            @Override
            ShopAccount account() {
                return ShopAccount.of("woocommerce", "tea-house")
                        .with(ShopAccount.ENDPOINT, SITE)
                        .with("consumerKey", "ck_1")
                        .secret("consumerSecret", "cs_1");
            }
        };

        private final Currency currency;

        Platform(String currency) {
            this.currency = Currency.getInstance(currency);
        }

        abstract Sandbox sandbox(SandboxShop shop);

        abstract ShopAccount account();
    }

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
    private final List<String> alerts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Oms oms = Oms.builder()
            .store(new MemoryStore())
            .catalog(InMemoryCatalog.builder()
                    .item(Item.of("X", "goods X", 300))
                    .item(Item.of("Y", "goods Y", 300))
                    .bundle(new Bundle(
                            "SET",
                            List.of(
                                    Bundle.Component.pieces(new Sku("X"), 2, 1),
                                    Bundle.Component.pieces(new Sku("Y"), 1, 1)),
                            false))
                    .listing(Listing.ofBundle(Listing.Scope.anywhere(), "SET", "SET"))
                    .build())
            .sources(List.of(Source.of("W1", Source.Kind.OWN, ZONE)))
            .unsealedForTests()
            .hashKeys(HashKey.of("k1", new byte[32]))
            .handler(EffectHandler.of(
                    Effect.SOURCE_WORK,
                    EffectHandler.RepeatRule.SAME_KEY,
                    effect -> EffectHandler.Outcome.Done.of("at work")))
            .listener(new Listener() {
                @Override
                public void onAlert(Reason alert) {
                    alerts.add(alert.toString());
                }
            })
            .time(now::get)
            .build();
    private final Channels channels = Channels.on(oms);
    private SandboxShop shop = empty(Platform.TAOBAO);

    @AfterEach
    void close() {
        channels.close();
        oms.close();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void oneLineOfThreeInTwoParcelsEndsShipped(Platform platform) {
        Order order = sell(platform, line("11", "X", 3));
        ship(order, "SF1000001", part(order, 0, 2));
        assertEquals(OrderStatus.Fulfillment.PARTLY_SHIPPED, status().fulfillment());
        ship(order, "SF1000002", part(order, 0, 1));

        assertShipped();
        switch (platform) {
            case TAOBAO -> assertEquals(List.of("SF1000001 [11]"), told(), "the platform keeps one number for a line");
            case WOOCOMMERCE -> assertNoted("SF1000001", "SF1000002");
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void theRestOfALineTravelsWithAnotherLine(Platform platform) {
        Order order = sell(platform, line("11", "X", 3), line("12", "Y", 1));
        ship(order, "SF1000001", part(order, 0, 2));
        ship(order, "SF1000002", part(order, 0, 1), part(order, 1, 1));

        assertShipped();
        switch (platform) {
            case TAOBAO -> assertEquals(List.of("SF1000001 [11]", "SF1000002 [12]"), told());
            case WOOCOMMERCE -> assertNoted("SF1000001", "SF1000002");
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void linesInDifferentParcelsAreToldEachWithItsNumber(Platform platform) {
        Order order = sell(platform, line("11", "X", 3), line("12", "Y", 1));
        ship(order, "SF1000001", part(order, 1, 1));
        ship(order, "SF1000002", part(order, 0, 3));

        assertShipped();
        switch (platform) {
            case TAOBAO -> assertEquals(List.of("SF1000001 [12]", "SF1000002 [11]"), told());
            case WOOCOMMERCE -> assertNoted("SF1000001", "SF1000002");
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void theComponentsOfABundleInTwoParcelsAreOneLine(Platform platform) {
        Order order = sell(platform, line("11", "SET", 1));
        ship(order, "SF1000001", part(order, 0, 2));
        ship(order, "SF1000002", part(order, 1, 1));

        assertShipped();
        switch (platform) {
            case TAOBAO -> assertEquals(List.of("SF1000001 [11]"), told());
            case WOOCOMMERCE -> assertNoted("SF1000001", "SF1000002");
        }
    }

    @Test
    void aLineThatSomebodyShippedByHandIsStillAnAlert() {
        Order order = sell(Platform.TAOBAO, line("11", "X", 3));
        shop.ship("7001", "SF", "SF9999999", List.of());
        ship(order, "SF1000001", part(order, 0, 3));

        assertEquals(1, alerts.size(), alerts::toString);
        assertTrue(alerts.get(0).contains("EFFECT_REJECTED"), alerts::toString);
    }

    private Order sell(Platform platform, SandboxOrder.Line... lines) {
        Currency currency = platform.currency;
        shop = empty(platform);
        Money nothing = Money.zero(currency);
        List<SandboxOrder.Line> priced = Stream.of(lines)
                .map(line -> new SandboxOrder.Line(
                        line.id(),
                        line.code(),
                        line.itemId(),
                        line.title(),
                        line.quantity(),
                        new UnitPrice(new BigDecimal("20.00"), currency),
                        nothing))
                .toList();
        shop.place(new SandboxOrder(
                "7001",
                State.PAID,
                now.get().minusSeconds(600),
                now.get().minusSeconds(300),
                now.get().minusSeconds(300),
                "buyer",
                new SandboxOrder.Receiver("Invented", "5550100", "浙江省", "杭州市", "西湖区", "样品路1号", "310000", "CN"),
                priced,
                nothing,
                nothing,
                nothing,
                nothing,
                null,
                "",
                List.of(),
                List.of()));
        for (String sku : List.of("X", "Y")) {
            oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku(sku)), 9, "in-" + sku));
        }
        channels.shop(
                platform.account().since(now.get().minusSeconds(3_600)).every(Duration.ZERO),
                Wiring.of(listening(platform.sandbox(shop).inProcess(FaultPlan.none())), now::get));
        pull();
        return oms.orders().find(platform.account().shop().order("7001")).orElseThrow();
    }

    private SandboxShop empty(Platform platform) {
        return SandboxShop.of(
                1, now::get, new SandboxStyle(platform.currency, 7_001, false, false, false, false, "CN"));
    }

    /** Hears the notes to customers, which the platform keeps for itself. */
    private Transport listening(Transport line) {
        return (call, timeout) -> {
            if (call.method().equals("POST") && call.target().getPath().endsWith("/notes")) {
                notes.add(call.bodyText());
            }
            return line.send(call, timeout);
        };
    }

    private void ship(Order order, String number, Part... parts) {
        long work = oms.fulfillment().of(order).get(0).id();
        SourceReport shipped = new SourceReport.Shipped(work, now.get(), "sf", number, "", List.of(parts));
        assertTrue(oms.fulfillment().report(shipped).done());
        oms.drain();
        // what the platform made of it comes back
        pull();
    }

    private void pull() {
        now.set(now.get().plusSeconds(120));
        assertTrue(channels.sync().isComplete());
        oms.drain();
    }

    private void assertShipped() {
        assertEquals(State.SHIPPED, truth().state());
        assertEquals(OrderStatus.Fulfillment.SHIPPED, status().fulfillment());
        assertEquals(List.of(), alerts);
        assertEquals(List.of(), oms.poisoned(9));
    }

    /** Each parcel is one note to the customer. */
    private void assertNoted(String... numbers) {
        assertEquals(numbers.length, notes.size(), notes::toString);
        for (int i = 0; i < numbers.length; i++) {
            assertTrue(notes.get(i).contains(numbers[i]), notes::toString);
        }
    }

    private OrderStatus status() {
        return oms.orders().status(oms.orders().list(0, 1).get(0));
    }

    private SandboxOrder truth() {
        return shop.order("7001").orElseThrow();
    }

    private List<String> told() {
        return truth().parcels().stream()
                .map(parcel -> parcel.tracking() + " " + parcel.lineIds())
                .toList();
    }

    private static Part part(Order order, int demand, long quantity) {
        return new Part(order.id(), demand, quantity);
    }

    private static SandboxOrder.Line line(String id, String code, long pieces) {
        UnitPrice free = new UnitPrice(BigDecimal.ZERO, Currency.getInstance("CNY"));
        Money nothing = Money.zero(Currency.getInstance("CNY"));
        return new SandboxOrder.Line(id, code, "9" + id, code, Quantity.pieces(pieces), free, nothing);
    }
}
