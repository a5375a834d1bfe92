package io.omskit.fulfillment;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.fulfillment.plan.PlanInvariants;
import io.omskit.fulfillment.plan.PlanJson;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.value.Measure;
import io.omskit.value.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every invariant sees the violation that is seeded here. */
class FulfillmentInvariantsTest {
    private static final Order ORDER = Draft.of(1)
            .money(100, 0)
            .pieces("X", 4, 1000)
            .presale(true)
            .pieces("Y", 1, 1000)
            .build();
    private static final RegroupInput INPUT = RegroupInput.of(
            List.of(ORDER),
            List.of(),
            List.of(warehouse("W1", 10), warehouse("W2", 20)),
            Map.of(cell("W1", "X"), 9L, cell("W2", "X"), 2L, cell("W1", "Y"), 9L),
            MergePolicy.defaults(),
            NOW);
    private static final Part X = new Part(1, 0, 4);
    private static final Part Y = new Part(1, 1, 1);

    private static Grouping groups(Group... groups) {
        return new Grouping(List.of(groups), List.of(), List.of());
    }

    private static Group at(String source, Part... parts) {
        return new Group(null, source, List.of(parts));
    }

    private static void assertBroken(String id, Optional<Violation> found) {
        assertEquals(Optional.of(id), found.map(Violation::invariant));
    }

    private static FulfillmentOrder work(long id, Allocation... allocations) {
        return FulfillmentOrder.planned(id, "W1", List.of(allocations));
    }

    private static Allocation x(long quantity) {
        return Allocation.planned(1, 0, new Sku("X"), Measure.PIECE, quantity);
    }

    @Test
    void soundPlansAndWorkBreakNothing() {
        Grouping plan = Regroup.decide(INPUT).plan();
        assertEquals(groups(at("W1", X), at("W1", Y)), plan);
        assertTrue(PlanInvariants.q2(INPUT, plan).isEmpty());
        assertTrue(PlanInvariants.q3(INPUT, plan).isEmpty());
        assertTrue(PlanInvariants.q4(INPUT, plan).isEmpty());
        FulfillmentOrder work = work(7, x(4));
        Order counted = AllocationFold.recount(ORDER, List.of(work));
        assertTrue(FulfillmentInvariants.q1(counted, List.of(work)).isEmpty());
        assertTrue(FulfillmentInvariants.m4(counted, List.of(work)).isEmpty());
        assertTrue(FulfillmentInvariants.s1(work, List.of(counted), NOW).isEmpty());
    }

    @Test
    void q1SeesCountersThatAreNotTheFold() {
        FulfillmentOrder work = work(7, x(4));
        Order counted = AllocationFold.recount(ORDER, List.of(work));
        assertBroken("Q1", FulfillmentInvariants.q1(ORDER, List.of(work)));
        assertBroken("Q1", FulfillmentInvariants.q1(counted, List.of()));
        assertBroken("Q1", FulfillmentInvariants.q1(counted, List.of(work(8, x(4)))));
        assertBroken("Q1", FulfillmentInvariants.q1(counted.withFulfillmentOrders(List.of(7L, 9L)), List.of(work)));
        assertBroken("Q1", FulfillmentInvariants.q1(counted, List.of(work.released(NOW))));
    }

    @Test
    void q1SeesBrokenGuardsAndForeignGoods() {
        FulfillmentOrder broken = work(7, x(4).withProgress(new Progress(4, 2, 3, 0, 0, 0, 0, 0)));
        assertBroken("Q1", FulfillmentInvariants.q1(AllocationFold.recount(ORDER, List.of(broken)), List.of(broken)));
        FulfillmentOrder foreign = work(7, Allocation.planned(1, 0, new Sku("Q"), Measure.PIECE, 4));
        assertBroken("Q1", FulfillmentInvariants.q1(AllocationFold.recount(ORDER, List.of(foreign)), List.of(foreign)));
        FulfillmentOrder beyond = work(7, Allocation.planned(1, 5, new Sku("X"), Measure.PIECE, 4));
        assertBroken("Q1", FulfillmentInvariants.q1(ORDER, List.of(beyond)));
    }

