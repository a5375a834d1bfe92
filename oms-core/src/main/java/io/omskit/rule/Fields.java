package io.omskit.rule;

import io.omskit.rule.Field.Label;
import io.omskit.rule.RuleProblem.NearestName;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The field catalog of one kind of subject: everything that rules, views, masks, index columns and output may read
 * from it, by name. Keeps the order in which fields were added. Immutable and thread-safe.
 *
 * <pre>{@code
 * Fields<Sale> fields = Fields.builder(Sale.class)
 *         .text("sale.shop", Sensitivity.PUBLIC, "Code of the shop.", Sale::shop)
 *         .money("sale.payable", Sensitivity.COMMERCIAL, "What the buyer has to pay.", Sale::payable)
 *         .build();
 * }</pre>
 *
 * @param <T> the subject
 */
public final class Fields<T> {
    private final Class<T> subject;
    private final Map<String, Field<T, ?>> byName;
    private final Map<String, Domain> domains;

    private Fields(Class<T> subject, Map<String, Field<T, ?>> byName, Map<String, Domain> domains) {
        this.subject = subject;
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        this.domains = Map.copyOf(domains);
    }

    /**
     * What is certain about the values of a field, whatever the subject. Documents that ask for anything else cannot have
     * been meant, and editors offer the words.
     *
     * @param present whether the fact is never absent
     * @param notNegative whether a number, an amount or a quantity is never below zero
     * @param words the only words that a text or the members of a set of texts may be; empty where any may be
     */
    public record Domain(boolean present, boolean notNegative, List<String> words) {
        static final Domain OPEN = new Domain(false, false, List.of());

        /** Copies the words. */
        public Domain {
            words = List.copyOf(words);
        }
    }

    /**
     * Starts an empty catalog.
     *
     * @param subject the class of the subject, named in messages
     * @param <T> the subject
     * @return a builder
     */
    public static <T> Builder<T> builder(Class<T> subject) {
        return new Builder<>(subject);
    }

    /** {@return the class whose instances this catalog reads} */
    public Class<T> subject() {
        return subject;
    }

    /** {@return all fields in the order in which they were added; unmodifiable} */
    public Collection<Field<T, ?>> all() {
        return byName.values();
    }

    /**
     * Looks a field up.
     *
     * @param name a dotted name
     * @return the field, or empty if there is none of this name
     */
    public Optional<Field<T, ?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Looks a field up that must be there.
     *
     * @param name a dotted name
     * @return the field
     * @throws IllegalArgumentException if there is none; the message names the nearest known name
     */
    public Field<T, ?> get(String name) {
        Field<T, ?> field = byName.get(name);
        if (field == null) {
            throw new IllegalArgumentException(
                    "Unknown field '" + name + "' of " + subject.getSimpleName() + ".\n" + advice(name));
        }
        return field;
    }

    /**
     * Finds the known name with the smallest edit distance to the given one, for error messages.
     *
     * @param name a name that was not found
     * @return the nearest name, or empty if none is near
     */
    public Optional<String> nearest(String name) {
        return NearestName.find(name, byName.keySet());
    }

    /**
     * Tells what is certain about the values of a field.
     *
     * @param name a dotted name
     * @return what the catalog states; nothing certain if it states nothing or does not know the field
     */
    public Domain domain(String name) {
        return domains.getOrDefault(name, Domain.OPEN);
    }

    /**
     * Looks up the catalog that the parts of a list are read with.
     *
     * @param lines the name of a {@link FieldType#LINES} field
     * @return the catalog of a line, or empty if there is no such list
     */
    public Optional<Fields<?>> lineFields(String lines) {
        Field<T, ?> field = byName.get(lines);
        return field != null && field.kind() instanceof Field.LinesField<T, ?> list
                ? Optional.of(list.lineFields)
                : Optional.empty();
    }

    /** A sentence that tells what to do about an unknown name. */
    String advice(String name) {
        for (Field<T, ?> field : byName.values()) {
            if (field.kind() instanceof Field.LinesField<T, ?> lines && lines.lineFields.byName.containsKey(name)) {
                return "It is a field of each of '" + field.name() + "': ask with any, all, sum or count over them.";
            }
        }
        return NearestName.advice(name, byName.keySet());
    }

    /**
     * Makes a catalog that has further fields; this one stays as it is.
     *
     * @param additions adds fields to a builder that already holds the fields of this catalog
     * @return the larger catalog
     * @throws IllegalArgumentException if an added name is taken
     */
    public Fields<T> extend(Consumer<Builder<T>> additions) {
        Builder<T> builder = new Builder<>(subject);
        byName.values().forEach(builder::put);
        builder.domains.putAll(domains);
        builder.last = null; // what is certain of the fields of this catalog is not for others to say
        additions.accept(builder);
        return builder.build();
    }

