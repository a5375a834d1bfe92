package io.omskit.engine;

import io.omskit.engine.edge.Command;
import io.omskit.engine.planning.GateAlerts;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.flow.Gate;
import io.omskit.store.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where people look at orders, hold them and let them go. Safe for several threads. */
public final class Review {
    private final Oms oms;

    Review(Oms oms) {
        this.oms = oms;
    }

    /** Orders that wait for a person, at the review or at another gate of the flow in force, the longest waiting first. */
    public List<Order> waiting(int limit) {
        List<String> gates = new ArrayList<>(List.of(Hold.REVIEW));
        oms.policy().flow().gates().stream()
                .filter(Gate::isForPeople)
                .map(Gate::type)
                .forEach(gates::add);
        return waiting(gates, limit);
    }

    /** Orders that wait for a person at one gate, the longest waiting first. */
    public List<Order> waiting(String gate, int limit) {
        return waiting(List.of(gate), limit);
    }

    private List<Order> waiting(List<String> gates, int limit) {
        TreeMap<Long, Long> orders = new TreeMap<>();
        for (String gate : gates) {
            Query open = Query.by(Tables.ALERT, "type", GateAlerts.type(gate)).limit(limit);
            oms.open().find(open).forEach(row -> orders.put(row.id(), row.number("order_id")));
        }
        List<Long> ids = orders.values().stream().limit(limit).toList();
        Map<Long, Order> loaded = new HashMap<>();
        oms.open().load(Tables.ORDER, ids).stream().map(Rows::order).forEach(order -> loaded.put(order.id(), order));
        return ids.stream().filter(loaded::containsKey).map(loaded::get).toList();
    }

    /** Lets an order pass the review. */
    public Command.Result approve(long orderId, String by) {
        return oms.submit(new Command.OpenGate(orderId, Hold.REVIEW, by));
    }

    /** Opens a gate of an order by hand, in one of the roles that it names. */
    public Command.Result open(long orderId, String gate, String by, String role) {
        return oms.submit(new Command.OpenGate(orderId, gate, by, role));
    }

    /** Takes the customer's answer to a question that is open; the questions of an order are in its handling. */
    public Command.Result answer(long orderId, String gate, String answer) {
        return oms.submit(new Command.Answer(orderId, gate, answer));
    }

    /** Sets a hold. */
    public Command.Result hold(long orderId, Hold hold) {
        return oms.submit(new Command.PlaceHold(orderId, hold));
    }

    /** Lifts a hold that somebody has set, on the order and on all its lines. */
    public Command.Result lift(long orderId, String owner, String handle) {
        return oms.submit(new Command.LiftHold(orderId, owner, handle));
    }

    /** Lifts the hold of one line, or that of the order as a whole where no line is named. */
    public Command.Result lift(long orderId, String owner, String handle, @Nullable String lineId) {
        return oms.submit(new Command.LiftHold(orderId, owner, handle, false, lineId));
    }
}
