package io.omskit.store;

import io.omskit.store.CommitResult.Conflict;
import io.omskit.store.CommitResult.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes one commit and collects what stands in its way. */
final class SqlCommit {
    private static final CommitResult NOTHING = CommitResult.done(List.of());

    private final Commit commit;
    private final Dialect dialect;
    private final Function<Kind, SqlTable> tables;
    private final List<Conflict> conflicts = new ArrayList<>();
    private final List<CommitResult.Duplicate> duplicates = new ArrayList<>();
    private boolean collided;

    SqlCommit(Commit commit, Dialect dialect, Function<Kind, SqlTable> tables) {
        this.commit = commit;
        this.dialect = dialect;
        this.tables = tables;
    }

    CommitResult run(Connections.Session session) throws SQLException {
        for (Commit.Writes writes : commit.writes()) {
            SqlTable table = tables.apply(writes.kind());
            if (!writes.deletes().isEmpty()) {
                stale(session, table, dialect.delete(session, table, writes.deletes()));
            }
        }
        for (Commit.Writes writes : commit.writes()) {
            if (!update(session, writes)) {
                session.refuse();
                collided = true;
                return NOTHING;
            }
        }
        for (Commit.Writes writes : commit.writes()) {
            expect(session, writes);
        }
        for (Commit.Writes writes : commit.writes()) {
            insert(session, writes);
        }
        List<CommitResult.Refusal> refused = conflicts.isEmpty() ? adjust(session) : List.of();
        if (conflicts.isEmpty() && refused.isEmpty()) {
            return CommitResult.done(duplicates);
        }
        session.refuse();
        return conflicts.isEmpty() ? CommitResult.refused(refused) : CommitResult.conflicting(conflicts);
    }

    /** False where a unique index refused; the transaction is then of no more use. */
    private boolean update(Connections.Session session, Commit.Writes writes) throws SQLException {
        if (writes.updates().isEmpty()) {
            return true;
        }
        SqlTable table = tables.apply(writes.kind());
        try {
            List<Row> stale = dialect.update(session, table, writes.updates());
            stale(
                    session,
                    table,
                    stale.stream()
                            .map(row -> new Commit.Mark(row.id(), row.version()))
                            .toList());
            return true;
        } catch (SQLException e) {
            if (dialect.isUniqueViolation(e)) {
                return false;
            }
            throw e;
        }
    }

    private void expect(Connections.Session session, Commit.Writes writes) throws SQLException {
        SqlTable table = tables.apply(writes.kind());
        List<Long> ids = writes.expectations().stream().map(Commit.Mark::id).toList();
        Map<Long, Integer> found = versions(session, table, ids, " order by id" + dialect.share());
        stale(
                session,
                table,
                writes.expectations().stream()
                        .filter(mark -> isStale(found, mark))
                        .toList());
    }

    private void insert(Connections.Session session, Commit.Writes writes) throws SQLException {
        SqlTable table = tables.apply(writes.kind());
        if (!writes.inserts().isEmpty()) {
            List<Long> ids = dialect.insert(session, table, writes.inserts()).stream()
                    .map(Row::id)
                    .toList();
            Map<Long, Integer> found = versions(session, table, ids, "");
            ids.forEach(id -> conflicts.add(
                    new Conflict(table.kind, id, Problem.DUPLICATE, 0, found.getOrDefault(id, Conflict.ABSENT))));
        }
        if (!writes.insertsOrIgnored().isEmpty()) {
            dialect.insert(session, table, writes.insertsOrIgnored())
                    .forEach(row -> duplicates.add(new CommitResult.Duplicate(table.kind, row.id())));
        }
    }

    private void stale(Connections.Session session, SqlTable table, List<Commit.Mark> marks) throws SQLException {
        Map<Long, Integer> found =
                versions(session, table, marks.stream().map(Commit.Mark::id).toList(), "");
        marks.forEach(mark -> conflicts.add(new Conflict(
                table.kind, mark.id(), Problem.STALE, mark.version(), found.getOrDefault(mark.id(), Conflict.ABSENT))));
    }

    private Map<Long, Integer> versions(Connections.Session session, SqlTable table, List<Long> ids, String ending)
            throws SQLException {
        Map<Long, Integer> versions = new TreeMap<>();
        String version = table.kind.isAppendOnly() ? "0" : "version";
        for (List<Long> chunk : Dialect.chunks(ids)) {
            String sql = "select id, " + version + " from " + table.name + " where id in " + SqlTable.list(chunk.size())
                    + ending;
            try (ResultSet result =
                    SqlTable.prepare(session, sql, SqlTable.padded(chunk)).executeQuery()) {
                while (result.next()) {
                    versions.put(result.getLong(1), result.getInt(2));
                }
            }
        }
        return versions;
    }

