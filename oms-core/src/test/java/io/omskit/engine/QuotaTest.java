package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.stored.EngineInvariants;
import io.omskit.fact.OrderFact;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.PostgresServer;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** no channel sells more than its quota, whatever is in stock. */
class QuotaTest {
    private static final Sku SKU = new Sku("X");
    private static final StockCell X = new StockCell("W1", SKU);
    private static final String CHANNEL = Shelf.SHOP.toString();

    private final Shelf time = new Shelf();

    private Oms engine(Store store, int node, Quota... quotas) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1", "W2"))
                .unsealedForTests()
                .time(time)
                .node(node)
                .policy(policy(quotas))
                .build();
    }

    private static Policy policy(Quota... quotas) {
        return Policy.defaults().withStock(StockPolicy.defaults().withQuotas(Quotas.of(List.of(quotas))));
    }

    private static OrderFact.Line presale(String id, long pieces) {
        OrderFact.Line line = Shelf.line(id, "X", pieces, 500);
        return new OrderFact.Line(
                line.id(),
                line.code(),
                line.alternateCodes(),
                line.title(),
                line.quantity(),
                line.unitPrice(),
                line.amount(),
                line.discounts(),
                line.orderDiscountShare(),
                line.priceChange(),
                line.status(),
                line.refundState(),
                line.refundId(),
                line.refundedAmount(),
                line.source(),
                line.shipBy(),
                true,
                line.gift());
    }

    private static void sell(Oms oms, int number, OrderFact.Line... lines) {
        oms.accept(Shelf.paid("N" + number, "b" + number, Shelf.START.plusSeconds(number), lines));
    }

    private static Order order(Oms oms, int number) {
        return oms.orders().find(Shelf.SHOP.order("N" + number)).orElseThrow();
    }

    private static long allocated(Oms oms, int number) {
        return order(oms, number).demands().stream()
                .mapToLong(Demand::allocated)
                .sum();
    }

    private static long missing(Oms oms, int number) {
        return order(oms, number).demands().stream().mapToLong(Demand::missing).sum();
    }

    private static long used(Oms oms, Quota quota) {
        return -oms.store().counters(List.of(quota.key())).get(quota.key());
    }

    private static void assertSound(Oms oms) {
        assertEquals(Optional.empty(), EngineInvariants.of(oms.store()).check());
        assertTrue(oms.stock().check().isClean(), () -> oms.stock().check().toString());
    }

    @Test
    void whatTheQuotaRefusesIsAShortfallWithItsReason() {
        Quota quota = Quota.ofChannel(CHANNEL, SKU, 5);
        try (Oms oms = engine(new MemoryStore(), 1, quota)) {
            oms.stock().book(StockMovement.receive(X, 100, "d1"));
            sell(oms, 1, Shelf.line("1", "X", 3, 500));
            sell(oms, 2, Shelf.line("1", "X", 2, 500), Shelf.line("2", "X", 2, 500));
            oms.process();
            assertEquals(3, allocated(oms, 1));
            assertEquals(2, allocated(oms, 2));
            assertEquals(2, missing(oms, 2));
            assertEquals(5, used(oms, quota));
            assertTrue(oms.journal().history(order(oms, 2).id()).stream()
                    .flatMap(entry -> entry.reasons().stream())
                    .anyMatch(reason -> reason.code().equals("QUOTA_USED")
                            && reason.figures().equals(Map.of("quota", quota.key(), "refused", "2"))));
            assertSound(oms);
        }
    }

    @Test
    void otherChannelsAndOtherSkusShareTheCommonPool() {
        Quota quota = Quota.ofChannel("taobao/other", SKU, 1);
        try (Oms oms = engine(new MemoryStore(), 1, quota)) {
            oms.stock().book(StockMovement.receive(X, 100, "d1"));
            sell(oms, 1, Shelf.line("1", "X", 30, 500));
            oms.process();
            assertEquals(30, allocated(oms, 1));
            assertEquals(0, used(oms, quota));
        }
    }

    @Test
    void whatIsCanceledGoesToWhoWaitsForTheQuota() {
        Quota quota = Quota.ofChannel(CHANNEL, SKU, 2);
        try (Oms oms = engine(new MemoryStore(), 1, quota)) {
            oms.stock().book(StockMovement.receive(X, 100, "d1"));
            sell(oms, 1, Shelf.line("1", "X", 2, 500));
            sell(oms, 2, Shelf.line("1", "X", 1, 500));
            sell(oms, 3, Shelf.line("1", "X", 1, 500));
            oms.process();
            assertTrue(oms.submit(new Command.CancelUnits(order(oms, 1).id(), "1", 1))
                    .done());
            oms.drain();
            assertEquals(1, allocated(oms, 1));
            assertEquals(1, allocated(oms, 2));
            assertEquals(0, allocated(oms, 3));
            assertEquals(2, used(oms, quota));
            assertSound(oms);
        }
    }

    @Test
    void aRaisedOrLiftedQuotaServesWhoWaitsForIt() {
        Quota quota = Quota.ofChannel(CHANNEL, SKU, 1);
        try (Oms oms = engine(new MemoryStore(), 1, quota)) {
            oms.stock().book(StockMovement.receive(X, 100, "d1"));
            for (int i = 1; i <= 4; i++) {
                sell(oms, i, Shelf.line("1", "X", 1, 500));
            }
            oms.drain();
            assertEquals(1, allocated(oms, 1));
            assertEquals(0, allocated(oms, 2));
            oms.use(policy(Quota.ofChannel(CHANNEL, SKU, 2)));
            oms.drain();
            assertEquals(1, allocated(oms, 2));
            assertEquals(0, allocated(oms, 3));
            oms.use(policy());
            oms.drain();
            assertEquals(1, allocated(oms, 4));
            assertSound(oms);
        }
    }

    @Test
    void aQuotaBelowWhatIsSoldIsRefusedByNameAndTheOldOneStays() {
        Quota quota = Quota.ofChannel(CHANNEL, SKU, 5);
        MemoryStore store = new MemoryStore();
        try (Oms oms = engine(store, 1, quota)) {
            oms.stock().book(StockMovement.receive(X, 100, "d1"));
            sell(oms, 1, Shelf.line("1", "X", 4, 500));
            oms.drain();
            Policy before = oms.policy();
            String message = assertThrows(
                            IllegalArgumentException.class, () -> oms.use(policy(Quota.ofChannel(CHANNEL, SKU, 3))))
                    .getMessage();
            assertTrue(message.contains(quota.key() + " has limit 3 and 4 are used"), message);
            assertTrue(message.contains("\n"), message);
            assertSame(before, oms.policy());
            assertThrows(IllegalArgumentException.class, () -> engine(store, 2, Quota.ofChannel(CHANNEL, SKU, 3)));
        }
    }

    @Test
    void aPresaleTakesItsQuotaBeforeThereAreGoodsGlobalAndPerChannel() {
        Quota all = Quota.presale(SKU, 10);
        Quota here = Quota.presale(CHANNEL, SKU, 4);
        try (Oms oms = engine(new MemoryStore(), 1, all, here)) {
            sell(oms, 1, presale("1", 3));
            sell(oms, 2, presale("1", 3));
            oms.drain();
            assertEquals(4, used(oms, all));
            assertEquals(4, used(oms, here));
            assertEquals(3, missing(oms, 2));
            oms.stock().book(StockMovement.receive(X, 100, "d1"));
            oms.drain();
            assertEquals(3, allocated(oms, 1));
            assertEquals(1, allocated(oms, 2), "goods do not help where the presale is over");
            assertEquals(4, used(oms, here), "goods that come do not use the presale again");
            oms.submit(new Command.CancelUnits(order(oms, 1).id(), "1", 2));
            oms.drain();
            assertEquals(3, allocated(oms, 2));
            assertEquals(4, used(oms, all));
            assertSound(oms);
        }
    }

    @Test
    void aQuotaThatComesLaterTakesNothingAwayAndCountsWhatItCan() {
        MemoryStore store = new MemoryStore();
        try (Oms oms = engine(store, 1)) {
            oms.stock().book(StockMovement.receive(X, 100, "d1"));
            sell(oms, 1, Shelf.line("1", "X", 8, 500));
            oms.process();
            Quota late = Quota.ofChannel(CHANNEL, SKU, 5);
            oms.use(policy(late));
            oms.submit(new Command.Replan(order(oms, 1).id()));
            assertEquals(8, allocated(oms, 1));
            assertEquals(5, used(oms, late));
            oms.submit(new Command.CancelUnits(order(oms, 1).id(), "1", 8));
            assertEquals(0, used(oms, late));
            assertSound(oms);
        }
    }

    @Test
    void onceInTwoPlacesTheSameQuotaIsRefused() {
        Quota quota = Quota.presale(SKU, 10);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Quotas.of(List.of(quota, Quota.presale(SKU, 11))))
                .getMessage();
        assertTrue(message.contains(quota.key()), message);
    }

    @Test
    void twoEnginesShareAQuota() throws InterruptedException {
        share(new MemoryStore());
    }

    @Test
    @Tag("postgres")
    void twoEnginesOnPostgresShareAQuota() throws InterruptedException {
        share(PostgresServer.freshStore());
    }

    private void share(Store store) throws InterruptedException {
        Quota quota = Quota.ofChannel(CHANNEL, SKU, 37);
        try (Oms one = engine(store, 1, quota);
                Oms other = engine(store, 2, quota)) {
            one.stock().book(StockMovement.receive(X, 1_000, "d1"));
            for (int i = 1; i <= 120; i++) {
                sell(one, i, Shelf.line("1", "X", 1, 500));
            }
            List<Thread> threads = new ArrayList<>();
            for (Oms engine : List.of(one, other)) {
                threads.add(new Thread(() -> {
                    while (engine.backlog() > 0) {
                        engine.process();
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(37, used(one, quota));
            assertEquals(963, one.stock().balances(List.of(X)).get(X).free());
            assertSound(one);
        }
    }
}
