package io.omskit.examples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcingTest {
    private static String instance(String fixed, String stock, long optimum) {
        return "{\"fixedCents\":" + fixed + ",\"perKgCents\":" + fixed + ",\"weightG\":[100],\"qty\":[2],\"stock\":"
                + stock + ",\"optimalMilliCents\":" + optimum + "}";
    }

    @Test
    void figuresAreSaidByNumberOfSourcesAndWrongCostsAreCounted(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("orders.jsonl"),
                List.of(
                        instance("[3]", "[[2]]", 3_600),
                        instance("[3]", "[[2]]", 3_599),
                        instance("[3,4]", "[[0],[2]]", 4_800)));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Sourcing(new PrintStream(said, true, UTF_8), 1, 3).run(file);
        List<String> lines = said.toString(UTF_8).lines().toList();
        assertEquals(4, lines.size());
        assertEquals(
                "1 sources: 2 orders, 2 proven optimal, 1 not at the cost in the file, at most 1 nodes", lines.get(0));
        assertEquals(
                "2 sources: 1 orders, 1 proven optimal, 0 not at the cost in the file, at most 1 nodes", lines.get(2));
        assertTrue(lines.get(3).matches("  thread CPU per order, us: median \\d.*worst single run .*"), lines.get(3));
    }
}
