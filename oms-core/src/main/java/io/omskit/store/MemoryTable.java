package io.omskit.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of one kind in memory with their indexes. Not thread-safe: the store's lock guards it. */
final class MemoryTable {
    private static final Comparator<@Nullable Object[]> KEY_ORDER = MemoryTable::compareKeys;

    private final Kind kind;
    private final NavigableMap<Long, Row> rows = new TreeMap<>();
    private final Map<Kind.Index, NavigableMap<@Nullable Object[], Row>> indexes = new LinkedHashMap<>();
    private final NavigableMap<@Nullable Object[], Row> queue = new TreeMap<>(KEY_ORDER);
    private final NavigableMap<@Nullable Object[], Row> feed = new TreeMap<>(KEY_ORDER);

    MemoryTable(Kind kind) {
        this.kind = kind;
        kind.indexes().values().forEach(index -> indexes.put(index, new TreeMap<>(KEY_ORDER)));
    }

    Kind kind() {
        return kind;
    }

    Collection<Row> rows() {
        return rows.values();
    }

    @Nullable
    Row get(long id) {
        return rows.get(id);
    }

    void put(Row row) {
        remove(row.id());
        rows.put(row.id(), row);
        indexes.forEach((index, entries) -> entries.put(key(index, row), row));
        Row.Due due = row.due();
        if (due != null) {
            queue.put(queueKey(row, due), row);
        }
        if (kind.isFeed()) {
            feed.put(new @Nullable Object[] {row.position(), row.id()}, row);
        }
    }

    @Nullable
    Row remove(long id) {
        Row row = rows.remove(id);
        if (row != null) {
            indexes.forEach((index, entries) -> entries.remove(key(index, row)));
            Row.Due due = row.due();
            if (due != null) {
                queue.remove(queueKey(row, due));
            }
            feed.remove(new @Nullable Object[] {row.position(), row.id()});
        }
        return row;
    }

    /** Whether another row has the same values in a unique index. */
    boolean collides(Row row) {
        for (Map.Entry<Kind.Index, NavigableMap<@Nullable Object[], Row>> entry : indexes.entrySet()) {
            if (entry.getKey().unique()) {
                @Nullable
                Object[] values = Arrays.copyOf(
                        key(entry.getKey(), row), entry.getKey().columns().size());
                if (Arrays.stream(values).allMatch(Objects::nonNull)
                        && below(entry.getValue(), values).anyMatch(other -> other.id() != row.id())) {
                    return true;
                }
            }
        }
        return false;
    }

    List<Row> find(Query query) {
        Comparator<Row> order = order(query);
        Row after = query.after();
        return candidates(query)
                .filter(row -> matches(query, row) && (after == null || order.compare(row, after) > 0))
                .sorted(order)
                .limit(query.limit())
                .toList();
    }

    long count(Query query) {
        return candidates(query).filter(row -> matches(query, row)).count();
    }

    /** Due rows in the order of (due, id). */
    List<Row> due(Claim claim) {
        int column = claim.column() == null ? -1 : kind.position(claim.column());
        return below(queue, new @Nullable Object[] {claim.state()})
                .takeWhile(row -> !Objects.requireNonNull(row.due()).at().isAfter(claim.now()))
                .filter(row -> column < 0 || claim.values().contains(row.value(column)))
                .limit(claim.limit())
                .toList();
    }

    /** Rows behind a position; the commit that crosses the limit is left out, or complete where it is the first one. */
    List<Row> feed(long afterPosition, int limit) {
        List<Row> page = new ArrayList<>();
        int whole = 0;
        for (Row row :
                feed.tailMap(new @Nullable Object[] {afterPosition + 1}, true).values()) {
            if (!page.isEmpty() && row.position() != page.get(page.size() - 1).position()) {
                whole = page.size();
            }
            if (page.size() >= limit && whole > 0) {
                return page.subList(0, whole);
            }
            page.add(row);
        }
        return page;
    }

    private Stream<Row> candidates(Query query) {
        Kind.Index index = query.index();
        if (index == null) {
            return rows.values().stream();
        }
        NavigableMap<@Nullable Object[], Row> entries = Objects.requireNonNull(indexes.get(index));
        List<Object> in = query.in();
        return in == null
                ? below(entries, query.equal().toArray(new @Nullable Object[0]))
                : in.stream().flatMap(value -> below(entries, prefix(query.equal(), value)));
    }

    private static @Nullable Object[] prefix(List<Object> leading, Object next) {
        @Nullable Object[] values = leading.toArray(new @Nullable Object[leading.size() + 1]);
        values[leading.size()] = next;
        return values;
    }

    private boolean matches(Query query, Row row) {
        Query.Range range = query.range();
        if (range == null) {
            return true;
        }
        Object value = row.value(kind.position(range.column().name()));
        return value != null
                && (range.from() == null || compareValues(value, range.from()) >= 0)
                && (range.to() == null || compareValues(value, range.to()) < 0);
    }

    private Comparator<Row> order(Query query) {
        Comparator<Row> order = Comparator.comparingLong(Row::id);
        Query.Range range = query.range();
        if (range != null) {
            int column = kind.position(range.column().name());
            Comparator<Row> byColumn = (a, b) -> compareValues(a.value(column), b.value(column));
            order = byColumn.thenComparing(order);
        }
        return query.isDescending() ? order.reversed() : order;
    }

    private static Stream<Row> below(NavigableMap<@Nullable Object[], Row> index, @Nullable Object[] prefix) {
        Iterator<Map.Entry<@Nullable Object[], Row>> entries =
                index.tailMap(prefix, true).entrySet().iterator();
        // of unknown size: a view of a tree map counts its entries one by one when a stream asks for their number
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, Spliterator.ORDERED), false)
                .takeWhile(entry -> compareLeading(entry.getKey(), prefix, prefix.length) == 0)
                .map(Map.Entry::getValue);
    }

    private @Nullable Object[] key(Kind.Index index, Row row) {
        int size = index.columns().size();
        @Nullable Object[] key = new @Nullable Object[size + 1];
        for (int i = 0; i < size; i++) {
            key[i] = row.value(kind.position(index.columns().get(i).name()));
        }
        key[size] = row.id();
        return key;
    }

    private static @Nullable Object[] queueKey(Row row, Row.Due due) {
        return new @Nullable Object[] {due.state(), due.at().toEpochMilli(), row.id()};
    }

    private static int compareKeys(@Nullable Object[] a, @Nullable Object[] b) {
        int order = compareLeading(a, b, Math.min(a.length, b.length));
        return order != 0 ? order : Integer.compare(a.length, b.length);
    }

    private static int compareLeading(@Nullable Object[] a, @Nullable Object[] b, int columns) {
        for (int i = 0; i < columns; i++) {
            int order = compareValues(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compareValues(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        if (a instanceof String text) {
            return Row.TEXT_ORDER.compare(text, (String) b);
        }
        return a instanceof byte[] bytes ? Arrays.compareUnsigned(bytes, (byte[]) b) : Long.compare((Long) a, (Long) b);
    }
}
