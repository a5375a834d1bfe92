package io.omskit.engine.planning;

import com.google.common.hash.Hashing;
import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.engine.work.Work;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.StockMovement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps plans within the quotas: the planner is shown orders that ask for no more than their quotas allow, the
 * rest is missing. What an order uses of a quota is a counter of its own beside the counter of the quota; both change in the
 * commit of the plan. Stocked goods use their quota as they are allocated, a presale as it is taken on.
 */
final class QuotaLimits {
    private final Work work;
    private final Quotas quotas;
    private final Map<Long, Refused> refused = new HashMap<>();

    QuotaLimits(Work work, Quotas quotas) {
        this.work = work;
        this.quotas = quotas;
    }

    /** What the quotas refused of an order. */
    private static final class Refused {
        final Map<Integer, Long> byDemand = new TreeMap<>();
        final Map<String, Long> byQuota = new TreeMap<>();
    }

    /** Demands of one SKU in an order that share their quotas. */
    private record Group(Sku sku, boolean presale, List<Demand> demands, List<Quota> quotas) {
        long wanted() {
            return demands.stream()
                    .mapToLong(demand -> demand.needed() - demand.canceled())
                    .sum();
        }

        long allocated() {
            return demands.stream().mapToLong(Demand::allocated).sum();
        }
    }

    /** The orders as far as their quotas allow; those that are not planned now stay as they are. */
    List<Order> capped(List<Order> orders, Predicate<Order> planned) {
        if (quotas.isEmpty()) {
            return orders;
        }
        preload(orders);
        Map<String, Long> taken = new HashMap<>();
        List<Order> capped = new ArrayList<>(orders.size());
        for (Order order : orders) {
            capped.add(planned.test(order) ? capped(order, taken) : order);
        }
        return capped;
    }

    private Order capped(Order order, Map<String, Long> taken) {
        Refused ofOrder = new Refused();
        refused.put(order.id(), ofOrder);
        Order result = order;
        for (Group group : groups(order)) {
            long allowed = Long.MAX_VALUE;
            String tightest = "";
            for (Quota quota : group.quotas()) {
                long room = held(order, quota) + left(quota) - taken.getOrDefault(quota.key(), 0L);
                tightest = room < allowed ? quota.key() : tightest;
                allowed = Math.min(allowed, room);
            }
            long over = Math.max(0, group.wanted() - Math.max(0, allowed));
            for (int i = group.demands().size() - 1; i >= 0 && over > 0; i--) {
                Demand demand = group.demands().get(i);
                // what has a plan keeps it: a quota that came later takes nothing away
                long cut = Math.min(over, Math.max(0, demand.plannable()));
                if (cut > 0) {
                    over -= cut;
                    ofOrder.byDemand.put(demand.index(), cut);
                    ofOrder.byQuota.merge(tightest, cut, Math::addExact);
                    result = result.withDemand(demand.lessNeeded(cut));
                }
            }
            long granted = group.wanted() - cutOf(ofOrder, group);
            for (Quota quota : group.quotas()) {
                taken.merge(quota.key(), Math.max(0, granted - held(order, quota)), Math::addExact);
            }
        }
        return result;
    }

    private static long cutOf(Refused refused, Group group) {
        return group.demands().stream()
                .mapToLong(demand -> refused.byDemand.getOrDefault(demand.index(), 0L))
                .sum();
    }

    /** The order with what its quotas refused as missing, after a plan that left it out. */
    Order withRefusals(Order order) {
        Refused ofOrder = refused.get(order.id());
        Order result = order;
        for (Map.Entry<Integer, Long> cut :
                ofOrder == null ? Set.<Map.Entry<Integer, Long>>of() : ofOrder.byDemand.entrySet()) {
            Demand demand = result.demands().get(cut.getKey());
            long missing = Math.min(cut.getValue(), Math.max(0, demand.unplanned()));
            result = result.withDemand(
                    demand.withPlan(demand.unplanned() - missing, demand.missing() + missing, demand.allocated()));
        }
        return result;
    }

    /** Why quotas left something out of the plan of this order. */
    List<Reason> reasons(Order order) {
        List<Reason> reasons = new ArrayList<>();
        refusedBy(order.id())
                .forEach((quota, steps) ->
                        reasons.add(Reason.of("QUOTA_USED", "order " + order.ref(), "quota", quota, "refused", steps)));
        return reasons;
    }

    /** What the quotas refused of an order, by the name of the quota. */
    Map<String, Long> refusedBy(long orderId) {
        Refused ofOrder = refused.get(orderId);
        return ofOrder == null ? Map.of() : ofOrder.byQuota;
    }

    /** What the quotas refused of one demand. */
    long refusedOf(long orderId, int demand) {
        Refused ofOrder = refused.get(orderId);
        return ofOrder == null ? 0 : ofOrder.byDemand.getOrDefault(demand, 0L);
    }

    /** Books what the order uses of its quotas now, or gives back what it does not use any more. */
    void settle(Order order) {
        if (quotas.isEmpty()) {
            return;
        }
        List<Group> groups = groups(order);
        if (!groups.isEmpty()) {
            preload(List.of(order));
        }
        for (Group group : groups) {
            for (Quota quota : group.quotas()) {
                long held = held(order, quota);
                long uses = group.presale() ? presaleUse(order, group, held) : group.allocated();
                // what had a plan before the quota came is counted as far as there is room for it
                long change = Math.min(uses - held, left(quota));
                if (change != 0) {
                    work.move(order.id(), StockMovement.quota(quota, change, "order:" + order.id()));
                    work.adjust(order.id(), heldKey(order.id(), quota), change);
                }
            }
        }
    }

    private long presaleUse(Order order, Group group, long held) {
        Refused ofOrder = refused.get(order.id());
        return ofOrder == null ? Math.min(held, group.wanted()) : group.wanted() - cutOf(ofOrder, group);
    }

    private List<Group> groups(Order order) {
        String channel = order.ref().shopRef().toString();
        List<Group> groups = new ArrayList<>();
        for (Demand demand : order.demands()) {
            boolean sold = demand.origin() == Demand.Origin.SOLD || demand.origin() == Demand.Origin.COMPONENT;
            List<Quota> caps = sold ? quotas.of(channel, demand.sku(), demand.presale()) : List.of();
            if (!caps.isEmpty()) {
                Group group = find(groups, demand);
                if (group == null) {
                    group = new Group(demand.sku(), demand.presale(), new ArrayList<>(), caps);
                    groups.add(group);
                }
                group.demands().add(demand);
            }
        }
        return groups;
    }

    private static @Nullable Group find(List<Group> groups, Demand demand) {
        for (Group group : groups) {
            if (group.sku().equals(demand.sku()) && group.presale() == demand.presale()) {
                return group;
            }
        }
        return null;
    }

    private void preload(List<Order> orders) {
        Set<String> keys = new HashSet<>();
        for (Order order : orders) {
            for (Group group : groups(order)) {
                for (Quota quota : group.quotas()) {
                    keys.add(quota.key());
                    keys.add(heldKey(order.id(), quota));
                }
            }
        }
        work.counters().preload(keys);
    }

    private long held(Order order, Quota quota) {
        return work.counters().value(heldKey(order.id(), quota));
    }

    private long left(Quota quota) {
        return quota.left(-work.counters().value(quota.key()));
    }

    /** Name of the counter of what one order uses of one quota. */
    private static String heldKey(long orderId, Quota quota) {
        return "quota-of/" + orderId + "/"
                + Hashing.farmHashFingerprint64().hashString(quota.key(), StandardCharsets.UTF_8);
    }
}
