package io.omskit.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static Histogram of(Duration... durations) {
        Histogram histogram = new Histogram();
        List.of(durations).forEach(histogram::add);
        return histogram;
    }

    @Test
    void withoutDurationsThereIsACountAndNothingElse() {
        Histogram none = new Histogram();
        assertEquals(Map.of("n", 0L), none.toMap());
        assertEquals(OptionalDouble.empty(), none.meanDays());
        assertEquals(OptionalDouble.empty(), none.quantileDays(0.5));
        assertEquals(OptionalDouble.empty(), none.maxDays());
    }

    @Test
    void oneDurationIsExactInEveryFigure() {
        // 1 day, 2 h, 3 min, 29 s = 93,809 s = 1.08575... days
        Histogram one = of(Duration.ofSeconds(93_809));
        assertEquals(
                "{n=1, mean=1.0858, median=1.0858, p95=1.0858, max=1.0858}",
                one.toMap().toString());
    }

    @Test
    void theMeanIsMadeOfSecondsNotOfMinutes() {
        // three times 29 s: every bucket is minute 0, the mean is 29 s all the same
        Histogram histogram = of(Duration.ofSeconds(29), Duration.ofSeconds(29), Duration.ofSeconds(30));
        assertEquals(Map.of(0L, 2L, 1L, 1L), histogram.countByMinute());
        assertEquals(Duration.ofSeconds(88), histogram.sum());
        // 88 / 3 / 86,400 = 0.000339...
        assertEquals(0.0003, histogram.meanDays().orElseThrow());
    }

    @Test
    void quantilesLieBetweenTheOrderStatisticsAroundThem() {
        Histogram days = new Histogram();
        for (int day : new int[] {7, 1, 3, 10}) {
            days.add(Duration.ofDays(day));
        }
        assertEquals(1, days.quantileDays(0).orElseThrow());
        assertEquals(5, days.quantileDays(0.5).orElseThrow()); // between 3 and 7
        assertEquals(9.55, days.quantileDays(0.95).orElseThrow()); // position 2.85: 7 + 0.85 * 3
        assertEquals(10, days.quantileDays(1).orElseThrow());
        assertEquals(10, days.maxDays().orElseThrow());
    }

    @Test
    void manyInOneMinuteCountAsManyOrderStatistics() {
        Histogram days = new Histogram();
        for (int i = 0; i < 99; i++) {
            days.add(Duration.ofDays(2));
        }
        days.add(Duration.ofDays(300));
        assertEquals(2, days.quantileDays(0.95).orElseThrow());
        assertEquals(300, days.maxDays().orElseThrow());
    }

    @Test
    void negativeDurationsGoToTheirNearestMinuteToo() {
        Histogram histogram = of(Duration.ofSeconds(-31), Duration.ofSeconds(-30), Duration.ofDays(-1));
        assertEquals(Map.of(-1_440L, 1L, -1L, 1L, 0L, 1L), histogram.countByMinute());
        assertEquals(-1, histogram.quantileDays(0).orElseThrow());
    }

    @Test
    void partsOfASecondAreDroppedDownwards() {
        assertEquals(Duration.ofSeconds(1), of(Duration.ofMillis(1_999)).sum());
        assertEquals(Duration.ofSeconds(-2), of(Duration.ofMillis(-1_001)).sum());
    }

    @Test
    void aHistogramMayTakeOverItself() {
        Histogram histogram = of(Duration.ofHours(1), Duration.ofHours(3));
        histogram.merge(histogram);
        assertEquals(Map.of(60L, 2L, 180L, 2L), histogram.countByMinute());
        assertEquals(Duration.ofHours(8), histogram.sum());
    }

    @Test
    void aThousandYearsIsRefusedAndCountsNothing() {
        Histogram histogram = of(Duration.ofDays(1));
        Duration wrong = Duration.ofDays(365_251);
        String message = assertThrows(IllegalArgumentException.class, () -> histogram.add(wrong))
                .getMessage();
        assertTrue(message.contains("365250 days.\n"), message);
        assertThrows(IllegalArgumentException.class, () -> histogram.add(wrong.negated()));
        assertThrows(IllegalArgumentException.class, () -> histogram.add(Duration.ofSeconds(Long.MIN_VALUE)));
        assertEquals(1, histogram.count());
        assertEquals(Duration.ofDays(1), histogram.sum());
    }

    @Test
    void aQuantileOutsideItsRangeIsRefused() {
        Histogram histogram = of(Duration.ofDays(1));
        for (double part : new double[] {-0.01, 1.01, 95, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> histogram.quantileDays(part), "part " + part);
        }
    }
}
