package io.omskit.rule;

import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Operands.Whole;
import io.omskit.value.Money;
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
 * @param field where it is read from
 * @param tag currency, measure or {@link Operands#NUMBER}; null if the fact is absent
 * @param steps the value; called only if there is a tag
 * @param ranges makes the test for a range, with as few reads as the field allows
 */
record WholeTests<T>(Field<T, ?> field, Function<T, @Nullable Object> tag, ToLongFunction<T> steps, Ranges<T> ranges) {
    /** The access of a field, or null if its values are not counted in whole steps. */
    static <T> @Nullable WholeTests<T> of(Field<T, ?> field) {
        if (field.kind() instanceof Field.IntegerField<T> integer) {
            return ofInteger(field, integer.present, integer.getter);
        }
        if (field.kind() instanceof Field.MoneyField<T> money) {
            Function<T, @Nullable Currency> currency = money.currency;
            Function<T, @Nullable Object> tag = currency::apply;
            Function<T, @Nullable Money> amount = money.amount;
            return new WholeTests<>(
                    field, tag, money.minor, amount == null ? separate(tag, money.minor) : rangesOfMoney(amount));
        }
        if (field.kind() instanceof Field.QuantityField<T> quantity) {
            Function<T, @Nullable Quantity> getter = quantity.getter;
            return new WholeTests<>(
                    field,
                    subject -> {
                        Quantity value = getter.apply(subject);
                        return value == null ? null : value.measure();
                    },
                    subject -> {
                        Quantity value = getter.apply(subject);
                        return value == null ? 0 : value.steps();
                    },
                    rangesOfQuantity(getter));
        }
        return null;
    }

    private static <T> WholeTests<T> ofInteger(
            Field<T, ?> field, @Nullable Predicate<T> present, ToLongFunction<T> getter) {
        if (present != null) {
            Function<T, @Nullable Object> tag = subject -> present.test(subject) ? Operands.NUMBER : null;
            return new WholeTests<>(field, tag, getter, (wanted, low, high) -> subject -> {
                if (!present.test(subject)) {
                    return false;
                }
                long value = getter.applyAsLong(subject);
                return low <= value && value <= high;
            });
        }
        return new WholeTests<>(field, subject -> Operands.NUMBER, getter, (wanted, low, high) -> subject -> {
            long value = getter.applyAsLong(subject);
            return low <= value && value <= high;
        });
    }

    private static <T> Ranges<T> rangesOfMoney(Function<T, @Nullable Money> getter) {
        return (wanted, low, high) -> subject -> {
            Money value = getter.apply(subject);
            return value != null && low <= value.minor() && value.minor() <= high && wanted.equals(value.currency());
        };
    }

    private static <T> Ranges<T> rangesOfQuantity(Function<T, @Nullable Quantity> getter) {
        return (wanted, low, high) -> subject -> {
            Quantity value = getter.apply(subject);
            return value != null && low <= value.steps() && value.steps() <= high && wanted.equals(value.measure());
        };
    }

    private static <T> Ranges<T> separate(Function<T, @Nullable Object> tag, ToLongFunction<T> steps) {
        return (wanted, low, high) -> subject -> {
            if (!wanted.equals(tag.apply(subject))) {
                return false;
            }
            long value = steps.applyAsLong(subject);
            return low <= value && value <= high;
        };
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
        return new Within<>(this, wanted, low, high, ranges.within(wanted, low, high));
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

    /**
     * Whether the value has the tag and lies between two limits, both included; a class of its own, so that a
     * {@link Sieve} can look into it.
     *
     * @param access reads the value
     * @param tag the wanted tag
     * @param low the lower limit
     * @param high the upper limit
     * @param direct the same test by the shortest way, for those who ask nothing but this
     */
    record Within<T>(WholeTests<T> access, Object tag, long low, long high, Predicate<T> direct)
            implements Predicate<T> {
        @Override
        public boolean test(T subject) {
            return direct.test(subject);
        }

        boolean includes(Object otherTag, long steps) {
            return tag.equals(otherTag) && low <= steps && steps <= high;
        }
    }

    /** Makes tests whether the value has the wanted tag and lies between two limits, both included. */
    @FunctionalInterface
    interface Ranges<T> {
        Predicate<T> within(Object wanted, long low, long high);
    }
}
