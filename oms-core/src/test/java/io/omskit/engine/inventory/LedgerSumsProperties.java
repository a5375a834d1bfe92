package io.omskit.engine.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.stock.Quota;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCheck.Finding;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The sums of the stock check: the same in chunks as at once, and in agreement exactly where work and ledger agree. */
class LedgerSumsProperties {
    private static final StockCell X = cell("W1", "X");

    private static StockCell cell(String source, String sku) {
        return new StockCell(source, new Sku(sku));
    }

    private static String fo(long id) {
        return FulfillmentOrder.reference(id);
    }

    private static List<StockMovement> movements(Random random) {
        List<StockMovement> all = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            StockCell cell = cell("W" + random.nextInt(3), "S" + random.nextInt(4));
            long units = 1 + random.nextInt(3);
            String work = fo(1 + random.nextInt(4));
            all.add(
                    switch (random.nextInt(8)) {
                        case 0 -> StockMovement.receive(cell, units, "in" + i);
                        case 1 -> StockMovement.adjust(cell, -units, "count" + i, "lost");
                        case 2 -> StockMovement.release(cell, units, work);
                        case 3 -> StockMovement.commit(cell, units, work);
                        case 4 -> StockMovement.damage(cell, units, "d" + i, "wet");
                        case 5 -> StockMovement.quota(Quota.presale(cell.sku(), 99), units, "o" + i);
                        default -> StockMovement.reserve(cell, units, random.nextInt(5) == 0 ? "cart" : work);
                    });
        }
        return all;
    }

    private static Map<String, Map<String, Long>> counters(LedgerSums sums) {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        sums.subjects().forEach((name, subject) -> all.put(name, subject.counters()));
        return all;
    }

    @Property
    void inChunksTheSumsAreThoseOfOneReading(@ForAll Random random) {
        List<StockMovement> ledger = movements(random);
        LedgerSums whole = new LedgerSums("", Integer.MAX_VALUE);
        ledger.forEach(movement -> whole.add(movement, 0));
        assertFalse(whole.hasMore());
        int limit = 1 + random.nextInt(4);
        Map<String, Map<String, Long>> chunks = new TreeMap<>();
        String after = "";
        for (boolean rest = true; rest; ) {
            LedgerSums chunk = new LedgerSums(after, limit);
            ledger.forEach(movement -> chunk.add(movement, 0));
            assertTrue(chunk.subjects().size() <= limit);
            chunks.putAll(counters(chunk));
            rest = chunk.hasMore();
            after = rest ? chunk.subjects().lastKey() : after;
        }
        assertEquals(counters(whole), chunks);
    }

    @Property
    void theSumOfACounterIsTheSumOfItsDeltas(@ForAll Random random) {
        List<StockMovement> ledger = movements(random);
        LedgerSums sums = new LedgerSums("", Integer.MAX_VALUE);
        Map<String, Long> expected = new HashMap<>();
        Set<String> touched = new HashSet<>();
        for (StockMovement movement : ledger) {
            sums.add(movement, 0);
            movement.deltas().forEach(delta -> expected.merge(delta.key(), delta.delta(), Long::sum));
            touched.addAll(LedgerSums.touched(movement));
        }
        Map<String, Long> found = new HashMap<>();
        sums.subjects().values().forEach(subject -> found.putAll(subject.counters()));
        assertEquals(expected, found);
        assertEquals(touched, sums.subjects().keySet());
        for (String name : touched) {
            assertTrue(
                    LedgerSums.counters(name)
                            .containsAll(sums.subjects().get(name).counters().keySet()),
                    name);
        }
    }

    /** Held units by cell and work, from the ledger alone. */
    private static Map<StockCell, Map<Long, Long>> held(List<StockMovement> ledger) {
        Map<StockCell, Map<Long, Long>> held = new HashMap<>();
        for (StockMovement movement : ledger) {
            long work = LedgerSums.reservedBy(movement);
            if (work != 0 && movement instanceof StockMovement.Goods goods) {
                held.computeIfAbsent(goods.cell(), none -> new TreeMap<>())
                        .merge(work, LedgerSums.reservation(goods), Long::sum);
            }
        }
        return held;
    }

    @Property
    void aCellAgreesExactlyWhereEveryWorkHoldsWhatTheLedgerSays(@ForAll Random random) {
        List<StockMovement> ledger = movements(random);
        Map<StockCell, Map<Long, Long>> held = held(ledger);
        LedgerSums sums = new LedgerSums("", Integer.MAX_VALUE);
        ledger.forEach(movement -> sums.add(movement, 0));
        StockCell odd = random.nextBoolean() && !held.isEmpty()
                ? List.copyOf(held.keySet()).get(0)
                : null;
        held.forEach((cell, works) -> works.forEach((work, steps) -> sums.hold(cell, work, steps)));
        if (odd != null) {
            // one unit changes its owner: the sum of the cell stays the same
            sums.hold(odd, 1, 1);
            sums.hold(odd, 2, -1);
        }
        held.keySet()
                .forEach(cell -> assertEquals(
                        !cell.equals(odd),
                        sums.subjects().get(LedgerSums.subject(cell)).agrees(),
                        cell::toString));
    }

    /** What happens to work that was counted already happens to both sides; what is not counted yet, to the ledger alone. */
    @Property
    void workThatWasCountedMayGoOn(@ForAll Random random) {
        LedgerSums sums = new LedgerSums("", Integer.MAX_VALUE);
        sums.add(StockMovement.reserve(X, 3, fo(7)), 0);
        sums.hold(X, 7, 3);
        sums.add(StockMovement.release(X, 1, fo(7)), 7);
        LedgerSums.Subject subject = sums.subjects().get(LedgerSums.subject(X));
        assertTrue(subject.agrees());
        long later = 8 + random.nextInt(100);
        sums.add(StockMovement.reserve(X, 5, fo(later)), 7);
        assertFalse(subject.agrees());
        sums.hold(X, later, 5);
        assertTrue(subject.agrees());
    }

    @Example
    void onlyReservationsOfFulfillmentOrdersAreTheirs() {
        assertEquals(12, LedgerSums.reservedBy(StockMovement.reserve(X, 1, fo(12))));
        assertEquals(12, LedgerSums.reservedBy(StockMovement.release(X, 1, fo(12))));
        assertEquals(12, LedgerSums.reservedBy(StockMovement.commit(X, 1, fo(12))));
        assertEquals(
                0, LedgerSums.reservedBy(StockMovement.returned(X, 1, fo(12))), "what comes back reserves nothing");
        assertEquals(0, LedgerSums.reservedBy(StockMovement.reserve(X, 1, "cart-12")));
        assertEquals(0, LedgerSums.reservedBy(StockMovement.reserve(X, 1, "fo:x")));
        assertEquals(0, LedgerSums.reservedBy(StockMovement.quota(Quota.presale(X.sku(), 9), 1, fo(12))));
        assertEquals(
                Set.of(LedgerSums.subject(X)),
                LedgerSums.touched(StockMovement.receive(X, 1, "r")),
                "one cell, one name");
        assertEquals(StockCounters.keys(X), List.copyOf(LedgerSums.counters(LedgerSums.subject(X))));
        String quota = Quota.presale(X.sku(), 9).key();
        assertEquals(List.of(quota), List.copyOf(LedgerSums.counters(LedgerSums.subject(quota))));
        assertEquals(LedgerSums.subject(X), LedgerSums.subject(StockCounters.key(X, Counter.DAMAGED)));
    }

    @Property
    void theDifferencesOfAWorkAreWhatItHoldsLessWhatTheLedgerSays(@ForAll Random random) {
        List<StockMovement> ledger = movements(random);
        Map<StockCell, Map<Long, Long>> held = held(ledger);
        Set<String> names = new HashSet<>();
        held.keySet().forEach(cell -> names.add(LedgerSums.subject(cell)));
        Reservations reservations = new Reservations(names);
        ledger.forEach(reservations::add);
        for (long work = 1; work <= 4; work++) {
            Map<StockCell, Long> open = new TreeMap<>();
            List<Finding> expected = new ArrayList<>();
            for (StockCell cell : new TreeMap<>(held).keySet()) {
                long says = held.get(cell).getOrDefault(work, 0L);
                long has = random.nextInt(3) == 0 ? says + 1 : says;
                if (has != 0) {
                    open.put(cell, has);
                }
                if (has != says) {
                    expected.add(new Finding.Reservation(cell, work, says, has));
                }
            }
            open.put(cell("ELSEWHERE", "X"), 9L);
            reservations.found(work, open);
            assertEquals(expected, reservations.differences(work, open));
            assertEquals(!expected.isEmpty(), reservations.suspects().contains(work), () -> expected + " " + open);
        }
        assertFalse(reservations.isFull());
    }
}
