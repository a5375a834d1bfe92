package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.Message;
import io.omskit.engine.stored.FactJson;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fact.StockFact;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.store.MemoryStore;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Every call of the store fails once, before and after it did its work. The process that sees the failure ends; the next one
 * begins on the same store and the host repeats what it got no answer to. The end is the end of the run without a failure.
 */
class FailingStoreTest {
    private static final List<StockCell> CELLS = List.of(
            new StockCell("W1", new Sku("X")), new StockCell("W2", new Sku("X")), new StockCell("W2", new Sku("Y")));

    /** One run of the story on one store. */
    private static final class Run {
        final Shelf shelf = new Shelf();
        final Outbox outbox = new Outbox();
        final MemoryStore memory = new MemoryStore();
        final FaultyStore store;
        int processes;
        Oms oms;

        Run(long failing, Fault fault) {
            store = FaultyStore.of(memory, FaultyStore.Plan.once(failing, fault));
        }

        List<String> play() {
            step(oms -> oms.accept(
                    List.of(message(received("W1", "X", 1)), message(received("W2", "X", 5))),
                    new Cursor("stock", "2")));
            step(oms -> oms.accept(received("W2", "Y", 5)));
            step(Oms::drain);
            step(oms -> oms.accept(
                    Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 2, 5000), Shelf.line("2", "Y", 1, 700)),
                    Shelf.paid("1002", "Li", Shelf.START, Shelf.line("1", "Y", 1, 3000)),
                    Shelf.paid("1003", "Wu", Shelf.START, Shelf.line("1", "NEW", 1, 3000))));
            step(Oms::process);
            step(oms -> oms.submit(new Command.PlaceHold(order("1002").id(), hold())));
            step(Oms::drain);
            shelf.forward(Duration.ofMinutes(1));
            step(oms -> oms.submit(new Command.LiftHold(order("1002").id(), "host", "look")));
            step(Oms::drain);
            step(oms -> oms.submit(new Command.Report(new SourceReport.Shipped(
                    order("1001").fulfillmentOrders().get(0), shelf.instant(), "sf", "SF1", "", List.of()))));
            step(Oms::drain);
            step(oms -> oms.accept(refund(Shelf.START.plusSeconds(60))));
            step(Oms::drain);
            // leases of processes that died run out, and what was put off comes due
            for (int i = 0; i < 3; i++) {
                shelf.forward(Duration.ofMinutes(6));
                step(Oms::drain);
            }
            EndState.assertSound(memory);
            EndState.outcomes(memory);
            return EndState.of(memory, CELLS);
        }

        private void step(Consumer<Oms> step) {
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    if (oms == null) {
                        oms = open();
                    }
                    step.accept(oms);
                    return;
                } catch (StoreException planned) {
                    oms = null;
                }
            }
            throw new AssertionError("one failure must not fail a step twice");
        }

        private Oms open() {
            processes++;
            return Oms.builder()
                    .store(store)
                    .catalog(Shelf.catalog("X", "Y"))
                    .sources(Shelf.warehouses("W1", "W2"))
                    .unsealedForTests()
                    .hashKeys(Shelf.hashKey())
                    .time(shelf)
                    .node(processes)
                    .handler(outbox.taking(Effect.SOURCE_WORK))
                    .handler(outbox.taking(Effect.SHIP_NOTICE))
                    .build();
        }

        private Order order(String number) {
            return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
        }
    }

    private static Message message(StockFact fact) {
        return new Message(FactJson.ID, "StockFact", Shelf.SHOP, fact.reference(), FactJson.write(fact));
    }

    private static StockFact received(String source, String sku, long pieces) {
        return new StockFact(
                source,
                sku,
                Revision.at(Shelf.START, 1),
                new Provenance("test", Shelf.START),
                StockFact.Kind.RECEIVED,
                Shelf.pieces(pieces),
                "in-" + source + sku,
                Shelf.START);
    }

    private static RefundFact refund(Instant at) {
        return new RefundFact(
                Shelf.SHOP.order("1002"),
                "R1",
                Revision.at(at, 1),
                new Provenance("test", at),
                "1",
                Shelf.pieces(1),
                Shelf.yuan(3000),
                RefundFact.Status.SUCCEEDED,
                "SUCCESS",
                RefundFact.Phase.BEFORE_SHIPPING,
                false,
                at);
    }

    private static Hold hold() {
        return new Hold(
                "LOOK",
                "host",
                "look",
                null,
                "somebody looks",
                Shelf.START,
                null,
                EnumSet.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER));
    }

    @Test
    void theEndDoesNotDependOnTheCallThatFailed() {
        Run clean = new Run(0, Fault.NONE);
        List<String> expected = clean.play();
        assertEquals(1, clean.processes);
        assertTrue(expected.contains("inbox 0"), expected::toString);
        long calls = clean.store.calls();
        assertTrue(calls > 60, () -> "the story makes " + calls + " calls");
        for (long call = 1; call <= calls; call++) {
            for (Fault fault : List.of(Fault.BEFORE, Fault.AFTER)) {
                Run run = new Run(call, fault);
                String where = "call " + call + " failed " + fault;
                EndState.assertSame(expected, run.play(), where);
                assertEquals(2, run.processes, where);
                assertSentUnderTheSameKeys(clean, run, where);
            }
        }
    }

    /** What was sent twice was sent under one key, and every key that was sent has its one outcome. */
    private static void assertSentUnderTheSameKeys(Run clean, Run run, String where) {
        Map<String, String> outcomes = EndState.outcomes(run.memory);
        assertEquals(keys(clean), keys(run), where);
        run.outbox.sent.forEach(effect -> assertTrue(outcomes.containsKey(effect.key()), effect::key));
    }

    private static long keys(Run run) {
        return run.outbox.sent.stream().map(Effect::key).distinct().count();
    }
}
