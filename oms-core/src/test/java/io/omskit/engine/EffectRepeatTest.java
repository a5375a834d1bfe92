package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.Message;
import io.omskit.engine.stored.EffectRows;
import io.omskit.engine.stored.FactJson;
import io.omskit.engine.stored.FlatJson;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.OrderFact;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What each repeat rule does after an outcome that is unknown, refused, put off or lost with its process. */
class EffectRepeatTest {
    private static final Duration LATER = Duration.ofMinutes(6);
    private static final Outcome UNKNOWN = new Outcome.Unknown("time-out after sending");
    private static final Outcome NOT_YET = new Outcome.Retry("busy", Duration.ofMinutes(1));

    private final Shelf shelf = new Shelf();
    private final MemoryStore memory = new MemoryStore();
    private final Outbox outbox = new Outbox();
    private final Deque<Outcome> answers = new ArrayDeque<>();
    private final Deque<Outcome> truths = new ArrayDeque<>();

    private static Function<Effect, Outcome> from(Deque<Outcome> outcomes) {
        return effect -> {
            Outcome next = outcomes.poll();
            if (next == null) {
                throw new IllegalStateException("connection reset");
            }
            return next;
        };
    }

    /** An engine with one effect that is due. */
    private Oms engine(RepeatRule rule) {
        Oms oms = Oms.builder()
                .store(memory)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .handler(outbox.taking(Effect.SOURCE_WORK, rule, from(answers), from(truths)))
                .build();
        released(oms);
        return oms;
    }

