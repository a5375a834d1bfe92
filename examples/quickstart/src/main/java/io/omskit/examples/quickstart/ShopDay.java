package io.omskit.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.ShopAccount;
import io.omskit.channels.Wiring;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.channels.woocommerce.WooCommerceSandbox;
import io.omskit.stock.Source;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** One invented morning: a shop on a sandbox in this process, its orders, its bill, and a clock that stands still at ten. */
final class ShopDay {
    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final Instant TEN = Instant.parse("2026-03-02T15:00:00Z");
    private static final Currency USD = Currency.getInstance("USD");
    private static final String SITE = "https://tea-house.example.test";
    private static final String SECRET = "cs_invented";
    private static final int KEY_BYTES = 32;

    /** The channel pays the first order in full and the second 1.00 short. */
    private static final String BILL = """
        kind,orderRefs,gross,fee,net,currency,occurredAt,settledAt
        SALE,1001,126.00,-3.95,122.05,USD,2026-03-02 09:12:00,2026-03-02 09:50:00
        SALE,1002,49.00,-1.72,47.28,USD,2026-03-02 09:31:00,2026-03-02 09:50:00
        """;

    private final Path folder;
    private final SandboxShop shop =
            SandboxShop.of(1, time(), new SandboxStyle(USD, 1003, false, false, false, false, "US"));
    private final Sandbox sandbox =
            new WooCommerceSandbox(shop, FaultPlan.none(), SITE, "ck_invented", SECRET, "wh_invented");

    /** A day whose engine keeps its file in this folder. The first order needs goods of both warehouses. */
    ShopDay(Path folder) {
        this.folder = folder;
        shop.place(order("1001", 48, 600, line("1", "TEA", 2, "50.00"), line("2", "CUP", 1, "20.00")));
        shop.place(order("1002", 29, 0, line("3", "TEA", 1, "50.00")));
    }

    Path database() {
        return folder.resolve("oms.db");
    }

    ShopAccount account() {
        return ShopAccount.of("woocommerce", "tea-house")
                .with(ShopAccount.ENDPOINT, SITE)
                .with("consumerKey", "ck_invented")
                .secret("consumerSecret", SECRET);
    }

    /** Calls go to the sandbox instead of the network. */
    Wiring wiring() {
        return Wiring.of(sandbox.inProcess(FaultPlan.none()), time());
    }

    byte[] bill() {
        return BILL.getBytes(UTF_8);
    }

    /** The key that seals personal data. A real host takes 32 random bytes from where it keeps its secrets. */
    byte[] secret() {
        return new byte[KEY_BYTES];
    }

    Source warehouse(String id) {
        return Source.of(id, Source.Kind.OWN, ZONE);
    }

    InstantSource time() {
        return InstantSource.fixed(TEN);
    }

    Instant now() {
        return TEN;
    }

    /** What the platform has heard of an order. */
    SandboxOrder seenByPlatform(String number) {
        return shop.order(number).orElseThrow();
    }

    private static SandboxOrder order(String number, int minutesAgo, long freight, SandboxOrder.Line... lines) {
        Instant paid = TEN.minus(Duration.ofMinutes(minutesAgo));
        Money nothing = Money.zero(USD);
        return new SandboxOrder(
                number,
                SandboxOrder.State.PAID,
                paid,
                paid,
                paid,
                "buyer-" + number,
                new SandboxOrder.Receiver(
                        "Invented " + number, "5550100", "NY", "New York", "", "1 Sample Road", "10001", "US"),
                List.of(lines),
                Money.of(freight, USD),
                nothing,
                nothing,
                nothing,
                null,
                "",
                List.of(),
                List.of());
    }

    private static SandboxOrder.Line line(String id, String code, long pieces, String price) {
        UnitPrice each = new UnitPrice(new BigDecimal(price), USD);
        return new SandboxOrder.Line(id, code, "9" + id, code, Quantity.pieces(pieces), each, Money.zero(USD));
    }
}
