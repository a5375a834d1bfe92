package io.omskit.examples.quickstart;

import static io.omskit.examples.quickstart.GuideShop.balances;
import static io.omskit.examples.quickstart.GuideShop.cell;
import static io.omskit.examples.quickstart.GuideShop.order;
import static io.omskit.examples.quickstart.GuideShop.receive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Bundle;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.fact.PlatformStatus;
import io.omskit.stock.InboundSupply;
import io.omskit.stock.Promise;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCheck;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The code of the stock guide. */
class StockGuideTest {
    private static final String PAGE = "docs/stock.md";
    private static final Sku TEA = new Sku("TEA");

    private final GuideShop shop = new GuideShop();

    // till:begin
    private static Command.Result soldOverTheCounter(Oms oms, StockCell cell, long pieces, String receipt) {
        return oms.stock()
                .book(StockMovement.reserve(cell, pieces, receipt), StockMovement.commit(cell, pieces, receipt));
    }
    // till:end

    // check:begin
    private static List<StockCheck.Finding> mended(Oms oms) {
        StockCheck check = oms.stock().check();
        if (check.isClean()) {
            return List.of();
        }
        return oms.stock().repair("found by the nightly check").repaired();
    }
    // check:end

    // policy:begin
    private static StockPolicy policy(String channel, Sku sku) {
        return StockPolicy.defaults()
                .withLockOnOrder(Duration.ofMinutes(30))
                .withQuotas(Quotas.of(List.of(Quota.ofChannel(channel, sku, 40))))
                .withUploads(true);
    }
    // policy:end

    // inbound:begin
    private static Promise promise(Oms.Builder parts, List<InboundSupply> purchases, Sku sku, long pieces) {
        try (Oms oms = parts.inbound(wanted -> purchases.stream()
                        .filter(supply -> supply.sku().equals(wanted))
                        .toList())
                .build()) {
            return oms.stock().promise(sku, pieces);
        }
    }
    // inbound:end

    // upload:begin
    private static void connect(Oms oms, String channel, BiConsumer<String, Long> shopSystem) {
        oms.register(channel, EffectHandler.of(Effect.STOCK_UPLOAD, RepeatRule.SAME_KEY, effect -> {
            shopSystem.accept(effect.datum("code"), Long.valueOf(effect.datum("quantity")));
            return Outcome.Done.of("set");
        }));
    }
    // upload:end

    @Test
    void countersFollowTheLedgerAndAReceiptCountsOnce() {
        try (Oms oms = shop.open(Policy.defaults())) {
            receive(oms, "EAST", "TEA", 3);
            StockCell tea = cell("EAST", "TEA");
            assertTrue(soldOverTheCounter(oms, tea, 2, "receipt 7").done());
            assertEquals(1, balances(oms, "EAST", "TEA").onHand());
            Command.Result again = soldOverTheCounter(oms, tea, 2, "receipt 7");
            Command.Result more = soldOverTheCounter(oms, tea, 2, "receipt 8");
            ReasonTexts english = ReasonTexts.forLocale(Locale.ENGLISH);
            GuideShop.assertShown(
                    PAGE,
                    List.of(
                            english.lines(again.explanation()).get(0),
                            english.lines(more.explanation()).get(0)));
            assertEquals(1, balances(oms, "EAST", "TEA").free());
            assertTrue(oms.stock().check().isClean());
        }
    }

    @Test
    void aCountBelowWhatIsPromisedIsTakenAndSaysSo() {
        try (Oms oms = shop.open(Policy.defaults())) {
            receive(oms, "EAST", "TEA", 3);
            shop.accept(oms, Draft.order("1001").line("TEA", 3, 5_000));
            oms.stock().book(StockMovement.adjust(cell("EAST", "TEA"), -1, "count 4", "broken"));
            assertEquals(-1, balances(oms, "EAST", "TEA").free());
            assertEquals(1, balances(oms, "EAST", "TEA").overpromised());
        }
    }

    @Test
    void aCounterThatIsWrongIsFoundAndMended() {
        try (Oms oms = shop.open(Policy.defaults())) {
            receive(oms, "EAST", "TEA", 3);
            String key = StockCounters.key(cell("EAST", "TEA"), StockCounters.Counter.FREE);
            oms.store().commit(Commit.builder().adjust(key, 6).build());
            assertEquals(List.of(new StockCheck.Finding.Counter(key, 3, 9)), mended(oms));
            assertEquals(List.of(), mended(oms));
            assertEquals(3, balances(oms, "EAST", "TEA").free());
        }
    }

