package io.omskit.examples.cli.day;

import io.omskit.engine.Oms;
import io.omskit.examples.cli.report.DayReport;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.logistics.Logistics;
import io.omskit.logistics.Timeline;
import io.omskit.logistics.TrackingEvent;
import io.omskit.order.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the parcel with the longest story and tells it. */
final class ParcelReading {
    private final Oms oms;
    private final Logistics logistics;
    private final List<Order> orders;
    private final Map<Long, FulfillmentOrder> works;

    ParcelReading(Oms oms, Logistics logistics, List<Order> orders, Map<Long, FulfillmentOrder> works) {
        this.oms = oms;
        this.logistics = logistics;
        this.orders = orders;
        this.works = works;
    }

    DayReport.@Nullable Parcel longest() {
        DayReport.Parcel best = null;
        for (FulfillmentOrder work : works.values()) {
            for (Shipment parcel : oms.fulfillment().parcels(work)) {
                Timeline timeline = logistics
                        .timeline(parcel.carrier(), parcel.number(), parcel.discriminator())
                        .orElse(null);
                if (timeline != null && isBetter(timeline, best)) {
                    best = told(work, timeline);
                }
            }
        }
        return best;
    }

    private static boolean isBetter(Timeline timeline, DayReport.@Nullable Parcel best) {
        return timeline.standing().status() == ShipmentStatus.DELIVERED
                && (best == null || timeline.events().size() > best.scans().size());
    }

    private DayReport.Parcel told(FulfillmentOrder work, Timeline timeline) {
        List<DayReport.Scan> scans = new ArrayList<>();
        for (TrackingEvent event : timeline.events()) {
            scans.add(new DayReport.Scan(
                    event.at(),
                    event.type().name(),
                    event.place(),
                    event.reason() == null ? null : event.reason().name()));
        }
        List<String> inside = orders.stream()
                .filter(order -> work.orderIds().contains(order.id()))
                .map(order -> order.ref().toString())
                .toList();
        return new DayReport.Parcel(
                timeline.carrier(),
                timeline.number(),
                inside,
                timeline.standing().status().name(),
                scans);
    }
}
