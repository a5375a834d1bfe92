package io.omskit.fulfillment.merge;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What only merging asks of an order, as {@link MergeReading} reads it: rows of as one refusal, and what
 * compares. Without personal data; absent means unknown, and what is not known does not limit, unless said otherwise.
 *
 * @param key what orders for the same consignee share; absent for an order that never merges. A plan
 *     replaces it by a short label, because only equality counts
 * @param refusal why the order must travel alone, by; absent when it may be merged
 * @param seller who sells and in what money
 * @param way where the goods are taken from and who carries them
 * @param load what would lie in the parcel
 * @param timing when it may and must leave
 * @param dropped demands with a refund, which stay out of the group while the others join it
 * @param apart orders that it must not travel with, see {@link KeepApart}
 */
public record MergeTraits(
        @Nullable String key,
        @Nullable Refusal refusal,
        Seller seller,
        Way way,
        Load load,
        Timing timing,
        SortedSet<Integer> dropped,
        SortedSet<Long> apart) {
    /** Of an order that shares its consignee with nobody. */
    public static final MergeTraits NONE = new MergeTraits(
            null, null, Seller.NONE, Way.OPEN, Load.UNKNOWN, Timing.SPOT, new TreeSet<>(), new TreeSet<>());

    public MergeTraits {
        dropped = Sorted.of(dropped);
        apart = Sorted.of(apart);
    }

    /** Of an order with this key, of which nothing else is known. */
    public static MergeTraits of(@Nullable String key) {
        return NONE.withKey(key);
    }

    /**
     * The first row of that keeps an order from being merged.
     *
     * @param code the code of the row, such as {@code SEALED}
     * @param detail the figure that the text of the reason names: the hold, the state or the kind; absent where it names
     *     none
     */
    public record Refusal(String code, @Nullable String detail) {}

    /**
     * Who sells and in what money.
     *
     * @param entity the legal entity; orders without one are of one unknown entity
     * @param currency of the order's money; absent while nothing was told, and then it merges with nobody
     * @param invoice digest of the buyer that the invoice names; absent where no invoice is asked for
     * @param encrypted whether the consignee is known as an opaque id of the platform only
     */
    public record Seller(
            @Nullable String entity,
            @Nullable Currency currency,
            @Nullable String invoice,
            boolean encrypted) {
        static final Seller NONE = new Seller(null, null, null, false);
    }

    /**
     * Where the goods are taken from and who carries them, as far as that is chosen.
     *
     * @param sources chosen sources; none where the plan is free
     * @param carrier the chosen carrier
     * @param fulfiller who delivers in our place, by name: a warehouse of the platform, a supplier; absent for own work
     */
    public record Way(
            SortedSet<String> sources,
            @Nullable String carrier,
            @Nullable String fulfiller) {
        /** Nothing is chosen. */
        public static final Way OPEN = new Way(new TreeSet<>(), null, null);

        public Way {
            sources = Sorted.of(sources);
        }
    }

    /**
     * What would lie in the parcel.
     *
     * @param classes handling classes of the goods
     * @param weightGrams what is known of the weight; 0 where nothing is
     * @param cubicMillimeters what is known of the volume; 0 where nothing is
     */
    public record Load(SortedSet<String> classes, long weightGrams, long cubicMillimeters) {
        /** Nothing is known. */
        public static final Load UNKNOWN = new Load(new TreeSet<>(), 0, 0);

        public Load {
            classes = Sorted.of(classes);
        }
    }

    /**
     * When it may and must leave.
     *
     * @param stock whether the goods are there
     * @param activation when a presale's goods are promised, which is when it becomes active
     * @param promised until when to hand over
     * @param approved whether a person or a rule has approved it already
     */
    public record Timing(
            PresaleClass stock,
            @Nullable Instant activation,
            @Nullable Instant promised,
            boolean approved) {
        /** Spot goods, nothing promised, not approved. */
        public static final Timing SPOT = new Timing(PresaleClass.SPOT, null, null, false);
    }

    /** Whether the goods of an order are there. Source. */
    public enum PresaleClass {
        SPOT,
        /** Sold before the goods exist, and they have not come. */
        WAITING,
        /** A presale whose goods have come: it travels with spot goods and with others of its kind. */
        ACTIVE
    }

    /** The same under another merge key, or under none. */
    public MergeTraits withKey(@Nullable String label) {
        return new MergeTraits(label, refusal, seller, way, load, timing, dropped, apart);
    }

    /** The same, kept apart from those of these orders only. */
    public MergeTraits among(Set<Long> orders) {
        if (orders.containsAll(apart)) {
            return this;
        }
        List<Long> there = apart.stream().filter(orders::contains).toList();
        return new MergeTraits(key, refusal, seller, way, load, timing, dropped, new TreeSet<>(there));
    }

    /**
     * In a class of its own: a method of the traits themselves would, called while {@link Way} is initialized, make {@link #NONE}
     * before there is a {@link Way#OPEN}.
     */
    private static final class Sorted {
        private Sorted() {}

        static <T extends Comparable<T>> SortedSet<T> of(Collection<T> values) {
            return values.isEmpty()
                    ? Collections.emptySortedSet()
                    : Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }
    }
}
