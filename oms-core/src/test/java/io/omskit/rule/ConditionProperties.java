package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConditionProperties {
    @Property
    void compiledMeansWhatTheNaiveReadingMeans(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        Condition condition = random.condition(3);
        Predicate<Sale> compiled = condition.compile(Sale.FIELDS).orThrow();
        for (int i = 0; i < 10; i++) {
            Sale sale = random.sale();
            assertEquals(
                    NaiveConditions.holds(condition, sale.values()),
                    compiled.test(sale),
                    () -> "seed " + seed + ": " + condition + " on " + sale);
        }
    }

    @Property
    void exactlyOneOfAConditionAndItsNegationHolds(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        Condition condition = random.condition(2);
        Sale sale = random.sale();
        boolean holds = condition.compile(Sale.FIELDS).orThrow().test(sale);
        boolean negated =
                new Condition.Not(condition).compile(Sale.FIELDS).orThrow().test(sale);
        assertEquals(holds, !negated);
    }

    @Property
    void noComparisonHoldsOnASaleWithoutFacts(@ForAll long seed) {
        Condition leaf = new RandomRules(seed).condition(0);
        assertTrue(!leaf.compile(Sale.FIELDS).orThrow().test(Sale.of()), leaf::toString);
    }

    @Property
    void theTracedReadingEndsLikeTheCompiledOne(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        Condition condition = random.condition(3);
        Sale sale = random.sale();
        ConditionTracer<Sale> tracer = new ConditionTracer<>(Sale.FIELDS, field -> true);
        assertEquals(
                condition.compile(Sale.FIELDS).orThrow().test(sale),
                tracer.holds(condition, sale, new java.util.ArrayList<>()));
    }
}
