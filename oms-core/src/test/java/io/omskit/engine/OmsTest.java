package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.PostgresServer;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's stories, told on every store. */
class OmsTest {
    @Nested
    class OnMemory extends Stories {
        @Override
        Store store() {
            return new MemoryStore();
        }
    }

    @Nested
    class OnSqlite extends Stories {
        @TempDir
        Path folder;

        @Override
        Store store() {
            return Stores.sqlite(folder.resolve("oms.db"));
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Stories {
        @Override
        Store store() {
            return PostgresServer.freshStore();
        }
    }

    abstract static class Stories {
        abstract Store store();

        private final Shelf shelf = new Shelf();
        private final List<Effect> sent = new ArrayList<>();
        private Oms oms;

        @BeforeEach
        void open() {
            oms = Oms.builder()
                    .store(store())
                    .catalog(Shelf.catalog("X", "Y", "Z"))
                    .sources(Shelf.warehouses("W1", "W2"))
                    .unsealedForTests()
                    .hashKeys(Shelf.hashKey())
                    .time(shelf)
                    .handler(recording(Effect.SOURCE_WORK))
                    .handler(recording(Effect.SHIP_NOTICE))
                    .build();
        }

        @AfterEach
        void close() {
            oms.close();
        }

        private EffectHandler recording(String type) {
            return EffectHandler.of(type, EffectHandler.RepeatRule.SAME_KEY, effect -> {
                sent.add(effect);
                return EffectHandler.Outcome.Done.of("ok");
            });
        }

        private int deliveries;

        private void stock(String source, String sku, long pieces) {
            assertTrue(oms.submit(new Command.MoveStock(List.of(
                            StockMovement.receive(new StockCell(source, new Sku(sku)), pieces, "in-" + ++deliveries))))
                    .done());
        }

        private Order order(String number) {
            return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
        }

        @Test
        void aPaidOrderWithStockIsPlannedReservedApprovedAndReleased() {
            stock("W1", "X", 5);
            oms.accept(Shelf.paid("1001", "Li", shelf.instant(), Shelf.line("1", "X", 2, 5000)));
            oms.drain();
            Order order = order("1001");
            assertEquals("RELEASED", oms.orders().status(order).headline());
            FulfillmentOrder work = oms.fulfillment().of(order).get(0);
            assertEquals("W1", work.source());
            assertTrue(work.handedOver());
            assertEquals(
                    List.of(Effect.SOURCE_WORK), sent.stream().map(Effect::type).toList());
            StockCell cell = new StockCell("W1", new Sku("X"));
            assertEquals(
                    new Balances(5, 2, 0, 0),
                    oms.stock().balances(List.of(cell)).get(cell));
        }

        @Test
        void aShippedParcelTellsTheChannelAndTakesTheGoodsOffTheShelf() {
            stock("W1", "X", 5);
            oms.accept(Shelf.paid("1001", "Li", shelf.instant(), Shelf.line("1", "X", 2, 5000)));
            oms.drain();
            long work = oms.fulfillment().of(order("1001")).get(0).id();
            Command.Result result = oms.submit(new Command.Report(
                    new SourceReport.Shipped(work, shelf.instant(), "sf", "SF0000000000001", "", List.of())));
            assertTrue(result.done(), result::toString);
            oms.drain();
            assertEquals(
                    OrderStatus.Fulfillment.SHIPPED,
                    oms.orders().status(order("1001")).fulfillment());
            Effect notice = sent.get(1);
            assertEquals(Effect.SHIP_NOTICE, notice.type());
            assertEquals("1:2", notice.datum("lines"));
            assertEquals("true", notice.datum("whole"));
            StockCell cell = new StockCell("W1", new Sku("X"));
            assertEquals(
                    new Balances(3, 0, 0, 0),
                    oms.stock().balances(List.of(cell)).get(cell));
            oms.submit(new Command.Report(new SourceReport.Delivered(work, shelf.instant(), List.of())));
            assertEquals("DELIVERED", oms.orders().status(order("1001")).headline());
        }

        @Test
        void twoOrdersOfOneBuyerTravelTogether() {
            stock("W1", "X", 5);
            stock("W1", "Y", 5);
            oms.accept(
                    Shelf.paid("1001", "Li", shelf.instant(), Shelf.line("1", "X", 1, 5000)),
                    Shelf.paid("1002", "Li", shelf.instant(), Shelf.line("1", "Y", 1, 3000)));
            oms.drain();
            assertEquals(order("1001").fulfillmentOrders(), order("1002").fulfillmentOrders());
            assertEquals(
                    2, oms.fulfillment().of(order("1001")).get(0).orderIds().size());
        }

        @Test
        void anOrderThatNoSourceCanServeAloneIsSplitAndAShortfallWaits() {
            stock("W1", "X", 1);
            stock("W2", "X", 1);
            oms.accept(Shelf.paid("1001", "Li", shelf.instant(), Shelf.line("1", "X", 3, 5000)));
            oms.drain();
            Order order = order("1001");
            assertEquals(2, order.fulfillmentOrders().size());
            assertEquals(1, order.demands().get(0).missing());
            stock("W2", "X", 4);
            assertTrue(oms.submit(new Command.Replan(order.id())).done());
            assertEquals(0, order("1001").demands().get(0).missing());
        }

        @Test
        void anUnmappedLineWaitsUntilTheCatalogKnowsIt() {
            stock("W1", "X", 5);
            oms.accept(Shelf.paid("1001", "Li", shelf.instant(), Shelf.line("1", "NEW", 1, 5000)));
            oms.drain();
            assertEquals("UNMAPPED", oms.orders().status(order("1001")).headline());
            ((io.omskit.catalog.InMemoryCatalog) oms.catalog())
                    .change(catalog -> catalog.item(io.omskit.catalog.Item.of("NEW", "new goods", 100)));
            stock("W1", "NEW", 1);
            oms.drain();
            assertEquals("RELEASED", oms.orders().status(order("1001")).headline());
        }

        @Test
        void anOrderThatThePlatformShippedBeforeWeHeardOfItIsNeverShippedAgain() {
            stock("W1", "X", 5);
            OrderFact paid = Shelf.paid("1001", "Li", shelf.instant(), Shelf.line("1", "X", 1, 5000));
            oms.accept(Shelf.order(
                    "1001",
                    "Li",
                    shelf.instant(),
                    PlatformStatus.FINISHED,
                    paid.amounts(),
                    paid.lines().get(0)));
            oms.drain();
            assertEquals("SHIPPED_ELSEWHERE", oms.orders().status(order("1001")).headline());
            assertEquals(List.of(), oms.fulfillment().of(order("1001")));
            assertEquals(List.of(), sent);
        }

        @Test
        void aClosedEngineRefusesWorkClearly() {
            oms.close();
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> oms.process());
            assertTrue(refused.getMessage().contains("closed"));
        }

        @Test
        void personalDataIsForgottenInBothTables() {
            stock("W1", "X", 5);
            oms.accept(Shelf.paid("1001", "Li", shelf.instant(), Shelf.line("1", "X", 1, 5000)));
            oms.drain();
            long id = order("1001").id();
            assertEquals("Li", oms.orders().personalData(id).orElseThrow().name());
            assertTrue(oms.submit(new Command.Forget(id)).done());
            assertFalse(oms.orders().personalData(id).isPresent());
            assertEquals(0, oms.store().count(io.omskit.store.Query.all(Tables.RAW)));
        }
    }
}
