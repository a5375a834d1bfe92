package io.omskit.order.edit;

import io.omskit.catalog.Sku;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.order.stored.StoredObject;
import io.omskit.order.stored.StoredWriter;
import io.omskit.value.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The changes of one order. Immutable; every change returns a copy.
 *
 * @param exchanges in the order in which they were made
 * @param arrangements by hand; of two that contradict each other the first counts
 * @param rejections sources that have rejected the order, with the moment until which they are not asked again
 */
public record Edits(List<Exchange> exchanges, List<Arrangement> arrangements, SortedMap<String, Instant> rejections) {
    /** Nothing was changed. */
    public static final Edits NONE = new Edits(List.of(), List.of(), new TreeMap<>());

    public Edits {
        exchanges = List.copyOf(exchanges);
        arrangements = List.copyOf(arrangements);
        rejections = Collections.unmodifiableSortedMap(new TreeMap<>(rejections));
    }

    /** The exchange under this reference. */
    public Optional<Exchange> exchange(String reference) {
        return exchanges.stream()
                .filter(one -> one.reference().equals(reference))
                .findFirst();
    }

    /** These with one exchange more, or in place of the one under its reference. */
    public Edits with(Exchange exchange) {
        List<Exchange> all = new ArrayList<>(exchanges);
        int known = 0;
        while (known < all.size() && !all.get(known).reference().equals(exchange.reference())) {
            known++;
        }
        if (known < all.size()) {
            all.set(known, exchange);
        } else {
            all.add(exchange);
        }
        return new Edits(all, arrangements, rejections);
    }

    /** These with other arrangements. */
    public Edits withArrangements(List<Arrangement> all) {
        return new Edits(exchanges, all, rejections);
    }

    /** These after a source has rejected the order. */
    public Edits withRejection(String source, Instant until) {
        SortedMap<String, Instant> all = new TreeMap<>(rejections);
        all.merge(source, until, (one, other) -> one.isAfter(other) ? one : other);
        return new Edits(exchanges, arrangements, all);
    }

    /** Adds the members to the order's row. */
    public void write(StoredWriter out) {
        out.objects("exchanges", exchanges, (position, one) -> {
            out.text("ref", one.reference());
            out.text("line", one.lineId());
            out.number("units", one.units(), 0);
            out.text("sku", one.sku().code());
            out.word("measure", one.measure(), Measure.PIECE);
            out.number("quantity", one.quantity(), 0);
            out.flag("afterReturn", one.afterReturn());
            out.flag("canceled", one.canceled());
            out.unknown("exchange", one.reference());
        });
        out.objects("arrangements", arrangements, (position, one) -> {
            out.word("sort", one.sort(), null);
            out.text("value", one.value().isEmpty() ? null : one.value());
            out.values(
                    "units", one.units(), units -> List.of(units.orderId(), (long) units.demand(), units.quantity()));
            out.unknown("arrangement", position);
        });
        out.values(
                "rejected",
                List.copyOf(rejections.entrySet()),
                one -> List.of(one.getKey(), one.getValue().toEpochMilli()));
    }

    /** What {@link #write} wrote. */
    public static Edits read(StoredObject row) {
        List<Exchange> exchanges =
                row.objects("exchanges").stream().map(Edits::exchange).toList();
        List<Arrangement> arrangements = new ArrayList<>();
        for (StoredObject stored : row.objects("arrangements")) {
            arrangements.add(arrangement(stored, arrangements.size()));
        }
        SortedMap<String, Instant> rejections = new TreeMap<>();
        List<Object> flat = row.list("rejected", Object.class);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            rejections.put((String) flat.get(i), Instant.ofEpochMilli(((Number) flat.get(i + 1)).longValue()));
        }
        return exchanges.isEmpty() && arrangements.isEmpty() && rejections.isEmpty()
                ? NONE
                : new Edits(exchanges, arrangements, rejections);
    }

    private static Exchange exchange(StoredObject stored) {
        Measure measure = stored.word("measure", Measure.class);
        Exchange exchange = new Exchange(
                stored.required("ref"),
                stored.required("line"),
                stored.number("units", 0),
                new Sku(stored.required("sku")),
                measure == null ? Measure.PIECE : measure,
                stored.number("quantity", 0),
                stored.flag("afterReturn"),
                stored.flag("canceled"));
        stored.end("exchange", exchange.reference());
        return exchange;
    }

    private static Arrangement arrangement(StoredObject stored, int position) {
        List<Number> flat = stored.list("units", Number.class);
        List<Units> units = new ArrayList<>();
        for (int i = 0; i + 2 < flat.size(); i += 3) {
            units.add(new Units(
                    flat.get(i).longValue(),
                    flat.get(i + 1).intValue(),
                    flat.get(i + 2).longValue()));
        }
        String value = stored.text("value");
        Arrangement arrangement = new Arrangement(
                StoredObject.required("sort", stored.word("sort", Arrangement.Sort.class)),
                value == null ? "" : value,
                units);
        stored.end("arrangement", position);
        return arrangement;
    }

    /** By source, until when it is not asked again; only those whose time has not come. */
    public Map<String, Instant> rejectionsAt(Instant now) {
        Map<String, Instant> standing = new TreeMap<>(rejections);
        standing.values().removeIf(until -> !now.isBefore(until));
        return standing;
    }
}
