package io.omskit.examples.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.SourcingInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sourcing instance from a line of JSON: {@code fixedCents[w]}, {@code perKgCents[w]}, {@code weightG[l]}, {@code
 * qty[l]}, {@code stock[w][l]} and an {@code id}; other members are ignored. What is wrong is said by place, value and remedy.
 */
final class SourcingReader {
    /** Cost of a unit that nobody ships, in thousandths of a cent. */
    static final long UNMET_COST = 100_000_000;

    /** More problems of one instance are not said. */
    private static final int MAX_PROBLEMS = 20;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final List<Map<String, String>> problems = new ArrayList<>();
    private JsonNode object = MissingNode.getInstance();

    private SourcingReader() {}

    /**
     * What a line said.
     *
     * @param id the id as it came, null where there is none
     * @param input the question, null where something is wrong with it
     * @param problems what is wrong
     */
    record Instance(@Nullable JsonNode id, @Nullable SourcingInput input, List<Map<String, String>> problems) {}

    /**
     * Reads a line.
     *
     * @param number number of the line, from 1
     */
    static Instance read(String line, int number) {
        SourcingReader reader = new SourcingReader();
        SourcingInput input = reader.parse(line, number) ? reader.input() : null;
        return new Instance(reader.object.get("id"), input, reader.problems);
    }

    private boolean parse(String line, int number) {
        try {
            object = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            problem("$", "line " + number + " is not JSON: " + e.getOriginalMessage() + "; give one object a line");
            return false;
        }
        if (!object.isObject()) {
            problem("$", "line " + number + " is not a JSON object; give one object a line");
            return false;
        }
        return true;
    }

    private @Nullable SourcingInput input() {
        long[] fixed = numbers("fixedCents", -1);
        long[] perKilogram = numbers("perKgCents", fixed.length);
        long[] weights = numbers("weightG", -1);
        long[] quantities = numbers("qty", weights.length);
        long[][] stock = stock(fixed.length, weights.length);
        if (!problems.isEmpty()) {
            return null;
        }
        List<FreightRate> rates = new ArrayList<>();
        for (int source = 0; source < fixed.length; source++) {
            rates.add(new FreightRate(fixed[source], perKilogram[source]));
        }
        List<SourcingInput.Line> lines = new ArrayList<>();
        for (int line = 0; line < weights.length; line++) {
            lines.add(new SourcingInput.Line(weights[line], quantities[line]));
        }
        try {
            return SourcingInput.of(rates, lines, stock, UNMET_COST);
        } catch (IllegalArgumentException e) {
            problem("$", String.valueOf(e.getMessage()).replace('\n', ' '));
            return null;
        }
    }

    private long[][] stock(int sources, int lines) {
        JsonNode rows = array("$.stock", object.path("stock"), sources, "source");
        long[][] stock = new long[rows.size()][];
        for (int source = 0; source < stock.length; source++) {
            stock[source] = numbers("$.stock[" + source + "]", rows.get(source), lines, "line");
        }
        return stock;
    }

    private long[] numbers(String member, int count) {
        String each = member.equals("weightG") || member.equals("qty") ? "line" : "source";
        return numbers("$." + member, object.path(member), count, each);
    }

    private long[] numbers(String path, JsonNode node, int count, String each) {
        JsonNode array = array(path, node, count, each);
        long[] numbers = new long[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode one = array.get(i);
            if (!one.isIntegralNumber() || !one.canConvertToLong() || one.longValue() < 0) {
                problem(
                        path + "[" + i + "]",
                        "is " + shortened(one.toString()) + "; give a whole number of 0 or more, without quotes");
            } else {
                numbers[i] = one.longValue();
            }
        }
        return numbers;
    }

    /** The array, or an empty one and a problem when it is missing, something else or of another length than it must be. */
    private JsonNode array(String path, JsonNode node, int count, String each) {
        if (node.isMissingNode()) {
            problem(path, "is missing; give an array with one entry for each " + each);
        } else if (!node.isArray()) {
            problem(path, "is " + shortened(node.toString()) + "; give an array with one entry for each " + each);
        } else if (count >= 0 && node.size() != count) {
            problem(
                    path,
                    "has " + node.size() + " entries, expected are " + count + "; give one entry for each " + each);
        } else {
            return node;
        }
        return JSON.createArrayNode();
    }

    private void problem(String path, String problem) {
        if (problems.size() < MAX_PROBLEMS) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("path", path);
            entry.put("problem", problem);
            problems.add(entry);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
