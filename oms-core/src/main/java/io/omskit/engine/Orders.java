package io.omskit.engine;

import io.omskit.engine.edge.Command;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.PersonalBlocks;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.PersonalData;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.util.List;
import java.util.Optional;

/** Orders as they are stored. Safe for several threads; what it returns is a moment's truth and does not change. */
public final class Orders {
    private final Oms oms;
    private final PersonalBlocks personal;

    Orders(Oms oms, PersonalBlocks personal) {
        this.oms = oms;
        this.personal = personal;
    }

    /** The order with this number on its channel. */
    public Optional<Order> find(ChannelRef ref) {
        return oms.open().find(Query.by(Tables.ORDER, "ref", ref.platform(), ref.shop(), ref.number())).stream()
                .map(Rows::order)
                .findFirst();
    }

    /** The order with our own key. */
    public Optional<Order> find(long id) {
        return oms.open().load(Tables.ORDER, List.of(id)).stream()
                .map(Rows::order)
                .findFirst();
    }

    /** Orders in the order in which we first heard of them; read on by the id of the last one. */
    public List<Order> list(long afterId, int limit) {
        Query query = Query.all(Tables.ORDER).limit(limit);
        if (afterId > 0) {
            query = query.after(Row.json(Tables.ORDER, afterId, 1, "{}", "", "", "", null, "", null, null, null, null));
        }
        return oms.open().find(query).stream().map(Rows::order).toList();
    }

    /** Where an order stands now. */
    public OrderStatus status(Order order) {
        return OrderStatus.of(order, oms.time().instant());
    }

    /** The gate at which an order waits, or the type of another hold, if it waits; the headline of its status is the same. */
    public Optional<String> waitingAt(Order order) {
        return OrderStatus.waitingAt(order, oms.time().instant()).map(Hold::type);
    }

    /**
     * Opens the personal data of an order. Show it through a view of {@code io.omskit.access}, which tells what to audit.
     *
     * @return empty if there are none or they were forgotten
     */
    public Optional<PersonalData> personalData(long orderId) {
        return oms.open().load(Tables.PERSONAL, List.of(orderId)).stream()
                .map(personal::open)
                .findFirst();
    }

    /** Cancels units of a line that are not packed; no money moves. */
    public Command.Result cancel(long orderId, String lineId, long units) {
        return oms.submit(new Command.CancelUnits(orderId, lineId, units));
    }

    /** Takes units that have left back and sends something else for them; no money moves. */
    public Command.Result exchange(Command.Exchange exchange) {
        return oms.submit(exchange);
    }

    /** Deletes everything personal of an order; what was sold stays. */
    public Command.Result forget(long orderId) {
        return oms.submit(new Command.Forget(orderId));
    }
}
