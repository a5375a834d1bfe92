package io.omskit.access;

/** A sealed block cannot be opened. Says why, never what was inside. */
public final class SealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }

    SealException(String message, Throwable cause) {
        super(message, cause);
    }
}
