package io.omskit.rule.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Checked;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.Sensitivity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that names and types let pass, but that the values of their fields belie. */
class MeantTest {
    private static final Fields<Goods> FIELDS = Goods.FIELDS.extend(
            fields -> fields.integer("goods.pieces", "", Sensitivity.PUBLIC, "Pieces.", goods -> goods.parts()
                            .size())
                    .notNegative()
                    .text("goods.state", Sensitivity.PUBLIC, "State.", goods -> "NEW")
                    .words(List.of("NEW", "PAID")));
    private static final RuleBookReader<Goods, String> READER = RuleBookReader.of(FIELDS, Goods.ACTIONS);

    private static Checked<RuleBook<Goods, String>> read(String... rules) {
        StringBuilder book = new StringBuilder("book: b\nversion: 1\nrules:\n");
        for (int i = 0; i < rules.length; i++) {
            book.append("  - {id: r")
                    .append(i)
                    .append(", version: 1, group: MONEY, priority: ")
                    .append(9 - i);
            book.append(", ").append(rules[i]).append("}\n");
        }
        return READER.read("book.yaml", book.toString().getBytes(UTF_8));
    }

    private static void refused(int line, String told, String remedy, String... rules) {
        List<RuleProblem> problems = read(rules).problems();
        assertEquals(1, problems.size(), problems::toString);
        RuleProblem problem = problems.get(0);
        assertEquals(line, problem.place().line(), problem::toString);
        assertTrue(problem.problem().contains(told), problem::toString);
        assertTrue(problem.remedy().contains(remedy), problem::toString);
    }

    private static void accepted(String... rules) {
        assertEquals(List.of(), read(rules).problems());
    }

    @Test
    void aRuleThatHoldsEverythingBecauseOfWhatItsFieldIsIsRefused() {
        String hold = "then: [hold]";
        refused(4, "stops everything", "Give it a condition", "when: {field: goods.pieces, \">=\": 0}, " + hold);
        refused(
                4,
                "stops everything",
                "Give it a condition",
                "when: {any: [{field: goods.pieces, \"<\": 3}, {field: goods.pieces, \">\": 2}]}, " + hold);
        accepted("when: {field: goods.pieces, \">\": 0}, " + hold);
        accepted("when: {field: goods.age, \">=\": 0}, " + hold);
        accepted("when: {field: goods.state, in: [NEW, PAID]}, " + hold);
    }

    @Test
    void aRuleThatItsFieldNeverSatisfiesIsRefused() {
        refused(
                4,
                "goods.pieces is never below zero",
                "Correct",
                "when: {field: goods.pieces, \"<\": 0}, then: [hold]");
        refused(4, "only ever one of", "Correct", "when: {field: goods.state, startsWith: SENT}, then: [hold]");
        accepted("when: {field: goods.pieces, \"<\": 1}, then: [hold]");
    }

    @Test
    void aWordThatAFieldNeverIsIsRefusedWhereItStandsWithTheNearest() {
        RuleProblem problem = read("when: {field: goods.state, \"=\": PAYD}, then: [hold]")
                .problems()
                .get(0);
        assertEquals("PAID", problem.nearest());
        assertEquals(4, problem.place().line());
        assertTrue(problem.place().column() > 70, problem::toString);
        refused(4, "PAYD", "PAID", "when: {field: goods.state, in: [NEW, PAYD]}, then: [hold]");
        accepted("when: {field: goods.state, startsWith: P}, then: [hold]");
    }

    @Test
    void aBookThatWasInForceMayNameWordsThatAreNoMore() {
        String book = "book: b\nversion: 1\nrules:\n  - {id: r, version: 1, group: MONEY,"
                + " when: {field: goods.state, \"=\": GONE}, then: [hold]}\n";
        assertTrue(READER.ofKept().read("b", book.getBytes(UTF_8)).isOk());
    }

    @Test
    void aRuleBehindABroaderOneIsNeverReached() {
        refused(
                5,
                "'r1' is never reached: 'r0'",
                "Give 'r1' a priority above 9",
                "when: {field: goods.price, \">\": 100 CNY}, then: [hold]",
                "when: {all: [{field: goods.price, \">\": 500 CNY}, {field: goods.new, \"=\": true}]}, then:"
                        + " [approve]");
        refused(
                5,
                "never reached",
                "",
                "when: {field: goods.shop, in: [a, b]}, then: [hold]",
                "scope: {field: goods.shop, \"=\": a}, when: {field: goods.age, \">\": 3}, then: [approve]");
        refused(
                5,
                "never reached",
                "",
                "when: {anyLine: parts, where: {field: part.pieces, \">\": 1}}, then: [hold]",
                "when: {anyLine: parts, where: {field: part.pieces, \">\": 5}}, then: [approve]");
    }

    @Test
    void aRuleThatMayStillMatchIsNotRefused() {
        accepted(
                "when: {field: goods.price, \">\": 500 CNY}, then: [hold]",
                "when: {field: goods.price, \">\": 100 CNY}, then: [approve]");
        accepted(
                "when: {field: goods.price, \">\": 100 CNY}, then: [hold]",
                "when: {field: goods.price, \">\": 500 USD}, then: [approve]");
        accepted(
                "when: {field: goods.price, \"<=\": 100 CNY}, then: [hold]",
                "when: {not: {field: goods.price, \">\": 100 CNY}}, then: [approve]");
        accepted(
                "valid: {until: \"2026-11-11T00:00:00Z\"}, when: {field: goods.age, \">\": 1}, then: [hold]",
                "when: {field: goods.age, \">\": 5}, then: [approve]");
        accepted(
                "when: {anyLine: parts, where: {field: part.pieces, \">\": 1}}, then: [hold]",
                "when: {allLines: parts, where: {field: part.pieces, \">\": 5}}, then: [approve]");
    }
}
