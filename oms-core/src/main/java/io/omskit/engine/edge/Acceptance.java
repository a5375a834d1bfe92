package io.omskit.engine.edge;

/** The answer to messages that were offered. */
public enum Acceptance {
    /** Stored durably; the source may forget them, the cursor has moved. */
    ACCEPTED,
    /**
     * The shop's inbox is full; nothing was stored and the cursor has not moved. Offer the same messages again later;
     * nothing is lost.
     */
    LATER
}
