package io.omskit.rule.document;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.All;
import io.omskit.rule.Condition.AllLines;
import io.omskit.rule.Condition.Any;
import io.omskit.rule.Condition.AnyLine;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.CountLines;
import io.omskit.rule.Condition.In;
import io.omskit.rule.Condition.IsPresent;
import io.omskit.rule.Condition.Not;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Field;
import io.omskit.rule.Fields;
import io.omskit.rule.Fields.Domain;
import io.omskit.rule.Literal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be told of a condition without a subject. It is sound and not complete: what it calls contradictory never
 * holds, but not everything that never holds is found.
 */
public final class ConditionLogic {
    private static final Domain UNKNOWN = new Domain(false, false, List.of());

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

    /** What is certain about a condition by its form alone, whatever the values of these fields may be. */
    public static Truth truth(Condition condition, Fields<?> fields) {
        return truth(condition, fields, false);
    }

    /** What is certain about a condition, because it also is about the values that these fields can have. */
    public static Truth truthByDomain(Condition condition, Fields<?> fields) {
        return truth(condition, fields, true);
    }

    /** Whether the second condition is certain to hold wherever the first does, by the values that fields can have too. */
    public static boolean implies(Condition narrow, Condition wide, Fields<?> fields) {
        List<Condition> parts = narrow instanceof All all ? parts(all) : List.of(narrow);
        if (wide instanceof All every) {
            return every.parts().stream().allMatch(part -> implies(narrow, part, fields));
        }
        return parts.contains(wide)
                || truthByDomain(wide, fields) == Truth.ALWAYS
                || parts.stream().anyMatch(part -> impliesLines(part, wide, fields))
                || (wide instanceof Any any && any.parts().stream().anyMatch(part -> implies(narrow, part, fields)))
                || impliesValues(parts, wide, fields);
    }

    /** The parts that must all hold. */
    public static List<Condition> parts(All all) {
        List<Condition> parts = new ArrayList<>();
        flatten(all, parts);
        return List.copyOf(parts);
    }

    /** The names of all fields and lists of the subject that a condition asks. */
    public static Set<String> reads(Condition condition) {
        Set<String> names = new HashSet<>();
        FieldProbe.names(condition, names);
        return names;
    }

    /** Which part of a conjunction asks for what its field never is, in words; empty if there is no such part. */
    public static Optional<String> impossible(All all, Fields<?> fields) {
        for (Condition part : parts(all)) {
            String name = FieldProbe.fieldOf(part);
            if (name != null && truthByDomain(part, fields) == Truth.NEVER) {
                Domain domain = fields.domain(name);
                String known = domain.notNegative()
                        ? "never below zero"
                        : domain.words().isEmpty() ? "never absent" : "only ever one of " + domain.words();
                return Optional.of("field " + name + " is " + known);
            }
        }
        return Optional.empty();
    }

    /** The texts to which a condition confines its field, by field; empty for any other condition. */
    public static Map<String, Set<Literal>> confined(Condition part) {
        if (part instanceof In test && test.literals().stream().allMatch(Literal.Text.class::isInstance)) {
            return Map.of(test.field(), test.literals());
        }
        return part instanceof Compare test
                        && test.operator() == Operator.EQUAL
                        && test.literal() instanceof Literal.Text
                ? Map.of(test.field(), Set.of(test.literal()))
                : Map.of();
    }

    private static boolean impliesLines(Condition narrow, Condition wide, Fields<?> fields) {
        if (narrow instanceof AnyLine some
                && wide instanceof AnyLine more
                && some.lines().equals(more.lines())) {
            return fields.lineFields(some.lines())
                    .map(lines -> implies(some.where(), more.where(), lines))
                    .orElse(false);
        }
        return narrow instanceof AllLines each
                && wide instanceof AllLines every
                && each.lines().equals(every.lines())
                && fields.lineFields(each.lines())
                        .map(lines -> implies(each.where(), every.where(), lines))
                        .orElse(false);
    }

    private static boolean impliesValues(List<Condition> parts, Condition wide, Fields<?> fields) {
        String name = FieldProbe.fieldOf(wide);
        Field<?, ?> field = name == null ? null : fields.find(name).orElse(null);
        if (name == null || field == null) {
            return false;
        }
        List<Condition> asked = new ArrayList<>();
        for (Condition part : parts) {
            if (name.equals(FieldProbe.fieldOf(part))) {
                asked.add(part);
            }
        }
        if (asked.isEmpty()) {
            return false;
        }
        asked.add(new Not(wide));
        return !FieldProbe.canHold(field, fields.domain(name), asked);
    }

