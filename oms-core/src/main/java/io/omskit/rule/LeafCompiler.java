package io.omskit.rule;

import io.omskit.rule.Condition.Between;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Contains;
import io.omskit.rule.Condition.In;
import io.omskit.rule.Condition.IsPresent;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Condition.StartsWith;
import io.omskit.rule.Operands.Whole;
import io.omskit.rule.RuleProblem.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions that read one field of the subject itself. */
final class LeafCompiler<T> {
    final Fields<T> fields;
    final Operands operands;

    LeafCompiler(Fields<T> fields, List<RuleProblem> problems) {
        this.fields = fields;
        this.operands = new Operands(problems);
    }

    Predicate<T> compile(Condition leaf, Place at) {
        if (leaf instanceof Compare test) {
            return named(test.field(), at, field -> compare(field, test, at));
        }
        if (leaf instanceof In test) {
            return named(test.field(), at, field -> in(field, test, at));
        }
        if (leaf instanceof Between test) {
            return named(test.field(), at, field -> between(field, test, at));
        }
        if (leaf instanceof Contains test) {
            return named(test.field(), at, field -> contains(field, test.text(), at));
        }
        if (leaf instanceof StartsWith test) {
            return named(test.field(), at, field -> startsWith(field, test.text(), at));
        }
        if (leaf instanceof IsPresent test) {
            return named(test.field(), at, LeafCompiler::present);
        }
        throw new AssertionError("not a leaf: " + leaf.getClass());
    }

    /** The field of this name if rules may read it; else null and a problem. */
    @Nullable
    Field<T, ?> field(String name, Place at) {
        Field<T, ?> field = fields.find(name).orElse(null);
        if (field == null) {
            operands.problem(new RuleProblem(
                    at,
                    "Unknown field '" + name + "' of " + fields.subject().getSimpleName() + ".",
                    fields.advice(name),
                    fields.nearest(name).orElse(null)));
        } else if (field.sensitivity() == Sensitivity.SECRET) {
            operands.problem(at, "Field '" + name + "' is secret.", "Rules cannot read secrets; use another field.");
            return null;
        }
        return field;
    }

    /** Compiles with the field of this name; whoever cannot compile has recorded a problem and returns null. */
    private Predicate<T> named(String name, Place at, Function<Field<T, ?>, @Nullable Predicate<T>> compile) {
        Field<T, ?> field = field(name, at);
        Predicate<T> compiled = field == null ? null : compile.apply(field);
        return compiled == null ? ConditionCompiler.never() : compiled;
    }

    private @Nullable Predicate<T> compare(Field<T, ?> field, Compare test, Place at) {
        Operator operator = test.operator();
        Literal literal = test.literal();
        if (!operands.fits(field, operator, at)) {
            return null;
        }
        WholeTests<T> whole = WholeTests.of(field);
        if (whole != null) {
            Whole operand = operands.whole(field, literal, at);
            return operand == null ? null : whole.compare(operator, operand);
        }
        if (field.kind() instanceof Field.TextField<T> text) {
            return equalText(text.getter, operands.text(field, literal, at), operator);
        }
        if (field.kind() instanceof Field.BooleanField<T> bool) {
            Boolean wanted = operands.flag(field, literal, at);
            return wanted == null ? null : new Same<>(bool.getter, wanted == (operator == Operator.EQUAL));
        }
        if (field.kind() instanceof Field.DecimalField<T> decimal) {
            return ordered(decimal.getter, operator, operands.decimal(field, literal, at));
        }
        if (field.kind() instanceof Field.InstantField<T> instant) {
            return ordered(instant.getter, operator, operands.moment(field, literal, at));
        }
        throw new AssertionError("not comparable: " + field);
    }

