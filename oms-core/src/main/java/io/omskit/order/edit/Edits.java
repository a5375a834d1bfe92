package io.omskit.order.edit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one order. Immutable; every change returns a copy.
 *
 * @param exchanges in the order in which they were made
 * @param arrangements by hand; of two that contradict each other the first counts
 * @param rejections sources that have rejected the order, with the moment until which they are not asked again
 * @param standing who wants the plan of the order left as it is; absent where the plan is free
 */
public record Edits(
        List<Exchange> exchanges,
        List<Arrangement> arrangements,
        SortedMap<String, Instant> rejections,
        @Nullable Standing standing) {
    /** Nothing was changed. */
    public static final Edits NONE = new Edits(List.of(), List.of(), new TreeMap<>(), null);

    public Edits {
        exchanges = List.copyOf(exchanges);
        arrangements = List.copyOf(arrangements);
        rejections = Collections.unmodifiableSortedMap(new TreeMap<>(rejections));
    }

    /**
     * A regrouping was taken back: the plan that came of it stands until what it was made for changes, or somebody arranges
     * the order anew.
     *
     * @param by who took it back
     * @param at when
     * @param facts digest of what the order wanted then, and of who is to get it
     */
    public record Standing(String by, Instant at, String facts) {}

    /** The exchange under this reference. */
    public Optional<Exchange> exchange(String reference) {
        return exchanges.stream()
                .filter(one -> one.reference().equals(reference))
                .findFirst();
    }

    /** These with one exchange more, or in place of the one under its reference. */
    public Edits with(Exchange exchange) {
        List<Exchange> all = new ArrayList<>(exchanges);
        int known = 0;
        while (known < all.size() && !all.get(known).reference().equals(exchange.reference())) {
            known++;
        }
        if (known < all.size()) {
            all.set(known, exchange);
        } else {
            all.add(exchange);
        }
        return new Edits(all, arrangements, rejections, standing);
    }

    /** These with other arrangements; whoever arranges anew does not want the plan left as it is. */
    public Edits withArrangements(List<Arrangement> all) {
        return new Edits(exchanges, all, rejections, null);
    }

    /** These with another answer about presale and spot goods. */
    public Edits withPresale(String how) {
        List<Arrangement> all = new ArrayList<>(arrangements);
        all.removeIf(one -> one.sort() == Arrangement.Sort.PRESALE);
        all.add(new Arrangement(Arrangement.Sort.PRESALE, how, List.of()));
        return withArrangements(all);
    }

    /** These with a plan that is left as it is, or with one that is free. */
    public Edits withStanding(@Nullable Standing left) {
        return new Edits(exchanges, arrangements, rejections, left);
    }

    /** These after a source has rejected the order. */
    public Edits withRejection(String source, Instant until) {
        SortedMap<String, Instant> all = new TreeMap<>(rejections);
        all.merge(source, until, (one, other) -> one.isAfter(other) ? one : other);
        return new Edits(exchanges, arrangements, all, standing);
    }

    /** By source, until when it is not asked again; only those whose time has not come. */
    public Map<String, Instant> rejectionsAt(Instant now) {
        Map<String, Instant> standing = new TreeMap<>(rejections);
        standing.values().removeIf(until -> !now.isBefore(until));
        return standing;
    }
}
