package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.StockFact;
import io.omskit.stock.StockMovement.Delta;
import io.omskit.stock.StockMovement.Goods;
import io.omskit.stock.StockMovement.Op;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StockMovementTest {
    private static final StockCell CELL = new StockCell("W1", new Sku("X"));
    private static final String FREE = "stock/W1/X/free";
    private static final String ON_HAND = "stock/W1/X/onHand";

    private static Delta open(String key, long delta) {
        return new Delta(key, delta, Delta.NO_FLOOR);
    }

    private static Delta floor(String key, long delta) {
        return new Delta(key, delta, 0);
    }

    private static void does(StockMovement movement, Delta... deltas) {
        assertEquals(List.of(deltas), movement.deltas());
    }

    @Test
    void plansAreBoundedByWhatIsFree() {
        does(StockMovement.reserve(CELL, 3, "p"), floor(FREE, -3));
        does(StockMovement.transferOut(CELL, 3, "t"), floor(FREE, -3), open(ON_HAND, -3));
    }

    @Test
    void factsAreNeverRefused() {
        does(StockMovement.receive(CELL, 3, "d"), open(FREE, 3), open(ON_HAND, 3));
        does(StockMovement.adjust(CELL, -3, "c", "COUNTED"), open(FREE, -3), open(ON_HAND, -3));
        does(StockMovement.returned(CELL, 3, "r"), open(FREE, 3), open(ON_HAND, 3));
        does(StockMovement.transferIn(CELL, 3, "t"), open(FREE, 3), open(ON_HAND, 3));
        does(StockMovement.release(CELL, 3, "p"), open(FREE, 3));
        does(StockMovement.damage(CELL, 3, "d", "WET"), open("stock/W1/X/damaged", 3), open(FREE, -3));
        does(StockMovement.safety(CELL, 3, "s"), open("stock/W1/X/safety", 3), open(FREE, -3));
    }

    @Test
    void shippingTakesFromHandAndLeavesFreeAlone() {
        does(StockMovement.commit(CELL, 3, "p"), open(ON_HAND, -3));
    }

    @Test
    void damageAndSafetyCannotBecomeNegative() {
        does(StockMovement.damage(CELL, -3, "d", "DRY"), floor("stock/W1/X/damaged", -3), open(FREE, 3));
        does(StockMovement.safety(CELL, -3, "s"), floor("stock/W1/X/safety", -3), open(FREE, 3));
    }

    @Test
    void aQuotaIsUsedDownToMinusItsLimit() {
        Quota quota = Quota.ofChannel("taobao/a", new Sku("X"), 10);
        does(StockMovement.quota(quota, 4, "p"), new Delta("quota/taobao%2Fa/X/used", -4, -10));
        does(StockMovement.quota(quota, -4, "p"), open("quota/taobao%2Fa/X/used", 4));
        assertTrue(StockMovement.quota(quota, 4, "p").deltas().get(0).allowedAt(-6));
        assertFalse(StockMovement.quota(quota, 4, "p").deltas().get(0).allowedAt(-7));
        assertEquals(Op.QUOTA, StockMovement.quota(quota, 4, "p").op());
    }

    @Test
    void aCountBelowWhatIsReservedShowsAsNegativeFreeAndStopsReserving() {
        Counters counters = new Counters();
        assertTrue(counters.apply(StockMovement.receive(CELL, 10, "d").deltas()));
        assertTrue(counters.apply(StockMovement.reserve(CELL, 8, "p").deltas()));
        assertTrue(counters.apply(StockMovement.adjust(CELL, -5, "c", "COUNTED").deltas()));
        assertEquals(-3, counters.free(CELL));
        assertFalse(counters.apply(StockMovement.reserve(CELL, 1, "q").deltas()));
        assertTrue(counters.apply(StockMovement.release(CELL, 8, "p").deltas()));
        assertEquals(5, counters.free(CELL));
    }

    @Test
    void aReservationMayChangeItsReferenceWhereFreeIsNegative() {
        List<Delta> moved = StockMovement.net(
                List.of(StockMovement.release(CELL, 5, "old"), StockMovement.reserve(CELL, 5, "new")));
        assertEquals(List.of(), moved);
        List<Delta> shrunk = StockMovement.net(
                List.of(StockMovement.release(CELL, 5, "old"), StockMovement.reserve(CELL, 2, "new")));
        assertEquals(List.of(open(FREE, 3)), shrunk);
    }

    @Test
    void goodsThatArriveInTheSameCommitDoNotLiftTheFloor() {
        List<Delta> deltas =
                StockMovement.net(List.of(StockMovement.receive(CELL, 5, "d"), StockMovement.reserve(CELL, 5, "p")));
        assertEquals(List.of(floor(FREE, 0), open(ON_HAND, 5)), deltas);
        assertFalse(deltas.get(0).allowedAt(-1), "more is promised than there is");
        assertTrue(deltas.get(0).allowedAt(0));
    }

    @Test
    void aSourcesWordBecomesAMovementOrNone() {
        assertEquals(Optional.of(StockMovement.receive(CELL, 4, "d1")), movement(StockFact.Kind.RECEIVED, 4, 10));
        assertEquals(
                Optional.of(StockMovement.adjust(CELL, -4, "d1", "ADJUSTED")),
                movement(StockFact.Kind.ADJUSTED, -4, 10));
        assertEquals(
                Optional.of(StockMovement.adjust(CELL, -6, "d1", "COUNTED")), movement(StockFact.Kind.COUNTED, 4, 10));
        assertEquals(Optional.empty(), movement(StockFact.Kind.COUNTED, 10, 10));
        assertEquals(Optional.empty(), movement(StockFact.Kind.ADJUSTED, 0, 10));
    }

    private static Optional<StockMovement> movement(StockFact.Kind kind, long quantity, long onHand) {
        StockFact fact = new StockFact(
                "W1",
                "X",
                Revision.numbered(1, 1),
                new Provenance("test", Instant.EPOCH),
                kind,
                Quantity.pieces(quantity),
                "d1",
                Instant.EPOCH);
        return StockMovement.from(fact, onHand);
    }

    @Test
    void quantitiesAreCheckedByOperation() {
        assertThrows(IllegalArgumentException.class, () -> StockMovement.reserve(CELL, 0, "p"));
        assertThrows(IllegalArgumentException.class, () -> StockMovement.reserve(CELL, -1, "p"));
        assertThrows(IllegalArgumentException.class, () -> StockMovement.adjust(CELL, 0, "p", ""));
        assertThrows(
                IllegalArgumentException.class, () -> StockMovement.receive(CELL, StockMovement.MAX_QUANTITY + 1, "p"));
        assertThrows(IllegalArgumentException.class, () -> StockMovement.adjust(CELL, Long.MIN_VALUE, "p", ""));
        assertThrows(IllegalArgumentException.class, () -> StockMovement.reserve(CELL, 1, " "));
        assertThrows(IllegalArgumentException.class, () -> new Goods(Op.QUOTA, CELL, 1, "p", ""));
    }
}
