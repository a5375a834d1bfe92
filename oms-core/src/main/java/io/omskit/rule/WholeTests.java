package io.omskit.rule;

import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Operands.Whole;
import io.omskit.value.Quantity;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads INTEGER, MONEY and QUANTITY alike, as a bare {@code long} with a tag, and makes the tests on them. All
 * comparisons with one literal are membership in a range of longs.
 *
 * @param tag currency, measure or {@link Operands#NUMBER}; null if the fact is absent
 * @param steps the value; called only if there is a tag
 */
record WholeTests<T>(Function<T, @Nullable Object> tag, ToLongFunction<T> steps) {
    /** The access of a field, or null if its values are not counted in whole steps. */
    static <T> @Nullable WholeTests<T> of(Field<T, ?> field) {
        if (field.kind() instanceof Field.IntegerField<T> integer) {
            Predicate<T> present = integer.present;
            return new WholeTests<>(subject -> present.test(subject) ? Operands.NUMBER : null, integer.getter);
        }
        if (field.kind() instanceof Field.MoneyField<T> money) {
            Function<T, @Nullable Currency> currency = money.currency;
            return new WholeTests<>(currency::apply, money.minor);
        }
        if (field.kind() instanceof Field.QuantityField<T> quantity) {
            Function<T, @Nullable Quantity> getter = quantity.getter;
            return new WholeTests<>(
                    subject -> {
                        Quantity value = getter.apply(subject);
                        return value == null ? null : value.measure();
                    },
                    subject -> {
                        Quantity value = getter.apply(subject);
                        return value == null ? 0 : value.steps();
                    });
        }
        return null;
    }

    Predicate<T> compare(Operator operator, Whole literal) {
        return switch (operator) {
            case EQUAL -> within(literal.tag(), literal.steps(), literal.steps());
            case NOT_EQUAL -> different(literal);
            case LESS_OR_EQUAL -> within(literal.tag(), Long.MIN_VALUE, literal.steps());
            case GREATER_OR_EQUAL -> within(literal.tag(), literal.steps(), Long.MAX_VALUE);
            case LESS ->
                literal.steps() == Long.MIN_VALUE
                        ? ConditionCompiler.never()
                        : within(literal.tag(), Long.MIN_VALUE, literal.steps() - 1);
            case GREATER ->
                literal.steps() == Long.MAX_VALUE
                        ? ConditionCompiler.never()
                        : within(literal.tag(), literal.steps() + 1, Long.MAX_VALUE);
        };
    }

    Predicate<T> within(Object wanted, long low, long high) {
        Function<T, @Nullable Object> tagOf = tag;
        ToLongFunction<T> stepsOf = steps;
        return subject -> {
            if (!wanted.equals(tagOf.apply(subject))) {
                return false;
            }
            long value = stepsOf.applyAsLong(subject);
            return low <= value && value <= high;
        };
    }

    Predicate<T> in(Collection<Whole> literals) {
        Map<Object, long[]> sorted = literals.stream()
                .collect(Collectors.groupingBy(
                        Whole::tag,
                        HashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), same -> same.stream()
                                .mapToLong(Whole::steps)
                                .sorted()
                                .toArray())));
        Function<T, @Nullable Object> tagOf = tag;
        ToLongFunction<T> stepsOf = steps;
        return subject -> {
            Object found = tagOf.apply(subject);
            long[] values = found == null ? null : sorted.get(found);
            return values != null && Arrays.binarySearch(values, stepsOf.applyAsLong(subject)) >= 0;
        };
    }

    private Predicate<T> different(Whole literal) {
        Function<T, @Nullable Object> tagOf = tag;
        ToLongFunction<T> stepsOf = steps;
        return subject -> literal.tag().equals(tagOf.apply(subject)) && stepsOf.applyAsLong(subject) != literal.steps();
    }
}
