package io.omskit.logistics;

import io.omskit.fact.ShipmentStatus;
import io.omskit.logistics.Timeline.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a parcel stands after a sorted list of events. A final status holds; what may end it is a return after a delivery, a
 * revocation (applied before the fold), or two scans of the carrier more than six hours later. Source: logistics reference
 * 2.3. For one fold by one thread.
 */
final class StatusFold {
    private static final Duration SETTLED = Duration.ofHours(6);
    private static final int SCANS_AGAINST = 2;

    private final String carrier;
    private ShipmentStatus status = ShipmentStatus.UNKNOWN;
    private @Nullable Instant since;
    private @Nullable Instant shippedAt;
    private @Nullable Instant deliveredAt;
    private @Nullable DeliveredTo deliveredTo;
    private boolean anomaly;
    private int scansAgainst;
    private int unmapped;

    private StatusFold(String carrier) {
        this.carrier = carrier;
    }

    /** Takes out every event that a later one revokes; the revocations stay. */
    static List<TrackingEvent> withoutRevoked(List<TrackingEvent> sorted) {
        List<TrackingEvent> kept = new ArrayList<>();
        for (TrackingEvent event : sorted) {
            if (event.type() == TrackingEventType.EVENT_REVOKED) {
                int victim = lastOf(kept, event.revokes());
                if (victim >= 0) {
                    kept.remove(victim);
                }
            }
            kept.add(event);
        }
        return List.copyOf(kept);
    }

    private static int lastOf(List<TrackingEvent> events, @Nullable TrackingEventType type) {
        for (int i = events.size() - 1; i >= 0; i--) {
            TrackingEventType candidate = events.get(i).type();
            if (type == null ? candidate != TrackingEventType.EVENT_REVOKED : candidate == type) {
                return i;
            }
        }
        return -1;
    }

    static Standing of(String carrier, List<TrackingEvent> sorted) {
        StatusFold fold = new StatusFold(carrier);
        sorted.forEach(fold::step);
        return new Standing(
                fold.status,
                fold.since,
                fold.shippedAt,
                fold.deliveredAt,
                fold.deliveredTo,
                fold.anomaly,
                fold.unmapped);
    }

    private void step(TrackingEvent event) {
        if (event.type() == TrackingEventType.UNMAPPED) {
            unmapped++;
        }
        ShipmentStatus next = event.type().status();
        if (next == null || (next == ShipmentStatus.UNKNOWN && status != ShipmentStatus.UNKNOWN)) {
            return;
        }
        if (!status.isFinal() || next == status) {
            enter(event, next);
        } else if (status == ShipmentStatus.DELIVERED && event.type().isReturn()) {
            enter(event, next);
        } else if (isLateScan(event)) {
            anomaly = true;
            scansAgainst++;
            if (scansAgainst >= SCANS_AGAINST) {
                withdrawDelivery();
                enter(event, next);
            }
        }
    }

    private void enter(TrackingEvent event, ShipmentStatus next) {
        if (next != status || since == null) {
            since = event.at();
            scansAgainst = 0;
        }
        status = next;
        if (shippedAt == null && next.isHandedOver()) {
            shippedAt = event.at();
        }
        if (next == ShipmentStatus.DELIVERED && deliveredAt == null) {
            deliveredAt = event.at();
        }
        if (event.deliveredTo() != null) {
            deliveredTo = event.deliveredTo();
        }
    }

    /** The parcel moves on, so what was reported as its delivery was none. */
    private void withdrawDelivery() {
        if (status == ShipmentStatus.DELIVERED) {
            deliveredAt = null;
            deliveredTo = null;
        }
    }

    private boolean isLateScan(TrackingEvent event) {
        return since != null && event.isToldBy(carrier) && event.at().isAfter(since.plus(SETTLED));
    }
}
