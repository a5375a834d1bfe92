package io.omskit.rule.document;

import io.omskit.rule.Condition;
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
import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Fields.Domain;
import io.omskit.rule.Literal;
import io.omskit.rule.Sensitivity;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether conditions on one field can hold at once, by trying them on enough values: every literal, its neighbors
 * and the gaps between literals. Between two neighboring literals every value is treated alike, so what fails on all of
 * these fails on every value.
 */
final class FieldProbe {
    private static final List<Currency> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .sorted(Comparator.comparing(Currency::getCurrencyCode))
            .toList();
    /** Ends a text that begins as a literal says and as no longer one does: a character that no rule names. */
    private static final String UNLIKE = "\uFFFF";

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private FieldProbe() {}

    /** A value that the field may have; null stands for an absent fact. */
    private record Probe(@Nullable Object value) {}

    /** The one field that a condition asks by its value or presence, or null if it asks several or in other ways. */
    static @Nullable String fieldOf(Condition condition) {
        Set<String> names = new HashSet<>();
        return collect(condition, names, new ArrayList<>()) && names.size() == 1
                ? names.iterator().next()
                : null;
    }

    /** Collects the names of all fields and lists that a condition asks. */
    static void names(Condition condition, Set<String> names) {
        if (collect(condition, names, new ArrayList<>())) {
            return;
        }
        if (condition instanceof Contains test) {
            names.add(test.field());
        } else if (condition instanceof AnyLine test) {
            names.add(test.lines());
        } else if (condition instanceof AllLines test) {
            names.add(test.lines());
        } else if (condition instanceof SumLines test) {
            names.add(test.lines());
        } else if (condition instanceof CountLines test) {
            names.add(test.lines());
        } else {
            parts(condition).forEach(part -> names(part, names));
        }
    }

    private static List<Condition> parts(Condition condition) {
        if (condition instanceof Not not) {
            return List.of(not.part());
        }
        if (condition instanceof All all) {
            return all.parts();
        }
        return condition instanceof Any any ? any.parts() : List.of();
    }

    /** Collects fields and literals; false if the condition asks in a way that values alone cannot answer. */
    private static boolean collect(Condition condition, Set<String> names, List<Literal> literals) {
        if (condition instanceof Compare test) {
            names.add(test.field());
            literals.add(test.literal());
            return true;
        }
        if (condition instanceof In test) {
            names.add(test.field());
            literals.addAll(test.literals());
            return true;
        }
        if (condition instanceof Between test) {
            names.add(test.field());
            literals.addAll(List.of(test.low(), test.high()));
            return true;
        }
        if (condition instanceof StartsWith test) {
            names.add(test.field());
            literals.add(Literal.of(test.text()));
            return true;
        }
        if (condition instanceof IsPresent test) {
            names.add(test.field());
            return true;
        }
        return collectParts(condition, names, literals);
    }

    private static boolean collectParts(Condition condition, Set<String> names, List<Literal> literals) {
        List<Condition> parts = parts(condition);
        boolean known = !parts.isEmpty();
        for (Condition part : parts) {
            known &= collect(part, names, literals);
        }
        return known;
    }

    /** Whether some value of the domain, or its absence, satisfies all parts; true where that cannot be told. */
    static boolean canHold(Field<?, ?> field, Domain domain, List<Condition> parts) {
        Fields<Probe> fields = catalog(field);
        Predicate<Probe> test =
                fields == null ? null : new All(parts).compile(fields).value();
        if (test == null) {
            return true;
        }
        List<Literal> literals = new ArrayList<>();
        parts.forEach(part -> collect(part, new HashSet<>(), literals));
        if (!domain.present() && test.test(new Probe(null))) {
            return true;
        }
        if (!domain.words().isEmpty()) {
            return domain.words().stream().anyMatch(word -> test.test(new Probe(word)));
        }
        return candidates(field, domain, literals).stream()
                .filter(value -> !domain.notNegative() || !isNegative(value))
                .anyMatch(value -> test.test(new Probe(value)));
    }

    private static boolean isNegative(Object value) {
        return (value instanceof BigDecimal number && number.signum() < 0)
                || (value instanceof Money money && money.isNegative())
                || (value instanceof Quantity quantity && quantity.isNegative());
    }

