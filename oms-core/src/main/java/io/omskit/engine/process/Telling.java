package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.edge.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the host's listener. A named boundary: what is told is committed already, so whatever the listener throws is logged by
 * name, and neither the work nor the answer to a command suffers from it.
 */
public final class Telling implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final Listener host;

    public Telling(Listener host) {
        this.host = host;
    }

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.warn("the listener failed: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void onChange(JournalEntry change) {
        guarded(() -> host.onChange(change));
    }

    @Override
    public void onAlert(Reason alert) {
        guarded(() -> host.onAlert(alert));
    }

    @Override
    public void onEffect(Effect effect, Outcome outcome) {
        guarded(() -> host.onEffect(effect, outcome));
    }

    @Override
    public void onPoison(long inboxId, String reason) {
        guarded(() -> host.onPoison(inboxId, reason));
    }

    @Override
    public void onFailure(String work, String reason) {
        guarded(() -> host.onFailure(work, reason));
    }
}
