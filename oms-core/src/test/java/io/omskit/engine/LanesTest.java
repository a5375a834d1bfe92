package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.process.Lanes;
import io.omskit.fact.OrderFact;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.StoreException;
import io.omskit.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lanes that are worked on at the same time. */
class LanesTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyLaneIsWorkedOnExactlyOnceAndTheSumIsTold() {
        AtomicIntegerArray times = new AtomicIntegerArray(64);
        int sum = new Lanes(64, threads).each(lane -> {
            times.incrementAndGet(lane);
            return lane;
        });
        assertEquals(64 * 63 / 2, sum);
        IntStream.range(0, 64).forEach(lane -> assertEquals(1, times.get(lane), "lane " + lane));
    }

    @Test
    void withoutAnExecutorTheCallerWorksOnTheLanesInOrder() {
        List<Integer> seen = new ArrayList<>();
        new Lanes(5, null).each(lane -> {
            seen.add(lane);
            return 1;
        });
        assertEquals(List.of(0, 1, 2, 3, 4), seen);
    }

    @Test
    void anExecutorThatNeverRunsAnythingOnlyMeansNoHelp() {
        List<Runnable> never = new ArrayList<>();
        assertEquals(8, new Lanes(8, never::add).each(lane -> 1));
        never.forEach(Runnable::run);
    }

    @Test
    void anExecutorThatRefusesOnlyMeansNoHelp() {
        Lanes lanes = new Lanes(8, task -> {
            throw new RejectedExecutionException("full");
        });
        assertEquals(8, lanes.each(lane -> 1));
    }

    @Test
    void aFailureOfAnyLaneReachesTheCallerAsItWasThrown() {
        StoreException failure = StoreException.passing("the database is gone.\nWait.", null);
        StoreException told = assertThrows(StoreException.class, () -> new Lanes(16, threads).each(lane -> {
            if (lane == 7) {
                throw failure;
            }
            return 1;
        }));
        assertSame(failure, told);
    }

    @Test
    void whatIsMadeTogetherComesInTheOrderThatWasGiven() {
        List<Integer> numbers = IntStream.range(0, 1_001).boxed().toList();
        List<String> alone = new Lanes(1, null).together(numbers, number -> "n" + number);
        assertEquals(alone, new Lanes(1, threads).together(numbers, number -> "n" + number));
        assertEquals("n1000", alone.get(1_000));
        assertEquals(List.of(), new Lanes(1, threads).together(List.of(), number -> "n"));
    }

    @Test
    void whatCannotBeMadeFailsTheWholeOffer() {
        List<Integer> numbers = IntStream.range(0, 1_001).boxed().toList();
        ArithmeticException told = assertThrows(
                ArithmeticException.class, () -> new Lanes(1, threads).together(numbers, number -> 1 / (700 - number)));
        assertEquals("/ by zero", told.getMessage());
    }

    @Test
    void lanesThatWorkAtTheSameTimeLoseNothingAndSellNothingTwice() {
        Shelf shelf = new Shelf();
        try (Oms oms = Oms.builder()
                .store(Stores.sqlite(folder.resolve("oms.db")))
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .policy(Policy.defaults().withBatch(20))
                .lanes(8)
                .executor(threads)
                .build()) {
            StockCell cell = new StockCell("W1", new Sku("X"));
            oms.submit(new Command.MoveStock(List.of(StockMovement.receive(cell, 250, "in"))));
            OrderFact[] facts = IntStream.range(0, 400)
                    .mapToObj(i -> Shelf.paid("N" + i, "buyer " + i, shelf.instant(), Shelf.line("1", "X", 1, 5000)))
                    .toArray(OrderFact[]::new);
            oms.accept(facts);
            while (oms.process() > 0) {
                // each round takes one batch of every lane
            }
            List<Order> orders = oms.orders().list(0, 1_000);
            long released = orders.stream()
                    .map(oms.orders()::status)
                    .filter(status -> status.fulfillment() == OrderStatus.Fulfillment.RELEASED)
                    .count();
            assertEquals(400, orders.size());
            assertEquals(0, oms.backlog());
            assertEquals(250, released);
            assertEquals(
                    new Balances(250, 250, 0, 0),
                    oms.stock().balances(List.of(cell)).get(cell));
            assertTrue(oms.poisoned(10).isEmpty());
        }
    }
}
