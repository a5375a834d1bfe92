package io.omskit.examples.cli.marketplace;

import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.Message;
import io.omskit.engine.edge.Shop;
import io.omskit.engine.policy.Policy;
import io.omskit.examples.cli.marketplace.MarketplaceEvents.Event;
import io.omskit.examples.cli.marketplace.MarketplaceFiles.Row;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Source;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import io.omskit.value.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replays a marketplace's tables in virtual time through the engine on SQLite, and reads the report back from the store.
 *
 * <p>Sellers are sources that nobody counts; each line is fixed to its seller, so an order with several sellers splits. News
 * is told in the order in which it happened, one piece at a time for each person, so that whether two orders could travel
 * together is decided by what was known then.
 */
public final class MarketplaceRun {
    /** How long an order waits for siblings before its work is handed to the seller. */
    private static final Duration SIBLING_WAIT = Duration.ofHours(24);

    private static final int BATCH = 500;

    private final MarketplaceFiles files;
    private final Consumer<String> progress;
    private Instant now;

    private MarketplaceRun(MarketplaceFiles files, Consumer<String> progress) {
        this.files = files;
        this.progress = progress;
        this.now = new MarketplaceEvents(files).start();
    }

    /**
     * Runs the tables of a folder through the pipeline.
     *
     * @param folder CSV files in the form of the Olist tables
     * @param store where to keep the store; a temporary file if absent
     * @param progress hears one line now and then
     * @return the report, ready for JSON
     * @throws IllegalArgumentException if a table is missing
     */
    public static Map<String, Object> run(Path folder, @Nullable Path store, Consumer<String> progress) {
        MarketplaceRun run = new MarketplaceRun(MarketplaceFiles.read(folder), progress);
        if (store != null) {
            return run.run(store);
        }
        try {
            Path temporary = Files.createTempDirectory("oms-demo");
            try {
                return run.run(temporary.resolve("marketplace.db"));
            } finally {
                delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            for (Path file : inside.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Map<String, Object> run(Path file) {
        try (Store store = Stores.sqlite(file);
                Oms oms = engine(store)) {
            accept(oms, List.of(), rowCounts());
            replay(oms);
            progress.accept("reading the report back from the store");
            return new MarketplaceReport(oms, files.rows().keySet()).build();
        }
    }

    private Oms engine(Store store) {
        // the keys live as long as the run: nobody reads personal data of a finished demo
        SecureRandom random = new SecureRandom();
        byte[] seal = new byte[32];
        byte[] hash = new byte[32];
        random.nextBytes(seal);
        random.nextBytes(hash);
        InstantSource time = () -> now;
        return Oms.builder()
                .store(store)
                .catalog(catalog())
                .sources(sources())
                .shop(new Shop(MarketplaceMapper.SHOP, MarketplaceMapper.ZONE, "marketplace"))
                .sealer(Sealer.aesGcm(SealKey.of("demo", seal)))
                .hashKeys(HashKey.of("demo", hash))
                .policy(Policy.defaults().withFlow(OrderFlow.standard(SIBLING_WAIT)))
                .time(time)
                .mapper(new MarketplaceMapper())
                .handler(new Noted(Effect.SOURCE_WORK))
                .handler(new Noted(Effect.SHIP_NOTICE))
                .handler(new Noted(Effect.LOOK_UP))
                .build();
    }

    /** A handler for sellers and a channel that are history: what was asked of them is on record, nobody is called. */
    private record Noted(String type) implements EffectHandler {
        @Override
        public RepeatRule repeat() {
            return RepeatRule.SAME_KEY;
        }

        @Override
        public Outcome run(Effect effect) {
            return Outcome.Done.of("noted");
        }
    }

    private InMemoryCatalog catalog() {
        InMemoryCatalog.Builder catalog = InMemoryCatalog.builder();
        files.products()
                .forEach((id, product) -> catalog.item(new Item(
                        new Sku(id), id, Measure.PIECE, grams(product), null, Set.of(), files.category(product))));
        // a product that the table does not know is still sold: it goes without a category
        files.items().values().stream()
                .flatMap(List::stream)
                .map(item -> item.get("product_id"))
                .filter(id -> !id.isEmpty() && !files.products().containsKey(id))
                .distinct()
                .forEach(id -> catalog.item(new Item(new Sku(id), id, Measure.PIECE, 0, null, Set.of(), "(none)")));
        return catalog.build();
    }

    private static long grams(Row product) {
        String text = product.get("product_weight_g");
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        files.sellers()
                .forEach((id, seller) -> sources.add(Source.of(id, Source.Kind.SUPPLIER, MarketplaceMapper.ZONE)
                        .withRegion("BR-" + seller.get("seller_state"))));
        return sources;
    }

    private Cursor[] rowCounts() {
        return files.rows().entrySet().stream()
                .map(table -> new Cursor(
                        MarketplaceReport.rowsCursor(table.getKey()),
                        table.getValue().toString()))
                .toArray(Cursor[]::new);
    }

    private void replay(Oms oms) {
        MarketplaceEvents source = new MarketplaceEvents(files);
        List<Event> events = source.all();
        List<Event> batch = new ArrayList<>();
        Set<String> told = new HashSet<>();
        int done = 0;
        for (Event event : events) {
            // a second piece of news about a person waits until the first has been decided on
            if (batch.size() == BATCH || !told.add(event.person())) {
                done += tell(oms, source, batch, done, events.size());
                told.clear();
                told.add(event.person());
            }
            batch.add(event);
        }
        tell(oms, source, batch, done, events.size());
        now = now.plus(SIBLING_WAIT).plus(Duration.ofMinutes(1));
        oms.drain();
    }

    private int tell(Oms oms, MarketplaceEvents source, List<Event> batch, int done, int all) {
        if (batch.isEmpty()) {
            return 0;
        }
        now = batch.get(batch.size() - 1).at();
        accept(oms, batch.stream().map(source::message).toList());
        oms.drain();
        int size = batch.size();
        if ((done + size) / 5_000 > done / 5_000) {
            progress.accept((done + size) + " of " + all + " pieces of news told");
        }
        batch.clear();
        return size;
    }

    private static void accept(Oms oms, List<Message> messages, Cursor... moves) {
        while (oms.accept(messages, moves) == Acceptance.LATER) {
            oms.drain();
        }
    }
}