    @Test
    void q2SeesMoreThanThereIs() {
        assertBroken("Q2", PlanInvariants.q2(INPUT, groups(at("W2", new Part(1, 0, 3)))));
        assertBroken("Q2", PlanInvariants.q2(INPUT, groups(at("W2", new Part(1, 0, 2)), at("W2", new Part(1, 0, 1)))));
        assertBroken("Q2", PlanInvariants.q2(INPUT, groups(at("W1", new Part(9, 0, 1)))));
    }

    @Test
    void q3SeesAShortfallThoughTheGoodsAreThere() {
        Grouping lazy = new Grouping(List.of(), List.of(), List.of(new Shortfall(X), new Shortfall(Y)));
        assertBroken("Q3", PlanInvariants.q3(INPUT, lazy));
        Grouping wild = new Grouping(List.of(), List.of(), List.of(new Shortfall(new Part(1, 7, 1))));
        assertBroken("Q3", PlanInvariants.q3(INPUT, wild));
    }

    @Test
    void q4SeesUnitsLostInventedOrMixed() {
        assertBroken("Q4", PlanInvariants.q4(INPUT, groups(at("W1", X))));
        assertBroken("Q4", PlanInvariants.q4(INPUT, groups(at("W1", X), at("W2", X), at("W1", Y))));
        assertBroken("Q4", PlanInvariants.q4(INPUT, groups(at("W1", X, Y))));
        assertBroken("Q4", PlanInvariants.q4(INPUT, groups(at("W1", X), at("W1", Y, new Part(1, 5, 1)))));
        Grouping greedy =
                new Grouping(List.of(at("W1", X), at("W1", Y)), List.of(new PullBack(7, new Part(1, 0, 1))), List.of());
        assertBroken("Q4", PlanInvariants.q4(INPUT, greedy));
        Grouping ghost =
                new Grouping(List.of(at("W1", X), at("W1", Y)), List.of(), List.of(new Shortfall(new Part(3, 0, 1))));
        assertBroken("Q4", PlanInvariants.q4(INPUT, ghost));
    }

    @Test
    void q4SeesAFixedSourceThatWasMoved() {
        Order fixed = Draft.of(1).at("W2").pieces("X", 1, 10).build();
        RegroupInput input =
                RegroupInput.of(List.of(fixed), List.of(), INPUT.sources(), INPUT.free(), MergePolicy.defaults(), NOW);
        assertBroken("Q4", PlanInvariants.q4(input, groups(at("W1", new Part(1, 0, 1)))));
    }

    @Test
    void q4SeesAnUndoThatDoesNotComeBack() {
        Grouping before = groups(at("W2", X));
        assertBroken("Q4", PlanInvariants.q4Undo(before, Decision.of(groups(at("W1", X)))));
    }

    @Test
    void q4SeesThatOtherInputsPlanOtherwise() {
        RegroupInput less =
                RegroupInput.of(List.of(ORDER), List.of(), INPUT.sources(), Map.of(), MergePolicy.defaults(), NOW);
        assertBroken("Q4", PlanInvariants.q4ArrivalOrder(INPUT, less));
    }

    @Test
    void m4SeesUnitsThatTwoWorksOwn() {
        List<FulfillmentOrder> works = List.of(work(7, x(3).withUnitsFrom(0)), work(8, x(2).withUnitsFrom(2)));
        assertBroken("M4", FulfillmentInvariants.m4(ORDER, works));
    }

    @Test
    void r1SeesAPlanThatComesOutOtherwise() {
        PlanJson.Stored forged = PlanJson.read(PlanJson.write(INPUT, groups(at("W2", X))));
        assertBroken("R1", PlanInvariants.r1(forged));
    }

    @Test
    void s1SeesAHoldOfAnyMember() {
        Order held =
                Draft.of(2).hold("RISK", Hold.Step.HAND_OVER).pieces("X", 1, 10).build();
        FulfillmentOrder merged = work(7, x(4), Allocation.planned(2, 0, new Sku("X"), Measure.PIECE, 1));
        assertBroken("S1", FulfillmentInvariants.s1(merged, List.of(ORDER, held), NOW));
        assertTrue(FulfillmentInvariants.s1(work(7, x(4)), List.of(ORDER, held), NOW)
                .isEmpty());
    }
}
