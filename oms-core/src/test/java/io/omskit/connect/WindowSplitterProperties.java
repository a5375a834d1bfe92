package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Pager.Outcome;
import io.omskit.connect.Pager.Sweep;
import io.omskit.connect.WindowSplitter.Coverage;
import io.omskit.connect.WindowSplitter.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WindowSplitterProperties {
    private static final Instant START = VirtualTime.START;
    private static final Sweep COMPLETE = new Sweep(Outcome.COMPLETE, 1, 1, null);
    private static final Sweep TOO_LONG =
            new Sweep(Outcome.TOO_LONG, 1, 0, Failure.of(ErrorClass.INVALID_REQUEST, "too-many-pages", ""));

    private static WindowSplitter splitter(int span, int overlap, int lag) {
        return WindowSplitter.ofMaxSpan(Duration.ofSeconds(span + (long) overlap))
                .withOverlap(Duration.ofSeconds(overlap))
                .withLag(Duration.ofSeconds(lag));
    }

    @Property
    void windowsCoverEverythingWithoutGapAndFitTheSpan(
            @ForAll @IntRange(min = 1, max = 5000) int span,
            @ForAll @IntRange(max = 600) int overlap,
            @ForAll @IntRange(max = 300) int lag,
            @ForAll @IntRange(max = 20_000_000) int sinceMillis) {
        Instant cursor = START.plusMillis(sinceMillis % 1000);
        Instant now = cursor.plusMillis(sinceMillis);
        Instant end = Instant.ofEpochSecond(now.minusSeconds(lag).getEpochSecond());
        List<Window> windows = splitter(span, overlap, lag).windows(cursor, now);
        Instant covered = cursor;
        for (Window window : windows) {
            assertFalse(window.from().isAfter(covered), "gap before " + window);
            assertTrue(
                    window.length().compareTo(Duration.ofSeconds(span + (long) overlap)) <= 0, "too wide: " + window);
            assertEquals(0, window.from().getNano() + window.to().getNano(), "off the step: " + window);
            covered = window.to();
        }
        assertFalse(covered.isBefore(end), "not covered up to " + end);
        assertTrue(windows.isEmpty() || covered.equals(end), "reaches past the margin");
    }

    @Property
    void halvingReadsEveryInstantAndEveryFullWindowIsSplit(
            @ForAll @IntRange(min = 1, max = 4000) int span,
            @ForAll @IntRange(max = 200) int overlap,
            @ForAll @IntRange(min = 1, max = 60) int capSeconds,
            @ForAll @IntRange(min = 1, max = 20_000) int seconds) {
        List<Window> read = new ArrayList<>();
        List<Instant> cursors = new ArrayList<>();
        Coverage coverage = splitter(span, overlap, 0)
                .sweep(
                        START,
                        START.plusSeconds(seconds),
                        window -> {
                            if (window.length().getSeconds() > capSeconds + (long) overlap) {
                                return TOO_LONG;
                            }
                            read.add(window);
                            return COMPLETE;
                        },
                        cursors::add);
        assertTrue(coverage.isComplete(), () -> String.valueOf(coverage.failure()));
        assertEquals(START.plusSeconds(seconds), coverage.completeUntil());
        assertEquals(read.size(), coverage.windows());
        Instant covered = START;
        for (Window window : read) {
            assertFalse(window.from().isAfter(covered), "gap before " + window);
            covered = window.to();
        }
        assertEquals(START.plusSeconds(seconds), covered);
        assertEquals(read.stream().map(Window::to).toList(), cursors);
    }

    @Property
    void cursorNeverPassesAWindowThatFailed(
            @ForAll @IntRange(min = 1, max = 500) int span, @ForAll @IntRange(min = 1, max = 5000) int badSecond) {
        Instant bad = START.plusSeconds(badSecond);
        Sweep failed = new Sweep(Outcome.FAILED, 0, 0, Failure.of(ErrorClass.RETRY, "503", ""));
        List<Window> failures = new ArrayList<>();
        Coverage coverage = splitter(span, 0, 0)
                .sweep(
                        START,
                        START.plusSeconds(6000),
                        window -> {
                            if (bad.isBefore(window.from()) || !bad.isBefore(window.to())) {
                                return COMPLETE;
                            }
                            failures.add(window);
                            return failed;
                        },
                        until -> assertFalse(until.isAfter(bad)));
        assertFalse(coverage.isComplete());
        assertFalse(coverage.completeUntil().isAfter(bad));
        assertEquals("503", coverage.failure().code());
        assertEquals(1, failures.size(), "a failure is not answered by halving the window");
    }

    @Example
    void smallestWindowThatIsStillTooFullIsNamedAndStops() {
        Coverage coverage = splitter(3600, 60, 0)
                .withMinSpan(Duration.ofSeconds(10))
                .sweep(START, START.plusSeconds(7200), window -> TOO_LONG, until -> {});
        assertEquals("window-too-full", coverage.failure().code());
        assertEquals(START, coverage.completeUntil());
    }

    @Example
    void cursorAheadOfTheMarginStaysWhereItIs() {
        WindowSplitter splitter = splitter(3600, 60, 120);
        assertEquals(List.of(), splitter.windows(START, START.plusSeconds(100)));
        Coverage coverage = splitter.sweep(START, START.plusSeconds(100), window -> COMPLETE, until -> {});
        assertEquals(START, coverage.completeUntil());
        assertTrue(coverage.isComplete());
    }

    @Example
    void millisecondStepsAreKept() {
        WindowSplitter splitter = WindowSplitter.of(Duration.ofMillis(1500), Duration.ofMillis(100));
        List<Window> windows = splitter.windows(START.plusMillis(250), START.plusMillis(2190));
        assertEquals(START.plusMillis(200), windows.get(0).from());
        assertEquals(START.plusMillis(2100), windows.get(1).to());
    }

    @Example
    void contradictionsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> WindowSplitter.ofMaxSpan(Duration.ZERO));
        WindowSplitter hour = WindowSplitter.ofMaxSpan(Duration.ofHours(1));
        assertThrows(IllegalArgumentException.class, () -> hour.withOverlap(Duration.ofHours(1)));
        assertThrows(IllegalArgumentException.class, () -> hour.withOverlap(Duration.ofMillis(1500)));
        assertThrows(IllegalArgumentException.class, () -> hour.withLag(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> WindowSplitter.of(Duration.ofHours(1), Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new Window(START, START));
    }
}
