package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Sheet.Cell;
import io.omskit.finance.matching.Sheet.Facing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** After all stages: duplicates, amounts that differ, and records that stand alone. */
final class Leftovers {
    private Leftovers() {}

    static void apply(Sheet sheet) {
        for (Cell cell : sheet.cells()) {
            Set<Match> replaced = cell.pairs().isEmpty() ? Set.of() : duplicates(sheet, cell);
            for (Match pair : cell.pairs()) {
                if (!replaced.contains(pair)) {
                    Findings.write(sheet, pair);
                }
            }
        }
        sheet.sums().forEach(match -> Findings.write(sheet, match));
        for (Cell cell : sheet.cells()) {
            differing(sheet, MatchRule.KEY, sheet.facing(cell.ours(), cell.theirs()));
        }
        for (GroupStage.Group group : GroupStage.groups(sheet)) {
            differing(sheet, MatchRule.GROUP_KEY, sheet.facing(group.ours(), group.payments()));
        }
        sheet.ours.stream().filter(Entry::isOpen).forEach(our -> oneSided(sheet, our, true));
        for (Collection<Entry> theirs : List.of(sheet.keyed, sheet.groupPayments, sheet.lumps)) {
            theirs.stream().filter(Entry::isOpen).forEach(their -> oneSided(sheet, their, false));
        }
    }

    /**
     * Open records that repeat the amount of a pair of their own side. Surplus on both sides may meet in one pair; then
     * all of it is one row, so that no record stands in two.
     *
     * @return the pairs whose rows the duplicates replace
     */
    private static Set<Match> duplicates(Sheet sheet, Cell cell) {
        Map<Long, List<Entry>> theirSurplus = surplus(cell.theirs());
        Map<Long, List<Entry>> ourSurplus = surplus(cell.ours());
        List<Match> pairs = cell.pairs();
        Clusters clusters = new Clusters(pairs.size());
        Map<Long, Integer> firstByTheirs = new LinkedHashMap<>();
        Map<Long, Integer> firstByOurs = new LinkedHashMap<>();
        boolean[] touched = new boolean[pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            long theirAmount = pairs.get(i).theirs().get(0).minor();
            long ourAmount = pairs.get(i).ours().get(0).minor();
            boolean theirsRepeats = theirSurplus.containsKey(theirAmount);
            boolean oursRepeats = ourSurplus.containsKey(ourAmount);
            if (theirsRepeats) {
                join(clusters, firstByTheirs.putIfAbsent(theirAmount, i), i);
            }
            if (oursRepeats) {
                join(clusters, firstByOurs.putIfAbsent(ourAmount, i), i);
            }
            touched[i] = theirsRepeats || oursRepeats;
        }
        Set<Match> replaced = new HashSet<>();
        for (List<Integer> cluster : clusters.all()) {
            if (touched[cluster.get(0)]) {
                List<Match> together = cluster.stream().map(pairs::get).toList();
                duplicateRow(sheet, together, ourSurplus, theirSurplus);
                replaced.addAll(together);
            }
        }
        return replaced;
    }

    private static void join(Clusters clusters, @Nullable Integer first, int other) {
        if (first != null) {
            clusters.join(first, other);
        }
    }

    private static void duplicateRow(
            Sheet sheet, List<Match> pairs, Map<Long, List<Entry>> ourSurplus, Map<Long, List<Entry>> theirSurplus) {
        List<Entry> ours = new ArrayList<>();
        List<Entry> theirs = new ArrayList<>();
        Set<Entry> moreOurs = new HashSet<>();
        Set<Entry> moreTheirs = new HashSet<>();
        for (Match pair : pairs) {
            ours.addAll(pair.ours());
            theirs.addAll(pair.theirs());
            moreOurs.addAll(ourSurplus.getOrDefault(pair.ours().get(0).minor(), List.of()));
            moreTheirs.addAll(theirSurplus.getOrDefault(pair.theirs().get(0).minor(), List.of()));
        }
        moreOurs.forEach(Entry::use);
        moreTheirs.forEach(Entry::use);
        ours.addAll(moreOurs);
        theirs.addAll(moreTheirs);
        Verdict verdict = moreTheirs.isEmpty() ? Verdict.DUPLICATE_IN_OMS : Verdict.DUPLICATE_IN_CHANNEL;
        String note = "surplus: " + moreTheirs.size() + " theirs, " + moreOurs.size() + " ours";
        long difference = Math.subtractExact(Entry.sum(theirs), Entry.sum(ours));
        sheet.finish(verdict, MatchRule.KEY, difference, ours, theirs, note);
    }

    private static Map<Long, List<Entry>> surplus(List<Entry> entries) {
        Map<Long, List<Entry>> byAmount = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.isOpen()) {
                byAmount.computeIfAbsent(entry.minor(), any -> new ArrayList<>())
                        .add(entry);
            }
        }
        return byAmount;
    }

    private static void differing(Sheet sheet, MatchRule rule, Facing facing) {
        if (!facing.isEmpty()) {
            sheet.row(Verdict.AMOUNT_MISMATCH, rule, facing.difference(), facing.ours(), facing.theirs(), "");
        }
    }

    private static void oneSided(Sheet sheet, Entry entry, boolean isOurs) {
        Duration age = Duration.between(entry.at, sheet.options.asOf());
        boolean pending = age.compareTo(sheet.options.window()) <= 0;
        boolean refund = entry.kind == Kind.REFUND;
        Verdict late = isOurs
                ? (refund ? Verdict.REFUND_NOT_PAID : Verdict.MISSING_IN_CHANNEL)
                : (refund ? Verdict.REFUND_NOT_BOOKED : Verdict.MISSING_IN_OMS);
        long difference = isOurs ? -entry.minor() : entry.minor();
        sheet.row(
                pending ? Verdict.PENDING_TIMING : late,
                MatchRule.NONE,
                pending ? 0 : difference,
                isOurs ? List.of(entry) : List.of(),
                isOurs ? List.of() : List.of(entry),
                pending ? "inside the window" : "");
    }
}