    /** Whether an update collided, so that {@link #diagnose} must say with what. */
    boolean isCollided() {
        return collided;
    }

    /** Names what stood in the way of an update that a unique index refused, now that the transaction is rolled back. */
    CommitResult diagnose(Connections.Session session) throws SQLException {
        conflicts.clear();
        for (Commit.Writes writes : commit.writes()) {
            SqlTable table = tables.apply(writes.kind());
            List<Commit.Mark> marks = new ArrayList<>(writes.expectations());
            writes.deletes().stream()
                    .filter(mark -> mark.version() != Commit.Mark.ANY)
                    .forEach(marks::add);
            writes.updates().forEach(row -> marks.add(new Commit.Mark(row.id(), row.version())));
            Map<Long, Integer> found =
                    versions(session, table, marks.stream().map(Commit.Mark::id).toList(), "");
            stale(
                    session,
                    table,
                    marks.stream().filter(mark -> isStale(found, mark)).toList());
            for (Row row : writes.updates()) {
                if (found.getOrDefault(row.id(), Conflict.ABSENT) == row.version() && table.collides(session, row)) {
                    conflicts.add(new Conflict(table.kind, row.id(), Problem.DUPLICATE, row.version(), row.version()));
                }
            }
        }
        if (conflicts.isEmpty()) {
            throw StoreException.passing(
                    "A unique index refused an update of " + commit.writes()
                            + ", but the other row is gone.\nRepeat the call.",
                    null);
        }
        return CommitResult.conflicting(conflicts);
    }

    private static boolean isStale(Map<Long, Integer> found, Commit.Mark mark) {
        return found.getOrDefault(mark.id(), Conflict.ABSENT) != mark.version();
    }

    /** Adjusts the counters in the order of their keys; answers with those that are refused. */
    private List<CommitResult.Refusal> adjust(Connections.Session session) throws SQLException {
        List<Commit.Adjustment> unchanged = add(session, commit.adjustments());
        if (unchanged.isEmpty()) {
            return List.of();
        }
        // a counter did not change because it is refused, or because it did not exist when the statement ran
        Map<String, Long> found = counters(
                session, dialect, unchanged.stream().map(Commit.Adjustment::key).toList());
        List<Commit.Adjustment> late = unchanged.stream()
                .filter(change -> found.getOrDefault(change.key(), 0L) + change.delta() >= change.floor())
                .toList();
        if (!late.isEmpty()) {
            String sql = dialect.insertIgnore(dialect.qualified("oms_counters"), "name, value", "?, 0");
            PreparedStatement statement = session.prepare(sql);
            Dialect.batch(statement, late, change -> statement.setString(1, change.key()));
        }
        List<Commit.Adjustment> refusedLate = add(session, late);
        found.putAll(counters(
                session,
                dialect,
                refusedLate.stream().map(Commit.Adjustment::key).toList()));
        return unchanged.stream()
                .filter(change -> !late.contains(change) || refusedLate.contains(change))
                .map(change -> new CommitResult.Refusal(
                        change.key(), found.getOrDefault(change.key(), 0L), change.delta(), change.floor()))
                .toList();
    }

    private List<Commit.Adjustment> add(Connections.Session session, List<Commit.Adjustment> changes)
            throws SQLException {
        String sql = "update " + dialect.qualified("oms_counters")
                + " set value = value + ? where name = ? and value + ? >= ?";
        PreparedStatement statement = session.prepare(sql);
        return Dialect.batch(statement, changes, change -> {
            statement.setLong(1, change.delta());
            statement.setString(2, change.key());
            statement.setLong(3, change.delta());
            statement.setLong(4, change.floor());
        });
    }

    /** The values of those counters that exist. */
    static Map<String, Long> counters(Connections.Session session, Dialect dialect, List<String> keys)
            throws SQLException {
        Map<String, Long> found = new HashMap<>();
        for (List<String> chunk : Dialect.chunks(keys)) {
            String sql = "select name, value from " + dialect.qualified("oms_counters") + " where name in "
                    + SqlTable.list(chunk.size());
            try (ResultSet result =
                    SqlTable.prepare(session, sql, SqlTable.padded(chunk)).executeQuery()) {
                while (result.next()) {
                    found.put(result.getString(1), result.getLong(2));
                }
            }
        }
        return found;
    }
}
