package io.omskit.channels;

import io.omskit.connect.Transport;
import io.omskit.engine.Oms;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.ShopRef;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shops of one engine: connects them, pulls their news, takes their webhooks, and makes ship notices, look-ups, stock
 * uploads and questions about receivers happen. Thread-safe.
 *
 * <pre>{@code
 * Channels channels = Channels.on(oms);
 * channels.shop(ShopAccount.of("taobao", "flagship").with("appKey", key).secret("appSecret", secret).secret("session", token));
 * channels.start(executor);
 * }</pre>
 */
public final class Channels implements AutoCloseable {
    /** Tells what may be sold of a listing, at the moment when it is uploaded. */
    @FunctionalInterface
    public interface Quantities {
        /**
         * What may be sold.
         *
         * @param code the listing's code in this shop
         * @param sku the host's SKU
         * @return empty where nothing is known
         */
        Optional<Quantity> available(ShopRef shop, String code, String sku);
    }

    /** Tells under which opaque id a platform knows the receiver of an order, at the moment when it is asked about. */
    @FunctionalInterface
    public interface Receivers {
        /**
         * The id.
         *
         * @return as the platform gave it; empty where it gave none, or it was forgotten
         */
        Optional<String> addressId(ChannelRef order);
    }

    /**
     * What a pull did.
     *
     * @param rows rows that were read, repeated ones included
     * @param messages messages that were accepted
     * @param troubles what stopped early; it is tried again
     */
    public record Report(long rows, long messages, List<Trouble> troubles) {
        public Report {
            troubles = List.copyOf(troubles);
        }

        /** Whether everything that was due was read. */
        public boolean isComplete() {
            return troubles.isEmpty();
        }

        private Report plus(Report other) {
            List<Trouble> both = new ArrayList<>(troubles);
            both.addAll(other.troubles);
            return new Report(rows + other.rows, messages + other.messages, both);
        }
    }

    /**
     * Something that could not be read to its end.
     *
     * @param shop the shop
     * @param feed the feed, {@code look-up} or {@code inbox}
     * @param reason why, without secrets and personal data
     */
    public record Trouble(ShopRef shop, String feed, String reason) {}

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Inbox inbox;
    private final Wiring wiring;
    private final Map<String, Channel> known = new TreeMap<>();
    private final Map<String, ShopSync> shops = new ConcurrentSkipListMap<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Quantities quantities = (shop, code, sku) -> Optional.empty();
    private volatile Receivers receivers = order -> Optional.empty();

    private Channels(Inbox inbox, Wiring wiring) {
        this.inbox = inbox;
        this.wiring = wiring;
        installed().forEach(channel -> known.put(channel.id(), channel));
    }

    /** The shops of an engine, over the network. */
    public static Channels on(Oms oms) {
        return on(oms, Wiring.of(Transport.network(), oms.time()));
    }

    /**
     * The shops of an engine. Stock uploads send what is free at all its counted sources, unless {@link #quantities} says
     * otherwise. Platforms that group orders by receiver are asked about the ids that the engine keeps.
     */
    public static Channels on(Oms oms, Wiring wiring) {
        EngineInbox engine = new EngineInbox(oms);
        return new Channels(engine, wiring).quantities(engine).receivers(engine);
    }

    /** The shops of whatever takes their news. */
    public static Channels on(Inbox inbox, Wiring wiring) {
        return new Channels(inbox, wiring);
    }

