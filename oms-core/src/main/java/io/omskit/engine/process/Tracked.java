package io.omskit.engine.process;

import io.omskit.store.Row;
import org.jspecify.annotations.Nullable;

/**
 * A value in the hands of one unit of work: as it was read, and as it is now.
 *
 * @param <T> the value
 */
final class Tracked<T> {
    private final @Nullable Row row;
    private final @Nullable T before;
    private @Nullable T now;

    Tracked(@Nullable Row row, @Nullable T value) {
        this.row = row;
        this.before = row == null ? null : value;
        this.now = value;
    }

    /** The stored row, absent for a new value. */
    @Nullable
    Row row() {
        return row;
    }

    @Nullable
    T before() {
        return before;
    }

    @Nullable
    T now() {
        return now;
    }

    void set(@Nullable T value) {
        now = value;
    }

    /** Back to what was read. */
    void revert() {
        now = before;
    }

    boolean isChanged() {
        return now != before;
    }
}
