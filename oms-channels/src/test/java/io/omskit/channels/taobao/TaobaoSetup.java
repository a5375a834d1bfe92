package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Channel;
import io.omskit.channels.Feed;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.contract.ContractSetup;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import java.util.Currency;

/** The adapter's set-up for the contract, with one way of signing. */
final class TaobaoSetup implements ContractSetup {
    private static final String SECRET = "contract-app-secret";
    private static final String SESSION = "contract-session";
    private static final String REFRESH = "contract-refresh";

    private final String signMethod;

    TaobaoSetup(String signMethod) {
        this.signMethod = signMethod;
    }

    @Override
    public Channel channel() {
        return new TaobaoChannel();
    }

    @Override
    public SandboxStyle style() {
        return new SandboxStyle(
                Currency.getInstance("CNY"), 3_900_000_000_000_000_000L, true, true, false, false, "CN");
    }

    @Override
    public Sandbox sandbox(SandboxShop shop, FaultPlan faults) {
        return new GroupingTop(shop, new TaobaoSandbox(shop, faults, "12345678", SECRET, SESSION, REFRESH));
    }

    @Override
    public ShopAccount account() {
        return ShopAccount.of("taobao", "flagship")
                .with("appKey", "12345678")
                .with("signMethod", signMethod)
                .secret("appSecret", SECRET)
                .secret("session", SESSION)
                .secret("refreshToken", REFRESH);
    }

    /** The step goes, too: an open balance would decide whatever the status is. */
    @Override
    public Feed.Row withUnknownStatus(Feed.Row order) {
        String json = new String(order.payload(), UTF_8);
        String other = json.replaceFirst("\"status\"\\s*:\\s*\"[A-Z_]+\"", "\"status\":\"TRADE_TELEPORTED\"")
                .replaceFirst("\"step_trade_status\"\\s*:\\s*\"[A-Z_]+\",?", "");
        return new Feed.Row(order.api(), order.number(), order.modified(), other.getBytes(UTF_8));
    }
}