    @Test
    void anUnpaidOrderKeepsItsStockForAWhile() {
        try (Oms oms = shop.open(Policy.defaults().withStock(policy(GuideShop.SHOP.toString(), TEA)))) {
            receive(oms, "EAST", "TEA", 3);
            shop.accept(
                    oms, Draft.order("1001").status(PlatformStatus.UNPAID, 0).line("TEA", 2, 5_000));
            assertEquals(2, balances(oms, "EAST", "TEA").reserved());
            shop.forward(Duration.ofMinutes(31));
            oms.drain();
            assertEquals(0, balances(oms, "EAST", "TEA").reserved());
            GuideShop.assertShown(
                    PAGE,
                    GuideShop.told(oms, "1001").stream()
                            .filter(line -> line.contains("in time"))
                            .toList());
        }
    }

    @Test
    void aQuotaRefusesByNameAndNoneGoesBelowWhatIsSold() {
        String channel = GuideShop.SHOP.toString();
        try (Oms oms = shop.open(Policy.defaults().withStock(policy(channel, TEA)))) {
            receive(oms, "EAST", "TEA", 90);
            shop.accept(oms, Draft.order("1001").line("TEA", 50, 5_000));
            assertEquals(40, order(oms, "1001").demands().get(0).allocated());
            GuideShop.assertShown(
                    PAGE,
                    GuideShop.told(oms, "1001").stream()
                            .filter(line -> line.contains("quota"))
                            .distinct()
                            .toList());
            Policy lower = oms.policy()
                    .withStock(
                            StockPolicy.defaults().withQuotas(Quotas.of(List.of(Quota.ofChannel(channel, TEA, 39)))));
            assertThrows(IllegalArgumentException.class, () -> oms.use(lower));
        }
    }

    @Test
    void aPromiseCountsWhatIsOnItsWay() {
        Instant friday = GuideShop.TEN.plus(Duration.ofDays(4));
        List<InboundSupply> purchases = List.of(new InboundSupply("EAST", TEA, 10, friday));
        assertEquals(new Promise(TEA, 8, 0, friday), promise(shop.engine(Policy.defaults()), purchases, TEA, 8));
        assertNull(promise(shop.engine(Policy.defaults()), purchases, TEA, 11).at());
    }

    @Test
    void listingsAreToldWholeUnits() {
        Map<String, Long> told = new HashMap<>();
        Listing.Scope here = Listing.Scope.shop(GuideShop.SHOP);
        Oms.Builder engine = shop.engine(
                        Policy.defaults().withStock(StockPolicy.defaults().withUploads(true)))
                .catalog(GuideShop.catalog()
                        .bundle(new Bundle(
                                "SET",
                                List.of(
                                        Bundle.Component.pieces(TEA, 2, 1),
                                        Bundle.Component.pieces(new Sku("CUP"), 3, 1)),
                                true))
                        .listing(Listing.of(here, "tea-4", TEA, Quantity.pieces(4)))
                        .listing(Listing.ofBundle(here, "set", "SET"))
                        .build());
        try (Oms oms = engine.build()) {
            connect(oms, GuideShop.SHOP.toString(), told::put);
            receive(oms, "EAST", "TEA", 11);
            receive(oms, "WEST", "CUP", 8);
            assertEquals(Map.of("tea-4", 2L, "set", 2L), told);
        }
    }

    @Test
    void manyThreadsSellExactlyWhatIsThere() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Oms oms = shop.open(Policy.defaults())) {
            receive(oms, "EAST", "TEA", 100);
            List<Future<Boolean>> sales = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                String receipt = "receipt " + i;
                sales.add(threads.submit(() ->
                        soldOverTheCounter(oms, cell("EAST", "TEA"), 1, receipt).done()));
            }
            int sold = 0;
            for (Future<Boolean> sale : sales) {
                sold += sale.get() ? 1 : 0;
            }
            assertEquals(100, sold);
            assertEquals(0, balances(oms, "EAST", "TEA").onHand());
            assertFalse(oms.stock().check().movements() == 0);
            assertTrue(oms.stock().check().isClean());
        } finally {
            threads.shutdown();
        }
    }
}
