package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
    private static final Kind THING = Kind.named("thing")
            .column("name", Kind.Type.TEXT)
            .unique("by_name", "name")
            .body(Kind.Body.NONE)
            .build();
    private static final Kind LOG =
            Kind.named("log").body(Kind.Body.NONE).feed().build();
    private static final Schema SCHEMA =
            new Schema("test", List.of(new Schema.Script("0001-test.sql", """
                create table oms_thing (${row}, name ${text} not null);
                create unique index oms_thing_name on oms_thing (name);
                create table oms_log (${feedRow});
                create index oms_log_position on oms_log (position, id);
                """)), List.of(), List.of(THING, LOG));

    @TempDir
    Path folder;

    private Store open() {
        Store store = Stores.sqlite(folder.resolve("s.db"));
        store.migrate(SCHEMA);
        return store;
    }

    private static Row thing(long id, String name) {
        return Row.bare(THING, id, 1, name);
    }

    @Test
    void whatWasCommittedIsThereAfterReopening() {
        try (Store store = open()) {
            store.commit(Commit.builder()
                    .insert(thing(1, "a"))
                    .insert(Row.bare(LOG, 1, 1))
                    .adjust("k", 3)
                    .build());
        }
        try (Store store = open()) {
            assertEquals(List.of(thing(1, "a").at(1, 0, null)), store.find(Query.all(THING)));
            assertEquals(3, store.counters(List.of("k")).get("k"));
            long position = store.feed(LOG, 0, 9).get(0).position();
            store.commit(Commit.builder().delete(LOG, 1).build());
            store.commit(Commit.builder().insert(Row.bare(LOG, 2, 1)).build());
            assertTrue(store.feed(LOG, 0, 9).get(0).position() > position, "positions are never used again");
        }
    }

    @Test
    void theWriterSyncsEveryCommit() throws SQLException {
        try (Connections.OfFile connections = new Connections.OfFile(folder.resolve("p.db"))) {
            assertEquals("wal", pragma(connections, "journal_mode"));
            assertEquals("2", pragma(connections, "synchronous"));
            assertEquals("1", connections.read(session -> pragma(session, "query_only")));
            assertEquals("2", connections.read(session -> pragma(session, "synchronous")));
        }
    }

    private static String pragma(Connections connections, String name) throws SQLException {
        return connections.write(session -> pragma(session, name), new Connections.Committing());
    }

    private static String pragma(Connections.Session session, String name) throws SQLException {
        try (ResultSet result = session.prepare("pragma " + name).executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void twoStoresShareOneFile() throws Exception {
        try (Store one = open();
                Store two = open()) {
            ExecutorService executor = Executors.newFixedThreadPool(2);
            List<Future<Integer>> futures = new ArrayList<>();
            for (Store store : List.of(one, two)) {
                futures.add(executor.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        long id = (store == one ? 1_000 : 2_000) + i;
                        assertTrue(store.commit(Commit.builder()
                                        .insert(Row.bare(LOG, id, 1))
                                        .adjust("k", 1)
                                        .build())
                                .committed());
                    }
                    return 20;
                }));
            }
            for (Future<Integer> future : futures) {
                future.get();
            }
            executor.shutdown();
            assertEquals(40, one.counters(List.of("k")).get("k"));
            assertEquals(
                    40,
                    two.feed(LOG, 0, 100).stream().map(Row::position).distinct().count());
        }
    }

    @Test
    void readersSeeTheStateBeforeAnOpenTransaction() throws Exception {
        Path file = folder.resolve("s.db");
        try (Store store = open();
                Connections.OfFile other = new Connections.OfFile(file)) {
            store.commit(Commit.builder().insert(thing(1, "a")).build());
            other.write(
                    session -> {
                        session.execute("update oms_thing set name = 'b'");
                        assertEquals("a", store.load(THING, List.of(1L)).get(0).text("name"));
                        return 0;
                    },
                    new Connections.Committing());
            assertEquals("b", store.load(THING, List.of(1L)).get(0).text("name"));
        }
    }

    @Test
    void aFailedCommitDoesNotSpoilTheNext() {
        try (Store store = open()) {
            store.commit(
                    Commit.builder().insert(thing(1, "a")).insert(thing(2, "b")).build());
            Row two = store.load(THING, List.of(2L)).get(0);
            for (int i = 0; i < 3; i++) {
                assertFalse(store.commit(Commit.builder()
                                .update(two.withValue("name", "a"))
                                .insert(thing(9, "z"))
                                .build())
                        .committed());
                assertFalse(store.commit(Commit.builder().insert(thing(3, "a")).build())
                        .committed());
                assertFalse(store.commit(Commit.builder().adjust("k", -1, 0).build())
                        .committed());
            }
            assertTrue(store.commit(Commit.builder()
                            .update(two.withValue("name", "c"))
                            .insert(thing(9, "z"))
                            .build())
                    .committed());
            assertEquals(3, store.count(Query.all(THING)));
        }
    }

    @Test
    void manyReadersAreServedByFewConnections() throws Exception {
        try (Store store = open()) {
            store.commit(Commit.builder().insert(thing(1, "a")).build());
            ExecutorService executor = Executors.newFixedThreadPool(12);
            CountDownLatch start = new CountDownLatch(12);
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                futures.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    int found = 0;
                    for (int k = 0; k < 50; k++) {
                        found += store.find(Query.by(THING, "by_name", "a")).size();
                    }
                    return found;
                }));
            }
            for (Future<Integer> future : futures) {
                assertEquals(50, future.get());
            }
            executor.shutdown();
        }
    }

    @Test
    void anInterruptedThreadStillReadsAndStaysInterrupted() {
        try (Store store = open()) {
            Thread.currentThread().interrupt();
            assertEquals(0, store.count(Query.all(THING)));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void aMissingDriverIsNamedWithItsDependency() {
        StoreException missing = assertThrows(
                StoreException.class, () -> Stores.requireDriver("jdbc:nosuch:x", "org.xerial:sqlite-jdbc"));
        assertTrue(missing.getMessage().contains("org.xerial:sqlite-jdbc"), missing::getMessage);
    }

    @Test
    void aFileThatCannotBeOpenedIsNamed() {
        Path nowhere = folder.resolve("no/such/folder/s.db");
        StoreException failure = assertThrows(StoreException.class, () -> Stores.sqlite(nowhere));
        assertTrue(failure.getMessage().contains(nowhere.toString()), failure::getMessage);
    }

    @Test
    void aTableThatWasNotMigratedIsAPermanentFailure() {
        try (Store store = Stores.sqlite(folder.resolve("empty.db"))) {
            StoreException failure = assertThrows(StoreException.class, () -> store.find(Query.all(THING)));
            assertTrue(failure.getMessage().contains("oms_thing"), failure::getMessage);
            assertFalse(failure.isTransient() || failure.isOutcomeUnknown());
        }
    }

    @Test
    void joiningIsForPostgres() {
        try (Store store = open()) {
            assertThrows(UnsupportedOperationException.class, () -> store.joining(null));
        }
    }

    @Test
    void errorsAreSortedByWhatTheCallerMayDo() {
        Dialect dialect = new Dialect.Sqlite();
        assertTrue(dialect.failure("x", new SQLException("[SQLITE_BUSY]", null, 5), false)
                .isTransient());
        assertTrue(dialect.failure("x", new SQLException("[SQLITE_BUSY_SNAPSHOT]", null, 517), true)
                .isTransient());
        assertTrue(dialect.failure("x", new SQLException("[SQLITE_IOERR]", null, 10), true)
                .isOutcomeUnknown());
        StoreException io = dialect.failure("x", new SQLException("[SQLITE_IOERR]", null, 10), false);
        assertFalse(io.isOutcomeUnknown() || io.isTransient());
    }

    @Test
    void failuresShowNoValues() {
        BatchUpdateException batch = new BatchUpdateException("insert ('13800138000')", "23505", 0, new int[0]);
        batch.setNextException(new SQLException("ERROR: duplicate key\n  Detail: Key (phone)=(13800138000)", "23505"));
        StoreException failure = new PostgresDialect("s").failure("x", batch, false);
        for (Throwable shown = failure; shown != null; shown = shown.getCause()) {
            assertFalse(shown.toString().contains("13800138000"), shown::toString);
        }
        assertTrue(failure.getMessage().contains("duplicate key"), failure::getMessage);
    }
}
