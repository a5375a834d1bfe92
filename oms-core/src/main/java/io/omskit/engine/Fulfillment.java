package io.omskit.engine;

import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.stored.Regroupings;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.order.edit.Arrangement;
import io.omskit.store.Query;
import java.util.List;
import java.util.Optional;

/** The work that orders become: fulfillment orders at sources, and the parcels that leave. Safe for several threads. */
public final class Fulfillment {
    private final Oms oms;

    Fulfillment(Oms oms) {
        this.oms = oms;
    }

    /** The fulfillment orders that hold something of the order. */
    public List<FulfillmentOrder> of(Order order) {
        return oms.open().load(Tables.FULFILLMENT, order.fulfillmentOrders()).stream()
                .map(Rows::fulfillmentOrder)
                .toList();
    }

    /** The fulfillment order with this key. */
    public Optional<FulfillmentOrder> find(long id) {
        return oms.open().load(Tables.FULFILLMENT, List.of(id)).stream()
                .map(Rows::fulfillmentOrder)
                .findFirst();
    }

    /** The parcel with this number. */
    public Optional<Shipment> parcel(String carrier, String number, String discriminator) {
        return oms.open().find(Query.by(Tables.SHIPMENT, "identity", carrier, number, discriminator)).stream()
                .map(Rows::shipment)
                .findFirst();
    }

    /** The parcels of a fulfillment order. */
    public List<Shipment> parcels(FulfillmentOrder work) {
        return oms.open().load(Tables.SHIPMENT, work.shipments()).stream()
                .map(Rows::shipment)
                .toList();
    }

    /** Takes what a source or a carrier reports: packed, picked short, shipped, delivered, returned. */
    public Command.Result report(SourceReport report) {
        return oms.submit(new Command.Report(report));
    }

    /** Says by hand how units of an order are to travel; replaces what was said before, nothing takes everything back. */
    public Command.Result arrange(long orderId, Arrangement... arrangements) {
        return oms.submit(new Command.Arrange(orderId, List.of(arrangements)));
    }

    /** Takes the orders that travel with this one apart, and keeps them apart. */
    public Command.Result unmerge(long orderId, String by) {
        return oms.submit(new Command.Unmerge(orderId, by));
    }

    /** How the work of an order was grouped and grouped anew, newest first; each may be undone by its position. */
    public List<JournalEntry.Regrouping> regroupings(long orderId) {
        return Regroupings.of(orderId, oms.open()).stream()
                .map(Regroupings.One::shown)
                .toList();
    }

    /** Brings the grouping back that was before the last regrouping of an order, and leaves it so. */
    public Command.Result undo(long orderId, String by) {
        return oms.submit(new Command.Undo(orderId, by));
    }

    /** Brings the grouping back that was before the regrouping at this position, and leaves it so. */
    public Command.Result undo(long orderId, long position, String by) {
        return oms.submit(new Command.Undo(orderId, position, by));
    }

    /** Orders that could travel with others of the same consignee and do not, oldest first; the alert says why. */
    public List<Order> possibleMerges(int limit) {
        List<Long> ids = oms
                .open()
                .find(Query.by(Tables.ALERT, "type", "POSSIBLE_MERGE").limit(limit))
                .stream()
                .map(row -> row.number("order_id"))
                .toList();
        return oms.open().load(Tables.ORDER, ids).stream().map(Rows::order).toList();
    }

    /** Plans an order again, together with all that it shares work with. */
    public Command.Result replan(long orderId) {
        return oms.submit(new Command.Replan(orderId));
    }
}
