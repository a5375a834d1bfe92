package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Bundle;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** shops are told what is left of a listing, rounded down, never less than nothing. */
class StockUploadTest {
    private static final StockCell X = new StockCell("W1", new Sku("X"));
    private static final StockCell Y = new StockCell("W2", new Sku("Y"));
    private static final String CHANNEL = Shelf.SHOP.toString();

    private final Shelf time = new Shelf();
    private final Outbox outbox = new Outbox();
    private final MemoryStore store = new MemoryStore();
    private Function<Effect, Outcome> answer = effect -> Outcome.Done.of("set");
    private final Oms oms = Oms.builder()
            .store(store)
            .catalog(InMemoryCatalog.builder()
                    .item(Item.of("X", "goods X", 100))
                    .item(Item.of("Y", "goods Y", 100))
                    .bundle(new Bundle(
                            "SET",
                            List.of(
                                    Bundle.Component.pieces(new Sku("X"), 2, 1),
                                    Bundle.Component.pieces(new Sku("Y"), 3, 1)),
                            false))
                    .listing(Listing.of(Listing.Scope.shop(Shelf.SHOP), "x1", new Sku("X"), Quantity.pieces(1)))
                    .listing(Listing.of(Listing.Scope.shop(Shelf.SHOP), "x4", new Sku("X"), Quantity.pieces(4)))
                    .listing(Listing.ofBundle(Listing.Scope.shop(Shelf.SHOP), "set", "SET"))
                    .build())
            .sources(Shelf.warehouses("W1", "W2"))
            .unsealedForTests()
            .time(time)
            .policy(Policy.defaults().withStock(StockPolicy.defaults().withUploads(true)))
            .build();

    StockUploadTest() {
        oms.register(
                CHANNEL,
                outbox.taking(
                        Effect.STOCK_UPLOAD,
                        RepeatRule.SAME_KEY,
                        effect -> answer.apply(effect),
                        effect -> new Outcome.Unknown("?")));
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private long told(String code) {
        List<Effect> uploads = outbox.of(Effect.STOCK_UPLOAD, Map.of("code", code));
        return Long.parseLong(uploads.get(uploads.size() - 1).datum("quantity"));
    }

    private int uploads() {
        return outbox.of(Effect.STOCK_UPLOAD, Map.of()).size();
    }

    @Test
    void wholeUnitsOfTheScarcestComponentAreTold() {
        oms.stock().book(StockMovement.receive(X, 11, "d1"), StockMovement.receive(Y, 8, "d2"));
        oms.drain();
        assertEquals(11, told("x1"));
        assertEquals(2, told("x4"));
        assertEquals(2, told("set"), "8 of Y make two sets of three");
        oms.accept(Shelf.paid("N1", "b", Shelf.START, Shelf.line("1", "x4", 2, 500)));
        oms.drain();
        assertEquals(3, told("x1"));
        assertEquals(0, told("x4"));
        assertEquals(1, told("set"));
    }

    @Test
    void manyChangesBeforeTheUploadAreOneUpload() {
        for (int i = 0; i < 20; i++) {
            oms.stock().book(StockMovement.receive(X, 1, "d" + i));
        }
        oms.drain();
        assertEquals(3, uploads(), "one for each listing of X");
        assertEquals(20, told("x1"));
    }

    @Test
    void tooMuchPromisedIsToldAsNothing() {
        oms.stock().book(StockMovement.receive(X, 3, "d1"));
        oms.stock().book(StockMovement.adjust(X, -5, "count", "stolen"));
        oms.drain();
        assertEquals(0, told("x1"));
    }

    @Test
    void aQuotaCapsWhatIsTold() {
        oms.stock().book(StockMovement.receive(X, 100, "d1"));
        oms.drain();
        oms.use(Policy.defaults()
                .withStock(StockPolicy.defaults()
                        .withUploads(true)
                        .withQuotas(Quotas.of(List.of(Quota.ofChannel(CHANNEL, new Sku("X"), 9))))));
        oms.drain();
        assertEquals(9, told("x1"));
        assertEquals(2, told("x4"));
        oms.accept(Shelf.paid("N1", "b", Shelf.START, Shelf.line("1", "x1", 4, 500)));
        oms.drain();
        assertEquals(5, told("x1"));
    }

    @Test
    void aChangeDuringTheUploadIsToldAfterwards() {
        answer = effect -> {
            answer = same -> Outcome.Done.of("set");
            oms.stock().book(StockMovement.receive(X, 5, "meanwhile"));
            return Outcome.Done.of("set");
        };
        oms.stock().book(StockMovement.receive(X, 1, "d1"));
        oms.drain();
        assertEquals(6, told("x1"));
        assertEquals(1, told("x4"));
    }

    @Test
    void aChangeThatNoEffectToldOfIsFoundAMinuteLater() {
        oms.stock().book(StockMovement.receive(X, 1, "d1"));
        oms.drain();
        store.commit(io.omskit.store.Commit.builder()
                .adjust(io.omskit.stock.StockCounters.key(X, io.omskit.stock.StockCounters.Counter.FREE), 6)
                .build());
        time.forward(Duration.ofMinutes(2));
        oms.drain();
        assertEquals(7, told("x1"));
        int before = uploads();
        time.forward(Duration.ofMinutes(5));
        oms.drain();
        assertEquals(before, uploads(), "what is told is not told again and again");
    }

    @Test
    void aShopWithoutTimeGetsTheQuantityOfTheMomentItTakesIt() {
        answer = effect -> new Outcome.Retry("busy", Duration.ofMinutes(3));
        oms.stock().book(StockMovement.receive(X, 1, "d1"));
        oms.drain();
        oms.stock().book(StockMovement.receive(X, 1, "d2"));
        oms.drain();
        assertEquals(3, uploads(), "it is open already");
        answer = effect -> Outcome.Done.of("set");
        time.forward(Duration.ofMinutes(3));
        oms.drain();
        assertEquals(6, uploads());
        assertEquals(2, told("x1"));
    }

    @Test
    void aRefusedUploadDoesNotKeepTheNextOneFromBeingOpened() {
        answer = effect -> new Outcome.Rejected("no such listing");
        oms.stock().book(StockMovement.receive(X, 1, "d1"));
        oms.drain();
        answer = effect -> Outcome.Done.of("set");
        oms.stock().book(StockMovement.receive(X, 1, "d2"));
        oms.drain();
        assertEquals(2, told("x1"));
    }

    @Test
    void withoutThePolicyNobodyIsToldAnythingAndOnDemandEverything() {
        oms.use(Policy.defaults());
        oms.stock().book(StockMovement.receive(X, 4, "d1"));
        oms.drain();
        assertEquals(0, uploads());
        assertEquals(0, oms.stock().upload(List.of(new Sku("X"))));
        oms.use(Policy.defaults().withStock(StockPolicy.defaults().withUploads(true)));
        assertEquals(3, oms.stock().upload(List.of(new Sku("X"))));
        oms.drain();
        assertEquals(4, told("x1"));
        assertTrue(oms.stock().check().isClean());
    }
}
