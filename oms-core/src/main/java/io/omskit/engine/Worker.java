package io.omskit.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works until the engine is closed. A named boundary: a store that fails for a while must not end the worker, so whatever
 * is thrown is told by name and work goes on after a pause.
 */
final class Worker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Duration BETWEEN_DISCARDS = Duration.ofHours(1);

    private final Oms oms;
    private final InstantSource time;
    private final Duration idle;
    private Instant nextDiscard = Instant.MIN;

    Worker(Oms oms, InstantSource time, Duration idle) {
        this.oms = oms;
        this.time = time;
        this.idle = idle;
    }

    @Override
    public void run() {
        while (!oms.isClosed() && !Thread.currentThread().isInterrupted()) {
            if (!hasWorked()) {
                LockSupport.parkNanos(idle.toNanos());
            }
        }
    }

    private boolean hasWorked() {
        try {
            boolean worked = oms.process() + oms.runEffects() > 0;
            Instant now = time.instant();
            if (!worked && !now.isBefore(nextDiscard)) {
                oms.discardPayloads();
                nextDiscard = now.plus(BETWEEN_DISCARDS);
            }
            return worked;
        } catch (RuntimeException e) {
            if (!oms.isClosed()) {
                String reason = e.getClass().getSimpleName();
                LOG.warn("work failed and is tried again: {}", reason);
                oms.listener().onFailure("engine", reason);
            }
            return false;
        }
    }
}
