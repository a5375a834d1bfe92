package io.omskit.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of one kind in SQL: its columns in order, the statements that never vary, and how a row is bound and read.
 * Identifiers come from {@link Kind}, which lets nothing through that would need quoting.
 */
final class SqlTable {
    final Kind kind;
    final String name;
    final List<Slot> slots;
    final String select;

    SqlTable(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
        List<Slot> all = new ArrayList<>();
        all.add(new Slot("id", Form.LONG));
        if (kind.isFeed()) {
            all.add(new Slot("position", Form.LONG));
        } else if (!kind.isAppendOnly()) {
            all.add(new Slot("version", Form.INT));
        }
        all.add(new Slot("state_version", Form.INT));
        if (kind.isClaimable()) {
            all.add(new Slot("state", Form.TEXT));
            all.add(new Slot("due_at", Form.LONG));
            all.add(new Slot("lease_owner", Form.TEXT));
            all.add(new Slot("attempts", Form.INT));
        }
        kind.columns()
                .forEach(column -> all.add(new Slot(
                        column.name(), Form.of(column.type()), kind.position(column.name()), column.optional())));
        if (kind.body() != Kind.Body.NONE) {
            all.add(new Slot("body", kind.body() == Kind.Body.JSON ? Form.JSON : Form.BYTES));
        }
        this.slots = List.copyOf(all);
        this.select = "select " + columns() + " from " + name;
    }

    /** The column names, comma separated. */
    String columns() {
        return slots.stream().map(Slot::name).collect(Collectors.joining(", "));
    }

    /** The slots that an update writes: everything but the id. */
    List<Slot> changing() {
        return slots.subList(1, slots.size());
    }

    /** What is stored in a slot when the row gets that version and position. */
    @Nullable
    Object value(Row row, Slot slot, int version, long position) {
        if (slot.column() >= 0) {
            return row.value(slot.column());
        }
        return switch (slot.name()) {
            case "id" -> row.id();
            case "version" -> version;
            case "position" -> position;
            case "state_version" -> row.stateVersion();
            case "body" -> row.body();
            default -> value(Objects.requireNonNull(row.due()), slot.name());
        };
    }

    private static @Nullable Object value(Row.Due due, String slot) {
        return switch (slot) {
            case "state" -> due.state();
            case "due_at" -> due.at().toEpochMilli();
            case "lease_owner" -> due.owner();
            default -> due.attempts();
        };
    }

    /** Binds slots from the given one on, as parameters from 1 on; returns the next free parameter. */
    int bind(PreparedStatement statement, Row row, int fromSlot, int version, long position) throws SQLException {
        int parameter = 1;
        for (int slot = fromSlot; slot < slots.size(); slot++) {
            bind(statement, parameter++, value(row, slots.get(slot), version, position));
        }
        return parameter;
    }

    /** Binds one stored value. */
    static void bind(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(parameter, text);
        } else if (value instanceof Long number) {
            statement.setLong(parameter, number);
        } else if (value instanceof Integer number) {
            statement.setInt(parameter, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(parameter, bytes);
        } else {
            statement.setNull(parameter, Types.NULL);
        }
    }

