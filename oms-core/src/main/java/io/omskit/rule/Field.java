package io.omskit.rule;

import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One named fact that can be read from a subject. Made by {@link Fields.Builder}; immutable and thread-safe as long
 * as its getter is.
 *
 * <p>A getter is a cheap, pure accessor: it may be called several times per evaluation and decides alone whether
 * reading allocates. {@code null} means that the fact is absent, never "zero" or "unknown".
 *
 * @param <T> the subject that the field is read from
 * @param <V> the Java type of the value: {@code String}, {@code Long}, {@code BigDecimal}, {@code Money},
 *     {@code Quantity}, {@code Instant}, {@code Boolean}, {@code Set<String>} or {@code List<L>}
 */
public abstract sealed class Field<T, V> {
    private final Label label;

    private Field(Label label) {
        this.label = label;
    }

    /** {@return the dotted name, unique in its catalog, such as {@code order.payable}} */
    public final String name() {
        return label.name();
    }

    /** {@return the type, which decides operators and output form} */
    public final FieldType type() {
        return label.type();
    }

    /** {@return the unit of the number, such as {@code g} or {@code minutes}; empty where the type has none} */
    public final String unit() {
        return label.unit();
    }

    /** {@return how closely the value must be kept} */
    public final Sensitivity sensitivity() {
        return label.sensitivity();
    }

    /** {@return one sentence for people who write rules} */
    public final String description() {
        return label.description();
    }

    /**
     * Reads the value; numbers are boxed, so this is for output and traces, not for hot paths.
     *
     * @param subject the subject to read
     * @return the value, or {@code null} if the fact is absent
     */
    public abstract @Nullable V read(T subject);

    /**
     * Reads the value in the form that JSON output uses: {@code String}, {@code Long}, {@code Boolean}, an
     * unmodifiable {@code List} or {@code Map} of these.
     */
    @Nullable
    Object plain(T subject, Predicate<? super Field<?, ?>> keep) {
        return read(subject);
    }

    /** This field, in a form of which only the subject is generic, so that its class can be asked without a guess. */
    abstract Kind<T> kind();

    /** {@return name and type; never a value} */
    @Override
    public final String toString() {
        return label.unit().isEmpty()
                ? label.name() + ": " + label.type()
                : label.name() + ": " + label.type() + " in " + label.unit();
    }

    /** The classes of fields, one for each {@link FieldType}. */
    sealed interface Kind<T> {}

    /** What a catalog says about a field apart from its getter. */
    record Label(String name, FieldType type, String unit, Sensitivity sensitivity, String description) {
        private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)*");