    private @Nullable Predicate<T> between(Field<T, ?> field, Between test, Place at) {
        WholeTests<T> whole = WholeTests.of(field);
        if (whole != null) {
            Whole low = operands.whole(field, test.low(), at.within("low"));
            Whole high = operands.whole(field, test.high(), at.within("high"));
            if (low == null || high == null) {
                return null;
            }
            if (!low.tag().equals(high.tag())) {
                operands.problem(
                        at,
                        "Field " + field + " cannot lie between " + low.tag() + " and " + high.tag() + ".",
                        "Give both limits in the same " + (field.type() == FieldType.MONEY ? "currency." : "measure."));
                return null;
            }
            return isSpan(Long.compare(low.steps(), high.steps()), field, test, at)
                    ? whole.within(low.tag(), low.steps(), high.steps())
                    : null;
        }
        if (field.kind() instanceof Field.DecimalField<T> decimal) {
            return between(decimal, decimal.getter, test, at, operands::decimal);
        }
        if (field.kind() instanceof Field.InstantField<T> instant) {
            return between(instant, instant.getter, test, at, operands::moment);
        }
        operands.require(false, field, "between", at);
        return null;
    }

    private <C extends Comparable<C>> @Nullable Predicate<T> between(
            Field<T, ?> field, Function<T, @Nullable C> getter, Between test, Place at, Conversion<C> conversion) {
        C low = conversion.of(field, test.low(), at.within("low"));
        C high = conversion.of(field, test.high(), at.within("high"));
        if (low == null || high == null || !isSpan(low.compareTo(high), field, test, at)) {
            return null;
        }
        return subject -> {
            C value = getter.apply(subject);
            return value != null && low.compareTo(value) <= 0 && value.compareTo(high) <= 0;
        };
    }

    private boolean isSpan(int comparison, Field<T, ?> field, Between test, Place at) {
        if (comparison > 0) {
            String limits = field.sensitivity().isPrintable()
                    ? " " + test.low().text() + " and " + test.high().text()
                    : " limits in falling order";
            operands.problem(
                    at, "No value of " + field + " lies between" + limits + ".", "Give the lower limit first.");
        }
        return comparison <= 0;
    }

    private @Nullable Predicate<T> in(Field<T, ?> field, In test, Place at) {
        if (test.literals().isEmpty()) {
            operands.problem(at, "Nothing is in an empty set: field " + field + ".", "Name at least one value.");
            return null;
        }
        WholeTests<T> whole = WholeTests.of(field);
        if (whole != null) {
            List<Whole> values = each(field, test, at, operands::whole);
            return values == null ? null : whole.in(values);
        }
        if (field.kind() instanceof Field.TextField<T> text) {
            List<String> values = each(field, test, at, operands::text);
            return values == null ? null : new OneOf<>(text.getter, Set.copyOf(values));
        }
        if (field.kind() instanceof Field.TextSetField<T> texts) {
            List<String> values = each(field, test, at, operands::text);
            return values == null ? null : anyOf(texts.getter, values.toArray(new String[0]));
        }
        if (field.kind() instanceof Field.DecimalField<T> decimal) {
            return sorted(decimal.getter, each(field, test, at, operands::decimal));
        }
        if (field.kind() instanceof Field.InstantField<T> instant) {
            return sorted(instant.getter, each(field, test, at, operands::moment));
        }
        operands.require(false, field, "in", at);
        return null;
    }

