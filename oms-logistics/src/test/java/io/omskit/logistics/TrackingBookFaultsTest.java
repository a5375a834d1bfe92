package io.omskit.logistics;

import static io.omskit.logistics.Scans.NUMBER;
import static io.omskit.logistics.Scans.minute;
import static io.omskit.logistics.Scans.pushed;
import static io.omskit.logistics.Scans.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Acceptance;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fact.TrackingFact;
import io.omskit.store.IdSource;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every call to the store fails once, before or after it took effect; the end is the same as without failure. */
class TrackingBookFaultsTest {
    private static final List<TrackingFact> FACTS = List.of(
            pushed(scan(1, TrackingEventType.PICKED_UP)),
            pushed(scan(5, TrackingEventType.HUB_ARRIVED)),
            pushed(scan(9, TrackingEventType.DELIVERED)));

    @Test
    void aFailingCallLosesNoNews() {
        for (FaultyStore.Fault fault : List.of(FaultyStore.Fault.BEFORE, FaultyStore.Fault.AFTER)) {
            for (int call = 1; call <= 40; call++) {
                MemoryStore inner = new MemoryStore();
                List<ShipmentFact> told = new ArrayList<>();
                carrierRepeats(FaultyStore.of(inner, FaultyStore.Plan.once(call, fault)), told);
                check(inner, told, fault + " call " + call);
            }
        }
    }

    /** A carrier that pushes again until it is told that the push was taken. */
    private static void carrierRepeats(Store store, List<ShipmentFact> told) {
        for (TrackingFact fact : FACTS) {
            boolean taken = false;
            for (int attempt = 0; attempt < 3 && !taken; attempt++) {
                try {
                    book(store, told).add(fact, null);
                    taken = true;
                } catch (StoreException e) {
                    assertTrue(e.isTransient() || e.isOutcomeUnknown());
                }
            }
            assertTrue(taken);
        }
    }

    private static TrackingBook book(Store store, List<ShipmentFact> told) {
        return new TrackingBook(store, IdSource.of(() -> minute(0), 1), () -> minute(0), shipment -> {
            told.add(shipment);
            return Acceptance.ACCEPTED;
        });
    }

    private static void check(Store store, List<ShipmentFact> told, String failure) {
        TrackingBook after = book(store, told);
        assertEquals(0, after.settle(), failure);
        assertEquals(3, after.find("sf", NUMBER, "").orElseThrow().events().size(), failure);
        ShipmentFact newest =
                told.stream().max(Comparator.comparing(ShipmentFact::revision)).orElseThrow();
        assertEquals(ShipmentStatus.DELIVERED, newest.status(), failure);
        assertEquals(
                told.size(), told.stream().filter(fact -> isSound(fact, told)).count(), failure);
    }

    /** One number, one content: a reading that is told again is the same reading. */
    private static boolean isSound(ShipmentFact fact, List<ShipmentFact> told) {
        Revision revision = fact.revision();
        return told.stream()
                .filter(other -> other.revision().sameMoment(revision))
                .allMatch(other -> other.equals(fact));
    }
}
