package io.omskit.finance.statement;

/** A file that cannot be read as a statement at all; what concerns single rows is a problem of the row instead. */
public final class StatementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names what is wrong and, on a new line, what to do. */
    public StatementException(String message) {
        super(message);
    }

    /** The same with the failure behind it. */
    public StatementException(String message, Throwable cause) {
        super(message, cause);
    }
}
