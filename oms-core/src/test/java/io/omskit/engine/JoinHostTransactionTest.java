package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.PostgresServer;
import io.omskit.store.Stores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A command inside the host's own PostgreSQL transaction takes effect exactly when the host commits. */
@Tag("postgres")
class JoinHostTransactionTest {
    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private final String schema = PostgresServer.freshSchema();
    private Oms oms;
    private Connection host;

    @BeforeEach
    void open() throws SQLException {
        oms = Oms.builder()
                .store(Stores.postgres(PostgresServer.source(), schema))
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .build();
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 5, "in-X"))));
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 2, 5000)));
        oms.process();
        oms.submit(new Command.PlaceHold(order().id(), hold()));
        oms.drain();
        host = PostgresServer.unpooled();
        try (Statement statement = host.createStatement()) {
            statement.execute("create table " + schema + ".host_note (note text)");
        }
        host.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        host.close();
        oms.close();
    }

    private static Hold hold() {
        return new Hold(
                "LOOK",
                "host",
                "look",
                null,
                "somebody looks",
                Shelf.START,
                null,
                EnumSet.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER));
    }

    private Order order() {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private void note(String text) throws SQLException {
        try (Statement statement = host.createStatement()) {
            statement.execute("insert into " + schema + ".host_note values ('" + text + "')");
        }
    }

    private int notes() throws SQLException {
        try (Statement statement = host.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + schema + ".host_note")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Command lift() {
        return new Command.LiftHold(order().id(), "host", "look");
    }

    @Test
    void nothingIsSeenAndNoEffectFiresBeforeTheHostCommits() throws SQLException {
        note("released");
        assertTrue(oms.submit(lift(), host).done());
        oms.drain();
        assertEquals("LOOK", oms.orders().status(order()).headline());
        assertEquals(List.of(), outbox.releases());
        host.commit();
        oms.drain();
        assertEquals("RELEASED", oms.orders().status(order()).headline());
        assertEquals(1, outbox.releases().size());
        assertEquals(1, notes());
    }

    @Test
    void theHostsRollbackTakesTheCommandBack() throws SQLException {
        note("released");
        assertTrue(oms.submit(lift(), host).done());
        host.rollback();
        oms.drain();
        assertEquals("LOOK", oms.orders().status(order()).headline());
        assertEquals(List.of(), outbox.releases());
        assertEquals(0, notes());
        EndState.assertSound(oms.store());
    }

    @Test
    void aRefusedCommandLeavesTheHostsTransactionUsable() throws SQLException {
        note("before");
        Command.Result refused = oms.submit(
                new Command.MoveStock(
                        List.of(StockMovement.reserve(new StockCell("W1", new Sku("X")), 99, "too-much"))),
                host);
        assertFalse(refused.done());
        assertEquals("STOCK_REFUSED", refused.explanation().reasons().get(0).code());
        note("after");
        host.commit();
        assertEquals(2, notes());
    }

    @Test
    void severalCommandsOfOneTransactionSeeEachOther() throws SQLException {
        assertTrue(oms.submit(lift(), host).done());
        assertTrue(
                oms.submit(new Command.CancelUnits(order().id(), "1", 1), host).done());
        host.commit();
        oms.drain();
        assertEquals(1, order().demands().get(0).canceled());
        assertEquals(
                1, oms.fulfillment().of(order()).get(0).allocations().get(0).quantity());
        EndState.assertSound(oms.store());
    }

    @Test
    void otherStoresSayThatTheyCannotJoin() {
        try (Oms memory = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog())
                .unsealedForTests()
                .build()) {
            assertThrows(UnsupportedOperationException.class, () -> memory.submit(new Command.Replan(1), host));
        }
    }
}
