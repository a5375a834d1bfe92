package io.omskit.engine.planning;

import io.omskit.decision.Reason;
import io.omskit.engine.work.Notes;
import io.omskit.engine.work.Tracked;
import io.omskit.engine.work.Work;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.flow.Gate;
import io.omskit.order.flow.OrderFlow;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells who waits for people at a gate: an alert for the first closed gate of an order where only a person, an answer or other
 * news opens it. The review tells of itself.
 */
public final class GateAlerts {
    private static final String WAITS = "GATE_WAITS";

    private final Work work;
    private final OrderFlow flow;

    GateAlerts(Work work, OrderFlow flow) {
        this.work = work;
        this.flow = flow;
    }

    /** The type of the alert under which orders wait at a gate. */
    public static String type(String gate) {
        return gate.equals(Hold.REVIEW) ? gate : WAITS + ":" + gate;
    }

    /** Opens and settles the alerts of an order as it has become. */
    void of(Order order) {
        Gate gate = order.sale().status().isClosed()
                ? null
                : flow.waitingAt(order, work.now()).filter(Gate::isForPeople).orElse(null);
        Notes notes = work.notes(order.id());
        if (gate != null) {
            notes.alerts.put(
                    type(gate.type()),
                    Reason.of(
                            WAITS,
                            "order " + order.ref(),
                            "gate",
                            gate.type(),
                            "roles",
                            String.join(" ", new TreeSet<>(gate.releasers()))));
        }
        for (Hold hold : before(order)) {
            String type = hold.handle();
            boolean told = hold.owner().equals(Hold.FLOW)
                    && flow.gate(type).map(Gate::isForPeople).orElse(true);
            if (told && (gate == null || !gate.type().equals(type))) {
                notes.settled.add(type(type));
            }
        }
    }

    private List<Hold> before(Order order) {
        Tracked<Order> tracked = work.trackedOrders().get(order.id());
        @Nullable Order before = tracked == null ? null : tracked.before();
        return before == null ? List.of() : before.holds();
    }
}
