package io.omskit.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.access.SealException;
import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.decision.Reason;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ShopRef;
import io.omskit.order.Order;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the operations guide, run on what the quickstart leaves behind. */
class OperationsGuideTest {
    @TempDir
    private Path folder;

    private ShopDay day;

    @BeforeEach
    void aDayHasPassed() {
        day = new ShopDay(folder);
        Quickstart.run(day, line -> {});
    }

    private Oms.Builder engine(Sealer sealer) {
        return Oms.builder()
                .store(Stores.sqlite(day.database()))
                .catalog(InMemoryCatalog.builder().build())
                .sealer(sealer)
                .time(day.time());
    }

    private Sealer today() {
        return Sealer.aesGcm(SealKey.of("2026a", day.secret()));
    }

    private static Order order(Oms oms, String number) {
        return oms.orders()
                .find(new ShopRef("woocommerce", "tea-house").order(number))
                .orElseThrow();
    }

    // views:begin
    private static List<String> ordersByState(Path database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select headline, currency, count(*), sum(payable) from oms_v1_order group by 1, 2")) {
            while (rows.next()) {
                lines.add(rows.getString(1) + " " + rows.getLong(3) + " " + rows.getLong(4) + " " + rows.getString(2));
            }
        }
        return lines;
    }
    // views:end

    @Test
    void viewsAreReadByPlainSql() throws SQLException {
        assertEquals(List.of("SHIPPED 2 17600 USD"), ordersByState(day.database()));
    }

    // keys:begin
    private static Sealer rotated(byte[] newSecret, byte[] oldSecret) {
        return Sealer.aesGcm(SealKey.of("2026b", newSecret), SealKey.of("2026a", oldSecret));
    }
    // keys:end

    @Test
    void afterARotationOldBlocksOpenAndNewOnesAreSealedUnderTheNewKey() {
        byte[] fresh = new byte[32];
        Arrays.fill(fresh, (byte) 7);
        Sealer sealer = rotated(fresh, day.secret());
        try (Oms oms = engine(sealer).build()) {
            assertTrue(oms.orders().personalData(order(oms, "1001").id()).isPresent());
        }
        assertEquals("2026b", sealer.seal(new byte[1], "any").keyId());
        try (Oms oms = engine(Sealer.aesGcm(SealKey.of("2026b", fresh))).build()) {
            long id = order(oms, "1001").id();
            assertThrows(SealException.class, () -> oms.orders().personalData(id));
        }
    }

    // forget:begin
    private static boolean forget(Oms oms, Order order) {
        return oms.submit(new Command.Forget(order.id())).done();
    }
    // forget:end

    @Test
    void forgettingLeavesWhatWasSold() {
        try (Oms oms = engine(today()).build()) {
            Order order = order(oms, "1001");
            assertTrue(forget(oms, order));
            assertFalse(oms.orders().personalData(order.id()).isPresent());
            assertEquals("SHIPPED", oms.orders().status(order(oms, "1001")).headline());
        }
    }

    // listener:begin
    private record OnCall(List<String> pages) implements Listener {
        @Override
        public void onAlert(Reason alert) {
            pages.add(alert.code() + " " + alert.subject());
        }

        @Override
        public void onPoison(long inboxId, String reason) {
            pages.add("put aside: " + reason);
        }
    }
    // listener:end

    @Test
    void whatCannotBeReadIsPutAsideWithItsReason() {
        OnCall pager = new OnCall(new ArrayList<>());
        try (Oms oms = engine(today()).listener(pager).build()) {
            oms.accept(List.of(new Message("nobody", "", new ShopRef("nobody", "nowhere"), "1", "{}".getBytes(UTF_8))));
            oms.drain();
            assertEquals(1, oms.poisoned(10).size());
            assertEquals("nobody/nowhere/1", oms.poisoned(10).get(0).ref());
            assertEquals(0, oms.backlog());
            assertEquals(1, pager.pages().size());
        }
    }

    // processes:begin
    private static Oms worker(Store shared, int node, Oms.Builder parts, Executor threads) {
        Oms oms = parts.store(shared).node(node).lanes(8).executor(threads).build();
        oms.start(Duration.ofMillis(200));
        return oms;
    }
    // processes:end

    @Test
    void aWorkerEndsWithItsEngine() throws InterruptedException {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Oms oms = worker(Stores.sqlite(day.database()), 1, engine(today()), threads);
        oms.close();
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }
}
