package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SieveTest {
    private static final long ALL = 0b111;

    private static Condition age(Operator operator, long age) {
        return new Compare("sale.age", operator, Literal.of(age));
    }

    private static Condition shop(String name) {
        return new Compare("sale.shop", Operator.EQUAL, Literal.of(name));
    }

    private static List<List<Predicate<Sale>>> tests(Condition... conditions) {
        List<List<Predicate<Sale>>> tests = new ArrayList<>();
        for (Condition condition : conditions) {
            tests.add(new ConditionCompiler<>(Sale.FIELDS, new ArrayList<>())
                    .conjuncts(
                            Condition.always(),
                            RuleProblem.Place.of("scope"),
                            condition,
                            RuleProblem.Place.of("when")));
        }
        return tests;
    }

    @Test
    void whatATableTellsIsNotAskedAgain() {
        List<List<Predicate<Sale>>> tests =
                tests(shop("x"), Condition.all(shop("y"), age(Operator.LESS, 3)), shop("z"));
        Sieve.of(tests);
        assertTrue(tests.get(0).isEmpty());
        assertEquals(1, tests.get(1).size());
    }

    @Test
    void limitsBelongToTheirSpan() {
        Sieve<Sale> sieve =
                Sieve.of(tests(age(Operator.LESS, 3), age(Operator.GREATER_OR_EQUAL, 3), age(Operator.EQUAL, 4)));
        assertEquals(0b001, sieve.pass(Sale.of("sale.age", 2L), ALL));
        assertEquals(0b010, sieve.pass(Sale.of("sale.age", 3L), ALL));
        assertEquals(0b110, sieve.pass(Sale.of("sale.age", 4L), ALL));
        assertEquals(0b010, sieve.pass(Sale.of("sale.age", Long.MAX_VALUE), ALL));
        assertEquals(0b001, sieve.pass(Sale.of("sale.age", Long.MIN_VALUE), ALL));
    }

    @Test
    void absentAndUnnamedTextsPassNobodyWhoAsks() {
        Sieve<Sale> sieve = Sieve.of(tests(shop("x"), shop("y"), shop("x"), age(Operator.LESS, 3)));
        assertEquals(0b1101, sieve.pass(Sale.of("sale.shop", "x"), 0b1111));
        assertEquals(0b1000, sieve.pass(Sale.of("sale.shop", "w"), 0b1111));
        assertEquals(0b1000, sieve.pass(Sale.of("sale.age", 1L), 0b1111));
    }

    @Test
    void aGroupDecidedInOneBlockIsNotAskedInTheNext() {
        List<Rule<String>> rules = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Condition when = i == 10 || i >= 64 ? shop("x") : shop("y");
            rules.add(
                    Rule.<String>builder(String.format("r%03d", i), 1, i < 140 ? RuleGroup.MONEY : RuleGroup.RISK, when)
                            .then("t")
                            .build());
        }
        RuleBook<Sale, String> book =
                RuleBook.compile("b", "1", Sale.FIELDS, rules).orThrow();
        List<String> deciding = book.evaluate(Sale.of("sale.shop", "x"), RandomRules.NOON).plan().deciding().stream()
                .map(Rule::id)
                .toList();
        assertEquals(List.of("r010", "r140"), deciding);
    }
}
