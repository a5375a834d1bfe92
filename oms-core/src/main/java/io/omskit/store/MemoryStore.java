package io.omskit.store;

import io.omskit.store.CommitResult.Conflict;
import io.omskit.store.CommitResult.Problem;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reference implementation: everything in memory, exact in its semantics, one caller at a time. For tests, simulations and for trying
 * things out; it forgets everything when the process ends. {@link #snapshot} keeps a state to which {@link #from} goes back, as a crashed
 * process goes back to what its disk holds.
 */
public final class MemoryStore implements Store {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MemoryTable> tables = new HashMap<>();
    private final Map<String, Map<Integer, String>> applied = new HashMap<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final Map<String, Lease> leases = new HashMap<>();
    private long commits;
    private boolean closed;

    /** An empty store. */
    public MemoryStore() {}

    /** A new store in the state of a snapshot. The snapshot can be used again. */
    public static MemoryStore from(Snapshot snapshot) {
        MemoryStore store = new MemoryStore();
        snapshot.kinds.forEach(kind -> store.tables.put(kind.name(), new MemoryTable(kind)));
        snapshot.rows.forEach(row -> store.table(row.kind()).put(row));
        snapshot.applied.forEach((module, hashes) -> store.applied.put(module, new TreeMap<>(hashes)));
        store.counters.putAll(snapshot.counters);
        store.leases.putAll(snapshot.leases);
        store.commits = snapshot.commits;
        return store;
    }

    /** The state that is committed now. */
    public Snapshot snapshot() {
        return locked(() -> new Snapshot(this));
    }

    @Override
    public void migrate(Schema schema) {
        locked(() -> {
            Map<Integer, String> hashes = applied.computeIfAbsent(schema.module(), module -> new TreeMap<>());
            schema.requireCompatible(hashes);
            schema.migrations().forEach(script -> hashes.put(script.number(), script.hash()));
            for (Kind kind : schema.kinds()) {
                tables.putIfAbsent(kind.name(), new MemoryTable(kind));
                table(kind);
            }
            return schema;
        });
    }

    @Override
    public List<Row> load(Kind kind, Collection<Long> ids) {
        return locked(() -> {
            List<Row> rows = new ArrayList<>();
            for (long id : new TreeSet<>(ids)) {
                Row row = table(kind).get(id);
                if (row != null) {
                    rows.add(row);
                }
            }
            return rows;
        });
    }

    @Override
    public List<Row> find(Query query) {
        return locked(() -> table(query.kind()).find(query));
    }

    @Override
    public long count(Query query) {
        return locked(() -> table(query.kind()).count(query));
    }

    @Override
    public Map<String, Long> counters(Collection<String> keys) {
        return locked(() -> {
            Map<String, Long> values = new LinkedHashMap<>();
            keys.forEach(key -> values.put(key, counters.getOrDefault(key, 0L)));
            return values;
        });
    }

    @Override
    public CommitResult commit(Commit commit) {
        return locked(() -> new Transaction().run(commit));
    }

    @Override
    public List<Row> claim(Claim claim) {
        return locked(() -> {
            MemoryTable table = table(claim.kind());
            List<Row> claimed = new ArrayList<>();
            for (Row row : table.due(claim)) {
                Row taken = claim.taken(row);
                table.put(taken);
                claimed.add(taken);
            }
            return claimed;
        });
    }

    @Override
    public List<Row> feed(Kind kind, long afterPosition, int limit) {
        return locked(() -> table(requireFeed(kind, limit)).feed(afterPosition, limit));
    }

    @Override
    public Optional<Lease> lease(String name, String owner, Instant now, Duration length) {
        return locked(() -> {
            Lease held = leases.get(name);
            boolean running = held != null && held.until().isAfter(now);
            boolean mine = held != null && running && held.owner().equals(owner);
            if (running && !mine) {
                return Optional.empty();
            }
            if (length.isZero()) {
                if (held != null && mine) {
                    leases.put(name, new Lease(name, owner, now, held.fence()));
                }
                return Optional.empty();
            }
            long fence = held == null ? 0 : held.fence();
            Instant until = Instant.ofEpochMilli(now.plus(length).toEpochMilli());
            Lease taken = new Lease(name, owner, until, mine ? fence : fence + 1);
            leases.put(name, taken);
            return Optional.of(taken);
        });
    }

    @Override
    public Store joining(Connection connection) {
        throw new UnsupportedOperationException("A memory store cannot join the transaction of a database.\n"
                + "Use PostgreSQL, or commit without joining.");
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The memory store is closed.\nOpen another one.");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private MemoryTable table(Kind kind) {
        MemoryTable table = tables.get(kind.name());
        if (table == null || table.kind() != kind) {
            throw StoreException.permanent(
                    "The store has no table for this kind " + kind + ".\nMigrate the schema that declares it first.");
        }
        return table;
    }

    /** Refuses kinds that cannot be followed. */
    static Kind requireFeed(Kind kind, int limit) {
        if (!kind.isFeed() || limit < 1 || limit > Query.MAX_LIMIT) {
            throw new IllegalArgumentException("The feed of kind " + kind + " was asked for " + limit
                    + " rows.\nDeclare the kind with feed(), and ask for 1 to " + Query.MAX_LIMIT + " rows.");
        }
        return kind;
    }

    /** A committed state. Immutable, and cheap to keep: rows are shared. */
    public static final class Snapshot {
        private final List<Kind> kinds;
        private final List<Row> rows;
        private final Map<String, Map<Integer, String>> applied;
        private final Map<String, Long> counters;
        private final Map<String, Lease> leases;
        private final long commits;

        private Snapshot(MemoryStore store) {
            this.kinds = store.tables.values().stream().map(MemoryTable::kind).toList();
            this.rows = store.tables.values().stream()
                    .flatMap(table -> table.rows().stream())
                    .toList();
            this.applied = new HashMap<>();
            store.applied.forEach((module, hashes) -> applied.put(module, Map.copyOf(hashes)));
            this.counters = Map.copyOf(store.counters);
            this.leases = Map.copyOf(store.leases);
            this.commits = store.commits;
        }
    }

    /** Applies a commit step by step and takes the steps back where one is refused. */
    private final class Transaction {
        private final Deque<Runnable> undo = new ArrayDeque<>();
        private final List<Conflict> conflicts = new ArrayList<>();
        private final List<CommitResult.Duplicate> duplicates = new ArrayList<>();

        CommitResult run(Commit commit) {
            commits++;
            commit.writes().forEach(this::delete);
            commit.writes().forEach(this::update);
            commit.writes().forEach(this::expect);
            commit.writes().forEach(this::insert);
            List<CommitResult.Refusal> refused = conflicts.isEmpty() ? adjust(commit) : List.of();
            if (conflicts.isEmpty() && refused.isEmpty()) {
                return CommitResult.done(duplicates);
            }
            undo.forEach(Runnable::run);
            return conflicts.isEmpty() ? CommitResult.refused(refused) : CommitResult.conflicting(conflicts);
        }

        private void delete(Commit.Writes writes) {
            MemoryTable table = table(writes.kind());
            for (Commit.Mark mark : writes.deletes()) {
                if (mark.version() == Commit.Mark.ANY || isCurrent(table, mark.id(), mark.version())) {
                    replace(table, mark.id(), null);
                }
            }
        }

        private void update(Commit.Writes writes) {
            MemoryTable table = table(writes.kind());
            List<Row> current = writes.updates().stream()
                    .filter(row -> isCurrent(table, row.id(), row.version()))
                    .toList();
            for (Row row : current) {
                if (table.collides(row)) {
                    conflicts.add(
                            new Conflict(table.kind(), row.id(), Problem.DUPLICATE, row.version(), row.version()));
                } else {
                    replace(table, row.id(), row.at(row.version() + 1, 0, row.due()));
                }
            }
        }

        private void expect(Commit.Writes writes) {
            MemoryTable table = table(writes.kind());
            writes.expectations().forEach(mark -> isCurrent(table, mark.id(), mark.version()));
        }

        private void insert(Commit.Writes writes) {
            MemoryTable table = table(writes.kind());
            Kind kind = table.kind();
            long position = kind.isFeed() ? commits : 0;
            for (Row row : writes.inserts()) {
                if (!insert(table, row, position)) {
                    Row found = table.get(row.id());
                    int version = found == null ? Conflict.ABSENT : found.version();
                    conflicts.add(new Conflict(kind, row.id(), Problem.DUPLICATE, 0, version));
                }
            }
            for (Row row : writes.insertsOrIgnored()) {
                if (!insert(table, row, position)) {
                    duplicates.add(new CommitResult.Duplicate(kind, row.id()));
                }
            }
        }

        private boolean insert(MemoryTable table, Row row, long position) {
            if (table.get(row.id()) != null || table.collides(row)) {
                return false;
            }
            replace(table, row.id(), row.at(table.kind().isAppendOnly() ? 0 : 1, position, row.due()));
            return true;
        }

        private List<CommitResult.Refusal> adjust(Commit commit) {
            List<CommitResult.Refusal> refused = new ArrayList<>();
            for (Commit.Adjustment change : commit.adjustments()) {
                long value = counters.getOrDefault(change.key(), 0L);
                if (value + change.delta() < change.floor()) {
                    refused.add(new CommitResult.Refusal(change.key(), value, change.delta(), change.floor()));
                }
            }
            if (refused.isEmpty()) {
                commit.adjustments().forEach(change -> counters.merge(change.key(), change.delta(), Long::sum));
            }
            return refused;
        }

        private boolean isCurrent(MemoryTable table, long id, int version) {
            Row found = table.get(id);
            if (found != null && found.version() == version) {
                return true;
            }
            conflicts.add(new Conflict(
                    table.kind(), id, Problem.STALE, version, found == null ? Conflict.ABSENT : found.version()));
            return false;
        }

        private void replace(MemoryTable table, long id, @Nullable Row row) {
            Row before = table.remove(id);
            if (row != null) {
                table.put(row);
            }
            undo.push(() -> {
                table.remove(id);
                if (before != null) {
                    table.put(before);
                }
            });
        }
    }
}
