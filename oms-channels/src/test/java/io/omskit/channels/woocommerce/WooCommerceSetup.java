package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Channel;
import io.omskit.channels.Feed;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.contract.ContractSetup;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.fact.PlatformStatus;
import java.util.Currency;

/** The adapter's set-up for the contract, over plain http or over https. */
final class WooCommerceSetup implements ContractSetup {
    private static final String SECRET = "cs_contract_4711";
    private static final String HOOK_SECRET = "wh_contract_4711";

    private final String address;

    WooCommerceSetup(String address) {
        this.address = address;
    }

    @Override
    public Channel channel() {
        return new WooCommerceChannel();
    }

    @Override
    public SandboxStyle style() {
        return new SandboxStyle(Currency.getInstance("USD"), 3_100, false, false, false, true, "US");
    }

    @Override
    public Sandbox sandbox(SandboxShop shop, FaultPlan faults) {
        return new WooCommerceSandbox(shop, faults, address, "ck_contract", SECRET, HOOK_SECRET);
    }

    @Override
    public ShopAccount account() {
        return ShopAccount.of("woocommerce", "corner")
                .with(ShopAccount.ENDPOINT, address)
                .with("consumerKey", "ck_contract")
                .with("pageSize", "9")
                .secret("consumerSecret", SECRET)
                .secret("webhookSecret", HOOK_SECRET);
    }

    @Override
    public int burst() {
        return 25;
    }

    /** The platform tells no parcels: a part shipped is still to ship, and a completed order is finished. */
    @Override
    public PlatformStatus status(SandboxOrder order) {
        return switch (order.state()) {
            case PART_SHIPPED -> PlatformStatus.TO_SHIP;
            case SHIPPED -> PlatformStatus.FINISHED;
            default -> ContractSetup.super.status(order);
        };
    }

    @Override
    public Feed.Row withUnknownStatus(Feed.Row order) {
        String json = new String(order.payload(), UTF_8);
        String other = json.replaceFirst("\"status\"\\s*:\\s*\"[a-z-]+\"", "\"status\":\"wc-teleported\"");
        return new Feed.Row(order.api(), order.number(), order.modified(), other.getBytes(UTF_8));
    }
}
