package io.omskit.store;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs between databases: words of scripts, how many rows are written at once, locks, and what an error means.
 *
 * <p>The rows are written here by batches of single-row statements and their counts, which every driver offers; neither RETURNING nor
 * partial indexes are needed. A dialect that can do better overrides it.
 */
abstract class Dialect {
    /** The most rows or list values in one statement. */
    static final int CHUNK = 1_024;

    /** The table's name as statements write it. */
    abstract String qualified(String table);

    /** The schema in which the tables are found, empty where the database has none. */
    abstract String schema();

    /** The column type that a placeholder stands for, null where it is unknown. */
    abstract @Nullable String type(String word);

    /** The name under which the driver's metadata list a form. */
    abstract String metadataName(SqlTable.Form form);

    /** A field of a JSON column as text or number; the path has the form {@code a.b.0}. */
    abstract String jsonField(String column, String path, boolean number);

    /** An array of a JSON column as a table with a column {@code value}. */
    abstract String jsonEach(String column, String path, String alias);

    /** Ends a select that locks the rows it finds and leaves out those that others lock. */
    abstract String skipLocked();

    /** Ends a select that keeps the rows it finds from changing. */
    abstract String share();

    /** The position of the rows that this transaction inserts. */
    abstract long positionBase(Connections.Session session) throws SQLException;

    /** Ends the condition of a feed so that no commit can appear later below a position that was read. */
    abstract String horizon();

    /** Keeps other migrations out until the transaction ends, and makes unqualified names mean this store's tables. */
    abstract void beginMigration(Connections.Session session) throws SQLException;

    /** Makes sure that positions to come are above all that exist. */
    abstract void raisePositions(Connections.Session session, List<Kind> feeds) throws SQLException;

    /** Whether the error says that a unique index refused a row. */
    abstract boolean isUniqueViolation(SQLException error);

    /** Whether the same call may succeed when repeated. */
    abstract boolean isPassing(SQLException error);

    /** Whether an error while committing leaves open what happened. */
    abstract boolean isUnknown(SQLException error);

    /** An insert that does nothing where the row exists. */
    String insertIgnore(String table, String columns, String values) {
        return "insert into " + table + " (" + columns + ") values (" + values + ") on conflict do nothing";
    }

    /**
     * A select of the rows whose column holds one of some values and that meet a condition; more conditions may follow.
     *
     * @param values how many; they are bound, {@link SqlTable#padded}, before those of the condition
     */
    String selectAny(SqlTable table, String column, SqlTable.Form form, int values, String condition) {
        return table.select + " where " + column + " in " + SqlTable.list(values) + " and " + condition;
    }

    /** Inserts rows; returns those that collided with an earlier one. */
    List<Row> insert(Connections.Session session, SqlTable table, List<Row> rows) throws SQLException {
        long position = table.kind.isFeed() ? positionBase(session) : 0;
        String values = String.join(", ", Collections.nCopies(table.slots.size(), "?"));
        PreparedStatement statement = session.prepare(insertIgnore(table.name, table.columns(), values));
        return batch(statement, rows, row -> table.bind(statement, row, 0, 1, position));
    }

    /** Updates rows that still have their version; returns those that have not. */
    List<Row> update(Connections.Session session, SqlTable table, List<Row> rows) throws SQLException {
        String assignments =
                table.changing().stream().map(slot -> slot.name() + " = ?").collect(Collectors.joining(", "));
        PreparedStatement statement =
                session.prepare("update " + table.name + " set " + assignments + " where id = ? and version = ?");
        return batch(statement, rows, row -> {
            int parameter = table.bind(statement, row, 1, row.version() + 1, 0);
            statement.setLong(parameter, row.id());
            statement.setInt(parameter + 1, row.version());
        });
    }

    /** Deletes rows; returns those that have not the version they should have. */
    List<Commit.Mark> delete(Connections.Session session, SqlTable table, List<Commit.Mark> marks) throws SQLException {
        List<Commit.Mark> any =
                marks.stream().filter(mark -> mark.version() == Commit.Mark.ANY).toList();
        if (!any.isEmpty()) {
            PreparedStatement statement = session.prepare("delete from " + table.name + " where id = ?");
            batch(statement, any, mark -> statement.setLong(1, mark.id()));
        }
        List<Commit.Mark> exact =
                marks.stream().filter(mark -> mark.version() != Commit.Mark.ANY).toList();
        if (exact.isEmpty()) {
            return List.of();
        }
        PreparedStatement statement = session.prepare("delete from " + table.name + " where id = ? and version = ?");
        return batch(statement, exact, mark -> {
            statement.setLong(1, mark.id());
            statement.setInt(2, mark.version());
        });
    }

