package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Write then read gives the same value (U1), whatever the value. */
class StoreRoundTripProperties {
    private static final Kind THING = Kind.named("thing")
            .column("name", Kind.Type.TEXT)
            .optional("size", Kind.Type.LONG)
            .optional("seen_at", Kind.Type.INSTANT)
            .optional("mark", Kind.Type.BYTES)
            .build();
    private static final Kind BLOB =
            Kind.named("blob").body(Kind.Body.BYTES).claimable().build();
    private static final Schema SCHEMA =
            new Schema("test", List.of(new Schema.Script("0001-test.sql", """
                create table oms_thing (${row}, name ${text} not null, size ${long}, seen_at ${instant}, mark ${bytes}, body ${json} not null);
                create table oms_blob (${claimableRow}, body ${bytes} not null);
                create index oms_blob_due on oms_blob (state, due_at, id);
                """)), List.of(), List.of(THING, BLOB));
    private static final IdSource IDS = IdSource.of(() -> Instant.parse("2026-03-01T12:00:00Z"), 0);

    private static Path folder;
    private static Store sqlite;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("oms-store");
        sqlite = Stores.sqlite(folder.resolve("p.db"));
        sqlite.migrate(SCHEMA);
    }

    @AfterContainer
    static void close() throws IOException {
        sqlite.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property
    void rowsInMemory(@ForAll("rows") List<Row> rows) {
        MemoryStore store = new MemoryStore();
        store.migrate(SCHEMA);
        roundTrip(store, rows);
    }

    @Property
    void rowsInSqlite(@ForAll("rows") List<Row> rows) {
        roundTrip(sqlite, rows);
    }

    @Property
    @Tag("postgres")
    void rowsInPostgres(@ForAll("rows") List<Row> rows) {
        roundTrip(Postgres.STORE, rows);
    }

    private static void roundTrip(Store store, List<Row> rows) {
        Commit.Builder commit = Commit.builder();
        rows.forEach(commit::insert);
        store.commit(commit.build());
        Commit.Builder update = Commit.builder();
        List<Row> expected = new ArrayList<>();
        for (Row row : rows) {
            Row stored = store.load(row.kind(), List.of(row.id())).get(0);
            assertEquals(row.at(1, 0, row.due()), stored);
            update.update(stored);
            expected.add(row.at(2, 0, row.due()));
        }
        store.commit(update.build());
        for (Row row : expected) {
            assertEquals(List.of(row), store.load(row.kind(), List.of(row.id())));
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Arbitraries.oneOf(things(), blobs()).list().ofMinSize(1).ofMaxSize(8);
    }

    private static Arbitrary<String> texts() {
        // code points without U+0000 and surrogates, also beyond the first plane
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 0x7f),
                        Arbitraries.integers().between(0x80, 0xd7ff),
                        Arbitraries.integers().between(0xe000, 0x10ffff))
                .list()
                .ofMaxSize(40)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static Arbitrary<Row> things() {
        Arbitrary<String> json = texts().map(text -> "{\"t\":\"" + text.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"}");
        Arbitrary<Instant> moments = Arbitraries.longs()
                .between(-62_135_596_800_000L, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli);
        return Combinators.combine(
                        json,
                        texts(),
                        Arbitraries.longs().injectNull(0.2),
                        moments.injectNull(0.2),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(50).injectNull(0.2),
                        Arbitraries.integers().between(1, 1_000))
                .as((body, name, size, seen, mark, version) ->
                        Row.json(THING, IDS.next(), version, body, name, size, seen, mark));
    }

    private static Arbitrary<Row> blobs() {
        Arbitrary<Integer> delays = Arbitraries.integers();
        return Combinators.combine(Arbitraries.bytes().array(byte[].class).ofMaxSize(3_000), texts(), delays)
                .as((body, state, delay) ->
                        Row.bytes(BLOB, IDS.next(), 1, body).withDue(state, Instant.EPOCH.plusMillis(delay)));
    }

    /** Opened when the first property needs it. */
    private static final class Postgres {
        private static final Store STORE = open();

        private static Store open() {
            Store store = PostgresServer.freshStore();
            store.migrate(SCHEMA);
            return store;
        }
    }
}
