package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.stored.FlatJson;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.Fact;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Two engines on one store: a lease that ran out belongs to the next one, and who comes back late records nothing. */
class LeaseTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Shelf shelf = new Shelf();
    private final MemoryStore memory = new MemoryStore();

    private Oms engine(int node, EffectHandler handler) {
        return Oms.builder()
                .store(memory)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .node(node)
                .lanes(2)
                .handler(handler)
                .build();
    }

    private void orders(Oms oms, int count) {
        oms.submit(new Command.MoveStock(
                List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), count, "in-X"))));
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(Shelf.paid("n" + i, "buyer" + i, Shelf.START, Shelf.line("1", "X", 1, 100)));
        }
        oms.accept(facts.toArray(Fact[]::new));
        while (oms.process() > 0) {
            // all lanes, all batches
        }
    }

    private List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        for (Row row : memory.find(Query.all(Tables.EFFECT))) {
            outcomes.add(row.due().state() + " " + FlatJson.read(row.json()).get("outcome"));
        }
        return outcomes;
    }

    /** A handler of A during whose run the lease ends and B claims the effect. */
    private Outbox overtaken(RepeatRule rule, Outbox ofB, Function<Effect, Outcome> whenAsked) {
        Outbox ofA = new Outbox();
        Oms b = engine(2, ofB.taking(Effect.SOURCE_WORK, rule, effect -> Outcome.Done.of("by B"), whenAsked));
        Oms a = engine(
                1,
                ofA.taking(
                        Effect.SOURCE_WORK,
                        rule,
                        effect -> {
                            shelf.forward(LONG);
                            b.runEffects();
                            return Outcome.Done.of("by A");
                        },
                        whenAsked));
        orders(a, 1);
        a.runEffects();
        return ofA;
    }

    @Test
    void whoIsOvertakenCannotRecord() {
        Outbox ofB = new Outbox();
        Outbox ofA = overtaken(RepeatRule.SAME_KEY, ofB, effect -> new Outcome.Unknown("?"));
        assertEquals(List.of("over done: by B"), outcomes());
        assertEquals(ofA.sent.get(0).key(), ofB.sent.get(0).key());
        assertTrue(ofA.sent.get(0).fence() < ofB.sent.get(0).fence(), "the fence grew");
    }

    @Test
    void whatMustBeAskedAboutIsNotSentTwice() {
        Outbox ofB = new Outbox();
        Outbox ofA = overtaken(RepeatRule.ASK_FIRST, ofB, effect -> Outcome.Done.of("B saw that it arrived"));
        assertEquals(1, ofA.sent.size());
        assertEquals(List.of(), ofB.sent);
        assertEquals(List.of("over done: B saw that it arrived"), outcomes());
    }

    @Test
    void whatMustNeverBeRepeatedIsNotSentByTheSecond() {
        Outbox ofB = new Outbox();
        Outbox ofA = overtaken(RepeatRule.NEVER, ofB, effect -> new Outcome.Unknown("?"));
        assertEquals(1, ofA.sent.size());
        assertEquals(List.of(), ofB.sent);
        assertTrue(outcomes().get(0).startsWith("stuck "), outcomes()::toString);
    }

    @Test
    void whatWaitedLongerThanItsLeaseIsLeftToTheNextClaimer() {
        Outbox ofA = new Outbox();
        Outbox ofB = new Outbox();
        Oms b = engine(2, ofB.taking(Effect.SOURCE_WORK));
        Oms a = engine(
                1,
                ofA.taking(
                        Effect.SOURCE_WORK,
                        RepeatRule.SAME_KEY,
                        effect -> {
                            shelf.forward(LONG);
                            b.runEffects();
                            return Outcome.Done.of("slow");
                        },
                        effect -> new Outcome.Unknown("?")));
        orders(a, 3);
        a.runEffects();
        assertEquals(1, ofA.sent.size(), "the other two were claimed by A, but too long ago");
        assertEquals(3, ofB.sent.size());
        assertEquals(List.of("over done: taken", "over done: taken", "over done: taken"), outcomes());
    }

    @Test
    void twoEnginesShareTheWorkWithoutADoubleEffectOrALostOrder() throws Exception {
        Outbox[] boxes = {new Outbox(), new Outbox()};
        Oms[] engines = {engine(1, boxes[0].taking(Effect.SOURCE_WORK)), engine(2, boxes[1].taking(Effect.SOURCE_WORK))
        };
        int orders = 60;
        engines[0].submit(new Command.MoveStock(
                List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), orders, "in-X"))));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int e = 0; e < 2; e++) {
            Oms oms = engines[e];
            int from = e;
            work.add(() -> {
                for (int i = from; i < orders; i += 2) {
                    oms.accept(Shelf.paid("n" + i, "b" + i, Shelf.START, Shelf.line("1", "X", 1, 100)));
                    oms.process();
                    oms.runEffects();
                }
                return 0;
            });
        }
        for (Future<Integer> done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();
        engines[0].drain();
        List<String> keys = new ArrayList<>();
        boxes[0].sent.forEach(effect -> keys.add(effect.key()));
        boxes[1].sent.forEach(effect -> keys.add(effect.key()));
        assertEquals(orders, keys.size());
        assertEquals(orders, keys.stream().distinct().count());
        assertEquals(orders, EndState.outcomes(memory).size());
        assertEquals(Map.of("stock/W1/X/free", 0L), memory.counters(List.of("stock/W1/X/free")));
        EndState.assertSound(memory);
    }
}
