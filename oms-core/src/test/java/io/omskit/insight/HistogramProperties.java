package io.omskit.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class HistogramProperties {
    private static final double DAY = 86_400;

    private static Histogram of(List<Long> seconds) {
        Histogram histogram = new Histogram();
        seconds.forEach(one -> histogram.add(Duration.ofSeconds(one)));
        return histogram;
    }

    /** The definition, on all values. */
    private static double quantile(List<Long> seconds, double part) {
        long[] sorted = seconds.stream().mapToLong(Long::longValue).sorted().toArray();
        double position = part * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    @Property
    void quantilesAreWithinHalfAMinuteOfExactInterpolation(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = -100_000, max = 30_000_000) Long> seconds,
            @ForAll @LongRange(min = 0, max = 1_000) long perMille) {
        double part = perMille / 1_000.0;
        double exact = quantile(seconds, part);
        double found = of(seconds).quantileDays(part).orElseThrow() * DAY;
        // 30 s of the bucket, 4.32 s of rounding days to 4 digits
        assertEquals(exact, found, 34.4, () -> "part " + part + " of " + seconds);
    }

    @Property
    void fromAThirdOfADayOnQuantilesAreWithinOneThousandth(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 34_400, max = 30_000_000) Long> seconds) {
        for (double part : new double[] {0.05, 0.5, 0.95}) {
            double exact = quantile(seconds, part);
            double found = of(seconds).quantileDays(part).orElseThrow() * DAY;
            assertTrue(Math.abs(found - exact) <= exact / 1_000, () -> "part " + part + " of " + seconds);
        }
    }

    @Property
    void leastGreatestMeanAndSumAreExact(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = -100_000, max = 30_000_000) Long> seconds) {
        Histogram histogram = of(seconds);
        LongStream all = seconds.stream().mapToLong(Long::longValue);
        var exact = all.summaryStatistics();
        assertEquals(Duration.ofSeconds(exact.getSum()), histogram.sum());
        assertEquals(seconds.size(), histogram.count());
        assertEquals(exact.getMin() / DAY, histogram.quantileDays(0).orElseThrow(), 0.5001e-4);
        assertEquals(exact.getMax() / DAY, histogram.maxDays().orElseThrow(), 0.5001e-4);
        assertEquals(exact.getAverage() / DAY, histogram.meanDays().orElseThrow(), 0.5001e-4);
        long counted = histogram.countByMinute().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertEquals(seconds.size(), counted);
    }

    @Property
    void quantilesGrowWithTheirPart(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = -100_000, max = 30_000_000) Long> seconds) {
        Histogram histogram = of(seconds);
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 20; i++) {
            double next = histogram.quantileDays(i / 20.0).orElseThrow();
            assertTrue(next >= last, seconds::toString);
            last = next;
        }
    }
}
