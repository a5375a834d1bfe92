package io.omskit.engine.process;

import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.Message;
import io.omskit.engine.stored.Payloads;
import io.omskit.engine.stored.PoisonRows;
import io.omskit.engine.stored.Tables;
import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Accept: stores messages durably, together with the move of their cursor, and only then answers. Offers of several threads
 * share a commit; whoever comes first commits for all who wait.
 */
public final class Intake {
    private static final int MAX_GROUP = 2_000;

    private final Store store;
    private final IdSource ids;
    private final Payloads payloads;
    private final Lanes lanes;
    private final IntSupplier limit;
    private final Deque<Offer> waiting = new ArrayDeque<>();
    private boolean committing;

    public Intake(Store store, IdSource ids, Payloads payloads, Lanes lanes, IntSupplier limit) {
        this.store = store;
        this.ids = ids;
        this.payloads = payloads;
        this.lanes = lanes;
        this.limit = limit;
    }

    /** A message with the id of its rows; ids follow the order in which messages came. */
    private record Numbered(long id, Message message) {}

    /** A message as the rows that it becomes, and the room that it takes. */
    private record Entry(Row raw, Row inbox, String room) {}

    private record Offer(List<Entry> entries, List<Cursor> moves, CompletableFuture<Acceptance> answer) {}

    public Acceptance accept(List<Message> messages, List<Cursor> moves) {
        // rows are made before the offer: what cannot be stored fails here and never reaches its neighbors
        List<Numbered> numbered = messages.stream()
                .map(message -> new Numbered(ids.next(), message))
                .toList();
        List<Entry> entries = lanes.together(numbered, this::entry);
        moves.forEach(move -> row(move, 1));
        Offer offer = new Offer(entries, List.copyOf(moves), new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(offer);
            while (committing && !offer.answer().isDone()) {
                awaitLeader();
            }
            if (offer.answer().isDone()) {
                return answer(offer);
            }
            committing = true;
        }
        try {
            commitUntil(offer);
        } finally {
            synchronized (waiting) {
                committing = false;
                waiting.notifyAll();
            }
        }
        return answer(offer);
    }

    private void awaitLeader() {
        try {
            waiting.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while messages were being accepted; whether they were is not known.\n"
                            + "Offer them again.",
                    e);
        }
    }

    private static Acceptance answer(Offer offer) {
        try {
            return offer.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Commits groups until the own offer has its answer; the others are answered on the way. */
    private void commitUntil(Offer own) {
        while (!own.answer().isDone()) {
            List<Offer> group = new ArrayList<>();
            synchronized (waiting) {
                int size = 0;
                while (!waiting.isEmpty() && size < MAX_GROUP) {
                    Offer next = waiting.remove();
                    group.add(next);
                    size += next.entries().size() + 1;
                }
            }
            commit(group);
            synchronized (waiting) {
                waiting.notifyAll();
            }
        }
    }

    private void commit(List<Offer> group) {
        try {
            CommitResult result = store.commit(commitOf(group));
            if (result.committed()) {
                group.forEach(offer -> offer.answer().complete(Acceptance.ACCEPTED));
            } else if (group.size() > 1) {
                group.forEach(offer -> commit(List.of(offer)));
            } else if (!result.refused().isEmpty()) {
                group.get(0).answer().complete(Acceptance.LATER);
            } else {
                // somebody else moved the same cursor: read it again and try once more
                commit(group);
            }
        } catch (StoreException e) {
            group.forEach(offer -> offer.answer().completeExceptionally(e));
        }
    }

    private Commit commitOf(List<Offer> group) {
        Commit.Builder commit = Commit.builder();
        Map<String, Cursor> moves = new LinkedHashMap<>();
        for (Offer offer : group) {
            offer.entries().forEach(entry -> add(commit, entry));
            offer.moves().forEach(move -> moves.put(move.name(), move));
        }
        moves.values().forEach(move -> add(commit, move));
        return commit.build();
    }

    /** Adds a message to any commit: its sealed payload, its place in the inbox, and the room that it takes. */
    void add(Commit.Builder commit, Message message) {
        add(commit, entry(new Numbered(ids.next(), message)));
    }

    private Entry entry(Numbered numbered) {
        long id = numbered.id();
        Message message = numbered.message();
        String ref = message.shop() + "/" + message.subject();
        Row inbox = Row.bare(Tables.INBOX, id, 1, lanes.of(ref), ref, id, null);
        return new Entry(payloads.seal(id, message), inbox, room(message.shop().toString()));
    }

    private void add(Commit.Builder commit, Entry entry) {
        commit.insert(entry.raw());
        commit.insert(entry.inbox());
        commit.adjust(entry.room(), -1, -limit.getAsInt());
    }

    private static Row row(Cursor move, long id) {
        return Row.bare(Tables.CURSOR, id, 1, move.name(), move.value());
    }

    private void add(Commit.Builder commit, Cursor move) {
        List<Row> rows = store.find(Query.by(Tables.CURSOR, "name", move.name()));
        if (rows.isEmpty()) {
            commit.insert(row(move, ids.next()));
        } else {
            commit.update(rows.get(0).withValue("value", move.value()));
        }
    }

    public Optional<String> cursor(String name) {
        return store.find(Query.by(Tables.CURSOR, "name", name)).stream()
                .map(row -> row.text("value"))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** Takes a message that was put aside back; it was accepted before, so no bound keeps it out. */
    public boolean retry(long id) {
        for (Row poison : store.load(Tables.POISON, List.of(id))) {
            String ref = java.util.Objects.requireNonNull(poison.text("ref"));
            Row inbox = PoisonRows.retried(poison, lanes.of(ref), ids.next());
            Commit.Builder commit =
                    Commit.builder().delete(Tables.POISON, id, poison.version()).insert(inbox);
            if (poison.text("work") == null) {
                commit.adjust(room(shopOf(ref)), -1);
            }
            return store.commit(commit.build()).committed();
        }
        return false;
    }

    /** The counter that bounds the inbox of a shop: minus the messages that wait. */
    public static String room(String shop) {
        return "inbox/" + shop;
    }

    /** The shop that a reference {@code platform/shop/subject} belongs to. */
    static String shopOf(String ref) {
        String[] parts = ref.split("/", 3);
        return String.join("/", Arrays.copyOf(parts, 2));
    }

    /** Work that the engine gives itself; it takes no room, because it replaces work that was accepted. */
    public Row work(String ref, String work, @Nullable Long payload) {
        return Row.bare(Tables.INBOX, ids.next(), 1, lanes.of(ref), ref, payload, work);
    }
}
