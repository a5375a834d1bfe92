package io.omskit.channels.taobao;

import io.omskit.channels.Channel;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.Wiring;
import io.omskit.channels.reading.ChannelMapper;
import io.omskit.engine.edge.FactMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The adapter of Taobao and Tmall (TOP, the Taobao Open Platform).
 *
 * <p>An account needs the option {@code appKey} and the secrets {@code appSecret} and {@code session}; with the secret {@code
 * refreshToken} an expired session is renewed, which the platform allows to apps of its service market only. The option
 * {@code signMethod} chooses {@code md5} (the default), {@code hmac} or {@code hmac-sha256}. Tokens in the host's {@link
 * io.omskit.connect.TokenVault} take precedence over those of the account.
 *
 * <p>Source: channel reference, page taobao. Stateless and thread-safe.
 */
public final class TaobaoChannel implements Channel {
    static final String ID = "taobao";

    private static final ChannelMapper MAPPER = ChannelMapper.of(new TaobaoOrders());

    /** For {@link java.util.ServiceLoader}. */
    public TaobaoChannel() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "Taobao / Tmall";
    }

    @Override
    public Tier tier() {
        return Tier.CORE;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.PARSE,
                Capability.SIGN,
                Capability.ORDER_FEED,
                Capability.ORDER_LOOKUP,
                Capability.REFUND_FEED,
                Capability.SHIP_NOTICE,
                Capability.STOCK_PUSH,
                Capability.RECEIVER_GROUPING,
                Capability.SANDBOX);
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.DOCUMENTED_PAYLOAD, Evidence.SDK_VECTOR);
    }

    @Override
    public List<Skipped> skipped() {
        return List.of(new Skipped(
                "webhook", "the platform calls no address of the shop; its messages are pulled from a queue"));
    }

    @Override
    public FactMapper mapper() {
        return MAPPER;
    }

    @Override
    public Optional<Signer> signer() {
        return Optional.of(TaobaoSignature::of);
    }

    @Override
    public Optional<Verifier> verifier() {
        return Optional.empty();
    }

    @Override
    public ShopConnection connect(ShopAccount account, Wiring wiring) {
        return new TaobaoShop(account.shop(), TaobaoGateway.of(account, wiring));
    }
}
