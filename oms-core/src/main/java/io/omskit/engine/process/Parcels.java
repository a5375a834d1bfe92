package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.work.Notes;
import io.omskit.engine.work.Work;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.ShipmentFact;
import io.omskit.fulfillment.AllocationFold;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.ParcelFold;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.Shipment;
import io.omskit.fulfillment.SourceFold;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.stock.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What sources and carriers tell: carries the folds of the fulfillment package out on a unit of work. */
final class Parcels {
    private final Work work;
    private final Sources sources;
    private final ShipNotices notices;

    Parcels(Work work, Sources sources) {
        this.work = work;
        this.sources = sources;
        this.notices = new ShipNotices(work);
    }

    /**
     * Carries a report out.
     *
     * @return why not, or null where it was done
     */
    @Nullable
    Reason report(SourceReport report) {
        return report instanceof SourceReport.Shipped shipped
                ? report(shipped, parcelOf(shipped))
                : report(report, null);
    }

    @Nullable
    private Reason report(SourceReport report, @Nullable Shipment parcel) {
        FulfillmentOrder target = work.fulfillment(report.fulfillmentOrder());
        if (target == null) {
            return Reason.of("UNKNOWN_FULFILLMENT_ORDER", "fulfillment order " + report.fulfillmentOrder());
        }
        if (report instanceof SourceReport.Shipped && target.isMovable()) {
            // what left was released, whether anybody said so or not (rule)
            target = target.released(report.at());
            work.put(target);
        }
        SourceFold.Outcome outcome = fold(target).after(report, parcel, work.ids());
        if (outcome.isRefused()) {
            return outcome.refusal();
        }
        adopt(outcome, report.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT));
        Shipment linked = outcome.shipment();
        if (linked != null && report instanceof SourceReport.Shipped) {
            notices.left(linked);
            count(linked, report.at());
        }
        return null;
    }

    /** The parcel that a report names, or the part of it that is linked to the report's work. */
    @Nullable
    private Shipment parcelOf(SourceReport.Shipped report) {
        Shipment named = work.shipment(report.carrier(), report.number(), report.discriminator());
        if (named == null
                || named.fulfillmentOrder() == null
                || named.fulfillmentOrder() == report.fulfillmentOrder()) {
            return named;
        }
        for (Shipment part : partsOf(named)) {
            if (part.fulfillmentOrder() != null && part.fulfillmentOrder() == report.fulfillmentOrder()) {
                return part;
            }
        }
        return named;
    }

    /** Folds one reading of a parcel. */
    void fold(ShipmentFact fact, long payload) {
        Shipment known = work.shipment(fact.carrier(), fact.number(), fact.discriminator());
        Shipment told = known == null ? Shipment.first(work.nextId(), fact) : known.with(fact);
        work.put(told);
        boolean links = told.fulfillmentOrder() == null && !fact.contents().isEmpty() && told.isHandedOver();
        if (links) {
            link(told, fact, payload);
        } else if (told.fulfillmentOrder() != null) {
            count(told, work.now());
            boolean moved = known == null || known.status() != told.status();
            for (Shipment part : moved ? partsOf(told) : List.<Shipment>of()) {
                Shipment toldToo = part.with(fact);
                work.put(toldToo);
                count(toldToo, work.now());
            }
        }
    }

    /** The further fulfillment orders that have goods in a parcel hold a part of it each, told apart by a number. */
    private List<Shipment> partsOf(Shipment parcel) {
        List<Shipment> parts = new ArrayList<>();
        Shipment part = parcel;
        for (int number = 2; part != null; number++) {
            part = work.shipment(parcel.carrier(), parcel.number(), partOf(parcel, number));
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static String partOf(Shipment parcel, int number) {
        return parcel.discriminator() + "+" + number;
    }

    /** Links a parcel that names its contents to all work that holds them; what cannot be linked is told. */
    private void link(Shipment told, ShipmentFact fact, long payload) {
        ParcelContents contents = ParcelContents.of(fact, work);
        for (ChannelRef ref : payload == 0 ? List.<ChannelRef>of() : fact.orders()) {
            Order order = work.find(ref);
            if (order != null) {
                work.notes(order.id()).payloads.add(payload);
            }
        }
        Instant at = fact.shippedAt() == null ? work.now() : fact.shippedAt();
        int linked = 0;
        for (Map.Entry<Long, List<Part>> held : contents.parts().entrySet()) {
            Shipment parcel = linked == 0 ? told : told.beside(work.nextId(), partOf(told, linked + 1));
            Reason refusal = report(
                    new SourceReport.Shipped(
                            held.getKey(),
                            at,
                            parcel.carrier(),
                            parcel.number(),
                            parcel.discriminator(),
                            held.getValue()),
                    parcel);
            if (refusal == null) {
                linked++;
            } else {
                unlinked(held.getValue().get(0).orderId(), refusal);
            }
        }
        contents.lacking().forEach(this::unlinked);
    }

    private void unlinked(long orderId, Reason reason) {
        Notes notes = work.notes(orderId);
        notes.alerts.putIfAbsent("PARCEL_UNLINKED", reason);
        notes.reasons.add(reason);
    }

    private void count(Shipment parcel, Instant at) {
        Long target = parcel.fulfillmentOrder();
        FulfillmentOrder held = target == null ? null : work.fulfillment(target);
        if (held != null) {
            SourceFold.Outcome outcome = ParcelFold.count(fold(held), parcel, at);
            if (!outcome.isRefused()) {
                adopt(outcome, "PARCEL_TOLD");
            }
        }
    }

    private SourceFold fold(FulfillmentOrder target) {
        work.preloadIds(target.orderIds());
        List<Order> orders = new ArrayList<>();
        Map<Long, FulfillmentOrder> works = new TreeMap<>();
        works.put(target.id(), target);
        for (Long id : target.orderIds()) {
            Order order = work.order(id);
            if (order != null) {
                orders.add(order);
                work.fulfillmentsOf(order).forEach(held -> works.put(held.id(), held));
            }
        }
        return SourceFold.of(orders, works.values(), sources);
    }

    private void adopt(SourceFold.Outcome outcome, String event) {
        FulfillmentOrder before = work.fulfillment(outcome.work().id());
        Shipment parcel = outcome.shipment();
        if (parcel != null) {
            work.put(parcel);
        }
        if (outcome.work().equals(before)) {
            return;
        }
        work.put(outcome.work());
        // an order that has nothing left in the work is concerned as well
        Set<Long> concerned = new TreeSet<>(outcome.work().orderIds());
        concerned.addAll(before == null ? Set.of() : before.orderIds());
        long first = concerned.iterator().next();
        outcome.movements().forEach(movement -> work.move(first, movement));
        work.notes(first).reasons.addAll(outcome.reasons());
        for (Long id : concerned) {
            Order order = work.order(id);
            if (order != null) {
                work.put(AllocationFold.recount(order, work.fulfillmentsOf(order)));
                work.notes(id).events.add(event);
            }
        }
    }
}
