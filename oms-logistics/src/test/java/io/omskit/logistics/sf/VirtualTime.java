package io.omskit.logistics.sf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when it is told to. */
final class VirtualTime implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-03-01T01:00:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    boolean pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
        return true;
    }

    void moveTo(Instant moment) {
        now.set(moment);
    }
}
