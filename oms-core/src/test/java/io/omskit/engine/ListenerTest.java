package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.policy.Policy;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Everything asynchronous reaches the one listener, and nothing that it throws reaches the engine. */
class ListenerTest {
    private final Shelf shelf = new Shelf();
    private final List<String> heard = new ArrayList<>();
    private final Queue<Outcome> answers = new ArrayDeque<>();

    private class Recorder implements Listener {
        @Override
        public void onChange(JournalEntry change) {
            heard.add("change " + change.events());
        }

        @Override
        public void onAlert(Reason alert) {
            heard.add("alert " + alert.code());
        }

        @Override
        public void onEffect(Effect effect, Outcome outcome) {
            heard.add("effect " + effect.type() + " " + outcome.getClass().getSimpleName());
        }

        @Override
        public void onPoison(long inboxId, String reason) {
            heard.add("poison");
        }

        @Override
        public void onFailure(String work, String reason) {
            heard.add("failure " + work + " " + reason);
        }
    }

    /** Throws whatever it hears. */
    private static final class Thrower implements Listener {
        @Override
        public void onChange(JournalEntry change) {
            throw new IllegalStateException("change");
        }

        @Override
        public void onAlert(Reason alert) {
            throw new IllegalStateException("alert");
        }

        @Override
        public void onEffect(Effect effect, Outcome outcome) {
            throw new IllegalStateException("effect");
        }
    }

    private Oms engine(Store store, Listener listener) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .policy(Policy.defaults())
                .handler(EffectHandler.of(Effect.SOURCE_WORK, RepeatRule.SAME_KEY, effect -> {
                    Outcome answer = answers.poll();
                    return answer == null ? Outcome.Done.of("taken") : answer;
                }))
                .listener(listener)
                .executor(Runnable::run)
                .build();
    }

    private static void stock(Oms oms, long pieces) {
        assertTrue(oms.stock()
                .book(StockMovement.receive(new StockCell("W1", new Sku("X")), pieces, "in-" + pieces))
                .done());
    }

    private static Order order(Oms oms) {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    @Test
    void changesAlertsAndOutcomesAreToldInTheirOrder() {
        try (Oms oms = engine(new MemoryStore(), new Recorder())) {
            stock(oms, 1);
            answers.add(new Outcome.Retry("busy", Duration.ofMinutes(1)));
            oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 100)));
            oms.drain();
            assertEquals("effect source-work Retry", heard.get(heard.size() - 1));
            assertTrue(
                    heard.get(0).startsWith("change [ORDER_TOLD")
                            && heard.get(0).contains("RELEASED"),
                    heard::toString);
            shelf.forward(Duration.ofMinutes(2));
            heard.clear();
            oms.drain();
            assertEquals(List.of("effect source-work Done"), heard);
            heard.clear();
            assertTrue(oms.orders().cancel(order(oms).id(), "1", 1).done());
            assertTrue(heard.get(0).startsWith("change [CANCELED"), heard::toString);
        }
    }

    @Test
    void whatAListenerThrowsReachesNobody() {
        try (Oms oms = engine(new MemoryStore(), new Thrower())) {
            stock(oms, 1);
            oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 2, 100)));
            oms.drain();
            assertTrue(oms.orders().cancel(order(oms).id(), "1", 1).done());
            oms.drain();
            assertEquals(0, oms.backlog());
            assertTrue(oms.fulfillment().of(order(oms)).get(0).handedOver());
        }
    }

    @Test
    void aWorkerThatFailsIsHeard() {
        CountingStore store = new CountingStore(new MemoryStore());
        List<Oms> engines = new ArrayList<>();
        Oms oms = engine(store, new Recorder() {
            @Override
            public void onFailure(String work, String reason) {
                super.onFailure(work, reason);
                engines.get(0).close();
            }
        });
        engines.add(oms);
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 100)));
        store.beforeCommit(commit -> {
            throw StoreException.passing("the store is away.\nWait.", null);
        });
        oms.start(Duration.ofMillis(1));
        assertEquals(List.of("failure engine StoreException"), heard);
        assertFalse(heard.contains("poison"));
    }
}
