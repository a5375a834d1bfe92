package io.omskit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The store over JDBC: one implementation, whose differences between databases are in {@link Dialect} and {@link Connections}. */
final class SqlStore implements Store {
    private final Dialect dialect;
    private final Connections connections;
    private final Map<Kind, SqlTable> tables;

    SqlStore(Dialect dialect, Connections connections) {
        this(dialect, connections, new ConcurrentHashMap<>());
    }

    private SqlStore(Dialect dialect, Connections connections, Map<Kind, SqlTable> tables) {
        this.dialect = dialect;
        this.connections = connections;
        this.tables = tables;
    }

    @Override
    public void migrate(Schema schema) {
        if (connections instanceof PostgresDialect.Joined) {
            throw new UnsupportedOperationException("A joined store cannot migrate.\n"
                    + "Migrate with the store itself before the host begins a transaction.");
        }
        write("migrating module " + schema.module(), session -> {
            new Migration(dialect, session).run(schema, this::table);
            return schema;
        });
    }

    @Override
    public List<Row> load(Kind kind, Collection<Long> ids) {
        List<Long> sorted = List.copyOf(new TreeSet<>(ids));
        SqlTable table = table(kind);
        return read("loading rows of kind " + kind, session -> {
            List<Row> rows = new ArrayList<>();
            for (List<Long> chunk : Dialect.chunks(sorted)) {
                String sql = table.select + " where id in " + SqlTable.list(chunk.size()) + " order by id";
                rows.addAll(table.readAll(SqlTable.prepare(session, sql, SqlTable.padded(chunk))));
            }
            return rows;
        });
    }

    @Override
    public List<Row> find(Query query) {
        if (isEmptyList(query)) {
            return List.of();
        }
        return read("finding " + query, session -> table(query.kind()).find(session, dialect, query));
    }

    @Override
    public long count(Query query) {
        if (isEmptyList(query)) {
            return 0;
        }
        return read("counting " + query, session -> table(query.kind()).count(session, dialect, query));
    }

    private static boolean isEmptyList(Query query) {
        List<Object> in = query.in();
        return in != null && in.isEmpty();
    }

    @Override
    public Map<String, Long> counters(Collection<String> keys) {
        Map<String, Long> values = new LinkedHashMap<>();
        keys.forEach(key -> values.put(key, 0L));
        read("reading counters", session -> {
            values.putAll(SqlCommit.counters(session, dialect, List.copyOf(values.keySet())));
            return values;
        });
        return values;
    }

    @Override
    public CommitResult commit(Commit commit) {
        if (commit.isEmpty()) {
            return CommitResult.done(List.of());
        }
        SqlCommit transaction = new SqlCommit(commit, dialect, this::table);
        CommitResult result = write("committing " + commit.writes(), transaction::run);
        return transaction.isCollided() ? read("looking for the rows that collide", transaction::diagnose) : result;
    }

    @Override
    public List<Row> claim(Claim claim) {
        if (claim.column() != null && claim.values().isEmpty()) {
            return List.of();
        }
        return write("claiming rows of kind " + claim.kind(), session -> {
            List<Object> parameters =
                    new ArrayList<>(List.of(claim.state(), claim.now().toEpochMilli()));
            SqlTable table = table(claim.kind());
            StringBuilder sql = new StringBuilder(table.select).append(" where state = ? and due_at <= ?");
            if (claim.column() != null) {
                sql.append(" and ")
                        .append(claim.column())
                        .append(" in ")
                        .append(SqlTable.list(claim.values().size()));
                parameters.addAll(SqlTable.padded(claim.values()));
            }
            sql.append(" order by due_at, id limit ?").append(dialect.skipLocked());
            parameters.add(claim.limit());
            List<Row> due = table.readAll(SqlTable.prepare(session, sql.toString(), parameters));
            lease(session, table, claim, due.stream().map(Row::id).toList());
            return due.stream().map(claim::taken).toList();
        });
    }

