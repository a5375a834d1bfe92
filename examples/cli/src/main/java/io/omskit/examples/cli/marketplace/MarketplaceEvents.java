package io.omskit.examples.cli.marketplace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.engine.edge.Message;
import io.omskit.examples.cli.marketplace.MarketplaceFiles.Row;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables as a stream of news, in the order in which the marketplace would have told them. */
final class MarketplaceEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");

    private final MarketplaceFiles files;

    MarketplaceEvents(MarketplaceFiles files) {
        this.files = files;
    }

    /**
     * One piece of news.
     *
     * @param at when it happened
     * @param stage what happened
     * @param order the order
     * @param person who bought; news of one person is told one by one
     */
    record Event(Instant at, Stage stage, String order, String person) {}

    /** When the first order was placed; the beginning of 2010 where there is none. */
    Instant start() {
        return files.orders().values().stream()
                .map(order -> time(order, "order_purchase_timestamp"))
                .filter(java.util.Objects::nonNull)
                .map(java.util.Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(EARLIEST);
    }

    /** All news by time, then stage, then order. */
    List<Event> all() {
        List<Event> events = new ArrayList<>();
        files.orders().forEach((id, order) -> {
            String person = person(order);
            Instant placed = time(order, "order_purchase_timestamp");
            Instant start = placed == null ? EARLIEST : placed;
            Instant last = start;
            events.add(new Event(start, Stage.PLACED, id, person));
            last = add(events, time(order, "order_approved_at"), Stage.APPROVED, id, person, last);
            last = add(events, time(order, "order_delivered_carrier_date"), Stage.CARRIER, id, person, last);
            last = add(events, time(order, "order_delivered_customer_date"), Stage.DELIVERED, id, person, last);
            events.add(new Event(last, Stage.LAST, id, person));
        });
        events.sort(Comparator.comparing(Event::at).thenComparing(Event::stage).thenComparing(Event::order));
        return events;
    }

    private static Instant add(
            List<Event> events, @Nullable Instant at, Stage stage, String order, String person, Instant last) {
        if (at == null) {
            return last;
        }
        events.add(new Event(at, stage, order, person));
        return at.isAfter(last) ? at : last;
    }

    private String person(Row order) {
        Row customer = files.customers().get(order.get("customer_id"));
        return customer == null ? "order " + order.get("order_id") : customer.get("customer_unique_id");
    }

    /** The time in a column; absent where it is empty or no time. */
    static @Nullable Instant time(Row row, String column) {
        if (!row.has(column)) {
            return null;
        }
        try {
            return LocalDateTime.parse(row.get(column), TIME).toInstant(MarketplaceMapper.ZONE);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The news as a message to accept. */
    Message message(Event event) {
        Row order = files.orders().getOrDefault(event.order(), new Row(Map.of("order_id", event.order())));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("at", event.at().toEpochMilli());
        if (event.stage() == Stage.CARRIER || event.stage() == Stage.DELIVERED) {
            parcels(event, order, body);
        } else {
            body.put("order", order.cells());
            Row customer = files.customers().get(order.get("customer_id"));
            body.put("customer", customer == null ? Map.of() : customer.cells());
            body.put("items", cells(files.items().getOrDefault(event.order(), List.of())));
            if (event.stage() == Stage.PLACED) {
                body.put("payments", cells(files.payments().getOrDefault(event.order(), List.of())));
            }
        }
        return new Message(
                MarketplaceMapper.ID, event.stage().api(), MarketplaceMapper.SHOP, event.order(), json(body));
    }

    private void parcels(Event event, Row order, Map<String, Object> body) {
        body.put("order_id", event.order());
        body.put("order_delivered_carrier_date", order.get("order_delivered_carrier_date"));
        body.put("order_estimated_delivery_date", order.get("order_estimated_delivery_date"));
        if (event.stage() == Stage.DELIVERED) {
            body.put("order_delivered_customer_date", order.get("order_delivered_customer_date"));
        }
        Map<String, List<String>> bySeller = new TreeMap<>();
        for (Row item : files.items().getOrDefault(event.order(), List.of())) {
            bySeller.computeIfAbsent(item.get("seller_id"), seller -> new ArrayList<>())
                    .add(item.get("order_item_id"));
        }
        body.put("parcels", bySeller.isEmpty() ? List.of(List.of()) : List.copyOf(bySeller.values()));
    }

    private static List<Map<String, String>> cells(List<Row> rows) {
        return rows.stream().map(Row::cells).toList();
    }

    private static byte[] json(Map<String, Object> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a message could not be written as JSON", e);
        }
    }
}
