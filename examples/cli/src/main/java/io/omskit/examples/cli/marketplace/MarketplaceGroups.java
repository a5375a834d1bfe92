package io.omskit.examples.cli.marketplace;

import io.omskit.examples.cli.marketplace.MarketplaceReport.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Persons who bought more than once, and their orders that could have travelled together. */
final class MarketplaceGroups {
    private static final Duration WINDOW = Duration.ofHours(24);

    private final List<Facts> orders;

    /** Orders by purchase time, then number. */
    MarketplaceGroups(List<Facts> orders) {
        this.orders = orders;
    }

    long repeatCustomers() {
        Map<String, Long> counts = new TreeMap<>();
        orders.forEach(facts -> counts.merge(facts.person(), 1L, Long::sum));
        return counts.values().stream().filter(count -> count > 1).count();
    }

    Map<String, Object> candidates() {
        long pairs = 0;
        long mergeable = 0;
        List<List<String>> groups = new ArrayList<>();
        for (List<Facts> siblings : siblings().values()) {
            List<String> group = new ArrayList<>();
            for (int i = 1; i < siblings.size(); i++) {
                Facts earlier = siblings.get(i - 1);
                Facts later = siblings.get(i);
                if (!areClose(earlier, later)) {
                    group = new ArrayList<>();
                    continue;
                }
                pairs++;
                mergeable += couldMerge(earlier, later) ? 1 : 0;
                if (group.isEmpty()) {
                    group.add(earlier.number());
                    groups.add(group);
                }
                group.add(later.number());
            }
        }
        groups.sort(Comparator.comparing(group -> group.get(0)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("consecutive_pairs", pairs);
        map.put("groups", groups.size());
        map.put("pairs_still_mergeable_earlier_not_handed_to_carrier_and_neither_cancelled", mergeable);
        map.put("group_order_ids", groups);
        return map;
    }

    private Map<String, List<Facts>> siblings() {
        Map<String, List<Facts>> siblings = new TreeMap<>();
        for (Facts facts : orders) {
            if (facts.placed() != null) {
                siblings.computeIfAbsent(facts.person() + "\n" + facts.zip(), same -> new ArrayList<>())
                        .add(facts);
            }
        }
        return siblings;
    }

    private static boolean areClose(Facts earlier, Facts later) {
        Instant one = earlier.placed();
        Instant other = later.placed();
        return one != null && other != null && Duration.between(one, other).compareTo(WINDOW) <= 0;
    }

    private static boolean couldMerge(Facts earlier, Facts later) {
        Instant carrier = earlier.carrier();
        Instant placed = later.placed();
        boolean stillHere = carrier == null || (placed != null && carrier.isAfter(placed));
        return stillHere && !earlier.isCanceled() && !later.isCanceled();
    }
}
