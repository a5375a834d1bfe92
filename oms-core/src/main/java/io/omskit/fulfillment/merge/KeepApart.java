package io.omskit.fulfillment.merge;

import io.omskit.order.Hold;
import io.omskit.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The instruction that orders of one consignee are not merged again after somebody has taken them apart. It is kept as
 * holds that block no step, so it is stored, seen, and lifted like any hold; one of the two orders carries it. Stateless.
 *
 * <p>Source: domain rules.
 */
public final class KeepApart {
    /** Type of the holds. */
    public static final String TYPE = "KEEP_APART";

    private KeepApart() {}

    /**
     * The order with the instruction that it does not travel with any of these others.
     *
     * @param by who says so; the owner of the holds
     */
    public static Order from(Order order, Collection<Order> others, String by, Instant now) {
        Order result = order;
        for (Order other : others) {
            if (other.id() != order.id()) {
                result = result.withHold(hold(other, by, now));
            }
        }
        return result;
    }

    /** The hold that keeps an order apart from this other one; place it on either of the two. */
    public static Hold hold(Order other, String by, Instant now) {
        return new Hold(TYPE, by, handle(other.id()), null, "kept apart from " + other.ref(), now, null, Set.of());
    }

    /** All of these orders, each kept apart from every other; give them in the order in which they are stored. */
    public static List<Order> each(List<Order> orders, String by, Instant now) {
        List<Order> all = new ArrayList<>(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            all.add(from(orders.get(i), orders.subList(0, i), by, now));
        }
        return all;
    }

    /** Handle of the hold that keeps an order apart from the one with this id; lift it with the owner that set it. */
    public static String handle(long otherId) {
        return TYPE + ":" + otherId;
    }

    /** The orders that this one is kept apart from by itself. */
    static SortedSet<Long> from(Order order) {
        SortedSet<Long> apart = null;
        for (Hold hold : order.holds()) {
            if (hold.type().equals(TYPE) && hold.handle().startsWith(TYPE + ":")) {
                apart = apart == null ? new TreeSet<>() : apart;
                apart.add(Long.valueOf(hold.handle().substring(TYPE.length() + 1)));
            }
        }
        return apart == null ? Collections.emptySortedSet() : apart;
    }
}
