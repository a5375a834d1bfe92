package io.omskit.fulfillment.parcel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.ParcelPolicy.ClassPair;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.value.Measure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Policies, goods and instructions as values: defaults, units, and what is refused with a remedy. */
class ParcelPolicyTest {
    private static void assertRefused(String place, Executable bad) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad);
        assertTrue(e.getMessage().contains(place), e.getMessage());
        assertTrue(e.getMessage().contains("\n"), "a remedy follows");
    }

    @Test
    void theDefaultsLimitNothing() {
        ParcelPolicy usual = ParcelPolicy.defaults();
        assertFalse(usual.readsGoods());
        assertEquals(50, usual.maxParts());
        assertEquals(Load.ANY, usual.limits().load());
        assertTrue(Conditions.of(usual).isNone());
        assertFalse(Conditions.of(usual.withAlone("large")).isNone());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        ParcelPolicy usual = ParcelPolicy.defaults();
        assertRefused("cold", () -> new ClassPair("cold", "cold"));
        assertRefused("0 parts", () -> usual.withMaxParts(0));
        assertRefused("1001 parts", () -> usual.withMaxParts(1001));
        assertEquals(1000, usual.withMaxParts(1000).maxParts());
        assertRefused("-1", () -> usual.withLeastPart(-1));
        assertRefused("0 pieces", () -> Limits.NONE.withPieces(0));
        assertRefused("PARCELS", () -> usual.withObjective(Criterion.PARCELS, Criterion.PARCELS));
        assertRefused("FREIGHT", () -> usual.withWeights(Map.of(Criterion.FREIGHT, -1L)));
        assertRefused("order 7", () -> new Instruction.Answer(7, ParcelPolicy.Presale.ASK));
        assertRefused("no units", () -> new Instruction.Together(List.of()));
        assertRefused("W1", () -> Conditions.NONE.withCapacity(Map.of("W1", -1L)));
        assertRefused("-5 g", () -> Goods.of(-5, 0, List.of(), 0));
        assertRefused("0 steps", () -> new Bond("L1", 0, List.of(), false, null));
    }

    @Test
    void aPairOfClassesHasNoOrder() {
        assertEquals(new ClassPair("cold", "battery"), new ClassPair("battery", "cold"));
        ParcelPolicy policy =
                ParcelPolicy.defaults().withApart("cold", "battery").withAlone("large");
        assertTrue(policy.areApart(Set.of("cold", "glass"), Set.of("battery")));
        assertTrue(policy.areApart(Set.of("battery"), Set.of("cold")));
        assertFalse(policy.areApart(Set.of("cold"), Set.of("cold")));
        assertTrue(policy.isAlone(Set.of("large", "glass")));
    }

    @Test
    void loadsAreSharedBySteps() {
        Goods tea = Goods.of(1050, 2_000_000, List.of(), 3000);
        Load load = tea.load(Measure.KILOGRAM, 1500, 500);
        assertEquals(525_000, load.weight(), "525 g in milligrams");
        assertEquals(500, load.pieces(), "half a kilogram is half a piece");
        assertEquals(100_000_000, load.worth(), "a third of 3,000");
        assertEquals(new Load(2_100_000, 4_000_000_000L, 2000, 200_000_000), tea.load(Measure.PIECE, 3, 2));
        Load absurd = Goods.of(Long.MAX_VALUE, Long.MAX_VALUE, List.of(), Long.MAX_VALUE)
                .load(Measure.PIECE, 1, Long.MAX_VALUE);
        assertTrue(absurd.weight() < ParcelInput.MAX, "what is absurd is cut, not wrapped around");
    }

    @Test
    void goodsThatAreWorthExactlyALimitKeepToItAndCentsMoreDoNot() {
        for (long units = 1; units <= 50_000; units = units * 7 / 3 + 1) {
            for (long worth : new long[] {1, 200, 700, 9_999, 1_000_000}) {
                Load whole = Goods.of(0, 0, List.of(), worth).load(Measure.PIECE, units, units);
                assertTrue(whole.worth() <= Limits.NONE.withWorth(worth).load().worth(), () -> "worth " + worth);
                assertTrue(
                        worth == 1
                                || whole.worth()
                                        > Limits.NONE
                                                .withWorth(worth - 1)
                                                .load()
                                                .worth(),
                        () -> "worth " + worth);
                ParcelPolicy least = ParcelPolicy.defaults();
                assertTrue(whole.worth() >= least.withLeastPart(worth).leastLoad());
                assertTrue(whole.worth() < least.withLeastPart(worth + 1).leastLoad());
            }
        }
        assertEquals(0, ParcelPolicy.defaults().leastLoad());
    }

    @Test
    void conditionsKeepWhatIsAboutTheDecisionOnly() {
        Conditions all = Conditions.NONE
                .withCapacity(Map.of("W1", 3L, "W9", 1L))
                .withInstructions(List.of(
                        new Instruction.At(new Part(1, 0, 1), "W1"), new Instruction.At(new Part(8, 0, 1), "W1")));
        Conditions some = all.among(id -> id == 1, "W1"::equals);
        assertEquals(new TreeMap<>(Map.of("W1", 3L)), some.capacity());
        assertEquals(1, some.instructions().size());
        assertEquals(Conditions.NONE, Conditions.NONE.among(id -> false, id -> false));
    }
}
