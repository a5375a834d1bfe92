package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.work.Work;
import io.omskit.fact.ShipmentFact;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.AllocationFold;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.ParcelFold;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.Shipment;
import io.omskit.fulfillment.SourceFold;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.Sources;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What sources and carriers tell: carries the folds of the fulfillment package out on a unit of work. */
final class Parcels {
    private final Work work;
    private final Sources sources;

    Parcels(Work work, Sources sources) {
        this.work = work;
        this.sources = sources;
    }

    /**
     * Carries a report out.
     *
     * @return why not, or null where it was done
     */
    @Nullable
    Reason report(SourceReport report) {
        FulfillmentOrder target = work.fulfillment(report.fulfillmentOrder());
        if (target == null) {
            return Reason.of("UNKNOWN_FULFILLMENT_ORDER", "fulfillment order " + report.fulfillmentOrder());
        }
        Shipment parcel = report instanceof SourceReport.Shipped shipped
                ? work.shipment(shipped.carrier(), shipped.number(), shipped.discriminator())
                : null;
        if (report instanceof SourceReport.Shipped && target.isMovable()) {
            // what left was released, whether anybody said so or not (rule)
            target = target.released(report.at());
            work.put(target);
        }
        SourceFold.Outcome outcome = fold(target).after(report, parcel, work.ids());
        if (outcome.isRefused()) {
            return outcome.refusal();
        }
        adopt(outcome, report.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT));
        Shipment linked = outcome.shipment();
        if (linked != null && report instanceof SourceReport.Shipped) {
            notifyChannels(linked);
            count(linked, report.at());
        }
        return null;
    }

    /** Folds one reading of a parcel. */
    void fold(ShipmentFact fact, long payload) {
        Shipment known = work.shipment(fact.carrier(), fact.number(), fact.discriminator());
        Shipment told = known == null ? Shipment.first(work.nextId(), fact) : known.with(fact);
        work.put(told);
        boolean links = told.fulfillmentOrder() == null && !fact.contents().isEmpty() && told.isHandedOver();
        if (links) {
            link(fact, payload);
        } else if (told.fulfillmentOrder() != null) {
            count(told, work.now());
        }
    }

    /** Links a parcel that names its contents to the work that holds them. */
    private void link(ShipmentFact fact, long payload) {
        TreeMap<Long, List<Part>> parts = new TreeMap<>();
        for (ShipmentFact.Content content : fact.contents()) {
            Order order = work.find(content.order());
            if (order != null) {
                collect(order, content, parts);
                if (payload != 0) {
                    work.notes(order.id()).payloads.add(payload);
                }
            }
        }
        if (parts.isEmpty()) {
            return;
        }
        Map.Entry<Long, List<Part>> first = parts.firstEntry();
        Instant at = fact.shippedAt() == null ? work.now() : fact.shippedAt();
        Reason refusal = report(new SourceReport.Shipped(
                first.getKey(), at, fact.carrier(), fact.number(), fact.discriminator(), first.getValue()));
        if (refusal != null) {
            long orderId = first.getValue().get(0).orderId();
            work.notes(orderId).alerts.put("PARCEL_UNLINKED", refusal);
        }
    }

    private void collect(Order order, ShipmentFact.Content content, Map<Long, List<Part>> parts) {
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            for (Allocation allocation : held.allocations()) {
                long open = allocation.quantity() - allocation.progress().shipped();
                if (allocation.orderId() != order.id() || open <= 0) {
                    continue;
                }
                Demand demand = order.demands().get(allocation.demand());
                if (content.lineId().isEmpty() || content.lineId().equals(demand.lineId())) {
                    long wanted = content.quantity() == null
                            ? open
                            : Math.min(open, content.quantity().steps() * demand.ratio());
                    parts.computeIfAbsent(held.id(), id -> new ArrayList<>())
                            .add(new Part(order.id(), demand.index(), wanted));
                }
            }
        }
    }

    private void count(Shipment parcel, Instant at) {
        Long target = parcel.fulfillmentOrder();
        FulfillmentOrder held = target == null ? null : work.fulfillment(target);
        if (held != null) {
            SourceFold.Outcome outcome = ParcelFold.count(fold(held), parcel, at);
            if (!outcome.isRefused()) {
                adopt(outcome, "PARCEL_TOLD");
            }
        }
    }

    private SourceFold fold(FulfillmentOrder target) {
        work.preloadIds(target.orderIds());
        List<Order> orders = new ArrayList<>();
        Map<Long, FulfillmentOrder> works = new TreeMap<>();
        works.put(target.id(), target);
        for (Long id : target.orderIds()) {
            Order order = work.order(id);
            if (order != null) {
                orders.add(order);
                work.fulfillmentsOf(order).forEach(held -> works.put(held.id(), held));
            }
        }
        return SourceFold.of(orders, works.values(), sources);
    }

    private void adopt(SourceFold.Outcome outcome, String event) {
        FulfillmentOrder before = work.fulfillment(outcome.work().id());
        Shipment parcel = outcome.shipment();
        if (parcel != null) {
            work.put(parcel);
        }
        if (outcome.work().equals(before)) {
            return;
        }
        work.put(outcome.work());
        // an order that has nothing left in the work is concerned as well
        Set<Long> concerned = new TreeSet<>(outcome.work().orderIds());
        concerned.addAll(before == null ? Set.of() : before.orderIds());
        long first = concerned.iterator().next();
        outcome.movements().forEach(movement -> work.move(first, movement));
        work.notes(first).reasons.addAll(outcome.reasons());
        for (Long id : concerned) {
            Order order = work.order(id);
            if (order != null) {
                work.put(AllocationFold.recount(order, work.fulfillmentsOf(order)));
                work.notes(id).events.add(event);
            }
        }
    }

    /** Every channel whose order has goods in the parcel gets its own ship notice with the same number (rule ). */
    private void notifyChannels(Shipment parcel) {
        Map<Long, List<Part>> byOrder = new TreeMap<>();
        for (Shipment.Content content : parcel.contents()) {
            byOrder.computeIfAbsent(content.orderId(), id -> new ArrayList<>())
                    .add(new Part(content.orderId(), content.demand(), content.quantity()));
        }
        byOrder.forEach((id, parts) -> {
            Order order = work.order(id);
            if (order != null) {
                notifyChannel(order, parcel, parts);
            }
        });
    }

    private void notifyChannel(Order order, Shipment parcel, List<Part> parts) {
        TreeMap<String, Long> units = new TreeMap<>();
        Map<Integer, Long> inside = new TreeMap<>();
        for (Part part : Part.merged(parts)) {
            Demand demand = order.demands().get(part.demand());
            inside.put(demand.index(), part.quantity());
            if (demand.isSold()) {
                units.merge(demand.lineId(), part.quantity() / demand.ratio(), Math::max);
            }
        }
        if (units.isEmpty()) {
            // the channel has sold nothing of what is inside
            return;
        }
        StringJoiner lines = new StringJoiner(";");
        units.forEach((line, steps) -> lines.add(line + ":" + decimal(order, line, steps)));
        String inPart = order.demands().stream()
                .filter(demand -> demand.isSold() && units.containsKey(demand.lineId()))
                .filter(demand -> inside.getOrDefault(demand.index(), 0L) < demand.needed() - demand.canceled())
                .map(Demand::lineId)
                .distinct()
                .collect(Collectors.joining(";"));
        boolean whole = order.demands().stream()
                .filter(Demand::isSold)
                .allMatch(demand -> demand.progress().shipped() >= demand.needed() - demand.canceled());
        work.effect(
                "notice:" + parcel.id() + ":" + order.id(),
                Effect.SHIP_NOTICE,
                order.ref().shopRef().toString(),
                order.id(),
                parcel.fulfillmentOrder() == null ? 0 : parcel.fulfillmentOrder(),
                Map.of(
                        "number", order.ref().number(),
                        "carrier", parcel.carrier(),
                        "tracking", parcel.number(),
                        "lines", lines.toString(),
                        "inPart", inPart,
                        "whole", Boolean.toString(whole)),
                work.now());
    }

    /** Steps of a line as its unit counts them; a line that the channel tells no more counts pieces. */
    private static String decimal(Order order, String lineId, long steps) {
        Measure measure = order.sale().lines().stream()
                .filter(line -> line.id().equals(lineId))
                .map(line -> line.quantity().measure())
                .findFirst()
                .orElse(Measure.PIECE);
        return Quantity.of(steps, measure).toDecimal().toPlainString();
    }
}
