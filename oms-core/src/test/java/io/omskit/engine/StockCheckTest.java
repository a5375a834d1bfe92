package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.stored.EngineInvariants;
import io.omskit.engine.stored.LedgerJson;
import io.omskit.engine.stored.Tables;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCheck;
import io.omskit.stock.StockCheck.Finding;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.store.MemoryStore;
import io.omskit.store.PostgresServer;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** what the ledger says, what the counters say and what the work holds agree, or somebody is told. */
class StockCheckTest {
    private static final StockCell X = new StockCell("W1", new Sku("X"));
    private static final String FREE = StockCounters.key(X, Counter.FREE);

    private static final AtomicInteger UNASKED = new AtomicInteger();

    private final Shelf time = new Shelf();
    private int orders;

    private Oms engine(Store store, int node) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1", "W2"))
                .unsealedForTests()
                .time(time)
                .node(node)
                .build();
    }

    private Oms busy(Store store) {
        Oms oms = engine(store, 1);
        oms.stock().book(StockMovement.receive(X, 100, "delivery-1"));
        sell(oms, 20);
        oms.drain();
        return oms;
    }

    private void sell(Oms oms, int count) {
        for (int i = 0; i < count; i++) {
            orders++;
            oms.accept(Shelf.paid("N" + orders, "buyer" + orders, Shelf.START, Shelf.line("1", "X", 2, 500)));
        }
    }

    private static void steal(Oms oms, String counter, long steps) {
        oms.store().commit(Commit.builder().adjust(counter, -steps).build());
    }

    /** Books what the engine would refuse. */
    private static void bookUnasked(Store store, StockMovement... movements) {
        Commit.Builder commit = Commit.builder();
        commit.insert(LedgerJson.write(UNASKED.incrementAndGet(), Shelf.START, List.of(movements)));
        for (StockMovement.Delta delta : StockMovement.net(List.of(movements))) {
            commit.adjust(delta.key(), delta.delta());
        }
        assertTrue(store.commit(commit.build()).committed());
    }

    @Test
    void aSoundStoreIsClean() {
        try (Oms oms = busy(new MemoryStore())) {
            StockCheck check = oms.stock().check();
            assertTrue(check.isClean(), check::toString);
            assertEquals(21, check.movements());
            assertEquals(20, check.works());
        }
    }

    @Test
    void aCounterThatTheLedgerDoesNotExplainIsFoundAndRepaired() {
        try (Oms oms = busy(new MemoryStore())) {
            steal(oms, FREE, 7);
            steal(oms, StockCounters.key(X, Counter.DAMAGED), -3);
            assertEquals(
                    Set.of(
                            new Finding.Counter(FREE, 60, 53),
                            new Finding.Counter(StockCounters.key(X, Counter.DAMAGED), 0, 3)),
                    Set.copyOf(oms.stock().check().findings()));

            StockCheck.Repair repair = oms.stock().repair("drill of March");

            assertEquals(2, repair.repaired().size());
            assertTrue(oms.stock().check().isClean());
            assertEquals(60, oms.stock().balances(List.of(X)).get(X).free());
            assertEquals(Optional.empty(), EngineInvariants.of(oms.store()).check());
            assertTrue(
                    oms.store().find(Query.all(Tables.LEDGER)).stream()
                            .map(Row::json)
                            .anyMatch(row -> row.contains("\"REPAIR\"") && row.contains("drill of March")),
                    "the ledger tells of the repair");
        }
    }

    @Test
    void aRepairOfASoundStoreWritesNothing() {
        try (Oms oms = busy(new MemoryStore())) {
            long rows = oms.store().count(Query.all(Tables.LEDGER));
            assertTrue(oms.stock().repair("for nothing").repaired().isEmpty());
            assertEquals(rows, oms.store().count(Query.all(Tables.LEDGER)));
        }
    }

    @Test
    void aReservationThatNoWorkHoldsIsGivenBack() {
        try (Oms oms = busy(new MemoryStore())) {
            long lost = oms.store().find(Query.all(Tables.FULFILLMENT)).get(0).id();
            Row forgotten = LedgerJson.write(
                    1, Shelf.START, List.of(StockMovement.reserve(X, 4, FulfillmentOrder.reference(lost + 1))));
            oms.store()
                    .commit(Commit.builder().insert(forgotten).adjust(FREE, -4).build());

            List<Finding> findings = oms.stock().check().findings();
            assertEquals(List.of(new Finding.Reservation(X, lost + 1, 4, 0)), findings);
            assertEquals(findings, oms.stock().repair("orphan").repaired());
            assertTrue(oms.stock().check().isClean());
            assertEquals(60, oms.stock().balances(List.of(X)).get(X).free());
        }
    }

    @Test
    void workWhoseReservationWasLostGetsItBackEvenWhereNothingIsFree() {
        try (Oms oms = busy(new MemoryStore())) {
            long work = oms.store().find(Query.all(Tables.FULFILLMENT)).get(0).id();
            String reference = FulfillmentOrder.reference(work);
            bookUnasked(oms.store(), StockMovement.release(X, 2, reference));
            oms.stock().book(StockMovement.adjust(X, -62, "count", "stolen"));

            assertEquals(
                    List.of(new Finding.Reservation(X, work, 0, 2)),
                    oms.stock().check().findings());
            oms.stock().repair("lost reservation");
            assertTrue(oms.stock().check().isClean());
            assertEquals(-2, oms.stock().balances(List.of(X)).get(X).free(), "too much was promised, and it shows");
        }
    }

    @Test
    void ofTwoFindingsThatCancelOutBothAreFound() {
        try (Oms oms = busy(new MemoryStore())) {
            List<Row> works = oms.store().find(Query.all(Tables.FULFILLMENT));
            String from = FulfillmentOrder.reference(works.get(0).id());
            String to = FulfillmentOrder.reference(works.get(1).id());
            bookUnasked(oms.store(), StockMovement.release(X, 1, from), StockMovement.reserve(X, 1, to));
            assertEquals(2, oms.stock().check().findings().size());
            assertEquals(2, oms.stock().repair("mixed up").repaired().size());
            assertTrue(oms.stock().check().isClean());
        }
    }

    @Test
    void referencesOfTheHostAreItsOwn() {
        try (Oms oms = busy(new MemoryStore())) {
            oms.stock().book(StockMovement.reserve(X, 5, "cart-17"));
            assertTrue(oms.stock().check().isClean());
        }
    }

    @Test
    void whileTheEngineWorksNothingIsFoundThatIsNotThere() throws InterruptedException {
        checkWhileWorking(new MemoryStore());
    }

    @Test
    @Tag("postgres")
    void whileTheEngineWorksOnPostgresNothingIsFoundThatIsNotThere() throws InterruptedException {
        checkWhileWorking(PostgresServer.freshStore());
    }

    /** What is found is there, to the piece: whatever else moves meanwhile. */
    private static void assertOnlyStolen(long stolen, StockCheck check) {
        for (Finding finding : check.findings()) {
            Finding.Counter counter = assertInstanceOf(Finding.Counter.class, finding, check::toString);
            assertEquals(StockCounters.key(X, Counter.ON_HAND), counter.key());
            assertEquals(stolen, counter.ledger() - counter.stored(), check::toString);
        }
    }

    @Test
    void aCellThatNeverRestsIsNamedAndNotJudgedUntilItRests() {
        MemoryStore memory = new MemoryStore();
        AtomicBoolean moving = new AtomicBoolean();
        AtomicInteger deliveries = new AtomicInteger();
        Store restless = FaultyStore.of(memory, (call, operation) -> {
            if (moving.get() && operation.equals("commit")) {
                // between a figure and the marker behind it something always moves
                bookUnasked(memory, StockMovement.receive(X, 1, "more-" + deliveries.incrementAndGet()));
            }
            return Fault.NONE;
        });
        try (Oms oms = busy(restless)) {
            String onHand = StockCounters.key(X, Counter.ON_HAND);
            steal(oms, onHand, 5);
            moving.set(true);
            StockCheck.Repair repair = oms.stock().repair("too early");
            assertEquals(List.of(), repair.check().findings());
            assertTrue(repair.check().unsettled().contains(onHand), repair::toString);
            assertEquals(List.of(), repair.repaired());
            moving.set(false);
            assertOnlyStolen(5, oms.stock().check());
            assertEquals(1, oms.stock().repair("at rest").repaired().size());
            assertTrue(oms.stock().check().isClean());
        }
    }

    @Test
    void aCellThatNeverRestsIsJudgedAsSoonAsItsFiguresLeaveOnePossibility() {
        MemoryStore memory = new MemoryStore();
        AtomicBoolean moving = new AtomicBoolean();
        AtomicInteger deliveries = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        Store restless = FaultyStore.of(memory, (call, operation) -> {
            int look = operation.equals("counters") ? looks.incrementAndGet() : looks.get();
            // in every look something moves, before its figure is read or before the marker behind it
            boolean now = operation.equals("counters") ? look % 2 == 0 : operation.equals("commit") && look % 2 == 1;
            if (moving.get() && now) {
                bookUnasked(memory, StockMovement.receive(X, 1, "more-" + deliveries.incrementAndGet()));
            }
            return Fault.NONE;
        });
        try (Oms oms = busy(restless)) {
            moving.set(true);
            StockCheck sound = oms.stock().check();
            assertTrue(sound.isClean(), sound::toString);
            steal(oms, StockCounters.key(X, Counter.ON_HAND), 5);
            StockCheck.Repair repair = oms.stock().repair("on the move");
            assertOnlyStolen(5, repair.check());
            assertEquals(1, repair.repaired().size(), repair::toString);
            assertTrue(oms.stock().check().isClean());
        }
    }

    /** Orders, cancelations of the platform and deliveries go on while one counter is broken and repaired again and again. */
    private void checkWhileWorking(Store store) throws InterruptedException {
        try (Oms oms = busy(store)) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger sold = new AtomicInteger();
            CountDownLatch selling = new CountDownLatch(1);
            Thread seller = new Thread(() -> {
                while (!over.get()) {
                    int number = sold.incrementAndGet();
                    oms.stock().book(StockMovement.receive(X, 2, "more-" + number));
                    oms.accept(Shelf.paid("S" + number, "b" + number, Shelf.START, Shelf.line("1", "X", 3, 500)));
                    oms.process();
                    selling.countDown();
                }
            });
            seller.start();
            try {
                selling.await();
                long stolen = 0;
                for (int round = 0; round < 12; round++) {
                    assertOnlyStolen(stolen, oms.stock().check());
                    steal(oms, StockCounters.key(X, Counter.ON_HAND), 5);
                    stolen += 5;
                    // a cell that never rests is not judged, so a repair may find nothing to do; it is tried again
                    // later
                    for (int again = 0; again < 20 && stolen > 0; again++) {
                        StockCheck.Repair repair = oms.stock().repair("round " + round);
                        assertOnlyStolen(stolen, repair.check());
                        stolen -= repair.repaired().isEmpty() ? 0 : stolen;
                    }
                }
            } finally {
                over.set(true);
                seller.join();
            }
            oms.process();
            oms.stock().repair("what was left, now that everything rests");
            StockCheck last = oms.stock().check();
            assertTrue(last.isClean(), last::toString);
            assertFalse(sold.get() == 0);
        }
    }
}