    private <C> @Nullable List<C> each(Field<T, ?> field, In test, Place at, Conversion<C> conversion) {
        List<C> values = new ArrayList<>(test.literals().size());
        for (Literal literal : test.literals()) {
            C value = conversion.of(field, literal, at);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == test.literals().size() ? values : null;
    }

    private @Nullable Predicate<T> contains(Field<T, ?> field, String part, Place at) {
        if (field.kind() instanceof Field.TextField<T> text && isNotEmpty(part, field, at)) {
            Function<T, @Nullable String> getter = text.getter;
            return subject -> {
                String value = getter.apply(subject);
                return value != null && value.contains(part);
            };
        }
        if (field.kind() instanceof Field.TextSetField<T> texts) {
            return anyOf(texts.getter, part);
        }
        operands.require(field.type() == FieldType.TEXT, field, "contains", at);
        return null;
    }

    private @Nullable Predicate<T> startsWith(Field<T, ?> field, String part, Place at) {
        if (field.kind() instanceof Field.TextField<T> text && isNotEmpty(part, field, at)) {
            Function<T, @Nullable String> getter = text.getter;
            return subject -> {
                String value = getter.apply(subject);
                return value != null && value.startsWith(part);
            };
        }
        operands.require(field.type() == FieldType.TEXT, field, "startsWith", at);
        return null;
    }

    private boolean isNotEmpty(String part, Field<T, ?> field, Place at) {
        if (part.isEmpty()) {
            operands.problem(at, "Every text holds the empty text: field " + field + ".", "Use present instead.");
        }
        return !part.isEmpty();
    }

    private static <T> Predicate<T> present(Field<T, ?> field) {
        // An INTEGER is asked apart, because reading it boxes the number.
        if (field.kind() instanceof Field.IntegerField<T> integer) {
            Predicate<T> present = integer.present;
            return present == null ? subject -> true : present;
        }
        return presentObject(field);
    }

    private static <T> Predicate<T> presentObject(Field<T, ?> field) {
        if (field.kind() instanceof Field.MoneyField<T> money) {
            Function<T, @Nullable Currency> currency = money.currency;
            return subject -> currency.apply(subject) != null;
        }
        return subject -> field.read(subject) != null;
    }

    private static <T> @Nullable Predicate<T> equalText(
            Function<T, @Nullable String> getter, @Nullable String wanted, Operator operator) {
        if (wanted == null) {
            return null;
        }
        if (operator == Operator.EQUAL) {
            return new OneOf<>(getter, Set.of(wanted));
        }
        return subject -> {
            String value = getter.apply(subject);
            return value != null && !wanted.equals(value);
        };
    }

    private static <T, C extends Comparable<C>> @Nullable Predicate<T> ordered(
            Function<T, @Nullable C> getter, Operator operator, @Nullable C literal) {
        if (literal == null) {
            return null;
        }
        return subject -> {
            C value = getter.apply(subject);
            return value != null && operator.accepts(value.compareTo(literal));
        };
    }

    private static <T, C extends Comparable<C>> @Nullable Predicate<T> sorted(
            Function<T, @Nullable C> getter, @Nullable List<C> values) {
        if (values == null) {
            return null;
        }
        Object[] sorted = values.stream().sorted().toArray();
        return subject -> {
            C value = getter.apply(subject);
            return value != null && Arrays.binarySearch(sorted, value) >= 0;
        };
    }

    private static <T> Predicate<T> anyOf(Function<T, @Nullable Set<String>> getter, String... wanted) {
        return subject -> {
            Set<String> value = getter.apply(subject);
            if (value == null) {
                return false;
            }
            for (String text : wanted) {
                if (value.contains(text)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Whether a text is one of some; a class of its own, so that a {@link Sieve} can look into it. */
    record OneOf<T>(Function<T, @Nullable String> getter, Set<String> values) implements Predicate<T> {
        @Override
        public boolean test(T subject) {
            String value = getter.apply(subject);
            return value != null && values.contains(value);
        }
    }

    /** Whether a flag is there and as wanted; a class of its own, so that a {@link Sieve} can look into it. */
    record Same<T>(Function<T, @Nullable Boolean> getter, boolean wanted) implements Predicate<T> {
        @Override
        public boolean test(T subject) {
            Boolean value = getter.apply(subject);
            return value != null && value == wanted;
        }
    }

    /** Turns a literal into an operand of a field, or into null and a problem. */
    @FunctionalInterface
    private interface Conversion<C> {
        @Nullable
        C of(Field<?, ?> field, Literal literal, Place at);
    }
}
