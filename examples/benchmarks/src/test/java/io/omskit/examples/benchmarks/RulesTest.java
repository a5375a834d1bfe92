package io.omskit.examples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void everyEngineGetsALineAndTheLambdasAreTheMeasure() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Rules(new PrintStream(said, true, UTF_8), 0, 2, 1).run();
        List<String> lines = said.toString(UTF_8).lines().toList();
        assertEquals("100 rules, 256 orders, 2 rounds", lines.get(0));
        assertTrue(lines.get(1).matches("  lambdas .* speed to lambdas 1.000 \\(1.000 .. 1.000\\)"), lines.get(1));
        assertTrue(lines.get(2).startsWith("  rule book "), lines.get(2));
        assertEquals(8, lines.size());
    }

    @Test
    void theColdBookHasAThousandRules() throws IOException {
        String document = new String(ColdRules.document(), UTF_8);
        assertEquals(
                1_000, document.lines().filter(line -> line.contains("- id: ")).count());
    }
}
