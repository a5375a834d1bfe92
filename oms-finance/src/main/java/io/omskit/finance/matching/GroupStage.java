package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Sheet.Facing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Stage 4 across keys: payments under a group key with our records of the group's orders. */
final class GroupStage {
    private GroupStage() {}

    private record Key(String group, Kind kind, Currency currency) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::group)
                .thenComparing(Key::kind)
                .thenComparing(key -> key.currency().getCurrencyCode());
    }

    /** Payments of one group, kind and currency, and our records that they may pay. */
    record Group(List<Entry> ours, List<Entry> payments) {}

    /** A sum that could be matched, with the rank by which overlapping groups are decided. */
    private record Candidate(long distance, Duration apart, Entry firstOurs, Entry firstTheirs, Group group) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingLong(Candidate::distance)
                .thenComparing(Candidate::apart)
                .thenComparing(Candidate::firstOurs, Entry.BY_TIME)
                .thenComparing(Candidate::firstTheirs, Entry.BY_TIME);
    }

    /** The groups that are paid as such, in an order that does not depend on the input's. */
    static Collection<Group> groups(Sheet sheet) {
        Map<Key, List<Entry>> payments = new TreeMap<>(Key.ORDER);
        for (Entry payment : sheet.groupPayments) {
            Key key = new Key(payment.key, payment.kind, payment.amount.currency());
            payments.computeIfAbsent(key, any -> new ArrayList<>()).add(payment);
        }
        List<Group> groups = new ArrayList<>();
        payments.forEach((key, paid) -> {
            List<Entry> ours = sheet
                    .oursOf(Objects.requireNonNull(sheet.options.groups().get(key.group())))
                    .stream()
                    .filter(our ->
                            our.kind == key.kind() && our.amount.currency().equals(key.currency()))
                    .toList();
            groups.add(new Group(ours, paid));
        });
        return groups;
    }

    /** Best sums first; what a match takes away may open or close others, so it repeats until nothing changes. */
    static void apply(Sheet sheet) {
        Collection<Group> groups = groups(sheet);
        boolean changed = true;
        while (changed) {
            changed = false;
            List<Candidate> candidates = new ArrayList<>();
            for (Group group : groups) {
                Facing facing = sheet.facing(group.ours(), group.payments());
                if (!facing.isEmpty() && sheet.isTolerable(facing.difference())) {
                    candidates.add(candidate(group, facing));
                }
            }
            candidates.sort(Candidate.BEST_FIRST);
            for (Candidate candidate : candidates) {
                Group group = candidate.group();
                Facing now = sheet.facing(group.ours(), group.payments());
                if (!now.isEmpty() && sheet.isTolerable(now.difference())) {
                    sheet.matchSum(MatchRule.GROUP_KEY, now.ours(), now.theirs());
                    changed = true;
                }
            }
        }
    }

    private static Candidate candidate(Group group, Facing facing) {
        Entry firstOurs = facing.ours().stream().min(Entry.BY_TIME).orElseThrow();
        Entry firstTheirs = facing.theirs().stream().min(Entry.BY_TIME).orElseThrow();
        Instant from = firstOurs.at;
        return new Candidate(
                Math.abs(facing.difference()),
                Duration.between(from, firstTheirs.at).abs(),
                firstOurs,
                firstTheirs,
                group);
    }
}
