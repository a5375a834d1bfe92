package io.omskit.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code oms split} against instances whose optimum others have proven. Without them the test is skipped. */
class SourcingDataTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyPlanCostsTheProvenOptimum() throws IOException {
        Path file = Terminal.shared("data/sourcing/dev.jsonl");
        List<String> instances = Files.readAllLines(file);
        Terminal.Said said = Terminal.oms("split", file.toString());
        assertEquals(0, said.exit(), said.err());
        List<JsonNode> plans = said.objects();
        assertEquals(instances.size(), plans.size());
        assertTrue(plans.size() >= 180);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            JsonNode instance = JSON.readTree(instances.get(i));
            JsonNode plan = plans.get(i);
            long optimum = instance.get("optimalMilliCents").longValue();
            if (plan.get("costMilliCents").longValue() != optimum
                    || cost(instance, plan.get("plan")) != optimum
                    || plan.get("unmet").longValue() != instance.get("minUnmet").longValue()
                    || !plan.get("optimal").booleanValue()
                    || plan.get("gapBound").longValue() != 0
                    || !plan.get("id").equals(instance.get("id"))) {
                differences.add(plan + " against " + instance);
            }
        }
        assertEquals(List.of(), differences);
    }

    /** The objective as the page of the data defines it. */
    private static long cost(JsonNode instance, JsonNode plan) {
        long cost = 0;
        long[] left = JSON.convertValue(instance.get("qty"), long[].class);
        for (int source = 0; source < plan.size(); source++) {
            boolean ships = false;
            for (int line = 0; line < left.length; line++) {
                long units = plan.get(source).get(line).longValue();
                assertTrue(units >= 0
                        && units <= instance.at("/stock/" + source + "/" + line).longValue());
                cost += instance.get("perKgCents").get(source).longValue()
                        * instance.get("weightG").get(line).longValue()
                        * units;
                left[line] -= units;
                ships |= units > 0;
            }
            cost += ships ? 1000 * instance.get("fixedCents").get(source).longValue() : 0;
        }
        for (long unmet : left) {
            assertTrue(unmet >= 0);
            cost += 100_000_000 * unmet;
        }
        return cost;
    }
}
