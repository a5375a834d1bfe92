package io.omskit.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one transaction writes: rows to insert, update and delete, versions that must still hold, and counters to adjust.
 *
 * <p>The parts take effect in this order, whatever the order in which they were added: deletes, updates, expectations, inserts, counters. A
 * unique value that a delete or an update frees is therefore free for an insert, but what one update frees may not be free for another
 * update of the same commit. Adjustments of one counter are added up; a zero sum still
 * asks for the floor. Immutable; made by a {@link Builder}, which is for one thread.
 */
public final class Commit {
    /** The most rows and counters that one commit may touch. */
    public static final int MAX_PARTS = 100_000;

    /** The largest net change of one counter in one commit. */
    public static final long MAX_DELTA = 1_000_000_000_000_000L;

    private final List<Writes> writes;
    private final List<Adjustment> adjustments;

    private Commit(List<Writes> writes, List<Adjustment> adjustments) {
        this.writes = List.copyOf(writes);
        this.adjustments = List.copyOf(adjustments);
    }

    /** Starts an empty commit. */
    public static Builder builder() {
        return new Builder();
    }

    /** The writes per kind, ordered by the kind's name. */
    public List<Writes> writes() {
        return writes;
    }

    /** The netted counter adjustments, ordered by key. */
    public List<Adjustment> adjustments() {
        return adjustments;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return writes.isEmpty() && adjustments.isEmpty();
    }

    @Override
    public String toString() {
        return "Commit" + writes + adjustments;
    }

    /** What happens to an insert whose id or unique columns are already taken. */
    public enum OnDuplicate {
        /** The whole commit is refused and the row reported as a conflict. */
        FAIL,
        /** The row that came first stays; the insert is skipped and reported as a duplicate, the rest is committed. */
        IGNORE
    }

    /**
     * A row by id, and the version it must have.
     *
     * @param id the row's id
     * @param version the expected version, or {@link #ANY}
     */
    public record Mark(long id, int version) {
        /** Any version, and also no row at all. */
        public static final int ANY = -1;
    }

    /**
     * The change of one counter.
     *
     * @param key the counter
     * @param delta how much is added, may be negative
     * @param floor the value below which the counter may not be after the change
     */
    public record Adjustment(String key, long delta, long floor) {}

    /**
     * Everything that a commit does to one kind. Updates, deletes and expectations are ordered by id, inserts as they were added.
     *
     * @param kind the kind
     * @param inserts rows that must be new
     * @param insertsOrIgnored rows that give way to an earlier one
     * @param updates rows with the version they were read with
     * @param deletes rows to delete
     * @param expectations rows that must still have a version
     */
    public record Writes(
            Kind kind,
            List<Row> inserts,
            List<Row> insertsOrIgnored,
            List<Row> updates,
            List<Mark> deletes,
            List<Mark> expectations) {
        /** Copies the lists. */
        public Writes {
            inserts = List.copyOf(inserts);
            insertsOrIgnored = List.copyOf(insertsOrIgnored);
            updates = List.copyOf(updates);
            deletes = List.copyOf(deletes);
            expectations = List.copyOf(expectations);
        }

        @Override
        public String toString() {
            return kind + "(+" + (inserts.size() + insertsOrIgnored.size()) + " ~" + updates.size() + " -"
                    + deletes.size() + ")";
        }
    }

    /** Collects the parts of a commit. Not for several threads at once. */
    public static final class Builder {
        private final Map<String, Parts> kinds = new TreeMap<>();
        private final Map<String, Adjustment> adjustments = new TreeMap<>(Row.TEXT_ORDER);
        private int size;

        private Builder() {}

        /** Inserts a new row; a duplicate refuses the commit. */
        public Builder insert(Row row) {
            return insert(row, OnDuplicate.FAIL);
        }

        /** Inserts a new row. */
        public Builder insert(Row row, OnDuplicate policy) {
            if (row.kind().isClaimable() && row.due() == null) {
                throw new IllegalArgumentException(
                        "The new " + row + " is not due at any time.\nGive it withDue before it is inserted.");
            }
            Parts parts = parts(row.kind());
            (policy == OnDuplicate.FAIL ? parts.inserts : parts.ignorable).add(row);
            return this;
        }

        /** Replaces a stored row as a whole; it must still have the version that the given row was read with. */
        public Builder update(Row row) {
            requireVersioned(row.kind(), row.version(), "updated");
            parts(row.kind()).updates.add(row);
            return this;
        }

        /** Deletes a row whatever its version; a missing row is no error. */
        public Builder delete(Kind kind, long id) {
            parts(kind).deletes.add(new Mark(id, Mark.ANY));
            return this;
        }

