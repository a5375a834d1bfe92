package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys about which no stage may decide anything: the whole key leaves as one row. */
final class Vetoes {
    private Vetoes() {}

    private record Sides(List<Entry> ours, List<Entry> theirs) {
        Sides() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    static void apply(Sheet sheet) {
        Map<String, Sides> byKey = new LinkedHashMap<>();
        sheet.ours.forEach(entry -> sides(byKey, entry).ours().add(entry));
        sheet.keyed.forEach(entry -> sides(byKey, entry).theirs().add(entry));
        for (Sides sides : byKey.values()) {
            if (!isOneCurrency(sides)) {
                sheet.row(Verdict.CURRENCY_MISMATCH, MatchRule.KEY, 0, sides.ours(), sides.theirs(), "");
            } else {
                overRefund(sheet, sides);
            }
        }
    }

    private static Sides sides(Map<String, Sides> byKey, Entry entry) {
        return entry.key.isEmpty() ? new Sides() : byKey.computeIfAbsent(entry.key, key -> new Sides());
    }

    /** A key of one side alone has nothing to disagree with. */
    private static boolean isOneCurrency(Sides sides) {
        if (sides.ours().isEmpty() || sides.theirs().isEmpty()) {
            return true;
        }
        List<Entry> all = new ArrayList<>(sides.ours());
        all.addAll(sides.theirs());
        return all.stream().map(entry -> entry.amount.currency()).distinct().count() == 1;
    }

    private static void overRefund(Sheet sheet, Sides sides) {
        List<Entry> sales = of(Kind.SALE, sides.ours());
        if (sales.isEmpty()) {
            sales = of(Kind.SALE, sides.theirs());
        }
        if (sales.isEmpty()) {
            return;
        }
        long sale = Entry.sum(sales);
        long refunds = Math.abs(Entry.sum(of(Kind.REFUND, sides.theirs())));
        long rest = Math.subtractExact(sale, refunds);
        if (rest < 0 && !sheet.isTolerable(rest)) {
            sheet.row(
                    Verdict.OVER_REFUND,
                    MatchRule.KEY,
                    rest,
                    sides.ours(),
                    sides.theirs(),
                    "refunds of " + refunds + " exceed the sale of " + sale);
        }
    }

    private static List<Entry> of(Kind kind, List<Entry> entries) {
        return entries.stream().filter(entry -> entry.kind == kind).toList();
    }
}
