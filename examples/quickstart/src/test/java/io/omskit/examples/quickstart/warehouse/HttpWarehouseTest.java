package io.omskit.examples.quickstart.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.fulfillment.SourceConnector;
import io.omskit.order.Order;
import io.omskit.stock.Balances;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole conversation with a warehouse behind HTTP: release, cancel, packed with weight, short pick, shipped. */
class HttpWarehouseTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final StockCell CUP = new StockCell("W1", new Sku("CUP"));
    private static final StockCell TEA = new StockCell("W1", new Sku("TEA"));

    private final Oms oms = Oms.builder()
            .store(new MemoryStore())
            .catalog(InMemoryCatalog.builder()
                    .item(Item.of("CUP", "cup", 300))
                    .item(Item.of(new Sku("TEA"), "loose tea", Measure.KILOGRAM))
                    .build())
            .sources(List.of(Source.of("W1", Source.Kind.OWN, ZoneOffset.UTC)))
            .unsealedForTests()
            .time(InstantSource.fixed(NOW))
            .build();
    private final ReportHook hook = new ReportHook(oms);
    private final WarehouseServer warehouse = new WarehouseServer(hook.address());

    @AfterEach
    void close() {
        warehouse.close();
        hook.close();
        oms.close();
    }

    private static OrderFact.Line line(String id, String sku, Quantity quantity) {
        return new OrderFact.Line(
                id,
                sku,
                List.of(),
                sku,
                quantity,
                null,
                Money.of(1_000, "CNY"),
                List.of(),
                null,
                Money.of(0, "CNY"),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    private Order sold() {
        StatedAmounts amounts = StatedAmounts.builder(Money.of(0, "CNY").currency())
                .goods(Money.of(2_000, "CNY"))
                .discount(Bearer.SELLER, Money.of(0, "CNY"), false)
                .payable(Money.of(2_000, "CNY"))
                .paid(Money.of(2_000, "CNY"))
                .build();
        OrderFact fact = new OrderFact(
                new ShopRef("taobao", "flagship").order("N1"),
                Revision.at(NOW, 1),
                new Provenance("test", NOW),
                OrderFact.Kind.SALE,
                PlatformStatus.TO_SHIP,
                "TO_SHIP",
                OrderFact.Terms.PAY_FIRST,
                NOW,
                NOW,
                null,
                null,
                false,
                amounts,
                List.of(
                        line("1", "CUP", Quantity.pieces(5)),
                        line("2", "TEA", Quantity.parse("1.5", Measure.KILOGRAM))),
                List.of(),
                List.of(),
                Set.of(),
                null,
                PersonalData.NONE,
                List.of());
        oms.stock().book(StockMovement.receive(CUP, 10, "d1"), StockMovement.receive(TEA, 10_000, "d2"));
        oms.accept(fact);
        oms.drain();
        return oms.orders().find(fact.ref()).orElseThrow();
    }

    private Balances of(StockCell cell) {
        return oms.stock().balances(List.of(cell)).get(cell);
    }

    @Test
    void theWholeStory() {
        oms.register(new HttpWarehouse("W1", warehouse.address()));
        Order order = sold();
        long work = oms.fulfillment().of(order).get(0).id();
        assertEquals(5, warehouse.open(work, "CUP"));
        assertEquals(1_500, warehouse.open(work, "TEA"));

        assertTrue(oms.submit(new Command.CancelUnits(order.id(), "1", 1)).done());
        oms.drain();
        assertEquals(4, warehouse.open(work, "CUP"));

        assertEquals(200, warehouse.shortPick(work, "CUP", 1));
        assertEquals(200, warehouse.pack(work, "CUP", -1));
        assertEquals(200, warehouse.pack(work, "TEA", 1_480));
        assertEquals(200, warehouse.ship(work, "sf", "SF100"));
        oms.drain();

        assertEquals(6, of(CUP).onHand(), "three left, one was never there");
        assertEquals(8_520, of(TEA).onHand(), "what was weighed left, not what was ordered");
        assertEquals(1, of(CUP).reserved(), "the missing cup is a job of its own");
        long rest = oms.fulfillment()
                .of(oms.orders().find(order.id()).orElseThrow())
                .get(1)
                .id();
        assertEquals(1, warehouse.open(rest, "CUP"));
        assertTrue(oms.stock().check().isClean());
    }

    @Test
    void whatIsPackedCannotBeCanceled() {
        HttpWarehouse way = new HttpWarehouse("W1", warehouse.address());
        oms.register(way);
        Order order = sold();
        long work = oms.fulfillment().of(order).get(0).id();
        assertEquals(200, warehouse.pack(work, "CUP", -1));
        SourceConnector.Answer answer = way.cancel(new SourceConnector.Job(
                "late",
                work,
                List.of(new SourceConnector.Item(order.id(), order.ref(), 0, new Sku("CUP"), Quantity.pieces(1))),
                null,
                null));
        assertEquals(new SourceConnector.Answer.Refused("it is packed"), answer);
    }

    @Test
    void aWarehouseThatIsNotThereIsAskedLater() {
        HttpWarehouse way = new HttpWarehouse("W1", URI.create("http://127.0.0.1:1/"));
        SourceConnector.Answer answer = way.release(new SourceConnector.Job("k", 1, List.of(), null, null));
        assertInstanceOf(SourceConnector.Answer.Later.class, answer);
        assertFalse(answer.toString().isEmpty());
    }
}
