package io.omskit.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter said = new StringWriter();

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(new PrintWriter(said, true), terminal);
    }

    @Test
    void aTerminalSeesABarThatRedrawsItself() {
        ProgressBar bar = bar(true);
        bar.update(1, 4, "pulling");
        bar.update(1, 4, "pulling");
        bar.update(4, 4, "pulling");
        bar.end();
        assertEquals(2, said.toString().split("%", -1).length - 1, "equal steps are drawn once");
        assertTrue(said.toString().contains(" 25%") && said.toString().contains("100%"));
        assertTrue(said.toString().endsWith("\r"));
    }

    @Test
    void aFileSeesEachStageOnceAndNoControlCharacters() {
        ProgressBar bar = bar(false);
        bar.update(1, 4, "pulling");
        bar.update(2, 4, "pulling");
        bar.update(3, 4, "settling");
        bar.end();
        assertEquals("pulling\nsettling\n", said.toString().replace("\r\n", "\n"));
        assertFalse(said.toString().contains("\r["));
    }
}
