package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.sourcing.SourcingInput.Line;
import io.omskit.fulfillment.sourcing.SourcingPlan.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourcingPlannerTest {
    private static final long UNMET = 100_000_000;

    private static SourcingPlan plan(List<FreightRate> rates, List<Line> lines, long[][] stock) {
        return SourcingPlanner.plan(SourcingInput.of(rates, lines, stock, UNMET), 1_000);
    }

    private static FreightRate rate(long perParcel, long perKilogram) {
        return new FreightRate(perParcel, perKilogram);
    }

    @Test
    void oneParcelFromADearerSourceBeatsTwo() {
        SourcingPlan plan = plan(
                List.of(rate(300, 100), rate(400, 200)),
                List.of(new Line(500, 2), new Line(1000, 1)),
                new long[][] {{2, 0}, {2, 1}});
        assertEquals(List.of(new Take(1, 0, 2), new Take(1, 1, 1)), plan.takes());
        assertEquals(400_000 + 200 * 2_000, plan.cost());
        assertTrue(plan.optimal());
    }

    @Test
    void twoParcelsBeatOneWhereFreightIsDear() {
        SourcingPlan plan = plan(
                List.of(rate(300, 100), rate(400, 500)),
                List.of(new Line(500, 2), new Line(1000, 1)),
                new long[][] {{2, 0}, {2, 1}});
        assertEquals(List.of(new Take(0, 0, 2), new Take(1, 1, 1)), plan.takes());
    }

    @Test
    void aLineIsShippedFromSeveralSourcesCheapestFirst() {
        SourcingPlan plan =
                plan(List.of(rate(10, 300), rate(10, 100), rate(10, 200)), List.of(new Line(1000, 5)), new long[][] {
                    {9}, {2}, {2}
                });
        assertEquals(List.of(new Take(0, 0, 1), new Take(1, 0, 2), new Take(2, 0, 2)), plan.takes());
    }

    @Test
    void equalSourcesAreTakenByNumber() {
        SourcingPlan plan =
                plan(List.of(rate(10, 100), rate(10, 100), rate(10, 100)), List.of(new Line(1000, 1)), new long[][] {
                    {1}, {1}, {1}
                });
        assertEquals(List.of(new Take(0, 0, 1)), plan.takes());
    }

    @Test
    void aUnitWhoseFreightIsNotLowerThanItsAbsenceIsLeftUnmet() {
        SourcingInput input = SourcingInput.of(
                List.of(rate(0, 100)), List.of(new Line(9, 1), new Line(10, 1)), new long[][] {{1, 1}}, 1000);
        SourcingPlan plan = SourcingPlanner.plan(input, 1_000);
        assertEquals(List.of(new Take(0, 0, 1)), plan.takes());
        assertEquals(1, plan.unmet());
        assertEquals(1900, plan.cost());
    }

    @Test
    void withoutSourcesOrStockEverythingIsUnmet() {
        SourcingPlan none = plan(List.of(), List.of(new Line(1, 3)), new long[0][]);
        assertEquals(new SourcingPlan(List.of(), 3, 3 * UNMET, 3 * UNMET, 1), none);
        SourcingPlan empty = plan(List.of(rate(1, 1)), List.of(new Line(1, 3)), new long[][] {{0}});
        assertEquals(none, empty);
        assertEquals(new SourcingPlan(List.of(), 0, 0, 0, 1), plan(List.of(rate(1, 1)), List.of(), new long[][] {{}}));
    }

    @Test
    void aSearchThatIsStoppedSaysHowFarItCanBeFromTheOptimum() {
        SourcingInput input = alike(40, 12);
        SourcingPlan stopped = SourcingPlanner.plan(input, 1);
        assertFalse(stopped.optimal());
        assertEquals(1, stopped.nodes());
        assertEquals(stopped.cost() - stopped.bound(), stopped.gap());
        SourcingPlan longer = SourcingPlanner.plan(input, 3_000);
        assertTrue(longer.cost() <= stopped.cost());
        assertTrue(stopped.bound() <= longer.cost());
        assertTrue(longer.nodes() > 1);
        assertEquals(java.util.Optional.empty(), SourcingInvariants.cost(input, stopped));
    }

    /** Sources that hardly differ, each with a few of the lines: the hardest kind, a covering problem. */
    private static SourcingInput alike(int sources, int lines) {
        Random random = new Random(20260701);
        List<FreightRate> rates = new ArrayList<>();
        List<Line> wanted = new ArrayList<>();
        long[][] stock = new long[sources][lines];
        for (long[] row : stock) {
            rates.add(rate(500 + random.nextInt(5), 300));
            for (int line = 0; line < lines; line++) {
                row[line] = random.nextInt(5) == 0 ? 1 : 0;
            }
        }
        for (int line = 0; line < lines; line++) {
            wanted.add(new Line(500, 2));
        }
        return SourcingInput.of(rates, wanted, stock, UNMET);
    }

    @Test
    void aSearchOfNothingIsRefused() {
        SourcingInput input = SourcingInput.of(List.of(), List.of(), new long[0][], 1);
        assertThrows(IllegalArgumentException.class, () -> SourcingPlanner.plan(input, 0));
    }
}
