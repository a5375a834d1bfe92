package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RuleBookProperties {
    @Property
    void theOrderInWhichRulesAreGivenDoesNotMatter(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        List<Rule<String>> rules = random.rules(12);
        List<Rule<String>> shuffled = new ArrayList<>(rules);
        Collections.shuffle(shuffled, new Random(seed));
        RuleBook<Sale, String> one = book(rules);
        RuleBook<Sale, String> other = book(shuffled);
        assertEquals(one.rules(), other.rules());
        for (int i = 0; i < 5; i++) {
            Sale sale = random.sale();
            Instant now = random.moment();
            assertEquals(one.evaluate(sale, now), other.evaluate(sale, now));
        }
    }

    @Property
    void traceAgreesWithDecision(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        RuleBook<Sale, String> book = book(random.rules(12));
        for (int i = 0; i < 5; i++) {
            Sale sale = random.sale();
            Instant now = random.moment();
            Decision<Outcome<String>> decision = book.evaluate(sale, now);
            RuleTrace<String> trace = book.trace(sale, now);
            assertTrue(trace.agreesWith(decision), () -> "seed " + seed + ": " + decision + " but " + trace);
            assertEquals(
                    book.rules(),
                    trace.attempts().stream().map(RuleTrace.Attempt::rule).toList());
        }
    }

    @Property
    void theFirstRuleThatHoldsDecidesItsGroup(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        List<Rule<String>> rules = random.rules(12);
        Sale sale = random.sale();
        Instant now = random.moment();
        Outcome<String> outcome = book(rules).evaluate(sale, now).plan();
        for (RuleGroup group : RuleGroup.values()) {
            assertEquals(
                    rules.stream()
                            .filter(rule -> rule.group() == group)
                            .filter(rule -> rule.validity().contains(now))
                            .filter(rule -> NaiveConditions.holds(rule.scope(), sale.values()))
                            .filter(rule -> NaiveConditions.holds(rule.when(), sale.values()))
                            .min(Comparator.<Rule<String>>comparingInt(rule -> -rule.priority())
                                    .thenComparing(Rule::id)),
                    outcome.deciding(group));
        }
    }

    @Property
    void aReasonNamesEveryDecidingRule(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        Decision<Outcome<String>> decision = book(random.rules(8)).evaluate(random.sale(), random.moment());
        List<String> deciding =
                decision.plan().deciding().stream().map(Rule::reference).toList();
        assertEquals(
                deciding.isEmpty() ? List.of("review@7") : deciding,
                decision.explanation().reasons().stream()
                        .map(reason -> reason.subject())
                        .toList());
    }

    @Property
    void aTraceShowsNoPersonalValueUnlessAskedTo(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        RuleBook<Sale, String> book = book(random.rules(12));
        Sale sale = random.sale();
        for (RuleTrace.Attempt<String> attempt :
                book.trace(sale, RandomRules.NOON).attempts()) {
            for (RuleTrace.Reading reading : attempt.readings()) {
                assertFalse(
                        reading.test().matches(".*(phone|engraving) (=|!=|contains|starts with) '.*"), reading::test);
                reading.values().stream()
                        .filter(value -> value.field().matches(".*(phone|engraving)"))
                        .forEach(value -> assertEquals("withheld", value.text()));
            }
        }
    }

    private static RuleBook<Sale, String> book(List<Rule<String>> rules) {
        return RuleBook.compile("review", "7", Sale.FIELDS, rules).orThrow();
    }
}
