package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    private static final Kind THING = Kind.named("thing")
            .column("name", Kind.Type.TEXT)
            .unique("by_name", "name")
            .body(Kind.Body.NONE)
            .build();
    private static final Kind LOG =
            Kind.named("log").body(Kind.Body.NONE).feed().build();
    private static final Schema SCHEMA =
            new Schema("test", List.of(new Schema.Script("0001-test.sql", "")), List.of(), List.of(THING, LOG));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MemoryStore store = new MemoryStore();

    MemoryStoreTest() {
        store.migrate(SCHEMA);
    }

    @Test
    void aSnapshotIsWhatACrashLeaves() {
        store.commit(Commit.builder()
                .insert(Row.bare(THING, 1, 1, "a"))
                .insert(Row.bare(LOG, 1, 1))
                .adjust("k", 5)
                .build());
        store.lease("x", "me", NOON, Duration.ofMinutes(1));
        MemoryStore.Snapshot snapshot = store.snapshot();
        store.commit(Commit.builder()
                .delete(THING, 1)
                .insert(Row.bare(LOG, 2, 1))
                .adjust("k", 1)
                .build());

        for (int i = 0; i < 2; i++) {
            MemoryStore again = MemoryStore.from(snapshot);
            assertEquals(1, again.count(Query.by(THING, "by_name", "a")));
            assertEquals(5, again.counters(List.of("k")).get("k"));
            assertTrue(again.lease("x", "other", NOON, Duration.ofMinutes(1)).isEmpty());
            List<Row> feed = again.feed(LOG, 0, 10);
            assertEquals(1, feed.size());
            assertTrue(again.commit(Commit.builder().insert(Row.bare(LOG, 3, 1)).build())
                    .committed());
            assertEquals(
                    List.of(3L),
                    again.feed(LOG, feed.get(0).position(), 10).stream()
                            .map(Row::id)
                            .toList());
            again.migrate(SCHEMA);
        }
        assertEquals(0, store.count(Query.all(THING)));
    }

    @Test
    void kindsMustBeMigrated() {
        Kind unknown = Kind.named("unknown").body(Kind.Body.NONE).build();
        StoreException missing = assertThrows(StoreException.class, () -> store.find(Query.all(unknown)));
        assertTrue(missing.getMessage().contains("unknown"), missing::getMessage);
        Kind twin = Kind.named("thing").body(Kind.Body.NONE).build();
        assertThrows(StoreException.class, () -> store.find(Query.all(twin)));
        assertFalse(missing.isTransient() || missing.isOutcomeUnknown());
    }

    @Test
    void aMemoryStoreCannotJoin() {
        assertThrows(UnsupportedOperationException.class, () -> store.joining(null));
    }

    @Test
    void aRefusedCommitLeavesIndexesAsTheyWere() {
        store.commit(Commit.builder().insert(Row.bare(THING, 1, 1, "a")).build());
        Row stored = store.load(THING, List.of(1L)).get(0);
        CommitResult refused = store.commit(Commit.builder()
                .update(stored.withValue("name", "b"))
                .insert(Row.bare(THING, 2, 1, "a"))
                .adjust("k", -1, 0)
                .build());
        assertFalse(refused.committed());
        assertEquals(List.of(stored), store.find(Query.by(THING, "by_name", "a")));
        assertEquals(List.of(), store.find(Query.by(THING, "by_name", "b")));
        assertFalse(
                store.commit(Commit.builder().insert(Row.bare(THING, 3, 1, "a")).build())
                        .committed());
    }
}
