package io.omskit.channels.woocommerce;

import io.omskit.channels.Channel;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.Wiring;
import io.omskit.channels.reading.ChannelMapper;
import io.omskit.engine.edge.FactMapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * WooCommerce, REST interface v3. Source: WooCommerce REST API documentation, wp-api-v3 (authentication, orders, order refunds,
 * webhooks).
 *
 * <p>An account names the shop's own address and a key with read and write permission: {@code ShopAccount.of("woocommerce",
 * "store").with("endpoint", "https://store.example").with("consumerKey", "ck_...").secret("consumerSecret", "cs_...")}. Further:
 * the secret {@code webhookSecret}; the option {@code auth=query} where the server strips the Authorization header; the option
 * {@code pageSize}, 1 to 100.
 */
public final class WooCommerceChannel implements Channel {
    private static final FactMapper MAPPER = ChannelMapper.of(new WooCommerceOrders());

    /** The adapter; also made by the service loader. */
    public WooCommerceChannel() {}

    @Override
    public String id() {
        return WooCommerceOrders.PLATFORM;
    }

    @Override
    public String name() {
        return "WooCommerce";
    }

    @Override
    public Tier tier() {
        return Tier.DEEP;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        all.remove(Capability.REFUND_FEED);
        all.remove(Capability.RECEIVER_GROUPING);
        return all;
    }

    @Override
    public Set<Evidence> evidence() {
        return EnumSet.of(Evidence.DOCUMENTED_PAYLOAD);
    }

    @Override
    public List<Skipped> skipped() {
        return List.of();
    }

    @Override
    public FactMapper mapper() {
        return MAPPER;
    }

    @Override
    public Optional<Signer> signer() {
        return Optional.of(WooCommerceSignature::sign);
    }

    @Override
    public Optional<Verifier> verifier() {
        return Optional.of(WooCommerceWebhooks::verify);
    }

    @Override
    public ShopConnection connect(ShopAccount account, Wiring wiring) {
        return new WooCommerceShop(account, wiring);
    }
}
