package io.omskit.examples.cli.day;

import io.omskit.channels.Channel;
import io.omskit.channels.Channels;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.Wiring;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.channels.taobao.TaobaoSandbox;
import io.omskit.channels.woocommerce.WooCommerceSandbox;
import io.omskit.fact.ShopRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** The two platform shops of the day: the truth on their sandboxes, and the real adapters that pull them. */
final class DayShops {
    static final ShopRef TAOBAO = new ShopRef("taobao", "flagship");
    static final ShopRef SITE = new ShopRef("woocommerce", "us-store");

    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final Currency DOLLAR = Currency.getInstance("USD");
    private static final int FAULT_PERCENT = 4;
    private static final String ADDRESS = "https://shop.example.test";

    /** The truth at one platform, and the sandbox that speaks for it. */
    private record Stall(ShopRef shop, SandboxShop truth, Sandbox sandbox, FaultPlan faults) {}

    private final Stall taobao;
    private final Stall site;

    DayShops(long seed, DayClock clock) {
        SandboxShop taobaoTruth = SandboxShop.of(
                seed, clock, new SandboxStyle(YUAN, 2_612_345_678_901_230_000L, true, true, false, false, "CN"));
        FaultPlan taobaoFaults = FaultPlan.all(seed, FAULT_PERCENT);
        taobao = new Stall(
                TAOBAO,
                taobaoTruth,
                new TaobaoSandbox(
                        taobaoTruth, taobaoFaults, "12345678", "demo-app-secret", "demo-session", "demo-refresh"),
                taobaoFaults);
        SandboxShop siteTruth =
                SandboxShop.of(seed + 1, clock, new SandboxStyle(DOLLAR, 3_000, false, false, false, true, "US"));
        FaultPlan siteFaults = FaultPlan.all(seed + 1, FAULT_PERCENT);
        site = new Stall(
                SITE,
                siteTruth,
                new WooCommerceSandbox(siteTruth, siteFaults, ADDRESS, "ck_demo", "cs_demo_secret", "demo-hook-secret"),
                siteFaults);
    }

    SandboxShop taobao() {
        return taobao.truth();
    }

    SandboxShop site() {
        return site.truth();
    }

    FaultPlan faultsOf(ShopRef shop) {
        return shop.equals(TAOBAO) ? taobao.faults() : site.faults();
    }

    /** Connects both, pulled every quarter of an hour from the opening on. */
    void connect(Channels channels, DayClock clock, Instant opening) {
        Duration every = Duration.ofMinutes(15);
        channels.shop(
                ShopAccount.of(TAOBAO.platform(), TAOBAO.shop())
                        .with("appKey", "12345678")
                        .secret("appSecret", "demo-app-secret")
                        .secret("session", "demo-session")
                        .secret("refreshToken", "demo-refresh")
                        .since(opening)
                        .every(every),
                wiring(taobao, clock));
        channels.shop(
                ShopAccount.of(SITE.platform(), SITE.shop())
                        .with(ShopAccount.ENDPOINT, ADDRESS)
                        .with("consumerKey", "ck_demo")
                        .secret("consumerSecret", "cs_demo_secret")
                        .secret("webhookSecret", "demo-hook-secret")
                        .since(opening)
                        .every(every),
                wiring(site, clock));
    }

    private static Wiring wiring(Stall stall, DayClock clock) {
        return Wiring.of(stall.sandbox().inProcess(stall.faults()), clock).withWaiter(clock::pass);
    }

    /** Brings the webhooks that are due. */
    void deliverWebhooks(Channels channels) {
        for (Stall stall : List.of(taobao, site)) {
            for (Channel.WebhookCall call : stall.sandbox().webhooks()) {
                channels.hook(stall.shop(), call);
            }
        }
    }

    /** From now on everything works, so that the last news comes through. */
    void calm() {
        taobao.faults().calm();
        site.faults().calm();
    }
}
