package io.omskit.engine;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.PersonalData;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceConnector;
import io.omskit.fulfillment.SourceConnector.Answer;
import io.omskit.fulfillment.SourceConnector.Item;
import io.omskit.fulfillment.SourceConnector.Job;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the work that a source is to do or to stop into calls of its connector, and the answers into outcomes. */
final class SourceWork implements EffectHandler {
    private final Oms oms;
    private final SourceConnector connector;

    SourceWork(Oms oms, SourceConnector connector) {
        this.oms = oms;
        this.connector = connector;
    }

    @Override
    public String type() {
        return Effect.SOURCE_WORK;
    }

    /** A connector answers the same key as before. */
    @Override
    public RepeatRule repeat() {
        return RepeatRule.SAME_KEY;
    }

    @Override
    public Outcome run(Effect effect) {
        boolean release = effect.datum("action").equals("release");
        Optional<FulfillmentOrder> work = oms.fulfillment().find(effect.fulfillmentOrder());
        if (release && work.isEmpty()) {
            return Outcome.Done.of("the work is gone");
        }
        Map<Long, Order> orders = new TreeMap<>();
        work.ifPresent(held -> held.orderIds().forEach(id -> find(id, orders)));
        String units = effect.data().get("units");
        List<Item> items = units == null ? items(work, orders) : items(units, orders);
        Answer answer = release
                ? connector.release(job(effect, items, shipBy(orders), consignee(orders)))
                : connector.cancel(job(effect, items, null, null));
        return outcome(answer);
    }

    private static Job job(
            Effect effect, List<Item> items, @Nullable Instant shipBy, @Nullable PersonalData consignee) {
        return new Job(effect.key(), effect.fulfillmentOrder(), items, shipBy, consignee);
    }

    private static Outcome outcome(Answer answer) {
        if (answer instanceof Answer.Taken taken) {
            return Outcome.Done.of(taken.reference());
        } else if (answer instanceof Answer.Refused refused) {
            return new Outcome.Rejected(refused.reason());
        } else if (answer instanceof Answer.Later later) {
            return new Outcome.Retry(later.reason(), later.after());
        } else if (answer instanceof Answer.Unknown unknown) {
            return new Outcome.Unknown(unknown.reason());
        }
        throw new AssertionError("the answers are sealed");
    }

    private void find(long orderId, Map<Long, Order> orders) {
        oms.orders().find(orderId).ifPresent(order -> orders.put(orderId, order));
    }

    /** What is in the work and has not left. */
    private static List<Item> items(Optional<FulfillmentOrder> work, Map<Long, Order> orders) {
        List<Item> items = new ArrayList<>();
        for (Allocation allocation : work.map(FulfillmentOrder::allocations).orElse(List.of())) {
            long open = allocation.quantity() - allocation.progress().shipped();
            if (open > 0) {
                item(orders.get(allocation.orderId()), allocation.demand(), open)
                        .ifPresent(items::add);
            }
        }
        return items;
    }

    /** What is taken out of the work: {@code orderId/demand:quantity;...}. */
    private List<Item> items(String units, Map<Long, Order> orders) {
        List<Item> items = new ArrayList<>();
        for (String unit : units.split(";", -1)) {
            int slash = unit.indexOf('/');
            int colon = unit.indexOf(':', slash);
            long orderId = Long.parseLong(unit.substring(0, slash));
            if (!orders.containsKey(orderId)) {
                find(orderId, orders);
            }
            item(
                            orders.get(orderId),
                            Integer.parseInt(unit.substring(slash + 1, colon)),
                            Long.parseLong(unit.substring(colon + 1)))
                    .ifPresent(items::add);
        }
        return items;
    }

    private static Optional<Item> item(@Nullable Order order, int index, long steps) {
        if (order == null) {
            return Optional.empty();
        }
        Demand demand = order.demands().get(index);
        return Optional.of(new Item(order.id(), order.ref(), index, demand.sku(), demand.quantity(steps)));
    }

    private static @Nullable Instant shipBy(Map<Long, Order> orders) {
        Instant earliest = null;
        for (Order order : orders.values()) {
            Instant promised = order.shipBy();
            earliest = promised != null && (earliest == null || promised.isBefore(earliest)) ? promised : earliest;
        }
        return earliest;
    }

    /** All orders of one work go to one consignee: the first that is known. */
    private @Nullable PersonalData consignee(Map<Long, Order> orders) {
        for (Long id : orders.keySet()) {
            Optional<PersonalData> known = oms.orders().personalData(id);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return null;
    }
}
