package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Matches our records with those of a channel by their keys: a pure function of its input, which does not depend on the
 * order of the records. What cannot be decided is reported with all candidates and matched by nobody.
 *
 * <p>Source: finance reference, "Rules of the keyed reconciliation"; stages 1 to 4 and 7. Thread-safe.
 */
public final class Reconciliation {
    /** The largest amount of one record, in minor units; sums of many stay inside 64 bits. */
    public static final long MAX_AMOUNT = 1_000_000_000_000_000L;

    private Reconciliation() {}

    /**
     * What we expect.
     *
     * @param id unique among our records
     * @param orderNo the order number as the channel knows it; blank means that there is no key
     * @param kind SALE or REFUND take part, other kinds are reported
     * @param amount signed from the shop's view: a refund is negative
     * @param expectedFee positive when charged, negative when given back; absent where no contract is known
     * @param occurredAt when it happened
     */
    public record Ours(
            String id,
            String orderNo,
            Kind kind,
            Money amount,
            @Nullable Money expectedFee,
            Instant occurredAt) {
        public Ours {
            orderNo = orderNo.strip();
            requireModest(id, amount);
            requireCurrency(id, amount, expectedFee);
        }
    }

    /**
     * What the channel settled.
     *
     * @param id unique among their records
     * @param reference the order number, a group key or the mark of a lump deposit; blank means that there is no key
     * @param kind SALE or REFUND take part, other kinds are reported
     * @param gross signed from the shop's view, before fees
     * @param fee positive when charged, negative when given back; this is <em>not</em> the sign of {@code SettlementFact}
     * @param net what is or will be paid out
     * @param occurredAt when it happened
     * @param settled whether the money has moved
     */
    public record Theirs(
            String id,
            String reference,
            Kind kind,
            Money gross,
            Money fee,
            Money net,
            Instant occurredAt,
            boolean settled) {
        public Theirs {
            reference = reference.strip();
            requireModest(id, gross);
            requireCurrency(id, gross, fee);
            requireCurrency(id, gross, net);
        }
    }

    private static void requireModest(String id, Money amount) {
        if (Math.abs(amount.minor()) > MAX_AMOUNT || amount.minor() == Long.MIN_VALUE) {
            throw new IllegalArgumentException("record " + id + " has the amount " + amount
                    + ".\nCheck its unit: an amount is given in minor units and at most " + MAX_AMOUNT + ".");
        }
    }

    private static void requireCurrency(String id, Money amount, @Nullable Money other) {
        if (other != null) {
            requireModest(id, other);
            if (!other.currency().equals(amount.currency())) {
                throw new IllegalArgumentException("record " + id + " has the amounts " + amount + " and " + other
                        + ".\nA record has one currency; read the row again.");
            }
        }
    }

    /**
     * The limits of one run; all of them are inclusive.
     *
     * @param asOf the moment as of which ages and due dates count
     * @param zone where days begin
     * @param window how far apart two times may be
     * @param settleWithin after what time a sale is due to be settled
     * @param tolerance largest difference of amounts that still match, in minor units
     * @param feeTolerance largest difference of fees for each of our records, in minor units
     * @param lumpPrefix how references of lump deposits begin
     * @param pool the largest pool that is searched for the parts of a lump deposit, at most {@link #MAX_POOL}
     * @param groups order numbers by group key
     */
    public record Options(
            Instant asOf,
            ZoneId zone,
            Duration window,
            Duration settleWithin,
            long tolerance,
            long feeTolerance,
            String lumpPrefix,
            int pool,
            Map<String, Set<String>> groups) {
        /** The largest pool that can be searched: two halves of 2^18 sums. */
        public static final int MAX_POOL = 36;

        public Options {
            if (window.isNegative() || settleWithin.isNegative() || tolerance < 0 || feeTolerance < 0) {
                throw new IllegalArgumentException("window " + window + ", settleWithin " + settleWithin
                        + ", tolerance " + tolerance + ", feeTolerance " + feeTolerance
                        + ": one is negative.\nGive zero for no tolerance at all.");
            }
            if (pool < 0 || pool > MAX_POOL) {
                throw new IllegalArgumentException("pool is " + pool + ".\nGive 0 to " + MAX_POOL
                        + "; from about 12 records on, most deposits have several explanations.");
            }
            Map<String, Set<String>> copy = new TreeMap<>();
            groups.forEach((group, orders) -> copy.put(group, Set.copyOf(orders)));
            groups = Map.copyOf(copy);
        }

        /** Window and settlement of 2 days, tolerance 2, fee tolerance 1, prefix {@code LUMP-}, pool 12, no groups. */
        public static Options asOf(Instant asOf, ZoneId zone) {
            Duration twoDays = Duration.ofDays(2);
            return new Options(asOf, zone, twoDays, twoDays, 2, 1, "LUMP-", 12, Map.of());
        }

        /** Another window; settlement keeps its own time. */
        public Options withWindow(Duration newWindow) {
            return new Options(asOf, zone, newWindow, settleWithin, tolerance, feeTolerance, lumpPrefix, pool, groups);
        }

        public Options withSettleWithin(Duration time) {
            return new Options(asOf, zone, window, time, tolerance, feeTolerance, lumpPrefix, pool, groups);
        }

        public Options withTolerance(long amount, long fee) {
            return new Options(asOf, zone, window, settleWithin, amount, fee, lumpPrefix, pool, groups);
        }

        public Options withLumps(String prefix, int searchedPool) {
            return new Options(asOf, zone, window, settleWithin, tolerance, feeTolerance, prefix, searchedPool, groups);
        }

        public Options withGroups(Map<String, Set<String>> newGroups) {
            return new Options(asOf, zone, window, settleWithin, tolerance, feeTolerance, lumpPrefix, pool, newGroups);
        }
    }

    /**
     * Reconciles two lists.
     *
     * @return rows with records of ours by the place of their first one, then the others by the place of their first one
     */
    public static List<Outcome> of(List<Ours> ours, List<Theirs> theirs, Options options) {
        Sheet sheet = new Sheet(ours, theirs, options);
        Vetoes.apply(sheet);
        KeyStages.apply(sheet);
        GroupStage.apply(sheet);
        DepositStage.apply(sheet);
        Leftovers.apply(sheet);
        return sheet.outcomes();
    }
}
