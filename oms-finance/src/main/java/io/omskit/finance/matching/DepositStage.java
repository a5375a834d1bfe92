package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.SubsetSum.Explanations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stage 7: lump deposits with the records that add up to them. Deposits of one kind, currency and day share a pool, and
 * pools are disjoint, so each pool is decided for itself.
 */
final class DepositStage {
    private DepositStage() {}

    private record PoolKey(Kind kind, Currency currency, LocalDate day) {
        static PoolKey of(Entry entry) {
            return new PoolKey(entry.kind, entry.amount.currency(), entry.day);
        }
    }

    static void apply(Sheet sheet) {
        if (sheet.lumps.isEmpty()) {
            return;
        }
        Map<PoolKey, List<Entry>> deposits = new LinkedHashMap<>();
        for (Entry lump : sheet.lumps) {
            deposits.computeIfAbsent(PoolKey.of(lump), key -> new ArrayList<>()).add(lump);
        }
        Map<PoolKey, List<Entry>> pools = pools(sheet);
        deposits.forEach((key, open) -> decide(sheet, open, pools.getOrDefault(key, List.of())));
    }

    /** Open records of ours that no key explains. */
    private static Map<PoolKey, List<Entry>> pools(Sheet sheet) {
        Set<String> explained = new HashSet<>(sheet.coveredOrders());
        sheet.keyed.forEach(entry -> explained.add(entry.key));
        Map<PoolKey, List<Entry>> pools = new LinkedHashMap<>();
        for (Entry our : sheet.ours) {
            if (our.isOpen() && (our.key.isEmpty() || !explained.contains(our.key))) {
                pools.computeIfAbsent(PoolKey.of(our), key -> new ArrayList<>()).add(our);
            }
        }
        return pools;
    }

    private static void decide(Sheet sheet, List<Entry> deposits, List<Entry> pool) {
        if (pool.size() > sheet.options.pool()) {
            String note = "pool of " + pool.size() + " is larger than " + sheet.options.pool();
            sheet.row(Verdict.AMBIGUOUS, MatchRule.SUBSET_SUM, 0, pool, deposits, note);
            return;
        }
        List<Long> amounts = pool.stream().map(Entry::minor).toList();
        List<Explanations> found = new ArrayList<>();
        for (Entry deposit : deposits) {
            found.add(SubsetSum.of(amounts, deposit.minor()));
        }
        // A match takes only records that stand in no other explanation, so it leaves the others as they are: one
        // pass over the deposits is the fixed point.
        List<Integer> unclear = new ArrayList<>();
        for (int i = 0; i < deposits.size(); i++) {
            if (found.get(i).count() == 1 && !isShared(found, i)) {
                sheet.matchSum(MatchRule.SUBSET_SUM, members(pool, found.get(i).members()), List.of(deposits.get(i)));
            } else if (found.get(i).count() > 0) {
                unclear.add(i);
            }
        }
        ambiguous(sheet, deposits, pool, found, unclear);
    }

    private static boolean isShared(List<Explanations> found, int which) {
        for (int i = 0; i < found.size(); i++) {
            if (i != which && (found.get(i).members() & found.get(which).members()) != 0) {
                return true;
            }
        }
        return false;
    }

    private static void ambiguous(
            Sheet sheet, List<Entry> deposits, List<Entry> pool, List<Explanations> found, List<Integer> unclear) {
        Clusters clusters = new Clusters(unclear.size());
        for (int a = 0; a < unclear.size(); a++) {
            for (int b = a + 1; b < unclear.size(); b++) {
                if ((found.get(unclear.get(a)).members()
                                & found.get(unclear.get(b)).members())
                        != 0) {
                    clusters.join(a, b);
                }
            }
        }
        for (List<Integer> cluster : clusters.all()) {
            List<Entry> together = new ArrayList<>();
            long members = 0;
            for (int place : cluster) {
                together.add(deposits.get(unclear.get(place)));
                members |= found.get(unclear.get(place)).members();
            }
            String note = "more than one explanation";
            sheet.row(Verdict.AMBIGUOUS, MatchRule.SUBSET_SUM, 0, members(pool, members), together, note);
        }
    }

    private static List<Entry> members(List<Entry> pool, long mask) {
        List<Entry> members = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            if (((mask >>> i) & 1) != 0) {
                members.add(pool.get(i));
            }
        }
        return members;
    }
}
