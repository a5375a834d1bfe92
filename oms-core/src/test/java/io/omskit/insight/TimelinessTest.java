package io.omskit.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.insight.Timeliness.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelinessTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant PLACED = Instant.parse("2024-04-01T00:00:00Z");
    private static final Instant HANDED_OVER = Instant.parse("2024-04-02T12:00:00Z");
    /** Midnight at the start of April 5 in Shanghai. */
    private static final Instant PROMISED = Instant.parse("2024-04-04T16:00:00Z");

    private static Delivery delivered(String at) {
        return new Delivery(PLACED, HANDED_OVER, Instant.parse(at), PROMISED, SHANGHAI);
    }

    @Test
    void onThePromisedDayIsOnTimeByDateThoughLateByInstant() {
        Timeliness timeliness = new Timeliness();
        timeliness.add(List.of("BR-SP"), delivered("2024-04-04T16:00:00Z")); // the promised midnight itself
        timeliness.add(List.of("BR-SP"), delivered("2024-04-05T15:59:59Z")); // the last second of that day
        timeliness.add(List.of("BR-SP"), delivered("2024-04-05T16:00:00Z")); // the next day
        Timeliness.Figures figures = timeliness.byKey().get("BR-SP");
        assertEquals(3, figures.promised());
        assertEquals(2, figures.onTimeByDate());
        assertEquals(1, figures.onTimeByInstant());
        assertEquals(0.666667, figures.rateByDate().orElseThrow());
        assertEquals(0.333333, figures.rateByInstant().orElseThrow());
    }

    @Test
    void theDayIsThatOfTheShopsZone() {
        Timeliness timeliness = new Timeliness();
        Instant delivered = Instant.parse("2024-04-05T02:00:00Z");
        // in Shanghai the promise is April 5 and so is the delivery; in Sao Paulo April 4 for both
        timeliness.add(List.of("a"), new Delivery(PLACED, null, delivered, PROMISED, SHANGHAI));
        timeliness.add(List.of("b"), new Delivery(PLACED, null, delivered, PROMISED, ZoneId.of("America/Sao_Paulo")));
        // in UTC the promise is April 4, the delivery April 5
        timeliness.add(List.of("c"), new Delivery(PLACED, null, delivered, PROMISED, ZoneId.of("UTC")));
        assertEquals(1, timeliness.byKey().get("a").onTimeByDate());
        assertEquals(1, timeliness.byKey().get("b").onTimeByDate());
        assertEquals(0, timeliness.byKey().get("c").onTimeByDate());
    }

    @Test
    void handlingAndTransitMakeUpDelivery() {
        Timeliness timeliness = new Timeliness();
        timeliness.add(List.of(), delivered("2024-04-05T00:00:00Z"));
        assertEquals(1.5, timeliness.overall().handling().maxDays().orElseThrow());
        assertEquals(2.5, timeliness.overall().transit().maxDays().orElseThrow());
        assertEquals(4, timeliness.overall().delivery().maxDays().orElseThrow());
        assertEquals(Map.of(), timeliness.byKey());
    }

    @Test
    void withoutHandOverOrPromiseThoseFiguresStayEmpty() {
        Timeliness timeliness = new Timeliness();
        timeliness.add(
                List.of("BR-SP"), new Delivery(PLACED, null, Instant.parse("2024-04-03T00:00:00Z"), null, SHANGHAI));
        assertEquals(
                "{onTime={n=0, byDate=0, byInstant=0}, handlingDays={n=0}, transitDays={n=0},"
                        + " deliveryDays={n=1, mean=2.0, median=2.0, p95=2.0, max=2.0}}",
                timeliness.overall().toMap().toString());
    }

    @Test
    void aDeliveryCountsOnceForEachDistinctKeyAndOnceOverAll() {
        Timeliness timeliness = new Timeliness();
        timeliness.add(List.of("BR-SP", "BR-RJ", "BR-SP", "", " "), delivered("2024-04-04T00:00:00Z"));
        assertEquals(1, timeliness.overall().promised());
        assertEquals(Set.of("BR-SP", "BR-RJ", "(none)"), timeliness.byKey().keySet());
        timeliness.byKey().values().forEach(figures -> assertEquals(1, figures.promised()));
        assertEquals(Set.of("overall", "byKey"), timeliness.toMap().keySet());
    }

    @Test
    void aDeliveryBeforeItsHandOverIsKeptAsItIs() {
        Timeliness timeliness = new Timeliness();
        timeliness.add(List.of(), delivered("2024-04-02T00:00:00Z"));
        assertEquals(-0.5, timeliness.overall().transit().maxDays().orElseThrow());
    }

    @Test
    void timesThousandsOfYearsApartAreRefusedBeforeAnythingIsCounted() {
        for (Instant wrong : List.of(Instant.EPOCH.minusSeconds(999_999_999_999L), Instant.MIN, Instant.MAX)) {
            assertThrows(
                    IllegalArgumentException.class, () -> new Delivery(wrong, HANDED_OVER, PROMISED, null, SHANGHAI));
            assertThrows(IllegalArgumentException.class, () -> new Delivery(PLACED, wrong, PROMISED, null, SHANGHAI));
            assertThrows(IllegalArgumentException.class, () -> new Delivery(PLACED, null, wrong, null, SHANGHAI));
            assertThrows(IllegalArgumentException.class, () -> new Delivery(PLACED, null, PROMISED, wrong, SHANGHAI));
        }
    }

    @Test
    void histogramsThatAreHandedOutDoNotChangeTheRollUp() {
        Timeliness timeliness = new Timeliness();
        timeliness.add(List.of(), delivered("2024-04-04T00:00:00Z"));
        timeliness.overall().delivery().add(Duration.ofDays(1));
        assertEquals(1, timeliness.overall().delivery().count());
        assertThrows(
                UnsupportedOperationException.class, () -> timeliness.byKey().clear());
    }
}
