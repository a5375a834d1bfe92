package io.omskit.insight;

import io.omskit.value.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Count and sum of amounts by key, such as payments by type. A key has one row for each currency; amounts of two currencies
 * are never added.
 *
 * <p>A roll-up, see the package. Not safe for several threads. A sum outside 64 bits throws {@link ArithmeticException}.
 */
public final class Tally {
    private final TreeMap<KeyInCurrency, Row> rows = new TreeMap<>();

    /** Nothing counted yet. */
    public Tally() {}

    /**
     * The figures of one key in one currency.
     *
     * @param key what was counted by; {@code (none)} where absent
     * @param count how many amounts
     * @param sum their sum
     */
    public record Row(String key, long count, Money sum) {
        private Row plus(Row other) {
            return new Row(key, Math.addExact(count, other.count), sum.plus(other.sum));
        }

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("count", count);
            map.put("sum", sum.minor());
            return map;
        }
    }

    /** Counts one amount. */
    public void add(@Nullable String key, Money amount) {
        put(KeyInCurrency.of(key, amount), new Row(Keys.of(key), 1, amount));
    }

    /** Takes over everything that the other one counted; returns this. */
    public Tally merge(Tally other) {
        other.rows.forEach(this::put);
        return this;
    }

    private void put(KeyInCurrency key, Row row) {
        rows.merge(key, row, Row::plus);
    }

    /** All rows, ascending by key, then currency code. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** One row for each currency over all keys, ascending by currency code; the key of each is {@code total}. */
    public List<Row> totals() {
        Map<String, Row> totals = new TreeMap<>();
        rows.forEach((key, row) ->
                totals.merge(key.currency().getCurrencyCode(), new Row("total", row.count(), row.sum()), Row::plus));
        return List.copyOf(totals.values());
    }

    /** By key, then currency code: {@code count} and {@code sum} in minor units; ready for JSON. */
    public Map<String, Map<String, Map<String, Object>>> toMap() {
        Map<String, Map<String, Map<String, Object>>> map = new LinkedHashMap<>();
        rows.forEach((key, row) -> map.computeIfAbsent(key.key(), any -> new LinkedHashMap<>())
                .put(key.currency().getCurrencyCode(), row.toMap()));
        return map;
    }
}
