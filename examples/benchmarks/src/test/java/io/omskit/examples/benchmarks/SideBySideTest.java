package io.omskit.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.Oms;
import io.omskit.store.Commit;
import io.omskit.store.Query;
import io.omskit.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs work, and Base B leaves the same rows as the engine. */
class SideBySideTest {
    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-03-20T00:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void aShortRunReportsTheRatios() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SideBySide(
                        new Database.SqliteFolder(folder),
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        Runnable::run,
                        2,
                        40,
                        1)
                .run();
        String report = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(report.contains("process / base B, wall"), report);
        assertTrue(report.contains("backlog 0, put aside 0"), report);
    }

    @Test
    void baseBWritesTheRowsThatTheEngineWrote() throws Exception {
        Database.SqliteFolder server = new Database.SqliteFolder(folder);
        try (Database engine = server.fresh();
                Database plain = server.fresh();
                RecordingStore recording = new RecordingStore(engine.store());
                Store empty = plain.store();
                Oms tables = OrderSource.builder(empty).time(TIME).build();
                Oms oms = OrderSource.builder(recording).time(TIME).build()) {
            assertEquals(0, tables.backlog());
            OrderSource.stocked(oms);
            SideBySide.accept(oms, OrderSource.messages(0, 60));
            SideBySide.process(oms);
            List<Commit> commits = recording.taken();
            try (PlainJdbc jdbc = new PlainJdbc(plain)) {
                jdbc.baseB(commits);
            }
            TreeMap<String, Long> written = new TreeMap<>();
            for (Commit commit : commits) {
                for (Commit.Writes writes : commit.writes()) {
                    written.put(writes.kind().table(), recording.count(Query.all(writes.kind())));
                    assertEquals(recording.count(Query.all(writes.kind())), empty.count(Query.all(writes.kind())));
                }
            }
            assertEquals(60, written.get("oms_order"));
            assertEquals(0, written.get("oms_inbox"));
            assertEquals(counters(engine), counters(plain));
        }
    }

    private static TreeMap<String, Long> counters(Database database) throws Exception {
        TreeMap<String, Long> counters = new TreeMap<>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select name, value from oms_counters where value <> 0")) {
            while (result.next()) {
                counters.put(result.getString(1), result.getLong(2));
            }
        }
        return counters;
    }
}
