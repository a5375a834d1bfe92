package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Bundle;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.OrderFact;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a ship notice tells of its parcel. */
class ShipNoticeTest {
    @Test
    void aLineThatLeavesInSeveralParcelsIsInPartInEach() {
        try (Scene scene = Scene.of(Policy.defaults())) {
            scene.stock("W1", "X", 9).stock("W1", "Y", 9);
            scene.sell("N", "Li", Shelf.line("1", "X", 3, 5000), Shelf.line("2", "Y", 1, 3000));
            ship(scene, "SF1", 0, 2);
            ship(scene, "SF2", 1, 1);
            ship(scene, "SF3", 0, 1);

            assertEquals(List.of("1:2 1 false", "2:1  false", "1:1 1 true"), notices(scene));
        }
    }

    @Test
    void whatIsCanceledIsNotMissingInTheParcel() {
        try (Scene scene = Scene.of(Policy.defaults())) {
            scene.stock("W1", "X", 9);
            scene.sell("N", "Li", Shelf.line("1", "X", 3, 5000));
            assertTrue(scene.oms.orders().cancel(scene.order("N").id(), "1", 1).done());
            scene.oms.drain();
            scene.ship("N");

            assertEquals(List.of("1:2  true"), notices(scene));
        }
    }

    @Test
    void aWeighedLineKeepsItsDecimals() {
        InMemoryCatalog catalog = InMemoryCatalog.builder()
                .item(Item.of(new Sku("KG"), "goods by weight", Measure.KILOGRAM))
                .build();
        try (Scene scene = new Scene(Policy.defaults(), catalog)) {
            scene.stock("W1", "KG", 5_000);
            scene.sell("N", "Li", weighed("1", "KG", Quantity.of(2_350, Measure.KILOGRAM)));
            ship(scene, "SF1", 0, 1_350);

            assertEquals(List.of("1:1.350 1 false"), notices(scene));
        }
    }

    @Test
    void aBundleInSeveralParcelsIsToldOnce() {
        try (Scene scene = new Scene(Policy.defaults(), bundles())) {
            scene.stock("W1", "X", 9).stock("W1", "Y", 9);
            scene.sell("N", "Li", Shelf.line("1", "set", 2, 5000));
            ship(scene, "SF1", 0, 2);
            ship(scene, "SF2", 1, 6);
            ship(scene, "SF3", 0, 2);

            assertEquals(List.of("1:1 1 false", "1:1 1 false", "1:0 1 true"), notices(scene));
        }
    }

    @Test
    void whenTheRestIsCanceledTheLastParcelCompletesTheOrder() {
        try (Scene scene = Scene.of(Policy.defaults())) {
            scene.stock("W1", "X", 9).stock("W1", "Y", 9);
            scene.sell("N", "Li", Shelf.line("1", "X", 3, 5000), Shelf.line("2", "Y", 1, 3000));
            ship(scene, "SF1", 1, 1);
            ship(scene, "SF2", 0, 2);
            assertEquals(List.of("2:1  false", "1:2 1 false"), notices(scene));
            assertTrue(scene.oms.orders().cancel(scene.order("N").id(), "1", 1).done());
            scene.oms.drain();

            assertEquals(List.of("2:1  false", "1:2 1 false", "1:0  true"), notices(scene));
            assertEquals("SF2", scene.outbox.notices().get(2).datum("tracking"));
        }
    }

    @Test
    void whatIsCanceledBeforeAnythingLeftNeedsNoNotice() {
        try (Scene scene = Scene.of(Policy.defaults())) {
            scene.stock("W1", "X", 9);
            scene.sell("N", "Li", Shelf.line("1", "X", 3, 5000));
            assertTrue(scene.oms.orders().cancel(scene.order("N").id(), "1", 3).done());
            scene.oms.drain();

            assertEquals(List.of(), notices(scene));
        }
    }

    private static InMemoryCatalog bundles() {
        return InMemoryCatalog.builder()
                .item(Item.of("X", "goods X", 100))
                .item(Item.of("Y", "goods Y", 100))
                .bundle(new Bundle(
                        "SET",
                        List.of(
                                Bundle.Component.pieces(new Sku("X"), 2, 1),
                                Bundle.Component.pieces(new Sku("Y"), 3, 1)),
                        false))
                .listing(Listing.ofBundle(Listing.Scope.shop(Shelf.SHOP), "set", "SET"))
                .build();
    }

    private static void ship(Scene scene, String number, int demand, long steps) {
        Order order = scene.order("N");
        long work = scene.works("N").get(0).id();
        Part part = new Part(order.id(), demand, steps);
        assertTrue(scene.report(new SourceReport.Shipped(work, scene.time.instant(), "sf", number, "", List.of(part))));
    }

    /** Lines, which of them are there in part, and whether the order is complete with it. */
    private static List<String> notices(Scene scene) {
        return scene.outbox.notices().stream()
                .map(notice -> notice.datum("lines") + " " + notice.datum("inPart") + " " + notice.datum("whole"))
                .toList();
    }

    private static OrderFact.Line weighed(String id, String sku, Quantity quantity) {
        OrderFact.Line line = Shelf.line(id, sku, 1, 5000);
        return new OrderFact.Line(
                line.id(),
                line.code(),
                line.alternateCodes(),
                line.title(),
                quantity,
                line.unitPrice(),
                line.amount(),
                line.discounts(),
                line.orderDiscountShare(),
                line.priceChange(),
                line.status(),
                line.refundState(),
                null,
                null,
                null,
                null,
                false,
                false);
    }
}
