package io.omskit.examples.benchmarks;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that remembers what was committed to it, so that plain JDBC can write the same. For one thread. */
final class RecordingStore implements Store {
    private final Store store;
    private List<Commit> commits = new ArrayList<>();

    RecordingStore(Store store) {
        this.store = store;
    }

    /** What was committed since the last call. */
    List<Commit> taken() {
        List<Commit> taken = commits;
        commits = new ArrayList<>();
        return taken;
    }

    @Override
    public CommitResult commit(Commit commit) {
        CommitResult result = store.commit(commit);
        if (result.committed()) {
            if (commit.writes().stream()
                    .noneMatch(writes -> writes.kind().name().equals("book"))) {
                // books are kept once when an engine is built, whatever it processes
                commits.add(commit);
            }
        }
        return result;
    }

    @Override
    public void migrate(Schema schema) {
        store.migrate(schema);
    }

    @Override
    public List<Row> load(Kind kind, Collection<Long> ids) {
        return store.load(kind, ids);
    }

    @Override
    public List<Row> find(Query query) {
        return store.find(query);
    }

    @Override
    public long count(Query query) {
        return store.count(query);
    }

    @Override
    public Map<String, Long> counters(Collection<String> keys) {
        return store.counters(keys);
    }

    @Override
    public List<Row> claim(Claim claim) {
        return store.claim(claim);
    }

    @Override
    public List<Row> feed(Kind kind, long afterPosition, int limit) {
        return store.feed(kind, afterPosition, limit);
    }

    @Override
    public Optional<Lease> lease(String name, String owner, Instant now, Duration length) {
        return store.lease(name, owner, now, length);
    }

    @Override
    public Store joining(Connection connection) {
        return store.joining(connection);
    }

    @Override
    public void close() {
        store.close();
    }
}
