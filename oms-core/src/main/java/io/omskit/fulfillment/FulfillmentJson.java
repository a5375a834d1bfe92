package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.fact.ShipmentStatus;
import io.omskit.order.Progress;
import io.omskit.order.stored.StateVersions;
import io.omskit.order.stored.StoredObject;
import io.omskit.order.stored.StoredWriter;
import io.omskit.value.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of fulfillment orders and parcels: compact JSON with readable names (invariant U1), by the rules of
 * {@link io.omskit.order.OrderJson}. Ids, source, carrier and number are columns of the row.
 *
 * <p>A member that this version does not know stays with its object and is written again. Allocations are told apart by
 * order, demand and first unit.
 *
 * <p>Stateless and safe for several threads.
 */
public final class FulfillmentJson {
    private static final StateVersions VERSIONS = StateVersions.upgradedBy(List.of());

    /** Version of the forms that {@code write} makes; stored beside the row. */
    public static final int STATE_VERSION = VERSIONS.newest();

    private FulfillmentJson() {}

    /** The fulfillment order without its id and source. */
    public static String write(FulfillmentOrder work) {
        StoredWriter out = new StoredWriter(null, work.unknown());
        out.instant("released", work.releasedAt());
        out.flag("out", work.handedOver());
        out.number("releases", work.releases(), 0);
        out.values("shipments", work.shipments());
        out.objects("allocations", work.allocations(), (position, allocation) -> {
            allocation(out, allocation);
            out.unknown("allocation", key(allocation));
        });
        out.unknown("work", "");
        return out.end();
    }

    private static void allocation(StoredWriter out, Allocation allocation) {
        out.number("order", allocation.orderId(), 0);
        out.number("demand", allocation.demand(), 0);
        out.text("sku", allocation.sku().code());
        out.word("unit", allocation.measure(), Measure.PIECE);
        out.number("qty", allocation.quantity(), 0);
        Progress progress = allocation.progress();
        out.number("released", progress.released(), 0);
        out.number("packed", progress.packed(), 0);
        out.number("shipped", progress.shipped(), 0);
        out.number("delivered", progress.delivered(), 0);
        out.number("announced", progress.returnRequested(), 0);
        out.number("good", progress.returnedGood(), 0);
        out.number("damaged", progress.returnedDamaged(), 0);
        out.number("lost", progress.lost(), 0);
        number(out, "from", allocation.unitsFrom());
        number(out, "weight", allocation.packedWeight());
    }

    private static String key(Allocation allocation) {
        return allocation.orderId() + "/" + allocation.demand() + "/" + allocation.unitsFrom();
    }

    /** The parcel without its id, carrier, number and discriminator. */
    public static String write(Shipment parcel) {
        StoredWriter out = new StoredWriter(null, parcel.unknown());
        number(out, "work", parcel.fulfillmentOrder());
        List<Object> contents = new ArrayList<>(3 * parcel.contents().size());
        for (Shipment.Content content : parcel.contents()) {
            contents.add(content.orderId());
            contents.add(content.demand());
            contents.add(content.quantity());
        }
        out.values("contents", contents);
        out.revision(parcel.revision());
        out.word("st", parcel.status(), null);
        out.instant("shipped", parcel.shippedAt());
        out.instant("delivered", parcel.deliveredAt());
        out.instant("promised", parcel.promisedAt());
        number(out, "grams", parcel.weightGrams());
        out.values("counted", List.copyOf(new TreeSet<>(parcel.counted())));
        out.unknown("shipment", "");
        return out.end();
    }

    private static void number(StoredWriter out, String name, @Nullable Long number) {
        if (number != null) {
            // written whatever its value: zero is not absent here
            out.number(name, number, ~number);
        }
    }

    /**
     * The fulfillment order that was written.
     *
     * @param stateVersion the version beside the row
     * @throws IllegalArgumentException if the text is not a fulfillment order, or holds a word that only a newer version
     *     knows
     */
    public static FulfillmentOrder readFulfillmentOrder(long id, String source, int stateVersion, String json) {
        return readFulfillmentOrder(id, source, stateVersion, json, VERSIONS);
    }

    static FulfillmentOrder readFulfillmentOrder(
            long id, String source, int stateVersion, String json, StateVersions versions) {
        return versions.read("fulfillment order " + id, stateVersion, json, row -> work(id, source, row));
    }

    /**
     * The parcel that was written.
     *
     * @param stateVersion the version beside the row
     * @throws IllegalArgumentException if the text is not a parcel, or holds a word that only a newer version knows
     */
    public static Shipment readShipment(
            long id, String carrier, String number, String discriminator, int stateVersion, String json) {
        return VERSIONS.read(
                "shipment " + id, stateVersion, json, row -> shipment(id, carrier, number, discriminator, row));
    }

    private static FulfillmentOrder work(long id, String source, StoredObject row) {
        List<Allocation> allocations = new ArrayList<>();
        for (StoredObject stored : row.objects("allocations")) {
            Allocation allocation = allocation(stored);
            stored.end("allocation", key(allocation));
            allocations.add(allocation);
        }
        List<Long> shipments = row.list("shipments", Long.class);
        Instant releasedAt = row.instant("released");
        boolean handedOver = row.flag("out");
        long releases = row.number("releases", 0);
        row.end("work", "");
        return new FulfillmentOrder(
                id, source, allocations, shipments, releasedAt, handedOver, releases, row.unknown());
    }

    private static Allocation allocation(StoredObject stored) {
        Progress progress = new Progress(
                stored.number("released", 0),
                stored.number("packed", 0),
                stored.number("shipped", 0),
                stored.number("delivered", 0),
                stored.number("announced", 0),
                stored.number("good", 0),
                stored.number("damaged", 0),
                stored.number("lost", 0));
        return new Allocation(
                stored.number("order", 0),
                stored.small("demand", 0),
                new Sku(stored.required("sku")),
                stored.word("unit", Measure.PIECE),
                stored.number("qty", 0),
                progress.equals(Progress.NONE) ? Progress.NONE : progress,
                optional(stored, "from"),
                optional(stored, "weight"));
    }

    private static Shipment shipment(long id, String carrier, String number, String discriminator, StoredObject row) {
        Set<ShipmentStatus> counted = EnumSet.noneOf(ShipmentStatus.class);
        for (String word : row.list("counted", String.class)) {
            counted.add(StoredObject.word("counted", ShipmentStatus.class, word));
        }
        Shipment read = new Shipment(
                id,
                carrier,
                number,
                discriminator,
                optional(row, "work"),
                contents(row),
                row.revision(),
                row.word("st", ShipmentStatus.UNKNOWN),
                row.instant("shipped"),
                row.instant("delivered"),
                row.instant("promised"),
                optional(row, "grams"),
                counted,
                null);
        row.end("shipment", "");
        return read.withUnknown(row.unknown());
    }

    private static List<Shipment.Content> contents(StoredObject row) {
        List<Long> flat = row.list("contents", Long.class);
        List<Shipment.Content> contents = new ArrayList<>(flat.size() / 3);
        for (int i = 0; i + 2 < flat.size(); i += 3) {
            contents.add(new Shipment.Content(flat.get(i), Math.toIntExact(flat.get(i + 1)), flat.get(i + 2)));
        }
        return contents;
    }

    private static @Nullable Long optional(StoredObject row, String name) {
        return row.has(name) ? (Long) row.number(name, 0) : null;
    }
}
