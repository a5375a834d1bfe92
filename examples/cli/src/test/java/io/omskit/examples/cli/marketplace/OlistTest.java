package io.omskit.examples.cli.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real marketplace orders, published by Olist under CC BY-NC-SA 4.0, against figures that were computed apart from us. The
 * data are not part of this project: without them the test is skipped.
 */
@Tag("slow")
class OlistTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyFigureOfTheReportIsThatOfTheIndependentCount() throws IOException {
        Optional<Path> data = folder();
        assumeTrue(data.isPresent(), "no marketplace data: set -Doms.shared to the folder that holds data/olist");
        JsonNode truth = JSON.readTree(data.orElseThrow().resolve("truth.json").toFile());
        JsonNode report = JSON.valueToTree(MarketplaceRun.run(data.orElseThrow(), null, line -> {}));
        List<String> differences = new ArrayList<>();
        compare("", truth, report, differences);
        assertEquals(List.of(), differences);
    }

    private static Optional<Path> folder() {
        String given = System.getProperty("oms.shared");
        Stream<Path> places = given != null
                ? Stream.of(Path.of(given))
                : Stream.iterate(Path.of("").toAbsolutePath(), java.util.Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve("shared"));
        return places.map(place -> place.resolve("data/olist"))
                .filter(place -> Files.exists(place.resolve("truth.json")))
                .findFirst();
    }

    /** Whole numbers and texts exactly, rates and days within a thousandth. */
    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> differences) {
        if (path.equals("/slice") || path.equals("/reconciliation/definition")) {
            return;
        }
        if (expected.isObject()) {
            expected.fieldNames()
                    .forEachRemaining(
                            name -> compare(path + "/" + name, expected.get(name), actual.path(name), differences));
        } else if (expected.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "/" + i, expected.get(i), actual.path(i), differences);
            }
        } else if (expected.isDouble()) {
            double distance = Math.abs(expected.doubleValue() - actual.asDouble(Double.NaN));
            if (!(distance <= 1e-3 * Math.abs(expected.doubleValue()))) {
                differences.add(path + ": " + expected + " against " + actual);
            }
        } else if (!expected.asText().equals(actual.asText("missing"))) {
            differences.add(path + ": " + expected + " against " + actual);
        }
    }
}
