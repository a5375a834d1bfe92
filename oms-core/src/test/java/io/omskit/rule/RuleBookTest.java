package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.RuleTrace.Verdict;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Condition BIG =
            new Compare("sale.payable", Operator.GREATER, Literal.of(Money.of(10_000, "CNY")));
    private static final Condition OWN_SHOP = new Compare("sale.shop", Operator.EQUAL, Literal.of("own"));

    @Test
    void whenNothingMatchesTheOutcomeSaysSo() {
        Decision<Outcome<String>> decision =
                book(rule("big", RuleGroup.MONEY, 0, BIG, "hold")).evaluate(Sale.of(), NOW);
        assertEquals(Outcome.unmatched("review@3"), decision.plan());
        assertTrue(decision.plan().isUnmatched());
        assertEquals("NO_RULE_MATCHED", decision.explanation().reasons().get(0).code());
    }

    @Test
    void firstMatchWinsInAGroupAndEveryGroupIsAsked() {
        RuleBook<Sale, String> book = book(
                rule("gift", RuleGroup.MARKETING, 0, BIG, "gift"),
                rule("low", RuleGroup.MONEY, 1, Condition.always(), "approve"),
                rule("high", RuleGroup.MONEY, 2, BIG, "hold"));
        Sale big = Sale.of("sale.payable", Money.of(10_001, "CNY"));
        assertEquals(List.of("hold", "gift"), book.evaluate(big, NOW).plan().actions());
        assertEquals(List.of("approve"), book.evaluate(Sale.of(), NOW).plan().actions());
    }

    @Test
    void equalPrioritiesAreTriedInTheOrderOfTheIds() {
        RuleBook<Sale, String> book = book(
                rule("b", RuleGroup.RISK, 5, Condition.always(), "second"),
                rule("a", RuleGroup.RISK, 5, Condition.always(), "first"));
        assertEquals(List.of("first"), book.evaluate(Sale.of(), NOW).plan().actions());
    }

    @Test
    void aRuleCountsFromItsFirstMomentAndBeforeItsLast() {
        Rule<String> rule = Rule.<String>builder("day", 1, RuleGroup.MONEY, Condition.always())
                .valid(NOW, NOW.plusSeconds(10))
                .then("x")
                .build();
        RuleBook<Sale, String> book = book(rule);
        assertTrue(book.evaluate(Sale.of(), NOW.minusNanos(1)).plan().isUnmatched());
        assertFalse(book.evaluate(Sale.of(), NOW).plan().isUnmatched());
        assertTrue(book.evaluate(Sale.of(), NOW.plusSeconds(10)).plan().isUnmatched());
    }

    @Test
    void aTraceTellsOfEveryRuleWhatBecameOfItAndWhy() {
        Rule<String> scoped = Rule.<String>builder("scoped", 1, RuleGroup.MONEY, BIG)
                .priority(9)
                .scope(OWN_SHOP)
                .then("x")
                .build();
        Rule<String> over = Rule.<String>builder("over", 1, RuleGroup.MONEY, BIG)
                .priority(8)
                .valid(null, NOW)
                .then("x")
                .build();
        RuleBook<Sale, String> book = book(
                scoped,
                over,
                rule("small", RuleGroup.MONEY, 7, new Condition.Not(BIG), "x"),
                rule("big", RuleGroup.MONEY, 6, BIG, "hold"),
                rule("rest", RuleGroup.MONEY, 5, Condition.always(), "x"));
        RuleTrace<String> trace =
                book.trace(Sale.of("sale.payable", Money.of(20_000, "CNY"), "sale.shop", "other"), NOW);
        assertEquals(
                List.of(
                        Verdict.OUT_OF_SCOPE,
                        Verdict.NOT_VALID,
                        Verdict.NOT_MATCHED,
                        Verdict.MATCHED,
                        Verdict.NOT_REACHED),
                trace.attempts().stream().map(RuleTrace.Attempt::verdict).toList());
        RuleTrace.Reading first = trace.attempts().get(0).readings().get(0);
        assertEquals("sale.shop = 'own'", first.test());
        assertFalse(first.holds());
        assertEquals(List.of(new RuleTrace.Value("sale.shop", "other")), first.values());
        assertEquals("hold", trace.outcome().actions().get(0));
    }

    @Test
    void aTraceShowsTheValuesOfEachLine() {
        Condition condition = new Condition.SumLines(
                "sale.parts",
                new Compare("part.sku", Operator.EQUAL, Literal.of("x")),
                "part.pieces",
                Operator.GREATER,
                Literal.of(2));
        Sale sale = Sale.of("sale.parts", List.of(Sale.Part.of("part.sku", "x", "part.pieces", 3L), Sale.Part.of()));
        RuleTrace.Reading reading = book(rule("r", RuleGroup.STOCK, 0, condition, "x"))
                .trace(sale, NOW)
                .attempts()
                .get(0)
                .readings()
                .get(0);
        assertEquals("sum of part.pieces of sale.parts where part.sku = 'x' > 2", reading.test());
        assertEquals(
                "sale.parts=2 lines, sale.parts[0].part.sku=x, sale.parts[0].part.pieces=3,"
                        + " sale.parts[1].part.sku=absent, sale.parts[1].part.pieces=absent",
                String.join(
                        ", ",
                        reading.values().stream()
                                .map(value -> value.field() + "=" + value.text())
                                .toList()));
    }

    @Test
    void aTraceWithholdsPersonalValuesAndTheLiteralsTheyAreComparedWith() {
        Condition blacklisted = new Compare("sale.phone", Operator.EQUAL, Literal.of("13800000000"));
        RuleBook<Sale, String> book = book(rule("black", RuleGroup.RISK, 0, blacklisted, "hold"));
        Sale sale = Sale.of("sale.phone", "13800000000");
        assertFalse(book.trace(sale, NOW).toString().contains("138"));
        assertTrue(book.trace(sale, NOW, field -> true).toString().contains("138"));
    }

    @Test
    void anIdUsedTwiceAndEveryBadConditionAreReportedTogether() {
        RuleProblem.Place place = new RuleProblem.Place("review.yaml", 12, 5, "rules[1]");
        Rule<String> bad = Rule.<String>builder("a", 1, RuleGroup.MONEY, new Condition.IsPresent("sale.pay"))
                .scope(new Condition.IsPresent("sale.shoop"))
                .at(place)
                .then("x")
                .build();
        List<String> problems = RuleBook.compile(
                        "review", "3", Sale.FIELDS, List.of(bad, rule("a", RuleGroup.RISK, 0, Condition.always(), "x")))
                .problems()
                .stream()
                .map(problem -> problem.place() + ": " + problem.problem())
                .toList();
        assertEquals(
                List.of(
                        "review.yaml:12:5 (rules[1].scope): Unknown field 'sale.shoop' of Sale.",
                        "review.yaml:12:5 (rules[1].when): Unknown field 'sale.pay' of Sale.",
                        "rules[a]: Rule id 'a' is used twice."),
                problems);
    }

    @Test
    void aBookWhoseOutcomesCannotBeCountedIsRefused() {
        List<Rule<String>> rules = new ArrayList<>();
        for (RuleGroup group : RuleGroup.values()) {
            for (int i = 0; i < 1_500; i++) {
                rules.add(rule(group + "-" + i, group, 0, Condition.always(), "x"));
            }
        }
        assertTrue(RuleBook.compile("big", "1", Sale.FIELDS, rules)
                .problems()
                .get(0)
                .problem()
                .contains("too many rules: 9000"));
        rules.removeIf(rule -> rule.id().matches(".*-1\\d{3}"));
        assertEquals(
                6_000,
                RuleBook.compile("big", "1", Sale.FIELDS, rules)
                        .orThrow()
                        .rules()
                        .size());
    }

    @Test
    void equalCombinationsShareOneDecision() {
        RuleBook<Sale, String> book = book(rule("all", RuleGroup.MONEY, 0, Condition.always(), "x"));
        assertSame(book.evaluate(Sale.of(), NOW), book.evaluate(Sale.of("sale.shop", "a"), NOW));
    }

    @Test
    void aRuleWithoutActionIdOrMomentIsRefused() {
        assertRefused("has no action", () -> Rule.<String>builder("a", 1, RuleGroup.RISK, BIG)
                .build());
        assertRefused("is not a name", () -> rule("a b", RuleGroup.RISK, 0, BIG, "x"));
        assertRefused("version 0", () -> Rule.<String>builder("a", 0, RuleGroup.RISK, BIG)
                .then("x")
                .build());
        assertRefused("holds no moment", () -> new Rule.Validity(NOW, NOW));
    }

    @Test
    void anOutcomeHoldsAtMostOneRuleOfAGroup() {
        Rule<String> rule = rule("a", RuleGroup.RISK, 0, BIG, "x");
        assertRefused("at most one rule", () -> new Outcome<>("review@3", List.of(rule, rule)));
    }

    private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part) && message.contains("\n"), message);
    }

    private static Rule<String> rule(String id, RuleGroup group, int priority, Condition when, String action) {
        return Rule.<String>builder(id, 1, group, when)
                .priority(priority)
                .then(action)
                .build();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    private static RuleBook<Sale, String> book(Rule<String>... rules) {
        return RuleBook.compile("review", "3", Sale.FIELDS, List.of(rules)).orThrow();
    }
}
