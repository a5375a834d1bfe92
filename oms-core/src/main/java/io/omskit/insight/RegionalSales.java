package io.omskit.insight;

import io.omskit.value.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was sold by region of destination: orders, items, goods and freight. A region has one row for each currency; amounts
 * of two currencies are never added.
 *
 * <p>A roll-up, see the package. Not safe for several threads. A sum outside 64 bits throws {@link ArithmeticException}.
 */
public final class RegionalSales {
    private final TreeMap<KeyInCurrency, Row> rows = new TreeMap<>();

    /** Nothing counted yet. */
    public RegionalSales() {}

    /**
     * The sales of one region in one currency.
     *
     * @param region code of the region; {@code (none)} where orders have none
     * @param orders how many orders
     * @param items how many items were in them
     * @param goods sum of their goods
     * @param freight sum of their freight
     */
    public record Row(String region, long orders, long items, Money goods, Money freight) {
        private Row plus(Row other) {
            return new Row(
                    region,
                    Math.addExact(orders, other.orders),
                    Math.addExact(items, other.items),
                    goods.plus(other.goods),
                    freight.plus(other.freight));
        }

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("orders", orders);
            map.put("items", items);
            map.put("goods", goods.minor());
            map.put("freight", freight.minor());
            return map;
        }
    }

    /**
     * Counts one order.
     *
     * @param region code of its destination's region; absent where unknown
     * @param items its pieces; a weighed line counts as one
     * @param goods its goods
     * @param freight its freight, in the same currency
     * @throws IllegalArgumentException if the items are negative or the currencies differ
     */
    public void add(@Nullable String region, long items, Money goods, Money freight) {
        if (items < 0 || !goods.currency().equals(freight.currency())) {
            throw new IllegalArgumentException("An order to region " + Keys.of(region) + " has " + items
                    + " items, goods in " + goods.currency() + " and freight in " + freight.currency()
                    + ".\nGive zero or more items, and one currency for both amounts.");
        }
        put(KeyInCurrency.of(region, goods), new Row(Keys.of(region), 1, items, goods, freight));
    }

    /** Takes over everything that the other one counted; returns this. */
    public RegionalSales merge(RegionalSales other) {
        other.rows.forEach(this::put);
        return this;
    }

    private void put(KeyInCurrency key, Row row) {
        rows.merge(key, row, Row::plus);
    }

    /** All rows, ascending by region, then currency code. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** One row for each currency over all regions, ascending by currency code; the region of each is {@code total}. */
    public List<Row> totals() {
        Map<String, Row> totals = new TreeMap<>();
        rows.forEach((key, row) -> totals.merge(
                key.currency().getCurrencyCode(),
                new Row("total", row.orders(), row.items(), row.goods(), row.freight()),
                Row::plus));
        return List.copyOf(totals.values());
    }

    /** By region, then currency code: {@code orders, items, goods, freight}, money in minor units; ready for JSON. */
    public Map<String, Map<String, Map<String, Object>>> toMap() {
        Map<String, Map<String, Map<String, Object>>> map = new LinkedHashMap<>();
        rows.forEach((key, row) -> map.computeIfAbsent(key.key(), any -> new LinkedHashMap<>())
                .put(key.currency().getCurrencyCode(), row.toMap()));
        return map;
    }
}
