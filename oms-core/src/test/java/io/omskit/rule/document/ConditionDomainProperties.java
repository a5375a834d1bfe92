package io.omskit.rule.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import io.omskit.rule.Sensitivity;
import io.omskit.rule.document.ConditionLogic.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the catalog states of values is used, and nothing is claimed that some subject would belie. */
class ConditionDomainProperties {
    private static final List<String> WORDS = List.of("NEW", "PAID", "PART_PAID");
    private static final int END = 12;

    /** Two facts of a subject; a negative count of lines stands for a list that is not there. */
    private record Subject(long count, String word, List<Subject> lines) {}

    private static final Fields<Subject> LINES = catalog("line").build();
    private static final Fields<Subject> FIELDS = catalog("order")
            .lines("lines", Sensitivity.PUBLIC, "Lines.", LINES, Subject::lines)
            .present()
            .build();
    private static final List<Subject> SUBJECTS = subjects();

    private static Fields.Builder<Subject> catalog(String prefix) {
        return Fields.builder(Subject.class)
                .integer(prefix + ".count", "", Sensitivity.PUBLIC, "A count.", Subject::count)
                .notNegative()
                .text(prefix + ".word", Sensitivity.PUBLIC, "A word.", Subject::word)
                .present()
                .words(WORDS);
    }

    private static List<Subject> subjects() {
        List<Subject> bare = new ArrayList<>();
        for (long count = 0; count < END; count++) {
            for (String word : WORDS) {
                bare.add(new Subject(count, word, List.of()));
            }
        }
        List<Subject> all = new ArrayList<>(bare);
        for (int i = 0; i < bare.size(); i += 2) {
            all.add(new Subject(3, "PAID", List.of(bare.get(i))));
            all.add(new Subject(0, "NEW", List.of(bare.get(i), bare.get(bare.size() - 1 - i))));
        }
        return all;
    }

    private static Condition condition(Random random, String prefix, int depth) {
        boolean shallow = depth < 2;
        return switch (random.nextInt(!shallow ? 5 : prefix.equals("order") ? 11 : 8)) {
            case 0, 1, 2 ->
                new Condition.Compare(
                        prefix + ".count",
                        Operator.values()[random.nextInt(6)],
                        Literal.of((long) random.nextInt(8) - 2));
            case 3 ->
                new Condition.Compare(
                        prefix + ".word", random.nextBoolean() ? Operator.EQUAL : Operator.NOT_EQUAL, word(random));
            case 4 ->
                random.nextBoolean()
                        ? new Condition.In(prefix + ".word", Set.copyOf(List.of(Literal.of("NEW"), word(random))))
                        : new Condition.StartsWith(prefix + ".word", random.nextBoolean() ? "PA" : "N");
            case 5 -> new Condition.Not(condition(random, prefix, depth + 1));
            case 6 -> Condition.any(condition(random, prefix, depth + 1), condition(random, prefix, depth + 1));
            case 7 -> Condition.all(condition(random, prefix, depth + 1), condition(random, prefix, depth + 1));
            case 8 -> new Condition.AnyLine("lines", condition(random, "line", depth + 1));
            case 9 -> new Condition.AllLines("lines", condition(random, "line", depth + 1));
            default ->
                new Condition.CountLines(
                        "lines",
                        condition(random, "line", depth + 1),
                        Operator.values()[random.nextInt(6)],
                        random.nextInt(3) - 1L);
        };
    }

    private static Literal word(Random random) {
        return Literal.of(random.nextInt(4) == 0 ? "PAYED" : WORDS.get(random.nextInt(WORDS.size())));
    }

    @Property
    void whatIsCalledAlwaysOrNeverIs(@ForAll long seed) {
        Condition condition = condition(new Random(seed), "order", -1);
        Predicate<Subject> test = condition.compile(FIELDS).orThrow();
        long holds = SUBJECTS.stream().filter(test).count();
        switch (ConditionLogic.truthByDomain(condition, FIELDS)) {
            case ALWAYS -> assertEquals(SUBJECTS.size(), holds, condition::toString);
            case NEVER -> assertEquals(0, holds, condition::toString);
            case OPEN -> {}
        }
    }

    @Property
    void ofOneQuestionEverythingIsKnown(@ForAll long seed) {
        Condition condition = condition(new Random(seed), "order", 9);
        long holds =
                SUBJECTS.stream().filter(condition.compile(FIELDS).orThrow()).count();
        Truth truth = holds == 0 ? Truth.NEVER : holds == SUBJECTS.size() ? Truth.ALWAYS : Truth.OPEN;
        assertEquals(truth, ConditionLogic.truthByDomain(condition, FIELDS), condition::toString);
    }

    @Property
    void whatIsImpliedHoldsWhereverTheOtherDoes(@ForAll long seed) {
        Random random = new Random(seed);
        Condition narrow = condition(random, "order", 0);
        Condition wide = condition(random, "order", 0);
        if (ConditionLogic.implies(narrow, wide, FIELDS)) {
            Predicate<Subject> first = narrow.compile(FIELDS).orThrow();
            Predicate<Subject> second = wide.compile(FIELDS).orThrow();
            assertEquals(
                    List.of(),
                    SUBJECTS.stream().filter(first).filter(second.negate()).toList(),
                    () -> narrow + " does not imply " + wide);
        }
    }

    @Property
    void ofConjunctionsOverDifferentFieldsNoImplicationIsMissed(@ForAll long seed) {
        Random random = new Random(seed);
        Condition narrow = Condition.all(number(random), number(random), condition(random, "order", 9));
        Condition wide = number(random);
        Predicate<Subject> first = narrow.compile(FIELDS).orThrow();
        Predicate<Subject> second = wide.compile(FIELDS).orThrow();
        boolean implied = SUBJECTS.stream().filter(first).allMatch(second);
        boolean some = SUBJECTS.stream().anyMatch(first);
        if (some) {
            assertEquals(implied, ConditionLogic.implies(narrow, wide, FIELDS), () -> narrow + " and " + wide);
        }
    }

    private static Condition number(Random random) {
        return new Condition.Compare(
                "order.count", Operator.values()[random.nextInt(6)], Literal.of((long) random.nextInt(8) - 2));
    }
}
