package io.omskit.engine.edge;

import io.omskit.decision.Reason;

/**
 * Hears of everything that happens asynchronously, once, after the commit that made it true and on the thread that did the
 * work: return quickly. What it throws is logged and stops nothing. A process that ends between a commit and its telling tells
 * nobody; what must not be missed is in the journal, the alerts and the messages put aside.
 */
public interface Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /**
     * A commit has changed an order: read, planned, approved, released, shipped. Told of batches and of commands, but not of
     * commands in a transaction of the host.
     *
     * @param change what the journal keeps of it, without its position there, which is 0
     */
    default void onChange(JournalEntry change) {}

    /** Somebody should look at something; told once while it is open. */
    default void onAlert(Reason alert) {}

    /**
     * An attempt at an effect has an outcome, and it is recorded.
     *
     * @param effect what was tried
     * @param outcome what came of it; what may come of it later is another attempt
     */
    default void onEffect(Effect effect, EffectHandler.Outcome outcome) {}

    /**
     * A message could not be processed and was put aside.
     *
     * @param inboxId its id in the inbox
     * @param reason why, without personal data
     */
    default void onPoison(long inboxId, String reason) {}

    /**
     * Work in the background has failed and is tried again: that of {@code Oms.start}, the pulling of a shop. Told at every
     * attempt.
     *
     * @param work what failed
     * @param reason why, without personal data
     */
    default void onFailure(String work, String reason) {}
}
