package io.omskit.fulfillment.plan;

import io.omskit.fulfillment.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plan of {@link Regroup}: how allocations are to be grouped. A shortfall is part of it, not an error.
 *
 * @param groups the fulfillment orders that are to exist where work has not begun
 * @param pullBacks units that released fulfillment orders are to give back
 * @param shortfalls what no source has
 * @param hints merges that were left open
 * @param waiting what a constraint keeps from being planned although the goods are there
 */
public record Grouping(
        List<Group> groups,
        List<PullBack> pullBacks,
        List<Shortfall> shortfalls,
        List<Hint> hints,
        List<Waiting> waiting) {
    /** A plan that asks for nothing. */
    public static final Grouping NONE = new Grouping(List.of(), List.of(), List.of());

    public Grouping {
        groups = List.copyOf(groups);
        pullBacks = List.copyOf(pullBacks);
        shortfalls = List.copyOf(shortfalls);
        hints = List.copyOf(hints);
        waiting = List.copyOf(waiting);
    }

    /** A plan in which no merge was left open and no constraint keeps anything. */
    public Grouping(List<Group> groups, List<PullBack> pullBacks, List<Shortfall> shortfalls) {
        this(groups, pullBacks, shortfalls, List.of(), List.of());
    }

    /**
     * What another plan of the same input does otherwise.
     *
     * @param gone what only this plan has
     * @param added what only the other one has
     */
    public record PlanDifference(Grouping gone, Grouping added) {
        /** Whether both plans are equal. */
        public boolean isEmpty() {
            return gone.equals(NONE) && added.equals(NONE);
        }
    }

    /** What another plan of the same input does otherwise. */
    public PlanDifference difference(Grouping other) {
        return new PlanDifference(without(other), other.without(this));
    }

    private Grouping without(Grouping other) {
        return new Grouping(
                without(groups, other.groups),
                without(pullBacks, other.pullBacks),
                without(shortfalls, other.shortfalls),
                without(hints, other.hints),
                without(waiting, other.waiting));
    }

    /**
     * The same plan, telling what is in no parcel as an earlier plan told it: which of it waits and which is missing depends
     * on who is asked first while goods run out, and that is not asked again. Only where it is just as much as before; what
     * was missing and has come in meanwhile is told.
     */
    Grouping withRestOf(Grouping earlier) {
        Map<Part, Long> rest = rest();
        Map<Part, Long> rested = earlier.rest();
        Map<Part, Long> lacking = lacking();
        Map<Part, Long> lacked = earlier.lacking();
        rest.entrySet()
                .removeIf(one -> !one.getValue().equals(rested.get(one.getKey()))
                        || lacked.getOrDefault(one.getKey(), 0L) >= lacking.getOrDefault(one.getKey(), 0L));
        if (rest.isEmpty()) {
            return this;
        }
        List<Shortfall> newShortfalls = new ArrayList<>(shortfalls);
        newShortfalls.removeIf(one -> rest.containsKey(one.part()));
        List<Waiting> newWaiting = new ArrayList<>(waiting);
        newWaiting.removeIf(one -> rest.containsKey(one.part()));
        earlier.shortfalls.stream().filter(one -> rest.containsKey(one.part())).forEach(newShortfalls::add);
        earlier.waiting.stream().filter(one -> rest.containsKey(one.part())).forEach(newWaiting::add);
        return new Grouping(groups, pullBacks, newShortfalls, hints, newWaiting);
    }

    /** What of each demand is in no parcel; the quantities of the keys do not count. */
    private Map<Part, Long> rest() {
        Map<Part, Long> rest = lacking();
        waiting.forEach(one -> rest.merge(one.part(), one.part().quantity(), Math::addExact));
        return rest;
    }

    private Map<Part, Long> lacking() {
        Map<Part, Long> lacking = new TreeMap<>(Part.BY_DEMAND);
        shortfalls.forEach(one -> lacking.merge(one.part(), one.part().quantity(), Math::addExact));
        return lacking;
    }

    /** The values that the others lack, counting repeats. */
    private static <T> List<T> without(List<T> values, List<T> others) {
        Map<T, Integer> left = new HashMap<>();
        others.forEach(one -> left.merge(one, 1, Integer::sum));
        return values.stream()
                .filter(one -> left.merge(one, -1, Integer::sum) < 0)
                .toList();
    }

    /**
     * One fulfillment order.
     *
     * @param fulfillmentOrder the existing one to keep; absent for a new one
     * @param source who does the work
     * @param parts what it holds, by order, then demand
     */
    public record Group(@Nullable Long fulfillmentOrder, String source, List<Part> parts) {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Units that a released fulfillment order is to give back because they are not wanted any more.
     *
     * @param fulfillmentOrder which one
     * @param part what
     */
    public record PullBack(long fulfillmentOrder, Part part) {}

    /**
     * What no source has.
     *
     * @param part what
     */
    public record Shortfall(Part part) {}

    /**
     * What a constraint keeps from being planned. It stays unplanned, and is looked at again with every later plan.
     *
     * @param code the code of the reason, such as {@code TOO_MANY_PARTS}
     * @param part what
     */
    public record Waiting(String code, Part part) {}

    /**
     * A possible merge that was left open: the order has siblings of the same consignee and does not travel with them.
     * Source: domain rules, section 1.
     *
     * @param orderId the order
     * @param siblings a few of its siblings, newest first
     * @param code the one row of or test of that kept it from joining, such as {@code SEALED} or {@code WEIGHT}
     */
    public record Hint(long orderId, List<Long> siblings, String code) {
        public Hint {
            siblings = List.copyOf(siblings);
        }
    }
}
