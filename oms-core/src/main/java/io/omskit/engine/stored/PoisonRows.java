package io.omskit.engine.stored;

import io.omskit.store.Row;

/** Messages that were put aside as rows, and the words for why. No reason quotes a payload, which may name a person. */
public final class PoisonRows {
    private static final int MAX_REASON = 500;

    private PoisonRows() {}

    /** The row that takes the place of an inbox row. */
    public static Row row(long id, Row inbox, String reason) {
        return Row.bare(
                Tables.POISON,
                id,
                1,
                inbox.text("ref"),
                inbox.hasValue("raw_id") ? inbox.number("raw_id") : null,
                inbox.text("work"),
                storable(reason));
    }

    /**
     * The inbox row that a message becomes when it is to be tried again. It has the number of its payload, as when it came,
     * so it is read before what came later of the same order.
     *
     * @param fresh a number for work without a payload
     */
    public static Row retried(Row poison, long lane, long fresh) {
        Long payload = poison.hasValue("raw_id") ? (Long) poison.number("raw_id") : null;
        return Row.bare(
                Tables.INBOX,
                payload == null ? fresh : payload,
                1,
                lane,
                poison.text("ref"),
                payload,
                poison.text("work"));
    }

    /** An identifier of bad input may stand in a reason; what no database takes is left out. */
    private static String storable(String reason) {
        StringBuilder text = new StringBuilder();
        reason.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(MAX_REASON)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /** What an exception of our own says. */
    public static String reason(RuntimeException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }

    /** What failed and where. The message of the exception is left out: a mapper's may quote the payload. */
    public static IllegalStateException failed(String mapper, RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return new IllegalStateException("mapper " + mapper + " failed with "
                + e.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]));
    }
}
