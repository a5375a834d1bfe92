package io.omskit.channels.contract;

import io.omskit.channels.Channel;
import io.omskit.channels.Feed;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.Wiring;
import io.omskit.channels.reading.ChannelMapper;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.engine.edge.FactMapper;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole adapter for the toy platform, and its set-up for the contract. */
final class ToyChannel implements Channel, ContractSetup {
    private final Defect defect;
    private final FactMapper mapper;

    ToyChannel(Defect defect) {
        this.defect = defect;
        this.mapper = ChannelMapper.of(new ToyOrders(defect));
    }

    @Override
    public String id() {
        return ToyOrders.PLATFORM;
    }

    @Override
    public String name() {
        return "Toy";
    }

    @Override
    public Tier tier() {
        return Tier.EXPERIMENTAL;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.SHIP_NOTICE,
                Capability.STOCK_PUSH,
                Capability.RECEIVER_GROUPING,
                Capability.WEBHOOK,
                Capability.ORDER_FEED);
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of();
    }

    @Override
    public List<Skipped> skipped() {
        return List.of();
    }

    @Override
    public FactMapper mapper() {
        return mapper;
    }

    @Override
    public Optional<Signer> signer() {
        return Optional.empty();
    }

    @Override
    public Optional<Verifier> verifier() {
        return Optional.of(this::verify);
    }

    private Verdict verify(Map<String, String> credentials, WebhookCall call) {
        Channel.credential(credentials, "appSecret");
        String body = new String(call.body(), StandardCharsets.UTF_8);
        boolean genuine = call.header("X-Sign").orElse("").equals(ToySandbox.hmac(body));
        if (!genuine && defect != Defect.TRUSTS_ALL_WEBHOOKS) {
            return Verdict.invalid();
        }
        String order = PayloadReader.utc().read(call.body()).get("order").textOr("?");
        return new Verdict(true, List.of(order));
    }

    @Override
    public ShopConnection connect(ShopAccount account, Wiring wiring) {
        return new ToyShop(account, wiring, defect);
    }

    @Override
    public Channel channel() {
        return this;
    }

    @Override
    public SandboxStyle style() {
        return new SandboxStyle(
                Currency.getInstance("USD"), 9_100_000_000_000_000_000L, true, false, false, true, "US");
    }

    @Override
    public Sandbox sandbox(SandboxShop shop, FaultPlan faults) {
        return new ToySandbox(shop, faults);
    }

    @Override
    public int burst() {
        return 25;
    }

    @Override
    public ShopAccount account() {
        return ShopAccount.of(ToyOrders.PLATFORM, "corner").secret("appSecret", ToySandbox.SECRET);
    }

    @Override
    public Feed.Row withUnknownStatus(Feed.Row order) {
        String json = new String(order.payload(), StandardCharsets.UTF_8);
        String other = json.replaceFirst("\"state\":\"[A-Z_]+\"", "\"state\":\"TELEPORTED\"");
        return new Feed.Row(order.api(), order.number(), order.modified(), other.getBytes(StandardCharsets.UTF_8));
    }
}
