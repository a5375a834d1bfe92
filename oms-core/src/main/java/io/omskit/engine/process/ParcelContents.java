package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.work.Work;
import io.omskit.fact.ShipmentFact;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a reading says is inside a parcel, as parts of the work that holds it, and what of it no work holds. */
final class ParcelContents {
    private final Work work;
    private final String parcel;
    private final TreeMap<Long, List<Part>> parts = new TreeMap<>();
    private final Map<List<Long>, Long> taken = new HashMap<>();
    private final TreeMap<Long, Reason> lacking = new TreeMap<>();

    private ParcelContents(Work work, ShipmentFact fact) {
        this.work = work;
        this.parcel = fact.carrier() + "/" + fact.number();
    }

    static ParcelContents of(ShipmentFact fact, Work work) {
        ParcelContents contents = new ParcelContents(work, fact);
        for (ShipmentFact.Content content : fact.contents()) {
            Order order = work.find(content.order());
            if (order != null) {
                order.demands().stream()
                        .filter(demand ->
                                content.lineId().isEmpty() || content.lineId().equals(demand.lineId()))
                        .forEach(demand -> contents.add(order, demand, wanted(content, demand)));
            }
        }
        return contents;
    }

    /** By the fulfillment order that holds them. */
    SortedMap<Long, List<Part>> parts() {
        return parts;
    }

    /** By order: what is said to have left though no work holds it. */
    SortedMap<Long, Reason> lacking() {
        return lacking;
    }

    private static long wanted(ShipmentFact.Content content, Demand demand) {
        if (content.quantity() == null) {
            return Long.MAX_VALUE;
        }
        long units = content.quantity().steps();
        return units > Long.MAX_VALUE / demand.ratio() ? Long.MAX_VALUE : units * demand.ratio();
    }

    private void add(Order order, Demand demand, long wanted) {
        long rest = wanted;
        long elsewhere = demand.open();
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            List<Long> place = List.of(held.id(), order.id(), (long) demand.index());
            long inside = open(held, order, demand);
            long open = inside - taken.getOrDefault(place, 0L);
            long part = Math.min(open, rest);
            elsewhere -= inside;
            if (part > 0) {
                rest -= part;
                taken.merge(place, part, Long::sum);
                parts.computeIfAbsent(held.id(), id -> new ArrayList<>())
                        .add(new Part(order.id(), demand.index(), part));
            }
        }
        long lacks = Math.min(rest, elsewhere);
        if (lacks > 0 && demand.isSold()) {
            lacking.putIfAbsent(
                    order.id(),
                    Reason.of(
                            "PARCEL_GOODS_NOT_HELD",
                            "order " + order.ref(),
                            "parcel",
                            parcel,
                            "sku",
                            demand.sku(),
                            "quantity",
                            demand.quantity(lacks).toDecimal().toPlainString()));
        }
    }

    private static long open(FulfillmentOrder held, Order order, Demand demand) {
        long open = 0;
        for (Allocation allocation : held.allocations()) {
            if (allocation.isOf(order.id(), demand.index())) {
                open += Math.max(
                        0, allocation.quantity() - allocation.progress().shipped());
            }
        }
        return open;
    }
}
