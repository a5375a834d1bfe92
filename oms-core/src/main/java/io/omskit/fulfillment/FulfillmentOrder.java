package io.omskit.fulfillment;

import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Work for one source and one consignee: a set of allocations, possibly of several orders. Memo, flags, ship-by and holds
 * of the group are unions computed from its members, never stored.
 *
 * <p>Until it is released the plan may change it freely; from then on it changes by what happens at the source.
 *
 * @param id our own key, ordered by time
 * @param source who does the work
 * @param allocations what is to be done, by order, then demand
 * @param shipments ids of its parcels
 * @param releasedAt when it was handed to the source; absent while it is only planned
 * @param handedOver whether the hand-over to the carrier was committed; a hold that comes later is too late
 * @param releases how often it was handed to a source; tells one release from the next
 * @param unknown members of the stored form that only a newer version knows; absent where there are none
 */
public record FulfillmentOrder(
        long id,
        String source,
        List<Allocation> allocations,
        List<Long> shipments,
        @Nullable Instant releasedAt,
        boolean handedOver,
        long releases,
        @Nullable String unknown) {

    private static final String REFERENCE = "fo:";

    public FulfillmentOrder {
        allocations = List.copyOf(allocations);
        shipments = List.copyOf(shipments);
    }

    /** A new one, planned only. */
    public static FulfillmentOrder planned(long id, String source, List<Allocation> allocations) {
        return new FulfillmentOrder(id, source, allocations, List.of(), null, false, 0, null);
    }

    /** How far the work is; derived from the allocations. */
    public enum State {
        PLANNED,
        RELEASED,
        PACKED,
        PARTLY_SHIPPED,
        SHIPPED,
        DELIVERED,
        /** Nothing is left to do because everything was taken out. */
        CLOSED
    }

    /** How far the work is. */
    public State state() {
        if (allocations.isEmpty()) {
            return State.CLOSED;
        }
        if (releasedAt == null) {
            return State.PLANNED;
        }
        long quantity = 0;
        Progress sum = Progress.NONE;
        for (Allocation allocation : allocations) {
            quantity += allocation.quantity();
            sum = sum.plus(allocation.progress());
        }
        if (sum.shipped() > 0) {
            if (sum.shipped() < quantity) {
                return State.PARTLY_SHIPPED;
            }
            return sum.delivered() + sum.lost() >= quantity ? State.DELIVERED : State.SHIPPED;
        }
        return sum.packed() >= quantity ? State.PACKED : State.RELEASED;
    }

    /** Whether a plan may still change it freely. */
    public boolean isMovable() {
        return releasedAt == null;
    }

    /** The orders that it does work for, ascending; more than one means it is a merge. */
    public Set<Long> orderIds() {
        Set<Long> ids = new TreeSet<>();
        allocations.forEach(allocation -> ids.add(allocation.orderId()));
        return ids;
    }

    /** Whether a hold of the order as a whole, or of a line that is in here, keeps the step from happening. */
    public boolean isBlocked(Order order, Hold.Step step, Instant now) {
        for (Hold hold : order.holds()) {
            if (hold.blocks(step, now) && (hold.lineId() == null || holds(order, hold))) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Order order, Hold hold) {
        for (Allocation allocation : allocations) {
            if (allocation.orderId() == order.id()
                    && hold.isAbout(order.id(), order.demands().get(allocation.demand()))) {
                return true;
            }
        }
        return false;
    }

    public FulfillmentOrder withAllocations(List<Allocation> newAllocations) {
        return new FulfillmentOrder(id, source, newAllocations, shipments, releasedAt, handedOver, releases, unknown);
    }

    /**
     * The same without these units, taken from what is not packed. Used when they are not wanted any more.
     *
     * @throws IllegalArgumentException if less of a part is idle
     */
    public FulfillmentOrder without(List<Part> parts) {
        FulfillmentOrder result = this;
        for (Part part : parts) {
            result = result.without(part);
        }
        return result;
    }

    private FulfillmentOrder without(Part part) {
        List<Allocation> rest = new ArrayList<>(allocations);
        long open = part.quantity();
        // from the end: what ships first owns the first units
        for (int i = rest.size() - 1; i >= 0 && open > 0; i--) {
            Allocation allocation = rest.get(i);
            long idle = allocation.quantity() - allocation.progress().packed();
            if (allocation.isOf(part.orderId(), part.demand()) && idle > 0) {
                long taken = Math.min(idle, open);
                open -= taken;
                if (taken == allocation.quantity()) {
                    rest.remove(i);
                } else {
                    rest.set(i, allocation.less(taken));
                }
            }
        }
        if (open > 0) {
            throw new IllegalArgumentException("fulfillment order " + id + " cannot give back " + open
                    + " more units of demand " + part.demand() + " of order " + part.orderId()
                    + ": they are packed or not in it.\nApply a plan to the values its input was made from.");
        }
        return withAllocations(rest);
    }

    /** The same, handed to its source: every unit counts as released. */
    public FulfillmentOrder released(Instant at) {
        List<Allocation> all = allocations.stream()
                .map(a -> a.withProgress(
                        a.progress().release(a.quantity() - a.progress().released())))
                .toList();
        return new FulfillmentOrder(id, source, all, shipments, at, handedOver, releases + 1, unknown);
    }

    /**
     * The same, taken back from its source before anything left: only planned again, and what was packed is unpacked.
     *
     * @throws IllegalArgumentException if something has left
     */
    public FulfillmentOrder withdrawn() {
        List<Allocation> all = new ArrayList<>(allocations.size());
        for (Allocation allocation : allocations) {
            if (allocation.progress().shipped() > 0) {
                throw new IllegalArgumentException("fulfillment order " + id + " has shipped units of "
                        + allocation.sku() + ".\nAsk the carrier for an intercept instead.");
            }
            all.add(Allocation.planned(
                    allocation.orderId(),
                    allocation.demand(),
                    allocation.sku(),
                    allocation.measure(),
                    allocation.quantity()));
        }
        return new FulfillmentOrder(id, source, all, shipments, null, false, releases, unknown);
    }

    public FulfillmentOrder withShipment(long shipmentId) {
        if (shipments.contains(shipmentId)) {
            return this;
        }
        List<Long> all = new ArrayList<>(shipments);
        all.add(shipmentId);
        return new FulfillmentOrder(id, source, allocations, all, releasedAt, handedOver, releases, unknown);
    }

    public FulfillmentOrder withHandedOver() {
        return new FulfillmentOrder(id, source, allocations, shipments, releasedAt, true, releases, unknown);
    }

    /** The reference under which a fulfillment order reserves stock. */
    public static String reference(long id) {
        return REFERENCE + id;
    }

    /** Whether a reference is one of those under which fulfillment orders reserve. */
    public static boolean isReference(String reference) {
        return reference.startsWith(REFERENCE);
    }
}
