package io.omskit.insight;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many orders there are: by state, by month and by day of placing.
 *
 * <p>A roll-up, see the package. Not safe for several threads.
 */
public final class OrderStates {
    private final Counts<String> byState = new Counts<>();
    private final Counts<LocalDate> byDay = new Counts<>();

    /** Nothing counted yet. */
    public OrderStates() {}

    /**
     * Counts one order.
     *
     * @param state its state in the words of the report; absent where unknown
     * @param placedOn the day on which it was placed, in the zone of its shop; absent where unknown
     */
    public void add(@Nullable String state, @Nullable LocalDate placedOn) {
        byState.add(Keys.of(state));
        if (placedOn != null) {
            byDay.add(placedOn);
        }
    }

    /** Takes over everything that the other one counted; returns this. */
    public OrderStates merge(OrderStates other) {
        byState.merge(other.byState);
        byDay.merge(other.byDay);
        return this;
    }

    public long orders() {
        return byState.total();
    }

    /** Orders by state, ascending by state; orders without one count as {@code (none)}. */
    public Map<String, Long> byState() {
        return byState.asMap();
    }

    /** Orders by day of placing, ascending. */
    public Map<LocalDate, Long> byDay() {
        return byDay.asMap();
    }

    /** Orders by month of placing, ascending. */
    public Map<YearMonth, Long> byMonth() {
        Map<YearMonth, Long> months = new TreeMap<>();
        byDay.asMap().forEach((day, count) -> months.merge(YearMonth.from(day), count, Math::addExact));
        return months;
    }

    /**
     * The days with most orders, most first; of equal days the later one comes first.
     *
     * @param limit how many days at most
     */
    public Map<LocalDate, Long> busiestDays(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException(
                    "The limit of busiest days is " + limit + ".\nAsk for zero or more days.");
        }
        return byDay.top(limit);
    }

    /** The figures in a fixed order, days and months as ISO-8601 text, ready for JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("orders", orders());
        map.put("byState", byState());
        map.put("byMonth", named(byMonth()));
        map.put("byDay", named(byDay()));
        return map;
    }

    private static Map<String, Long> named(Map<?, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((key, count) -> named.put(key.toString(), count));
        return named;
    }
}
