package io.omskit.fulfillment.parcel;

import static io.omskit.fulfillment.Draft.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.FreightTable;
import io.omskit.order.Demand;
import io.omskit.order.Demands;
import io.omskit.order.Handling;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.stock.Source;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What binds the units of an order to each other, what its goods weigh and cost, and who serves it. */
class BondTest {
    private static final Instant SOON = NOW.plus(Duration.ofDays(1));

    private static Bond bond(Order order, int demand) {
        return Bond.of(order, order.demands().get(demand));
    }

    private static Draft draft() {
        return Draft.of(1).pieces("X", 2, 900).pieces("Y", 1, 100);
    }

    @Test
    void ordinaryGoodsAreFree() {
        assertSame(Bond.NONE, bond(draft().build(), 0));
    }

    @Test
    void anOrderIsSealedByItsFlagByARuleAndByTheBanToSplitIt() {
        Order order = draft().build();
        Handling handling = order.handling();
        for (Order sealed : List.of(
                draft().flag(Bond.SEALED).build(),
                order.withHandling(handling.withSealed(true)),
                order.withHandling(handling.withSplit(Handling.Choice.FORBID)))) {
            assertTrue(bond(sealed, 0).sealed());
            assertFalse(bond(sealed, 0).isFree());
        }
        assertFalse(bond(order.withHandling(handling.withSplit(Handling.Choice.ALLOW)), 0)
                .sealed());
    }

    @Test
    void theComponentsOfABundleThatShipsTogetherAreASet() {
        for (boolean together : new boolean[] {true, false}) {
            Order order = bundled("SET", together);
            assertEquals(together ? "L0" : null, bond(order, 0).set());
            assertEquals(together ? 2 : 1, bond(order, 0).perSet());
        }
        assertSame(Bond.NONE, bond(bundled(null, true), 0), "it is no bundle");
    }

    private static Order bundled(@Nullable String bundle, boolean together) {
        Order order = Draft.of(1)
                .line(Quantity.pieces(1), 100)
                .demand("A", Measure.PIECE, 2, 1, Demand.Origin.COMPONENT)
                .build();
        Demand d = order.demands().get(0);
        return order.withDemand(new Demand(
                d.index(),
                d.lineId(),
                d.sku(),
                d.measure(),
                d.origin(),
                d.ratio(),
                d.shareWeight(),
                bundle,
                together,
                d.source(),
                d.presale(),
                d.shipBy(),
                d.ruleId(),
                d.triggers(),
                d.needed(),
                d.canceled(),
                d.withdrawn(),
                d.unplanned(),
                d.missing(),
                d.allocated(),
                d.progress()));
    }

    @Test
    void whatWasSaidByHandAboutAnyOfTheOrdersIsKept() {
        Instruction both = new Instruction.Together(List.of(new Part(1, 0, 1), new Part(2, 0, 1)));
        Instruction other = new Instruction.Answer(3, ParcelPolicy.Presale.SPLIT);
        Conditions all = Conditions.NONE.withInstructions(List.of(both, other));
        assertEquals(List.of(both), all.among(id -> id == 2, id -> true).instructions());
        assertEquals(List.of(other), all.among(id -> id == 3, id -> true).instructions());
    }

    @Test
    void aPromiseOfTheGoodsGoesBeforeThatOfTheOrderAndBindsNothing() {
        Order order = Draft.of(1)
                .shipBy(NOW)
                .pieces("X", 1, 1)
                .each(SOON)
                .pieces("Y", 1, 1)
                .build();
        assertEquals(SOON, bond(order, 1).shipBy());
        assertEquals(SOON, bond(order, 0).shipBy(), "the earliest promise of the order's goods is the order's");
        assertTrue(bond(order, 1).isFree());
        assertSame(Bond.NONE, bond(order, 1).withoutShipBy());
        Bond sealed = new Bond(null, 1, List.of(), true, SOON);
        assertEquals(new Bond(null, 1, List.of(), true, null), sealed.withoutShipBy());
        assertSame(Bond.NONE, Bond.NONE.withoutShipBy());
    }

    @Test
    void aGiftWaitsForAllThatEarnedItUntilSomeOfThatHasShipped() {
        Order order = Demands.withGift(draft().build(), new Sku("CUP"), Measure.PIECE, 1, "R@1");
        assertEquals(List.of(1L), bond(order, 2).company(), "the line that earned it");
        assertEquals(List.of(1L), bond(shipped(order, 1), 2).company(), "Y did not earn it");
        assertEquals(List.of(), bond(shipped(order, 0), 2).company());
        assertEquals(List.of(), bond(order, 0).company(), "what was sold needs no company");
    }

    private static Order shipped(Order order, int index) {
        Demand demand = order.demands().get(index);
        return order.withDemand(
                demand.withPlan(0, 0, demand.needed()).withProgress(Progress.NONE.ship(demand.needed())));
    }

