package io.omskit.engine.work;

import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Order;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The words for work that the engine gives itself through the inbox. */
public final class WorkItems {
    /** The effect that wakes an order up; the engine handles it itself. */
    public static final String WAKE = "wake";

    private static final String ORDER = "order:";
    private static final String MERGE = "merge:";
    private static final String STOPPED = "stopped:";
    private static final String INTERCEPTED = "intercepted:";

    private WorkItems() {}

    /** Look at an order again. */
    public static String order(long id) {
        return ORDER + id;
    }

    /** A source does not do the work of one release any more: it comes back, and its orders are looked at again. */
    public static String stopped(long fulfillmentOrder, String release) {
        return STOPPED + fulfillmentOrder + ":" + release;
    }

    /** The fulfillment order whose source stopped the release that it is still in; null if the work says nothing of that. */
    public static @Nullable FulfillmentOrder stoppedBy(String work, Work unit) {
        if (!work.startsWith(STOPPED)) {
            return null;
        }
        String[] parts = work.substring(STOPPED.length()).split(":", 2);
        FulfillmentOrder held = unit.fulfillment(Long.parseLong(parts[0]));
        boolean same = held != null
                && !held.isMovable()
                && Long.toString(held.releases()).equals(parts[1]);
        return same ? held : null;
    }

    /** A carrier has stopped a parcel of an order. */
    public static String intercepted(long order) {
        return INTERCEPTED + order;
    }

    /** Whether the work only tells that a carrier has stopped a parcel of its order. */
    public static boolean isIntercepted(String work) {
        return work.startsWith(INTERCEPTED);
    }

    /** Plan the orders that share a merge key together. */
    public static String merge(String key) {
        return MERGE + key;
    }

    /** The orders that a piece of work is about. */
    public static Set<Long> orders(String work, Work unit) {
        Set<Long> ids = new TreeSet<>();
        if (work.startsWith(ORDER)) {
            ids.add(Long.parseLong(work.substring(ORDER.length())));
        } else if (work.startsWith(MERGE)) {
            for (Order order : unit.preloadMerge(List.of(work.substring(MERGE.length())))) {
                ids.add(order.id());
            }
        } else if (isIntercepted(work)) {
            ids.add(Long.parseLong(work.substring(INTERCEPTED.length())));
        } else if (work.startsWith(STOPPED)) {
            FulfillmentOrder held = stoppedBy(work, unit);
            ids.addAll(held == null ? Set.of() : held.orderIds());
        } else {
            throw new IllegalStateException(
                    "the work '" + work + "' is not known.\nIt was written by a newer version: update this process.");
        }
        return ids;
    }
}
