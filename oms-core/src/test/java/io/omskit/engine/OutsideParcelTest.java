package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.OrderStatus;
import io.omskit.store.Query;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parcels that somebody sent outside of us, as platforms tell of them. */
class OutsideParcelTest {
    @Test
    void aParcelWithTheWholeOrderShipsWhatEverySourceHolds() {
        try (Scene scene = split()) {
            scene.oms.accept(parcel(scene, 1, "", null, ShipmentStatus.PICKED_UP));
            scene.oms.drain();

            assertEquals(OrderStatus.Fulfillment.SHIPPED, fulfillment(scene));
            assertEquals(List.of(), alerts(scene));
            assertEquals(0, scene.reserved("X") + scene.reserved("Y"));
        }
    }

    @Test
    void whatBecomesOfItConcernsWhatEverySourceHolds() {
        try (Scene scene = split()) {
            for (int reading = 1; reading <= 2; reading++) {
                scene.oms.accept(parcel(scene, reading, "", null, ShipmentStatus.PICKED_UP));
                scene.oms.drain();
            }
            scene.oms.accept(parcel(scene, 3, "", null, ShipmentStatus.DELIVERED));
            scene.oms.drain();

            assertEquals(OrderStatus.Fulfillment.DELIVERED, fulfillment(scene));
            assertEquals(List.of(), alerts(scene));
        }
    }

    @Test
    void aParcelThatIsDeliveredWhenFirstHeardOfIsDeliveredFromEverySource() {
        try (Scene scene = split()) {
            scene.oms.accept(parcel(scene, 1, "", null, ShipmentStatus.DELIVERED));
            scene.oms.drain();

            assertEquals(OrderStatus.Fulfillment.DELIVERED, fulfillment(scene));
        }
    }

    @Test
    void itsSourceMayTellOfThePartThatItSentToo() {
        try (Scene scene = split()) {
            scene.oms.accept(parcel(scene, 1, "", null, ShipmentStatus.PICKED_UP));
            scene.oms.drain();
            for (FulfillmentOrder work : scene.works("N")) {
                assertTrue(scene.report(
                        new SourceReport.Shipped(work.id(), scene.time.instant(), "sf", "SF1", "", List.of())));
            }
        }
    }

    @Test
    void unitsOfALineThatTwoSourcesHoldAreNotCountedTwice() {
        try (Scene scene = Scene.of(Policy.defaults())) {
            scene.stock("W1", "X", 1).stock("W2", "X", 1);
            scene.sell("N", "Li", Shelf.line("1", "X", 2, 5000));
            assertEquals(2, scene.works("N").size());
            scene.oms.accept(parcel(scene, 1, "1", 1L, ShipmentStatus.PICKED_UP));
            scene.oms.drain();

            assertEquals(1, scene.order("N").demands().get(0).progress().shipped());
            assertEquals(List.of(), alerts(scene));
        }
    }

    @Test
    void whatNoSourceHoldsIsTold() {
        try (Scene scene = Scene.of(Policy.defaults())) {
            scene.stock("W1", "X", 1);
            scene.sell("N", "Li", Shelf.line("1", "X", 1, 5000), Shelf.line("2", "Y", 1, 5000));
            scene.oms.accept(parcel(scene, 1, "", null, ShipmentStatus.PICKED_UP));
            scene.oms.drain();

            assertEquals(1, scene.order("N").demands().get(0).progress().shipped());
            assertEquals(List.of("PARCEL_UNLINKED"), alerts(scene));
        }
    }

    /** Line 1 is held at W1 and line 2 at W2. */
    private static Scene split() {
        Scene scene = Scene.of(Policy.defaults());
        scene.stock("W1", "X", 5).stock("W2", "Y", 5);
        scene.sell("N", "Li", Shelf.line("1", "X", 2, 5000), Shelf.line("2", "Y", 1, 3000));
        assertEquals(2, scene.works("N").size());
        return scene;
    }

    private static OrderStatus.Fulfillment fulfillment(Scene scene) {
        return OrderStatus.of(scene.order("N"), scene.time.instant()).fulfillment();
    }

    private static List<String> alerts(Scene scene) {
        return scene.oms.store().find(Query.all(Tables.ALERT)).stream()
                .map(row -> String.valueOf(row.text("type")))
                .filter("PARCEL_UNLINKED"::equals)
                .toList();
    }

    private static ShipmentFact parcel(
            Scene scene, int reading, String line, @Nullable Long units, ShipmentStatus status) {
        var at = scene.time.instant().plus(Duration.ofMinutes(reading));
        return new ShipmentFact(
                "sf",
                "SF1",
                "",
                Revision.at(at, 1),
                new Provenance("test", at),
                List.of(new ShipmentFact.Content(
                        Shelf.SHOP.order("N"), line, units == null ? null : Shelf.pieces(units))),
                status,
                scene.time.instant(),
                status == ShipmentStatus.DELIVERED ? at : null,
                null,
                null);
    }
}