    @Test
    void aGiftThatNothingNamedEarnedGoesWithAnySoldGoods() {
        Order byHand =
                draft().demand("CUP", Measure.PIECE, 1, 0, Demand.Origin.GIFT).build();
        assertEquals(List.of(1L), bond(byHand, 2).company());
        assertEquals(List.of(), bond(shipped(byHand, 1), 2).company(), "some of it has left");
        Order alone = Draft.of(1)
                .line(Quantity.pieces(1), 0)
                .demand("CUP", Measure.PIECE, 1, 0, Demand.Origin.GIFT)
                .build();
        assertEquals(List.of(), bond(alone, 0).company(), "there is nothing to wait for");
    }

    @Test
    void aLineIsWorthItsAmountAndItsBundleSharesItByWeight() {
        Order order = draft().line(Quantity.pieces(2), 1_000)
                .demand("A", Measure.PIECE, 1, 3, Demand.Origin.COMPONENT)
                .demand("B", Measure.PIECE, 2, 1, Demand.Origin.COMPONENT)
                .demand("G", Measure.PIECE, 1, 0, Demand.Origin.GIFT)
                .demand("R", Measure.PIECE, 1, 0, Demand.Origin.REPLACEMENT)
                .build();
        assertEquals(900, worth(order, 0));
        assertEquals(100, worth(order, 1));
        assertEquals(750, worth(order, 2));
        assertEquals(250, worth(order, 3));
        assertEquals(0, worth(order, 4), "nobody paid for a gift");
        assertEquals(0, worth(order, 5));
        Order weightless = Draft.of(1)
                .line(Quantity.pieces(1), 900)
                .demand("A", Measure.PIECE, 1, 0, Demand.Origin.COMPONENT)
                .demand("B", Measure.PIECE, 2, 0, Demand.Origin.COMPONENT)
                .build();
        assertEquals(300, worth(weightless, 0), "without weights the units share");
        assertEquals(600, worth(weightless, 1));
    }

    private static long worth(Order order, int demand) {
        return Goods.of(order, order.demands().get(demand), null).worth();
    }

    @Test
    void theCatalogTellsWeightSizeAndClassesAndWhatItDoesNotKnowIsSaid() {
        Order order = draft().build();
        Item item =
                new Item(new Sku("X"), "X", Measure.PIECE, 600, new Item.Dimensions(10, 20, 30), Set.of("cold"), "tea");
        assertEquals(
                Goods.of(600, 6_000, List.of("cold"), 900),
                Goods.of(order, order.demands().get(0), item));
        Goods unknown = Goods.of(order, order.demands().get(0), null);
        assertFalse(unknown.known());
        assertEquals(900, unknown.worth());
    }

    @Test
    void anOrderIsOutOfReachOfSourcesThatDoNotServeItsRegion() {
        Source near = Draft.warehouse("NEAR", 1).withDuty(Source.Duty.ANY.withRegions(Set.of("330100")));
        Source all = Draft.warehouse("ALL", 2);
        Order there = draft().build().withParties(draft().build().parties(), "330106");
        Order elsewhere = Draft.of(2).pieces("X", 1, 1).build();
        elsewhere = elsewhere.withParties(elsewhere.parties(), "440305");
        Order nowhere = Draft.of(3).pieces("X", 1, 1).build();
        Conditions conditions = Conditions.NONE.withReach(List.of(there, elsewhere, nowhere), List.of(near, all));
        assertEquals(Map.of(2L, Map.of("NEAR", Conditions.OUT_OF_REACH)), conditions.barred());
    }

    @Test
    void onlyFreightThatIsKnownIsACondition() {
        Source near = Draft.warehouse("NEAR", 1);
        Source far = Draft.warehouse("FAR", 2);
        FreightRate rate = new FreightRate(300, 50);
        FreightTable table = new FreightTable(Map.of("NEAR", Map.of("330000", rate)), 0);
        Order there = draft().build().withParties(draft().build().parties(), "330106");
        Order nowhere = Draft.of(3).pieces("X", 1, 1).build();
        Conditions conditions = Conditions.NONE.withFreight(List.of(there, nowhere), List.of(near, far), table);
        assertEquals(Map.of(1L, Map.of("NEAR", rate)), conditions.rates());
    }

    @Test
    void aRejectionCountsUntilItsMoment() {
        Conditions conditions = Conditions.NONE.withRejections(
                Map.of(1L, Map.of("W1", NOW.plusNanos(1), "W2", NOW), 2L, Map.of("W1", NOW.minusNanos(1))), NOW);
        assertEquals(Map.of(1L, Map.of("W1", Conditions.REJECTED)), conditions.barred());
    }
}
