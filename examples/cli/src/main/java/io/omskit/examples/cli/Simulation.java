package io.omskit.examples.cli;

import io.omskit.examples.cli.simulation.FullWorld;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Runs whole shop worlds, one after another, each from its seed. A seed that fails can be repeated with its events; one that
 * does not fail leaves nothing behind.
 */
final class Simulation {
    private static final int AT_ONCE = 50;

    private final Consumer<Map<String, Object>> lines;
    private long seeds;
    private long failed;
    private long orders;
    private long faults;

    /**
     * A simulation.
     *
     * @param lines takes an object for each seed that failed
     */
    Simulation(Consumer<Map<String, Object>> lines) {
        this.lines = lines;
    }

    /** Runs so many seeds from the first one, as many at a time as there are processors; tells of them in their order. */
    Simulation run(long first, long count) {
        for (long begin = first; begin < first + count; begin += AT_ONCE) {
            LongStream.range(begin, Math.min(begin + AT_ONCE, first + count))
                    .parallel()
                    .mapToObj(seed -> FullWorld.of(seed).run())
                    .toList()
                    .forEach(this::add);
        }
        return this;
    }

    private void add(FullWorld.Result result) {
        seeds++;
        orders += result.orders();
        faults += result.faults();
        String failure = result.outcome().failure();
        if (failure != null) {
            failed++;
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("seed", result.outcome().seed());
            line.put("failure", failure);
            line.put("repeat", "-Dsim.seed=" + result.outcome().seed());
            lines.accept(line);
        }
    }

    long failed() {
        return failed;
    }

    /** The last line: seeds, failed, orders, faults. */
    Map<String, Object> summary() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seeds", seeds);
        line.put("failed", failed);
        line.put("orders", orders);
        line.put("faults", faults);
        return line;
    }
}