        /** Deletes a row that must still have the given version: for claimable rows the fence of one's own claim. */
        public Builder delete(Kind kind, long id, int version) {
            requireVersioned(kind, version, "deleted by version");
            parts(kind).deletes.add(new Mark(id, version));
            return this;
        }

        /** Demands that a row which is not written here still has the given version when the transaction ends. */
        public Builder expect(Kind kind, long id, int version) {
            requireVersioned(kind, version, "expected at a version");
            parts(kind).expectations.add(new Mark(id, version));
            return this;
        }

        /** Changes a counter without a bound. */
        public Builder adjust(String key, long delta) {
            return adjust(key, delta, Long.MIN_VALUE);
        }

        /**
         * Changes a counter, unless it would then be below the floor. Several changes of one counter count as their sum under the highest
         * of their floors.
         */
        public Builder adjust(String key, long delta, long floor) {
            if (key.isEmpty() || key.length() > 200) {
                throw new IllegalArgumentException(
                        "The counter key '" + key + "' is empty or longer than 200.\nUse a shorter key.");
            }
            Row.requireText("A counter key", key);
            Adjustment sum = adjustments.merge(
                    key,
                    new Adjustment(key, delta, floor),
                    (a, b) -> new Adjustment(key, Math.addExact(a.delta(), b.delta()), Math.max(a.floor(), b.floor())));
            if (Math.abs(sum.delta()) > MAX_DELTA || sum.delta() == Long.MIN_VALUE) {
                throw new IllegalArgumentException(
                        "The counter " + key + " would change by " + sum.delta() + ".\nThe most is " + MAX_DELTA + ".");
            }
            return this;
        }

        /** Completes the commit. A row that is named twice is an {@link IllegalArgumentException}. */
        public Commit build() {
            if (size + adjustments.size() > MAX_PARTS) {
                throw new IllegalArgumentException("The commit has " + (size + adjustments.size())
                        + " parts, more than " + MAX_PARTS + ".\nSplit it into several commits.");
            }
            return new Commit(kinds.values().stream().map(Parts::build).toList(), List.copyOf(adjustments.values()));
        }

        private static void requireVersioned(Kind kind, int version, String what) {
            if (kind.isAppendOnly() || version <= 0) {
                throw new IllegalArgumentException("A row of kind " + kind + " at version " + version + " cannot be "
                        + what + ".\nOnly stored rows of kinds that are not append-only have a version.");
            }
        }

        private Parts parts(Kind kind) {
            size++;
            Parts parts = kinds.computeIfAbsent(kind.name(), name -> new Parts(kind));
            if (parts.kind != kind) {
                throw new IllegalArgumentException(
                        "Two kinds are named " + kind + ".\nUse one constant for each kind.");
            }
            return parts;
        }
    }

    private static final class Parts {
        private final Kind kind;
        private final List<Row> inserts = new ArrayList<>();
        private final List<Row> ignorable = new ArrayList<>();
        private final List<Row> updates = new ArrayList<>();
        private final List<Mark> deletes = new ArrayList<>();
        private final List<Mark> expectations = new ArrayList<>();

        private Parts(Kind kind) {
            this.kind = kind;
        }

        private Writes build() {
            updates.sort(Comparator.comparingLong(Row::id));
            deletes.sort(Comparator.comparingLong(Mark::id));
            expectations.sort(Comparator.comparingLong(Mark::id));
            requireDistinct(ids(updates, List.of(), deletes, expectations));
            requireDistinct(ids(inserts, ignorable, List.of(), List.of()));
            return new Writes(kind, inserts, ignorable, updates, deletes, expectations);
        }

        private static long[] ids(List<Row> rows, List<Row> moreRows, List<Mark> marks, List<Mark> moreMarks) {
            long[] ids = new long[rows.size() + moreRows.size() + marks.size() + moreMarks.size()];
            int count = 0;
            for (Row row : rows) {
                ids[count++] = row.id();
            }
            for (Row row : moreRows) {
                ids[count++] = row.id();
            }
            for (Mark mark : marks) {
                ids[count++] = mark.id();
            }
            for (Mark mark : moreMarks) {
                ids[count++] = mark.id();
            }
            return ids;
        }

        private void requireDistinct(long[] ids) {
            Arrays.sort(ids);
            for (int i = 1; i < ids.length; i++) {
                if (ids[i] == ids[i - 1]) {
                    throw new IllegalArgumentException("The commit names " + kind + " " + ids[i]
                            + " twice.\nSay once what shall happen to a row.");
                }
            }
        }
    }
}
