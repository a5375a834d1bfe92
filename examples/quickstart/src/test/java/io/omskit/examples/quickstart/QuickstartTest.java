package io.omskit.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.sandbox.SandboxOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    private static final int MOST_LINES = 60;
    private static final Pattern NO_CODE = Pattern.compile("^(?:import .*|package .*|\\s*|\\s*(?://|/?\\*).*)$");

    @TempDir
    private Path folder;

    @Test
    void theFirstOrderIsSplitBothAreShippedAndTheBillShowsTheMissingDollar() {
        List<String> lines = new ArrayList<>();
        Quickstart.run(new ShopDay(folder), lines::add);
        String told = String.join("\n", lines);
        assertEquals(2, count(lines, "order 100[12]: SHIPPED"), told);
        assertEquals(1, count(lines, ".*1001 ships in 2 parts: .*EAST WEST.*"), told);
        assertEquals(1, count(lines, ".*1002 ships complete from EAST.*"), told);
        assertEquals(2, count(lines, ".*100[12]: left EAST in parcel own/EAST-\\d+\\."), told);
        assertEquals(1, count(lines, ".*1001: left WEST in parcel own/WEST-\\d+\\."), told);
        assertEquals(1, count(lines, "settled 1001/SALE/BUYER/sale"), told);
        assertEquals(1, count(lines, "break   1002/SALE/BUYER/sale: AMOUNT_MISMATCH by -100 cents"), told);
        assertEquals(2, count(lines, "(settled|break) .*"), told);
    }

    @Test
    void thePlatformHearsThatTheOrderWasShipped() {
        ShopDay day = new ShopDay(folder);
        assertEquals(SandboxOrder.State.PAID, day.seenByPlatform("1002").state());
        Quickstart.run(day, line -> {});
        assertEquals(SandboxOrder.State.SHIPPED, day.seenByPlatform("1001").state(), "its second parcel completes it");
        assertEquals(SandboxOrder.State.SHIPPED, day.seenByPlatform("1002").state());
    }

    @Test
    void theDayIsTheSameEveryTime(@TempDir Path other) {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        Quickstart.run(new ShopDay(folder), first::add);
        Quickstart.run(new ShopDay(other), second::add);
        assertEquals(first, second);
    }

    @Test
    void theHostNeedsFewLines() {
        long lines = Pages.text("examples/quickstart/src/main/java/io/omskit/examples/quickstart/Quickstart.java")
                .lines()
                .filter(line -> !NO_CODE.matcher(line).matches())
                .count();
        assertTrue(lines > 20 && lines < MOST_LINES, () -> "lines of host code: " + lines);
    }

    private static long count(List<String> lines, String pattern) {
        return lines.stream().filter(line -> line.matches(pattern)).count();
    }
}
