package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres")
class PostgresStoreTest {
    private static final Kind THING = Kind.named("thing")
            .column("name", Kind.Type.TEXT)
            .unique("by_name", "name")
            .build();
    private static final Kind LOG =
            Kind.named("log").body(Kind.Body.NONE).feed().build();
    private static final Kind WORK =
            Kind.named("work").body(Kind.Body.NONE).claimable().build();
    private static final Schema SCHEMA =
            new Schema("test", List.of(new Schema.Script("0001-test.sql", """
                create table oms_thing (${row}, name ${text} not null, body ${json} not null);
                create unique index oms_thing_name on oms_thing (name);
                create table oms_log (${feedRow});
                create index oms_log_position on oms_log (position, id);
                create table oms_work (${claimableRow});
                create index oms_work_due on oms_work (state, due_at, id);
                create table host_note (note ${text});
                """)), List.of(), List.of(THING, LOG, WORK));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final String schema = PostgresServer.freshSchema();
    private Store store;

    @BeforeEach
    void open() {
        store = Stores.postgres(PostgresServer.source(), schema);
        store.migrate(SCHEMA);
    }

    private static Row thing(long id, String name) {
        return Row.json(THING, id, 1, "{}", name);
    }

    private static Commit log(long id) {
        return Commit.builder().insert(Row.bare(LOG, id, 1)).build();
    }

    private List<Long> feed() {
        return store.feed(LOG, 0, 100).stream().map(Row::id).toList();
    }

