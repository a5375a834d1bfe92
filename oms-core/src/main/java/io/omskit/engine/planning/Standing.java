package io.omskit.engine.planning;

import com.google.common.hash.Hashing;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.order.Demand;
import io.omskit.order.Handling;
import io.omskit.order.Order;
import io.omskit.order.edit.Edits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Plans that somebody has brought back and that are left as they are: what the planner did before he would do again. They
 * stand until what an order wants, or who is to get it, is not what it was.
 */
final class Standing {
    private final Work work;
    private Grouping target = Grouping.NONE;
    private Set<Long> returning = Set.of();

    Standing(Work work) {
        this.work = work;
    }

    /** The plan of these orders is to come back now. */
    void bringBack(Grouping earlier, Set<Long> orders) {
        target = earlier;
        returning = Set.copyOf(orders);
    }

    /** Who comes back together with an order, itself included; nobody where nothing of it comes back. */
    Set<Long> returningWith(Order order) {
        return returning.contains(order.id()) ? returning : Set.of();
    }

    /** The order with the mark that its plan stands. */
    static Order marked(Order order, String by, Instant at) {
        Handling handling = order.handling();
        return order.withHandling(
                handling.withEdits(handling.edits().withStanding(new Edits.Standing(by, at, facts(order)))));
    }

    /** What has come back stands from now on, for the order as it has become. */
    void settle(Order order) {
        Edits.Standing mark = order.handling().edits().standing();
        if (mark != null && returning.contains(order.id())) {
            work.put(marked(order, mark.by(), mark.at()));
        }
    }

    /** The order with a plan that is free. */
    static Order freed(Order order) {
        Handling handling = order.handling();
        return handling.edits().standing() == null
                ? order
                : order.withHandling(handling.withEdits(handling.edits().withStanding(null)));
    }

    /** Frees the plans that were made for something else than what is wanted now, and of all who share work with them. */
    void freeOutdated(List<Order> orders) {
        Set<Long> free = new TreeSet<>();
        boolean some = false;
        for (Order order : orders) {
            Edits.Standing standing = order.handling().edits().standing();
            some |= standing != null;
            if (!returning.contains(order.id())
                    && (standing == null || !standing.facts().equals(facts(order)))) {
                free.add(order.id());
            }
        }
        if (!some || free.isEmpty()) {
            return;
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Order order : orders) {
                for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
                    Set<Long> sharing = held.orderIds();
                    boolean any = held.isMovable() && sharing.stream().anyMatch(free::contains);
                    more |= any && free.addAll(sharing);
                }
            }
        }
        orders.stream().filter(order -> free.contains(order.id())).forEach(order -> work.put(freed(order)));
    }

    /** What of the plan of these orders is to be as it is, or as it was; nothing where the planner is free. */
    Grouping of(List<Order> orders) {
        Set<Long> standing = new HashSet<>();
        List<Group> groups = new ArrayList<>();
        for (Order order : orders) {
            if (returning.contains(order.id())) {
                groups = new ArrayList<>(target.groups());
            } else if (order.handling().edits().standing() != null) {
                standing.add(order.id());
            }
        }
        Set<Long> seen = new HashSet<>();
        for (Order order : standing.isEmpty() ? List.<Order>of() : orders) {
            for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
                if (held.isMovable() && seen.add(held.id())) {
                    List<Part> parts = parts(held, standing);
                    if (!parts.isEmpty()) {
                        groups.add(new Group(held.id(), held.source(), parts));
                    }
                }
            }
        }
        return groups.isEmpty() ? Grouping.NONE : new Grouping(groups, List.of(), List.of());
    }

    private static List<Part> parts(FulfillmentOrder held, Set<Long> orders) {
        return Part.merged(held.allocations().stream()
                .filter(allocation -> orders.contains(allocation.orderId()))
                .map(allocation -> new Part(allocation.orderId(), allocation.demand(), allocation.quantity()))
                .toList());
    }

    /** Gifts come and go with the grouping, so they are not among the facts that it was made for. */
    private static String facts(Order order) {
        Handling handling = order.handling();
        StringJoiner facts = new StringJoiner("\n");
        facts.add(String.valueOf(order.parties().mergeKey()));
        facts.add(String.valueOf(order.region()));
        facts.add(String.valueOf(handling.sealed()));
        facts.add(handling.source() + " " + handling.carrier() + " " + handling.merge() + " " + handling.split());
        for (Demand demand : order.demands()) {
            if (demand.origin() != Demand.Origin.GIFT) {
                facts.add(demand.index() + " " + demand.sku() + " " + (demand.needed() - demand.canceled()));
            }
        }
        return Hashing.sha256()
                .hashString(facts.toString(), StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }
}
