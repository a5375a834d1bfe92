package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An unmapped line waits with its nearest candidates and goes on by itself when the mapping arrives, whenever that is. */
class CatalogArrivesTest {
    private final Shelf shelf = new Shelf();
    private final MemoryStore memory = new MemoryStore();
    private final InMemoryCatalog catalog = Shelf.catalog("TEA-100", "CUP");

    private Oms engine(Store store, InMemoryCatalog goods) {
        return Oms.builder()
                .store(store)
                .catalog(goods)
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .build();
    }

    private Oms waiting(Store store) {
        Oms oms = engine(store, catalog);
        for (String sku : List.of("TEA-100", "CUP")) {
            oms.submit(new Command.MoveStock(
                    List.of(StockMovement.receive(new StockCell("W1", new Sku(sku)), 9, "in-" + sku))));
        }
        oms.accept(Shelf.paid(
                "1001", "Li", Shelf.START, Shelf.line("1", "TEA-10O", 2, 5000), Shelf.line("2", "CUP", 1, 900)));
        oms.drain();
        assertEquals("UNMAPPED", oms.orders().status(order(oms)).headline());
        return oms;
    }

    private static Order order(Oms oms) {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private static void map(InMemoryCatalog goods) {
        goods.change(edit -> edit.listing(
                Listing.of(Listing.Scope.shop(Shelf.SHOP), "TEA-10O", new Sku("TEA-100"), Shelf.pieces(3))));
    }

    private List<Row> alerts() {
        return memory.find(Query.by(Tables.ALERT, "type", "UNMAPPED"));
    }

    private void assertGoneOn(Oms oms) {
        assertEquals("RELEASED", oms.orders().status(order(oms)).headline());
        Demand tea = order(oms).demands().stream()
                .filter(demand -> demand.lineId().equals("1"))
                .findFirst()
                .orElseThrow();
        assertEquals(new Sku("TEA-100"), tea.sku());
        // two listed units of three pieces each
        assertEquals(6, tea.needed());
        assertEquals(List.of(), alerts());
        EndState.assertSound(memory);
    }

    @Test
    void theAlertNamesLineCodeAndNearestCandidates() {
        Oms oms = waiting(memory);
        String alert = alerts().get(0).json();
        assertTrue(alert.contains("TEA-10O") && alert.contains("TEA-100"), alert);
        assertEquals("UNMAPPED", oms.orders().waitingAt(order(oms)).orElseThrow());
    }

    @Test
    void theMappingIsUsedAsSoonAsItArrives() {
        Oms oms = waiting(memory);
        map(catalog);
        oms.drain();
        assertGoneOn(oms);
    }

    @Test
    void aMappingThatArrivesWhileNoEngineRunsIsUsedByTheNextOne() {
        waiting(memory);
        InMemoryCatalog later = Shelf.catalog("TEA-100", "CUP");
        map(later);
        Oms next = engine(memory, later);
        next.drain();
        assertGoneOn(next);
    }

    @Test
    void aFailingStoreDoesNotLoseTheArrival() {
        AtomicBoolean fails = new AtomicBoolean();
        Oms oms = waiting(FaultyStore.of(memory, (call, op) -> fails.getAndSet(false) ? Fault.BEFORE : Fault.NONE));
        map(catalog);
        fails.set(true);
        assertThrows(StoreException.class, oms::drain);
        oms.drain();
        assertGoneOn(oms);
    }

    @Test
    void aChangeThatDoesNotHelpLeavesTheOrderWaiting() {
        Oms oms = waiting(memory);
        catalog.change(edit -> edit.item(Item.of("POT", "pot", 900)));
        oms.drain();
        assertEquals("UNMAPPED", oms.orders().status(order(oms)).headline());
        assertEquals(1, alerts().size());
        assertEquals(0, oms.backlog());
    }
}
