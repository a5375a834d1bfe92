package io.omskit.rule.action;

import io.omskit.value.Money;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What rules of one kind of book may say: names of actions with typed parameters, and how each becomes an action of the
 * caller and back. Immutable and thread-safe as long as its functions are.
 *
 * <pre>{@code
 * ActionCatalog<Action> actions = ActionCatalog.<Action>builder()
 *         .constant("approve", "No person needs to look.", Action.APPROVE)
 *         .stop("hold", "A person decides.", Action.HOLD)
 *         .build();
 * }</pre>
 *
 * @param <A> the type of an action
 */
public final class ActionCatalog<A> {
    private final Map<String, Entry<A>> entries;
    private final Consumer<List<A>> together;

    private ActionCatalog(Map<String, Entry<A>> entries, Consumer<List<A>> together) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.together = together;
    }

    /**
     * Starts an empty catalog.
     *
     * @param <A> the type of an action
     * @return a builder
     */
    public static <A> Builder<A> builder() {
        return new Builder<>();
    }

    /** {@return the names of all actions with a sentence about each, in the order in which they were added} */
    public Map<String, String> descriptions() {
        Map<String, String> all = new LinkedHashMap<>();
        entries.forEach((name, entry) -> all.put(name, entry.description));
        return Collections.unmodifiableMap(all);
    }

    /** What the action of this name takes; empty if there is no such action. */
    public Optional<List<Parameter>> parameters(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::parameters);
    }

    /**
     * Makes an action.
     *
     * @param name a name of this catalog
     * @param arguments complete arguments of the types that its parameters state
     * @return the action
     * @throws IllegalArgumentException if the name is not known or the action refuses the combination; the message
     *     names the problem and, on a new line, the remedy
     */
    public A make(String name, Arguments arguments) {
        Entry<A> entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "No action is called '" + name + "'.\nKnown actions: " + entries.keySet() + ".");
        }
        return entry.make().apply(arguments);
    }

    /**
     * Refuses actions that one rule cannot mean together.
     *
     * @throws IllegalArgumentException if they contradict each other; the message names the problem and, on a new line, the
     *     remedy
     */
    public void requireTogether(List<A> actions) {
        together.accept(List.copyOf(actions));
    }

    /** Whether an action keeps its subject from going on, so that no rule may say it of every subject. */
    public boolean isStop(A action) {
        return entries.values().stream()
                .anyMatch(entry -> entry.stop && entry.take.apply(action).isPresent());
    }

    /**
     * Name and arguments of an action, by the first entry that recognizes it.
     *
     * @throws IllegalArgumentException if none does
     */
    public Map.Entry<String, Arguments> named(A action) {
        for (Map.Entry<String, Entry<A>> entry : entries.entrySet()) {
            Optional<Arguments> arguments = entry.getValue().take.apply(action);
            if (arguments.isPresent()) {
                return Map.entry(entry.getKey(), arguments.get());
            }
        }
        throw new IllegalArgumentException("No action of the catalog writes " + action.getClass() + ".\nKnown actions: "
                + entries.keySet() + "; add one that takes it apart.");
    }

    /** One action: how it is made of arguments and taken apart again. */
    private record Entry<A>(
            String description,
            boolean stop,
            List<Parameter> parameters,
            Function<Arguments, A> make,
            Function<A, Optional<Arguments>> take) {}

    /**
     * A named argument that an action takes.
     *
     * @param name the key in the file
     * @param type what may stand there
     * @param required whether it must be given
     * @param words the words that may stand there, for {@link Type#WORD}, {@link Type#WORDS} and {@link Type#CHOICES}
     * @param least the smallest number, for {@link Type#INTEGER}
     * @param most the greatest number, for {@link Type#INTEGER}
     */
    public record Parameter(String name, Type type, boolean required, List<String> words, long least, long most) {
        private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

        /** Copies the words and refuses a parameter that nothing could be given for. */
        public Parameter {
            words = List.copyOf(words);
            boolean worded = type == Type.WORD || type == Type.WORDS || type == Type.CHOICES;
            if (!NAME.matcher(name).matches() || worded == words.isEmpty() || least > most) {
                throw new IllegalArgumentException(
                        "Parameter '" + name + "' of type " + type + " has the words " + words
                                + " and the limits " + least + " to " + most
                                + ".\n"
                                + "Use a name such as shipBy, words for WORD, WORDS and CHOICES only, and the"
                                + " lower limit first.");
            }
        }

        /** What may stand for a parameter. */
        public enum Type {
            /** Any text that is not empty. */
            TEXT,
            /** One of the words. */
            WORD,
            /** A list of the words. */
            WORDS,
            /** A list of texts that are not empty, with at least one entry. */
            TEXTS,
            /** Texts that are not empty, each with one of the words; at least one entry. */
            CHOICES,
            /** A whole number within the limits. */
            INTEGER,
            /** An amount of money, not negative. */
            MONEY,
            /** A time span such as {@code 90 minutes} or {@code PT36H}, not negative. */
            DURATION,
            /** True or false. */
            FLAG
        }

        /** A required parameter without words or limits. */
        public static Parameter of(String name, Type type) {
            return new Parameter(name, type, true, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
        }

        /** A required choice of one word. */
        public static Parameter word(String name, String... words) {
            return new Parameter(name, Type.WORD, true, List.of(words), Long.MIN_VALUE, Long.MAX_VALUE);
        }

        /** A required choice of several words. */
        public static Parameter words(String name, String... words) {
            return new Parameter(name, Type.WORDS, true, List.of(words), Long.MIN_VALUE, Long.MAX_VALUE);
        }

        /** Required texts, each with one of the words. */
        public static Parameter choices(String name, String... words) {
            return new Parameter(name, Type.CHOICES, true, List.of(words), Long.MIN_VALUE, Long.MAX_VALUE);
        }

        /** A required whole number within limits, both included. */
        public static Parameter integer(String name, long least, long most) {
            return new Parameter(name, Type.INTEGER, true, List.of(), least, most);
        }

        /** The same parameter, which may be left out. */
        public Parameter optional() {
            return new Parameter(name, type, false, words, least, most);
        }
    }

    /**
     * The arguments of one action, complete and of the types that its parameters state. Immutable, compared by content.
     */
    public static final class Arguments {
        private static final Arguments NONE = new Arguments(Map.of());

        private final Map<String, Object> values;

        private Arguments(Map<String, Object> values) {
            this.values = values;
        }

        /** {@return no arguments} */
        public static Arguments none() {
            return NONE;
        }

        /** These arguments and a text or a word. */
        public Arguments with(String name, String value) {
            return plus(name, value);
        }

        /** These arguments and a whole number. */
        public Arguments with(String name, long value) {
            return plus(name, value);
        }

        /** These arguments and an amount of money. */
        public Arguments with(String name, Money value) {
            return plus(name, value);
        }

        /** These arguments and a time span. */
        public Arguments with(String name, Duration value) {
            return plus(name, value);
        }

        /** These arguments and a truth value. */
        public Arguments with(String name, boolean value) {
            return plus(name, value);
        }

        /** These arguments and a list of words or texts. */
        public Arguments with(String name, List<String> value) {
            return plus(name, List.copyOf(value));
        }

        /** These arguments and texts, each with its word, in the order of the map. */
        public Arguments with(String name, Map<String, String> value) {
            return plus(name, Collections.unmodifiableMap(new LinkedHashMap<>(value)));
        }

        /** Whether an argument of this name is given. */
        public boolean has(String name) {
            return values.containsKey(name);
        }

        /** A text or a word that is given. */
        public String text(String name) {
            return get(name, String.class);
        }

        /** A whole number that is given. */
        public long integer(String name) {
            return get(name, Long.class);
        }

        /** An amount of money that is given. */
        public Money money(String name) {
            return get(name, Money.class);
        }

        /** A time span that is given. */
        public Duration duration(String name) {
            return get(name, Duration.class);
        }

        /** A truth value that is given. */
        public boolean flag(String name) {
            return get(name, Boolean.class);
        }

        /** A list of words or texts that is given. */
        public List<String> words(String name) {
            return ((List<?>) get(name, List.class))
                    .stream().map(String.class::cast).toList();
        }

        /** Texts that are given, each with its word, in their order. */
        public Map<String, String> choices(String name) {
            Map<String, String> all = new LinkedHashMap<>();
            for (Map.Entry<?, ?> choice : ((Map<?, ?>) get(name, Map.class)).entrySet()) {
                all.put((String) choice.getKey(), (String) choice.getValue());
            }
            return Collections.unmodifiableMap(all);
        }

        /** {@return all values by name, in the order in which they were given} */
        public Map<String, Object> values() {
            return values;
        }

        private Arguments plus(String name, Object value) {
            Map<String, Object> all = new LinkedHashMap<>(values);
            all.put(name, value);
            return new Arguments(Collections.unmodifiableMap(all));
        }

        private <V> V get(String name, Class<V> type) {
            Object value = values.get(name);
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException("Argument '" + name + "' is "
                        + (value == null ? "not given" : "no " + type.getSimpleName())
                        + ".\nAsk with has() for what is optional, and by the type of its parameter.");
            }
            return type.cast(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Arguments arguments && values.equals(arguments.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }

        /** {@return the names of the arguments; values may be private} */
        @Override
        public String toString() {
            return "Arguments " + values.keySet();
        }
    }

    /**
     * Collects actions. Each method returns this builder and refuses a name that is taken. Not thread-safe.
     *
     * @param <A> the type of an action
     */
    public static final class Builder<A> {
        private final Map<String, Entry<A>> entries = new LinkedHashMap<>();
        private Consumer<List<A>> together = actions -> {};

        private Builder() {}

        /** Adds an action without parameters. */
        public Builder<A> constant(String name, String description, A action) {
            return put(name, constantEntry(description, false, action));
        }

        /**
         * Adds an action without parameters that keeps its subject from going on. A rule that says it of every subject
         * is refused.
         */
        public Builder<A> stop(String name, String description, A action) {
            return put(name, constantEntry(description, true, action));
        }

        /**
         * Adds an action with parameters.
         *
         * @param name the name in the file
         * @param description one sentence for people who write rules
         * @param parameters what it takes
         * @param make makes the action of complete arguments; may refuse a combination with an
         *     {@link IllegalArgumentException} that names problem and, on a new line, remedy
         * @param take gives the arguments of an action of this kind, and empty for any other
         * @return this builder
         */
        public Builder<A> action(
                String name,
                String description,
                List<Parameter> parameters,
                Function<Arguments, A> make,
                Function<A, Optional<Arguments>> take) {
            return put(name, new Entry<>(description, false, distinct(name, parameters), make, take));
        }

        /** Adds an action with parameters that keeps its subject from going on; see {@link #stop} and {@link #action}. */
        public Builder<A> stopAction(
                String name,
                String description,
                List<Parameter> parameters,
                Function<Arguments, A> make,
                Function<A, Optional<Arguments>> take) {
            return put(name, new Entry<>(description, true, distinct(name, parameters), make, take));
        }

        /**
         * Looks at all actions of one rule.
         *
         * @param check throws an {@link IllegalArgumentException} with the problem and, on a new line, the remedy where they
         *     contradict each other
         */
        public Builder<A> together(Consumer<List<A>> check) {
            together = check;
            return this;
        }

        /** {@return the catalog of what was added so far} */
        public ActionCatalog<A> build() {
            return new ActionCatalog<>(entries, together);
        }

        private static <A> Entry<A> constantEntry(String description, boolean stop, A action) {
            return new Entry<>(
                    description,
                    stop,
                    List.of(),
                    none -> action,
                    other -> other.equals(action) ? Optional.of(Arguments.none()) : Optional.empty());
        }

        private static List<Parameter> distinct(String action, List<Parameter> parameters) {
            Set<String> names = new HashSet<>();
            for (Parameter parameter : parameters) {
                if (!names.add(parameter.name())) {
                    throw new IllegalArgumentException("Action '" + action + "' has two parameters '" + parameter.name()
                            + "'.\nGive each a name of its own.");
                }
            }
            return List.copyOf(parameters);
        }

        private Builder<A> put(String name, Entry<A> entry) {
            if (!Parameter.NAME.matcher(name).matches() || entries.putIfAbsent(name, entry) != null) {
                throw new IllegalArgumentException("Action '" + name + "' is there already or has no proper name."
                        + "\nUse a new name such as setShipBy.");
            }
            return this;
        }
    }
}
