package io.omskit.engine;

import io.omskit.store.Claim;
import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.Kind;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Schema;
import io.omskit.store.Store;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A store that counts the rows it hands out, and lets a test act just before a commit. Closing it leaves its origin open. */
final class CountingStore implements Store {
    private final Store origin;
    private final Map<String, Integer> rows = new TreeMap<>();
    private final Map<String, Integer> finds = new TreeMap<>();
    private Consumer<Commit> before = commit -> {};

    CountingStore(Store origin) {
        this.origin = origin;
    }

    void clear() {
        rows.clear();
    }

    int rowsOf(Kind kind) {
        return rows.getOrDefault(kind.name(), 0);
    }

    /** How often an index was asked. */
    int finds(String index) {
        return finds.getOrDefault(index, 0);
    }

    void beforeCommit(Consumer<Commit> act) {
        before = act;
    }

    private List<Row> counted(Kind kind, List<Row> found) {
        rows.merge(kind.name(), found.size(), Integer::sum);
        return found;
    }

    @Override
    public void migrate(Schema schema) {
        origin.migrate(schema);
    }

    @Override
    public List<Row> load(Kind kind, Collection<Long> ids) {
        return counted(kind, origin.load(kind, ids));
    }

    @Override
    public List<Row> find(Query query) {
        Kind.Index index = query.index();
        finds.merge(index == null ? "" : index.name(), 1, Integer::sum);
        return counted(query.kind(), origin.find(query));
    }

    @Override
    public long count(Query query) {
        return origin.count(query);
    }

    @Override
    public Map<String, Long> counters(Collection<String> keys) {
        return origin.counters(keys);
    }

    @Override
    public CommitResult commit(Commit commit) {
        before.accept(commit);
        return origin.commit(commit);
    }

    @Override
    public List<Row> claim(Claim claim) {
        return origin.claim(claim);
    }

    @Override
    public List<Row> feed(Kind kind, long afterPosition, int limit) {
        return origin.feed(kind, afterPosition, limit);
    }

    @Override
    public Optional<Lease> lease(String name, String owner, Instant now, Duration length) {
        return origin.lease(name, owner, now, length);
    }

    @Override
    public Store joining(Connection connection) {
        return origin.joining(connection);
    }

    @Override
    public void close() {
        // the test goes on with the origin
    }
}
