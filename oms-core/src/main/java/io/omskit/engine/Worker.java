package io.omskit.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works until the engine is closed. A named boundary: a store that fails for a while must not end the worker, so whatever
 * is thrown is logged by name and work goes on after a pause.
 */
final class Worker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Oms oms;
    private final Duration idle;

    Worker(Oms oms, Duration idle) {
        this.oms = oms;
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
            return oms.process() + oms.runEffects() > 0;
        } catch (RuntimeException e) {
            if (!oms.isClosed()) {
                LOG.warn("work failed and is tried again: {}", e.getClass().getSimpleName());
            }
            return false;
        }
    }
}
