package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The working sheet of one reconciliation: who is still open, what is matched, which rows are finished. */
final class Sheet {
    final Options options;
    final List<Entry> ours = new ArrayList<>();
    final List<Entry> keyed = new ArrayList<>();
    final List<Entry> groupPayments = new ArrayList<>();
    final List<Entry> lumps = new ArrayList<>();
    private final Map<CellKey, Cell> cells = new LinkedHashMap<>();
    private final Map<String, List<Entry>> oursByOrder = new LinkedHashMap<>();
    private final List<Match> sums = new ArrayList<>();
    private final List<Placed> rows = new ArrayList<>();

    /** One key and one kind. */
    private record CellKey(String key, Kind kind) {}

    /**
     * The keyed records of one key and kind.
     *
     * @param ours on our side
     * @param theirs on their side
     * @param pairs what stages 1 to 3 matched
     */
    record Cell(List<Entry> ours, List<Entry> theirs, List<Match> pairs) {}

    /** Open records of both sides that are in the window of one another. */
    record Facing(List<Entry> ours, List<Entry> theirs) {
        boolean isEmpty() {
            return ours.isEmpty() || theirs.isEmpty();
        }

        long difference() {
            return Math.subtractExact(Entry.sum(theirs), Entry.sum(ours));
        }
    }

    private record Placed(int firstOurs, int firstTheirs, Outcome outcome) {}

    Sheet(List<Reconciliation.Ours> ourRecords, List<Reconciliation.Theirs> theirRecords, Options options) {
        this.options = options;
        for (int i = 0; i < ourRecords.size(); i++) {
            Entry entry = Entry.of(ourRecords.get(i), i, options.zone());
            if (takesPart(entry, true)) {
                ours.add(entry);
                cell(entry).ours().add(entry);
                oursByOrder.computeIfAbsent(entry.key, key -> new ArrayList<>()).add(entry);
            }
        }
        for (int i = 0; i < theirRecords.size(); i++) {
            Entry entry = Entry.of(theirRecords.get(i), i, options.zone());
            if (takesPart(entry, false)) {
                place(entry);
            }
        }
    }

    private boolean takesPart(Entry entry, boolean isOurs) {
        if (entry.takesPart()) {
            return true;
        }
        row(
                Verdict.UNKNOWN_KIND,
                MatchRule.NONE,
                isOurs ? -entry.minor() : entry.minor(),
                isOurs ? List.of(entry) : List.of(),
                isOurs ? List.of() : List.of(entry),
                "kind " + entry.kind + " is not compared by key");
        return false;
    }

    private void place(Entry entry) {
        if (entry.key.startsWith(options.lumpPrefix())) {
            lumps.add(entry);
        } else if (options.groups().containsKey(entry.key)) {
            groupPayments.add(entry);
        } else {
            keyed.add(entry);
            cell(entry).theirs().add(entry);
        }
    }

    /** A record without a key is in a cell of its own: blank is not a name that two records share. */
    private Cell cell(Entry entry) {
        Cell fresh = new Cell(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (entry.key.isEmpty()) {
            return fresh;
        }
        Cell known = cells.putIfAbsent(new CellKey(entry.key, entry.kind), fresh);
        return known == null ? fresh : known;
    }

    Collection<Cell> cells() {
        return cells.values();
    }

    /** Our records of these orders, in the order of the input. */
    List<Entry> oursOf(Collection<String> orders) {
        List<Entry> found = new ArrayList<>();
        for (String order : orders) {
            found.addAll(oursByOrder.getOrDefault(order, List.of()));
        }
        found.sort(Comparator.comparingInt(entry -> entry.position));
        return found;
    }

    /** Orders of the groups that are paid as a group. */
    Set<String> coveredOrders() {
        Set<String> covered = new HashSet<>();
        for (Entry payment : groupPayments) {
            covered.addAll(Objects.requireNonNull(options.groups().get(payment.key)));
        }
        return covered;
    }

    boolean isInWindow(Entry one, Entry other) {
        return Duration.between(one.at, other.at).abs().compareTo(options.window()) <= 0;
    }

    boolean isTolerable(long difference) {
        return Math.abs(difference) <= options.tolerance();
    }

    /** The open records of two lists that are in the window of an open one of the other list. */
    Facing facing(List<Entry> someOurs, List<Entry> someTheirs) {
        List<Entry> openOurs = someOurs.stream().filter(Entry::isOpen).toList();
        List<Entry> openTheirs = someTheirs.stream().filter(Entry::isOpen).toList();
        return new Facing(
                openOurs.stream()
                        .filter(one -> openTheirs.stream().anyMatch(other -> isInWindow(one, other)))
                        .toList(),
                openTheirs.stream()
                        .filter(one -> openOurs.stream().anyMatch(other -> isInWindow(one, other)))
                        .toList());
    }

    /** Matches one with one in a cell; the row is written at the end, for a duplicate may replace it. */
    void pair(Cell cell, MatchRule rule, Entry our, Entry their) {
        our.use();
        their.use();
        cell.pairs().add(new Match(rule, List.of(our), List.of(their)));
    }

    /** Matches sums. */
    void matchSum(MatchRule rule, List<Entry> someOurs, List<Entry> someTheirs) {
        someOurs.forEach(Entry::use);
        someTheirs.forEach(Entry::use);
        sums.add(new Match(rule, someOurs, someTheirs));
    }

    List<Match> sums() {
        return sums;
    }

    /** Writes a row about records that are still open. */
    void row(
            Verdict verdict,
            MatchRule rule,
            long difference,
            Collection<Entry> someOurs,
            Collection<Entry> someTheirs,
            String note) {
        someOurs.forEach(Entry::use);
        someTheirs.forEach(Entry::use);
        finish(verdict, rule, difference, someOurs, someTheirs, note);
    }

    /** Writes a row about records that a stage has used. */
    void finish(
            Verdict verdict,
            MatchRule rule,
            long difference,
            Collection<Entry> someOurs,
            Collection<Entry> someTheirs,
            String note) {
        List<Entry> left = sorted(someOurs);
        List<Entry> right = sorted(someTheirs);
        Outcome outcome = new Outcome(ids(left), ids(right), verdict, difference, rule, note);
        rows.add(new Placed(first(left), first(right), outcome));
    }

    List<Outcome> outcomes() {
        return rows.stream()
                .sorted(Comparator.comparingInt(Placed::firstOurs).thenComparingInt(Placed::firstTheirs))
                .map(Placed::outcome)
                .toList();
    }

    private static List<Entry> sorted(Collection<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingInt(entry -> entry.position))
                .toList();
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.id).toList();
    }

    private static int first(List<Entry> entries) {
        return entries.isEmpty() ? Integer.MAX_VALUE : entries.get(0).position;
    }
}