    private Connection host() throws SQLException {
        Connection connection = PostgresServer.source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void note(Connection connection, String note) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into " + schema + ".host_note values ('" + note + "')");
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = PostgresServer.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void theServerWritesThrough() throws SQLException {
        assertEquals("on", query("show fsync"));
        assertEquals("on", query("show synchronous_commit"));
    }

    @Test
    void aJoinedCommitTakesEffectWithTheHosts() throws SQLException {
        try (Connection host = host()) {
            note(host, "with");
            Store joined = store.joining(host);
            assertTrue(joined.commit(Commit.builder()
                            .insert(thing(1, "a"))
                            .adjust("k", 2)
                            .build())
                    .committed());
            assertEquals(1, joined.count(Query.all(THING)), "the view sees its own writes");
            assertEquals(0, store.count(Query.all(THING)), "others do not yet");
            joined.close();
            host.commit();
        }
        assertEquals(1, store.count(Query.all(THING)));
        assertEquals(2, store.counters(List.of("k")).get("k"));
        assertEquals("1", query("select count(*) from " + schema + ".host_note"));
    }

    @Test
    void aJoinedCommitGoesWithTheHostsRollback() throws SQLException {
        try (Connection host = host()) {
            store.joining(host)
                    .commit(Commit.builder()
                            .insert(thing(1, "a"))
                            .insert(Row.bare(LOG, 1, 1))
                            .adjust("k", 2)
                            .build());
            host.rollback();
        }
        assertEquals(0, store.count(Query.all(THING)));
        assertEquals(List.of(), feed());
        assertEquals(0, store.counters(List.of("k")).get("k"));
    }

    @Test
    void aRefusedJoinedCommitLeavesTheHostsTransactionAsItWas() throws SQLException {
        store.commit(
                Commit.builder().insert(thing(1, "a")).insert(thing(2, "b")).build());
        Row two = store.load(THING, List.of(2L)).get(0);
        try (Connection host = host()) {
            note(host, "before");
            Store joined = store.joining(host);
            assertFalse(joined.commit(Commit.builder()
                            .insert(thing(3, "c"))
                            .adjust("k", -1, 0)
                            .build())
                    .committed());
            assertFalse(joined.commit(Commit.builder()
                            .insert(thing(4, "d"))
                            .insert(thing(5, "a"))
                            .build())
                    .committed());
            CommitResult collided = joined.commit(
                    Commit.builder().update(two.withValue("name", "a")).build());
            assertEquals(
                    CommitResult.Problem.DUPLICATE, collided.conflicts().get(0).problem());
            assertThrows(
                    StoreException.class,
                    () -> joined.commit(Commit.builder()
                            .insert(Row.json(THING, 6, 1, "no json", "e"))
                            .build()));
            assertTrue(joined.commit(Commit.builder().insert(thing(7, "g")).build())
                    .committed());
            host.commit();
        }
        assertEquals("1", query("select count(*) from " + schema + ".host_note"));
        assertEquals(
                List.of(1L, 2L, 7L),
                store.find(Query.all(THING)).stream().map(Row::id).toList());
    }

    @Test
    void joiningNeedsAnOpenTransaction() throws SQLException {
        try (Connection host = PostgresServer.source().getConnection()) {
            Store joined = store.joining(host);
            assertThrows(IllegalStateException.class, () -> joined.commit(log(1)));
            assertThrows(IllegalStateException.class, () -> joined.find(Query.all(THING)));
            assertThrows(UnsupportedOperationException.class, () -> joined.migrate(SCHEMA));
        }
    }

    @Test
    void aFeedWaitsForOlderTransactions() throws SQLException {
        try (Connection slow = host()) {
            assertTrue(store.joining(slow).commit(log(1)).committed());
            store.commit(log(2));
            assertEquals(List.of(), feed(), "row 1 could still appear before row 2");
            slow.commit();
        }
        assertEquals(List.of(1L, 2L), feed());
        long last = store.feed(LOG, 0, 100).get(1).position();
        try (Connection slow = host()) {
            store.joining(slow).commit(log(3));
            store.commit(log(4));
            slow.rollback();
        }
        assertEquals(
                List.of(4L), store.feed(LOG, last, 100).stream().map(Row::id).toList());
    }

    @Test
    void positionsGrowAfterARestoreIntoAYoungerServer() throws SQLException {
        store.commit(log(1));
        try (Connection connection = PostgresServer.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update " + schema + ".oms_log set position = position + 1000000000");
        }
        store.migrate(SCHEMA);
        List<Row> before = store.feed(LOG, 0, 100);
        assertEquals(List.of(1L), before.stream().map(Row::id).toList());
        store.commit(log(2));
        assertEquals(
                List.of(2L),
                store.feed(LOG, before.get(0).position(), 100).stream()
                        .map(Row::id)
                        .toList());
        store.migrate(SCHEMA);
        assertEquals(List.of(1L, 2L), feed());
    }

    @Test
    void claimersDoNotWaitForEachOther() throws SQLException {
        Commit.Builder work = Commit.builder();
        for (long id = 1; id <= 3; id++) {
            work.insert(Row.bare(WORK, id, 1).withDue("READY", NOON));
        }
        store.commit(work.build());
        try (Connection slow = host()) {
            Claim two = Claim.of(WORK, "READY", "slow", NOON, Duration.ofMinutes(1), 2);
            assertEquals(2, store.joining(slow).claim(two).size());
            List<Row> rest = store.claim(Claim.of(WORK, "READY", "fast", NOON, Duration.ofMinutes(1), 9));
            assertEquals(List.of(3L), rest.stream().map(Row::id).toList());
            slow.rollback();
        }
        assertEquals(
                2,
                store.claim(Claim.of(WORK, "READY", "next", NOON, Duration.ofMinutes(1), 9))
                        .size());
    }

    @Test
    void aLockedRowIsAPassingFailureUnderALockTimeout() throws SQLException {
        store.commit(Commit.builder().insert(thing(1, "a")).build());
        Row row = store.load(THING, List.of(1L)).get(0);
        try (Connection first = host();
                Connection second = host()) {
            store.joining(first).commit(Commit.builder().update(row).build());
            try (Statement statement = second.createStatement()) {
                statement.execute("set local lock_timeout = '20ms'");
            }
            StoreException locked = assertThrows(StoreException.class, () -> store.joining(second)
                    .commit(Commit.builder().update(row).build()));
            assertTrue(locked.isTransient(), locked::getMessage);
        }
    }

    @Test
    void anExpectedRowCannotChangeBeforeTheCommitEnds() throws SQLException {
        store.commit(
                Commit.builder().insert(thing(1, "a")).insert(thing(2, "b")).build());
        List<Row> rows = store.load(THING, List.of(1L, 2L));
        try (Connection first = host();
                Connection second = host()) {
            store.joining(first)
                    .commit(Commit.builder()
                            .expect(THING, 1, 1)
                            .update(rows.get(1))
                            .build());
            try (Statement statement = second.createStatement()) {
                statement.execute("set local lock_timeout = '20ms'");
            }
            assertThrows(StoreException.class, () -> store.joining(second)
                    .commit(Commit.builder().update(rows.get(0)).build()));
            second.rollback();
            assertTrue(store.joining(second)
                    .commit(Commit.builder()
                            .expect(THING, 1, 1)
                            .insert(thing(3, "c"))
                            .build())
                    .committed());
        }
    }

    @Test
    void aConnectionThatBreaksBeforeTheCommitIsAPassingFailure() {
        Store breaking = Stores.postgres(killing("prepareStatement"), schema);
        StoreException failure = assertThrows(StoreException.class, () -> breaking.commit(log(1)));
        assertTrue(failure.isTransient() && !failure.isOutcomeUnknown(), failure::getMessage);
        assertEquals(List.of(), feed());
    }

    @Test
    void aConnectionThatBreaksInTheCommitLeavesTheOutcomeUnknown() {
        Store breaking = Stores.postgres(killing("commit"), schema);
        StoreException failure = assertThrows(StoreException.class, () -> breaking.commit(log(1)));
        assertTrue(failure.isOutcomeUnknown() && !failure.isTransient(), failure::getMessage);
        assertEquals(List.of(), feed(), "this time it was not");
    }

    /** Connections whose server process ends before the given method runs. */
    private static DataSource killing(String method) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (source, call, none) -> {
                    Connection connection = PostgresServer.unpooled();
                    return Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (proxy, called, arguments) -> {
                                if (called.getName().equals(method)) {
                                    kill(connection);
                                }
                                try {
                                    return called.invoke(connection, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                });
    }

    private static void kill(Connection connection) throws SQLException {
        int pid;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
            result.next();
            pid = result.getInt(1);
        }
        try (Connection other = PostgresServer.source().getConnection();
                Statement statement = other.createStatement();
                ResultSet gone = statement.executeQuery("select pg_terminate_backend(" + pid + ", 5000)")) {
            gone.next();
        }
    }

    @Test
    void schemaNamesAreChecked() {
        for (String bad : List.of("", "Public", "a-b", "a;drop", "1a")) {
            assertThrows(IllegalArgumentException.class, () -> Stores.postgres(PostgresServer.source(), bad));
        }
    }

    @Test
    void twoStoresInOneDatabaseDoNotMeet() {
        Store other = Stores.postgres(PostgresServer.source(), PostgresServer.freshSchema());
        other.migrate(SCHEMA);
        store.commit(Commit.builder().insert(thing(1, "a")).adjust("k", 1).build());
        assertEquals(0, other.count(Query.all(THING)));
        assertEquals(0, other.counters(List.of("k")).get("k"));
    }

    @Test
    void errorsAreSortedByWhatTheCallerMayDo() {
        Dialect dialect = new PostgresDialect("s");
        for (String state : List.of("40001", "40P01", "08006", "57P01", "55P03")) {
            assertTrue(dialect.failure("x", new SQLException("x", state), false).isTransient(), state);
        }
        assertTrue(
                dialect.failure("x", new SQLException("x", "40001"), true).isTransient(),
                "a refused commit wrote nothing");
        for (String state : List.of("08006", "08003", "57P01", "40003")) {
            assertTrue(dialect.failure("x", new SQLException("x", state), true).isOutcomeUnknown(), state);
        }
        StoreException wrong = dialect.failure("x", new SQLException("x", "42P01"), true);
        assertFalse(wrong.isTransient() || wrong.isOutcomeUnknown());
        assertFalse(dialect.failure("x", new SQLException("x"), true).isTransient());
    }
}
