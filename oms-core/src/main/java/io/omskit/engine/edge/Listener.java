package io.omskit.engine.edge;

import io.omskit.decision.Reason;

/**
 * Hears of what happens asynchronously. Called after the commit that made it true, on the thread that did the work; return
 * quickly and do not throw.
 */
public interface Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /** Somebody should look at something; told once while it is open. */
    default void onAlert(Reason alert) {}

    /**
     * A message could not be processed and was put aside.
     *
     * @param inboxId its id in the inbox
     * @param reason why, without personal data
     */
    default void onPoison(long inboxId, String reason) {}
}
