package io.omskit.logistics;

import io.omskit.connect.Problem;
import io.omskit.fact.ShipmentStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parsed parcels as ordered objects of texts, flags and lists. */
final class TrackingOutput {
    private TrackingOutput() {}

    static List<Map<String, Object>> rows(Carrier.Parsed parsed) {
        List<Map<String, Object>> rows = new ArrayList<>();
        parsed.parcels().forEach(parcel -> rows.add(row(parcel)));
        if (!parsed.problems().isEmpty()) {
            Map<String, Object> rest = new LinkedHashMap<>();
            rest.put("carrier", parsed.carrier());
            rest.put("problems", problems(parsed.problems()));
            rows.add(rest);
        }
        return rows;
    }

    private static Map<String, Object> row(Carrier.Parcel parcel) {
        Timeline timeline = Timeline.of(parcel.fact());
        ShipmentStatus status = timeline.standing().status();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("carrier", timeline.carrier());
        row.put("number", timeline.number());
        putIfTold(row, "shipmentId", timeline.discriminator());
        row.put("status", status.name());
        row.put("delivered", status == ShipmentStatus.DELIVERED);
        Instant estimated = timeline.estimatedDelivery();
        putIfTold(row, "estimatedDelivery", estimated == null ? null : iso(estimated, timeline));
        putIfTold(row, "successor", parcel.successor());
        row.put("events", timeline.events().stream().map(TrackingOutput::event).toList());
        if (!parcel.problems().isEmpty()) {
            row.put("problems", problems(parcel.problems()));
        }
        return row;
    }

    private static Map<String, Object> event(TrackingEvent event) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(event.localTime()));
        row.put("type", event.type().name());
        putIfTold(row, "reason", event.reason());
        row.put("code", event.code());
        putIfTold(row, "place", event.place());
        putIfTold(row, "text", event.text());
        return row;
    }

    private static List<Map<String, Object>> problems(List<Problem> problems) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Problem problem : problems) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("path", problem.path());
            row.put("problem", problem.problem());
            rows.add(row);
        }
        return rows;
    }

    /** The expected delivery at the place of the last scan, whose clock the receiver lives by. */
    private static String iso(Instant at, Timeline timeline) {
        List<TrackingEvent> events = timeline.events();
        int offset = events.isEmpty() ? 0 : events.get(events.size() - 1).offsetSeconds();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.ofInstant(at, ZoneOffset.ofTotalSeconds(offset)));
    }

    private static void putIfTold(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            row.put(name, value.toString());
        }
    }
}
