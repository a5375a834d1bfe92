package io.omskit.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.examples.cli.simulation.FullWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = "full".equals(System.getProperty("oms.volume")) ? 10_000 : 300;

    /** {@code -Dsim.seed=N} runs one seed and prints its events. */
    @Test
    void everySeedComesToRest() {
        Long only = Long.getLong("sim.seed");
        if (only != null) {
            FullWorld.Result result = FullWorld.of(only).run();
            assertFalse(result.outcome().isFailed(), () -> result.outcome().story());
            return;
        }
        List<String> failed = new ArrayList<>();
        Simulation simulation = new Simulation(line -> failed.add(line.toString())).run(1, SEEDS);
        Map<String, Object> summary = simulation.summary();
        assertEquals(List.of("seeds", "failed", "orders", "faults"), List.copyOf(summary.keySet()));
        assertTrue(failed.isEmpty(), () -> summary + "\n" + String.join("\n", failed));
        assertTrue((long) summary.get("orders") > 5L * SEEDS, summary::toString);
        assertTrue((long) summary.get("faults") > 5L * SEEDS, summary::toString);
    }

    @Test
    void aSeedRepeatsEveryEvent() {
        FullWorld.Result first = FullWorld.of(4).run();
        assertEquals(first, FullWorld.of(4).run());
        assertNotEquals(
                first.outcome().events(), FullWorld.of(5).run().outcome().events());
    }

    @Test
    void allPartsOfTheWorldTakePart() {
        List<String> events = new ArrayList<>();
        for (long seed = 1; seed <= 10; seed++) {
            events.addAll(FullWorld.of(seed).run().outcome().events());
        }
        for (String happened : List.of(
                "taobao/flagship: pulls",
                "woocommerce/corner: calls",
                "file/wholesale: sends",
                "sf: pushes",
                "warehouse: ships SF",
                "books of taobao/flagship: look at",
                "desk: stops",
                "catalog: lists",
                "killed",
                "died: ",
                "failed: Planned")) {
            assertTrue(events.stream().anyMatch(event -> event.contains(happened)), happened);
        }
    }
}
