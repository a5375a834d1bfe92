package io.omskit.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not do what it was asked to. Two questions decide what a caller does next: may the same call be repeated
 * ({@link #isTransient}), and is it unknown whether a commit took effect ({@link #isOutcomeUnknown}). Refused counters and version
 * conflicts are ordinary answers in {@link CommitResult} and never come as an exception.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean transientFailure;
    private final boolean outcomeUnknown;

    private StoreException(
            String message, @Nullable Throwable cause, boolean transientFailure, boolean outcomeUnknown) {
        super(message, cause);
        this.transientFailure = transientFailure;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** A failure that repeating cannot cure. */
    public static StoreException permanent(String message) {
        return new StoreException(message, null, false, false);
    }

    /** A failure that repeating cannot cure. */
    public static StoreException permanent(String message, Throwable cause) {
        return new StoreException(message, cause, false, false);
    }

    /** A passing failure, for instance a deadlock, a busy database or a broken connection: nothing was written, the call may be repeated. */
    public static StoreException passing(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true, false);
    }

    /** The connection broke while a commit was under way: it may or may not have taken effect. Look before repeating. */
    public static StoreException unknownOutcome(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, false, true);
    }

    /** Whether nothing was written and the same call may be repeated. */
    public boolean isTransient() {
        return transientFailure;
    }

    /** Whether the commit may have taken effect or not. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
