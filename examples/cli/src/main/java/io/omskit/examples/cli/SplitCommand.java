package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.fulfillment.sourcing.SourcingInput;
import io.omskit.fulfillment.sourcing.SourcingPlan;
import io.omskit.fulfillment.sourcing.SourcingPlanner;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oms split}: from which sources to ship an order at the lowest cost; one plan for each instance. */
@Command(
        name = "split",
        description = "Plan from which sources to ship; one instance a line, one plan a line",
        mixinStandardHelpOptions = true)
final class SplitCommand implements Callable<Integer> {
    @Option(
            names = "--nodes",
            defaultValue = "100000",
            description = "Nodes to search before the best plan so far is taken; default ${DEFAULT-VALUE}")
    private long nodes;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "File of JSON Lines, or - for standard input")
    private String file = "-";

    @Override
    public Integer call() {
        if (nodes < 1) {
            throw new IllegalArgumentException("--nodes " + nodes + " searches nothing; give 1 or more");
        }
        Output out = Output.standard();
        Iterator<String> lines = new String(Input.bytes(file), UTF_8).lines().iterator();
        for (int number = 1; lines.hasNext(); number++) {
            String line = lines.next().strip();
            line = line.startsWith("\ufeff") ? line.substring(1) : line;
            if (!line.isEmpty()) {
                out.line(answer(SourcingReader.read(line, number)));
            }
        }
        return out.end();
    }

    private Map<String, Object> answer(SourcingReader.Instance instance) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (instance.id() != null) {
            answer.put("id", instance.id());
        }
        SourcingInput input = instance.input();
        if (input == null) {
            answer.put("problems", instance.problems());
            return answer;
        }
        SourcingPlan plan = SourcingPlanner.plan(input, nodes);
        answer.put("plan", matrix(input, plan));
        answer.put("costMilliCents", plan.cost());
        answer.put("unmet", plan.unmet());
        answer.put("optimal", plan.optimal());
        answer.put("gapBound", plan.gap());
        return answer;
    }

    private static long[][] matrix(SourcingInput input, SourcingPlan plan) {
        long[][] units = new long[input.rates().size()][input.lines().size()];
        for (SourcingPlan.Take take : plan.takes()) {
            units[take.source()][take.line()] = take.units();
        }
        return units;
    }
}
