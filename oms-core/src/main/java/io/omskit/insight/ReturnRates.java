package io.omskit.insight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of what was sold came back, by key: a SKU, a category, a region. The unit is the caller's (pieces or orders), one
 * for the whole roll-up. Both counts must be of the same sales: a return counts where its sale counts, whenever it came.
 *
 * <p>A roll-up, see the package. Not safe for several threads.
 */
public final class ReturnRates {
    private final TreeMap<String, Figures> byKey = new TreeMap<>();

    /** Nothing counted yet. */
    public ReturnRates() {}

    /**
     * The counts of one key.
     *
     * @param sold how many were sold
     * @param returned how many of them came back
     */
    public record Figures(long sold, long returned) {
        /** Part of what was sold that came back, 6 digits; empty where nothing was sold. */
        public OptionalDouble rate() {
            return sold == 0 ? OptionalDouble.empty() : OptionalDouble.of(Rounded.rate(returned, sold));
        }

        private Figures plus(Figures other) {
            return new Figures(Math.addExact(sold, other.sold), Math.addExact(returned, other.returned));
        }

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("sold", sold);
            map.put("returned", returned);
            rate().ifPresent(rate -> map.put("rate", rate));
            return map;
        }
    }

    /**
     * Counts a sale and what came back of it; either may be added alone.
     *
     * @param key what to count by; absent where unknown
     * @throws IllegalArgumentException if a count is negative
     */
    public void add(@Nullable String key, long sold, long returned) {
        if (sold < 0 || returned < 0) {
            throw new IllegalArgumentException("Sold " + sold + " and returned " + returned + " of " + Keys.of(key)
                    + ": a count is negative.\nCount what happened; nothing is ever taken back out of a roll-up.");
        }
        put(Keys.of(key), new Figures(sold, returned));
    }

    /** Takes over everything that the other one counted; returns this. */
    public ReturnRates merge(ReturnRates other) {
        other.byKey.forEach(this::put);
        return this;
    }

    private void put(String key, Figures figures) {
        byKey.merge(key, figures, Figures::plus);
    }

    /** The counts by key, ascending. */
    public Map<String, Figures> byKey() {
        return Collections.unmodifiableMap(new TreeMap<>(byKey));
    }

    /** The counts over all keys. */
    public Figures overall() {
        return byKey.values().stream().reduce(new Figures(0, 0), Figures::plus);
    }

    /** The figures, overall and by key ascending, ready for JSON; a rate that does not exist is left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> keys = new LinkedHashMap<>();
        byKey.forEach((key, figures) -> keys.put(key, figures.toMap()));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("overall", overall().toMap());
        map.put("byKey", keys);
        return map;
    }
}
