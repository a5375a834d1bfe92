package io.omskit.examples.benchmarks;

import io.omskit.store.Commit;
import io.omskit.store.Kind;
import io.omskit.store.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is measured against, on one connection: prepared statements, batches, one transaction per batch, and
 * nothing read, computed or checked.
 */
final class PlainJdbc implements AutoCloseable {
    private static final int ROW_BYTES = 2_000;

    private final Database database;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final byte[] bytes = new byte[ROW_BYTES];
    private long position;

    PlainJdbc(Database database) throws SQLException {
        this.database = database;
        this.connection = database.connect();
        new SplittableRandom(7).nextBytes(bytes);
        connection.setAutoCommit(false);
    }

    /** Makes the two tables of Base A. */
    void createBaseA() throws SQLException {
        for (String table : List.of("base_archive", "base_order")) {
            try (var statement = connection.createStatement()) {
                statement.execute("create table " + database.table(table) + " (id " + database.key()
                        + ", version integer not null, body " + database.bytes() + " not null)");
            }
        }
        connection.commit();
    }

    /** Base A: one row of 2 KB inserted and one of 2 KB upserted per order, under ascending keys. */
    void baseA(long from, int count, int batch) throws SQLException {
        for (long first = from; first < from + count; first += batch) {
            int size = (int) Math.min(batch, from + count - first);
            write(
                    "insert into " + database.table("base_archive") + " (id, version, body) values (?, 1, ?)",
                    first,
                    size);
            write(
                    "insert into " + database.table("base_order") + " as o (id, version, body) values (?, 1, ?)"
                            + " on conflict (id) do update set version = o.version + 1, body = excluded.body",
                    first,
                    size);
            connection.commit();
        }
    }

    private void write(String sql, long first, int count) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (long id = first; id < first + count; id++) {
            statement.setLong(1, id + 1);
            statement.setBytes(2, bytes);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** Base B: the rows of these commits, one transaction each, as plain statements. */
    void baseB(List<Commit> commits) throws SQLException {
        for (Commit commit : commits) {
            for (Commit.Writes writes : commit.writes()) {
                delete(writes);
                update(writes);
                insert(writes.kind(), writes.inserts());
                insert(writes.kind(), writes.insertsOrIgnored());
            }
            adjust(commit.adjustments());
            connection.commit();
        }
    }

    private void delete(Commit.Writes writes) throws SQLException {
        if (!writes.deletes().isEmpty()) {
            PreparedStatement statement = prepare("delete from " + table(writes.kind()) + " where id = ?");
            for (Commit.Mark mark : writes.deletes()) {
                statement.setLong(1, mark.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void update(Commit.Writes writes) throws SQLException {
        if (writes.updates().isEmpty()) {
            return;
        }
        List<String> assignments = new ArrayList<>();
        List<String> columns = columns(writes.kind());
        for (int i = 1; i < columns.size(); i++) {
            assignments.add(columns.get(i) + " = " + place(writes.kind(), columns.get(i)));
        }
        PreparedStatement statement = prepare("update " + table(writes.kind()) + " set "
                + String.join(", ", assignments) + " where id = ? and version = ?");
        for (Row row : writes.updates()) {
            List<@Nullable Object> values = values(row, row.version() + 1);
            int next = bind(statement, values.subList(1, values.size()));
            statement.setLong(next, row.id());
            statement.setInt(next + 1, row.version());
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private void insert(Kind kind, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (kind.isFeed()) {
            position++;
            prepare("update " + database.table("oms_feed") + " set base = base + 1 where id = 1")
                    .executeUpdate();
        }
        List<String> columns = columns(kind);
        List<String> places =
                columns.stream().map(column -> place(kind, column)).toList();
        PreparedStatement statement = prepare("insert into " + table(kind) + " (" + String.join(", ", columns)
                + ") values (" + String.join(", ", places) + ")");
        for (Row row : rows) {
            bind(statement, values(row, 1));
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private void adjust(List<Commit.Adjustment> adjustments) throws SQLException {
        if (!adjustments.isEmpty()) {
            PreparedStatement statement = prepare("insert into " + database.table("oms_counters")
                    + " as c (name, value) values (?, ?) on conflict (name) do update set value = c.value +"
                    + " excluded.value");
            for (Commit.Adjustment change : adjustments) {
                statement.setString(1, change.key());
                statement.setLong(2, change.delta());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private String table(Kind kind) {
        return database.table(kind.table());
    }

    private String place(Kind kind, String column) {
        return column.equals("body") && kind.body() == Kind.Body.JSON ? database.json() : "?";
    }

    private static List<String> columns(Kind kind) {
        List<String> columns = new ArrayList<>(List.of("id"));
        if (kind.isFeed()) {
            columns.add("position");
        } else if (!kind.isAppendOnly()) {
            columns.add("version");
        }
        columns.add("state_version");
        if (kind.isClaimable()) {
            Collections.addAll(columns, "state", "due_at", "attempts");
        }
        kind.columns().forEach(column -> columns.add(column.name()));
        if (kind.body() != Kind.Body.NONE) {
            columns.add("body");
        }
        return columns;
    }

    private List<@Nullable Object> values(Row row, int version) {
        Kind kind = row.kind();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.id());
        if (kind.isFeed()) {
            values.add(position);
        } else if (!kind.isAppendOnly()) {
            values.add(version);
        }
        values.add(row.stateVersion());
        Row.Due due = row.due();
        if (due != null) {
            values.add(due.state());
            values.add(due.at().toEpochMilli());
            values.add(due.attempts());
        }
        for (int i = 0; i < kind.columns().size(); i++) {
            values.add(row.value(i));
        }
        if (kind.body() != Kind.Body.NONE) {
            values.add(row.body());
        }
        return values;
    }

    private static int bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        int place = 1;
        for (Object value : values) {
            if (value instanceof String text) {
                statement.setString(place, text);
            } else if (value instanceof Long number) {
                statement.setLong(place, number);
            } else if (value instanceof Integer number) {
                statement.setInt(place, number);
            } else if (value instanceof byte[] some) {
                statement.setBytes(place, some);
            } else {
                statement.setNull(place, Types.NULL);
            }
            place++;
        }
        return place;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
