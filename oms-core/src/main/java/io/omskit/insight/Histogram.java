package io.omskit.insight;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How long things took: counts by the nearest whole minute, and beside them the exact seconds of sum, least and greatest.
 *
 * <p>Mean, least and greatest are exact to the second. A quantile is interpolated linearly between the two order statistics
 * around position {@code (n - 1) * q} (type 7 of Hyndman and Fan, 1996), each known to half a minute; so from eight and a half hours on a
 * quantile is within one thousandth of the exact one. Only minutes that occurred take room. Durations may be negative: a
 * carrier's clock that is ahead is a fact. Parts of a second are dropped downwards.
 *
 * <p>A roll-up, see the package. Not safe for several threads.
 */
public final class Histogram {
    /** A thousand years. What is longer is a wrong date, and would one day make the exact sum leave 64 bits. */
    private static final Duration LIMIT = Duration.ofDays(365_250);

    private static final long SECONDS_PER_MINUTE = 60;

    private final TreeMap<Long, Long> countByMinute = new TreeMap<>();
    private long count;
    private long sumSeconds;
    private long leastSeconds = Long.MAX_VALUE;
    private long greatestSeconds = Long.MIN_VALUE;

    /** Nothing counted yet. */
    public Histogram() {}

    /**
     * Counts one duration.
     *
     * @throws IllegalArgumentException if it is longer than a thousand years, in either direction
     */
    public void add(Duration duration) {
        requireCountable(duration);
        long seconds = duration.toSeconds();
        sumSeconds = Math.addExact(sumSeconds, seconds);
        countByMinute.merge(Math.floorDiv(seconds + SECONDS_PER_MINUTE / 2, SECONDS_PER_MINUTE), 1L, Math::addExact);
        count++;
        leastSeconds = Math.min(leastSeconds, seconds);
        greatestSeconds = Math.max(greatestSeconds, seconds);
    }

    /** Refuses what {@link #add} refuses. */
    static void requireCountable(Duration duration) {
        if (duration.compareTo(LIMIT) > 0 || duration.compareTo(LIMIT.negated()) < 0) {
            throw new IllegalArgumentException("Duration " + duration + " is longer than " + LIMIT.toDays()
                    + " days.\nLeave it out, or correct the time that it was made from.");
        }
    }

    /** Takes over everything that the other one counted; returns this. */
    public Histogram merge(Histogram other) {
        sumSeconds = Math.addExact(sumSeconds, other.sumSeconds);
        count = Math.addExact(count, other.count);
        leastSeconds = Math.min(leastSeconds, other.leastSeconds);
        greatestSeconds = Math.max(greatestSeconds, other.greatestSeconds);
        other.countByMinute.forEach((minute, n) -> countByMinute.merge(minute, n, Math::addExact));
        return this;
    }

    public long count() {
        return count;
    }

    /** The exact sum of all durations. */
    public Duration sum() {
        return Duration.ofSeconds(sumSeconds);
    }

    /** How many durations have each nearest minute, ascending; minutes without any are left out. */
    public Map<Long, Long> countByMinute() {
        return Collections.unmodifiableMap(new TreeMap<>(countByMinute));
    }

    /** Sum by count, in days with 4 digits; empty while nothing was counted. */
    public OptionalDouble meanDays() {
        return count == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Rounded.days(BigDecimal.valueOf(sumSeconds), count));
    }

    /** The longest duration, in days with 4 digits; empty while nothing was counted. */
    public OptionalDouble maxDays() {
        return quantileDays(1);
    }

    /**
     * The duration that the given part does not exceed, in days with 4 digits; empty while nothing was counted.
     *
     * @param part from 0 (the least) over 0.5 (the median) to 1 (the greatest)
     * @throws IllegalArgumentException if the part is not from 0 to 1
     */
    public OptionalDouble quantileDays(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("Quantile " + part
                    + " is not from 0 to 1.\nAsk for 0.5 to get the median, 0.95 for the 95th percentile.");
        }
        if (count == 0) {
            return OptionalDouble.empty();
        }
        BigDecimal position = BigDecimal.valueOf(part).multiply(BigDecimal.valueOf(count - 1));
        long below = position.longValue();
        BigDecimal low = BigDecimal.valueOf(seconds(below));
        BigDecimal high = BigDecimal.valueOf(seconds(Math.min(below + 1, count - 1)));
        BigDecimal between = position.subtract(BigDecimal.valueOf(below));
        return OptionalDouble.of(Rounded.days(low.add(high.subtract(low).multiply(between)), 1));
    }

    /** The order statistic at an index from 0, as well as it is known: its minute, but never outside what really occurred. */
    private long seconds(long index) {
        if (index == 0) {
            return leastSeconds;
        }
        long left = index < count - 1 ? index : Long.MAX_VALUE;
        for (Map.Entry<Long, Long> bucket : countByMinute.entrySet()) {
            left -= bucket.getValue();
            if (left < 0) {
                long nearest = bucket.getKey() * SECONDS_PER_MINUTE;
                return Math.max(leastSeconds, Math.min(greatestSeconds, nearest));
            }
        }
        return greatestSeconds;
    }

    /** {@code n, mean, median, p95, max} in days, ready for JSON; only {@code n} while nothing was counted. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("n", count);
        meanDays().ifPresent(days -> map.put("mean", days));
        quantileDays(0.5).ifPresent(days -> map.put("median", days));
        quantileDays(0.95).ifPresent(days -> map.put("p95", days));
        maxDays().ifPresent(days -> map.put("max", days));
        return map;
    }
}
