package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Operator;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Instant LATER = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void anUnknownFieldNamesTheNearestOne() {
        RuleProblem problem = onlyProblem(compare("sale.payible", Literal.of(1)));
        assertEquals("Unknown field 'sale.payible' of Sale.", problem.problem());
        assertEquals("Did you mean 'sale.payable'?", problem.remedy());
    }

    @Test
    void aFieldOfALinePointsToItsList() {
        assertTrue(onlyProblem(compare("part.sku", Literal.of("x"))).remedy().contains("'sale.parts'"));
    }

    @Test
    void aSecretCannotBeRead() {
        assertEquals(
                "Field 'sale.token' is secret.",
                onlyProblem(new Condition.IsPresent("sale.token")).problem());
    }

    @Test
    void aLiteralOfAnotherTypeIsRefused() {
        assertRefused(compare("sale.age", Literal.of("old")), "cannot be compared with a text: 'old'");
        assertRefused(compare("sale.age", Literal.of(new BigDecimal("1.5"), "")), "a number: 1.5");
        assertRefused(compare("sale.age", Literal.of(new BigDecimal("1E+999999999"), "")), "a number: 1E+999999999");
        assertRefused(compare("sale.age", Literal.of(new BigDecimal("9223372036854775808"), "")), "a number");
        assertRefused(compare("sale.payable", Literal.of(100)), "a number: 100");
        assertRefused(compare("sale.goods", Literal.of(Money.of(1, "CNY"))), "an amount of money");
        assertRefused(compare("sale.vip", Literal.of(LATER)), "a moment");
        assertRefused(compare("sale.paidAt", Literal.of(Quantity.pieces(1))), "a quantity");
        assertRefused(compare("sale.discount", Literal.of(true)), "true or false");
    }

    @Test
    void aLiteralInAnotherUnitIsRefused() {
        assertTrue(compiles(compare("sale.age", Literal.of(BigDecimal.TEN, "minutes"))));
        assertRefused(compare("sale.age", Literal.of(BigDecimal.TEN, "hours")), "a number of hours: 10 hours");
    }

    @Test
    void anOperatorThatDoesNotFitIsRefused() {
        assertRefused(new Compare("sale.shop", Operator.LESS, Literal.of("b")), "Operator '<' does not fit");
        assertRefused(new Compare("sale.vip", Operator.GREATER, Literal.of(true)), "Operator '>' does not fit");
        assertRefused(compare("sale.tags", Literal.of("x")), "Operator '=' does not fit");
        assertRefused(new Condition.Between("sale.shop", Literal.of("a"), Literal.of("b")), "'between'");
        assertRefused(new Condition.Contains("sale.age", "1"), "'contains'");
        assertRefused(new Condition.StartsWith("sale.tags", "a"), "'startsWith'");
        assertRefused(new Condition.In("sale.vip", Set.of(Literal.of(true))), "'in'");
        assertRefused(new Condition.AnyLine("sale.shop", Condition.always()), "is not a list of lines");
        assertRefused(sum("part.sku", Literal.of("x")), "'sum'");
    }

    @Test
    void aContradictionIsRefused() {
        assertRefused(new Condition.Any(List.of()), "'any' of nothing");
        assertRefused(new Condition.In("sale.shop", Set.of()), "empty set");
        assertRefused(new Condition.Contains("sale.shop", ""), "empty text");
        assertRefused(new Condition.Between("sale.age", Literal.of(2), Literal.of(1)), "lies between 2 and 1");
        assertRefused(new Condition.Between("sale.paidAt", Literal.of(LATER), Literal.of(EARLIER)), "lies between");
        assertRefused(
                new Condition.Between("sale.payable", Literal.of(Money.of(1, "CNY")), Literal.of(Money.of(2, "USD"))),
                "between CNY and USD");
    }

    @Test
    void allProblemsAreReportedWithTheirPlaces() {
        Condition condition = Condition.all(
                compare("sale.shp", Literal.of("x")),
                new Condition.Not(new Condition.AnyLine("sale.parts", compare("part.skuu", Literal.of("x")))));
        List<String> places = condition.compile(Sale.FIELDS).problems().stream()
                .map(problem -> problem.place().path())
                .toList();
        assertEquals(List.of("when.all[0]", "when.all[1].not.any-line"), places);
    }

    @Test
    void aPersonalLiteralIsNotRepeatedInAMessage() {
        RuleProblem problem = onlyProblem(compare("sale.phone", Literal.of(13800000000L)));
        assertFalse(problem.toString().contains("138"), problem::toString);
    }

    @Test
    void bottomlessNestingIsRefused() {
        Condition condition = Condition.always();
        for (int i = 0; i < 100_000; i++) {
            condition = new Condition.Not(condition);
        }
        assertEquals(1, condition.compile(Sale.FIELDS).problems().size());
    }

    @Test
    void aVeryLongConjunctionRuns() {
        Condition[] parts = new Condition[100_000];
        java.util.Arrays.fill(parts, new Condition.IsPresent("sale.shop"));
        assertTrue(holds(Condition.all(parts), Sale.of("sale.shop", "a")));
        assertFalse(holds(Condition.any(parts), Sale.of()));
    }

    @Test
    void anotherCurrencyCountsAsAbsent() {
        Condition notEqual = new Compare("sale.payable", Operator.NOT_EQUAL, Literal.of(Money.of(100, "CNY")));
        assertTrue(holds(notEqual, Sale.of("sale.payable", Money.of(99, "CNY"))));
        assertFalse(holds(notEqual, Sale.of("sale.payable", Money.of(99, "USD"))));
        assertFalse(holds(notEqual, Sale.of()));
    }

    @Test
    void decimalsAreComparedByValue() {
        Condition equal = compare("sale.discount", Literal.of(new BigDecimal("0.50"), ""));
        assertTrue(holds(equal, Sale.of("sale.discount", new BigDecimal("0.5"))));
    }

    @Test
    void aSumBeyondTheRangeOfALongIsExact() {
        Sale.Part huge = Sale.Part.of("part.pieces", Long.MAX_VALUE);
        Sale three = Sale.of("sale.parts", List.of(huge, huge, huge));
        assertTrue(holds(sum("part.pieces", Operator.GREATER, Literal.of(Long.MAX_VALUE)), three));
        Sale balanced = Sale.of(
                "sale.parts",
                List.of(huge, huge, Sale.Part.of("part.pieces", -Long.MAX_VALUE), Sale.Part.of("part.pieces", 2L)));
        assertFalse(holds(sum("part.pieces", Operator.LESS_OR_EQUAL, Literal.of(Long.MAX_VALUE)), balanced));
        Sale back = Sale.of("sale.parts", List.of(huge, huge, Sale.Part.of("part.pieces", -Long.MAX_VALUE)));
        assertTrue(holds(sum("part.pieces", Operator.EQUAL, Literal.of(Long.MAX_VALUE)), back));
    }

    @Test
    void aSumThatLacksAValueIsAbsent() {
        Sale sale = Sale.of("sale.parts", List.of(Sale.Part.of("part.kilos", BigDecimal.ONE), Sale.Part.of()));
        Literal limit = Literal.of(BigDecimal.TEN, "kg");
        assertFalse(holds(sum("part.kilos", Operator.LESS, limit), sale));
        assertFalse(holds(sum("part.kilos", Operator.GREATER, limit), sale));
    }

    @Test
    void aSumOfDecimalsOfAbsurdScaleIsAbsent() {
        Sale sale = Sale.of(
                "sale.parts",
                List.of(
                        Sale.Part.of("part.kilos", new BigDecimal("1E+2000000000")),
                        Sale.Part.of("part.kilos", new BigDecimal("1E-2000000000"))));
        assertFalse(holds(sum("part.kilos", Operator.GREATER, Literal.of(1)), sale));
    }

    @Test
    void everyLineOfAnEmptyListSatisfiesAndNoneDoes() {
        Sale empty = Sale.of("sale.parts", List.of());
        Condition where = new Condition.IsPresent("part.sku");
        assertTrue(holds(new Condition.AllLines("sale.parts", where), empty));
        assertFalse(holds(new Condition.AnyLine("sale.parts", where), empty));
        assertFalse(holds(new Condition.AllLines("sale.parts", where), Sale.of()));
    }

    private static Condition compare(String field, Literal literal) {
        return new Compare(field, Operator.EQUAL, literal);
    }

    private static Condition sum(String field, Literal literal) {
        return sum(field, Operator.EQUAL, literal);
    }

    private static Condition sum(String field, Operator operator, Literal literal) {
        return new Condition.SumLines("sale.parts", Condition.always(), field, operator, literal);
    }

    private static boolean holds(Condition condition, Sale sale) {
        return condition.compile(Sale.FIELDS).orThrow().test(sale);
    }

    private static boolean compiles(Condition condition) {
        return condition.compile(Sale.FIELDS).isOk();
    }

    private static void assertRefused(Condition condition, String part) {
        String problem = onlyProblem(condition).toString();
        assertTrue(problem.contains(part), problem);
        assertTrue(problem.contains("\n"), problem);
    }

    private static RuleProblem onlyProblem(Condition condition) {
        Checked<Predicate<Sale>> checked = condition.compile(Sale.FIELDS);
        assertEquals(1, checked.problems().size(), checked::toString);
        assertNull(checked.value());
        assertThrows(IllegalArgumentException.class, checked::orThrow);
        return checked.problems().get(0);
    }
}
