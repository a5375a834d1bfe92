package io.omskit.rule;

import io.omskit.rule.LeafCompiler.OneOf;
import io.omskit.rule.LeafCompiler.Same;
import io.omskit.rule.WholeTests.Within;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Excludes rules, up to 64 at once. Where several rules ask the same field, it is read once, and a table tells which of
 * them the value lets through, one bit for each rule. So a field costs the same for three rules as for sixty. Deciding
 * with it makes no object.
 */
final class Sieve<T> {
    static final int WIDTH = Long.SIZE;

    /** Fewer rules than this are asked one by one: reading a table would take longer. */
    private static final int FEWEST = 3;

    private final List<Screen<T>> screens;

    private Sieve(List<Screen<T>> screens) {
        this.screens = screens;
    }

    /**
     * Makes tables of tests.
     *
     * @param tests what must hold for each rule; the tests that tables now do are taken out of the lists
     */
    static <T> Sieve<T> of(List<List<Predicate<T>>> tests) {
        IdentityHashMap<Object, List<Asked<T>>> byField = new IdentityHashMap<>();
        List<List<Asked<T>>> fields = new ArrayList<>();
        for (int rule = 0; rule < tests.size(); rule++) {
            for (Predicate<T> test : tests.get(rule)) {
                Object field = fieldOf(test);
                if (field != null) {
                    byField.computeIfAbsent(field, added -> {
                                List<Asked<T>> asked = new ArrayList<>();
                                fields.add(asked);
                                return asked;
                            })
                            .add(new Asked<>(1L << rule, test));
                }
            }
        }
        List<Screen<T>> screens = new ArrayList<>();
        for (List<Asked<T>> asked : fields) {
            Screen<T> screen = screen(asked);
            if (Long.bitCount(screen.concerned) >= FEWEST) {
                screens.add(screen);
                Set<Predicate<T>> done = Collections.newSetFromMap(new IdentityHashMap<>());
                asked.forEach(each -> done.add(each.test));
                tests.forEach(all -> all.removeIf(done::contains));
            }
        }
        screens.sort(Comparator.comparingInt(screen -> -Long.bitCount(screen.concerned)));
        return new Sieve<>(List.copyOf(screens));
    }

    /** Those of the rules that the tables let through. */
    long pass(T subject, long rules) {
        long left = rules;
        for (int i = 0; i < screens.size() && left != 0; i++) {
            Screen<T> screen = screens.get(i);
            if ((left & screen.concerned) != 0) {
                left &= screen.pass(subject);
            }
        }
        return left;
    }

    /** What a test reads, if a table can do it. */
    private static @Nullable Object fieldOf(Predicate<?> test) {
        if (test instanceof OneOf<?> texts) {
            return texts.getter();
        }
        if (test instanceof Same<?> flag) {
            return flag.getter();
        }
        return test instanceof Within<?> range ? range.access().field() : null;
    }

    private static <T> Screen<T> screen(List<Asked<T>> asked) {
        Predicate<T> first = asked.get(0).test;
        if (first instanceof OneOf<T> texts) {
            return new Texts<>(texts.getter(), asked);
        }
        return first instanceof Within<T> range ? new Ranges<>(range.access(), asked) : new Flags<>(first, asked);
    }

    /** A test of one rule on the field. */
    private record Asked<T>(long rule, Predicate<T> test) {}

    /** The table of one field. */
    private abstract static class Screen<T> {
        /** The rules that ask the field. */
        final long concerned;

        /** What passes where no asked test holds, as of an absent fact. */
        final long others;

        Screen(List<Asked<T>> asked) {
            long rules = 0;
            for (Asked<T> each : asked) {
                rules |= each.rule;
            }
            this.concerned = rules;
            this.others = ~rules;
        }

        abstract long pass(T subject);

        /** The rules all of whose tests hold by the word of a judge. */
        static <T> long passing(List<Asked<T>> asked, Predicate<Predicate<T>> judge) {
            long excluded = 0;
            for (Asked<T> each : asked) {
                excluded |= judge.test(each.test) ? 0 : each.rule;
            }
            return ~excluded;
        }
    }

