package io.omskit.fulfillment;

import static io.omskit.fulfillment.Draft.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.catalog.Sku;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentStatus;
import io.omskit.order.Progress;
import io.omskit.order.stored.StateVersions;
import io.omskit.value.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stored forms: golden samples, upgraders, what newer versions wrote (U1). */
class FulfillmentJsonTest {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final FulfillmentOrder WORK = new FulfillmentOrder(
            7,
            "W1",
            List.of(
                    new Allocation(
                            1, 0, new Sku("X"), Measure.PIECE, 4, new Progress(4, 4, 4, 2, 1, 1, 0, 0), 0L, null),
                    new Allocation(
                            2,
                            3,
                            new Sku("茶-500g"),
                            Measure.KILOGRAM,
                            1500,
                            new Progress(1500, 1500, 1500, 0, 0, 0, 500, 1000),
                            0L,
                            1530L)),
            List.of(500L, 501L),
            NOW,
            true,
            2,
            null);
    private static final Shipment PARCEL = new Shipment(
            500,
            "sf",
            "SF1",
            "",
            7L,
            List.of(new Shipment.Content(1, 0, 2), new Shipment.Content(2, 3, 1500)),
            new Revision(NOW, 5, 1, -77),
            ShipmentStatus.DELIVERED,
            NOW,
            NOW.plus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(2)),
            0L,
            Set.of(ShipmentStatus.DELIVERED),
            null);

    private static String golden(String name) throws IOException {
        try (InputStream in = FulfillmentJsonTest.class.getResourceAsStream("/golden/fulfillment/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static FulfillmentOrder work(int version, String json) {
        return FulfillmentJson.readFulfillmentOrder(7, "W1", version, json);
    }

    private static Shipment parcel(String json) {
        return FulfillmentJson.readShipment(500, "sf", "SF1", "", 1, json);
    }

    @Test
    void samplesOfVersionOneStillLoadAndAreWrittenTheSame() throws IOException {
        assertEquals(WORK, work(1, golden("v1-work.json")));
        assertEquals(golden("v1-work.json"), FulfillmentJson.write(WORK));
        assertEquals(PARCEL, parcel(golden("v1-parcel.json")));
        assertEquals(golden("v1-parcel.json"), FulfillmentJson.write(PARCEL));
        FulfillmentOrder planned =
                FulfillmentOrder.planned(7, "W1", List.of(Allocation.planned(1, 0, new Sku("X"), Measure.PIECE, 2)));
        assertEquals(planned, work(1, golden("v1-planned.json")));
        assertEquals(golden("v1-planned.json"), FulfillmentJson.write(planned));
    }

    @Test
    void whatANewerVersionAddedSurvivesARewrite() throws IOException {
        ObjectNode newer = (ObjectNode) TREES.readTree(golden("v1-work.json"));
        newer.put("pallet", 3);
        ((ObjectNode) newer.get("allocations").get(1))
                .putArray("lots")
                .add("L7")
                .addNull();
        FulfillmentOrder read = work(2, newer.toString());
        assertEquals(newer, TREES.readTree(FulfillmentJson.write(read)));
        assertEquals(newer, TREES.readTree(FulfillmentJson.write(read.withHandedOver())));
        ObjectNode scanned = (ObjectNode) TREES.readTree(golden("v1-parcel.json"));
        scanned.putObject("route").put("hub", "HGH");
        assertEquals(scanned, TREES.readTree(FulfillmentJson.write(parcel(scanned.toString()))));
    }

    @Test
    void anOldRowGoesThroughTheUpgraders() throws IOException {
        ObjectNode old = (ObjectNode) TREES.readTree(golden("v1-planned.json"));
        old.put("rel", NOW.toEpochMilli());
        StateVersions versions = StateVersions.upgradedBy(List.of(row -> {
            row.put("released", row.remove("rel"));
            return row;
        }));
        FulfillmentOrder read = FulfillmentJson.readFulfillmentOrder(7, "W1", 1, old.toString(), versions);
        assertEquals(NOW, read.releasedAt());
        assertNull(read.unknown());
        assertTrue(work(1, golden("v1-planned.json")).isMovable());
    }

    @Test
    void anUnreadableRowNamesItselfAndTheRemedy() {
        for (String bad : List.of("", "[]", "{\"allocations\":[{\"order\":1}]}", "{\"released\":\"soon\"}")) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> work(1, bad));
            assertTrue(e.getMessage().startsWith("stored fulfillment order 7"), e.getMessage());
            assertTrue(e.getMessage().contains("\nRead it with"), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> work(0, "{}"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> parcel("{\"st\":\"BEAMED\"}"));
        assertTrue(e.getMessage().contains("shipment 500") && e.getMessage().contains("BEAMED"), e.getMessage());
    }
}
