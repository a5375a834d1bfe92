package io.omskit.fulfillment.merge;

import io.omskit.fulfillment.merge.MergeTraits.PresaleClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When orders of one consignee may travel together. Source: domain rules. Immutable.
 *
 * @param enabled whether orders are merged at all
 * @param acrossShops whether orders of different shops may be merged
 * @param acrossEntities whether orders of different legal entities may be merged
 * @param separateInvoices whether each order keeps an invoice of its own; else only orders with the same invoice buyer
 *     merge
 * @param window how far apart the payments of two members may be at most
 * @param promiseSpan how much later one member may be promised than another at most; absent for no limit
 * @param activationSpan promised days of presales that are at most this far apart count as equal
 * @param refunds what becomes of orders with refunds
 * @param until how far an order may have come
 * @param forbiddingHolds types of holds that forbid merging although they do not block that step
 * @param types sorts of orders that may be merged
 * @param platformMarks flags by which a platform forbids it
 * @param parcel what one parcel takes
 */
public record MergePolicy(
        boolean enabled,
        boolean acrossShops,
        boolean acrossEntities,
        boolean separateInvoices,
        Duration window,
        @Nullable Duration promiseSpan,
        Duration activationSpan,
        Refunds refunds,
        Until until,
        SortedSet<String> forbiddingHolds,
        Set<OrderType> types,
        SortedSet<String> platformMarks,
        ParcelLimit parcel) {
    private static final MergePolicy DEFAULTS = new MergePolicy(
            true,
            false,
            false,
            true,
            Duration.ofHours(24),
            null,
            Duration.ofDays(1),
            Refunds.BAN,
            Until.RELEASE,
            new TreeSet<>(),
            EnumSet.of(OrderType.SALE),
            new TreeSet<>(
                    Set.of("no-merge", "timed-delivery", "subsidy-serial", "quality-inspection", "direct-customs")),
            ParcelLimit.NONE);

    public MergePolicy {
        requirePositive("window", window);
        requirePositive("promise span", promiseSpan);
        requirePositive("activation span", activationSpan);
        forbiddingHolds = Collections.unmodifiableSortedSet(new TreeSet<>(forbiddingHolds));
        types = types.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(types));
        platformMarks = Collections.unmodifiableSortedSet(new TreeSet<>(platformMarks));
    }

    private static void requirePositive(String name, @Nullable Duration span) {
        if (span != null && span.isNegative()) {
            throw new IllegalArgumentException(
                    "merge " + name + " is " + span + ".\nGive a positive duration; MergePolicy.off() merges nothing.");
        }
    }

    /** What becomes of orders with an open or finished refund on a line that is still to be shipped. */
    public enum Refunds {
        /** They travel alone. */
        BAN,
        /** Their lines with a refund stay out of the group; the others join it. */
        DROP_LINES,
        /** They are merged like others. */
        ALLOW
    }

    /** How far an order may have come to be merged with others than those whose planned work it shares already. */
    public enum Until {
        /** Until it is approved. */
        APPROVAL,
        /** Until its work is handed over to the source; each member still needs its own approval. */
        RELEASE
    }

    /** Sorts of orders. Source: row 8. */
    public enum OrderType {
        SALE,
        /** A pick for a platform that sells by itself. */
        SUPPLY,
        /** The platform ties it to an order that it replaces. */
        EXCHANGE,
        /** Flag {@code reissue}, or goods that replace others. */
        REISSUE,
        /** Flag {@code warranty}. */
        WARRANTY
    }

    /** Merges sales of one shop that were paid within 24 hours. */
    public static MergePolicy defaults() {
        return DEFAULTS;
    }

    /** Merges nothing. */
    public static MergePolicy off() {
        return builder().enabled(false).window(Duration.ZERO).build();
    }

    /** Starts from {@link #defaults}. */
    public static Builder builder() {
        return new Builder(DEFAULTS);
    }

    /** Starts from this policy. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Whether two payments are close enough to share a group. An order may find a place only among those for which this is
     * so, and among those who share work with them: nobody else need be planned with it.
     */
    public boolean isInWindow(@Nullable Instant earlier, @Nullable Instant later) {
        return earlier != null && later != null && !later.isAfter(earlier.plus(window));
    }

    /** Whether presales with these promised days may share a group; both of the same class. */
    public boolean isSameActivation(PresaleClass stock, @Nullable Instant earliest, @Nullable Instant latest) {
        return stock != PresaleClass.WAITING
                || earliest == null
                || latest == null
                || !latest.isAfter(earliest.plus(activationSpan));
    }

    /** Collects a policy; every part has its usual value until it is set. For one thread. */
    public static final class Builder {
        private boolean enabled;
        private boolean acrossShops;
        private boolean acrossEntities;
        private boolean separateInvoices;
        private Duration window;
        private @Nullable Duration promiseSpan;
        private Duration activationSpan;
        private Refunds refunds;
        private Until until;
        private SortedSet<String> forbiddingHolds;
        private Set<OrderType> types;
        private SortedSet<String> platformMarks;
        private ParcelLimit parcel;

        private Builder(MergePolicy from) {
            enabled = from.enabled;
            acrossShops = from.acrossShops;
            acrossEntities = from.acrossEntities;
            separateInvoices = from.separateInvoices;
            window = from.window;
            promiseSpan = from.promiseSpan;
            activationSpan = from.activationSpan;
            refunds = from.refunds;
            until = from.until;
            forbiddingHolds = from.forbiddingHolds;
            types = from.types;
            platformMarks = from.platformMarks;
            parcel = from.parcel;
        }

        public Builder enabled(boolean merges) {
            enabled = merges;
            return this;
        }

        public Builder acrossShops(boolean allowed) {
            acrossShops = allowed;
            return this;
        }

        public Builder acrossEntities(boolean allowed) {
            acrossEntities = allowed;
            return this;
        }

        public Builder separateInvoices(boolean kept) {
            separateInvoices = kept;
            return this;
        }

        public Builder window(Duration span) {
            window = span;
            return this;
        }

        public Builder promiseSpan(@Nullable Duration span) {
            promiseSpan = span;
            return this;
        }

        public Builder activationSpan(Duration span) {
            activationSpan = span;
            return this;
        }

        public Builder refunds(Refunds treatment) {
            refunds = treatment;
            return this;
        }

        public Builder until(Until limit) {
            until = limit;
            return this;
        }

        public Builder forbiddingHolds(Collection<String> holdTypes) {
            forbiddingHolds = new TreeSet<>(holdTypes);
            return this;
        }

        public Builder types(Set<OrderType> mergeable) {
            types = mergeable;
            return this;
        }

        public Builder platformMarks(Collection<String> flags) {
            platformMarks = new TreeSet<>(flags);
            return this;
        }

        public Builder parcel(ParcelLimit limit) {
            parcel = limit;
            return this;
        }

        public MergePolicy build() {
            return new MergePolicy(
                    enabled,
                    acrossShops,
                    acrossEntities,
                    separateInvoices,
                    window,
                    promiseSpan,
                    activationSpan,
                    refunds,
                    until,
                    forbiddingHolds,
                    types,
                    platformMarks,
                    parcel);
        }
    }

    /**
     * What the goods of one merged group may weigh, and which of them never lie together.
     *
     * @param weightGrams 0 for no limit
     * @param cubicMillimeters 0 for no limit
     * @param alone classes that share a parcel with nothing else
     * @param apart classes that never share a parcel, as {@code one/other} in alphabetical order
     */
    public record ParcelLimit(
            long weightGrams, long cubicMillimeters, SortedSet<String> alone, SortedSet<String> apart) {
        /** No limit. */
        public static final ParcelLimit NONE = new ParcelLimit(0, 0, new TreeSet<>(), new TreeSet<>());

        public ParcelLimit {
            if (weightGrams < 0 || cubicMillimeters < 0) {
                throw new IllegalArgumentException("a parcel takes " + weightGrams + " g and " + cubicMillimeters
                        + " mm3.\nGive positive limits, or 0 for none.");
            }
            TreeSet<String> pairs = new TreeSet<>();
            apart.forEach(pair -> pairs.add(ordered(pair)));
            alone = Collections.unmodifiableSortedSet(new TreeSet<>(alone));
            apart = Collections.unmodifiableSortedSet(pairs);
        }

        private static String ordered(String pair) {
            int slash = pair.indexOf('/');
            if (slash <= 0 || slash == pair.length() - 1) {
                throw new IllegalArgumentException("classes that never share a parcel are given as \"" + pair
                        + "\".\nWrite both with a slash between them, for example cold/dangerous.");
            }
            return pair(pair.substring(0, slash), pair.substring(slash + 1));
        }

        private static String pair(String one, String other) {
            return one.compareTo(other) <= 0 ? one + "/" + other : other + "/" + one;
        }

        /** Whether goods of these classes may lie in one parcel. */
        public boolean mayShare(Set<String> some, Set<String> others) {
            if (alone.isEmpty() && apart.isEmpty()) {
                return true;
            }
            if (!Collections.disjoint(some, alone) || !Collections.disjoint(others, alone)) {
                return false;
            }
            return some.stream().noneMatch(one -> others.stream().anyMatch(other -> apart.contains(pair(one, other))));
        }
    }
}
