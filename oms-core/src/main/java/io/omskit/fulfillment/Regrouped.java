package io.omskit.fulfillment;

import io.omskit.fulfillment.Grouping.Group;
import io.omskit.fulfillment.Grouping.Part;
import io.omskit.fulfillment.Grouping.PullBack;
import io.omskit.fulfillment.Grouping.Shortfall;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Grouping} makes of the orders and fulfillment orders that it was decided for.
 *
 * @param orders the orders with their counters recomputed, ascending
 * @param fulfillmentOrders all fulfillment orders of these orders, ascending; a closed one holds nothing any more
 * @param removed planned fulfillment orders that exist no longer
 * @param movements reservations made and released, each under its own fulfillment order
 */
public record Regrouped(
        List<Order> orders,
        List<FulfillmentOrder> fulfillmentOrders,
        List<FulfillmentOrder> removed,
        List<StockMovement> movements) {

    public Regrouped {
        orders = List.copyOf(orders);
        fulfillmentOrders = List.copyOf(fulfillmentOrders);
        removed = List.copyOf(removed);
        movements = List.copyOf(movements);
    }

    /**
     * Carries the plan out on the values it was decided for.
     *
     * @param orders the orders that were the members of the plan's input
     * @param works all fulfillment orders that hold allocations of them
     * @param input the plan's input
     * @param ids makes the ids of new fulfillment orders
     */
    public static Regrouped of(
            Collection<Order> orders,
            Collection<FulfillmentOrder> works,
            RegroupInput input,
            Grouping plan,
            LongSupplier ids) {
        Map<Long, Order> byId = new TreeMap<>();
        orders.forEach(order -> byId.put(order.id(), order));
        Map<Long, FulfillmentOrder> before = new TreeMap<>();
        works.forEach(work -> before.put(work.id(), work));
        Map<Long, FulfillmentOrder> after = new TreeMap<>();
        Map<Long, List<Part>> pullBacks = new HashMap<>();
        for (PullBack pullBack : plan.pullBacks()) {
            pullBacks
                    .computeIfAbsent(pullBack.fulfillmentOrder(), id -> new ArrayList<>())
                    .add(pullBack.part());
        }
        for (FulfillmentOrder work : before.values()) {
            if (!work.isMovable()) {
                after.put(work.id(), work.without(pullBacks.getOrDefault(work.id(), List.of())));
            }
        }
        for (Group group : plan.groups()) {
            FulfillmentOrder work = carriedOut(group, before, byId, ids);
            after.put(work.id(), work);
        }
        List<FulfillmentOrder> removed = before.values().stream()
                .filter(work -> !after.containsKey(work.id()))
                .toList();
        List<FulfillmentOrder> all = List.copyOf(after.values());
        return new Regrouped(
                recounted(byId.values(), all, plan.shortfalls()), all, removed, movements(before.values(), all, input));
    }

    /** Whether anything differs from the values before, both ascending; where nothing does there is nothing to commit. */
    public boolean changes(List<Order> ordersBefore, List<FulfillmentOrder> worksBefore) {
        return !ordersBefore.equals(orders) || !worksBefore.equals(fulfillmentOrders);
    }

    private static FulfillmentOrder carriedOut(
            Group group, Map<Long, FulfillmentOrder> before, Map<Long, Order> orders, LongSupplier ids) {
        FulfillmentOrder old = group.fulfillmentOrder() == null ? null : before.get(group.fulfillmentOrder());
        List<Allocation> allocations = allocations(group, orders);
        if (old == null) {
            return FulfillmentOrder.planned(ids.getAsLong(), group.source(), allocations);
        }
        return allocations.equals(old.allocations()) ? old : old.withAllocations(allocations);
    }

    private static List<Allocation> allocations(Group group, Map<Long, Order> orders) {
        List<Allocation> allocations = new ArrayList<>(group.parts().size());
        for (Part part : Part.merged(group.parts())) {
            Order order = orders.get(part.orderId());
            if (order == null || part.demand() >= order.demands().size()) {
                throw new IllegalArgumentException("the plan names demand " + part.demand() + " of order "
                        + part.orderId()
                        + ", which it was not decided for.\nApply a plan to the values its input was made from.");
            }
            Demand demand = order.demands().get(part.demand());
            allocations.add(
                    Allocation.planned(part.orderId(), part.demand(), demand.sku(), demand.measure(), part.quantity()));
        }
        return allocations;
    }

    private static List<Order> recounted(
            Collection<Order> orders, List<FulfillmentOrder> works, List<Shortfall> shortfalls) {
        Map<Long, Counts> counts = new HashMap<>();
        orders.forEach(
                order -> counts.put(order.id(), new Counts(order.demands().size())));
        for (FulfillmentOrder work : works) {
            for (Allocation allocation : work.allocations()) {
                Counts ofOrder = counts.get(allocation.orderId());
                if (ofOrder != null) {
                    ofOrder.add(work.id(), allocation);
                }
            }
        }
        for (Shortfall shortfall : shortfalls) {
            Counts ofOrder = counts.get(shortfall.part().orderId());
            if (ofOrder != null) {
                ofOrder.missing[shortfall.part().demand()] += shortfall.part().quantity();
            }
        }
        List<Order> recounted = new ArrayList<>(orders.size());
        for (Order order : orders) {
            Counts ofOrder = counts.getOrDefault(order.id(), new Counts(0));
            recounted.add(ofOrder.applyTo(order, demand -> ofOrder.missing[demand.index()]));
        }
        return recounted;
    }

    /**
     * The order with its counters as the fold of its allocations; what was missing stays missing as far as it can.
     *
     * @param works all fulfillment orders that hold allocations of it, and maybe others
     */
    public static Order recount(Order order, Collection<FulfillmentOrder> works) {
        Counts counts = new Counts(order.demands().size());
        for (FulfillmentOrder work : works) {
            for (Allocation allocation : work.allocations()) {
                if (allocation.orderId() == order.id()) {
                    counts.add(work.id(), allocation);
                }
            }
        }
        return counts.applyTo(order, Demand::missing);
    }

    /** The fold of the allocations of one order, by demand. */
    private static final class Counts {
        private final long[] allocated;
        private final long[] missing;
        private final @Nullable Progress[] progress;
        private final Set<Long> holders = new TreeSet<>();

        Counts(int demands) {
            this.allocated = new long[demands];
            this.missing = new long[demands];
            this.progress = new @Nullable Progress[demands];
        }

        void add(long work, Allocation allocation) {
            int demand = allocation.demand();
            holders.add(work);
            allocated[demand] = Math.addExact(allocated[demand], allocation.quantity());
            Progress sum = progress[demand];
            progress[demand] = sum == null ? allocation.progress() : sum.plus(allocation.progress());
        }

        Order applyTo(Order order, ToLongFunction<Demand> missingOf) {
            List<Demand> demands = new ArrayList<>(allocated.length);
            for (Demand demand : order.demands()) {
                long held = allocated[demand.index()];
                long rest = demand.needed() - demand.canceled() - held;
                long none = Math.max(0, Math.min(missingOf.applyAsLong(demand), rest));
                Progress sum = progress[demand.index()];
                demands.add(demand.withPlan(rest - none, none, held).withProgress(sum == null ? Progress.NONE : sum));
            }
            List<Long> ids = List.copyOf(holders);
            Order counted = demands.equals(order.demands()) ? order : order.withDemands(demands);
            return ids.equals(order.fulfillmentOrders()) ? counted : counted.withFulfillmentOrders(ids);
        }
    }

    /** Reservations follow the difference between the grouping before and after, fulfillment order by fulfillment order. */
    private static List<StockMovement> movements(
            Collection<FulfillmentOrder> before, Collection<FulfillmentOrder> after, RegroupInput input) {
        Map<Long, Map<StockCell, Long>> change = new TreeMap<>();
        before.forEach(work -> add(change, input, work, -1));
        after.forEach(work -> add(change, input, work, 1));
        List<StockMovement> movements = new ArrayList<>();
        change.forEach((id, cells) -> cells.forEach((cell, quantity) -> {
            if (quantity > 0) {
                movements.add(StockMovement.reserve(cell, quantity, reference(id)));
            } else if (quantity < 0) {
                movements.add(StockMovement.release(cell, -quantity, reference(id)));
            }
        }));
        return movements;
    }

    private static void add(
            Map<Long, Map<StockCell, Long>> change, RegroupInput input, FulfillmentOrder work, int sign) {
        if (input.isCounted(work.source())) {
            for (Allocation allocation : work.allocations()) {
                change.computeIfAbsent(work.id(), id -> new TreeMap<>())
                        .merge(
                                new StockCell(work.source(), allocation.sku()),
                                sign * allocation.quantity(),
                                Math::addExact);
            }
        }
    }

    /** The reference under which a fulfillment order reserves stock. */
    public static String reference(long fulfillmentOrder) {
        return "fo:" + fulfillmentOrder;
    }
}
