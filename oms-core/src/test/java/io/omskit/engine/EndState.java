package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.process.Intake;
import io.omskit.engine.stored.EffectRows;
import io.omskit.engine.stored.FlatJson;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentInvariants;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.value.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What two runs of one story must have in common: everything but ids, versions and times. */
final class EndState {
    private final Store store;
    private final Map<Long, Order> orders = new TreeMap<>();
    private final Map<Long, FulfillmentOrder> works = new TreeMap<>();

    private EndState(Store store) {
        this.store = store;
        rows(Query.all(Tables.ORDER)).forEach(row -> orders.put(row.id(), Rows.order(row)));
        rows(Query.all(Tables.FULFILLMENT)).forEach(row -> works.put(row.id(), Rows.fulfillmentOrder(row)));
    }

    /** The state as lines of text that tests compare. */
    static List<String> of(Store store, Collection<StockCell> cells) {
        return new EndState(store).lines(cells);
    }

    /** Checks that two states are equal and tells only where they differ. */
    static void assertSame(List<String> expected, List<String> actual, String where) {
        List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<String> extra = new ArrayList<>(actual);
        expected.forEach(extra::remove);
        assertTrue(
                missing.isEmpty() && extra.isEmpty(),
                () -> where + "\n  missing " + String.join("\n          ", missing) + "\n  extra   "
                        + String.join("\n          ", extra));
    }

    /** Checks Q1, M2 and M4 of every order, and that every order's work is where the order says. */
    static void assertSound(Store store) {
        EndState state = new EndState(store);
        for (Order order : state.orders.values()) {
            List<FulfillmentOrder> held = state.works.values().stream()
                    .filter(work -> work.orderIds().contains(order.id()))
                    .toList();
            assertEquals(
                    order.fulfillmentOrders(),
                    held.stream().map(FulfillmentOrder::id).toList(),
                    () -> "work of order " + order.ref());
            Optional<Violation> broken = OrderInvariants.q1(order)
                    .or(() -> OrderInvariants.m2(order))
                    .or(() -> FulfillmentInvariants.q1(order, held))
                    .or(() -> FulfillmentInvariants.m4(order, held));
            assertTrue(broken.isEmpty(), broken::toString);
        }
    }

    /** The recorded outcome of every effect that has one, by effect key. */
    static Map<String, String> outcomes(Store store) {
        Map<String, String> outcomes = new HashMap<>();
        for (Row row : rows(store, Query.all(Tables.EFFECT))) {
            String outcome = FlatJson.read(row.json()).get("outcome");
            if (outcome != null) {
                String before = outcomes.put(row.text("effect_key"), outcome);
                assertEquals(null, before, () -> "two rows of effect " + row.text("effect_key"));
            }
        }
        return outcomes;
    }

    /** All rows of a query, page by page. */
    static List<Row> rows(Store store, Query query) {
        List<Row> all = new ArrayList<>();
        List<Row> page = store.find(query.limit(Query.MAX_LIMIT));
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.find(query.limit(Query.MAX_LIMIT).after(page.get(page.size() - 1)));
        }
        return all;
    }

    private List<Row> rows(Query query) {
        return rows(store, query);
    }

    private List<String> lines(Collection<StockCell> cells) {
        List<String> lines = new ArrayList<>();
        orders.values().forEach(order -> addOrder(lines, order));
        works.values().forEach(work -> lines.add(line(work)));
        rows(Query.all(Tables.SHIPMENT))
                .forEach(row -> lines.add("parcel " + row.text("number") + " " + row.text("status") + " "
                        + Rows.shipment(row).contents().size()));
        for (Row row : rows(Query.all(Tables.EFFECT))) {
            Effect effect = EffectRows.effect(row);
            lines.add("effect " + effect.type() + " " + effect.target() + " " + ref(effect.orderId()) + " "
                    + effect.data().getOrDefault("action", "") + " "
                    + row.due().state() + " " + effect.data().getOrDefault("outcome", ""));
        }
        rows(Query.all(Tables.ALERT))
                .forEach(row -> lines.add("alert " + row.text("type") + " " + ref(row.number("order_id"))));
        rows(Query.all(Tables.POISON)).forEach(row -> lines.add("poison " + row.text("ref") + row.text("reason")));
        rows(Query.all(Tables.CURSOR)).forEach(row -> lines.add("cursor " + row.text("name") + row.text("value")));
        lines.add("inbox " + store.count(Query.all(Tables.INBOX)));
        List<String> keys = new ArrayList<>();
        cells.forEach(cell -> keys.addAll(StockCounters.keys(cell)));
        keys.add(Intake.room(Shelf.SHOP.toString()));
        new TreeMap<>(store.counters(keys)).forEach((key, value) -> lines.add("counter " + key + " " + value));
        lines.sort(null);
        return lines;
    }

    private static void addOrder(List<String> lines, Order order) {
        lines.add("sale " + order.ref() + " " + order.sale());
        for (Demand demand : order.demands()) {
            lines.add("demand " + order.ref() + " " + demand);
        }
        lines.add("holds " + order.ref() + " "
                + order.holds().stream().map(Hold::handle).sorted().toList() + " passes "
                + order.passes().stream().map(Order.Pass::gate).toList());
    }

    private String line(FulfillmentOrder work) {
        List<String> parts = new ArrayList<>();
        for (Allocation allocation : work.allocations()) {
            parts.add(ref(allocation.orderId()) + "#" + allocation.demand() + "x" + allocation.quantity() + " "
                    + allocation.progress());
        }
        parts.sort(null);
        return "work " + work.source() + " " + work.state() + " " + work.handedOver() + " "
                + work.shipments().size() + " " + parts;
    }

    private String ref(long orderId) {
        Order order = orders.get(orderId);
        return order == null ? "-" : order.ref().toString();
    }
}