    /** The adapters on the class path, by id. */
    public static List<Channel> installed() {
        return ServiceLoader.load(Channel.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Channel::id))
                .toList();
    }

    /**
     * Says what a stock upload sends that tells no quantity itself. Uploads that the engine opens, where its policy switches
     * them on, tell it; others are rejected without this.
     */
    public Channels quantities(Quantities source) {
        quantities = source;
        return this;
    }

    /** Says under which ids receivers are asked about; without it no platform is asked. */
    public Channels receivers(Receivers source) {
        receivers = source;
        return this;
    }

    /** Adds an adapter that is not found by itself, or in place of one that is. */
    public synchronized Channels with(Channel channel) {
        known.put(channel.id(), channel);
        return this;
    }

    /**
     * Connects a shop and registers its mapper and effects. It is pulled from the next {@link #sync} on.
     *
     * @throws IllegalArgumentException if there is no adapter for its platform, a credential is missing, or the shop is
     *     connected already
     */
    public ShopConnection shop(ShopAccount account) {
        return shop(account, wiring);
    }

    /** As {@link #shop(ShopAccount)}, over a wiring of its own, for example into a sandbox. */
    public synchronized ShopConnection shop(ShopAccount account, Wiring own) {
        String target = account.shop().toString();
        if (shops.containsKey(target)) {
            throw new IllegalArgumentException(
                    "shop " + target + " is connected already.\nGive every shop of a platform its own name.");
        }
        Channel channel = channel(account.shop().platform());
        ShopConnection connection = channel.connect(account, own);
        inbox.register(channel.mapper());
        if (connection instanceof ReceiverGrouping) {
            inbox.register(Oms.factMapper());
        }
        ShopEffects.of(
                        channel,
                        connection,
                        (shop, code, sku) -> quantities.available(shop, code, sku),
                        order -> receivers.addressId(order),
                        own.time())
                .forEach(handler -> inbox.register(target, handler));
        shops.put(target, new ShopSync(channel, connection, account, inbox));
        return connection;
    }

    /** Pulls once everything that is due, shop after shop. What fails or does not fit is due again soon. */
    public Report sync() {
        Report all = new Report(0, 0, List.of());
        for (ShopSync shop : shops.values()) {
            all = all.plus(shop.run(now()));
        }
        return all;
    }

    /**
     * Takes a webhook: verifies it and notes the orders to look at at the next {@link #sync}. Answer the platform only after
     * this returns.
     *
     * @return whether it was genuine; forged ones change nothing
     * @throws IllegalArgumentException if the shop is not connected
     */
    public boolean hook(ShopRef shop, Channel.WebhookCall call) {
        ShopSync sync = shops.get(shop.toString());
        if (sync == null) {
            throw new IllegalArgumentException(
                    "shop " + shop + " is not connected.\nConnect it first; connected are " + shops.keySet() + ".");
        }
        Channel.Verdict verdict = sync.channel()
                .verifier()
                .map(verifier -> verifier.verify(sync.account().credentials(), call))
                .orElse(Channel.Verdict.invalid());
        if (verdict.valid()) {
            sync.hint(verdict.orders());
        }
        return verdict.valid();
    }

    /** Pulls on the host's threads, a look every second, until {@link #close}; troubles are told to the engine's listener. */
    public void start(Executor executor) {
        if (running.compareAndSet(false, true)) {
            executor.execute(() -> turn(executor));
        }
    }

    private void turn(Executor executor) {
        if (!running.get()) {
            return;
        }
        try {
            sync().troubles().forEach(trouble -> inbox.failed(trouble.shop() + " " + trouble.feed(), trouble.reason()));
        } catch (RuntimeException e) {
            // boundary: a defect of one adapter or a store that is away must not end the pulling for ever
            LOG.error("pulling failed and goes on in {}", TICK, e);
            inbox.failed("pulling", e.getClass().getSimpleName());
        }
        CompletableFuture.delayedExecutor(TICK.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> turn(executor));
    }

    /** Ends the pulling; a pull that is under way ends by itself. */
    @Override
    public void close() {
        running.set(false);
    }

    private Instant now() {
        return wiring.time().instant();
    }

    private Channel channel(String platform) {
        Channel channel = known.get(platform);
        if (channel == null) {
            throw new IllegalArgumentException("there is no adapter for platform " + platform
                    + ".\nPut its module on the class path, or check the id; known are " + known.keySet() + ".");
        }
        return channel;
    }
}