    /**
     * Makes a catalog whose lines have further fields; this one stays as it is.
     *
     * @param lines the name of a {@link FieldType#LINES} field
     * @param lineSubject the class of a line, as the catalog of the lines states it
     * @param additions adds fields to a builder that already holds the fields of a line
     * @param <L> the line
     * @return the larger catalog
     * @throws IllegalArgumentException if the name is not a list of such lines, or an added name is taken
     */
    public <L> Fields<T> extendLines(String lines, Class<L> lineSubject, Consumer<Builder<L>> additions) {
        if (!(get(lines).kind() instanceof Field.LinesField<T, ?> found) || found.lineFields.subject() != lineSubject) {
            throw new IllegalArgumentException("Field '" + lines + "' is not a list of " + lineSubject.getSimpleName()
                    + " but " + get(lines) + ".\nName a field of type LINES and the class of its catalog.");
        }
        @SuppressWarnings("unchecked") // The class of the line catalog was compared just above.
        Field.LinesField<T, L> typed = (Field.LinesField<T, L>) found;
        Map<String, Field<T, ?>> changed = new LinkedHashMap<>(byName);
        changed.put(lines, typed.withLineFields(typed.lineFields.extend(additions)));
        return new Fields<>(subject, changed, domains);
    }

    /**
     * Writes the chosen fields as ordered name and value pairs, ready for JSON output. Absent facts are left out.
     * Values are {@code String}, {@code Long}, {@code Boolean}, a {@code Map} with {@code minor} and
     * {@code currency} for money, a sorted {@code List} of texts, or a {@code List} of such maps for lines. Decimals
     * and weighed quantities are written as strings, so that no reader turns them into binary fractions.
     *
     * @param object the subject to write
     * @param keep decides for each field, those of lines included, whether it may be written
     * @return an unmodifiable map in catalog order
     */
    public Map<String, Object> toMap(T object, Predicate<? super Field<?, ?>> keep) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field<T, ?> field : byName.values()) {
            if (keep.test(field)) {
                Object value = field.plain(object, keep);
                if (value != null) {
                    values.put(field.name(), value);
                }
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /** {@return the subject and the number of fields} */
    @Override
    public String toString() {
        return "Fields of " + subject.getSimpleName() + " (" + byName.size() + ")";
    }

    /**
     * Collects the fields of a catalog. For each field it takes the dotted name, the unit of a number (empty for a
     * plain count or ratio), how closely to keep the value, one sentence for people who write rules, and the getter,
     * which returns null where the fact is absent. Each method returns this builder and refuses a name that is taken,
     * a name that is not dotted and an empty description with an {@link IllegalArgumentException}. Not thread-safe.
     *
     * @param <T> the subject
     */
    public static final class Builder<T> {
        private final Class<T> subject;
        private final Map<String, Field<T, ?>> byName = new LinkedHashMap<>();
        private final Map<String, Domain> domains = new HashMap<>();
        private @Nullable Field<T, ?> last;

        private Builder(Class<T> subject) {
            this.subject = subject;
        }

        /** Adds a text. */
        public Builder<T> text(
                String name, Sensitivity sensitivity, String description, Function<T, @Nullable String> getter) {
            return put(new Field.TextField<>(label(name, FieldType.TEXT, "", sensitivity, description), getter));
        }

        /** Adds a whole number that is always there. */
        public Builder<T> integer(
                String name, String unit, Sensitivity sensitivity, String description, ToLongFunction<T> getter) {
            return put(new Field.IntegerField<>(
                            label(name, FieldType.INTEGER, unit, sensitivity, description), null, getter))
                    .present();
        }

        /** Adds a whole number that may be absent; the getter is called only where it is present. */
        public Builder<T> integer(
                String name,
                String unit,
                Sensitivity sensitivity,
                String description,
                Predicate<T> present,
                ToLongFunction<T> getter) {
            return put(new Field.IntegerField<>(
                    label(name, FieldType.INTEGER, unit, sensitivity, description), present, getter));
        }

        /** Adds an exact decimal. */
        public Builder<T> decimal(
                String name,
                String unit,
                Sensitivity sensitivity,
                String description,
                Function<T, @Nullable BigDecimal> getter) {
            return put(
                    new Field.DecimalField<>(label(name, FieldType.DECIMAL, unit, sensitivity, description), getter));
        }

        /** Adds an amount of money that the subject holds as {@link Money}. */
        public Builder<T> money(
                String name, Sensitivity sensitivity, String description, Function<T, @Nullable Money> getter) {
            return put(new Field.MoneyField<>(label(name, FieldType.MONEY, "", sensitivity, description), getter));
        }

        /** Adds an amount of money held as bare minor units, which are read only where there is a currency. */
        public Builder<T> money(
                String name,
                Sensitivity sensitivity,
                String description,
                Function<T, @Nullable Currency> currency,
                ToLongFunction<T> minor) {
            return put(new Field.MoneyField<>(
                    label(name, FieldType.MONEY, "", sensitivity, description), currency, minor));
        }

        /** Adds a quantity of goods. */
        public Builder<T> quantity(
                String name, Sensitivity sensitivity, String description, Function<T, @Nullable Quantity> getter) {
            return put(
                    new Field.QuantityField<>(label(name, FieldType.QUANTITY, "", sensitivity, description), getter));
        }

        /** Adds a moment. */
        public Builder<T> instant(
                String name, Sensitivity sensitivity, String description, Function<T, @Nullable Instant> getter) {
            return put(new Field.InstantField<>(label(name, FieldType.INSTANT, "", sensitivity, description), getter));
        }

        /** Adds a yes or no. */
        public Builder<T> bool(
                String name, Sensitivity sensitivity, String description, Function<T, @Nullable Boolean> getter) {
            return put(new Field.BooleanField<>(label(name, FieldType.BOOLEAN, "", sensitivity, description), getter));
        }

        /** Adds a set of texts. */
        public Builder<T> textSet(
                String name, Sensitivity sensitivity, String description, Function<T, @Nullable Set<String>> getter) {
            return put(new Field.TextSetField<>(label(name, FieldType.TEXT_SET, "", sensitivity, description), getter));
        }

        /** Adds a list of parts that have a catalog of their own; rules walk the list by index. */
        public <L> Builder<T> lines(
                String name,
                Sensitivity sensitivity,
                String description,
                Fields<L> lineFields,
                Function<T, @Nullable List<L>> getter) {
            return put(new Field.LinesField<>(
                    label(name, FieldType.LINES, "", sensitivity, description), lineFields, getter));
        }

        /** States that the fact that was added last is never absent; a number without a test of presence never is. */
        public Builder<T> present() {
            Domain known = domainOf(added());
            return state(new Domain(true, known.notNegative(), known.words()));
        }

        /** States that the number, amount or quantity that was added last is never below zero. */
        public Builder<T> notNegative() {
            Field<T, ?> field = added();
            switch (field.type()) {
                case INTEGER, DECIMAL, MONEY, QUANTITY -> {}
                default -> throw unsuited(field, "a sign", "Say so of numbers, amounts and quantities only.");
            }
            Domain known = domainOf(field);
            return state(new Domain(known.present(), true, known.words()));
        }

        /** States the only words that the text that was added last, or each member of the set of texts, may be. */
        public Builder<T> words(Collection<String> words) {
            Field<T, ?> field = added();
            if ((field.type() != FieldType.TEXT && field.type() != FieldType.TEXT_SET) || words.isEmpty()) {
                throw unsuited(field, "the words " + words, "Give at least one word, to texts and sets of texts only.");
            }
            Domain known = domainOf(field);
            return state(new Domain(known.present(), known.notNegative(), List.copyOf(words)));
        }

        /** States that the words are the names of these constants. */
        public Builder<T> words(Enum<?>... constants) {
            return words(Arrays.stream(constants).map(Enum::name).toList());
        }

        private Field<T, ?> added() {
            Field<T, ?> field = last;
            if (field == null) {
                throw new IllegalArgumentException(
                        "No field was added that anything could be stated of.\nAdd the field first.");
            }
            return field;
        }

        private Domain domainOf(Field<T, ?> field) {
            return domains.getOrDefault(field.name(), Domain.OPEN);
        }

        private Builder<T> state(Domain domain) {
            domains.put(added().name(), domain);
            return this;
        }

        private static IllegalArgumentException unsuited(Field<?, ?> field, String what, String remedy) {
            return new IllegalArgumentException("Field " + field + " cannot have " + what + ".\n" + remedy);
        }

        /** {@return the catalog of what was added so far} */
        public Fields<T> build() {
            return new Fields<>(subject, byName, domains);
        }

        private Builder<T> put(Field<T, ?> field) {
            if (byName.putIfAbsent(field.name(), field) != null) {
                throw new IllegalArgumentException("Field '" + field.name() + "' of " + subject.getSimpleName()
                        + " is there already.\nChoose another name; a catalog never replaces a field.");
            }
            last = field;
            return this;
        }

        private static Label label(
                String name, FieldType type, String unit, Sensitivity sensitivity, String description) {
            return new Label(name, type, unit, sensitivity, description);
        }
    }
}
