package io.omskit.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a {@link Kind}: its id, its version, the values of the declared columns and its body.
 *
 * <p>A row that was never stored has version 0; an insert stores version 1 and every update and every claim adds one. The version of a
 * claimable row is therefore also its fence: who holds an older one was overtaken. Rows of append-only kinds keep version 0.
 * {@code stateVersion} says which form the body has, so that a reader can upgrade old bodies.
 *
 * <p>Rows are immutable. For the sake of speed byte arrays are not copied: do not change an array after handing it over or receiving it.
 * {@link #toString} shows neither values nor body, for both may hold personal data.
 */
public final class Row {
    /** The largest body: 16 MiB for bytes, as many characters for JSON. */
    public static final int MAX_BODY = 16 << 20;

    /** Text by code point, as the databases compare it. */
    static final Comparator<String> TEXT_ORDER = Row::compareText;

    private final Kind kind;
    private final long id;
    private final int version;
    private final long position;
    private final int stateVersion;
    private final @Nullable Object[] values;
    private final @Nullable Object body;
    private final @Nullable Due due;

    /** Takes checked parts; the arrays now belong to the row. */
    Row(
            Kind kind,
            long id,
            int version,
            long position,
            int stateVersion,
            @Nullable Object[] values,
            @Nullable Object body,
            @Nullable Due due) {
        this.kind = kind;
        this.id = id;
        this.version = version;
        this.position = position;
        this.stateVersion = stateVersion;
        this.values = values;
        this.body = body;
        this.due = due;
    }

    /**
     * A new row with a JSON body.
     *
     * @param kind a kind with body {@link Kind.Body#JSON}
     * @param id the id, usually from {@link IdSource}
     * @param stateVersion the form of the body, 1 or more
     * @param json the body
     * @param values one value per declared column in order: String, Long, Integer, Instant, byte[], or null where the column is optional
     */
    public static Row json(Kind kind, long id, int stateVersion, String json, @Nullable Object... values) {
        return create(kind, Kind.Body.JSON, id, stateVersion, json, values);
    }

    /** A new row with a body of bytes; parameters as for {@link #json}. */
    public static Row bytes(Kind kind, long id, int stateVersion, byte[] bytes, @Nullable Object... values) {
        return create(kind, Kind.Body.BYTES, id, stateVersion, bytes, values);
    }

    /** A new row without a body; parameters as for {@link #json}. */
    public static Row bare(Kind kind, long id, int stateVersion, @Nullable Object... values) {
        return create(kind, Kind.Body.NONE, id, stateVersion, null, values);
    }

    private static Row create(
            Kind kind, Kind.Body form, long id, int stateVersion, @Nullable Object body, @Nullable Object... values) {
        if (kind.body() != form) {
            throw new IllegalArgumentException("Kind " + kind + " has the body form " + kind.body() + ", not " + form
                    + ".\nUse the factory method of that form.");
        }
        if (id <= 0 || stateVersion <= 0) {
            throw new IllegalArgumentException("A row of kind " + kind + " has id " + id + " and state version "
                    + stateVersion + ".\nBoth must be positive; ids come from an IdSource.");
        }
        requireBody(kind, id, body);
        return new Row(kind, id, 0, 0, stateVersion, stored(kind, values), body, null);
    }

    private static @Nullable Object[] stored(Kind kind, @Nullable Object... values) {
        if (values.length != kind.columns().size()) {
            throw new IllegalArgumentException(
                    "Kind " + kind + " has " + kind.columns().size() + " columns, but " + values.length
                            + " values were given.\nGive one value per column, in the declared order.");
        }
        @Nullable Object[] stored = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            stored[i] = stored(kind, kind.columns().get(i), values[i]);
        }
        return stored;
    }

    private static @Nullable Object stored(Kind kind, Kind.Column column, @Nullable Object value) {
        if (value != null) {
            return column.type().stored("Column " + kind + "." + column.name(), value);
        }
        if (!column.optional()) {
            throw new IllegalArgumentException("Column " + kind + "." + column.name()
                    + " is empty.\nGive a value, or declare the column optional.");
        }
        return null;
    }

    private static void requireBody(Kind kind, long id, @Nullable Object body) {
        int size = 0;
        if (body instanceof String json) {
            size = json.length();
        } else if (body instanceof byte[] bytes) {
            size = bytes.length;
        }
        if (size > MAX_BODY) {
            throw new IllegalArgumentException("The body of " + kind + " " + id + " has the size " + size
                    + ", more than " + MAX_BODY + ".\nSplit it over several rows or keep it outside.");
        }
        if (body instanceof String json) {
            requireText("The body of " + kind + " " + id, json);
        }
    }

    /** Refuses text that some database would change or reject. */
    static String requireText(String place, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        place + " holds U+" + String.format("%04X", (int) c) + " at character " + i
                                + ", which not every database can store.\n"
                                + "Clean the text when it is read from its source.");
            }
        }
        return text;
    }

    private static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // a surrogate stands for a code point above every single char
                boolean high = Character.isSurrogate(x);
                return high == Character.isSurrogate(y) ? Character.compare(x, y) : high ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }

    /** The primary key. */
    public long id() {
        return id;
    }

    /** How often the row was stored; 0 for a new row and for append-only kinds. */
    public int version() {
        return version;
    }

    /** The place of the row's commit in its {@linkplain Store#feed feed}; 0 where the kind has none or the row is new. */
    public long position() {
        return position;
    }

    /** The form of the body. */
    public int stateVersion() {
        return stateVersion;
    }

    /** The stored form of a column: String, Long (also for moments), byte[] or null. */
    public @Nullable Object value(int column) {
        return values[column];
    }

    /** The text of a column, null where it is empty. */
    public @Nullable String text(String column) {
        return (String) values[kind.position(column)];
    }

    /** The number of a column that is never empty; an empty one is an {@link IllegalStateException}. */
    public long number(String column) {
        Object value = values[kind.position(column)];
        if (value == null) {
            throw new IllegalStateException(
                    "Column " + kind + "." + column + " of row " + id + " is empty.\nAsk hasValue before.");
        }
        return (Long) value;
    }

    /** The moment of a column, null where it is empty. */
    public @Nullable Instant instant(String column) {
        Object value = values[kind.position(column)];
        return value == null ? null : Instant.ofEpochMilli((Long) value);
    }

    /** The bytes of a column, null where it is empty. */
    public byte @Nullable [] bytes(String column) {
        return (byte[]) values[kind.position(column)];
    }

    /** Whether the column is filled. */
    public boolean hasValue(String column) {
        return values[kind.position(column)] != null;
    }

    /** The JSON body; an {@link IllegalStateException} where the kind has another form. */
    public String json() {
        if (body instanceof String json) {
            return json;
        }
        throw new IllegalStateException("Kind " + kind + " has no JSON body.\nIts body form is " + kind.body() + ".");
    }

    /** The body of bytes; an {@link IllegalStateException} where the kind has another form. */
    public byte[] bytes() {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalStateException(
                "Kind " + kind + " has no body of bytes.\nIts body form is " + kind.body() + ".");
    }

    /** The body as it is stored: String, byte[] or null. */
    public @Nullable Object body() {
        return body;
    }

    /** When the row is due; null for kinds that are not claimable and for rows that were not given one yet. */
    public @Nullable Due due() {
        return due;
    }

    /** This row with another JSON body and other values, still with the version it was read with. */
    public Row withJson(int newStateVersion, String json, @Nullable Object... newValues) {
        return json(kind, id, newStateVersion, json, newValues).at(version, position, due);
    }

    /** This row with another body of bytes and other values. */
    public Row withBytes(int newStateVersion, byte[] bytes, @Nullable Object... newValues) {
        return bytes(kind, id, newStateVersion, bytes, newValues).at(version, position, due);
    }

    /** This row with another value in one column; the stored forms and null count as values here, too. */
    public Row withValue(String column, @Nullable Object value) {
        int place = kind.position(column);
        @Nullable Object[] changed = values.clone();
        changed[place] = stored(kind, kind.columns().get(place), value);
        return new Row(kind, id, version, position, stateVersion, changed, body, due);
    }

    /** This row waiting in the given state until somebody claims it at or after the given moment. A lease it had is given back. */
    public Row withDue(String state, Instant at) {
        int attempts = due == null ? 0 : due.attempts();
        return at(version, position, new Due(state, at, null, attempts));
    }

    /** This row as it was stored: at that version, position and due state. For implementations of {@link Store}. */
    public Row at(int newVersion, long newPosition, @Nullable Due newDue) {
        if (newDue != null && !kind.isClaimable()) {
            throw new IllegalArgumentException(
                    "Kind " + kind + " is not claimable.\nDeclare it claimable, or leave the due moment away.");
        }
        return new Row(kind, id, newVersion, newPosition, stateVersion, values, body, newDue);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row
                && kind == row.kind
                && id == row.id
                && version == row.version
                && position == row.position
                && stateVersion == row.stateVersion
                && Arrays.deepEquals(values, row.values)
                && Objects.deepEquals(body, row.body)
                && Objects.equals(due, row.due);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id) * 31 + version;
    }

    @Override
    public String toString() {
        return kind + " " + id + "@" + version;
    }

    /**
     * When and in which state a claimable row is due.
     *
     * @param state a word of the owning package; claims name the state they look for
     * @param at the earliest moment of the next claim; while the row is leased, the end of the lease
     * @param owner who holds the lease, null where nobody ever did or it was given back
     * @param attempts how often the row was claimed
     */
    public record Due(String state, Instant at, @Nullable String owner, int attempts) {
        /** Cuts the moment to milliseconds. */
        public Due {
            requireText("A due state", state);
            at = Instant.ofEpochMilli(at.toEpochMilli());
        }
    }
}
