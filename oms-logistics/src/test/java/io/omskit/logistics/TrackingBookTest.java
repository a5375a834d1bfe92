package io.omskit.logistics;

import static io.omskit.logistics.Scans.NUMBER;
import static io.omskit.logistics.Scans.fact;
import static io.omskit.logistics.Scans.minute;
import static io.omskit.logistics.Scans.polled;
import static io.omskit.logistics.Scans.pushed;
import static io.omskit.logistics.Scans.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.omskit.engine.edge.Acceptance;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.store.IdSource;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingBookTest {
    private final List<ShipmentFact> told = new ArrayList<>();
    private Acceptance answer = Acceptance.ACCEPTED;

    private TrackingBook book(Store store) {
        return new TrackingBook(store, IdSource.of(() -> minute(0), 1), () -> minute(0), shipment -> {
            if (answer == Acceptance.ACCEPTED) {
                told.add(shipment);
            }
            return answer;
        });
    }

    @Test
    void eachNewStandingIsToldOnceUnderAGrowingNumber() {
        TrackingBook book = book(new MemoryStore());
        book.add(pushed(scan(1, TrackingEventType.PICKED_UP)), null);
        book.add(pushed(scan(1, TrackingEventType.PICKED_UP)), null);
        book.add(pushed(scan(9, TrackingEventType.DELIVERED)), null);
        assertEquals(
                List.of(ShipmentStatus.PICKED_UP, ShipmentStatus.DELIVERED),
                told.stream().map(ShipmentFact::status).toList());
        assertTrue(told.get(0).revision().compareTo(told.get(1).revision()) < 0);
        assertEquals(minute(9), told.get(1).deliveredAt());
        assertEquals(minute(1), told.get(1).shippedAt());
    }

    @Test
    void aLateOldScanIsKeptAndNotTold() {
        TrackingBook book = book(new MemoryStore());
        book.add(pushed(scan(1, TrackingEventType.PICKED_UP), scan(9, TrackingEventType.HUB_ARRIVED)), null);
        book.add(pushed(scan(5, TrackingEventType.HUB_DEPARTED)), null);
        assertEquals(1, told.size());
        assertEquals(3, book.find("sf", NUMBER, "").orElseThrow().events().size());
    }

    @Test
    void whatAFullInboxRefusedIsToldLater() {
        TrackingBook book = book(new MemoryStore());
        answer = Acceptance.LATER;
        book.add(pushed(scan(1, TrackingEventType.PICKED_UP)), null);
        assertEquals(1, book.settle());
        assertEquals(List.of(), told);
        answer = Acceptance.ACCEPTED;
        assertEquals(0, book.settle());
        assertEquals(1, told.size());
        assertEquals(0, book.settle());
        assertEquals(1, told.size());
    }

    @Test
    void aLateOldScanDoesNotHideWhatIsStillUntold() {
        TrackingBook book = book(new MemoryStore());
        answer = Acceptance.LATER;
        book.add(pushed(scan(1, TrackingEventType.PICKED_UP), scan(9, TrackingEventType.HUB_ARRIVED)), null);
        book.add(pushed(scan(5, TrackingEventType.HUB_DEPARTED)), null);
        answer = Acceptance.ACCEPTED;
        assertEquals(0, book.settle());
        assertEquals(
                List.of(ShipmentStatus.IN_TRANSIT),
                told.stream().map(ShipmentFact::status).toList());
    }

    @Test
    void aStoredTimelineHoldsNoText() {
        MemoryStore store = new MemoryStore();
        book(store).add(pushed(scan(1, TrackingEventType.OUT_FOR_DELIVERY, "深圳市", "派送员 王某 13800000000")), null);
        String json = store.find(Query.all(TrackingBook.TRACKING)).get(0).json();
        assertFalse(json.contains("王某") || json.contains("13800000000"), json);
        assertTrue(json.contains("深圳市"));
        assertNull(
                book(store).find("sf", NUMBER, "").orElseThrow().events().get(0).text());
    }

    @Test
    void theSameScanAfterARestartIsStillOneEvent() {
        MemoryStore store = new MemoryStore();
        book(store).add(pushed(scan(1, TrackingEventType.PICKED_UP, "深圳市", "快件已揽收")), null);
        Timeline again = book(store)
                .add(fact("sf.push", 20_000, false, scan(1, TrackingEventType.PICKED_UP, "深圳市", "快件已揽收")), null);
        assertEquals(1, again.events().size());
        assertEquals(1, store.find(Query.all(TrackingBook.TRACKING)).get(0).version() - 1);
    }

    @Test
    void theSuccessorIsKept() {
        TrackingBook book = book(new MemoryStore());
        book.add(pushed(scan(1, TrackingEventType.RETURN_STARTED)), "SF0000000000777");
        book.add(pushed(scan(2, TrackingEventType.RETURN_IN_TRANSIT)), null);
        assertEquals("SF0000000000777", book.successor("sf", NUMBER, "").orElseThrow());
    }

    @Test
    void itWorksOnSqlite(@TempDir Path folder) {
        assumeTrue(
                DriverManager.drivers()
                        .anyMatch(driver -> driver.getClass().getName().startsWith("org.sqlite")),
                "sqlite-jdbc is not on the class path of these tests");
        try (Store store = Stores.sqlite(folder.resolve("oms.db"))) {
            TrackingBook book = book(store);
            book.add(polled(1, scan(1, TrackingEventType.PICKED_UP)), null);
            Timeline twice = book.add(
                    polled(2, scan(1, TrackingEventType.PICKED_UP), scan(9, TrackingEventType.DELIVERED)), null);
            assertEquals(twice.withoutTexts(), book.find("sf", NUMBER, "").orElseThrow());
            assertEquals(0, book.settle());
            assertEquals(2, told.size());
        }
    }

    /** Written by the first version; every later one must read it. */
    private static final String GOLDEN_1 =
            "{\"sources\":{\"sf.EXP_RECE_SEARCH_ROUTES\":{\"snapshotAt\":\"2025-03-02T10:00:00Z\","
                    + "\"events\":[{\"at\":\"2025-03-02T03:32:05Z\",\"offset\":28800,\"receivedAt\":\"2025-03-02T10:00:00Z\","
                    + "\"type\":\"DELIVERED\",\"code\":\"80\",\"place\":\"杭州市\",\"textKey\":17,\"sequence\":4,"
                    + "\"deliveredTo\":\"PROPERTY\"}]}},\"estimate\":{\"at\":\"2025-03-02T12:00:00Z\","
                    + "\"receivedAt\":\"2025-03-01T10:00:00Z\"},\"successor\":\"SF9\",\"ofANewerVersion\":{\"kept\":true}}";

    @Test
    void theGoldenSampleOfStateVersion1StillLoads() {
        Timeline timeline = TimelineJson.read("sf", NUMBER, "", GOLDEN_1);
        assertEquals(ShipmentStatus.DELIVERED, timeline.standing().status());
        assertEquals(DeliveredTo.PROPERTY, timeline.standing().deliveredTo());
        assertEquals("2025-03-02T12:00:00Z", String.valueOf(timeline.estimatedDelivery()));
        assertEquals("SF9", TimelineJson.successor(GOLDEN_1));
    }

    @Test
    void membersOfANewerVersionSurviveAnOlderWriter() {
        Timeline timeline = TimelineJson.read("sf", NUMBER, "", GOLDEN_1);
        assertTrue(TimelineJson.write(timeline, null, GOLDEN_1).contains("\"ofANewerVersion\":{\"kept\":true}"));
    }

    @Test
    void aDamagedRowIsRefusedWithoutItsContent() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> TimelineJson.read("sf", NUMBER, "", "{\"sources\": secret"));
        assertFalse(refused.getMessage().contains("secret"));
        assertNull(refused.getCause());
    }
}
