package io.omskit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of rows: one table, its real columns, its indexes and the form of its body.
 *
 * <p>A kind named {@code order} lives in the table {@code oms_order}. Names end up in SQL, therefore they match {@code [a-z][a-z0-9_]*}
 * and are at most 40 characters long. Only declared columns can be searched; everything else belongs into the body. Kinds are constants
 * of the package that owns the table: they are compared by identity, immutable and safe for use by any thread.
 */
public final class Kind {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Set<String> RESERVED = Set.of("id", "version", "state_version", "position", "body");
    private static final Set<String> RESERVED_CLAIMABLE = Set.of("state", "due_at", "lease_owner", "attempts");

    private final String name;
    private final List<Column> columns;
    private final Map<String, Integer> positions;
    private final Map<String, Index> indexes;
    private final Body body;
    private final boolean appendOnly;
    private final boolean feed;
    private final boolean claimable;

    private Kind(Builder builder) {
        this.name = builder.name;
        this.columns = List.copyOf(builder.columns.values());
        this.positions = new LinkedHashMap<>();
        columns.forEach(column -> positions.put(column.name(), positions.size()));
        this.indexes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.indexes));
        this.body = builder.body;
        this.appendOnly = builder.appendOnly;
        this.feed = builder.feed;
        this.claimable = builder.claimable;
    }

    /** Starts a kind. The name is that of its table without the leading {@code oms_}. */
    public static Builder named(String name) {
        return new Builder(requireName("kind", name));
    }

    /** The name, for instance {@code order}. */
    public String name() {
        return name;
    }

    /** The table that holds the rows, for instance {@code oms_order}. */
    public String table() {
        return "oms_" + name;
    }

    /** The declared columns in the order in which a {@link Row} takes their values. */
    public List<Column> columns() {
        return columns;
    }

    /** The declared indexes by name. */
    public Map<String, Index> indexes() {
        return indexes;
    }

    /** The form of the body. */
    public Body body() {
        return body;
    }

    /** Whether rows are written once and never changed; such rows have no version. They may be deleted when their time is over. */
    public boolean isAppendOnly() {
        return appendOnly;
    }

    /** Whether the rows can be read in commit order by {@link Store#feed}. */
    public boolean isFeed() {
        return feed;
    }

    /** Whether rows are work that becomes due and is claimed, see {@link Store#claim}. */
    public boolean isClaimable() {
        return claimable;
    }

    /** The place of a column in a row's values; an unknown column is an {@link IllegalArgumentException}. */
    public int position(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException(
                    "Kind " + name + " has no column " + column + ".\nIts columns are " + positions.keySet() + ".");
        }
        return position;
    }

    /** The index of that name; an unknown index is an {@link IllegalArgumentException}. */
    public Index index(String index) {
        Index found = indexes.get(index);
        if (found == null) {
            throw new IllegalArgumentException("Kind " + name + " declares no index " + index
                    + ".\nQuery one of its indexes " + indexes.keySet() + ", or declare it.");
        }
        return found;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The " + what + " name '" + name
                    + "' is not usable.\nUse lower case letters, digits and _, first a letter, at most 40.");
        }
        return name;
    }

    /** What a column holds. */
    public enum Type {
        /** Text without U+0000 and without lone surrogates, compared by code point. */
        TEXT,
        /** A whole number of 64 bits. */
        LONG,
        /** A moment, cut to milliseconds. */
        INSTANT,
        /** Bytes. */
        BYTES;

        /** The stored form of a value: String, Long (also for moments) or byte[]. */
        Object stored(String place, Object value) {
            Object stored =
                    switch (this) {
                        case TEXT -> value instanceof String text ? Row.requireText(place, text) : null;
                        case LONG ->
                            value instanceof Long
                                    ? value
                                    : value instanceof Integer number ? Long.valueOf(number) : null;
                        case INSTANT -> value instanceof Instant moment ? Long.valueOf(moment.toEpochMilli()) : null;
                        case BYTES -> value instanceof byte[] ? value : null;
                    };
            if (stored == null) {
                throw new IllegalArgumentException(
                        place + " takes " + this + ", not a " + value.getClass().getName()
                                + ".\nGive a String, Long, Instant or byte[] as the column declares.");
            }
            return stored;
        }
    }

    /** The form of a row's body. */
    public enum Body {
        /** One JSON text. */
        JSON,
        /** Bytes, for instance sealed or compressed. */
        BYTES,
        /** No body: the columns say everything. */
        NONE
    }

    /**
     * A real column.
     *
     * @param name the column's name in the table
     * @param type what it holds
     * @param optional whether a row may leave it empty
     */
    public record Column(String name, Type type, boolean optional) {
        /** Checks the name. */
        public Column {
            requireName("column", name);
        }
    }

    /**
     * A declared index. Rows are found by its columns, leftmost first.
     *
     * @param name the index's name inside the kind
     * @param columns the columns, most significant first
     * @param unique whether two rows may not agree in all columns; rows with an empty column never collide
     */
    public record Index(String name, List<Column> columns, boolean unique) {
        /** Copies the columns. */
        public Index {
            requireName("index", name);
            columns = List.copyOf(columns);
        }
    }

    /** Collects the parts of a kind and refuses contradictions at once. */
    public static final class Builder {
        private final String name;
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final Map<String, Index> indexes = new LinkedHashMap<>();
        private Body body = Body.JSON;
        private boolean appendOnly;
        private boolean feed;
        private boolean claimable;

        private Builder(String name) {
            this.name = name;
        }

        /** Adds a column that every row fills. */
        public Builder column(String column, Type type) {
            return add(new Column(column, type, false));
        }

        /** Adds a column that a row may leave empty. */
        public Builder optional(String column, Type type) {
            return add(new Column(column, type, true));
        }

        /** Declares an index over columns that were added before. */
        public Builder index(String index, String... over) {
            return add(index, false, over);
        }

        /** Declares a unique index over columns that were added before. */
        public Builder unique(String index, String... over) {
            return add(index, true, over);
        }

        /** Sets the form of the body; JSON where nothing is said. */
        public Builder body(Body form) {
            this.body = form;
            return this;
        }

        /** Rows are written once. */
        public Builder appendOnly() {
            this.appendOnly = true;
            return this;
        }

        /** Rows are written once and can be followed by {@link Store#feed}. */
        public Builder feed() {
            this.feed = true;
            return appendOnly();
        }

        /** Rows are work that becomes due and is claimed. */
        public Builder claimable() {
            this.claimable = true;
            return this;
        }

        /** Completes the kind. */
        public Kind build() {
            if (appendOnly && claimable) {
                throw new IllegalArgumentException(
                        "Kind " + name + " cannot be append-only and claimable.\nA claim changes the row: drop one.");
            }
            for (String column : columns.keySet()) {
                if (RESERVED.contains(column) || (claimable && RESERVED_CLAIMABLE.contains(column))) {
                    throw new IllegalArgumentException("Kind " + name + " declares the column " + column
                            + ", which the store keeps for itself.\nChoose another name.");
                }
            }
            return new Kind(this);
        }

        private Builder add(Column column) {
            if (columns.put(column.name(), column) != null) {
                throw new IllegalArgumentException(
                        "Kind " + name + " declares the column " + column.name() + " twice.\nDrop one.");
            }
            return this;
        }

        private Builder add(String index, boolean unique, String... over) {
            List<Column> of = new ArrayList<>();
            for (String column : over) {
                @Nullable Column known = columns.get(column);
                if (known == null) {
                    throw new IllegalArgumentException("Index " + index + " of kind " + name + " names the column "
                            + column + ", which is not declared.\nDeclare the column before the index.");
                }
                of.add(known);
            }
            if (of.isEmpty() || indexes.put(index, new Index(index, of, unique)) != null) {
                throw new IllegalArgumentException("Index " + index + " of kind " + name
                        + " is empty or declared twice.\nGive it columns and a name of its own.");
            }
            return this;
        }
    }
}
