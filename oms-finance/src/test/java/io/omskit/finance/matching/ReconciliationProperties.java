package io.omskit.finance.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.matching.Reconciliation.Ours;
import io.omskit.finance.matching.Reconciliation.Theirs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Small worlds with few keys, amounts and times, so that everything collides with everything. */
class ReconciliationProperties {
    private record World(List<Ours> ours, List<Theirs> theirs, Options options) {
        List<Outcome> outcomes() {
            return Reconciliation.of(ours, theirs, options);
        }
    }

    private static World world(long seed) {
        Random random = new Random(seed);
        List<Ours> ours = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            boolean refund = random.nextInt(4) == 0;
            String key = key(random, false);
            ours.add(
                    refund
                            ? Records.refund("o" + i, key, 1 + random.nextInt(4), hour(random))
                            : Records.sale("o" + i, key, amount(random), hour(random)));
        }
        List<Theirs> theirs = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            Kind kind = random.nextInt(4) == 0 ? Kind.REFUND : random.nextInt(20) == 0 ? Kind.PENALTY : Kind.SALE;
            long gross = kind == Kind.REFUND ? -1 - random.nextInt(4) : amount(random);
            long fee = random.nextInt(3);
            long net = gross - fee - (random.nextInt(8) == 0 ? 5 : 0);
            String currency = random.nextInt(25) == 0 ? "USD" : "CNY";
            theirs.add(Records.row(
                    "x" + i, key(random, true), kind, gross, fee, net, currency, hour(random), random.nextInt(6) != 0));
        }
        Options options = Records.OPTIONS
                .withTolerance(random.nextInt(3), 1)
                .withLumps("LUMP-", random.nextInt(8))
                .withGroups(Map.of("G1", Set.of("A", "B"), "G2", Set.of("B", "C")));
        return new World(ours, theirs, options);
    }

    private static String key(Random random, boolean theirs) {
        String[] keys = theirs
                ? new String[] {"A", "B", "C", "D", "G1", "G2", "LUMP-1", "LUMP-2", "LUMP-3", ""}
                : new String[] {"A", "B", "C", "D", "E", "F", "H", ""};
        return keys[random.nextInt(keys.length)];
    }

    private static long amount(Random random) {
        return random.nextInt(3) == 0 ? 100 : 96 + random.nextInt(10);
    }

    private static double hour(Random random) {
        return random.nextInt(5) == 0 ? random.nextInt(240) : random.nextInt(60);
    }

    @Property
    void everyRecordStandsInExactlyOneRow(@ForAll long seed) {
        World world = world(seed);
        List<String> ids = new ArrayList<>();
        for (Outcome row : world.outcomes()) {
            ids.addAll(row.ourIds());
            ids.addAll(row.theirIds());
        }
        List<String> all = new ArrayList<>();
        world.ours().forEach(record -> all.add(record.id()));
        world.theirs().forEach(record -> all.add(record.id()));
        Collections.sort(ids);
        Collections.sort(all);
        assertEquals(all, ids);
    }

    @Property
    void theResultDoesNotDependOnTheOrderOfTheInput(@ForAll long seed) {
        World world = world(seed);
        List<Ours> ours = new ArrayList<>(world.ours());
        List<Theirs> theirs = new ArrayList<>(world.theirs());
        Collections.shuffle(ours, new Random(seed + 1));
        Collections.shuffle(theirs, new Random(seed + 2));
        assertEquals(comparable(world.outcomes()), comparable(Reconciliation.of(ours, theirs, world.options())));
    }

    private static Set<String> comparable(List<Outcome> outcomes) {
        Set<String> rows = new TreeSet<>();
        for (Outcome row : outcomes) {
            rows.add(new TreeSet<>(row.ourIds()) + " " + new TreeSet<>(row.theirIds()) + " " + row.verdict() + " "
                    + row.difference() + " " + row.rule());
        }
        return rows;
    }

    @Property
    void differencesAreTheirsLessOurs(@ForAll long seed) {
        World world = world(seed);
        Set<Verdict> plain = Set.of(
                Verdict.MATCHED,
                Verdict.MATCHED_WITH_TOLERANCE,
                Verdict.MATCHED_GROUP,
                Verdict.DUPLICATE_IN_CHANNEL,
                Verdict.DUPLICATE_IN_OMS,
                Verdict.AMOUNT_MISMATCH,
                Verdict.MISSING_IN_CHANNEL,
                Verdict.MISSING_IN_OMS,
                Verdict.REFUND_NOT_BOOKED,
                Verdict.REFUND_NOT_PAID,
                Verdict.UNKNOWN_KIND);
        for (Outcome row : world.outcomes()) {
            long difference = theirs(world, row) - ours(world, row);
            if (plain.contains(row.verdict())) {
                assertEquals(difference, row.difference(), row::toString);
            }
            if (row.verdict().isLinked() && row.rule() != MatchRule.SUBSET_SUM) {
                assertTrue(Math.abs(difference) <= world.options().tolerance(), row::toString);
            }
        }
    }

    private static long ours(World world, Outcome row) {
        return world.ours().stream()
                .filter(record -> row.ourIds().contains(record.id()))
                .mapToLong(record -> record.amount().minor())
                .sum();
    }

    private static long theirs(World world, Outcome row) {
        return world.theirs().stream()
                .filter(record -> row.theirIds().contains(record.id()))
                .mapToLong(record -> record.gross().minor())
                .sum();
    }

    @Property
    void rowsComeInTheOrderOfTheirFirstRecord(@ForAll long seed) {
        World world = world(seed);
        List<String> ours = world.ours().stream().map(Ours::id).toList();
        List<String> theirs = world.theirs().stream().map(Theirs::id).toList();
        int last = -1;
        for (Outcome row : world.outcomes()) {
            int place = row.ourIds().isEmpty()
                    ? ours.size() + theirs.indexOf(row.theirIds().get(0))
                    : ours.indexOf(row.ourIds().get(0));
            assertTrue(place > last, row::toString);
            last = place;
        }
    }

    @Property
    void agreesWithThePlainestFormOfTheRules(@ForAll long seed) {
        Random random = new Random(seed);
        List<Ours> ours = new ArrayList<>();
        List<Theirs> theirs = new ArrayList<>();
        String[] keys = {"A", "B", "C"};
        for (int i = random.nextInt(10); i > 0; i--) {
            String key = keys[random.nextInt(3)];
            ours.add(
                    random.nextInt(4) == 0
                            ? Records.refund("o" + i, key, 1 + random.nextInt(40), hour(random))
                            : Records.sale("o" + i, key, amount(random), hour(random)));
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            String key = keys[random.nextInt(3)];
            theirs.add(
                    random.nextInt(4) == 0
                            ? Records.refunded("x" + i, key, 1 + random.nextInt(40), hour(random))
                            : Records.paid("x" + i, key, amount(random), hour(random)));
        }
        Options options = Records.OPTIONS.withTolerance(random.nextInt(4), 1);
        assertEquals(
                new NaiveReconciliation(ours, theirs, options).rows(),
                comparable(Reconciliation.of(ours, theirs, options)),
                () -> "seed " + seed);
    }

    /** A deposit is matched exactly when one subset explains it and nobody else claims one of its records. */
    @Property
    void ambiguityIsNeverGuessed(@ForAll long seed) {
        Random random = new Random(seed);
        List<Ours> ours = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            ours.add(Records.sale("o" + i, "A" + i, 1 + random.nextInt(9), 1));
        }
        List<Theirs> theirs = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            theirs.add(Records.paid("x" + i, "LUMP-" + i, 1 + random.nextInt(20), 20));
        }
        List<List<Set<String>>> explanations =
                theirs.stream().map(lump -> explanations(ours, lump)).toList();
        List<Outcome> outcomes = Reconciliation.of(ours, theirs, Records.OPTIONS);
        for (int i = 0; i < theirs.size(); i++) {
            String id = theirs.get(i).id();
            Outcome row = outcomes.stream()
                    .filter(one -> one.theirIds().contains(id))
                    .findFirst()
                    .orElseThrow();
            List<Set<String>> own = explanations.get(i);
            boolean shared = false;
            for (int j = 0; j < theirs.size(); j++) {
                for (Set<String> other : explanations.get(j)) {
                    shared |= j != i && own.stream().anyMatch(set -> !Collections.disjoint(set, other));
                }
            }
            Verdict expected = own.isEmpty()
                    ? Verdict.MISSING_IN_OMS
                    : own.size() == 1 && !shared ? Verdict.MATCHED_GROUP : Verdict.AMBIGUOUS;
            assertEquals(expected, row.verdict());
            own.forEach(set -> assertTrue(row.ourIds().containsAll(set)));
        }
    }

    private static List<Set<String>> explanations(List<Ours> ours, Theirs lump) {
        List<Set<String>> found = new ArrayList<>();
        for (int mask = 1; mask < 1 << ours.size(); mask++) {
            Set<String> ids = new HashSet<>();
            long sum = 0;
            for (int i = 0; i < ours.size(); i++) {
                if ((mask >> i & 1) != 0) {
                    ids.add(ours.get(i).id());
                    sum += ours.get(i).amount().minor();
                }
            }
            if (sum == lump.gross().minor()) {
                found.add(ids);
            }
        }
        return found;
    }
}
