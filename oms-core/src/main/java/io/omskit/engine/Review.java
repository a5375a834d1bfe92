package io.omskit.engine;

import io.omskit.engine.edge.Command;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.store.Query;
import java.util.List;

/** Where people look at orders, hold them and let them go. Safe for several threads. */
public final class Review {
    private final Oms oms;

    Review(Oms oms) {
        this.oms = oms;
    }

    /** Orders that wait for a person, oldest first. */
    public List<Order> waiting(int limit) {
        List<Long> ids = oms
                .open()
                .find(Query.by(Tables.ALERT, "type", Hold.REVIEW).limit(limit))
                .stream()
                .map(row -> row.number("order_id"))
                .toList();
        return oms.open().load(Tables.ORDER, ids).stream().map(Rows::order).toList();
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

    /** Lifts a hold that somebody has set. */
    public Command.Result lift(long orderId, String owner, String handle) {
        return oms.submit(new Command.LiftHold(orderId, owner, handle));
    }
}
