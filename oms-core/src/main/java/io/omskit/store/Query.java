package io.omskit.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for rows by one declared index, see {@link Store#find}.
 *
 * <p>The leading columns of the index are compared for equality; the next one may be given a list of values or a range. With a range rows
 * come in the order of (that column, id), else in the order of id. Rows whose column is empty are in no list and no range. To read on,
 * ask again with {@link #after}. Immutable: every method returns a new query.
 */
public final class Query {
    /** The limit where nothing is said. */
    public static final int DEFAULT_LIMIT = 1_000;

    /** The largest limit, and the longest list of values. */
    public static final int MAX_LIMIT = 10_000;

    private final Kind kind;
    private final Kind.@Nullable Index index;
    private final List<Object> equal;
    private final @Nullable List<Object> in;
    private final @Nullable Range range;
    private final @Nullable Row after;
    private final boolean descending;
    private final int limit;

    private Query(
            Kind kind,
            Kind.@Nullable Index index,
            List<Object> equal,
            @Nullable List<Object> in,
            @Nullable Range range,
            @Nullable Row after,
            boolean descending,
            int limit) {
        this.kind = kind;
        this.index = index;
        this.equal = equal;
        this.in = in;
        this.range = range;
        this.after = after;
        this.descending = descending;
        this.limit = limit;
    }

    /** All rows of a kind in the order of id. */
    public static Query all(Kind kind) {
        return new Query(kind, null, List.of(), null, null, null, false, DEFAULT_LIMIT);
    }

    /** Rows whose leading columns of the index have these values: String, Long, Integer, Instant or byte[] as declared. */
    public static Query by(Kind kind, String index, Object... values) {
        Kind.Index declared = kind.index(index);
        if (values.length > declared.columns().size()) {
            throw new IllegalArgumentException(
                    "Index " + kind + "." + index + " has " + declared.columns().size() + " columns, but "
                            + values.length + " values were given.\nGive one value per leading column.");
        }
        List<Object> equal = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            equal.add(stored(kind, declared.columns().get(i), values[i]));
        }
        return new Query(kind, declared, List.copyOf(equal), null, null, null, false, DEFAULT_LIMIT);
    }

    /** Also demands one of these values in the next column of the index. No values: no rows. */
    public Query in(Collection<?> values) {
        return new Query(kind, index, equal, stored(kind, nextColumn(), values), null, after, descending, limit);
    }

    /**
     * Also demands a range of the next column of the index and orders by it.
     *
     * @param from the smallest value, null where there is none
     * @param to the first value that is too large, null where there is none
     */
    public Query between(@Nullable Object from, @Nullable Object to) {
        Kind.Column column = nextColumn();
        Range wanted = new Range(
                column, from == null ? null : stored(kind, column, from), to == null ? null : stored(kind, column, to));
        return new Query(kind, index, equal, null, wanted, after, descending, limit);
    }

    /** Reads on behind the last row of the page before. */
    public Query after(Row last) {
        return new Query(kind, index, equal, in, range, last, descending, limit);
    }

    /** Reverses the order. */
    public Query descending() {
        return new Query(kind, index, equal, in, range, after, true, limit);
    }

    /** At most so many rows. */
    public Query limit(int rows) {
        if (rows < 1 || rows > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "A query of " + kind + " asks for " + rows + " rows.\nAsk for 1 to " + MAX_LIMIT + ".");
        }
        return new Query(kind, index, equal, in, range, after, descending, rows);
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }

    /** The index, null where all rows are asked for. */
    public Kind.@Nullable Index index() {
        return index;
    }

    /** The values of the leading columns in stored form. */
    public List<Object> equal() {
        return equal;
    }

    /** The column behind the leading ones; only where a list or a range is given. */
    public Kind.Column nextColumn() {
        if (index == null || equal.size() >= index.columns().size()) {
            throw new IllegalArgumentException(
                    "The query of " + kind + " has no further index column.\nStart with Query.by and leave one open.");
        }
        return index.columns().get(equal.size());
    }

    /** The distinct wanted values of the next column in stored form, null where there is no list. */
    public @Nullable List<Object> in() {
        return in;
    }

    /** The wanted range of the next column, null where there is none. */
    public @Nullable Range range() {
        return range;
    }

    /** The row behind which to start, null for the beginning. */
    public @Nullable Row after() {
        return after;
    }

    /** Whether the order is reversed. */
    public boolean isDescending() {
        return descending;
    }

    /** How many rows at most. */
    public int limit() {
        return limit;
    }

    @Override
    public String toString() {
        return "Query[" + kind + (index == null ? "" : "." + index.name()) + "]";
    }

    static List<Object> stored(Kind kind, Kind.Column column, Collection<?> values) {
        if (values.size() > MAX_LIMIT) {
            throw new IllegalArgumentException("Column " + kind + "." + column.name() + " is compared with "
                    + values.size() + " values.\nAsk for at most " + MAX_LIMIT + " at once.");
        }
        if (column.type() == Kind.Type.BYTES) {
            throw new IllegalArgumentException(
                    "Column " + kind + "." + column.name() + " holds bytes.\nOnly equality is possible.");
        }
        Set<Object> stored = new LinkedHashSet<>();
        for (Object value : values) {
            stored.add(stored(kind, column, value));
        }
        return List.copyOf(stored);
    }

    private static Object stored(Kind kind, Kind.Column column, Object value) {
        return column.type().stored("Column " + kind + "." + column.name(), value);
    }

    /**
     * A range of one column.
     *
     * @param column the column
     * @param from the smallest wanted value in stored form, null where there is none
     * @param to the first value that is too large in stored form, null where there is none
     */
    public record Range(
            Kind.Column column,
            @Nullable Object from,
            @Nullable Object to) {}
}