    /** Runs one statement for each item; returns the items for which it changed no row. */
    static <T> List<T> batch(PreparedStatement statement, List<T> items, Binder<T> binder) throws SQLException {
        List<T> idle = new ArrayList<>();
        boolean done = false;
        try {
            for (List<T> chunk : chunks(items)) {
                for (T item : chunk) {
                    binder.bind(item);
                    statement.addBatch();
                }
                int[] counts = statement.executeBatch();
                for (int i = 0; i < counts.length; i++) {
                    if (counts[i] == 0) {
                        idle.add(chunk.get(i));
                    }
                }
            }
            done = true;
            return idle;
        } finally {
            if (!done) {
                statement.clearBatch();
            }
        }
    }

    /** Cuts a list into parts that one statement can take. */
    static <T> List<List<T>> chunks(List<T> items) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += CHUNK) {
            chunks.add(items.subList(from, Math.min(items.size(), from + CHUNK)));
        }
        return Collections.unmodifiableList(chunks);
    }

    /** Says what a failed call means for its caller. Values that the driver put into its message are left out. */
    StoreException failure(String what, SQLException error, boolean committing) {
        SQLException first = error instanceof BatchUpdateException && error.getNextException() != null
                ? error.getNextException()
                : error;
        String line = String.valueOf(first.getMessage()).lines().findFirst().orElse("");
        SQLException cause = new SQLException(line, first.getSQLState(), first.getErrorCode());
        cause.setStackTrace(first.getStackTrace());
        String figures = " (" + first.getSQLState() + ", code " + first.getErrorCode() + "): " + line;
        if (committing && isUnknown(first)) {
            return StoreException.unknownOutcome(
                    "The connection failed while " + what + figures
                            + "\nRead whether the rows are there before repeating.",
                    cause);
        }
        if (isPassing(first)) {
            return StoreException.passing(
                    "The database failed for now while " + what + figures + "\nRepeat the call.", cause);
        }
        return StoreException.permanent(
                "The database failed while " + what + figures
                        + "\nCheck the database and whether the schema was migrated.",
                cause);
    }

    /** Binds one item to a statement. */
    interface Binder<T> {
        void bind(T item) throws SQLException;
    }

    /** SQLite 3.35 or later: one writer at a time, so that neither row locks nor a horizon are needed. */
    static final class Sqlite extends Dialect {
        private static final int BUSY = 5;
        private static final int LOCKED = 6;
        private static final int IO_ERROR = 10;
        private static final Pattern UNIQUE_VIOLATION =
                Pattern.compile("\\[SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)].*", Pattern.DOTALL);

        @Override
        String qualified(String table) {
            return table;
        }

        @Override
        String schema() {
            return "";
        }

        @Override
        @Nullable
        String type(String word) {
            return switch (word) {
                case "id" -> "integer primary key";
                case "long", "int", "instant" -> "integer";
                case "text", "json" -> "text";
                case "bytes" -> "blob";
                case "clustered" -> " without rowid";
                default -> null;
            };
        }

        @Override
        String metadataName(SqlTable.Form form) {
            return switch (form) {
                case LONG, INT -> "integer";
                case TEXT, JSON -> "text";
                case BYTES -> "blob";
            };
        }

        @Override
        String jsonField(String column, String path, boolean number) {
            String field = "json_extract(" + column + ", '" + jsonPath(path) + "')";
            return "cast(" + field + " as " + (number ? "integer" : "text") + ")";
        }

        @Override
        String jsonEach(String column, String path, String alias) {
            String place = "'" + jsonPath(path) + "'";
            String array = "case json_type(" + column + ", " + place + ") when 'array' then " + column + " end";
            return "json_each(" + array + ", " + place + ") as " + alias;
        }

        private static String jsonPath(String path) {
            return "$." + path.replaceAll("(^|\\.)([0-9]+)(?=\\.|$)", "[$2]");
        }

        @Override
        String skipLocked() {
            return "";
        }

        @Override
        String share() {
            return "";
        }

        @Override
        long positionBase(Connections.Session session) throws SQLException {
            session.prepare("update oms_feed set base = base + 1 where id = 1").executeUpdate();
            PreparedStatement statement = session.prepare("select base from oms_feed where id = 1");
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }

        @Override
        String horizon() {
            return "";
        }

        @Override
        void beginMigration(Connections.Session session) {
            // the transaction is immediate: it already holds the only write lock
        }

        @Override
        void raisePositions(Connections.Session session, List<Kind> feeds) {
            // the base is stored in the same file and grows with every commit
        }

        @Override
        boolean isUniqueViolation(SQLException error) {
            // the driver gives the primary code only, and the exact one as the first word of its message
            return UNIQUE_VIOLATION.matcher(String.valueOf(error.getMessage())).matches();
        }

        @Override
        boolean isPassing(SQLException error) {
            int code = error.getErrorCode() & 0xff;
            return code == BUSY || code == LOCKED;
        }

        @Override
        boolean isUnknown(SQLException error) {
            return (error.getErrorCode() & 0xff) == IO_ERROR;
        }
    }
}
