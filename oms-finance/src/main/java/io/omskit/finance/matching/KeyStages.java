package io.omskit.finance.matching;

import io.omskit.finance.matching.Sheet.Cell;
import io.omskit.finance.matching.Sheet.Facing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Stages 1 to 4 inside the cells. A record is in one cell only, so running all stages cell by cell gives what running each
 * stage over all cells would.
 */
final class KeyStages {
    private KeyStages() {}

    private record Pair(Entry our, Entry their) {
        static final Comparator<Pair> BEST_FIRST = Comparator.comparingLong(Pair::distance)
                .thenComparing(Pair::apart)
                .thenComparing(Pair::our, Entry.BY_TIME)
                .thenComparing(Pair::their, Entry.BY_TIME);

        long distance() {
            return Math.abs(their.minor() - our.minor());
        }

        Duration apart() {
            return Duration.between(our.at, their.at).abs();
        }
    }

    static void apply(Sheet sheet) {
        for (Cell cell : sheet.cells()) {
            if (!cell.ours().isEmpty() && !cell.theirs().isEmpty()) {
                pairs(
                        sheet,
                        cell,
                        MatchRule.KEY_EXACT,
                        (our, their) -> our.minor() == their.minor() && sameDay(our, their));
                pairs(sheet, cell, MatchRule.KEY_TOLERANCE, KeyStages::sameDay);
                pairs(sheet, cell, MatchRule.KEY_WINDOW, (our, their) -> !sameDay(our, their));
                sums(sheet, cell);
            }
        }
    }

    private static boolean sameDay(Entry our, Entry their) {
        return our.day.equals(their.day);
    }

    private static void pairs(Sheet sheet, Cell cell, MatchRule rule, BiPredicate<Entry, Entry> fits) {
        List<Pair> candidates = new ArrayList<>();
        for (Entry our : cell.ours()) {
            for (Entry their : cell.theirs()) {
                if (our.isOpen()
                        && their.isOpen()
                        && sheet.isTolerable(their.minor() - our.minor())
                        && sheet.isInWindow(our, their)
                        && fits.test(our, their)) {
                    candidates.add(new Pair(our, their));
                }
            }
        }
        candidates.sort(Pair.BEST_FIRST);
        for (Pair pair : candidates) {
            if (pair.our().isOpen() && pair.their().isOpen()) {
                sheet.pair(cell, rule, pair.our(), pair.their());
            }
        }
    }

    private static void sums(Sheet sheet, Cell cell) {
        Facing facing = sheet.facing(cell.ours(), cell.theirs());
        boolean several = facing.ours().size() > 1 || facing.theirs().size() > 1;
        if (!facing.isEmpty() && several && sheet.isTolerable(facing.difference())) {
            sheet.matchSum(MatchRule.KEY_SUM, facing.ours(), facing.theirs());
        }
    }
}
