package io.omskit.order.stored;

import io.omskit.catalog.Sku;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.order.edit.Edits;
import io.omskit.order.edit.Exchange;
import io.omskit.value.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The changes of an order as members of its row. */
public final class EditsRow {
    private EditsRow() {}

    /** Adds the members to the order's row. */
    public static void write(Edits edits, StoredWriter out) {
        out.objects("exchanges", edits.exchanges(), (position, one) -> {
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
        out.objects("arrangements", edits.arrangements(), (position, one) -> {
            out.word("sort", one.sort(), null);
            out.text("value", one.value().isEmpty() ? null : one.value());
            out.values(
                    "units", one.units(), units -> List.of(units.orderId(), (long) units.demand(), units.quantity()));
            out.unknown("arrangement", position);
        });
        out.values(
                "rejected",
                List.copyOf(edits.rejections().entrySet()),
                one -> List.of(one.getKey(), one.getValue().toEpochMilli()));
        Edits.Standing standing = edits.standing();
        if (standing != null) {
            out.values("standing", List.of(standing.by(), standing.at().toEpochMilli(), standing.facts()));
        }
    }

    /** What {@link #write} wrote. */
    public static Edits read(StoredObject row) {
        List<Exchange> exchanges =
                row.objects("exchanges").stream().map(EditsRow::exchange).toList();
        List<Arrangement> arrangements = new ArrayList<>();
        for (StoredObject stored : row.objects("arrangements")) {
            arrangements.add(arrangement(stored, arrangements.size()));
        }
        SortedMap<String, Instant> rejections = new TreeMap<>();
        List<Object> flat = row.list("rejected", Object.class);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            rejections.put(
                    String.valueOf(flat.get(i)), Instant.ofEpochMilli(StoredObject.whole("rejected", flat.get(i + 1))));
        }
        Edits.Standing standing = standing(row.list("standing", Object.class));
        return exchanges.isEmpty() && arrangements.isEmpty() && rejections.isEmpty() && standing == null
                ? Edits.NONE
                : new Edits(exchanges, arrangements, rejections, standing);
    }

    private static Edits.@Nullable Standing standing(List<Object> flat) {
        return flat.size() < 3
                ? null
                : new Edits.Standing(
                        (String) flat.get(0), Instant.ofEpochMilli(((Number) flat.get(1)).longValue()), (String)
                                flat.get(2));
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
        List<Long> flat = stored.list("units", Long.class);
        List<Units> units = new ArrayList<>();
        for (int i = 0; i + 2 < flat.size(); i += 3) {
            units.add(new Units(flat.get(i), Math.toIntExact(flat.get(i + 1)), flat.get(i + 2)));
        }
        String value = stored.text("value");
        Arrangement arrangement = new Arrangement(
                StoredObject.required("sort", stored.word("sort", Arrangement.Sort.class)),
                value == null ? "" : value,
                units);
        stored.end("arrangement", position);
        return arrangement;
    }
}