    /** Yes, no or absent. */
    private static final class Flags<T> extends Screen<T> {
        private final Function<T, @Nullable Boolean> getter;
        private final long ifTrue;
        private final long ifFalse;

        Flags(Predicate<T> first, List<Asked<T>> asked) {
            super(asked);
            this.getter = ((Same<T>) first).getter();
            this.ifTrue = passing(asked, test -> ((Same<T>) test).wanted());
            this.ifFalse = passing(asked, test -> !((Same<T>) test).wanted());
        }

        @Override
        long pass(T subject) {
            Boolean value = getter.apply(subject);
            return value == null ? others : value ? ifTrue : ifFalse;
        }
    }

    /** A hash table with open addressing, because a map would box the masks. */
    private static final class Texts<T> extends Screen<T> {
        private final Function<T, @Nullable String> getter;
        private final @Nullable String[] keys;
        private final long[] masks;

        Texts(Function<T, @Nullable String> getter, List<Asked<T>> asked) {
            super(asked);
            this.getter = getter;
            Set<String> texts = new HashSet<>();
            asked.forEach(each -> texts.addAll(((OneOf<T>) each.test).values()));
            this.keys = new @Nullable String[Integer.highestOneBit(texts.size()) << 2];
            this.masks = new long[keys.length];
            for (String text : texts) {
                int slot = slot(text);
                keys[slot] = text;
                masks[slot] = passing(asked, test -> ((OneOf<T>) test).values().contains(text));
            }
        }

        @Override
        long pass(T subject) {
            String value = getter.apply(subject);
            if (value == null) {
                return others;
            }
            int slot = slot(value);
            return keys[slot] == null ? others : masks[slot];
        }

        /** Where a text is, or where it would be put. */
        private int slot(String text) {
            int hash = text.hashCode();
            int slot = (hash ^ (hash >>> 16)) & (keys.length - 1);
            while (keys[slot] != null && !text.equals(keys[slot])) {
                slot = (slot + 1) & (keys.length - 1);
            }
            return slot;
        }
    }

    /** For each tag the sorted first values of spans in which the same rules pass. */
    private static final class Ranges<T> extends Screen<T> {
        private final WholeTests<T> access;
        private final List<Object> tags;
        private final List<long[]> starts = new ArrayList<>();
        private final List<long[]> masks = new ArrayList<>();

        Ranges(WholeTests<T> access, List<Asked<T>> asked) {
            super(asked);
            this.access = access;
            this.tags = asked.stream()
                    .map(each -> ((Within<T>) each.test).tag())
                    .distinct()
                    .toList();
            for (Object tag : tags) {
                long[] from = starts(tag, asked);
                starts.add(from);
                masks.add(Arrays.stream(from)
                        .map(start -> passing(asked, test -> ((Within<T>) test).includes(tag, start)))
                        .toArray());
            }
        }

        private static <T> long[] starts(Object tag, List<Asked<T>> asked) {
            Set<Long> starts = new TreeSet<>();
            starts.add(Long.MIN_VALUE);
            for (Asked<T> each : asked) {
                Within<T> range = (Within<T>) each.test;
                if (range.tag().equals(tag)) {
                    starts.add(range.low());
                    if (range.high() < Long.MAX_VALUE) {
                        starts.add(range.high() + 1);
                    }
                }
            }
            return starts.stream().mapToLong(Long::longValue).toArray();
        }

        @Override
        long pass(T subject) {
            Object tag = access.tag().apply(subject);
            for (int i = 0; i < tags.size(); i++) {
                if (tags.get(i).equals(tag)) {
                    int found =
                            Arrays.binarySearch(starts.get(i), access.steps().applyAsLong(subject));
                    return masks.get(i)[found < 0 ? -found - 2 : found];
                }
            }
            return others;
        }
    }
}
