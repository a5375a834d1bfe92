package io.omskit.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 13 or later. Many rows travel as one array per column and are written by one statement, which is about as fast as COPY for
 * batches of hundreds. Feeds are ordered by transaction id: what is below the oldest running transaction can no longer change.
 */
final class PostgresDialect extends Dialect {
    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Set<String> PASSING = Set.of("55P03", "57P01", "57P02", "57P03", "53300");
    private static final int MAX_ARRAY_SIZE = 8 << 20;

    private final String schema;

    PostgresDialect(String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("The schema name '" + schema
                    + "' is not usable.\nUse lower case letters, digits and _, first a letter, at most 63.");
        }
        this.schema = schema;
    }

    @Override
    String qualified(String table) {
        return schema + "." + table;
    }

    @Override
    String schema() {
        return schema;
    }

    @Override
    @Nullable
    String type(String word) {
        return switch (word) {
            case "id" -> "bigint primary key";
            case "long", "instant" -> "bigint";
            case "int" -> "integer";
            case "text" -> "text collate \"C\"";
            case "json" -> "json";
            case "bytes" -> "bytea";
            case "clustered" -> "";
            default -> null;
        };
    }

    @Override
    String metadataName(SqlTable.Form form) {
        return switch (form) {
            case LONG -> "int8";
            case INT -> "int4";
            case TEXT -> "text";
            case JSON -> "json";
            case BYTES -> "bytea";
        };
    }

    @Override
    String jsonField(String column, String path, boolean number) {
        return "(" + column + " #>> '" + jsonPath(path) + "')" + (number ? "::bigint" : "");
    }

    @Override
    String jsonEach(String column, String path, String alias) {
        String array = column + " #> '" + jsonPath(path) + "'";
        return "json_array_elements(case json_typeof(" + array + ") when 'array' then " + array + " end) as " + alias
                + "(value)";
    }

    private static String jsonPath(String path) {
        return "{" + path.replace('.', ',') + "}";
    }

    @Override
    String skipLocked() {
        return " for update skip locked";
    }

    @Override
    String share() {
        return " for share";
    }

    /** Not needed: the insert takes the base from its table. */
    @Override
    long positionBase(Connections.Session session) {
        return 0;
    }

    @Override
    String horizon() {
        return " and position < " + base() + " + pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
    }

    private String base() {
        return "(select base from " + qualified("oms_feed") + " where id = 1)";
    }

    @Override
    void beginMigration(Connections.Session session) throws SQLException {
        session.execute("select pg_advisory_xact_lock(hashtext('oms migration " + schema + "'))");
        session.execute("create schema if not exists " + schema);
        session.execute("set local search_path to " + schema);
    }

    /** Transaction ids start again in a database that was restored from a dump; the base makes up for it. */
    @Override
    void raisePositions(Connections.Session session, List<Kind> feeds) throws SQLException {
        for (Kind kind : feeds) {
            String highest = "(select coalesce(max(position), 0) from " + qualified(kind.table()) + ")";
            session.prepare("update " + qualified("oms_feed") + " set base = " + highest + " where id = 1 and "
                            + highest + " >= base + pg_current_xact_id()::text::bigint")
                    .executeUpdate();
        }
    }

    /**
     * Each value is looked up by itself. Without fresh statistics, as in the first minutes of a database or after an import, the
     * planner would rather read a whole index in the order of the ids.
     */
    @Override
    String selectAny(SqlTable table, String column, SqlTable.Form form, int values, String condition) {
        String array = "array[" + SqlTable.placeholders(values) + "]::" + element(form) + "[]";
        return "select " + table.columns() + " from (select distinct unnest(" + array + ") as wanted) as list"
                + " cross join lateral (" + table.select + " where " + column + " = list.wanted and " + condition
                + " offset 0) as found where id > 0";
    }

    @Override
    List<Row> insert(Connections.Session session, SqlTable table, List<Row> rows) throws SQLException {
        List<SqlTable.Slot> slots = arrays(table);
        String values = slots.stream()
                .map(slot -> "u." + slot.name() + (slot.form() == SqlTable.Form.JSON ? "::json" : ""))
                .collect(Collectors.joining(", "));
        String columns = slots.stream().map(SqlTable.Slot::name).collect(Collectors.joining(", "));
        if (table.kind.isFeed()) {
            columns += ", position";
            values += ", " + base() + " + pg_current_xact_id()::text::bigint";
        }
        String sql = "insert into " + table.name + " (" + columns + ") select " + values + " from " + unnest(slots)
                + " on conflict do nothing returning id";
        return write(session, table, rows, sql, row -> 1);
    }

    @Override
    List<Row> update(Connections.Session session, SqlTable table, List<Row> rows) throws SQLException {
        String assignments = table.changing().stream()
                .map(slot -> slot.name() + " = "
                        + (slot.name().equals("version") ? "t.version + 1" : "u." + slot.name())
                        + (slot.form() == SqlTable.Form.JSON ? "::json" : ""))
                .collect(Collectors.joining(", "));
        String sql = "update " + table.name + " t set " + assignments + " from " + unnest(arrays(table))
                + " where t.id = u.id and t.version = u.version returning t.id";
        return write(session, table, rows, sql, Row::version);
    }

    @Override
    List<Commit.Mark> delete(Connections.Session session, SqlTable table, List<Commit.Mark> marks) throws SQLException {
        PreparedStatement statement = session.prepare("delete from " + table.name
                + " t using unnest(?::bigint[], ?::integer[]) as u(id, version)"
                + " where t.id = u.id and (u.version = " + Commit.Mark.ANY + version(table) + ") returning t.id");
        List<Commit.Mark> stale = new ArrayList<>();
        for (List<Commit.Mark> chunk : chunks(marks)) {
            Set<Long> deleted = new HashSet<>();
            setArray(
                    statement,
                    1,
                    SqlTable.Form.LONG,
                    chunk.stream().map(Commit.Mark::id).toArray());
            setArray(
                    statement,
                    2,
                    SqlTable.Form.INT,
                    chunk.stream().map(Commit.Mark::version).toArray());
            readIds(statement, deleted);
            chunk.stream()
                    .filter(mark -> mark.version() != Commit.Mark.ANY && !deleted.contains(mark.id()))
                    .forEach(stale::add);
        }
        return stale;
    }

    private static String version(SqlTable table) {
        return table.kind.isAppendOnly() ? "" : " or t.version = u.version";
    }

    /** The slots that travel as arrays: the position is the database's own. */
    private static List<SqlTable.Slot> arrays(SqlTable table) {
        return table.slots.stream()
                .filter(slot -> !slot.name().equals("position"))
                .toList();
    }

    /** Runs a statement over arrays of the rows' slots; returns the rows whose id it did not return. */
    private static List<Row> write(
            Connections.Session session, SqlTable table, List<Row> rows, String sql, ToIntFunction<Row> version)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        List<Row> idle = new ArrayList<>();
        for (List<Row> chunk : sizedChunks(rows)) {
            int parameter = 1;
            for (SqlTable.Slot slot : arrays(table)) {
                @Nullable Object[] values = new @Nullable Object[chunk.size()];
                for (int i = 0; i < values.length; i++) {
                    Row row = chunk.get(i);
                    values[i] = table.value(row, slot, version.applyAsInt(row), 0);
                }
                setArray(statement, parameter++, slot.form(), values);
            }
            Set<Long> written = new HashSet<>();
            readIds(statement, written);
            if (written.size() < chunk.size()) {
                chunk.stream().filter(row -> !written.contains(row.id())).forEach(idle::add);
            }
        }
        return idle;
    }

    private static void readIds(PreparedStatement statement, Collection<Long> ids) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                ids.add(result.getLong(1));
            }
        }
    }

    private static List<List<Row>> sizedChunks(List<Row> rows) {
        List<List<Row>> chunks = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int i = 0; i < rows.size(); i++) {
            Object body = rows.get(i).body();
            size += body instanceof String json ? json.length() : body instanceof byte[] bytes ? bytes.length : 0;
            if (i + 1 - from == CHUNK || size >= MAX_ARRAY_SIZE || i + 1 == rows.size()) {
                chunks.add(rows.subList(from, i + 1));
                from = i + 1;
                size = 0;
            }
        }
        return chunks;
    }

    private static String unnest(List<SqlTable.Slot> slots) {
        String arrays =
                slots.stream().map(slot -> "?::" + element(slot.form()) + "[]").collect(Collectors.joining(", "));
        String names = slots.stream().map(SqlTable.Slot::name).collect(Collectors.joining(", "));
        return "unnest(" + arrays + ") as u(" + names + ")";
    }

    private static String element(SqlTable.Form form) {
        return switch (form) {
            case LONG -> "int8";
            case INT -> "int4";
            case TEXT, JSON -> "text";
            case BYTES -> "bytea";
        };
    }

    private static void setArray(
            PreparedStatement statement, int parameter, SqlTable.Form form, @Nullable Object[] values)
            throws SQLException {
        @Nullable
        Object[] typed =
                switch (form) {
                    case LONG -> new @Nullable Long[values.length];
                    case INT -> new @Nullable Integer[values.length];
                    case TEXT, JSON -> new @Nullable String[values.length];
                    case BYTES -> new byte @Nullable [values.length][];
                };
        System.arraycopy(values, 0, typed, 0, values.length);
        Array array = statement.getConnection().createArrayOf(element(form), typed);
        statement.setArray(parameter, array);
    }

    @Override
    boolean isUniqueViolation(SQLException error) {
        return "23505".equals(error.getSQLState());
    }

    @Override
    boolean isPassing(SQLException error) {
        String state = error.getSQLState();
        return state != null && (state.startsWith("40") || isBroken(state) || PASSING.contains(state));
    }

    @Override
    boolean isUnknown(SQLException error) {
        String state = error.getSQLState();
        return state != null && (isBroken(state) || state.equals("40003") || state.startsWith("57P"));
    }

    private static boolean isBroken(String state) {
        return state.startsWith("08");
    }

    /** One connection of the host with an open transaction, which only the host ends. */
    static final class Joined extends Connections {
        private final Connection connection;

        Joined(Connection connection) {
            this.connection = connection;
        }

        @Override
        <T> T read(Work<T> work) throws SQLException {
            requireTransaction();
            return run(new Session(connection, false), work);
        }

        @Override
        <T> T write(Work<T> work, Committing committing) throws SQLException {
            requireTransaction();
            Savepoint start = connection.setSavepoint();
            boolean keep = false;
            try {
                Session session = new Session(connection, false);
                T result = work.run(session);
                keep = !session.isRefused();
                session.end();
                return result;
            } finally {
                if (!keep) {
                    connection.rollback(start);
                }
                connection.releaseSavepoint(start);
            }
        }

        @Override
        public void close() {
            // the connection is the host's
        }

        private void requireTransaction() throws SQLException {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("The joined connection has no open transaction.\n"
                        + "Call setAutoCommit(false) on it before joining.");
            }
        }
    }
}
