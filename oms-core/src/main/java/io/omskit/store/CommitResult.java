package io.omskit.store;

import java.util.Comparator;
import java.util.List;

/**
 * What became of a {@link Commit}. Either it was committed, perhaps with inserts that gave way to earlier rows; or nothing was written and
 * all refused counters or all conflicts are named, so that a caller can take out everything that stands in the way at once. Counters are
 * only tried where no conflict was found, and inserts are not judged where an update collided with another row.
 *
 * @param committed whether the transaction took effect
 * @param refused counters that would have fallen below their floor, ordered by key
 * @param conflicts rows that were not as the commit expected, ordered by kind and id
 * @param duplicates inserts that were skipped because an earlier row has their id or unique columns
 */
public record CommitResult(
        boolean committed, List<Refusal> refused, List<Conflict> conflicts, List<Duplicate> duplicates) {
    /** Copies the lists. */
    public CommitResult {
        refused = List.copyOf(refused);
        conflicts = conflicts.stream().sorted(Conflict.ORDER).toList();
        duplicates = List.copyOf(duplicates);
        if (committed != (refused.isEmpty() && conflicts.isEmpty())) {
            throw new IllegalArgumentException("A result is committed=" + committed + " with " + refused + " and "
                    + conflicts + ".\nA commit fails with a reason.");
        }
    }

    /** The transaction took effect. */
    public static CommitResult done(List<Duplicate> duplicates) {
        return new CommitResult(true, List.of(), List.of(), duplicates);
    }

    /** Nothing was written because of counters. */
    public static CommitResult refused(List<Refusal> refused) {
        return new CommitResult(false, refused, List.of(), List.of());
    }

    /** Nothing was written because of rows. */
    public static CommitResult conflicting(List<Conflict> conflicts) {
        return new CommitResult(false, List.of(), conflicts, List.of());
    }

    /**
     * A counter that would have fallen below its floor.
     *
     * @param key the counter
     * @param value its value without this commit
     * @param delta the netted change that was asked for
     * @param floor the floor
     */
    public record Refusal(String key, long value, long delta, long floor) {}

    /**
     * A row that was not as expected.
     *
     * @param kind the kind
     * @param id the row's id in the commit
     * @param problem what was wrong
     * @param expected the version that the commit expected, 0 for an insert
     * @param found the version the row has without this commit, or {@link #ABSENT}; 0 for rows of append-only kinds
     */
    public record Conflict(Kind kind, long id, Problem problem, int expected, int found) {
        /** There is no row of that id. */
        public static final int ABSENT = -1;

        private static final Comparator<Conflict> ORDER = Comparator.comparing(
                        (Conflict conflict) -> conflict.kind().name())
                .thenComparing(Conflict::id);
    }

    /** What was wrong with a row. */
    public enum Problem {
        /** The row has another version than expected, or is gone: read it again. */
        STALE,
        /** Another row has the same id or the same values in a unique index. */
        DUPLICATE
    }

    /**
     * An insert that was skipped.
     *
     * @param kind the kind
     * @param id the id of the row that was not inserted
     */
    public record Duplicate(Kind kind, long id) {}
}
