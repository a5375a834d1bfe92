package io.omskit.fulfillment.plan;

import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.AllocationFold;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

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
                recounted(byId.values(), all, input, plan.shortfalls()),
                all,
                removed,
                movements(before.values(), all, input));
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

    /** A plan tells what is missing of the orders that it plans; of a blocked one what was missing stays so. */
    private static List<Order> recounted(
            Collection<Order> orders, List<FulfillmentOrder> works, RegroupInput input, List<Shortfall> shortfalls) {
        Map<Long, Map<Integer, Long>> missing = new HashMap<>();
        for (Shortfall shortfall : shortfalls) {
            missing.computeIfAbsent(shortfall.part().orderId(), id -> new HashMap<>())
                    .merge(shortfall.part().demand(), shortfall.part().quantity(), Math::addExact);
        }
        AllocationFold fold = AllocationFold.of(works);
        List<Order> recounted = new ArrayList<>(orders.size());
        for (Order order : orders) {
            Map<Integer, Long> ofOrder = missing.getOrDefault(order.id(), Map.of());
            Member member = input.member(order.id());
            recounted.add(
                    member != null && member.blocked()
                            ? fold.applyTo(order, Demand::missing)
                            : fold.applyTo(order, demand -> ofOrder.getOrDefault(demand.index(), 0L)));
        }
        return recounted;
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
                movements.add(StockMovement.reserve(cell, quantity, FulfillmentOrder.reference(id)));
            } else if (quantity < 0) {
                movements.add(StockMovement.release(cell, -quantity, FulfillmentOrder.reference(id)));
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
}
