package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StockLedgerProperties {
    private static final List<StockCell> CELLS = List.of(
            new StockCell("W1", new Sku("X")), new StockCell("W1", new Sku("Y")), new StockCell("W2", new Sku("X")));
    private static final Quota QUOTA = Quota.ofChannel("taobao/a", new Sku("X"), 20);

    @Property
    void theFoldEqualsTheCountersWithRefusedMovementsLeftOut(@ForAll long seed) {
        Random random = new Random(seed);
        Counters counters = new Counters();
        List<StockMovement> ledger = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StockMovement movement = random(random, StockLedger.fold(ledger));
            if (counters.apply(movement.deltas())) {
                ledger.add(movement);
            }
        }
        Collections.shuffle(ledger, random);
        StockLedger fold = StockLedger.fold(ledger);
        assertEquals(Optional.empty(), StockInvariants.countersEqualLedger(fold, counters.values()));
        assertEquals(Optional.empty(), StockInvariants.releasesWithinReservations(fold));
        assertEquals(independent(ledger), fold.balances());
        assertTrue(fold.used(QUOTA) <= QUOTA.limit());
    }

    @Property
    void equalSkusOnTwoLinesReserveLikeTheirSum(
            @ForAll @IntRange(max = 20) int free,
            @ForAll @IntRange(min = 1, max = 15) int first,
            @ForAll @IntRange(min = 1, max = 15) int second) {
        StockCell cell = CELLS.get(0);
        List<StockMovement.Delta> two = StockMovement.net(
                List.of(StockMovement.reserve(cell, first, "p"), StockMovement.reserve(cell, second, "p")));
        assertEquals(StockMovement.net(List.of(StockMovement.reserve(cell, first + second, "p"))), two);
        Counters counters = new Counters();
        if (free > 0) {
            counters.apply(StockMovement.receive(cell, free, "d").deltas());
        }
        assertEquals(first + second <= free, counters.apply(two));
    }

    /** However a batch is put together, a net change that asks for goods never takes more than is free. */
    @Property
    void netChangesNeverOversell(@ForAll long seed) {
        Random random = new Random(seed);
        Counters counters = new Counters();
        List<StockMovement> ledger = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<StockMovement> batch = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                List<StockMovement> all = new ArrayList<>(ledger);
                all.addAll(batch);
                batch.add(random(random, StockLedger.fold(all)));
            }
            Map<String, Long> before = counters.values();
            if (counters.apply(StockMovement.net(batch))) {
                ledger.addAll(batch);
                CELLS.forEach(cell -> assertReservedOnlyWhatWasFree(cell, batch, before, counters));
            }
        }
        StockLedger fold = StockLedger.fold(ledger);
        assertEquals(Optional.empty(), StockInvariants.countersEqualLedger(fold, counters.values()));
        assertTrue(fold.used(QUOTA) <= QUOTA.limit());
    }

    private static void assertReservedOnlyWhatWasFree(
            StockCell cell, List<StockMovement> batch, Map<String, Long> before, Counters after) {
        long asked = 0;
        for (StockMovement movement : batch) {
            if (movement instanceof StockMovement.Goods goods && goods.cell().equals(cell)) {
                asked += switch (goods.op()) {
                    case RESERVE -> goods.quantity();
                    case RELEASE -> -goods.quantity();
                    case TRANSFER -> Math.max(0, -goods.quantity());
                    default -> 0;
                };
            }
        }
        if (asked > 0) {
            assertTrue(after.free(cell) >= 0, () -> cell + " from " + before + " by " + batch);
        }
    }

    @Property
    void plannersThatRaceNeverReserveMoreThanThereIs(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int onHand) {
        Random random = new Random(seed);
        StockCell cell = CELLS.get(0);
        Counters counters = new Counters();
        counters.apply(StockMovement.receive(cell, onHand, "d").deltas());
        List<StockMovement> planned = new ArrayList<>();
        for (int planner = 0; planner < 12; planner++) {
            // every planner saw all of it free
            planned.add(StockMovement.reserve(cell, 1 + random.nextInt(onHand), "p" + planner));
        }
        Collections.shuffle(planned, random);
        long reserved = 0;
        for (StockMovement movement : planned) {
            if (counters.apply(movement.deltas())) {
                reserved += movement.quantity();
            }
        }
        assertTrue(reserved <= onHand);
        assertEquals(onHand - reserved, counters.free(cell));
    }

    private static StockMovement random(Random random, StockLedger ledger) {
        StockCell cell = CELLS.get(random.nextInt(CELLS.size()));
        String reference = "p" + random.nextInt(3);
        long quantity = 1 + random.nextInt(9);
        long held = ledger.reserved(cell, reference);
        long used = ledger.uses(QUOTA).getOrDefault(reference, 0L);
        boolean up = random.nextBoolean();
        return switch (random.nextInt(10)) {
            case 0 -> StockMovement.receive(cell, quantity, reference);
            case 1 -> StockMovement.adjust(cell, up ? quantity : -quantity, reference, "COUNTED");
            case 2, 3 -> StockMovement.reserve(cell, quantity, reference);
            case 4 ->
                held > 0
                        ? StockMovement.release(cell, Math.min(held, quantity), reference)
                        : StockMovement.returned(cell, quantity, reference);
            case 5 ->
                held > 0
                        ? StockMovement.commit(cell, Math.min(held, quantity), reference)
                        : StockMovement.receive(cell, quantity, reference);
            case 6 ->
                up
                        ? StockMovement.transferOut(cell, quantity, reference)
                        : StockMovement.transferIn(cell, quantity, reference);
            case 7 -> StockMovement.damage(cell, up ? quantity : -quantity, reference, "");
            case 8 -> StockMovement.safety(cell, up ? quantity : -quantity, reference);
            default -> StockMovement.quota(QUOTA, up || used == 0 ? quantity : -Math.min(used, quantity), reference);
        };
    }

    /** The balances by the words of the rule alone, without deltas. */
    private static Map<StockCell, Balances> independent(List<StockMovement> ledger) {
        Map<StockCell, long[]> sums = new HashMap<>();
        for (StockMovement movement : ledger) {
            if (movement instanceof StockMovement.Goods goods) {
                long[] sum = sums.computeIfAbsent(goods.cell(), cell -> new long[4]);
                long q = goods.quantity();
                switch (goods.op()) {
                    case RECEIVE, ADJUST, RETURN, TRANSFER -> sum[0] += q;
                    case RESERVE -> sum[1] += q;
                    case RELEASE -> sum[1] -= q;
                    case COMMIT -> {
                        sum[0] -= q;
                        sum[1] -= q;
                    }
                    case DAMAGE -> sum[2] += q;
                    case SAFETY -> sum[3] += q;
                    case QUOTA -> throw new AssertionError("not goods");
                }
            }
        }
        Map<StockCell, Balances> balances = new TreeMap<>();
        sums.forEach((cell, sum) -> balances.put(cell, new Balances(sum[0], sum[1], sum[2], sum[3])));
        return balances;
    }
}
