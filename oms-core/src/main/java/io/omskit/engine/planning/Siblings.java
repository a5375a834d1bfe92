package io.omskit.engine.planning;

import io.omskit.catalog.Catalog;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.work.Tracked;
import io.omskit.engine.work.Work;
import io.omskit.fact.PlatformStatus;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeReach;
import io.omskit.order.Order;
import io.omskit.order.OrderView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The orders that go to the same receivers, read in one question: those that may travel along, and those that are not paid.
 * The latter are counted and never planned. An order whose work has begun waits for nobody and is not counted for.
 */
final class Siblings {
    /** Up to so many are planned together as they are. */
    private static final int MANY = 16;

    private static final MergeReach.Near NOBODY = new MergeReach.Near(List.of(), List.of());

    private final Work work;
    private final MergePolicy policy;
    private final boolean counting;
    private final Surroundings surroundings;
    private final Set<String> read = new HashSet<>();
    private final Map<String, Set<Long>> byKey = new HashMap<>();

    /** Counts only for a policy that asks for it: nobody else waits for the unpaid. */
    Siblings(Work work, Catalog catalog, Policy policy) {
        this(work, policy.merge(), new Surroundings(work, catalog, Surroundings.Wanted.by(policy)));
    }

    Siblings(Work work, MergePolicy policy, Surroundings surroundings) {
        this.work = work;
        this.policy = policy;
        this.surroundings = surroundings;
        this.counting = surroundings.wanted().siblings();
    }

    /** Reads everybody who may matter to these orders; asks nothing twice. */
    void read(Collection<Order> orders) {
        Set<String> keys = new TreeSet<>();
        for (Order order : orders) {
            add(keys, Rows.siblingKey(order));
            if (counting) {
                add(keys, unpaidKey(before(order)));
            }
        }
        keys.removeAll(read);
        if (keys.isEmpty()) {
            return;
        }
        work.preloadMerge(keys);
        read.addAll(keys);
        for (Tracked<Order> tracked : List.copyOf(work.trackedOrders().values())) {
            Order order = tracked.now();
            String key = order == null ? null : Rows.siblingKey(order);
            if (order != null && key != null && keys.contains(key)) {
                byKey.computeIfAbsent(key, same -> new TreeSet<>()).add(order.id());
            }
        }
    }

    /**
     * Those that must be planned with the order because they may travel with it; none where it may not be planned. Of many only
     * those that it can reach are planned anew, so that the work does not grow with what a buyer ordered long ago.
     */
    MergeReach.Near near(Order order) {
        String key = Rows.mergeKey(order, work.now());
        if (key == null) {
            return NOBODY;
        }
        List<Order> open = new ArrayList<>();
        for (Order sibling : of(key)) {
            if (sibling.id() == order.id() || key.equals(Rows.mergeKey(sibling, work.now()))) {
                open.add(sibling);
            }
        }
        return open.size() <= MANY ? new MergeReach.Near(open, List.of()) : MergeReach.near(order, open, policy);
    }

    /** The order as rules read it. */
    OrderView view(Order order) {
        Integer unpaid = counting ? Integer.valueOf(unpaid(order).size()) : null;
        return new OrderView(order, work.now(), surroundings.of(order, unpaid));
    }

    /**
     * The unpaid orders that this one is told to wait for, where anybody counts them. Who begins to wait writes them as they are:
     * a payment that is being committed at the same time then meets a newer version, reads anew and finds who waits.
     */
    List<Order> waitedFor(Order order) {
        Order before = before(order);
        boolean begins = before == null || !before.holds().equals(order.holds());
        return counting && begins && !order.holds().isEmpty() ? unpaid(order) : List.of();
    }

    private List<Order> unpaid(Order order) {
        boolean begun =
                order.demands().stream().anyMatch(demand -> demand.progress().released() > 0);
        String key = begun ? null : Rows.siblingKey(order);
        read(List.of(order));
        List<Order> unpaid = new ArrayList<>();
        for (Order sibling : of(key)) {
            if (sibling.id() != order.id() && Objects.equals(key, unpaidKey(sibling))) {
                unpaid.add(sibling);
            }
        }
        return unpaid;
    }

    /** Those that this order may have kept waiting, or keeps waiting from now on, because its payment came or is awaited. */
    Set<Long> concernedBy(Order order) {
        String was = unpaidKey(before(order));
        String is = unpaidKey(order);
        Set<Long> concerned = new TreeSet<>();
        if (counting && !Objects.equals(was, is)) {
            of(was).forEach(sibling -> concerned.add(sibling.id()));
            of(is).forEach(sibling -> concerned.add(sibling.id()));
            concerned.remove(order.id());
        }
        return concerned;
    }

    private List<Order> of(@Nullable String key) {
        return key == null
                ? List.of()
                : byKey.getOrDefault(key, Set.of()).stream()
                        .map(work::order)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
    }

    private @Nullable Order before(Order order) {
        Tracked<Order> tracked = work.trackedOrders().get(order.id());
        return tracked == null ? null : tracked.before();
    }

    private static @Nullable String unpaidKey(@Nullable Order order) {
        return order != null && order.sale().status() == PlatformStatus.UNPAID ? Rows.siblingKey(order) : null;
    }

    private static void add(Set<String> keys, @Nullable String key) {
        if (key != null) {
            keys.add(key);
        }
    }
}
