package io.omskit.examples.cli.day;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The day's own time: it moves when the script says so, and when somebody would have waited. */
final class DayClock implements InstantSource {
    private Instant now;

    DayClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Waiting costs virtual time only. */
    synchronized boolean pass(Duration time) {
        now = now.plus(time);
        return true;
    }

    /** Moves on to a moment; never back. */
    synchronized void moveTo(Instant moment) {
        now = moment.isAfter(now) ? moment : now;
    }
}
