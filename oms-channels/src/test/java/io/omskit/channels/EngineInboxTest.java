package io.omskit.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.fact.ShopRef;
import io.omskit.order.Order;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from a file in a folder to an order in the real engine. */
class EngineInboxTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ShopRef SHOP = new ShopRef("file", "wholesale");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Oms oms = Oms.builder()
            .store(new MemoryStore())
            .catalog(
                    InMemoryCatalog.builder().item(Item.of("X", "goods X", 300)).build())
            .sources(List.of(Source.of("W1", Source.Kind.OWN, ZONE), Source.of("W2", Source.Kind.OWN, ZONE)))
            .unsealedForTests()
            .hashKeys(HashKey.of("k1", new byte[32]))
            .time(now::get)
            .build();
    private final Channels channels = Channels.on(
            oms, Wiring.of((call, timeout) -> Answer.failed(ErrorClass.RETRY, "none", "no network"), now::get));

    @AfterEach
    void close() {
        channels.close();
        oms.close();
    }

    @Test
    void aFileBecomesAnOrderAndTheCursorIsKeptByTheEngine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("orders.csv"),
                "number,status,paid at,sku,qty,price\nA-1,paid,2026-03-02 10:00:00,X,2,5.00\n");
        Files.setLastModifiedTime(file, FileTime.from(NOON.minusSeconds(60)));
        channels.shop(ShopAccount.of("file", "wholesale").with("folder", folder.toString()));
        assertTrue(channels.sync().isComplete());
        oms.drain();
        Order order = oms.orders().find(SHOP.order("A-1")).orElseThrow();
        assertEquals("A-1", order.ref().number());
        assertEquals(
                NOON.minus(Duration.ofSeconds(2)),
                oms.cursor("file/wholesale/orders").map(Instant::parse).orElseThrow());
    }

    @Test
    void rowsOfNoOrderEndAmongThePoisonedOnesWithTheirReason() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.csv"), "number,status,sku,qty,price\n,paid,X,2,5.00\n");
        Files.setLastModifiedTime(file, FileTime.from(NOON.minusSeconds(60)));
        channels.shop(ShopAccount.of("file", "wholesale").with("folder", folder.toString()));
        channels.sync();
        oms.drain();
        assertEquals(0, oms.backlog());
        assertEquals(1, oms.poisoned(10).size());
        assertTrue(oms.poisoned(10).get(0).reason().contains("no order number"), () -> oms.poisoned(10)
                .toString());
    }

    @Test
    void whatMayBeSoldIsWhatIsFreeAtAllSources() {
        for (String source : List.of("W1", "W2")) {
            Command receive = new Command.MoveStock(
                    List.of(StockMovement.receive(new StockCell(source, new Sku("X")), 4, "in-" + source)));
            assertTrue(oms.submit(receive).done());
        }
        EngineInbox engine = new EngineInbox(oms);
        assertEquals(Optional.of(Quantity.pieces(8)), engine.available(SHOP, "X", "X"));
        assertEquals(Optional.empty(), engine.available(SHOP, "X", "UNKNOWN"));
    }
}
