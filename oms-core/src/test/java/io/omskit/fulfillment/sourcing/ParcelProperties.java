package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Parcels against their definition. */
class ParcelProperties {
    private static final long PLENTY = 1_000_000;

    @Property
    void noPlanIsBetterThanTheOneOfTheSearch(@ForAll long seed) {
        ParcelInput input = RandomParcels.tiny(new Random(seed));
        int most = 1 + new Random(seed + 1).nextInt(4);
        ParcelPlan plan = ParcelPlanner.plan(input, most, PLENTY);
        assertTrue(plan.optimal(), input::toString);
        assertEquals(SlowParcels.best(input, most), plan.cost(), () -> input + "\n" + plan);
    }

    @Property
    void everyPlanKeepsEveryConstraint(@ForAll long seed) {
        Random random = new Random(seed);
        ParcelInput input = RandomParcels.large(random);
        ParcelPlan plan = ParcelPlanner.plan(input, 10, 1 + random.nextInt(500));
        assertEquals(Optional.empty(), ParcelInvariants.holds(input, plan.parcels()));
        assertEquals(ParcelInvariants.cost(input, plan.parcels()), plan.cost());
        assertTrue(ParcelInvariants.compare(plan.bound(), plan.cost()) <= 0);
    }

    @Property
    void aLongerSearchIsNeverWorseAndItsBoundNeverBeyondAnyPlan(@ForAll long seed) {
        ParcelInput input = RandomParcels.large(new Random(seed));
        ParcelPlan quick = ParcelPlanner.plan(input, 10, 3);
        ParcelPlan slow = ParcelPlanner.plan(input, 10, 800);
        assertTrue(ParcelInvariants.compare(slow.cost(), quick.cost()) <= 0);
        assertTrue(ParcelInvariants.compare(quick.bound(), slow.cost()) <= 0, () -> quick + "\n" + slow);
    }

    @Property
    void theSameQuestionHasTheSameAnswer(@ForAll long seed) {
        ParcelInput input = RandomParcels.large(new Random(seed));
        assertEquals(ParcelPlanner.plan(input, 10, 200), ParcelPlanner.plan(input, 10, 200));
    }
}
