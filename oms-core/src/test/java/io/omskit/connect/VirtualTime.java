package io.omskit.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when somebody waits. Single-threaded. */
final class VirtualTime implements InstantSource, Exchange.Waiter {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final List<Duration> waits = new ArrayList<>();
    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public boolean await(Duration time) {
        waits.add(time);
        now = now.plus(time);
        return true;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
