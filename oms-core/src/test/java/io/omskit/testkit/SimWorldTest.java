package io.omskit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.stock.StockCounters;
import io.omskit.store.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SimWorldTest {
    private static final int SEEDS = "full".equals(System.getProperty("oms.volume")) ? 2_000 : 40;

    /** {@code -Dsim.seed=N} runs one seed and prints its events. */
    @Test
    void everySeedComesToRest() {
        Long only = Long.getLong("sim.seed");
        List<String> failed = new ArrayList<>();
        for (long seed = only == null ? 1 : only; seed <= (only == null ? SEEDS : only); seed++) {
            SimOutcome outcome = CoreWorld.of(seed).run();
            if (outcome.isFailed()) {
                failed.add(only == null ? "seed " + seed + ": " + outcome.failure() : outcome.story());
            }
        }
        assertTrue(
                failed.isEmpty(),
                () -> failed.size() + " seeds failed; repeat one with -Dsim.seed=\n" + String.join("\n", failed));
    }

    @Test
    void aSeedRepeatsEveryEvent() {
        SimOutcome first = CoreWorld.of(5).run();
        assertEquals(first, CoreWorld.of(5).run());
        assertNotEquals(first.events(), CoreWorld.of(6).run().events());
        assertTrue(first.events().size() > 100, () -> "only " + first.events().size() + " events");
    }

    @Test
    void worldsAreLively() {
        List<String> events = new ArrayList<>();
        long faults = 0;
        for (long seed = 1; seed <= 12; seed++) {
            SimOutcome outcome = CoreWorld.of(seed).run();
            events.addAll(outcome.events());
            faults += outcome.faults();
        }
        assertTrue(faults > 50, "faults " + faults);
        for (String happened : List.of(
                "ships",
                "stops for",
                "killed",
                "died",
                "failed: Planned",
                "meanwhile",
                "DELIVERED",
                "refund",
                "later")) {
            assertTrue(events.stream().anyMatch(event -> event.contains(happened)), happened);
        }
    }

    @Test
    void aWorldWithoutFaultsHasNone() {
        SimOutcome outcome = CoreWorld.of(3, world -> world.faultsPerMille(0)).run();
        assertFalse(outcome.isFailed(), outcome::story);
        assertTrue(outcome.events().stream().noneMatch(event -> event.contains("died: before")));
    }

    @Test
    void aSourceThatForgetsWorkIsNoticed() {
        String failure = failureWith(world -> world.with(one -> new Intruder() {
            @Override
            public void attach(Oms oms) {
                oms.register(
                        "W1",
                        EffectHandler.of(
                                Effect.SOURCE_WORK,
                                EffectHandler.RepeatRule.SAME_KEY,
                                effect -> EffectHandler.Outcome.Done.of("forgotten")));
            }
        }));
        assertTrue(failure.contains("does not come to rest"), failure);
    }

    @Test
    void aCounterThatTheLedgerDoesNotExplainIsNoticed() {
        String failure = failureWith(world -> world.with(one -> new Intruder() {
            @Override
            public String step(Instant now, SplittableRandom random) {
                List<String> keys = new ArrayList<>();
                for (String sku : List.of("X", "Y", "Z")) {
                    keys.add(StockCounters.key(SimWarehouse.cell("W1", sku), StockCounters.Counter.ON_HAND));
                    keys.add(StockCounters.key(SimWarehouse.cell("W2", sku), StockCounters.Counter.ON_HAND));
                }
                for (Map.Entry<String, Long> shelf :
                        one.oms().store().counters(keys).entrySet()) {
                    if (shelf.getValue() > 0) {
                        one.oms()
                                .store()
                                .commit(Commit.builder()
                                        .adjust(shelf.getKey(), -1)
                                        .build());
                        return "steals from " + shelf.getKey();
                    }
                }
                return "";
            }
        }));
        assertTrue(failure.contains("R-9.1"), failure);
    }

    @Test
    void whatAParticipantThrowsIsTheFailureOfItsSeed() {
        String failure = failureWith(world -> world.with(one -> new Intruder() {
            @Override
            public String step(Instant now, SplittableRandom random) {
                throw new IllegalStateException("a defect");
            }
        }));
        assertTrue(failure.startsWith("IllegalStateException: a defect at "), failure);
    }

    @Test
    void whatWasSeenInAHandlerFailsTheWorld() {
        String failure = failureWith(world -> world.with(one -> new Intruder() {
            @Override
            public String step(Instant now, SplittableRandom random) {
                one.accuse("S1", "work 1", "was seen");
                return "accuses";
            }
        }));
        assertEquals("S1 broken by work 1: was seen", failure);
    }

    @Test
    void aFailureTellsItsStoryAndHowToRepeatIt() {
        SimOutcome outcome = new SimOutcome(7, 1, List.of("first", "second"), "broke");
        assertEquals("first\nsecond\nseed 7: broke\nRepeat it with -Dsim.seed=7.", outcome.story());
    }

    @Test
    void anEmptyWorldIsRefused() {
        assertThrows(IllegalStateException.class, () -> SimWorld.of(1).build());
    }

    private static String failureWith(UnaryOperator<SimWorld.Builder> change) {
        SimOutcome outcome = CoreWorld.of(11, change).run();
        return outcome.isFailed() ? String.valueOf(outcome.failure()) : "nothing was noticed";
    }

    /** Somebody who does not belong here. */
    private abstract static class Intruder implements SimParticipant {
        @Override
        public String name() {
            return "intruder";
        }

        @Override
        public String step(Instant now, SplittableRandom random) {
            return "";
        }

        @Override
        public void settle() {}
    }
}
