package io.omskit.engine.work;

import io.omskit.store.Row;
import org.jspecify.annotations.Nullable;

/**
 * A value in the hands of one unit of work: as it was read, and as it is now.
 *
 * @param <T> the value
 */
public final class Tracked<T> {
    private final @Nullable Row row;
    private final @Nullable T before;
    private @Nullable T now;

    public Tracked(@Nullable Row row, @Nullable T value) {
        this.row = row;
        this.before = row == null ? null : value;
        this.now = value;
    }

    /** The stored row, absent for a new value. */
    @Nullable
    public Row row() {
        return row;
    }

    @Nullable
    public T before() {
        return before;
    }

    @Nullable
    public T now() {
        return now;
    }

    public void set(@Nullable T value) {
        now = value;
    }

    /** Back to what was read. */
    public void revert() {
        now = before;
    }

    public boolean isChanged() {
        return now != before;
    }
}
