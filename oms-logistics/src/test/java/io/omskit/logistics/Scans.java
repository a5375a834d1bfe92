package io.omskit.logistics;

import io.omskit.fact.Provenance;
import io.omskit.fact.TrackingFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short ways to say what was scanned; all times count in minutes from one noon. */
final class Scans {
    static final Instant NOON = Instant.parse("2025-03-01T04:00:00Z");
    static final String NUMBER = "SF0000000000001";
    private static final int CHINA = 8 * 3600;

    private Scans() {}

    static Instant minute(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    static TrackingFact.Event scan(long minute, TrackingEventType type) {
        return scan(minute, type, "深圳市", null);
    }

    static TrackingFact.Event scan(long minute, TrackingEventType type, @Nullable String place, @Nullable String text) {
        return new TrackingFact.Event(minute(minute), CHINA, type.name(), null, "c-" + type.ordinal(), place, text, 0);
    }

    static TrackingFact.Event revoking(long minute, @Nullable TrackingEventType type) {
        return new TrackingFact.Event(
                minute(minute),
                CHINA,
                TrackingEventType.EVENT_REVOKED.name(),
                type == null ? null : type.name(),
                "revoke",
                null,
                null,
                0);
    }

    static TrackingFact fact(String source, long receivedMinute, boolean snapshot, TrackingFact.Event... events) {
        return new TrackingFact(
                "sf", NUMBER, "", new Provenance(source, minute(receivedMinute)), snapshot, null, List.of(events));
    }

    static TrackingFact pushed(TrackingFact.Event... events) {
        return fact("sf.push", 10_000, false, events);
    }

    static TrackingFact polled(long receivedMinute, TrackingFact.Event... events) {
        return fact("sf.routes", receivedMinute, true, events);
    }

    static Timeline timeline(TrackingFact... facts) {
        Timeline timeline = Timeline.of("sf", NUMBER, "");
        for (TrackingFact fact : facts) {
            timeline = timeline.with(fact);
        }
        return timeline;
    }

    static Timeline after(TrackingFact.Event... events) {
        return timeline(pushed(events));
    }
}
