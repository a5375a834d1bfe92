package io.omskit.fulfillment.merge;

import io.omskit.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom one order can bring together or apart: of all orders of its consignee only those need be planned with it, so the work
 * for one more order does not grow with what a buyer ordered long ago. The plan of the rest would come out as it is.
 *
 * <p>Because groups are made in the order of payment and never span more than the window, a group that began more than the
 * window before the order cannot take it, and one that begins more than the window after the last payment of all that may
 * change does not notice. Source: domain rules.
 */
public final class MergeReach {
    /** Where an order stands whose payment has no time: last, as in the plan. */
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    /** So many groups before the reached ones, and so many of the last orders, are told of as siblings. */
    private static final int TOLD = 6;

    private MergeReach() {}

    /**
     * Whom to plan with an order.
     *
     * @param reached those whom it can bring together or apart
     * @param told those who stay as they are and are only told of as siblings of the others
     */
    public record Near(List<Order> reached, List<Order> told) {
        public Near {
            reached = List.copyOf(reached);
            told = List.copyOf(told);
        }
    }

    /** Orders that share work, which stay or change together. */
    private static final class Cluster {
        private final List<Order> orders = new ArrayList<>();
        private Instant from = Instant.MAX;
        private Instant to = Instant.MIN;

        void add(Order order) {
            orders.add(order);
            from = earlier(from, paid(order));
            to = to.isBefore(paid(order)) ? paid(order) : to;
        }
    }

    /**
     * Those of the siblings that must be planned with the order, in no particular order.
     *
     * @param siblings orders of the same consignee as they were planned last; the order itself may be among them
     */
    public static List<Order> of(Order order, Collection<Order> siblings, MergePolicy policy) {
        return near(order, siblings, policy).reached();
    }

    /**
     * Those of the siblings that must be planned with the order, and those that a plan needs to tell which merges are left open:
     * the groups just before them, and the last orders of all.
     *
     * @param siblings orders of the same consignee as they were planned last; the order itself may be among them
     */
    public static Near near(Order order, Collection<Order> siblings, MergePolicy policy) {
        List<Cluster> clusters = clusters(siblings);
        clusters.sort(Comparator.comparing((Cluster cluster) -> cluster.from));
        Instant begin = paid(order);
        Instant end = begin;
        for (Cluster cluster : clusters) {
            if (cluster.orders.stream().anyMatch(one -> one.id() == order.id())) {
                begin = earlier(begin, cluster.from);
                end = end.isBefore(cluster.to) ? cluster.to : end;
            }
        }
        List<Order> reached = new ArrayList<>();
        List<Order> told = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            Cluster cluster = clusters.get(i);
            boolean notTooOld = policy.isInWindow(cluster.from, begin);
            boolean notTooYoung = policy.isInWindow(end, cluster.from);
            if (notTooOld && notTooYoung) {
                reached.addAll(cluster.orders);
                end = end.isBefore(cluster.to) ? cluster.to : end;
            } else if (i >= clusters.size() - TOLD || isJustBefore(clusters, i, begin, policy)) {
                told.addAll(cluster.orders);
            }
        }
        return new Near(reached, told);
    }

    /** Whether the cluster is among the last of those that are too old. */
    private static boolean isJustBefore(List<Cluster> clusters, int place, Instant begin, MergePolicy policy) {
        return clusters.get(place).from.isBefore(begin)
                && !policy.isInWindow(clusters.get(place).from, begin)
                && (place + TOLD >= clusters.size()
                        || !clusters.get(place + TOLD).from.isBefore(begin)
                        || policy.isInWindow(clusters.get(place + TOLD).from, begin));
    }

    private static List<Cluster> clusters(Collection<Order> siblings) {
        Map<Long, Cluster> byWork = new HashMap<>();
        List<Cluster> clusters = new ArrayList<>();
        for (Order order : siblings) {
            Cluster own = null;
            for (Long work : order.fulfillmentOrders()) {
                Cluster found = byWork.get(work);
                if (found != null && own != null && found != own) {
                    own = united(own, found, byWork, clusters);
                } else if (found != null) {
                    own = found;
                }
            }
            if (own == null) {
                own = new Cluster();
                clusters.add(own);
            }
            own.add(order);
            for (Long work : order.fulfillmentOrders()) {
                byWork.put(work, own);
            }
        }
        return clusters;
    }

    private static Cluster united(Cluster one, Cluster other, Map<Long, Cluster> byWork, List<Cluster> clusters) {
        other.orders.forEach(one::add);
        byWork.replaceAll((work, cluster) -> cluster == other ? one : cluster);
        clusters.remove(other);
        return one;
    }

    private static Instant paid(Order order) {
        Instant paidAt = order.paidAt();
        return paidAt == null ? FAR : paidAt;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
