package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.matching.Reconciliation.Ours;
import io.omskit.finance.matching.Reconciliation.Theirs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules up to stage 3 and the one-sided leftovers, stage by stage over whole lists, for worlds without lumps and
 * groups: slow, plain, and written without a look at the real one.
 */
final class NaiveReconciliation {
    private final List<Ours> ours;
    private final List<Theirs> theirs;
    private final Options options;
    private final Set<String> used = new HashSet<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Set<String> rows = new TreeSet<>();

    private record Pair(Ours our, Theirs their, MatchRule rule) {
        long difference() {
            return their.gross().minor() - our.amount().minor();
        }

        Duration apart() {
            return Duration.between(our.occurredAt(), their.occurredAt()).abs();
        }
    }

    NaiveReconciliation(List<Ours> ours, List<Theirs> theirs, Options options) {
        this.ours = ours;
        this.theirs = theirs;
        this.options = options;
    }

    /** Rows as {@code [ids] [ids] verdict difference rule}. */
    Set<String> rows() {
        overRefunds();
        for (MatchRule rule : List.of(MatchRule.KEY_EXACT, MatchRule.KEY_TOLERANCE, MatchRule.KEY_WINDOW)) {
            stage(rule);
        }
        keySums();
        duplicates();
        differences();
        for (Ours our : ours) {
            if (!used.contains(our.id())) {
                boolean refund = our.kind() == Kind.REFUND;
                Verdict late = refund ? Verdict.REFUND_NOT_PAID : Verdict.MISSING_IN_CHANNEL;
                boolean young = isYoung(our.occurredAt());
                row(
                        List.of(our),
                        List.of(),
                        young ? Verdict.PENDING_TIMING : late,
                        young ? 0 : -our.amount().minor(),
                        MatchRule.NONE);
            }
        }
        for (Theirs their : theirs) {
            if (!used.contains(their.id())) {
                boolean refund = their.kind() == Kind.REFUND;
                Verdict late = refund ? Verdict.REFUND_NOT_BOOKED : Verdict.MISSING_IN_OMS;
                boolean young = isYoung(their.occurredAt());
                row(
                        List.of(),
                        List.of(their),
                        young ? Verdict.PENDING_TIMING : late,
                        young ? 0 : their.gross().minor(),
                        MatchRule.NONE);
            }
        }
        return rows;
    }

    private boolean isYoung(Instant at) {
        return !at.plus(options.window()).isBefore(options.asOf());
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        ours.forEach(our -> keys.add(our.orderNo()));
        theirs.forEach(their -> keys.add(their.reference()));
        return keys;
    }

    private void overRefunds() {
        for (String key : keys()) {
            List<Ours> mine =
                    ours.stream().filter(our -> our.orderNo().equals(key)).toList();
            List<Theirs> other = theirs.stream()
                    .filter(their -> their.reference().equals(key))
                    .toList();
            long[] sales = mine.stream()
                    .filter(our -> our.kind() == Kind.SALE)
                    .mapToLong(our -> our.amount().minor())
                    .toArray();
            if (sales.length == 0) {
                sales = other.stream()
                        .filter(their -> their.kind() == Kind.SALE)
                        .mapToLong(their -> their.gross().minor())
                        .toArray();
            }
            long refunds = -other.stream()
                    .filter(their -> their.kind() == Kind.REFUND)
                    .mapToLong(their -> their.gross().minor())
                    .sum();
            long sale = java.util.Arrays.stream(sales).sum();
            if (sales.length > 0 && refunds > sale + options.tolerance()) {
                row(mine, other, Verdict.OVER_REFUND, sale - refunds, MatchRule.KEY);
            }
        }
    }

    private void stage(MatchRule rule) {
        while (true) {
            Pair best = null;
            for (Ours our : ours) {
                for (Theirs their : theirs) {
                    Pair pair = new Pair(our, their, rule);
                    if (fits(pair) && (best == null || BEST.compare(pair, best) < 0)) {
                        best = pair;
                    }
                }
            }
            if (best == null) {
                return;
            }
            used.add(best.our().id());
            used.add(best.their().id());
            pairs.add(best);
        }
    }

    private static final Comparator<Pair> BEST = Comparator.comparing((Pair pair) -> Math.abs(pair.difference()))
            .thenComparing(Pair::apart)
            .thenComparing(pair -> pair.our().occurredAt())
            .thenComparing(pair -> pair.our().id())
            .thenComparing(pair -> pair.their().occurredAt())
            .thenComparing(pair -> pair.their().id());

    private boolean fits(Pair pair) {
        boolean sameDay = pair.our()
                .occurredAt()
                .atZone(options.zone())
                .toLocalDate()
                .equals(pair.their().occurredAt().atZone(options.zone()).toLocalDate());
        boolean cell = sameCell(pair.our(), pair.their()) && open(pair.our()) && open(pair.their());
        long off = Math.abs(pair.difference());
        return cell
                && pair.apart().compareTo(options.window()) <= 0
                && switch (pair.rule()) {
                    case KEY_EXACT -> off == 0 && sameDay;
                    case KEY_TOLERANCE -> off <= options.tolerance() && sameDay;
                    default -> off <= options.tolerance() && !sameDay;
                };
    }

