package io.omskit.fulfillment;

import io.omskit.decision.Reason;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.Sources;
import io.omskit.stock.StockMovement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to released work, as pure folds: each takes a fulfillment order and what is to happen or has happened, and
 * returns the new fulfillment order with its stock movements and reasons, or a refusal. Nothing here throws for a reason of
 * business.
 *
 * <p>After an outcome the counters of the orders are the fold of the new allocations: {@link AllocationFold#recount}. One fold
 * serves one change; make a new one with the new values for the next.
 *
 * <p>Source: domain rules.
 */
public final class SourceFold {
    private final Map<Long, Order> orders = new TreeMap<>();
    private final Map<Long, FulfillmentOrder> works = new TreeMap<>();
    private final Sources sources;

    private SourceFold(Collection<Order> orders, Collection<FulfillmentOrder> works, Sources sources) {
        orders.forEach(order -> this.orders.put(order.id(), order));
        works.forEach(work -> this.works.put(work.id(), work));
        this.sources = sources;
    }

    /**
     * A fold over these values.
     *
     * @param orders all orders that the fulfillment orders in question hold allocations of
     * @param works all fulfillment orders of these orders
     * @param sources tells which sources are counted; others move no stock
     */
    public static SourceFold of(Collection<Order> orders, Collection<FulfillmentOrder> works, Sources sources) {
        return new SourceFold(orders, works, sources);
    }

    /**
     * What a change came to.
     *
     * @param work the fulfillment order after it; unchanged where refused
     * @param shipment the parcel that was created or changed; absent where there is none
     * @param movements what moved in stock
     * @param reasons what happened, for the journal
     * @param refusal why nothing happened; absent where it did
     */
    public record Outcome(
            FulfillmentOrder work,
            @Nullable Shipment shipment,
            List<StockMovement> movements,
            List<Reason> reasons,
            @Nullable Reason refusal) {
        public Outcome {
            movements = List.copyOf(movements);
            reasons = List.copyOf(reasons);
        }

        /** Whether nothing happened because it may not. */
        public boolean isRefused() {
            return refusal != null;
        }

        Outcome withShipment(Shipment parcel) {
            return new Outcome(work, parcel, movements, reasons, refusal);
        }
    }

    /**
     * The fulfillment order after a report.
     *
     * @param report what was told
     * @param parcel the parcel that a {@link SourceReport.Shipped} names, where it is known already; else absent
     * @param shipmentIds makes the id of a parcel that is not known yet
     * @throws IllegalArgumentException if the fulfillment order is not among the values of this fold
     */
    public Outcome after(SourceReport report, @Nullable Shipment parcel, LongSupplier shipmentIds) {
        FulfillmentOrder work = work(report.fulfillmentOrder());
        if (report instanceof SourceReport.Shipped shipped) {
            return ship(work, shipped, parcel, shipmentIds);
        }
        WorkStep step = new WorkStep(this, work, report.at());
        if (report instanceof SourceReport.Packed packed) {
            step.pack(packed);
        } else if (report instanceof SourceReport.ShortPick shortPick) {
            step.shortPick(shortPick.parts());
        } else if (report instanceof SourceReport.Delivered delivered) {
            step.deliver(delivered.parts(), false);
        } else if (report instanceof SourceReport.Lost lost) {
            step.lose(lost.parts(), false);
        } else if (report instanceof SourceReport.ReturnAnnounced announced) {
            step.announceReturn(announced.parts(), false);
        } else if (report instanceof SourceReport.ReturnReceived received) {
            step.receive(received);
        }
        return step.outcome();
    }

    /** Hands planned work to its source, unless a hold of a member forbids it. */
    public Outcome release(long fulfillmentOrder, Instant now) {
        FulfillmentOrder work = work(fulfillmentOrder);
        WorkStep step = new WorkStep(this, work, now);
        if (!work.isMovable() || work.allocations().isEmpty()) {
            step.refuse("REFUSED_STATE", "step", "RELEASE", "state", work.state());
        } else {
            hold(work, Hold.Step.RELEASE, now)
                    .ifPresentOrElse(
                            hold -> step.refuse("REFUSED_HELD", "step", "RELEASE", "hold", hold.type()), step::release);
        }
        return step.outcome();
    }

    /**
     * Commits the hand-over to the carrier, unless a hold of a member forbids it (invariant S1). To be called in the
     * transaction that claims the hand-over.
     */
    public Outcome handOver(long fulfillmentOrder, Instant now) {
        FulfillmentOrder work = work(fulfillmentOrder);
        WorkStep step = new WorkStep(this, work, now);
        Optional<Hold> hold = work.handedOver() ? Optional.empty() : hold(work, Hold.Step.HAND_OVER, now);
        if (hold.isPresent()) {
            step.refuse("REFUSED_HELD", "step", "HAND_OVER", "hold", hold.get().type());
            return step.outcome();
        }
        return new Outcome(work.withHandedOver(), null, List.of(), List.of(), null);
    }

    /** Takes units back from the source before they are packed; without parts everything that is not packed. */
    public Outcome pullBack(long fulfillmentOrder, List<Part> parts) {
        WorkStep step = new WorkStep(this, work(fulfillmentOrder), Instant.EPOCH);
        step.pullBack(parts);
        return step.outcome();
    }

    /**
     * Asks to stop units that are packed or on their way. No counter moves: whether it succeeded comes as a report.
     * Without parts everything that is packed and neither delivered, lost nor back.
     */
    public Outcome intercept(long fulfillmentOrder, List<Part> parts) {
        WorkStep step = new WorkStep(this, work(fulfillmentOrder), Instant.EPOCH);
        step.intercept(parts);
        return step.outcome();
    }

    private FulfillmentOrder work(long id) {
        FulfillmentOrder work = works.get(id);
        if (work == null) {
            throw new IllegalArgumentException("fulfillment order " + id + " is not among " + works.keySet()
                    + ".\nMake the fold of all orders and fulfillment orders that the change touches.");
        }
        return work;
    }

    boolean isKnown(String source) {
        return sources.find(source) != null;
    }

    boolean isCounted(String source) {
        return sources.isCounted(source);
    }

    Map<Long, FulfillmentOrder> works() {
        return works;
    }

    Order order(long id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new IllegalArgumentException("order " + id + " is not among " + orders.keySet()
                    + ".\nMake the fold of all orders and fulfillment orders that the change touches.");
        }
        return order;
    }

    private Optional<Hold> hold(FulfillmentOrder work, Hold.Step step, Instant now) {
        return work.orderIds().stream()
                .flatMap(id -> order(id).holds().stream())
                .filter(hold -> hold.blocks(step, now))
                .findFirst();
    }

    private Outcome ship(
            FulfillmentOrder work, SourceReport.Shipped report, @Nullable Shipment parcel, LongSupplier shipmentIds) {
        WorkStep step = new WorkStep(this, work, report.at());
        if (parcel != null && parcel.fulfillmentOrder() != null) {
            if (parcel.fulfillmentOrder() == work.id() && parcel.holds(report.parts())) {
                return new Outcome(work, parcel, List.of(), List.of(), null);
            }
            step.refuse("REFUSED_PARCEL", "parcel", report.carrier() + "/" + report.number());
            return step.outcome();
        }
        List<Part> shipped = step.ship(report);
        Outcome outcome = step.outcome();
        if (outcome.isRefused()) {
            return outcome;
        }
        Shipment known = parcel == null ? Shipment.announced(shipmentIds.getAsLong(), report) : parcel;
        Shipment linked = known.linked(work.id(), report.at(), shipped);
        FulfillmentOrder after = outcome.work().withShipment(linked.id());
        return new Outcome(after, linked, outcome.movements(), outcome.reasons(), null);
    }

    Outcome unchanged(Shipment parcel) {
        return parcelStep(parcel, Instant.EPOCH).outcome().withShipment(parcel);
    }

    /** What the parcel's status says of its contents; see {@link ParcelFold}. */
    Outcome parcelDelivered(Shipment parcel, Instant at) {
        WorkStep step = parcelStep(parcel, at);
        step.deliver(parcel.parts(), true);
        return step.outcome();
    }

    Outcome parcelLost(Shipment parcel, Instant at) {
        WorkStep step = parcelStep(parcel, at);
        step.lose(parcel.parts(), true);
        return step.outcome();
    }

    Outcome parcelReturning(Shipment parcel, Instant at) {
        WorkStep step = parcelStep(parcel, at);
        step.announceReturn(parcel.parts(), true);
        return step.outcome();
    }

    Outcome told(Shipment parcel, String code, Object... figures) {
        WorkStep step = parcelStep(parcel, Instant.EPOCH);
        step.tellAll(code, figures);
        return step.outcome();
    }

    private WorkStep parcelStep(Shipment parcel, Instant at) {
        Long id = parcel.fulfillmentOrder();
        if (id == null) {
            throw new IllegalArgumentException("parcel " + parcel.id()
                    + " is not linked to a fulfillment order.\nLink it by a shipped report before its status counts.");
        }
        return new WorkStep(this, work(id), at);
    }
}
