package io.omskit.rule.document;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.All;
import io.omskit.rule.Condition.Any;
import io.omskit.rule.Condition.AnyLine;
import io.omskit.rule.Condition.CountLines;
import io.omskit.rule.Condition.Not;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Field;
import io.omskit.rule.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be told of a condition without a subject. It is sound and not complete: what it calls contradictory never
 * holds, but not everything that never holds is found.
 */
public final class ConditionLogic {
    private ConditionLogic() {}

    /** Whether a condition holds. */
    public enum Truth {
        ALWAYS,
        NEVER,
        OPEN;

        Truth inverse() {
            return this == OPEN ? OPEN : this == ALWAYS ? NEVER : ALWAYS;
        }
    }

    /** What is certain about a condition over these fields. */
    public static Truth truth(Condition condition, Fields<?> fields) {
        if (condition instanceof All all) {
            return truthOfAll(all, fields);
        }
        if (condition instanceof Any any) {
            boolean open = false;
            if (hasOpposites(any.parts())) {
                return Truth.ALWAYS;
            }
            for (Condition part : any.parts()) {
                Truth truth = truth(part, fields);
                if (truth == Truth.ALWAYS) {
                    return Truth.ALWAYS;
                }
                open |= truth == Truth.OPEN;
            }
            return open ? Truth.OPEN : Truth.NEVER;
        }
        if (condition instanceof Not not) {
            return truth(not.part(), fields).inverse();
        }
        if (condition instanceof AnyLine test) {
            boolean never = fields.lineFields(test.lines())
                    .map(lines -> truth(test.where(), lines) == Truth.NEVER)
                    .orElse(false);
            return never ? Truth.NEVER : Truth.OPEN;
        }
        if (condition instanceof CountLines test) {
            return truthOfCount(test.operator(), test.count());
        }
        return Truth.OPEN;
    }

    /** No number of lines is below zero; an absent list is not counted, so nothing holds always. */
    private static Truth truthOfCount(Operator operator, long count) {
        boolean never = count < 0
                ? operator == Operator.EQUAL || operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL
                : count == 0 && operator == Operator.LESS;
        return never ? Truth.NEVER : Truth.OPEN;
    }

    private static Truth truthOfAll(All all, Fields<?> fields) {
        boolean open = false;
        for (Condition part : all.parts()) {
            Truth truth = truth(part, fields);
            if (truth == Truth.NEVER) {
                return Truth.NEVER;
            }
            open |= truth == Truth.OPEN;
        }
        if (!open) {
            return Truth.ALWAYS;
        }
        return conflict(all, fields).isPresent() ? Truth.NEVER : Truth.OPEN;
    }

    /** Few conditions are negated, and comparing them is dear: so it is asked from their side. */
    private static boolean hasOpposites(List<Condition> parts) {
        for (Condition part : parts) {
            if (part instanceof Not not && parts.contains(not.part())) {
                return true;
            }
        }
        return false;
    }

    /** Why parts of a conjunction cannot hold together, in words; empty if nothing speaks against it. */
    public static Optional<String> conflict(All all, Fields<?> fields) {
        List<Condition> parts = new ArrayList<>();
        flatten(all, parts);
        if (hasOpposites(parts)) {
            return Optional.of("one of them is the opposite of another");
        }
        Map<String, List<Condition>> byField = new LinkedHashMap<>();
        for (Condition part : parts) {
            String name = FieldProbe.fieldOf(part);
            if (name != null) {
                byField.computeIfAbsent(name, field -> new ArrayList<>()).add(part);
            }
        }
        for (Map.Entry<String, List<Condition>> asked : byField.entrySet()) {
            Field<?, ?> field = fields.find(asked.getKey()).orElse(null);
            if (field != null && asked.getValue().size() > 1 && !FieldProbe.canHold(field, asked.getValue())) {
                return Optional.of(words(field, asked.getValue()));
            }
        }
        return Optional.empty();
    }

    private static void flatten(All all, List<Condition> parts) {
        for (Condition part : all.parts()) {
            if (part instanceof All inner) {
                flatten(inner, parts);
            } else {
                parts.add(part);
            }
        }
    }

    /** Names the first two parts that alone exclude each other, else all; no values of fields that are kept closely. */
    private static String words(Field<?, ?> field, List<Condition> parts) {
        if (!field.sensitivity().isPrintable()) {
            return "field " + field.name() + " is asked for what excludes each other";
        }
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                List<Condition> pair = List.of(parts.get(i), parts.get(j));
                if (!FieldProbe.canHold(field, pair)) {
                    return texts(pair);
                }
            }
        }
        return texts(parts);
    }

    private static String texts(List<Condition> parts) {
        return parts.stream()
                .map(part -> DocumentWriter.line(ConditionWriting.form(part)))
                .collect(Collectors.joining(" and "));
    }
}
