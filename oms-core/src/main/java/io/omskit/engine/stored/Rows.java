package io.omskit.engine.stored;

import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.FulfillmentJson;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderJson;
import io.omskit.order.OrderStatus;
import io.omskit.order.PartyKeys;
import io.omskit.order.Sale;
import io.omskit.store.Row;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates as rows and back. */
public final class Rows {
    private Rows() {}

    public static Order order(Row row) {
        ChannelRef ref = new ChannelRef(text(row, 0), text(row, 1), text(row, 2));
        return OrderJson.read(row.id(), ref, row.stateVersion(), row.json());
    }

    public static Row order(@Nullable Row before, Order order, Instant now) {
        Sale.Basis basis = order.sale().basis();
        @Nullable
        Object[] values = {
            order.ref().platform(),
            order.ref().shop(),
            order.ref().number(),
            siblingKey(order),
            OrderStatus.headlineOf(order, now),
            basis == null ? null : basis.placedAt(),
            askKey(order),
            order.parties().buyer(),
            order.parties().signals().network()
        };
        String json = OrderJson.write(order);
        return before == null
                ? Row.json(Tables.ORDER, order.id(), OrderJson.STATE_VERSION, json, values)
                : before.withJson(OrderJson.STATE_VERSION, json, values);
    }

    /** The key under which others may find the order to travel with; none while it may not be planned. */
    public static @Nullable String mergeKey(Order order, Instant now) {
        return order.isOpen() && !order.isBlocked(Hold.Step.PLAN, now) ? siblingKey(order) : null;
    }

    /**
     * The key under which others of the same receiver find the order, be it only to wait for its payment; none once its work
     * has ended or begun, unless all that is still to leave is presale goods of which nothing was released.
     */
    public static @Nullable String siblingKey(Order order) {
        String key = order.parties().mergeKey();
        // before its demands are known an order is as open as the platform says
        boolean over = order.demands().isEmpty() ? order.sale().status().isClosed() : !order.isOpen();
        if (key == null || over) {
            return null;
        }
        boolean begun = false;
        boolean onlyPresale = true;
        for (Demand demand : order.demands()) {
            long released = demand.progress().released();
            begun |= released > 0;
            onlyPresale &= demand.needed() - demand.canceled() <= released || (demand.presale() && released == 0);
        }
        boolean rest = onlyPresale
                && order.demands().stream()
                        .anyMatch(demand -> demand.needed() - demand.canceled()
                                > demand.progress().released());
        return begun && !rest ? null : key;
    }

    /**
     * The buyer in the shop, while the shop's platform may be asked which of the buyer's orders go to one receiver: the platform
     * shows receivers as opaque ids, and the order's work has not begun.
     */
    public static @Nullable String askKey(Order order) {
        PartyKeys parties = order.parties();
        return parties.addressId() == null || parties.buyers().isEmpty() || siblingKey(order) == null
                ? null
                : order.ref().shopRef() + "/" + parties.buyers().get(0).text();
    }

    public static FulfillmentOrder fulfillmentOrder(Row row) {
        return FulfillmentJson.readFulfillmentOrder(row.id(), text(row, 0), row.stateVersion(), row.json());
    }

    public static Row fulfillmentOrder(@Nullable Row before, FulfillmentOrder work) {
        String json = FulfillmentJson.write(work);
        @Nullable Object[] values = {work.source(), work.state().name()};
        return before == null
                ? Row.json(Tables.FULFILLMENT, work.id(), FulfillmentJson.STATE_VERSION, json, values)
                : before.withJson(FulfillmentJson.STATE_VERSION, json, values);
    }

    public static Shipment shipment(Row row) {
        return FulfillmentJson.readShipment(
                row.id(), text(row, 0), text(row, 1), text(row, 2), row.stateVersion(), row.json());
    }

    public static Row shipment(@Nullable Row before, Shipment shipment) {
        String json = FulfillmentJson.write(shipment);
        @Nullable
        Object[] values = {
            shipment.carrier(),
            shipment.number(),
            shipment.discriminator(),
            shipment.fulfillmentOrder(),
            shipment.status().name()
        };
        return before == null
                ? Row.json(Tables.SHIPMENT, shipment.id(), FulfillmentJson.STATE_VERSION, json, values)
                : before.withJson(FulfillmentJson.STATE_VERSION, json, values);
    }

    private static String text(Row row, int column) {
        return (String) Objects.requireNonNull(row.value(column));
    }
}