    private static void released(Oms oms) {
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000)));
        oms.process();
    }

    private void rounds(Oms oms, int count) {
        for (int i = 0; i < count; i++) {
            oms.drain();
            shelf.forward(LATER);
        }
    }

    private Row row() {
        return memory.find(Query.all(Tables.EFFECT)).get(0);
    }

    private String outcome() {
        return row().due().state() + " " + FlatJson.read(row().json()).get("outcome");
    }

    private List<String> alerts() {
        return memory.find(Query.all(Tables.ALERT)).stream()
                .map(row -> row.text("type"))
                .toList();
    }

    @Test
    void theSameKeyIsSentAgainUntilTheOutcomeIsKnown() {
        answers.addAll(List.of(UNKNOWN, UNKNOWN, Outcome.Done.of("third time")));
        rounds(engine(RepeatRule.SAME_KEY), 5);
        assertEquals(List.of(1, 2, 3), outbox.sent.stream().map(Effect::attempt).toList());
        assertEquals(1, outbox.sent.stream().map(Effect::key).distinct().count());
        assertEquals(3, outbox.sent.stream().map(Effect::fence).distinct().count());
        assertEquals("over done: third time", outcome());
        assertEquals(List.of(), outbox.asked);
    }

    @Test
    void askFirstAsksAndDoesNotSendWhatArrived() {
        answers.add(UNKNOWN);
        truths.addAll(List.of(UNKNOWN, Outcome.Done.of("it arrived")));
        rounds(engine(RepeatRule.ASK_FIRST), 5);
        assertEquals(1, outbox.sent.size());
        assertEquals(2, outbox.asked.size());
        assertEquals("over done: it arrived", outcome());
    }

    @Test
    void askFirstSendsAgainWhatDidNotArrive() {
        answers.addAll(List.of(UNKNOWN, Outcome.Done.of("now")));
        truths.add(NOT_YET);
        rounds(engine(RepeatRule.ASK_FIRST), 5);
        assertEquals(2, outbox.sent.size());
        assertEquals("over done: now", outcome());
    }

    @Test
    void neverIsSentOnceAndThenAPersonDecides() {
        answers.add(UNKNOWN);
        rounds(engine(RepeatRule.NEVER), 5);
        assertEquals(1, outbox.sent.size());
        assertTrue(outcome().startsWith("stuck "), outcome());
        assertEquals(List.of("EFFECT_STUCK:source-work"), alerts());
    }

    @Test
    void whatSurelyDidNotHappenIsTriedAgainWhateverTheRule() {
        for (RepeatRule rule : List.of(RepeatRule.NEVER, RepeatRule.ASK_FIRST)) {
            EffectRepeatTest fresh = new EffectRepeatTest();
            fresh.answers.addAll(List.of(NOT_YET, NOT_YET, Outcome.Done.of("done at last")));
            fresh.rounds(fresh.engine(rule), 5);
            assertEquals(3, fresh.outbox.sent.size(), rule::name);
            assertEquals(List.of(), fresh.outbox.asked, rule::name);
            assertEquals("over done: done at last", fresh.outcome(), rule::name);
        }
    }

    @Test
    void anEffectWithoutAHandlerWaitsAndIsSentOnceWhenThereIsOne() {
        Oms oms = Oms.builder()
                .store(memory)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .build();
        released(oms);
        rounds(oms, 3);
        Order order = oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
        assertFalse(oms.fulfillment().of(order).get(0).handedOver(), "nobody has taken it");
        answers.add(Outcome.Done.of("taken"));
        oms.register("W1", outbox.taking(Effect.SOURCE_WORK, RepeatRule.NEVER, from(answers), from(truths)));
        rounds(oms, 2);
        assertEquals(1, outbox.sent.size());
        assertEquals("over done: taken", outcome());
    }

    @Test
    void aRejectionEndsTheEffectAndRaisesAnAlert() {
        answers.add(new Outcome.Rejected("address out of reach"));
        rounds(engine(RepeatRule.SAME_KEY), 3);
        assertEquals(1, outbox.sent.size());
        assertEquals("over address out of reach", outcome());
        assertEquals(List.of("EFFECT_REJECTED:source-work", "PLAN_WAITS"), alerts());
    }

    @Test
    void anExceptionOfAHandlerIsAnUnknownOutcomeAndItsNeighborsRun() {
        Oms oms = engine(RepeatRule.NEVER);
        oms.accept(Shelf.paid("1002", "Wu", Shelf.START, Shelf.line("1", "X", 1, 5000)));
        oms.process();
        rounds(oms, 2);
        assertEquals(2, outbox.sent.size());
        memory.find(Query.all(Tables.EFFECT))
                .forEach(row -> assertEquals(EffectRows.STUCK, row.due().state()));
    }

    @Test
    void aProcessThatDiesBeforeItRecordsLeavesAnUnknownOutcome() {
        FaultyStore dying =
                FaultyStore.of(memory, (call, operation) -> outbox.sent.isEmpty() ? Fault.NONE : Fault.BEFORE);
        answers.add(Outcome.Done.of("lost with the process"));
        Oms first = Oms.builder()
                .store(dying)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .handler(outbox.taking(Effect.SOURCE_WORK, RepeatRule.ASK_FIRST, from(answers), from(truths)))
                .build();
        released(first);
        assertThrows(StoreException.class, first::drain);
        truths.add(Outcome.Done.of("it arrived"));
        shelf.forward(LATER);
        Oms second = Oms.builder()
                .store(memory)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .node(2)
                .handler(outbox.taking(Effect.SOURCE_WORK, RepeatRule.ASK_FIRST, from(answers), from(truths)))
                .build();
        rounds(second, 1);
        assertEquals(1, outbox.sent.size());
        assertEquals(1, outbox.asked.size());
        assertEquals("over done: it arrived", outcome());
    }

    @Test
    void newsOfAnEffectAreAcceptedWithItsOutcome() {
        OrderFact news = Shelf.paid("2001", "Wu", Shelf.START, Shelf.line("1", "X", 1, 5000));
        answers.addAll(List.of(
                new Outcome.Done(
                        "looked up",
                        List.of(new Message(FactJson.ID, "OrderFact", Shelf.SHOP, "2001", FactJson.write(news)))),
                Outcome.Done.of("taken")));
        Oms oms = engine(RepeatRule.SAME_KEY);
        rounds(oms, 1);
        assertEquals(
                "RELEASED",
                oms.orders()
                        .status(oms.orders().find(Shelf.SHOP.order("2001")).orElseThrow())
                        .headline());
    }
}
