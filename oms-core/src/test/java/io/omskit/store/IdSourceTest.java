package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdSourceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.005Z");

    @Test
    void anIdTellsWhenItWasMade() {
        long id = IdSource.of(() -> NOON, 3).next();
        assertEquals(NOON, IdSource.timeOf(id));
        assertEquals(IdSource.floor(NOON) + (3L << 12), id);
        assertTrue(id > 0);
    }

    @Test
    void idsNeverGoBackWhenTheClockDoes() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        IdSource ids = IdSource.of(now::get, 0);
        long before = ids.next();
        now.set(NOON.minus(Duration.ofHours(1)));
        long after = ids.next();
        assertEquals(before + 1, after);
        now.set(NOON.plusMillis(1));
        assertEquals(NOON.plusMillis(1), IdSource.timeOf(ids.next()));
    }

    @Test
    void aFullMillisecondBorrowsFromTheNext() {
        IdSource ids = IdSource.of(() -> NOON, 1023);
        long last = 0;
        for (int i = 0; i < 4096; i++) {
            last = ids.next();
        }
        assertEquals(NOON, IdSource.timeOf(last));
        long next = ids.next();
        assertTrue(next > last);
        assertEquals(NOON.plusMillis(1), IdSource.timeOf(next));
    }

    @Test
    void clocksOutsideTheRangeAreRefused() {
        assertThrows(IllegalStateException.class, () -> IdSource.of(() -> Instant.parse("2009-12-31T23:59:59Z"), 0)
                .next());
        assertThrows(IllegalStateException.class, () -> IdSource.of(() -> Instant.parse("2080-01-01T00:00:00Z"), 0)
                .next());
        assertTrue(
                IdSource.of(() -> Instant.parse("2079-09-01T00:00:00Z"), 1023).next() > 0);
        assertEquals(0, IdSource.floor(Instant.EPOCH));
    }

    @Test
    void nodesAreNumberedFromZero() {
        assertThrows(IllegalArgumentException.class, () -> IdSource.of(() -> NOON, -1));
        assertThrows(IllegalArgumentException.class, () -> IdSource.of(() -> NOON, IdSource.NODES));
    }

    @Test
    void threadsNeverGetTheSameId() throws Exception {
        IdSource ids = IdSource.of(() -> NOON, 0);
        Set<Long> all = ConcurrentHashMap.newKeySet();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            calls.add(() -> {
                for (int i = 0; i < 10_000; i++) {
                    all.add(ids.next());
                }
                return true;
            });
        }
        executor.invokeAll(calls);
        executor.shutdown();
        assertEquals(40_000, all.size());
    }

    @Test
    void whenAllNodesAreTakenItSaysSo() {
        MemoryStore store = new MemoryStore();
        for (int i = 0; i < IdSource.NODES; i++) {
            IdSource.leaseNode(store, "owner" + i, NOON, Duration.ofMinutes(1));
        }
        StoreException full = assertThrows(
                StoreException.class, () -> IdSource.leaseNode(store, "one more", NOON, Duration.ofMinutes(1)));
        assertTrue(full.getMessage().contains("1024"), full::getMessage);
        int freed = IdSource.leaseNode(store, "one more", NOON.plusSeconds(60), Duration.ofMinutes(1));
        assertTrue(freed >= 0 && freed < IdSource.NODES);
    }
}
