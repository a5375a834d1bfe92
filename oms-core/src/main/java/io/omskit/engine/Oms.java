package io.omskit.engine;

import io.omskit.access.Sealer;
import io.omskit.address.HashKey;
import io.omskit.catalog.Catalog;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.edge.Message;
import io.omskit.engine.edge.Shop;
import io.omskit.engine.inventory.Availability;
import io.omskit.engine.inventory.Uploads;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.process.Bookings;
import io.omskit.engine.process.CommandRunner;
import io.omskit.engine.process.EffectRunner;
import io.omskit.engine.process.Intake;
import io.omskit.engine.process.Lanes;
import io.omskit.engine.process.Parties;
import io.omskit.engine.process.Processor;
import io.omskit.engine.process.Telling;
import io.omskit.engine.stored.Books;
import io.omskit.engine.stored.FactJson;
import io.omskit.engine.stored.Payloads;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.MasterData;
import io.omskit.engine.work.PersonalBlocks;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.Fact;
import io.omskit.fact.ShopRef;
import io.omskit.fulfillment.SourceConnector;
import io.omskit.stock.InboundSupplies;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Store;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An order management engine inside the host's process: one tenant, one store.
 *
 * <pre>{@code
 * try (Oms oms = Oms.builder()
 *         .store(Stores.sqlite(path))
 *         .catalog(catalog)
 *         .sources(sources)
 *         .sealer(Sealer.aesGcm(key))
 *         .hashKeys(hashKey)
 *         .build()) {
 *     oms.accept(messages);
 *     oms.drain();
 * }
 * }</pre>
 *
 * <p>Safe for several threads. After {@link #close} every call is refused with an {@link IllegalStateException}.
 */
public final class Oms implements AutoCloseable {
    private static final int EFFECTS_AT_ONCE = 100;

    private final Store store;
    private final InstantSource time;
    private final IdSource ids;
    private final Catalog catalog;
    private final Map<String, FactMapper> mappers = new ConcurrentHashMap<>();
    private final Handlers handlers = new Handlers();
    private final Map<ShopRef, Shop> shops;
    private final List<Source> sources;
    private final Lanes lanes;
    private volatile Policy policy;
    private final Books books;
    private final Payloads payloads;
    private final Intake intake;
    private final Processor processor;
    private final EffectRunner effects;
    private final CommandRunner commands;
    private final Bookings bookings;
    private final Catalog.Subscription subscription;
    private final Listener listener;
    private final Orders orders;
    private final Review review;
    private final Fulfillment fulfillment;
    private final Stock stock;
    private final Rules rules;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Rechecks rechecks;

    private Oms(Builder builder, Store store, Sealer sealer, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
        this.time = builder.time;
        this.policy = builder.policy;
        this.lanes = new Lanes(builder.lanes, builder.executor);
        this.sources = List.copyOf(builder.sources);
        this.shops = Map.copyOf(builder.shops);
        this.listener = new Telling(builder.listener);
        store.migrate(Tables.SCHEMA);
        requireQuotas(policy);
        this.ids = IdSource.of(time, builder.node);
        this.books = new Books(store, ids::next);
        books.keep(policy, time.instant());
        PersonalBlocks personal = new PersonalBlocks(sealer);
        this.payloads = new Payloads(sealer);
        this.intake = new Intake(store, ids, payloads, lanes, () -> policy.inboxLimit());
        this.rechecks = new Rechecks(store, intake, books::gateTypes);
        Parties parties = new Parties(builder.hashKeys);
        register(new FactJson());
        builder.mappers.forEach(this::register);
        builder.handlers.forEach(handlers::put);
        MasterData data = new MasterData(
                catalog, Sources.of(sources), shops, shop -> handlers.has(Effect.MERGE_ASK, shop.toString()));
        Availability availability = new Availability(store, data.sources(), builder.inbound);
        Uploads uploads = new Uploads(catalog, availability, this::uploadedShops, () -> policy.stock(), ids::next);
        this.processor = new Processor(
                store,
                ids,
                personal,
                payloads,
                parties,
                data,
                id -> Optional.ofNullable(mappers.get(id)),
                intake,
                uploads,
                listener);
        this.effects =
                new EffectRunner(store, time, ids, intake, handlers::of, uploads, listener, "node-" + builder.node);
        this.commands = new CommandRunner(ids, personal, data, intake, uploads);
        this.bookings = new Bookings(together -> commands.book(together, store, time.instant(), policy, listener));
        this.orders = new Orders(this, personal);
        this.review = new Review(this);
        this.fulfillment = new Fulfillment(this);
        this.stock = new Stock(this, data.sources(), ids::next, availability, uploads);
        this.rules = new Rules(this, books);
        this.subscription = catalog.onChange(change -> rechecks.catalogChanged());
    }

    /** Collects what an engine needs. */
    public static Builder builder() {
        return new Builder();
    }

    // ---- attaching

    /** Adds a mapper; the last one registered under an id counts. */
    public void register(FactMapper mapper) {
        payloads.learn(mapper);
        mappers.put(mapper.id(), mapper);
    }

    /** Adds a handler for effects of its type that go to one target. */
    public void register(String target, EffectHandler handler) {
        requireOpen();
        handlers.put(target, handler);
    }

    /** Adds a handler for effects of its type to every target that has no handler of its own. */
    public void register(EffectHandler handler) {
        requireOpen();
        handlers.put(handler);
    }

    /**
     * Adds the way to a source: what it is to do and to stop is told to the connector from now on. What the source does it
     * tells by {@link Command.Report}.
     */
    public void register(SourceConnector connector) {
        register(connector.source(), new SourceWork(this, connector));
    }

    /** The shops that the host described, and those whose connection takes uploads. */
    private Collection<ShopRef> uploadedShops() {
        Set<ShopRef> told = handlers.shops(Effect.STOCK_UPLOAD);
        told.addAll(shops.keySet());
        return told;
    }

    /** The store, for modules that keep tables of their own in it. */
    public Store store() {
        return store;
    }

    /** The host's one listener, for modules that work in the background; what it throws stops nothing. */
    public Listener listener() {
        return listener;
    }

    /** Where the ids of this process come from; modules with tables of their own in the store take theirs from here. */
    public IdSource ids() {
        return ids;
    }

    /** The engine's time. */
    public InstantSource time() {
        return time;
    }

    public List<Source> sources() {
        return sources;
    }

    public Catalog catalog() {
        return catalog;
    }

    /** The shop under this name, if the host described it. */
    public Optional<Shop> shop(ShopRef ref) {
        return Optional.ofNullable(shops.get(ref));
    }

    // ---- intake

    /**
     * Stores messages durably together with the moves of their cursors.
     *
     * @return {@link Acceptance#LATER} if the inbox of a shop is full; then nothing was stored
     */
    public Acceptance accept(List<Message> messages, Cursor... moves) {
        requireOpen();
        return intake.accept(messages, Arrays.asList(moves));
    }

    /** Stores facts that the host or a module made itself. */
    public Acceptance accept(Fact... facts) {
        return accept(Arrays.stream(facts).map(Oms::message).toList());
    }

    /** A fact that the host or a module made itself, in the form of news: for {@link EffectHandler.Outcome.Done#news}. */
    public static Message message(Fact fact) {
        ChannelRef ref = fact.orders().stream().findFirst().orElse(null);
        ShopRef shop = ref == null ? new ShopRef("engine", "engine") : ref.shopRef();
        String subject = ref == null ? fact.getClass().getSimpleName() : ref.number();
        return new Message(FactJson.ID, fact.getClass().getSimpleName(), shop, subject, FactJson.write(fact));
    }

    /** Reads what {@link #message} wrote; an engine has it already, another taker of news may need it. */
    public static FactMapper factMapper() {
        return new FactJson();
    }

    /** How far a source was read, if it ever was. */
    public Optional<String> cursor(String name) {
        requireOpen();
        return intake.cursor(name);
    }

    // ---- work

    /** Processes one batch of every lane, several lanes at once where there is an executor; returns how many messages left the inbox. */
    public int process() {
        requireOpen();
        rechecks.run();
        return lanes.each(lane -> processor.process(lane, time.instant(), policy));
    }

    /** Claims and runs effects that are due; returns how many were claimed. */
    public int runEffects() {
        requireOpen();
        return effects.run(EFFECTS_AT_ONCE);
    }

    /** Processes and runs effects until nothing is due at the engine's present time. */
    public void drain() {
        while (process() + runEffects() > 0) {
            // each round moves work on; it ends because outcomes are recorded and delays lie in the future
        }
    }

    /** How this engine decides at present. */
    public Policy policy() {
        return policy;
    }

    /**
     * Decides by another policy from the next batch and the next command on; what runs ends under the policy it began with. Orders
     * that wait at the review or at another gate are looked at again, others with their next news. Other processes on the same store keep theirs until they are told.
     *
     * @throws IllegalArgumentException if a quota is below what is used of it already, or if its review book, its flow or its
     *     gift book has no written form or the name and version of another that was in force before; the policy in force stays
     */
    public void use(Policy next) {
        change(before -> next);
    }

    /** Changes a part of the policy; two changes at the same time both take effect. */
    synchronized void change(UnaryOperator<Policy> change) {
        requireOpen();
        Policy before = policy;
        Policy next = change.apply(before);
        requireQuotas(next);
        books.keep(next, time.instant());
        policy = next;
        rechecks.policyChanged();
        Set<Sku> capped = new HashSet<>();
        before.stock().quotas().all().forEach(quota -> capped.add(quota.sku()));
        next.stock().quotas().all().forEach(quota -> capped.add(quota.sku()));
        stock.upload(capped);
    }

    private void requireQuotas(Policy next) {
        Quotas quotas = next.stock().quotas();
        if (!quotas.isEmpty()) {
            quotas.requireRoomFor(
                    store.counters(quotas.all().stream().map(Quota::key).toList()));
        }
    }

    // ---- commands

    /** Carries a command out; a refusal is an answer, not an exception. */
    public Command.Result submit(Command command) {
        requireOpen();
        if (command instanceof Command.MoveStock move) {
            return bookings.book(move);
        }
        readFirst(command);
        return commands.run(command, store, time.instant(), policy, listener);
    }

    /** What is accepted and not read yet is read before an order is forgotten; else it would tell everything again. */
    private void readFirst(Command command) {
        if (command instanceof Command.Forget forget) {
            orders.find(forget.orderId()).ifPresent(order -> {
                long lane = lanes.of(order.ref().toString());
                int done;
                do {
                    done = processor.process(lane, time.instant(), policy);
                } while (done > 0);
            });
        }
    }

    /**
     * Carries a command out inside the host's own open transaction. It takes effect when the host commits; its effects fire
     * after that. PostgreSQL only.
     */
    public Command.Result submit(Command command, Connection hostTransaction) {
        requireOpen();
        readFirst(command);
        // whether the host commits is not known here: the alert view tells what was raised
        return commands.run(command, store.joining(hostTransaction), time.instant(), policy, Listener.NONE);
    }

    // ---- the desks

    /** Orders as they are stored. */
    public Orders orders() {
        return orders;
    }

    /** Where people look at orders, hold them and let them go. */
    public Review review() {
        return review;
    }

    /** The work that orders become: fulfillment orders and parcels. */
    public Fulfillment fulfillment() {
        return fulfillment;
    }

    /** What is on hand and what may be promised. */
    public Stock stock() {
        return stock;
    }

    /** The rules in force, those that were, and what they decide and why. */
    public Rules rules() {
        return rules;
    }

    /** What happened and why. */
    public Journal journal() {
        requireOpen();
        return new Journal(store);
    }

    /** Messages that are accepted and not processed yet. */
    public long backlog() {
        requireOpen();
        return store.count(Query.all(Tables.INBOX));
    }

    /** Messages that were put aside because they could not be processed, by inbox reference and reason. */
    public List<Poisoned> poisoned(int limit) {
        requireOpen();
        return store.find(Query.all(Tables.POISON).limit(limit)).stream()
                .map(row -> new Poisoned(
                        row.id(), Objects.requireNonNull(row.text("ref")), Objects.requireNonNull(row.text("reason"))))
                .toList();
    }

    /**
     * Puts a message that was put aside back into the inbox, after what kept it from being processed was mended. It takes a
     * place of its shop's inbox even where that is full.
     *
     * @param id the key of {@link Poisoned}
     * @return false if it is not there any more
     */
    public boolean retry(long id) {
        requireOpen();
        return intake.retry(id);
    }

    /**
     * Deletes raw payloads that are older than {@link Policy#payloadRetention}; {@link #start} does so every hour. What was
     * read from them stays, and what still waits to be read is kept.
     *
     * @return how many
     */
    public int discardPayloads() {
        requireOpen();
        return Payloads.discard(store, time.instant().minus(policy.payloadRetention()));
    }

    /**
     * A message that was put aside.
     *
     * @param id its own key
     * @param ref what it was about: {@code platform/shop/subject}
     * @param reason why it could not be processed
     */
    public record Poisoned(long id, String ref, String reason) {}

    // ---- life

    /** Works on the host's executor until {@link #close}. */
    public void start(Duration idle) {
        requireOpen();
        Executor threads = lanes.threads();
        if (threads == null) {
            throw new IllegalStateException(
                    "the engine has no executor.\nGive the builder one, or call process() and runEffects() yourself.");
        }
        threads.execute(new Worker(this, time, idle));
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Ends all work. What was accepted and not processed is processed after the next start. The store is closed too. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            subscription.close();
            store.close();
        }
    }

    /** The store of an engine that is not closed. */
    Store open() {
        requireOpen();
        return store;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(
                    "this engine is closed.\nBuild a new one on the same store; nothing that was accepted is lost.");
        }
    }

    /** Collects what an engine needs and refuses to build one that is incomplete. Not for several threads. */
    public static final class Builder {
        private final List<FactMapper> mappers = new ArrayList<>();
        private final List<EffectHandler> handlers = new ArrayList<>();
        private final Map<ShopRef, Shop> shops = new HashMap<>();
        private List<Source> sources = List.of();
        private List<HashKey> hashKeys = List.of();
        private InboundSupplies inbound = InboundSupplies.none();
        private @Nullable Store store;
        private @Nullable Sealer sealer;
        private @Nullable Catalog catalog;
        private @Nullable Executor executor;
        private InstantSource time = new WallClock();
        private Policy policy = Policy.defaults();
        private Listener listener = Listener.NONE;
        private int lanes = 1;
        private int node;

        private Builder() {}

        /** Where everything is kept; closed with the engine. */
        public Builder store(Store where) {
            this.store = where;
            return this;
        }

        public Builder catalog(Catalog goods) {
            this.catalog = goods;
            return this;
        }

        public Builder sources(List<Source> places) {
            this.sources = List.copyOf(places);
            return this;
        }

        public Builder shop(Shop shop) {
            this.shops.put(shop.ref(), shop);
            return this;
        }

        /** What the host expects to arrive, for promises by date. */
        public Builder inbound(InboundSupplies expected) {
            this.inbound = expected;
            return this;
        }

        /** How personal data is sealed; required unless {@link #unsealedForTests}. */
        public Builder sealer(Sealer how) {
            this.sealer = how;
            return this;
        }

        /** Stores personal data in plain. For tests with invented data only. */
        public Builder unsealedForTests() {
            return sealer(Sealer.unsealedForTests());
        }

        /** Keys for recognizing buyers and receivers, newest first; without them orders never merge. */
        public Builder hashKeys(HashKey... newestFirst) {
            this.hashKeys = List.of(newestFirst);
            return this;
        }

        public Builder policy(Policy how) {
            this.policy = how;
            return this;
        }

        public Builder time(InstantSource clock) {
            this.time = clock;
            return this;
        }

        public Builder mapper(FactMapper mapper) {
            this.mappers.add(mapper);
            return this;
        }

        /** Handles effects of the handler's type, whatever their target. */
        public Builder handler(EffectHandler handler) {
            this.handlers.add(handler);
            return this;
        }

        public Builder listener(Listener who) {
            this.listener = who;
            return this;
        }

        /** Threads for {@link Oms#start} and for lanes that are processed at the same time. */
        public Builder executor(Executor threads) {
            this.executor = threads;
            return this;
        }

        /** How many lanes spread the work; processes that share a store must agree. */
        public Builder lanes(int count) {
            this.lanes = count;
            return this;
        }

        /** The number of this process among those that share the store, see {@link IdSource}. */
        public Builder node(int number) {
            this.node = number;
            return this;
        }

        /**
         * Builds the engine and brings its tables up to date.
         *
         * @throws IllegalStateException if the store, the catalog or the sealer is missing
         * @throws IllegalArgumentException if a quota is below what is used of it already, or if the review book, the flow
         *     or the gift book of the policy has no written form or the name and version of another that was in force before
         */
        public Oms build() {
            return new Oms(
                    this,
                    required(store, "store", "Stores.sqlite(path)"),
                    required(sealer, "sealer", "Sealer.aesGcm(key), or unsealedForTests() where all data are invented"),
                    required(catalog, "catalog", "InMemoryCatalog, FileCatalog or one over your product table"));
        }

        private static <T> T required(@Nullable T part, String name, String remedy) {
            if (part == null) {
                throw new IllegalStateException("the engine has no " + name + ".\nGive the builder " + remedy + ".");
            }
            return part;
        }
    }
}
