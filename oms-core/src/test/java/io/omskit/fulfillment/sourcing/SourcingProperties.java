package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SourcingProperties {
    private static final long PLENTY = 1_000_000;

    @Property
    void thePlanCostsWhatTheCheapestOfAllPlansCosts(@ForAll("tiny") SourcingInput input) {
        SourcingPlan plan = SourcingPlanner.plan(input, PLENTY);
        assertEquals(SlowSourcing.cheapest(input), plan.cost());
        assertTrue(plan.optimal());
        check(input, plan);
    }

    @Property
    void thePlanIsTheCheapestWhereManySetsOfSourcesAreNearlyAsGood(@ForAll("alike") SourcingInput input) {
        SourcingPlan plan = SourcingPlanner.plan(input, PLENTY);
        assertEquals(SlowSourcing.cheapestBySets(input), plan.cost());
        check(input, plan);
    }

    @Property
    void everyPlanKeepsTheInvariants(
            @ForAll("large") SourcingInput input, @ForAll @IntRange(min = 1, max = 30) int limit) {
        check(input, SourcingPlanner.plan(input, limit));
    }

    /** Property 2 of the domain rules: shipped are min(wanted, free) where an unmet unit costs more than any way to ship it. */
    @Property
    void nothingIsMissingThatSomebodyHas(@ForAll("large") SourcingInput asked) {
        SourcingInput input = SourcingInput.of(asked.rates(), asked.lines(), stock(asked), 100_000_000);
        SourcingPlan plan = SourcingPlanner.plan(input, PLENTY);
        long missing = 0;
        for (int line = 0; line < input.lines().size(); line++) {
            long free = 0;
            for (int source = 0; source < input.rates().size(); source++) {
                free += input.stock(source, line);
            }
            missing += Math.max(0, input.lines().get(line).quantity() - free);
        }
        assertEquals(missing, plan.unmet());
    }

    @Property
    void aSmallerLimitIsNeverBetterAndItsBoundIsTrue(
            @ForAll("large") SourcingInput input, @ForAll @IntRange(min = 1, max = 40) int limit) {
        SourcingPlan stopped = SourcingPlanner.plan(input, limit);
        SourcingPlan longer = SourcingPlanner.plan(input, limit + 10);
        SourcingPlan best = SourcingPlanner.plan(input, PLENTY);
        assertTrue(best.optimal());
        assertTrue(stopped.cost() >= longer.cost(), stopped + " against " + longer);
        assertTrue(longer.cost() >= best.cost(), longer + " against " + best);
        assertTrue(stopped.bound() <= best.cost(), stopped + " against " + best);
        assertEquals(stopped.optimal(), stopped.gap() == 0);
        assertTrue(stopped.nodes() <= limit);
    }

    @Property
    void theOrderOfSourcesAndLinesDoesNotChangeTheCost(@ForAll("large") SourcingInput input, @ForAll long seed) {
        SourcingInput other = RandomSourcing.shuffled(input, new Random(seed));
        assertEquals(
                SourcingPlanner.plan(input, PLENTY).cost(),
                SourcingPlanner.plan(other, PLENTY).cost());
    }

    @Property
    void equalInputsGiveEqualPlans(@ForAll("large") SourcingInput input) {
        SourcingInput same = SourcingInput.of(input.rates(), input.lines(), stock(input), input.unmetCost());
        assertEquals(input, same);
        assertEquals(SourcingPlanner.plan(input, 5), SourcingPlanner.plan(same, 5));
    }

    /** Stock beyond what is wanted, up to the number that stands for uncounted, changes nothing. */
    @Property
    void moreThanEnoughIsEnough(@ForAll("tiny") SourcingInput input) {
        long[][] plenty = stock(input);
        for (int source = 0; source < plenty.length; source++) {
            for (int line = 0; line < plenty[source].length; line++) {
                boolean enough = plenty[source][line] >= input.lines().get(line).quantity();
                plenty[source][line] = enough ? Long.MAX_VALUE : plenty[source][line];
            }
        }
        SourcingInput more = SourcingInput.of(input.rates(), input.lines(), plenty, input.unmetCost());
        assertEquals(SourcingPlanner.plan(input, PLENTY), SourcingPlanner.plan(more, PLENTY));
    }

    /** Huge numbers are either refused with a clear error or planned exactly: the plan scales with the costs. */
    @Property
    void hugeNumbersAreRefusedOrExact(@ForAll("tiny") SourcingInput input, @ForAll("scales") long scale) {
        List<FreightRate> rates = input.rates().stream()
                .map(rate -> new FreightRate(scaled(rate.perParcel(), scale), scaled(rate.perKilogram(), scale)))
                .toList();
        SourcingInput huge;
        try {
            huge = SourcingInput.of(rates, input.lines(), stock(input), scaled(input.unmetCost(), scale));
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("\nCheck the units"), e.getMessage());
            assertTrue(scale > SourcingInput.MAX_COST / 60_000_000, "refused at " + scale);
            return;
        }
        SourcingPlan plan = SourcingPlanner.plan(huge, PLENTY);
        assertEquals(SourcingPlanner.plan(input, PLENTY).cost() * scale, plan.cost());
        check(huge, plan);
    }

    private static long scaled(long value, long scale) {
        return Math.multiplyHigh(value, scale) == 0 && value * scale >= 0 ? value * scale : Long.MAX_VALUE;
    }

    private static void check(SourcingInput input, SourcingPlan plan) {
        assertEquals(Optional.empty(), SourcingInvariants.q1(input, plan));
        assertEquals(Optional.empty(), SourcingInvariants.q2(input, plan));
        assertEquals(Optional.empty(), SourcingInvariants.q3(input, plan));
        assertEquals(Optional.empty(), SourcingInvariants.cost(input, plan));
        assertEquals(Optional.empty(), SourcingInvariants.bound(plan));
    }

    private static long[][] stock(SourcingInput input) {
        long[][] stock = new long[input.rates().size()][input.lines().size()];
        for (int source = 0; source < stock.length; source++) {
            int from = source;
            Arrays.setAll(stock[source], line -> input.stock(from, line));
        }
        return stock;
    }

    @Provide
    Arbitrary<SourcingInput> tiny() {
        return Arbitraries.longs().map(seed -> RandomSourcing.tiny(new Random(seed)));
    }

    @Provide
    Arbitrary<SourcingInput> alike() {
        return Arbitraries.longs().map(seed -> RandomSourcing.alike(new Random(seed)));
    }

    @Provide
    Arbitrary<SourcingInput> large() {
        return Arbitraries.longs().map(seed -> RandomSourcing.large(new Random(seed)));
    }

    @Provide
    Arbitrary<Long> scales() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 62),
                        Arbitraries.longs().between(0, 1000))
                .as((bits, more) -> Math.max(1, (1L << bits) + more));
    }
}
