package io.omskit.testkit;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.testkit.SimWarehouse.Waybill;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A carrier that delivers; its scans come late, twice and in any order, sometimes before the source tells of the parcel. */
final class InventedCarrier implements SimParticipant, SimWarehouse.Parcels {
    private static final List<ShipmentStatus> WAY = List.of(
            ShipmentStatus.LABEL_CREATED,
            ShipmentStatus.PICKED_UP,
            ShipmentStatus.IN_TRANSIT,
            ShipmentStatus.OUT_FOR_DELIVERY,
            ShipmentStatus.DELIVERED);

    private final SimWorld world;
    private final Map<String, Integer> parcels = new TreeMap<>();
    private final List<ShipmentFact> outbox = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    InventedCarrier(SimWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "carrier";
    }

    @Override
    public Optional<Waybill> waybill(Oms oms, FulfillmentOrder work, String key) {
        if (parcels.putIfAbsent(key, 0) == null) {
            scan(key, 0);
        }
        return Optional.of(new Waybill("carrier", key));
    }

    @Override
    public void takes(Waybill waybill) {
        if (!taken.contains(waybill.number())) {
            taken.add(waybill.number());
        }
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        if (!taken.isEmpty() && random.nextBoolean()) {
            return move(taken.get(random.nextInt(taken.size())));
        }
        return outbox.isEmpty() ? "" : tell(outbox.get(random.nextInt(outbox.size())), random.nextInt(4) > 0);
    }

    private String move(String number) {
        int place = parcels.get(number);
        if (place == WAY.size() - 1) {
            return "";
        }
        parcels.put(number, place + 1);
        scan(number, place + 1);
        return number + " is " + WAY.get(place + 1);
    }

    private void scan(String number, int place) {
        Instant now = world.time().instant();
        ShipmentStatus status = WAY.get(place);
        outbox.add(new ShipmentFact(
                "carrier",
                number,
                "",
                Revision.numbered(place + 1, 1),
                new Provenance("carrier", now),
                List.of(),
                status,
                status.isHandedOver() ? now : null,
                status == ShipmentStatus.DELIVERED ? now : null,
                null,
                null));
    }

    private String tell(ShipmentFact fact, boolean forGood) {
        boolean accepted = world.oms().accept(fact) == Acceptance.ACCEPTED;
        if (accepted && forGood) {
            outbox.remove(fact);
        }
        return (accepted ? "tells " : "tells later ") + fact.number() + " " + fact.status();
    }

    @Override
    public void settle() {
        for (String number : taken) {
            while (parcels.get(number) < WAY.size() - 1) {
                move(number);
            }
        }
        List.copyOf(outbox).forEach(fact -> tell(fact, true));
    }

    @Override
    public Optional<Violation> checkSettled() {
        for (String number : taken) {
            Shipment parcel =
                    world.oms().fulfillment().parcel("carrier", number, "").orElse(null);
            if (parcel == null
                    || parcel.status() != ShipmentStatus.DELIVERED
                    || parcel.fulfillmentOrder() == null
                    || !parcel.counted().contains(ShipmentStatus.DELIVERED)) {
                return Optional.of(
                        new Violation("SETTLED", "parcel " + number, "is delivered, the engine says " + parcel));
            }
        }
        return Optional.empty();
    }
}
