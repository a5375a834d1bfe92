package io.omskit.channels.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when somebody waits. */
final class VirtualTime implements InstantSource {
    private Instant now;

    VirtualTime(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    boolean pass(Duration time) {
        now = now.plus(time);
        return true;
    }
}
