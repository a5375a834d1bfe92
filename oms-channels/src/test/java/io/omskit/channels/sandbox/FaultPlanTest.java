package io.omskit.channels.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.sandbox.FaultPlan.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void nothingGoesWrongWithoutAPlan() {
        FaultPlan none = FaultPlan.none();
        for (Fault fault : Fault.values()) {
            IntStream.range(0, 50).forEach(i -> assertFalse(none.strikes(fault)));
        }
    }

    @Test
    void aPlanThatCalmedDownStaysCalm() {
        FaultPlan plan = FaultPlan.all(7, 90);
        plan.calm();
        IntStream.range(0, 50).forEach(i -> assertFalse(plan.strikes(Fault.TRUNCATED)));
    }

    @Test
    void aChanceBeyondHundredIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.of(1).with(Fault.THROTTLED, 101));
    }

    @Test
    void faultsAreCounted() {
        FaultPlan plan = FaultPlan.of(5).with(Fault.THROTTLED, 100);
        List<Boolean> strikes = strikes(plan, Fault.THROTTLED, 9);
        assertEquals(List.of(true, true, false, true, true, false, true, true, false), strikes);
        assertEquals(6, plan.counts().get(Fault.THROTTLED));
    }

    @Property
    void theSameSeedGivesTheSameFaultsWhateverElseIsAsked(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int percent) {
        List<Boolean> alone = strikes(FaultPlan.all(seed, percent), Fault.LOST_ANSWER, 60);
        FaultPlan busy = FaultPlan.all(seed, percent);
        List<Boolean> among = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            busy.strikes(Fault.TRUNCATED);
            among.add(busy.strikes(Fault.LOST_ANSWER));
        }
        assertEquals(alone, among);
    }

    @Property
    void aFaultStrikesAtMostTwiceInARow(@ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int percent) {
        int streak = 0;
        for (boolean struck : strikes(FaultPlan.all(seed, percent), Fault.SERVER_ERROR, 100)) {
            streak = struck ? streak + 1 : 0;
            assertTrue(streak <= 2);
        }
    }

    @Property
    void pagesHoldEveryRowWhateverIsRepeated(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 9) int size) {
        FaultPlan plan = FaultPlan.of(seed).with(Fault.DUPLICATE_ROWS, 50);
        List<Integer> all = IntStream.range(0, rows).boxed().toList();
        List<Integer> read = new ArrayList<>();
        for (int page = 0; page * size < rows; page++) {
            read.addAll(plan.page(all, page, size));
        }
        assertEquals(all, read.stream().distinct().toList());
        assertEquals(List.of(), plan.page(all, 1_000_000, size));
    }

    private static List<Boolean> strikes(FaultPlan plan, Fault fault, int count) {
        return IntStream.range(0, count).mapToObj(i -> plan.strikes(fault)).toList();
    }
}
