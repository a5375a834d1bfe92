package io.omskit.engine.process;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.work.Tracked;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What channels are told of parcels: every channel whose order has goods in one gets its own notice (rule ). */
final class ShipNotices {
    private final Work work;

    ShipNotices(Work work) {
        this.work = work;
    }

    /** A parcel has left; the counters of its orders know it already. */
    void left(Shipment parcel) {
        insideByOrder(parcel).forEach((id, inside) -> {
            Order order = work.order(id);
            if (order != null) {
                notice(order, parcel, inside, "");
            }
        });
    }

    /**
     * Orders of which something has left and the rest was canceled are complete with the parcels that their channels know: the
     * last of these is told once more, with no units, as the one that completes the order.
     */
    void complete() {
        for (Order order : List.copyOf(work.changedOrders())) {
            Tracked<Order> tracked = work.trackedOrders().get(order.id());
            @Nullable Order before = tracked == null ? null : tracked.before();
            boolean completed = before != null
                    && !order.sale().status().isClosed()
                    && !work.notes(order.id()).toldWhole
                    && hasUnits(before)
                    && hasLeft(order)
                    && !hasAllLeft(before)
                    && hasAllLeft(order);
            if (completed) {
                last(order)
                        .ifPresent(parcel -> notice(
                                order, parcel, insideByOrder(parcel).getOrDefault(order.id(), Map.of()), ":rest"));
            }
        }
    }

    private static boolean hasUnits(Order order) {
        return order.demands().stream().anyMatch(Demand::isSold);
    }

    private static boolean hasLeft(Order order) {
        return order.demands().stream()
                .anyMatch(demand -> demand.isSold() && demand.progress().shipped() > 0);
    }

    /** Whether nothing that was sold is still to leave; what is canceled is not waited for. */
    private static boolean hasAllLeft(Order order) {
        return order.demands().stream().filter(Demand::isSold).allMatch(demand -> demand.open() <= 0);
    }

    private Optional<Shipment> last(Order order) {
        List<Shipment> parcels = new ArrayList<>();
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            parcels.addAll(work.parcels(held));
        }
        return parcels.stream()
                .filter(parcel -> hasSold(order, insideByOrder(parcel).get(order.id())))
                .max(Comparator.comparing(Shipment::shippedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparingLong(Shipment::id));
    }

    private static boolean hasSold(Order order, @Nullable Map<Integer, Long> inside) {
        return inside != null
                && inside.keySet().stream()
                        .anyMatch(index -> order.demands().get(index).isSold());
    }

    /** Units by order and demand. */
    private static Map<Long, Map<Integer, Long>> insideByOrder(Shipment parcel) {
        Map<Long, Map<Integer, Long>> inside = new TreeMap<>();
        for (Shipment.Content content : parcel.contents()) {
            inside.computeIfAbsent(content.orderId(), id -> new TreeMap<>())
                    .merge(content.demand(), content.quantity(), Math::addExact);
        }
        return inside;
    }

    private void notice(Order order, Shipment parcel, Map<Integer, Long> inside, String sort) {
        if (!hasSold(order, inside)) {
            return;
        }
        StringJoiner lines = new StringJoiner(";");
        units(order, sort.isEmpty() ? inside : Map.of(), inside)
                .forEach((line, steps) -> lines.add(line + ":" + decimal(order, line, steps)));
        boolean whole = hasAllLeft(order);
        work.notes(order.id()).toldWhole |= whole;
        work.effect(
                "notice:" + parcel.id() + ":" + order.id() + sort,
                Effect.SHIP_NOTICE,
                order.ref().shopRef().toString(),
                order.id(),
                parcel.fulfillmentOrder() == null ? 0 : parcel.fulfillmentOrder(),
                Map.of(
                        "number", order.ref().number(),
                        "carrier", parcel.carrier(),
                        "tracking", parcel.number(),
                        "lines", lines.toString(),
                        "inPart", inPart(order, inside),
                        "whole", Boolean.toString(whole)),
                work.now());
    }

    /**
     * Units by line that this parcel is the first to bring something of: a unit made of several things that leave in several
     * parcels is told with the first of them, so that the notices of a line add up to what has left of it.
     *
     * @param fresh what has left with this parcel, of what is inside
     */
    private static Map<String, Long> units(Order order, Map<Integer, Long> fresh, Map<Integer, Long> inside) {
        Map<String, Long> before = new HashMap<>();
        Map<String, Long> after = new TreeMap<>();
        for (Demand demand : order.demands()) {
            if (demand.isSold()) {
                long shipped = demand.progress().shipped();
                long earlier = shipped - fresh.getOrDefault(demand.index(), 0L);
                before.merge(demand.lineId(), begun(earlier, demand), Math::max);
                after.merge(demand.lineId(), begun(shipped, demand), Math::max);
            }
        }
        Map<String, Long> units = new TreeMap<>();
        for (Integer index : inside.keySet()) {
            Demand demand = order.demands().get(index);
            String line = demand.lineId();
            if (demand.isSold()) {
                units.put(line, after.getOrDefault(line, 0L) - before.getOrDefault(line, 0L));
            }
        }
        return units;
    }

    /** Units of the line of which at least a step has left. */
    private static long begun(long shipped, Demand demand) {
        return shipped <= 0 ? 0 : (shipped - 1) / demand.ratio() + 1;
    }

    private static String inPart(Order order, Map<Integer, Long> inside) {
        List<String> lines = inside.keySet().stream()
                .map(index -> order.demands().get(index))
                .filter(Demand::isSold)
                .map(Demand::lineId)
                .distinct()
                .toList();
        return order.demands().stream()
                .filter(demand -> demand.isSold() && lines.contains(demand.lineId()))
                .filter(demand -> inside.getOrDefault(demand.index(), 0L) < demand.needed() - demand.canceled())
                .map(Demand::lineId)
                .distinct()
                .collect(Collectors.joining(";"));
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
