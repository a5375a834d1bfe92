package io.omskit.rule.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import io.omskit.rule.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConditionLogicProperties {
    /** Stands for an absent number; below and above the others there is room beyond all literals. */
    private static final int ABSENT = -3;

    private static final int END = 20;
    private static final Fields<Integer> FIELDS = Fields.builder(Integer.class)
            .integer("n", "", Sensitivity.PUBLIC, "A number.", n -> n != ABSENT, n -> n)
            .build();

    private static Condition condition(Random random, int depth) {
        return switch (random.nextInt(depth > 1 ? 4 : 7)) {
            case 0, 1 -> new Condition.Compare("n", operator(random), number(random));
            case 2 -> new Condition.Between("n", Literal.of(random.nextInt(4)), Literal.of(4 + random.nextInt(4)));
            case 3 ->
                random.nextInt(5) == 0
                        ? new Condition.IsPresent("n")
                        : new Condition.In("n", java.util.Set.of(Literal.of(2), Literal.of(7)));
            case 4 -> new Condition.Not(condition(random, depth + 1));
            case 5 -> Condition.any(condition(random, depth + 1), condition(random, depth + 1));
            default -> Condition.all(condition(random, depth + 1), condition(random, depth + 1));
        };
    }

    private static Operator operator(Random random) {
        return Operator.values()[random.nextInt(Operator.values().length)];
    }

    private static Literal number(Random random) {
        return Literal.of(1 + random.nextInt(8));
    }

    @Property
    void partsOnOneFieldAreContradictoryExactlyWhenNoValueSatisfiesThem(@ForAll long seed) {
        Random random = new Random(seed);
        List<Condition> parts = new ArrayList<>();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            parts.add(condition(random, 0));
        }
        Condition.All all = new Condition.All(parts);
        Predicate<Integer> test = all.compile(FIELDS).orThrow();
        boolean holds = IntStream.range(ABSENT, END).anyMatch(test::test);
        assertEquals(!holds, ConditionLogic.conflict(all, FIELDS).isPresent(), all::toString);
    }

    private static final Fields<String> TEXTS = Fields.builder(String.class)
            .text("t", Sensitivity.PUBLIC, "A text; empty where it is absent.", text -> text.isEmpty() ? null : text)
            .build();

    private static Condition textCondition(Random random, int depth) {
        String text = "ab".repeat(3).substring(random.nextInt(2)).substring(0, 1 + random.nextInt(3));
        return switch (random.nextInt(depth > 1 ? 4 : 6)) {
            case 0, 1 -> new Condition.StartsWith("t", text);
            case 2 -> new Condition.Compare("t", Operator.EQUAL, Literal.of(text));
            case 3 -> new Condition.In("t", java.util.Set.of(Literal.of("aba"), Literal.of("b")));
            case 4 -> new Condition.Not(textCondition(random, depth + 1));
            default -> Condition.any(textCondition(random, depth + 1), textCondition(random, depth + 1));
        };
    }

    @Property
    void partsOnOneTextAreContradictoryExactlyWhenNoTextSatisfiesThem(@ForAll long seed) {
        Random random = new Random(seed);
        List<Condition> parts = new ArrayList<>();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            parts.add(textCondition(random, 0));
        }
        Condition.All all = new Condition.All(parts);
        Predicate<String> test = all.compile(TEXTS).orThrow();
        List<String> texts = new ArrayList<>(List.of(""));
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.length() < 4) {
                List.of("a", "b", "c").forEach(more -> texts.add(text + more));
            }
        }
        assertEquals(
                texts.stream().noneMatch(test),
                ConditionLogic.conflict(all, TEXTS).isPresent(),
                all::toString);
    }

    @Property
    void whatIsCalledAlwaysOrNeverIs(@ForAll long seed) {
        Condition condition = condition(new Random(seed), -2);
        Predicate<Integer> test = condition.compile(FIELDS).orThrow();
        switch (ConditionLogic.truth(condition, FIELDS)) {
            case ALWAYS ->
                assertEquals(
                        END - ABSENT,
                        IntStream.range(ABSENT, END).filter(test::test).count(),
                        condition::toString);
            case NEVER ->
                assertEquals(0, IntStream.range(ABSENT, END).filter(test::test).count(), condition::toString);
            case OPEN -> {}
        }
    }
}
