package io.omskit.stock;

import io.omskit.catalog.Sku;
import io.omskit.stock.StockLedger.Difference;
import io.omskit.value.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must be true of stock, of plans that take it, and of the ledger. Each method answers the first violation found. */
public final class StockInvariants {
    private StockInvariants() {}

    /**
     * Q2: no cell gives more than is available. Equal SKUs on two lines must already be added together, as {@link
     * Drawdown#bySku} and a {@link Drawdown} do.
     *
     * @param allocated what a plan takes, by cell, in steps
     * @param available what may be taken, by cell; an absent cell has nothing
     */
    public static Optional<Violation> allocatedWithinAvailable(
            Map<StockCell, Long> allocated, Map<StockCell, Long> available) {
        for (Map.Entry<StockCell, Long> entry : new TreeMap<>(allocated).entrySet()) {
            long take = entry.getValue();
            long free = Math.max(0, available.getOrDefault(entry.getKey(), 0L));
            if (take < 0 || take > free) {
                return violation("Q2", entry.getKey(), "allocated " + take + ", available " + free);
            }
        }
        return Optional.empty();
    }

    /**
     * Q3: where nothing but stock limits the plan, a SKU is missing only as far as all sources together are short of it.
     *
     * @param needed what is needed, by SKU, in steps
     * @param missing what the plan leaves missing, by SKU
     * @param available what may be taken, by cell
     */
    public static Optional<Violation> missingOnlyWhatIsShort(
            Map<Sku, Long> needed, Map<Sku, Long> missing, Map<StockCell, Long> available) {
        TreeMap<Sku, Long> total = new TreeMap<>();
        available.forEach((cell, free) -> total.merge(cell.sku(), Math.max(0, free), Math::addExact));
        TreeMap<Sku, Long> all = new TreeMap<>(needed);
        missing.keySet().forEach(sku -> all.putIfAbsent(sku, 0L));
        for (Map.Entry<Sku, Long> entry : all.entrySet()) {
            Sku sku = entry.getKey();
            long expected = Math.max(0, entry.getValue() - total.getOrDefault(sku, 0L));
            long found = missing.getOrDefault(sku, 0L);
            if (found != expected) {
                return violation(
                        "Q3",
                        "SKU " + sku,
                        "needed " + entry.getValue() + ", available " + total.getOrDefault(sku, 0L) + ", missing "
                                + found);
            }
        }
        return Optional.empty();
    }

    /** the stored stock and quota counters are what the ledger says. */
    public static Optional<Violation> countersEqualLedger(StockLedger ledger, Map<String, Long> stored) {
        List<Difference> differences = ledger.differences(stored);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        Difference first = differences.get(0);
        return violation(
                "R-9.1",
                "counter " + first.key(),
                "stored " + first.stored() + ", ledger " + first.ledger() + ", " + differences.size()
                        + " counters differ");
    }

    /**
     * no reference released or committed more than it had reserved, or gave back more of a quota than it used; and what
     * all references hold of a cell is what the cell has reserved.
     */
    public static Optional<Violation> releasesWithinReservations(StockLedger ledger) {
        for (Map.Entry<StockCell, SortedMap<String, Long>> cell : ledger.holds().entrySet()) {
            Optional<Violation> negative = firstNegative(cell.getKey(), cell.getValue());
            if (negative.isPresent()) {
                return negative;
            }
        }
        for (Map.Entry<String, SortedMap<String, Long>> quota :
                ledger.quotaUses().entrySet()) {
            Optional<Violation> negative = firstNegative(quota.getKey(), quota.getValue());
            if (negative.isPresent()) {
                return negative;
            }
        }
        for (Map.Entry<StockCell, Balances> entry : ledger.balances().entrySet()) {
            long held = ledger.holds(entry.getKey()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long reserved = entry.getValue().reserved();
            if (held != reserved) {
                return violation("R-9.5", entry.getKey(), "references hold " + held + ", reserved is " + reserved);
            }
        }
        return Optional.empty();
    }

    /** Whether this reference may release or commit so much of the cell: asked before the movement is written. */
    public static Optional<Violation> releaseWithinReservation(
            StockLedger ledger, StockCell cell, String reference, long quantity) {
        long held = ledger.reserved(cell, reference);
        return quantity <= held
                ? Optional.empty()
                : violation("R-9.5", cell, reference + " gives up " + quantity + " and holds " + held);
    }

    /**
     * what is uploaded to a channel is not negative and not more than the scarcest need allows.
     *
     * @param uploaded listed units told to the channel
     * @param perUnit what one listed unit takes, by SKU, in steps
     * @param available what may be promised, by SKU, in steps
     */
    public static Optional<Violation> uploadWithinAvailable(
            long uploaded, Map<Sku, Long> perUnit, Map<Sku, Long> available) {
        if (uploaded < 0) {
            return violation("R-9.2", "upload", "uploaded " + uploaded);
        }
        for (Map.Entry<Sku, Long> entry : new TreeMap<>(perUnit).entrySet()) {
            long most = Math.max(0, available.getOrDefault(entry.getKey(), 0L)) / entry.getValue();
            if (uploaded > most) {
                return violation(
                        "R-9.2", "SKU " + entry.getKey(), "uploaded " + uploaded + " units, enough for " + most);
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> firstNegative(Object subject, SortedMap<String, Long> byReference) {
        for (Map.Entry<String, Long> entry : byReference.entrySet()) {
            if (entry.getValue() < 0) {
                return violation(
                        "R-9.5", subject, entry.getKey() + " gave up " + -entry.getValue() + " more than it held");
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> violation(String invariant, Object subject, String detail) {
        return Optional.of(new Violation(invariant, subject.toString(), detail));
    }
}
