package io.omskit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.store.Commit;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {
    private final MemoryStore memory = new MemoryStore();

    private static Commit add() {
        return Commit.builder().adjust("k", 1).build();
    }

    private long value() {
        return memory.counters(List.of("k")).get("k");
    }

    @Test
    void aFailureBeforeTheCommitWritesNothing() {
        FaultyStore store = FaultyStore.of(memory, FaultyStore.Plan.once(2, Fault.BEFORE));
        store.commit(add());
        StoreException failure = assertThrows(StoreException.class, () -> store.commit(add()));
        assertTrue(failure.isTransient() && !failure.isOutcomeUnknown());
        assertEquals(1, value());
        store.commit(add());
        assertEquals(2, value());
        assertEquals(3, store.calls());
    }

    @Test
    void aFailureAfterTheCommitLeavesTheOutcomeUnknown() {
        FaultyStore store = FaultyStore.of(memory, FaultyStore.Plan.once(1, Fault.AFTER));
        StoreException failure = assertThrows(StoreException.class, () -> store.commit(add()));
        assertTrue(failure.isOutcomeUnknown() && !failure.isTransient());
        assertTrue(failure.getMessage().contains("call 1 (commit)"), failure::getMessage);
        assertEquals(1, value());
    }

    @Test
    void aFailedReadMayBeRepeated() {
        for (Fault fault : List.of(Fault.BEFORE, Fault.AFTER)) {
            FaultyStore store = FaultyStore.of(memory, FaultyStore.Plan.once(1, fault));
            StoreException failure = assertThrows(StoreException.class, () -> store.counters(List.of("k")));
            assertTrue(failure.isTransient());
            assertEquals(0, store.counters(List.of("k")).get("k"));
        }
    }

    @Test
    void everyMethodIsCounted() {
        FaultyStore store = FaultyStore.of(memory, (call, operation) -> Fault.NONE);
        StoreScene scene = new StoreScene(store, 1);
        store.load(StoreScene.ITEM, List.of());
        store.find(Query.all(StoreScene.ITEM));
        store.count(Query.all(StoreScene.ITEM));
        store.feed(StoreScene.ENTRY, 0, 1);
        store.lease("x", "y", StoreScene.START, java.time.Duration.ofSeconds(1));
        scene.counter("k");
        assertEquals(7, store.calls());
        store.close();
        assertThrows(IllegalStateException.class, () -> memory.counters(List.of("k")));
    }

    @Test
    void aSeedRepeatsItsFailures() {
        FaultyStore.Plan plan = FaultyStore.Plan.seeded(42, 200);
        FaultyStore.Plan same = FaultyStore.Plan.seeded(42, 200);
        List<Fault> faults = new ArrayList<>();
        for (long call = 1; call <= 2_000; call++) {
            faults.add(plan.at(call, "commit"));
            assertEquals(faults.get(faults.size() - 1), same.at(call, "commit"));
        }
        long failed = faults.stream().filter(fault -> fault != Fault.NONE).count();
        assertTrue(failed > 300 && failed < 500, () -> failed + " of 2000 calls failed");
        assertTrue(faults.contains(Fault.BEFORE) && faults.contains(Fault.AFTER));
        assertFalse(FaultyStore.Plan.seeded(1, 0).at(1, "commit") != Fault.NONE);
    }

    @Test
    void aStoreWithoutFaultsKeepsTheContract() {
        StoreContract.of(() -> FaultyStore.of(new MemoryStore(), FaultyStore.Plan.seeded(7, 0)), 7)
                .verify();
    }
}
