package io.omskit.engine.inventory;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import io.omskit.stock.StockMovement.Goods;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums of a ledger for a limited number of its subjects: the first ones, in the order of their names, behind a given one. A
 * subject is a stock cell or a quota, named like its counters without their last part. Because a subject that had to give way
 * once never comes back, the sums of those that are left are complete, whatever the order of the entries.
 *
 * <p>Reservations of fulfillment orders are kept as one figure for each cell: the sum over the references of quantity times a
 * hash of the reference. Two sides with equal figures hold the same for the same references, up to a collision of 64 bits.
 */
final class LedgerSums {
    private static final String REFERENCE = "fo:";

    private final String after;
    private final int limit;
    private final SortedMap<String, Subject> subjects = new TreeMap<>();
    private boolean more;

    LedgerSums(String after, int limit) {
        this.after = after;
        this.limit = limit;
    }

    /** The sums of one subject. */
    static final class Subject {
        private final Map<String, Long> counters = new TreeMap<>();
        private long ledgerPrint;
        private long workPrint;

        Map<String, Long> counters() {
            return counters;
        }

        /** Whether the ledger and the fulfillment orders hold the same for the same references. */
        boolean agrees() {
            return ledgerPrint == workPrint;
        }
    }

    /** Name of the subject of a counter. */
    static String subject(String counter) {
        return counter.substring(0, counter.lastIndexOf('/'));
    }

    static String subject(StockCell cell) {
        return subject(StockCounters.key(cell, Counter.FREE));
    }

    /** The counters of a subject, also those that no entry has told of. */
    static Collection<String> counters(String subject) {
        return StockCounters.parse(subject + "/free")
                .map(key -> StockCounters.keys(key.cell()))
                .orElse(List.of(subject + "/used"));
    }

    /** The fulfillment order that an entry reserves for, 0 if it is for somebody else. */
    static long reservedBy(StockMovement movement) {
        String reference = movement.reference();
        boolean reserves = movement instanceof Goods goods && reservation(goods) != 0;
        if (!reserves || !reference.startsWith(REFERENCE)) {
            return 0;
        }
        Long number = Longs.tryParse(reference.substring(REFERENCE.length()));
        return number == null ? 0 : number;
    }

    /** What an entry adds to what its reference has reserved. */
    static long reservation(Goods goods) {
        return switch (goods.op()) {
            case RESERVE -> goods.quantity();
            case RELEASE, COMMIT -> -goods.quantity();
            default -> 0;
        };
    }

    /** Names of the subjects that an entry touches. */
    static Set<String> touched(StockMovement movement) {
        Set<String> names = new HashSet<>();
        movement.deltas().forEach(delta -> names.add(subject(delta.key())));
        return names;
    }

    /**
     * Adds an entry.
     *
     * @param seenThrough fulfillment orders up to this id were counted already: what happens to them now happens to both sides
     */
    void add(StockMovement movement, long seenThrough) {
        for (StockMovement.Delta delta : movement.deltas()) {
            Subject subject = find(subject(delta.key()));
            if (subject != null) {
                subject.counters.merge(delta.key(), delta.delta(), Math::addExact);
            }
        }
        long work = reservedBy(movement);
        if (work != 0 && movement instanceof Goods goods) {
            Subject subject = find(subject(goods.cell()));
            if (subject != null) {
                long print = print(work, reservation(goods));
                subject.ledgerPrint += print;
                subject.workPrint += work <= seenThrough ? print : 0;
            }
        }
    }

    /** Counts what a fulfillment order holds of a cell and has not shipped. */
    void hold(StockCell cell, long work, long steps) {
        Subject subject = find(subject(cell));
        if (subject != null) {
            subject.workPrint += print(work, steps);
        }
    }

    private static long print(long work, long steps) {
        return steps
                * Hashing.farmHashFingerprint64()
                        .hashString(REFERENCE + work, StandardCharsets.UTF_8)
                        .asLong();
    }

    private @Nullable Subject find(String name) {
        if (name.compareTo(after) <= 0) {
            return null;
        }
        if (more && name.compareTo(subjects.lastKey()) > 0) {
            return null;
        }
        Subject subject = subjects.computeIfAbsent(name, fresh -> new Subject());
        if (subjects.size() > limit) {
            more = true;
            String last = subjects.lastKey();
            subjects.remove(last);
            return last.equals(name) ? null : subject;
        }
        return subject;
    }

    SortedMap<String, Subject> subjects() {
        return subjects;
    }

    /** Whether there are subjects behind the last one. */
    boolean hasMore() {
        return more;
    }
}