    private static Set<Object> candidates(Field<?, ?> field, Domain domain, List<Literal> literals) {
        Set<Object> values = new LinkedHashSet<>(unlike(field, literals));
        SortedSet<BigDecimal> numbers = new TreeSet<>();
        if (domain.notNegative()) {
            numbers.add(BigDecimal.ZERO);
        }
        for (Literal literal : literals) {
            if (literal instanceof Literal.Text text) {
                values.add(text.value());
                values.add(text.value() + UNLIKE);
            } else if (literal instanceof Literal.Cash cash) {
                values.add(Money.zero(cash.value().currency()));
                around(cash.value().minor())
                        .forEach(
                                minor -> values.add(Money.of(minor, cash.value().currency())));
            } else if (literal instanceof Literal.Amount amount) {
                around(amount.value().steps())
                        .forEach(steps ->
                                values.add(Quantity.of(steps, amount.value().measure())));
            } else if (literal instanceof Literal.Moment moment) {
                values.addAll(around(moment.value()));
            } else if (literal instanceof Literal.Numeric number) {
                numbers.add(number.value());
            }
        }
        values.addAll(between(numbers));
        if (field.type() == FieldType.INTEGER) {
            // a number that is not whole would be read as absent, which a field that is always there never is
            values.removeIf(value -> !isLong(new Probe(value)));
        }
        return values;
    }

    /** Values that no literal names: the only ones where there are no literals, and those of other kinds of measure. */
    private static List<Object> unlike(Field<?, ?> field, List<Literal> literals) {
        return switch (field.type()) {
            case TEXT -> List.of("", UNLIKE);
            case INTEGER, DECIMAL -> List.of(BigDecimal.ZERO);
            case MONEY -> List.of(Money.zero(otherCurrency(literals)));
            case QUANTITY ->
                Arrays.stream(Measure.values())
                        .map(measure -> (Object) Quantity.zero(measure))
                        .toList();
            case INSTANT -> List.of(Instant.EPOCH);
            case BOOLEAN -> List.of(true, false);
            case TEXT_SET, LINES -> List.of();
        };
    }

    private static Currency otherCurrency(List<Literal> literals) {
        Set<Currency> named = new HashSet<>();
        for (Literal literal : literals) {
            if (literal instanceof Literal.Cash cash) {
                named.add(cash.value().currency());
            }
        }
        return CURRENCIES.stream()
                .filter(currency -> !named.contains(currency))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> around(long value) {
        List<Long> near = new ArrayList<>(List.of(value));
        if (value > Long.MIN_VALUE) {
            near.add(value - 1);
        }
        if (value < Long.MAX_VALUE) {
            near.add(value + 1);
        }
        return near;
    }

    private static List<Instant> around(Instant value) {
        List<Instant> near = new ArrayList<>(List.of(value));
        if (value.isAfter(Instant.MIN)) {
            near.add(value.minusNanos(1));
        }
        if (value.isBefore(Instant.MAX)) {
            near.add(value.plusNanos(1));
        }
        return near;
    }

    /** Each number, a number in each gap, one below all and one above all; the neighbors are for whole numbers. */
    private static Set<Object> between(SortedSet<BigDecimal> numbers) {
        Set<Object> values = new LinkedHashSet<>();
        BigDecimal before = null;
        for (BigDecimal number : numbers) {
            values.add(number);
            values.add(number.subtract(BigDecimal.ONE));
            values.add(number.add(BigDecimal.ONE));
            if (before != null) {
                values.add(before.add(number).divide(TWO));
            }
            before = number;
        }
        return values;
    }

    /** A catalog of this field alone, or null for sets and lists, whose members are asked one by one. */
    private static @Nullable Fields<Probe> catalog(Field<?, ?> field) {
        Fields.Builder<Probe> fields = Fields.builder(Probe.class);
        String name = field.name();
        Sensitivity open = Sensitivity.PUBLIC;
        String about = "A value to try.";
        return switch (field.type()) {
            case TEXT ->
                fields.text(name, open, about, probe -> as(String.class, probe)).build();
            case INTEGER ->
                fields.integer(name, field.unit(), open, about, FieldProbe::isLong, FieldProbe::toLong)
                        .build();
            case DECIMAL ->
                fields.decimal(name, field.unit(), open, about, probe -> as(BigDecimal.class, probe))
                        .build();
            case MONEY ->
                fields.money(name, open, about, probe -> as(Money.class, probe)).build();
            case QUANTITY ->
                fields.quantity(name, open, about, probe -> as(Quantity.class, probe))
                        .build();
            case INSTANT ->
                fields.instant(name, open, about, probe -> as(Instant.class, probe))
                        .build();
            case BOOLEAN ->
                fields.bool(name, open, about, probe -> as(Boolean.class, probe))
                        .build();
            case TEXT_SET, LINES -> null;
        };
    }

    private static <V> @Nullable V as(Class<V> type, Probe probe) {
        return type.isInstance(probe.value) ? type.cast(probe.value) : null;
    }

    private static boolean isLong(Probe probe) {
        return probe.value instanceof BigDecimal number
                && number.stripTrailingZeros().scale() <= 0
                && number.toBigInteger().bitLength() < Long.SIZE;
    }

    private static long toLong(Probe probe) {
        return probe.value instanceof BigDecimal number ? number.longValueExact() : 0;
    }
}