    private static void lease(Connections.Session session, SqlTable table, Claim claim, List<Long> ids)
            throws SQLException {
        for (List<Long> chunk : Dialect.chunks(ids)) {
            List<Object> parameters = new ArrayList<>(List.of(claim.until().toEpochMilli(), claim.owner()));
            parameters.addAll(SqlTable.padded(chunk));
            String sql = "update " + table.name
                    + " set version = version + 1, attempts = attempts + 1, due_at = ?, lease_owner = ?"
                    + " where id in " + SqlTable.list(chunk.size());
            SqlTable.prepare(session, sql, parameters).executeUpdate();
        }
    }

    @Override
    public List<Row> feed(Kind kind, long afterPosition, int limit) {
        SqlTable table = table(MemoryStore.requireFeed(kind, limit));
        return read("following kind " + kind, session -> {
            String sql = table.select + " where position > ?" + dialect.horizon() + " order by position, id limit ?";
            List<Row> rows = table.readAll(SqlTable.prepare(session, sql, List.of(afterPosition, limit + 1)));
            if (rows.size() <= limit) {
                return rows;
            }
            long cut = rows.get(limit).position();
            List<Row> whole = rows.stream().filter(row -> row.position() < cut).toList();
            String one = table.select + " where position = ? order by id";
            return whole.isEmpty() ? table.readAll(SqlTable.prepare(session, one, List.of(cut))) : whole;
        });
    }

    @Override
    public Optional<Lease> lease(String name, String owner, Instant now, Duration length) {
        String table = dialect.qualified("oms_leases");
        long at = now.toEpochMilli();
        long until = now.plus(length).toEpochMilli();
        return write("leasing " + name, session -> {
            if (length.isZero()) {
                String release = "update " + table + " set ends_at = ? where name = ? and owner = ? and ends_at > ?";
                SqlTable.prepare(session, release, List.of(at, name, owner, at)).executeUpdate();
                return Optional.empty();
            }
            SqlTable.prepare(
                            session,
                            dialect.insertIgnore(table, "name, owner, ends_at, fence", "?, ?, 0, 0"),
                            List.of(name, owner))
                    .executeUpdate();
            String take = "update " + table
                    + " set fence = case when owner = ? and ends_at > ? then fence else fence + 1 end,"
                    + " owner = ?, ends_at = ? where name = ? and (owner = ? or ends_at <= ?)";
            int taken = SqlTable.prepare(session, take, List.of(owner, at, owner, until, name, owner, at))
                    .executeUpdate();
            if (taken == 0) {
                return Optional.empty();
            }
            return Optional.of(new Lease(name, owner, Instant.ofEpochMilli(until), fence(session, table, name)));
        });
    }

    private static long fence(Connections.Session session, String table, String name) throws SQLException {
        PreparedStatement statement =
                SqlTable.prepare(session, "select fence from " + table + " where name = ?", List.of(name));
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    @Override
    public Store joining(Connection connection) {
        if (dialect instanceof PostgresDialect) {
            return new SqlStore(dialect, new PostgresDialect.Joined(connection), tables);
        }
        throw new UnsupportedOperationException(
                "An SQLite store has one writer of its own and cannot join a transaction.\n"
                        + "Use PostgreSQL, or commit without joining.");
    }

    @Override
    public void close() {
        connections.close();
    }

    private SqlTable table(Kind kind) {
        return tables.computeIfAbsent(kind, key -> new SqlTable(key, dialect.qualified(key.table())));
    }

    private <T> T read(String what, Connections.Work<T> work) {
        try {
            return connections.read(work);
        } catch (SQLException e) {
            throw dialect.failure(what, e, false);
        }
    }

    private <T> T write(String what, Connections.Work<T> work) {
        Connections.Committing committing = new Connections.Committing();
        try {
            return connections.write(work, committing);
        } catch (SQLException e) {
            throw dialect.failure(what, e, committing.hasBegun());
        }
    }
}
