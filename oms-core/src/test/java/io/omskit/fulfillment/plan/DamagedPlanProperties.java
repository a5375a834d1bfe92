package io.omskit.fulfillment.plan;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.order.stored.DamagedRow;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A damaged journal row is refused as a plan or read as some plan; it never raises anything else. */
class DamagedPlanProperties {
    @Property
    void aDamagedPlanOfAMergeIsRefusedOrRead(@ForAll long seed, @ForAll long damage) {
        refusedOrRead(new Siblings(seed).input(), damage);
    }

    @Property
    void aDamagedPlanUnderConditionsIsRefusedOrRead(@ForAll long seed, @ForAll long damage) {
        refusedOrRead(new LimitedWorld(seed).input(), damage);
    }

    private static void refusedOrRead(RegroupInput input, long damage) {
        String row = DamagedRow.of(PlanJson.write(input, Regroup.decide(input).plan()), damage);
        try {
            assertNotNull(PlanJson.read(row).plan());
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("journaled plan cannot be read"), e::getMessage);
        }
    }
}