        Label {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("Field name '" + name + "' is not a dotted name.\n"
                        + "Use letters and digits in parts that begin with a lower-case letter,"
                        + " such as order.payable.");
            }
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(sensitivity, "sensitivity");
            if (description.isBlank()) {
                throw new IllegalArgumentException("Field '" + name + "' has no description.\n"
                        + "Say in one sentence what the value means; people who write rules read it.");
            }
        }
    }

    static final class TextField<T> extends Field<T, String> implements Kind<T> {
        final Function<T, @Nullable String> getter;

        TextField(Label label, Function<T, @Nullable String> getter) {
            super(label);
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable String read(T subject) {
            return getter.apply(subject);
        }
    }

    static final class IntegerField<T> extends Field<T, Long> implements Kind<T> {
        /** Null where the number is always there. */
        final @Nullable Predicate<T> present;

        final ToLongFunction<T> getter;

        IntegerField(Label label, @Nullable Predicate<T> present, ToLongFunction<T> getter) {
            super(label);
            this.present = present;
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable Long read(T subject) {
            return present == null || present.test(subject) ? (Long) getter.applyAsLong(subject) : null;
        }
    }

    static final class DecimalField<T> extends Field<T, BigDecimal> implements Kind<T> {
        private static final int LONGEST_PLAIN_SCALE = 1_000;

        final Function<T, @Nullable BigDecimal> getter;

        DecimalField(Label label, Function<T, @Nullable BigDecimal> getter) {
            super(label);
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable BigDecimal read(T subject) {
            return getter.apply(subject);
        }

        @Override
        @Nullable
        Object plain(T subject, Predicate<? super Field<?, ?>> keep) {
            BigDecimal value = read(subject);
            if (value == null) {
                return null;
            }
            // Beyond this scale the plain form would be a text of unbounded length.
            return Math.abs((long) value.scale()) <= LONGEST_PLAIN_SCALE ? value.toPlainString() : value.toString();
        }
    }

    static final class MoneyField<T> extends Field<T, Money> implements Kind<T> {
        final Function<T, @Nullable Currency> currency;
        final ToLongFunction<T> minor;

        /** Reads both at once; null where the subject holds no object to be had. */
        final @Nullable Function<T, @Nullable Money> amount;

        MoneyField(Label label, Function<T, @Nullable Currency> currency, ToLongFunction<T> minor) {
            super(label);
            this.currency = currency;
            this.minor = minor;
            this.amount = null;
        }

        MoneyField(Label label, Function<T, @Nullable Money> amount) {
            super(label);
            this.currency = subject -> {
                Money value = amount.apply(subject);
                return value == null ? null : value.currency();
            };
            this.minor = subject -> {
                Money value = amount.apply(subject);
                return value == null ? 0 : value.minor();
            };
            this.amount = amount;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable Money read(T subject) {
            Currency unit = currency.apply(subject);
            return unit == null ? null : Money.of(minor.applyAsLong(subject), unit);
        }

        @Override
        @Nullable
        Object plain(T subject, Predicate<? super Field<?, ?>> keep) {
            Money value = read(subject);
            if (value == null) {
                return null;
            }
            // Not Map.of, whose order differs from run to run.
            Map<String, Object> pair = new LinkedHashMap<>();
            pair.put("minor", value.minor());
            pair.put("currency", value.currency().getCurrencyCode());
            return Collections.unmodifiableMap(pair);
        }
    }

    static final class QuantityField<T> extends Field<T, Quantity> implements Kind<T> {
        final Function<T, @Nullable Quantity> getter;

        QuantityField(Label label, Function<T, @Nullable Quantity> getter) {
            super(label);
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable Quantity read(T subject) {
            return getter.apply(subject);
        }

        @Override
        @Nullable
        Object plain(T subject, Predicate<? super Field<?, ?>> keep) {
            Quantity value = read(subject);
            if (value == null) {
                return null;
            }
            return value.isWeighed() ? value.toDecimal().toPlainString() : (Object) value.steps();
        }
    }

    static final class InstantField<T> extends Field<T, Instant> implements Kind<T> {
        final Function<T, @Nullable Instant> getter;

        InstantField(Label label, Function<T, @Nullable Instant> getter) {
            super(label);
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable Instant read(T subject) {
            return getter.apply(subject);
        }

        @Override
        @Nullable
        Object plain(T subject, Predicate<? super Field<?, ?>> keep) {
            Instant value = read(subject);
            return value == null ? null : value.toString();
        }
    }

    static final class BooleanField<T> extends Field<T, Boolean> implements Kind<T> {
        final Function<T, @Nullable Boolean> getter;

        BooleanField(Label label, Function<T, @Nullable Boolean> getter) {
            super(label);
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable Boolean read(T subject) {
            return getter.apply(subject);
        }
    }

    static final class TextSetField<T> extends Field<T, Set<String>> implements Kind<T> {
        final Function<T, @Nullable Set<String>> getter;

        TextSetField(Label label, Function<T, @Nullable Set<String>> getter) {
            super(label);
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable Set<String> read(T subject) {
            return getter.apply(subject);
        }

        @Override
        @Nullable
        Object plain(T subject, Predicate<? super Field<?, ?>> keep) {
            Set<String> value = read(subject);
            return value == null ? null : List.copyOf(new TreeSet<>(value));
        }
    }

    static final class LinesField<T, L> extends Field<T, List<L>> implements Kind<T> {
        final Fields<L> lineFields;
        final Function<T, @Nullable List<L>> getter;

        LinesField(Label label, Fields<L> lineFields, Function<T, @Nullable List<L>> getter) {
            super(label);
            this.lineFields = lineFields;
            this.getter = getter;
        }

        @Override
        Kind<T> kind() {
            return this;
        }

        @Override
        public @Nullable List<L> read(T subject) {
            return getter.apply(subject);
        }

        @Override
        @Nullable
        Object plain(T subject, Predicate<? super Field<?, ?>> keep) {
            List<L> value = read(subject);
            if (value == null) {
                return null;
            }
            List<Map<String, Object>> maps = new ArrayList<>(value.size());
            for (L line : value) {
                maps.add(lineFields.toMap(line, keep));
            }
            return List.copyOf(maps);
        }

        LinesField<T, L> withLineFields(Fields<L> fields) {
            return new LinesField<>(new Label(name(), type(), unit(), sensitivity(), description()), fields, getter);
        }
    }
}
