package io.omskit.rule;

import io.omskit.rule.RuleProblem.Place;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule: where and when it applies, and what then follows, as data. Immutable, compared by content.
 *
 * @param id stable name, unique in its book
 * @param version counts the changes of this rule from 1
 * @param group when it runs
 * @param priority the greater number is tried first; equal numbers in the order of the ids
 * @param validity the time span in which it counts
 * @param scope what it is about, such as shops or platforms; checked before {@code when}
 * @param when the condition
 * @param then what follows, in order; never empty
 * @param place where it was written
 * @param <A> the type of an action, chosen by the caller
 */
public record Rule<A>(
        String id,
        int version,
        RuleGroup group,
        int priority,
        Validity validity,
        Condition scope,
        Condition when,
        List<A> then,
        Place place) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]*");

    /** Copies the actions and refuses a rule without a proper id, version or action. */
    public Rule {
        then = List.copyOf(then);
        if (!isName(id)) {
            throw new IllegalArgumentException("Rule id '" + id + "' is not a name.\n"
                    + "Use letters, digits, dots, dashes and underscores, and begin with a letter or digit.");
        }
        if (version < 1) {
            throw new IllegalArgumentException(
                    "Rule '" + id + "' has version " + version + ".\nCount versions from 1.");
        }
        if (then.isEmpty()) {
            throw new IllegalArgumentException(
                    "Rule '" + id + "' has no action.\nSay what follows when it matches, or remove the rule.");
        }
    }

    /**
     * Whether a text can name a rule, a book or a version: letters and digits of any script, dots, dashes and underscores,
     * beginning with a letter or digit, in composed form (NFC), so that what looks alike is alike.
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    /**
     * Starts a rule of priority 0 that is always valid and has no narrower scope.
     *
     * @param id stable name
     * @param version number of this version, from 1
     * @param group when it runs
     * @param when the condition
     * @param <A> the type of an action
     * @return a builder
     */
    public static <A> Builder<A> builder(String id, int version, RuleGroup group, Condition when) {
        return new Builder<>(id, version, group, when);
    }

    /** {@return id and version in the form {@code id@version}, as it is stored with what the rule decided} */
    public String reference() {
        return id + "@" + version;
    }

    /** {@return reference and group; conditions and actions may hold private values} */
    @Override
    public String toString() {
        return "Rule " + reference() + " in " + group;
    }

    /**
     * The span in which a rule counts: from the first moment included to the last excluded.
     *
     * @param from the first moment; null means ever since
     * @param until the first moment after; null means for ever
     */
    public record Validity(@Nullable Instant from, @Nullable Instant until) {
        private static final Validity ALWAYS = new Validity(null, null);

        /** Refuses an empty span. */
        public Validity {
            if (from != null && until != null && !from.isBefore(until)) {
                throw new IllegalArgumentException("Validity from " + from + " until " + until
                        + " holds no moment.\nLet it begin before it ends.");
            }
        }

        /** {@return the span without limits} */
        public static Validity always() {
            return ALWAYS;
        }

        /**
         * Tells whether a moment lies in the span.
         *
         * @param moment the moment
         * @return true from {@code from} on and before {@code until}
         */
        public boolean contains(Instant moment) {
            return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
        }
    }

    /**
     * Collects the optional parts of a rule. Not thread-safe.
     *
     * @param <A> the type of an action
     */
    public static final class Builder<A> {
        private final String id;
        private final int version;
        private final RuleGroup group;
        private final Condition when;
        private final List<A> then = new ArrayList<>();
        private int priority;
        private Validity validity = Validity.always();
        private Condition scope = Condition.always();
        private Place place;

        private Builder(String id, int version, RuleGroup group, Condition when) {
            this.id = id;
            this.version = version;
            this.group = group;
            this.when = when;
            this.place = Place.of("rules[" + id + "]");
        }

        /**
         * Sets the priority.
         *
         * @param number the greater is tried first
         * @return this builder
         */
        public Builder<A> priority(int number) {
            this.priority = number;
            return this;
        }

        /**
         * Sets the time span.
         *
         * @param from the first moment; null means ever since
         * @param until the first moment after; null means for ever
         * @return this builder
         */
        public Builder<A> valid(@Nullable Instant from, @Nullable Instant until) {
            this.validity = new Validity(from, until);
            return this;
        }

        /**
         * Sets what the rule is about.
         *
         * @param narrower the condition that is checked first
         * @return this builder
         */
        public Builder<A> scope(Condition narrower) {
            this.scope = narrower;
            return this;
        }

        /**
         * Adds an action.
         *
         * @param action what follows
         * @return this builder
         */
        public Builder<A> then(A action) {
            then.add(action);
            return this;
        }

        /**
         * Sets where the rule was written.
         *
         * @param source document, line and column
         * @return this builder
         */
        public Builder<A> at(Place source) {
            this.place = source;
            return this;
        }

        /** {@return the rule} */
        public Rule<A> build() {
            return new Rule<>(id, version, group, priority, validity, scope, when, then, place);
        }
    }
}
