package io.omskit.engine;

import java.time.Instant;
import java.time.InstantSource;

/** The one place that reads the clock of the machine. Everything else is given its time. */
final class WallClock implements InstantSource {
    @Override
    public Instant instant() {
        return Instant.now();
    }
}
