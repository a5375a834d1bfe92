package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Books so large that most fields are asked by many rules and groups lie across blocks of 64. */
class SieveProperties {
    @Property(tries = 200) // each compiles and searches up to 200 rules
    void aLargeBookDecidesLikeTheRulesOneByOne(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        List<Rule<String>> rules = large(random, seed);
        RuleBook<Sale, String> book =
                RuleBook.compile("review", "7", Sale.FIELDS, rules).orThrow();
        for (int i = 0; i < 10; i++) {
            Sale sale = random.sale();
            Instant now = random.moment();
            Outcome<String> outcome = book.evaluate(sale, now).plan();
            for (RuleGroup group : RuleGroup.values()) {
                assertEquals(first(rules, group, sale, now), outcome.deciding(group), () -> "seed " + seed);
            }
        }
    }

    /** Up to 200 rules in few groups; a condition of several parts excludes much, so that late rules are reached, too. */
    private static List<Rule<String>> large(RandomRules random, long seed) {
        Random size = new Random(seed);
        int groups = 1 + size.nextInt(3);
        List<Rule<String>> rules = new ArrayList<>();
        for (Rule<String> rule : random.rules(1 + size.nextInt(200))) {
            Condition[] parts = new Condition[1 + size.nextInt(5)];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = random.condition(1);
            }
            rules.add(new Rule<>(
                    rule.id(),
                    rule.version(),
                    RuleGroup.values()[size.nextInt(groups)],
                    rule.priority(),
                    rule.validity(),
                    size.nextBoolean() ? rule.scope() : Condition.always(),
                    Condition.all(parts),
                    rule.then(),
                    rule.place()));
        }
        return rules;
    }

    private static Optional<Rule<String>> first(List<Rule<String>> rules, RuleGroup group, Sale sale, Instant now) {
        return rules.stream()
                .filter(rule -> rule.group() == group)
                .filter(rule -> rule.validity().contains(now))
                .filter(rule -> NaiveConditions.holds(rule.scope(), sale.values()))
                .filter(rule -> NaiveConditions.holds(rule.when(), sale.values()))
                .min(Comparator.<Rule<String>>comparingInt(rule -> -rule.priority())
                        .thenComparing(Rule::id));
    }
}
