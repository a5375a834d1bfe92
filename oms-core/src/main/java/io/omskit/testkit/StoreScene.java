package io.omskit.testkit;

import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.IdSource;
import io.omskit.store.Kind;
import io.omskit.store.Row;
import io.omskit.store.Schema;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the checks of {@link StoreContract} share: a fresh store, the contract's kinds, and rows of them. */
final class StoreScene {
    /** Ordinary rows. */
    static final Kind ITEM = Kind.named("contract_item")
            .column("shop", Kind.Type.TEXT)
            .column("number", Kind.Type.TEXT)
            .optional("amount", Kind.Type.LONG)
            .optional("code", Kind.Type.TEXT)
            .optional("seen_at", Kind.Type.INSTANT)
            .optional("mark", Kind.Type.BYTES)
            .unique("by_number", "shop", "number")
            .unique("by_code", "code")
            .index("by_amount", "shop", "amount")
            .index("by_seen", "seen_at")
            .build();

    /** Work that is claimed. */
    static final Kind TASK = Kind.named("contract_task")
            .column("lane", Kind.Type.LONG)
            .body(Kind.Body.BYTES)
            .claimable()
            .build();

    /** A feed. */
    static final Kind ENTRY = Kind.named("contract_entry")
            .column("topic", Kind.Type.TEXT)
            .index("by_topic", "topic")
            .feed()
            .build();

    /** Rows without a body that are written once. */
    static final Kind NOTE = Kind.named("contract_note")
            .column("topic", Kind.Type.TEXT)
            .unique("by_topic", "topic")
            .body(Kind.Body.NONE)
            .appendOnly()
            .build();

    /** The contract's own tables. */
    static final Schema SCHEMA = Schema.of("contract", StoreScene.class::getResourceAsStream)
            .migrations("0001-contract.sql")
            .views("v1-item.sql", "v1-line.sql")
            .kinds(ITEM, TASK, ENTRY, NOTE);

    /** The contract's time zero. */
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    final Store store;
    final long seed;
    private final IdSource ids = IdSource.of(() -> START, 1);

    StoreScene(Store store, long seed) {
        this.store = store;
        this.seed = seed;
        store.migrate(SCHEMA);
    }

    long id() {
        return ids.next();
    }

    Row item(String number, @Nullable Long amount) {
        return Row.json(ITEM, id(), 1, "{\"name\":\"" + number + "\"}", "shop", number, amount, null, null, null);
    }

    Row task(long lane, Instant due) {
        byte[] body = ("task " + lane).getBytes(StandardCharsets.UTF_8);
        return Row.bytes(TASK, id(), 1, body, lane).withDue("READY", due);
    }

    Row entry(String topic) {
        return Row.json(ENTRY, id(), 1, "{}", topic);
    }

    Row note(String topic) {
        return Row.bare(NOTE, id(), 1, topic);
    }

    /** Stores new rows and returns them as they were stored. */
    List<Row> stored(Row... rows) {
        Commit.Builder commit = Commit.builder();
        for (Row row : rows) {
            commit.insert(row);
        }
        done(commit);
        List<Row> stored = new ArrayList<>();
        for (Row row : rows) {
            stored.add(current(row));
        }
        return stored;
    }

    /** The row as the store has it now. */
    Row current(Row row) {
        List<Row> found = store.load(row.kind(), List.of(row.id()));
        if (found.size() != 1) {
            throw new AssertionError(row + " should be stored once, but was found " + found.size() + " times");
        }
        return found.get(0);
    }

    boolean isStored(Row row) {
        return !store.load(row.kind(), List.of(row.id())).isEmpty();
    }

    long counter(String key) {
        return Objects.requireNonNull(store.counters(List.of(key)).get(key));
    }

    /** Commits what must succeed. */
    CommitResult done(Commit.Builder commit) {
        CommitResult result = store.commit(commit.build());
        equal("the commit succeeds: " + result, true, result.committed());
        return result;
    }

    /** Runs the same work on several threads at once and hands on the first failure. */
    static <T> List<T> together(int threads, IndexedWork<T> work) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int index = i;
                calls.add(() -> work.run(index));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("A thread of the check failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The check was interrupted", e);
        } finally {
            executor.shutdownNow();
        }
    }

    static void equal(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + "\n  expected " + expected + "\n  but was  " + actual);
        }
    }

    /** Checks that a call fails in a certain way. */
    static void fails(String what, Class<? extends RuntimeException> type, Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException | IllegalStateException | StoreException e) {
            if (type.isInstance(e)) {
                return;
            }
            throw new AssertionError(what + ": expected " + type.getSimpleName() + ", but was " + e, e);
        }
        throw new AssertionError(what + ": expected " + type.getSimpleName() + ", but nothing failed");
    }

    /** Work for one of several threads. */
    interface IndexedWork<T> {
        T run(int thread);
    }
}