    private static boolean sameCell(Ours our, Theirs their) {
        return our.orderNo().equals(their.reference()) && our.kind() == their.kind();
    }

    private boolean open(Ours our) {
        return !used.contains(our.id());
    }

    private boolean open(Theirs their) {
        return !used.contains(their.id());
    }

    private void keySums() {
        for (String key : keys()) {
            for (Kind kind : List.of(Kind.SALE, Kind.REFUND)) {
                List<Ours> mine = facingOurs(key, kind);
                List<Theirs> other = facingTheirs(key, kind);
                long difference = sum(other) - sumOurs(mine);
                if (!mine.isEmpty() && mine.size() + other.size() > 2 && Math.abs(difference) <= options.tolerance()) {
                    row(mine, other, Verdict.MATCHED_GROUP, difference, MatchRule.KEY_SUM);
                }
            }
        }
    }

    private List<Ours> facingOurs(String key, Kind kind) {
        return ours.stream()
                .filter(our -> our.orderNo().equals(key) && our.kind() == kind && open(our))
                .filter(our ->
                        theirs.stream().anyMatch(their -> sameCell(our, their) && open(their) && near(our, their)))
                .toList();
    }

    private List<Theirs> facingTheirs(String key, Kind kind) {
        return theirs.stream()
                .filter(their -> their.reference().equals(key) && their.kind() == kind && open(their))
                .filter(their -> ours.stream().anyMatch(our -> sameCell(our, their) && open(our) && near(our, their)))
                .toList();
    }

    private boolean near(Ours our, Theirs their) {
        return new Pair(our, their, MatchRule.NONE).apart().compareTo(options.window()) <= 0;
    }

    /** Grows each row from one pair until nothing more belongs to it. */
    private void duplicates() {
        List<Pair> left = new ArrayList<>(pairs);
        while (!left.isEmpty()) {
            List<Pair> together = new ArrayList<>(List.of(left.remove(0)));
            Set<Theirs> moreTheirs = new HashSet<>();
            Set<Ours> moreOurs = new HashSet<>();
            for (int i = 0; i < together.size(); i++) {
                Pair pair = together.get(i);
                theirs.stream()
                        .filter(their -> open(their)
                                && sameCell(pair.our(), their)
                                && their.gross().equals(pair.their().gross()))
                        .forEach(moreTheirs::add);
                ours.stream()
                        .filter(our -> open(our)
                                && sameCell(our, pair.their())
                                && our.amount().equals(pair.our().amount()))
                        .forEach(moreOurs::add);
                List<Pair> joined = left.stream()
                        .filter(other -> sameCell(other.our(), pair.their())
                                && (moreTheirs.stream().anyMatch(their -> their.gross()
                                                .equals(other.their().gross()))
                                        || moreOurs.stream().anyMatch(our -> our.amount()
                                                .equals(other.our().amount()))))
                        .toList();
                together.addAll(joined);
                left.removeAll(joined);
            }
            List<Ours> mine = new ArrayList<>(together.stream().map(Pair::our).toList());
            List<Theirs> other =
                    new ArrayList<>(together.stream().map(Pair::their).toList());
            if (moreTheirs.isEmpty() && moreOurs.isEmpty()) {
                Pair pair = together.get(0);
                Verdict verdict = pair.difference() == 0 ? Verdict.MATCHED : Verdict.MATCHED_WITH_TOLERANCE;
                row(mine, other, verdict, pair.difference(), pair.rule());
            } else {
                mine.addAll(moreOurs);
                other.addAll(moreTheirs);
                Verdict verdict = moreTheirs.isEmpty() ? Verdict.DUPLICATE_IN_OMS : Verdict.DUPLICATE_IN_CHANNEL;
                row(mine, other, verdict, sum(other) - sumOurs(mine), MatchRule.KEY);
            }
        }
    }

    private void differences() {
        for (String key : keys()) {
            for (Kind kind : List.of(Kind.SALE, Kind.REFUND)) {
                List<Ours> mine = facingOurs(key, kind);
                List<Theirs> other = facingTheirs(key, kind);
                if (!mine.isEmpty()) {
                    row(mine, other, Verdict.AMOUNT_MISMATCH, sum(other) - sumOurs(mine), MatchRule.KEY);
                }
            }
        }
    }

    private static long sum(List<Theirs> records) {
        return records.stream().mapToLong(record -> record.gross().minor()).sum();
    }

    private static long sumOurs(List<Ours> records) {
        return records.stream().mapToLong(record -> record.amount().minor()).sum();
    }

    private void row(List<Ours> mine, List<Theirs> other, Verdict verdict, long difference, MatchRule rule) {
        Set<String> ourIds = new TreeSet<>();
        Set<String> theirIds = new TreeSet<>();
        mine.forEach(our -> ourIds.add(our.id()));
        other.forEach(their -> theirIds.add(their.id()));
        used.addAll(ourIds);
        used.addAll(theirIds);
        rows.add(ourIds + " " + theirIds + " " + verdict + " " + difference + " " + rule);
    }
}
