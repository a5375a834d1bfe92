package io.omskit.engine.planning;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Order;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hands work over to the sources that nothing holds back any more. */
public final class Releases {
    private static final String FULL = "SOURCE_FULL";

    private final Work work;
    private final PullBacks pullBacks;
    private final Capacity capacity;

    Releases(Work work, PullBacks pullBacks, Capacity capacity) {
        this.work = work;
        this.pullBacks = pullBacks;
        this.capacity = capacity;
    }

    /** The effect key of the present release; every release has one of its own. */
    public static String key(FulfillmentOrder released) {
        return "release:" + released.id() + ":" + released.releases();
    }

    void of(Collection<Long> members) {
        Set<Long> seen = new HashSet<>();
        for (Long id : members) {
            Order order = work.order(id);
            if (order == null) {
                continue;
            }
            boolean full = false;
            for (FulfillmentOrder planned : work.fulfillmentsOf(order)) {
                if (planned.isMovable() && seen.add(planned.id()) && mayLeave(planned)) {
                    if (capacity.hasRoom(planned.source())) {
                        release(planned);
                    } else {
                        full = true;
                        waitForRoom(order, planned);
                    }
                }
            }
            if (!full && capacity.isLimited()) {
                work.notes(id).settled.add(FULL);
            }
        }
    }

    private boolean mayLeave(FulfillmentOrder planned) {
        for (Long id : planned.orderIds()) {
            Order member = work.order(id);
            if (member == null || pullBacks.isHeld(planned, member)) {
                return false;
            }
        }
        return !planned.allocations().isEmpty();
    }

    private void release(FulfillmentOrder planned) {
        FulfillmentOrder released = planned.released(work.now());
        work.put(released);
        capacity.take(released);
        work.effect(
                key(released),
                Effect.SOURCE_WORK,
                released.source(),
                released.allocations().get(0).orderId(),
                released.id(),
                Map.of("action", "release"),
                work.now());
        pullBacks.recount(released.orderIds());
        released.orderIds().forEach(id -> work.notes(id).events.add("RELEASED"));
    }

    private void waitForRoom(Order order, FulfillmentOrder planned) {
        work.notes(order.id()).alerts.put(FULL, Reason.of(FULL, "order " + order.ref(), "source", planned.source()));
        work.wake(order.id(), capacity.nextDay(planned.source()));
    }
}
