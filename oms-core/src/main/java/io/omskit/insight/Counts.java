package io.omskit.insight;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each key occurred, ascending by key. */
final class Counts<K extends Comparable<? super K>> {
    private final TreeMap<K, Long> byKey = new TreeMap<>();

    void add(K key) {
        byKey.merge(key, 1L, Math::addExact);
    }

    void merge(Counts<K> other) {
        other.byKey.forEach((key, count) -> byKey.merge(key, count, Math::addExact));
    }

    long total() {
        return byKey.values().stream().reduce(0L, Math::addExact);
    }

    /** A copy. */
    Map<K, Long> asMap() {
        return Collections.unmodifiableMap(new TreeMap<>(byKey));
    }

    /** The keys with most occurrences, most first; of equal counts the greater key comes first. */
    Map<K, Long> top(int limit) {
        Comparator<Map.Entry<K, Long>> most = Map.Entry.<K, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey())
                .reversed();
        Map<K, Long> top = new LinkedHashMap<>();
        byKey.entrySet().stream().sorted(most).limit(limit).forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(top);
    }
}
