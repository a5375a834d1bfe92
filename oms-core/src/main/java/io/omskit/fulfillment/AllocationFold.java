package io.omskit.fulfillment;

import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The counters of orders as the fold of the allocations that hold them (rule ). Immutable. */
public final class AllocationFold {
    private final Map<Long, OfOrder> byOrder = new HashMap<>();

    private AllocationFold(Collection<FulfillmentOrder> works) {
        for (FulfillmentOrder work : works) {
            for (Allocation allocation : work.allocations()) {
                byOrder.computeIfAbsent(allocation.orderId(), id -> new OfOrder())
                        .add(work.id(), allocation);
            }
        }
    }

    /** The fold of everything that these fulfillment orders hold, of whatever order. */
    public static AllocationFold of(Collection<FulfillmentOrder> works) {
        return new AllocationFold(works);
    }

    /**
     * The order with its counters as the fold of its allocations; what was missing stays missing as far as it can.
     *
     * @param works all fulfillment orders that hold allocations of it, and maybe others
     */
    public static Order recount(Order order, Collection<FulfillmentOrder> works) {
        return of(works).applyTo(order, Demand::missing);
    }

    /**
     * The order with its counters as the fold of its allocations.
     *
     * @param missingOf what of a demand no source has; more than the rest of the demand counts as the rest
     */
    public Order applyTo(Order order, ToLongFunction<Demand> missingOf) {
        OfOrder held = byOrder.getOrDefault(order.id(), OfOrder.NONE);
        List<Demand> demands = new ArrayList<>(order.demands().size());
        for (Demand demand : order.demands()) {
            OfDemand fold = held.demands.getOrDefault(demand.index(), OfDemand.NONE);
            long rest = demand.needed() - demand.canceled() - fold.allocated;
            long none = Math.max(0, Math.min(missingOf.applyAsLong(demand), rest));
            demands.add(demand.withPlan(rest - none, none, fold.allocated).withProgress(fold.progress));
        }
        List<Long> ids = List.copyOf(held.holders);
        Order counted = demands.equals(order.demands()) ? order : order.withDemands(demands);
        return ids.equals(order.fulfillmentOrders()) ? counted : counted.withFulfillmentOrders(ids);
    }

    private static final class OfOrder {
        static final OfOrder NONE = new OfOrder();

        final Map<Integer, OfDemand> demands = new TreeMap<>();
        final Set<Long> holders = new TreeSet<>();

        void add(long work, Allocation allocation) {
            holders.add(work);
            demands.merge(
                    allocation.demand(), new OfDemand(allocation.quantity(), allocation.progress()), OfDemand::plus);
        }
    }

    private record OfDemand(long allocated, Progress progress) {
        static final OfDemand NONE = new OfDemand(0, Progress.NONE);

        OfDemand plus(OfDemand other) {
            return new OfDemand(Math.addExact(allocated, other.allocated), progress.plus(other.progress));
        }
    }
}
