package io.omskit.engine.work;

import com.google.common.hash.Hashing;
import io.omskit.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * References that may be used once, for example the one under which goods were received. Each is a counter with room for just
 * one use, so that of two commits that use it one is refused.
 */
public final class References {
    private static final String ONCE = "once/";

    private final Store store;
    private final Map<String, Long> stored = new HashMap<>();
    private final Map<String, Long> usedUp = new TreeMap<>();

    References(Store store) {
        this.store = store;
    }

    /** Reads ahead which of these references were used up. */
    public void preload(Collection<List<String>> references) {
        Set<String> keys = new HashSet<>();
        references.forEach(parts -> keys.add(key(parts)));
        if (!keys.isEmpty()) {
            stored.putAll(store.counters(keys));
        }
    }

    /**
     * Uses up a reference.
     *
     * @return false if it was used before, by this unit of work or by any other
     */
    public boolean use(List<String> parts) {
        return use(parts, 1);
    }

    /** The same, which keeps a positive figure with the reference for good. */
    public boolean use(List<String> parts, long figure) {
        return !isUsed(parts) && usedUp.put(key(parts), figure) == null;
    }

    /** Whether a reference was used before, by this unit of work or by any other. */
    public boolean isUsed(List<String> parts) {
        return figure(parts) != 0;
    }

    /** The figure that is kept with a reference, 0 where it was not used yet. */
    public long figure(List<String> parts) {
        String key = key(parts);
        if (!stored.containsKey(key)) {
            stored.putAll(store.counters(List.of(key)));
        }
        return usedUp.getOrDefault(key, -stored.getOrDefault(key, 0L));
    }

    /** What this unit of work uses up: the figures by the names of their counters. */
    Map<String, Long> usedUp() {
        return usedUp;
    }

    /** Name of the counter of a reference. */
    public static String key(List<String> parts) {
        return ONCE + Hashing.sha256().hashString(String.join("\n", parts), StandardCharsets.UTF_8);
    }

    /** Whether a counter is that of a reference. */
    public static boolean isKey(String counter) {
        return counter.startsWith(ONCE);
    }
}
