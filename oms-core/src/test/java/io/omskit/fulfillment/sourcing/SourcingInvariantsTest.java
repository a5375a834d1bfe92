package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.sourcing.SourcingInput.Line;
import io.omskit.fulfillment.sourcing.SourcingPlan.Take;
import io.omskit.value.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each invariant is seen broken. */
class SourcingInvariantsTest {
    private static final SourcingInput INPUT = SourcingInput.of(
            List.of(new FreightRate(1, 10), new FreightRate(2, 20)),
            List.of(new Line(100, 3), new Line(50, 1)),
            new long[][] {{2, 5}, {4, 0}},
            10_000);

    private static SourcingPlan plan(long unmet, long cost, Take... takes) {
        return new SourcingPlan(List.of(takes), unmet, cost, 0, 1);
    }

    private static void broken(String id, String detail, Optional<Violation> found) {
        assertEquals(Optional.of(id), found.map(Violation::invariant));
        assertTrue(found.orElseThrow().toString().contains(detail), found.toString());
    }

    @Test
    void aGoodPlanBreaksNothing() {
        SourcingPlan plan = plan(0, 1000 + 2 * 1000 + 500 + 2000 + 2000, take(0, 0, 2), take(0, 1, 1), take(1, 0, 1));
        assertEquals(Optional.empty(), SourcingInvariants.q1(INPUT, plan));
        assertEquals(Optional.empty(), SourcingInvariants.q2(INPUT, plan));
        assertEquals(Optional.empty(), SourcingInvariants.q3(INPUT, plan));
        assertEquals(Optional.empty(), SourcingInvariants.cost(INPUT, plan));
        assertEquals(Optional.empty(), SourcingInvariants.bound(plan));
    }

    private static Take take(int source, int line, long units) {
        return new Take(source, line, units);
    }

    @Test
    void shippingMoreThanIsWantedOrMiscountingWhatIsUnmetBreaksQ1() {
        broken("Q1", "1 are wanted, 0 shipped", SourcingInvariants.q1(INPUT, plan(0, 0, take(0, 1, 2))));
        broken("Q1", "3 are wanted, 2 shipped", SourcingInvariants.q1(INPUT, plan(0, 0, take(0, 0, 2), take(1, 0, 2))));
        broken("Q1", "2 units are not shipped, 1 unmet", SourcingInvariants.q1(INPUT, plan(1, 0, take(0, 0, 2))));
        broken("Q1", "numbered up to 1", SourcingInvariants.q1(INPUT, plan(0, 0, take(0, 2, 1))));
    }

    @Test
    void shippingWhatIsNotThereBreaksQ2() {
        broken("Q2", "only 2 are free", SourcingInvariants.q2(INPUT, plan(0, 0, take(0, 0, 3))));
        broken("Q2", "no such source", SourcingInvariants.q2(INPUT, plan(0, 0, take(2, 0, 1))));
        broken("Q2", "no such source and line", SourcingInvariants.q2(INPUT, plan(0, 0, take(0, 2, 1))));
        broken("Q2", "comes after", SourcingInvariants.q2(INPUT, plan(0, 0, take(0, 0, 1), take(0, 0, 1))));
        broken("Q2", "comes after", SourcingInvariants.q2(INPUT, plan(0, 0, take(1, 0, 1), take(0, 0, 1))));
    }

    @Test
    void leavingUnmetWhatSomebodyHasBreaksQ3() {
        broken(
                "Q3",
                "1 units are unmet, source 0 has 5 left",
                SourcingInvariants.q3(INPUT, plan(1, 0, take(0, 0, 2), take(1, 0, 1))));
        SourcingInput notWorthIt = SourcingInput.of(INPUT.rates(), INPUT.lines(), new long[][] {{2, 5}, {4, 0}}, 1500);
        assertEquals(Optional.empty(), SourcingInvariants.q3(notWorthIt, plan(4, 0)));
    }

    @Test
    void anotherCostThanThatOfTheTakesIsFound() {
        broken(
                "R-6.3",
                "costs 32000, claimed are 31999",
                SourcingInvariants.cost(INPUT, plan(3, 31_999, take(0, 0, 1))));
        assertEquals(Optional.empty(), SourcingInvariants.cost(INPUT, plan(3, 32_000, take(0, 0, 1))));
    }

    @Test
    void aBoundAboveTheCostIsFound() {
        broken(
                "R-10.2",
                "bound 6 is above the cost 5",
                SourcingInvariants.bound(new SourcingPlan(List.of(), 0, 5, 6, 1)));
    }
}
