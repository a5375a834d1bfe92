package io.omskit.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Series of(double... values) {
        Series series = new Series();
        for (double value : values) {
            series.add(value);
        }
        return series;
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertEquals(3, of(9, 3, 1).median());
        assertEquals(2.5, of(4, 3, 1, 2).median());
    }

    @Test
    void aQuantileIsAValueThatWasSeen() {
        Series series = new Series();
        for (int i = 1; i <= 100; i++) {
            series.add(i);
        }
        assertEquals(100, series.quantile(0.99));
        assertEquals(1, series.quantile(0));
    }

    @Test
    void theTextShowsMedianAndExtremes() {
        assertEquals("2.0 (1.0 .. 4.0)", of(4, 1, 2).text(1));
    }
}
