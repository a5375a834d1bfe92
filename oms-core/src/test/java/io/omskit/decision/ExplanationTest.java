package io.omskit.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Reason KEPT = Reason.of("KEPT", "order 1");
    private static final Reason MERGED = Reason.of("MERGED", "order 2", "with", "order 3");

    private static List<Alternative> alternatives(int count, String prefix) {
        List<Alternative> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Alternative(prefix + i, KEPT));
        }
        return all;
    }

    @Test
    void joinedExplanationsKeepTheOrderOfReasonsAndTheFirstFiveAlternatives() {
        Explanation first = Explanation.of(KEPT).withRejected(alternatives(3, "a"));
        Explanation second = Explanation.of(MERGED).withRejected(alternatives(4, "b"));
        Explanation both = first.plus(second);
        assertEquals(List.of(KEPT, MERGED), both.reasons());
        assertEquals(
                List.of("a0", "a1", "a2", "b0", "b1"),
                both.rejected().stream().map(Alternative::summary).toList());
        assertEquals(List.of(KEPT, MERGED), first.plus(MERGED).reasons());
        assertEquals(first, Explanation.none().plus(first));
        assertEquals(first, first.plus(Explanation.none()));
    }

    @Test
    void moreThanFiveAlternativesAreRefusedWhereNothingSaysWhichToDrop() {
        List<Alternative> six = alternatives(6, "a");
        assertThrows(IllegalArgumentException.class, () -> new Explanation(List.of(), six));
        assertEquals(5, Explanation.none().withRejected(six).rejected().size());
    }

    @Test
    void listsAreCopiedInAndUnmodifiableOut() {
        List<Reason> reasons = new ArrayList<>(List.of(KEPT));
        Explanation explanation = new Explanation(reasons, List.of());
        reasons.add(MERGED);
        assertEquals(List.of(KEPT), explanation.reasons());
        assertThrows(
                UnsupportedOperationException.class, () -> explanation.reasons().add(MERGED));
        assertThrows(
                UnsupportedOperationException.class,
                () -> Collections.addAll(
                        explanation.withRejected(alternatives(1, "a")).rejected(),
                        alternatives(1, "b").get(0)));
    }

    @Test
    void aDecisionKeepsItsExplanationWhenItsPlanIsMapped() {
        Decision<Integer> decision = Decision.of(7, KEPT);
        assertEquals(new Decision<>("7 parts", Explanation.of(KEPT)), decision.map(parts -> parts + " parts"));
    }
}