    private static Truth truth(Condition condition, Fields<?> fields, boolean values) {
        if (condition instanceof All all) {
            return truthOfAll(all, fields, values);
        }
        if (condition instanceof Any any) {
            return truthOfAny(any, fields, values);
        }
        if (condition instanceof Not not) {
            return truth(not.part(), fields, values).inverse();
        }
        if (condition instanceof AnyLine test) {
            return truthOfLines(test.lines(), test.where(), fields, values) == Truth.NEVER ? Truth.NEVER : Truth.OPEN;
        }
        if (condition instanceof AllLines test) {
            boolean every = domain(test.lines(), fields, values).present()
                    && truthOfLines(test.lines(), test.where(), fields, values) == Truth.ALWAYS;
            return every ? Truth.ALWAYS : Truth.OPEN;
        }
        if (condition instanceof CountLines test) {
            return truthOfCount(test, domain(test.lines(), fields, values));
        }
        return truthOfLeaf(condition, fields, values);
    }

    private static Truth truthOfAny(Any any, Fields<?> fields, boolean values) {
        if (hasOpposites(any.parts())) {
            return Truth.ALWAYS;
        }
        boolean open = false;
        for (Condition part : any.parts()) {
            Truth truth = truth(part, fields, values);
            if (truth == Truth.ALWAYS) {
                return Truth.ALWAYS;
            }
            open |= truth == Truth.OPEN;
        }
        if (!open) {
            return Truth.NEVER;
        }
        if (!values) {
            return Truth.OPEN;
        }
        All none = new All(any.parts().stream().<Condition>map(Not::new).toList());
        return conflict(none, fields, true).isPresent() ? Truth.ALWAYS : Truth.OPEN;
    }

    /** What is certain about each line. */
    private static Truth truthOfLines(String lines, Condition where, Fields<?> fields, boolean values) {
        return fields.lineFields(lines)
                .map(catalog -> truth(where, catalog, values))
                .orElse(Truth.OPEN);
    }

    /** No number of lines is below zero; an absent list is not counted. */
    private static Truth truthOfCount(CountLines test, Domain domain) {
        Operator operator = test.operator();
        long count = test.count();
        boolean never = count < 0
                ? operator == Operator.EQUAL || operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL
                : count == 0 && operator == Operator.LESS;
        boolean always = count < 0
                ? operator == Operator.NOT_EQUAL
                        || operator == Operator.GREATER
                        || operator == Operator.GREATER_OR_EQUAL
                : count == 0 && operator == Operator.GREATER_OR_EQUAL;
        return never ? Truth.NEVER : always && domain.present() ? Truth.ALWAYS : Truth.OPEN;
    }

    private static Truth truthOfLeaf(Condition leaf, Fields<?> fields, boolean values) {
        String name = FieldProbe.fieldOf(leaf);
        Field<?, ?> field = name == null ? null : fields.find(name).orElse(null);
        if (name == null || field == null) {
            return Truth.OPEN;
        }
        Domain domain = domain(name, fields, values);
        if (leaf instanceof IsPresent) {
            return domain.present() ? Truth.ALWAYS : Truth.OPEN;
        }
        if (!domain.notNegative() && domain.words().isEmpty()) {
            return Truth.OPEN;
        }
        if (!FieldProbe.canHold(field, domain, List.of(leaf))) {
            return Truth.NEVER;
        }
        return FieldProbe.canHold(field, domain, List.of(new Not(leaf))) ? Truth.OPEN : Truth.ALWAYS;
    }

    private static Truth truthOfAll(All all, Fields<?> fields, boolean values) {
        boolean open = false;
        for (Condition part : all.parts()) {
            Truth truth = truth(part, fields, values);
            if (truth == Truth.NEVER) {
                return Truth.NEVER;
            }
            open |= truth == Truth.OPEN;
        }
        if (!open) {
            return Truth.ALWAYS;
        }
        return conflict(all, fields, values).isPresent() ? Truth.NEVER : Truth.OPEN;
    }

    private static Domain domain(String name, Fields<?> fields, boolean values) {
        return values ? fields.domain(name) : UNKNOWN;
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
        return conflict(all, fields, false);
    }

    private static Optional<String> conflict(All all, Fields<?> fields, boolean values) {
        List<Condition> parts = parts(all);
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
            Domain domain = domain(asked.getKey(), fields, values);
            if (field != null && asked.getValue().size() > 1 && !FieldProbe.canHold(field, domain, asked.getValue())) {
                return Optional.of(words(field, domain, asked.getValue()));
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
    private static String words(Field<?, ?> field, Domain domain, List<Condition> parts) {
        if (!field.sensitivity().isPrintable()) {
            return "field " + field.name() + " is asked for what excludes each other";
        }
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                List<Condition> pair = List.of(parts.get(i), parts.get(j));
                if (!FieldProbe.canHold(field, domain, pair)) {
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
