package io.omskit.rule;

import io.omskit.rule.Condition.All;
import io.omskit.rule.Condition.AllLines;
import io.omskit.rule.Condition.Any;
import io.omskit.rule.Condition.AnyLine;
import io.omskit.rule.Condition.Between;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Contains;
import io.omskit.rule.Condition.CountLines;
import io.omskit.rule.Condition.In;
import io.omskit.rule.Condition.IsPresent;
import io.omskit.rule.Condition.Not;
import io.omskit.rule.Condition.StartsWith;
import io.omskit.rule.Condition.SumLines;
import io.omskit.rule.RuleTrace.Reading;
import io.omskit.rule.RuleTrace.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a condition part by part and notes what was read. Values, and the literals they are compared with, are
 * withheld where the reader may not see the field: a literal that was found equal tells the value. Expects a
 * condition that compiled.
 */
final class ConditionTracer<T> {
    private static final String WITHHELD = "withheld";

    private final Fields<T> fields;
    private final Predicate<? super Field<?, ?>> visible;

    ConditionTracer(Fields<T> fields, Predicate<? super Field<?, ?>> visible) {
        this.fields = fields;
        this.visible = visible;
    }

    /** Evaluates as the compiled form does, including where it stops, and adds one reading for each test made. */
    boolean holds(Condition condition, T subject, List<Reading> readings) {
        if (condition instanceof All all) {
            for (Condition part : all.parts()) {
                if (!holds(part, subject, readings)) {
                    return false;
                }
            }
            return true;
        }
        if (condition instanceof Any any) {
            for (Condition part : any.parts()) {
                if (holds(part, subject, readings)) {
                    return true;
                }
            }
            return false;
        }
        if (condition instanceof Not not) {
            return !holds(not.part(), subject, readings);
        }
        boolean holds = condition.compile(fields).orThrow().test(subject);
        Map<String, String> values = new LinkedHashMap<>();
        read(condition, subject, "", values);
        readings.add(new Reading(
                text(condition),
                holds,
                values.entrySet().stream()
                        .map(entry -> new Value(entry.getKey(), entry.getValue()))
                        .toList()));
        return holds;
    }

    private void read(Condition condition, T subject, String prefix, Map<String, String> values) {
        parts(condition).forEach(part -> read(part, subject, prefix, values));
        String name = LineCompiler.listOf(condition);
        if (name == null) {
            name = fieldOf(condition);
            if (name != null) {
                values.put(prefix + name, valueText(fields.get(name), subject));
            }
        } else if (fields.get(name).kind() instanceof Field.LinesField<T, ?> lines) {
            readLines(lines, condition, subject, prefix, values);
        }
    }

    private <L> void readLines(
            Field.LinesField<T, L> lines, Condition test, T subject, String prefix, Map<String, String> values) {
        List<L> list = lines.read(subject);
        values.put(prefix + lines.name(), valueText(lines, subject));
        if (list == null || !visible.test(lines)) {
            return;
        }
        ConditionTracer<L> inner = new ConditionTracer<>(lines.lineFields, visible);
        for (int i = 0; i < list.size(); i++) {
            String line = prefix + lines.name() + "[" + i + "].";
            inner.read(whereOf(test), list.get(i), line, values);
            if (test instanceof SumLines sum) {
                Field<L, ?> field = lines.lineFields.get(sum.field());
                values.put(line + sum.field(), inner.valueText(field, list.get(i)));
            }
        }
    }

    private String valueText(Field<T, ?> field, T subject) {
        if (!visible.test(field)) {
            return WITHHELD;
        }
        Object value = field.read(subject);
        if (value == null) {
            return "absent";
        }
        if (field.type() == FieldType.LINES) {
            return ((List<?>) value).size() + " lines";
        }
        return field.type() == FieldType.TEXT_SET ? String.valueOf(field.plain(subject, visible)) : value.toString();
    }

    String text(Condition condition) {
        if (condition instanceof All all) {
            return all.parts().isEmpty() ? "always" : joined(all.parts(), " and ");
        }
        if (condition instanceof Any any) {
            return joined(any.parts(), " or ");
        }
        if (condition instanceof Not not) {
            return "not (" + text(not.part()) + ")";
        }
        String list = LineCompiler.listOf(condition);
        if (list == null) {
            return leafText(condition);
        }
        return fields.get(list).kind() instanceof Field.LinesField<T, ?> lines ? lineText(lines, condition) : list;
    }

    private String joined(List<Condition> parts, String word) {
        return parts.stream().map(this::text).collect(Collectors.joining(word, "(", ")"));
    }

    private String leafText(Condition leaf) {
        if (leaf instanceof Compare test) {
            return test.field() + " " + test.operator().symbol() + " " + literal(test.field(), test.literal());
        }
        if (leaf instanceof In test) {
            return test.field() + " in "
                    + test.literals().stream()
                            .map(literal -> literal(test.field(), literal))
                            .distinct()
                            .toList();
        }
        if (leaf instanceof Between test) {
            return test.field() + " between " + literal(test.field(), test.low()) + " and "
                    + literal(test.field(), test.high());
        }
        if (leaf instanceof Contains test) {
            return test.field() + " contains " + literal(test.field(), Literal.of(test.text()));
        }
        if (leaf instanceof StartsWith test) {
            return test.field() + " starts with " + literal(test.field(), Literal.of(test.text()));
        }
        return fieldOf(leaf) + " is present";
    }

    private <L> String lineText(Field.LinesField<T, L> lines, Condition test) {
        ConditionTracer<L> inner = new ConditionTracer<>(lines.lineFields, visible);
        String where = " of " + lines.name() + " where " + inner.text(whereOf(test));
        if (test instanceof AnyLine) {
            return "any" + where;
        }
        if (test instanceof AllLines) {
            return "all" + where;
        }
        if (test instanceof CountLines count) {
            return "count" + where + " " + count.operator().symbol() + " " + count.count();
        }
        SumLines sum = (SumLines) test;
        return "sum of " + sum.field() + where + " " + sum.operator().symbol() + " "
                + inner.literal(sum.field(), sum.literal());
    }

    private String literal(String field, Literal literal) {
        return visible.test(fields.get(field)) ? literal.text() : WITHHELD;
    }

    private static List<Condition> parts(Condition condition) {
        if (condition instanceof All all) {
            return all.parts();
        }
        if (condition instanceof Any any) {
            return any.parts();
        }
        return condition instanceof Not not ? List.of(not.part()) : List.of();
    }

    private static Condition whereOf(Condition condition) {
        if (condition instanceof AnyLine test) {
            return test.where();
        }
        if (condition instanceof AllLines test) {
            return test.where();
        }
        if (condition instanceof CountLines test) {
            return test.where();
        }
        return ((SumLines) condition).where();
    }

    private static @Nullable String fieldOf(Condition condition) {
        if (condition instanceof Compare test) {
            return test.field();
        }
        if (condition instanceof In test) {
            return test.field();
        }
        if (condition instanceof Between test) {
            return test.field();
        }
        if (condition instanceof Contains test) {
            return test.field();
        }
        if (condition instanceof StartsWith test) {
            return test.field();
        }
        return condition instanceof IsPresent test ? test.field() : null;
    }
}
