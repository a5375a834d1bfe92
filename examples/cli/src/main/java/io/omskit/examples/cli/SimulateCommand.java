package io.omskit.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oms simulate}: whole shop worlds with crashes and faults, each from a seed. */
@Command(
        name = "simulate",
        description = "Run simulated shop worlds; prints a line per failed seed and, last, a summary",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--seeds", required = true, paramLabel = "N", description = "How many seeds")
    private long seeds;

    @Option(
            names = "--from",
            defaultValue = "1",
            paramLabel = "S",
            description = "First seed; default ${DEFAULT-VALUE}")
    private long from;

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds is " + seeds + "; give at least 1");
        }
        Output out = Output.standard();
        Simulation simulation = new Simulation(out::line).run(from, seeds);
        if (simulation.failed() > 0) {
            out.withProblems();
        }
        return out.line(simulation.summary()).end();
    }
}
