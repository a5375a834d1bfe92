package io.omskit.channels.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.ShopRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * The invented payloads of the channel reference and what a correct adapter reads from them. They live outside the
 * repository; where they are absent, tests that ask for them are skipped with the reason.
 */
public final class SampleFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant READ_AT = Instant.parse("2026-02-01T00:00:00Z");
    private static final Set<String> NOT_COMPARED = Set.of("lines", "units", "note", "deliberate");
    /** Members that must be left out where the expected order leaves them out. */
    private static final List<String> TOLD_OR_ABSENT =
            List.of("goods", "priceChange", "freight", "fees", "tax", "payable", "paid", "refunded");

    private SampleFiles() {}

    /** Differences between what a mapper reads and what is expected, a line each. */
    public static List<String> differences(String platform, FactMapper mapper) {
        List<String> found = new ArrayList<>();
        Map<String, JsonNode> read = read(mapper, payload(platform), found);
        List<JsonNode> expected = expected(platform);
        for (JsonNode order : expected) {
            String number = order.get("number").asText();
            JsonNode actual = read.remove(number);
            if (actual == null) {
                found.add(number + ": is not read");
            } else {
                compare(order, actual, found);
            }
        }
        read.keySet().forEach(number -> found.add(number + ": is read but not expected"));
        return found;
    }

    /** The sample's bytes. */
    public static byte[] payload(String platform) {
        try {
            return Files.readAllBytes(
                    folder().resolve(platform(platform).get("file").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The expected orders. */
    public static List<JsonNode> expected(String platform) {
        List<JsonNode> orders = new ArrayList<>();
        platform(platform).get("orders").forEach(orders::add);
        return orders;
    }

    private static JsonNode platform(String platform) {
        for (String file : List.of("expected.json", "expected-international.json")) {
            try {
                JsonNode found = JSON.readTree(folder().resolve(file).toFile())
                        .at("/platforms")
                        .get(platform);
                if (found != null) {
                    return found;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalArgumentException("no sample of " + platform);
    }

    /** The folder of samples, or a skipped test. */
    static Path folder() {
        Path repository = Path.of("").toAbsolutePath();
        while (repository.getParent() != null && !Files.isDirectory(repository.resolve("oms-channels"))) {
            repository = repository.getParent();
        }
        String told = System.getProperty("oms.shared", "");
        Path shared = told.isEmpty() ? repository.resolveSibling("shared") : Path.of(told);
        Path samples = shared.resolve("reference/channels/samples");
        Assumptions.assumeTrue(
                Files.isDirectory(samples),
                "the reference samples are not at " + samples + "; name their place with -Doms.shared");
        return samples;
    }

    private static Map<String, JsonNode> read(FactMapper mapper, byte[] payload, List<String> found) {
        FactMapper.Mapped mapped = mapper.map("", new ShopRef(mapper.id(), "sample"), payload, READ_AT);
        mapped.problems().forEach(problem -> found.add("problem outside of orders: " + problem));
        List<RefundFact> refunds = new ArrayList<>();
        for (Fact fact : mapped.facts()) {
            if (fact instanceof RefundFact refund) {
                refunds.add(refund);
            }
        }
        Map<String, JsonNode> read = new LinkedHashMap<>();
        for (Fact fact : mapped.facts()) {
            if (fact instanceof OrderFact order) {
                JsonNode before =
                        read.put(order.ref().number(), JSON.valueToTree(CanonicalOrder.members(order, refunds)));
                if (before != null) {
                    found.add(order.ref().number() + ": is read twice");
                }
            }
        }
        return read;
    }

    private static void compare(JsonNode expected, JsonNode actual, List<String> found) {
        String number = expected.get("number").asText();
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            JsonNode got = actual.get(member.getKey());
            // numbers are compared as printed, so that int and long are the same
            boolean same =
                    got != null && got.toString().equals(member.getValue().toString());
            if (!NOT_COMPARED.contains(member.getKey()) && !same) {
                found.add(number + ": " + member.getKey() + " is " + got + " instead of " + member.getValue());
            }
        }
        for (String name : TOLD_OR_ABSENT) {
            if (!expected.has(name) && actual.has(name)) {
                found.add(number + ": " + name + " is " + actual.get(name) + " although the payload cannot tell");
            }
        }
        if (expected.has("lines")
                && expected.get("lines").asInt() != actual.get("lines").size()) {
            found.add(number + ": has " + actual.get("lines").size() + " lines instead of " + expected.get("lines"));
        }
        BigDecimal units = BigDecimal.ZERO;
        for (JsonNode line : actual.get("lines")) {
            units = units.add(new BigDecimal(line.get("quantity").asText()));
        }
        if (expected.has("units") && units.compareTo(expected.get("units").decimalValue()) != 0) {
            found.add(number + ": has " + units + " units instead of " + expected.get("units"));
        }
        boolean flagged = actual.has("problems");
        if (flagged && !expected.has("deliberate")) {
            found.add(number + ": has the problems " + actual.get("problems"));
        }
    }
}
