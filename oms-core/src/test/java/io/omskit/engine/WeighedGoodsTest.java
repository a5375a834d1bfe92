package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.edge.Command;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundState;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Hold;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Goods sold by weight: the books follow the scale, whatever becomes of what was packed. */
class WeighedGoodsTest {
    private final Scene scene = new Scene(
            Policy.defaults(),
            InMemoryCatalog.builder()
                    .item(new Item(new Sku("KALE"), "kale", Measure.KILOGRAM, 1000, null, Set.of(), "greens"))
                    .build());

    private FulfillmentOrder sold(long grams) {
        scene.stock("W1", "KALE", 20_000);
        scene.sell("1", "Li", line(grams));
        return scene.works("1").get(0);
    }

    private static OrderFact.Line line(long grams) {
        return new OrderFact.Line(
                "kale",
                "KALE",
                List.of(),
                "kale",
                Quantity.of(grams, Measure.KILOGRAM),
                UnitPrice.parse("12.50", Shelf.yuan(0).currency()),
                Shelf.yuan(grams),
                List.of(),
                null,
                Shelf.yuan(0),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    private Part part(long grams) {
        return new Part(scene.order("1").id(), 0, grams);
    }

    private boolean packed(FulfillmentOrder work, long nominal, long weighed) {
        return scene.report(new SourceReport.Packed(
                work.id(),
                Shelf.START,
                List.of(part(nominal)),
                List.of(new SourceReport.Weight(part(nominal), weighed))));
    }

    @Test
    void whatLeavesIsWhatTheScaleShowed() {
        try (scene) {
            FulfillmentOrder work = sold(5_000);
            assertTrue(packed(work, 5_000, 5_200));
            assertEquals(14_800, scene.balances("W1", "KALE").onHand() - 5_000, "0.2 kg more are in the parcel");
            scene.ship("1");
            assertEquals(14_800, scene.balances("W1", "KALE").onHand());
            assertEquals(0, scene.reserved("KALE"));
        }
    }

    @Test
    void whatIsUnpackedIsOnTheShelfAgain() {
        try (scene) {
            FulfillmentOrder work = sold(5_000);
            assertTrue(packed(work, 5_000, 5_200));
            Hold hold = new Hold("LOOK", "desk", "h", null, "look", Shelf.START, null, Set.of(Hold.Step.RELEASE));
            assertTrue(scene.oms.review().hold(scene.order("1").id(), hold).done());
            scene.oms.drain();
            assertTrue(scene.works("1").get(0).isMovable(), "the source has stopped");
            assertEquals(20_000, scene.balances("W1", "KALE").onHand());
            assertEquals(15_000, scene.balances("W1", "KALE").free());
        }
    }

    @Test
    void aWeightBeyondTheToleranceIsStoppedAndHeldUntilSomebodyLetsItGo() {
        try (scene) {
            FulfillmentOrder work = sold(5_000);
            assertTrue(packed(work, 5_000, 5_600));
            assertEquals(
                    List.of("WEIGHT"),
                    scene.order("1").holds().stream().map(Hold::type).toList());
            assertEquals(1, scene.outbox.cancels().size());
            assertTrue(scene.works("1").get(0).isMovable());
            assertEquals(20_000, scene.balances("W1", "KALE").onHand());
            assertTrue(scene.oms
                    .review()
                    .lift(scene.order("1").id(), "packing", "WEIGHT#0")
                    .done());
            scene.oms.drain();
            assertEquals(2, scene.outbox.releases().size());
            assertTrue(packed(scene.works("1").get(0), 5_000, 5_600));
            assertEquals(List.of(), scene.order("1").holds(), "this weight was let go");
            assertEquals(1, scene.outbox.cancels().size());
            scene.ship("1");
            assertEquals(14_400, scene.balances("W1", "KALE").onHand());
        }
    }

    @Test
    void withinTheToleranceTheDifferenceIsToldWithItsWorth() {
        try (scene) {
            FulfillmentOrder work = sold(5_000);
            Command.Result result = scene.oms
                    .fulfillment()
                    .report(new SourceReport.Packed(
                            work.id(), Shelf.START, List.of(), List.of(new SourceReport.Weight(part(5_000), 5_500))));
            String told = ReasonTexts.forLocale(Locale.ENGLISH)
                    .text(result.explanation().reasons().stream()
                            .filter(reason -> reason.code().equals("WEIGHT_DIFFERS"))
                            .findFirst()
                            .orElseThrow());
            assertTrue(told.contains("5.5") && told.contains("CNY 6.25"), told);
            assertEquals(List.of(), scene.order("1").holds());
        }
    }

    @Test
    void aWeightThatCannotBeIsRefused() {
        try (scene) {
            FulfillmentOrder work = sold(5_000);
            assertFalse(packed(work, 5_000, Long.MAX_VALUE));
            assertFalse(packed(work, 5_000, 50_001), "ten times what was sold and more");
            Part other = new Part(scene.order("1").id(), 7, 5_000);
            assertFalse(scene.report(new SourceReport.Packed(
                    work.id(), Shelf.START, List.of(), List.of(new SourceReport.Weight(other, 5_000)))));
            assertFalse(scene.report(new SourceReport.Packed(
                    work.id(),
                    Shelf.START,
                    List.of(part(1_000)),
                    List.of(new SourceReport.Weight(part(5_000), 5_000)))));
            assertEquals(20_000, scene.balances("W1", "KALE").onHand());
        }
    }

    @Test
    void partOfAWeighedLineIsCanceled() {
        try (scene) {
            sold(5_000);
            assertTrue(scene.oms
                    .submit(new Command.CancelUnits(scene.order("1").id(), "kale", 1_250))
                    .done());
            scene.oms.drain();
            assertEquals(3_750, scene.reserved("KALE"));
            scene.ship("1");
            assertEquals(16_250, scene.balances("W1", "KALE").onHand());
        }
    }
}
