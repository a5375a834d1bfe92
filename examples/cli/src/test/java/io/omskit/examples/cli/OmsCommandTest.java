package io.omskit.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands share: usage, exit codes, one line where something is wrong. */
class OmsCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "channel",
                "channel parse",
                "channel parse --platform taobao --unknown x -",
                "statement parse --format csv",
                "reconcile --ours a.csv",
                "demo --seed soon",
                "demo --lang fr"
            })
    void wrongUsageIsOneLineAndExitTwo(String arguments) {
        Terminal.Said said = Terminal.oms(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertEquals(2, said.exit(), arguments);
        assertEquals("", said.out());
        assertEquals(1, said.err().lines().count(), said.err());
        assertTrue(said.err().startsWith("oms: "), said.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel parse --platform taobao",
                "channel sign --platform taobao",
                "channel verify --platform woocommerce",
                "tracking parse --carrier sf",
                "carrier sign --carrier sf",
                "statement parse --format csv",
                "reconcile --as-of 2026-03-03T00:00:00Z --theirs nowhere.csv --ours"
            })
    void aFileThatIsNotThereIsNamedWithoutAStackTrace(String command, @TempDir Path folder) {
        String file = folder.resolve("absent.json").toString();
        Terminal.Said said = Terminal.oms((command + " " + file).split(" "));
        assertEquals(2, said.exit(), said.err());
        assertTrue(said.err().contains(file), said.err());
        assertEquals(1, said.err().lines().count(), said.err());
        assertFalse(said.err().contains("\tat "), said.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel parse --platform nowhere -",
                "tracking parse --carrier nobody -",
                "carrier sign --carrier nobody -",
                "statement parse --format papyrus -"
            })
    void anUnknownNameIsAnsweredWithTheKnownOnes(String command) {
        Terminal.Said said =
                Terminal.withInput("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), command.split(" "));
        assertEquals(2, said.exit());
        assertTrue(said.err().matches("(?s)oms: .*(known are|Use one of).*"), said.err());
    }

    @Test
    void aSimulationEndsWithItsSummary() {
        Terminal.Said said = Terminal.oms("simulate", "--seeds", "2", "--from", "5");
        assertEquals(0, said.exit(), said.out() + said.err());
        assertEquals(1, said.objects().size(), said.out());
        assertEquals(2, said.object().get("seeds").longValue());
        assertEquals(0, said.object().get("failed").longValue());
        assertTrue(said.object().get("orders").longValue() > 0);
        assertTrue(said.object().has("faults"));
        assertEquals(2, Terminal.oms("simulate", "--seeds", "0").exit());
    }

    @Test
    void helpNamesEveryCommand() {
        Terminal.Said said = Terminal.oms("--help");
        assertEquals(0, said.exit());
        for (String command : new String[] {
            "demo", "channel", "tracking", "carrier", "statement", "reconcile", "rules", "split", "simulate"
        }) {
            assertTrue(said.out().contains(command), command);
        }
    }
}