    /** Reads all rows of a result that selects {@link #columns()}. */
    List<Row> readAll(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(read(result));
            }
        }
        return rows;
    }

    private Row read(ResultSet result) throws SQLException {
        int at = 1;
        long id = result.getLong(at++);
        long position = kind.isFeed() ? result.getLong(at++) : 0;
        int version = kind.isAppendOnly() ? 0 : result.getInt(at++);
        int stateVersion = result.getInt(at++);
        Row.Due due = null;
        if (kind.isClaimable()) {
            due = new Row.Due(
                    result.getString(at),
                    Instant.ofEpochMilli(result.getLong(at + 1)),
                    result.getString(at + 2),
                    result.getInt(at + 3));
            at += 4;
        }
        @Nullable Object[] values = new @Nullable Object[kind.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(result, at, slots.get(at - 1).form());
            at++;
        }
        Object body = kind.body() == Kind.Body.NONE
                ? null
                : read(result, at, slots.get(at - 1).form());
        return new Row(kind, id, version, position, stateVersion, values, body, due);
    }

    private static @Nullable Object read(ResultSet result, int at, Form form) throws SQLException {
        return switch (form) {
            case TEXT, JSON -> result.getString(at);
            case BYTES -> result.getBytes(at);
            case LONG, INT -> {
                long number = result.getLong(at);
                yield result.wasNull() ? null : number;
            }
        };
    }

    /** Finds the rows of a query. The query's lists are not empty. */
    List<Row> find(Connections.Session session, Dialect dialect, Query query) throws SQLException {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = selecting(dialect, parameters, query);
        Query.Range range = query.range();
        Row after = query.after();
        String direction = query.isDescending() ? " desc" : "";
        if (after != null) {
            String compare = query.isDescending() ? " < " : " > ";
            if (range == null) {
                sql.append(" and id").append(compare).append('?');
            } else {
                sql.append(" and (")
                        .append(range.column().name())
                        .append(", id)")
                        .append(compare)
                        .append("(?, ?)");
                parameters.add(requireFilled(after, range));
            }
            parameters.add(after.id());
        }
        sql.append(" order by ");
        if (range != null) {
            sql.append(range.column().name()).append(direction).append(", ");
        }
        sql.append("id").append(direction).append(" limit ?");
        parameters.add(query.limit());
        return readAll(prepare(session, sql.toString(), parameters));
    }

    /** Counts the rows of a query. */
    long count(Connections.Session session, Dialect dialect, Query query) throws SQLException {
        List<Object> parameters = new ArrayList<>();
        String sql = "select count(*) from (" + selecting(dialect, parameters, query) + ") as counted";
        try (ResultSet result = prepare(session, sql, parameters).executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** The select of the rows that a query is about, all of them; it ends in its conditions. */
    private StringBuilder selecting(Dialect dialect, List<Object> parameters, Query query) {
        StringBuilder equal = new StringBuilder("id > 0");
        Kind.Index index = query.index();
        for (int i = 0; index != null && i < query.equal().size(); i++) {
            equal.append(" and ").append(index.columns().get(i).name()).append(" = ?");
        }
        List<Object> in = query.in();
        if (in != null) {
            parameters.addAll(padded(in));
            parameters.addAll(query.equal());
            Kind.Column column = query.nextColumn();
            return new StringBuilder(
                    dialect.selectAny(this, column.name(), Form.of(column.type()), in.size(), equal.toString()));
        }
        parameters.addAll(query.equal());
        StringBuilder sql = new StringBuilder(select).append(" where ").append(equal);
        Query.Range range = query.range();
        if (range != null) {
            appendRange(sql, parameters, range);
        }
        return sql;
    }

    private static void appendRange(StringBuilder sql, List<Object> parameters, Query.Range range) {
        String column = range.column().name();
        if (range.from() == null && range.to() == null) {
            sql.append(" and ").append(column).append(" is not null");
        }
        if (range.from() != null) {
            sql.append(" and ").append(column).append(" >= ?");
            parameters.add(range.from());
        }
        if (range.to() != null) {
            sql.append(" and ").append(column).append(" < ?");
            parameters.add(range.to());
        }
    }

    private Object requireFilled(Row after, Query.Range range) {
        Object value = after.value(kind.position(range.column().name()));
        if (value == null) {
            throw new IllegalArgumentException(
                    "The row " + after + " has no " + range.column().name()
                            + ", by which the query is ordered.\nRead on behind the last row of the page before.");
        }
        return value;
    }

    /** Whether another row has the same values in a unique index. */
    boolean collides(Connections.Session session, Row row) throws SQLException {
        for (Kind.Index index : kind.indexes().values()) {
            List<Object> values = new ArrayList<>();
            for (Kind.Column column : index.columns()) {
                Object value = row.value(kind.position(column.name()));
                if (value != null) {
                    values.add(value);
                }
            }
            if (index.unique() && values.size() == index.columns().size()) {
                String where = index.columns().stream()
                        .map(column -> column.name() + " = ? and ")
                        .collect(Collectors.joining());
                values.add(row.id());
                String sql = "select id from " + name + " where " + where + "id <> ?";
                try (ResultSet result = prepare(session, sql, values).executeQuery()) {
                    if (result.next()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A statement with its parameters bound. */
    static PreparedStatement prepare(Connections.Session session, String sql, List<?> parameters) throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1, parameters.get(i));
        }
        return statement;
    }

    /** {@code (?, ?, ...)} with room for so many values. */
    static String list(int size) {
        return "(" + placeholders(size) + ")";
    }

    /** {@code ?, ?, ...} with room for so many values, rounded up so that few different statements arise. */
    static String placeholders(int size) {
        return String.join(", ", Collections.nCopies(rounded(size), "?"));
    }

    /** The values for such a list, the last one repeated. */
    static List<Object> padded(List<?> values) {
        List<Object> padded = new ArrayList<>(values);
        while (padded.size() < rounded(values.size())) {
            padded.add(values.get(values.size() - 1));
        }
        return padded;
    }

    private static int rounded(int size) {
        int highest = Integer.highestOneBit(Math.max(1, size));
        return highest == size ? size : Math.max(1, highest << 1);
    }

    /** The form in which a column is stored. */
    enum Form {
        LONG,
        INT,
        TEXT,
        JSON,
        BYTES;

        static Form of(Kind.Type type) {
            return switch (type) {
                case TEXT -> TEXT;
                case LONG, INSTANT -> LONG;
                case BYTES -> BYTES;
            };
        }
    }

    /** A column of the table; {@code column} is its place among the declared ones, or -1 for the store's own. */
    record Slot(String name, Form form, int column, boolean optional) {
        Slot(String name, Form form) {
            this(name, form, -1, name.equals("lease_owner"));
        }
    }
}
