package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the time since a cursor into windows that an API accepts. Windows are half open, lie on whole steps of the platform's clock (usually seconds), reach back
 * over each other by an overlap because platforms show changes late, and stop a margin before now because clocks differ. Together they cover everything
 * between the cursor and that margin without a gap. Immutable.
 */
public final class WindowSplitter {
    /**
     * A half-open span of time.
     *
     * @param from first instant inside
     * @param to first instant after it
     */
    public record Window(Instant from, Instant to) {
        /** Refuses an empty window. */
        public Window {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(
                        "window from " + from + " to " + to + " is empty\nGive an end after the start.");
            }
        }

        /** The length. */
        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * How far a back-fill came.
     *
     * @param completeUntil everything before this instant was read; where the cursor may move
     * @param windows windows that were completely read
     * @param failure why it stopped early; null when it reached its end
     */
    public record Coverage(
            Instant completeUntil, int windows, @Nullable Failure failure) {
        /** Says whether the whole span was read. */
        public boolean isComplete() {
            return failure == null;
        }
    }

    private static final int MAX_WINDOWS = 1_000_000;

    private final Duration maxSpan;
    private final Duration minSpan;
    private final Duration overlap;
    private final Duration lag;
    private final Duration step;

    private WindowSplitter(Duration maxSpan, Duration minSpan, Duration overlap, Duration lag, Duration step) {
        this.maxSpan = maxSpan;
        this.minSpan = minSpan;
        this.overlap = overlap;
        this.lag = lag;
        this.step = step;
        if (step.toMillis() < 1 || minSpan.compareTo(step) < 0 || lag.isNegative() || overlap.isNegative()) {
            throw refused(
                    "the step is below a millisecond, the smallest span below one step, or something is negative");
        }
        if (maxSpan.compareTo(overlap.plus(minSpan)) < 0) {
            throw refused("no room is left beside the overlap");
        }
        if (!isWhole(step, Duration.ofMillis(1))
                || !isWhole(maxSpan, step)
                || !isWhole(minSpan, step)
                || !isWhole(overlap, step)) {
            throw refused("spans and overlap are not whole steps, or the step is not whole milliseconds");
        }
    }

    private static boolean isWhole(Duration span, Duration unit) {
        return unit.multipliedBy(span.dividedBy(unit)).equals(span);
    }

    /** Windows of at most this span on whole seconds, without overlap and margin. */
    public static WindowSplitter ofMaxSpan(Duration maxSpan) {
        return of(maxSpan, Duration.ofSeconds(1));
    }

    /**
     * Windows without overlap and margin.
     *
     * @param step step of the platform's clock, whole milliseconds; also the smallest span
     */
    public static WindowSplitter of(Duration maxSpan, Duration step) {
        return new WindowSplitter(requireNonNull(maxSpan, "maxSpan"), step, Duration.ZERO, Duration.ZERO, step);
    }

    /** How far each window reaches back over what was read before; part of the span. */
    public WindowSplitter withOverlap(Duration newOverlap) {
        return new WindowSplitter(maxSpan, minSpan, newOverlap, lag, step);
    }

    /** How far before now the last window ends. */
    public WindowSplitter withLag(Duration newLag) {
        return new WindowSplitter(maxSpan, minSpan, overlap, newLag, step);
    }

    /** The smallest window, overlap not counted, that {@link #sweep} tries before it gives up. */
    public WindowSplitter withMinSpan(Duration newMinSpan) {
        return new WindowSplitter(maxSpan, newMinSpan, overlap, lag, step);
    }

    /**
     * The windows from a cursor up to the margin before now, in order; none when the cursor is already there.
     *
     * @param cursor everything before it was read
     */
    public List<Window> windows(Instant cursor, Instant now) {
        List<Window> windows = new ArrayList<>();
        Instant end = end(now);
        Instant start = floor(cursor);
        Duration advance = maxSpan.minus(overlap);
        while (start.isBefore(end)) {
            if (windows.size() == MAX_WINDOWS) {
                throw new IllegalArgumentException(
                        "more than " + MAX_WINDOWS + " windows of " + maxSpan + " from " + cursor + " to " + now
                                + "\nStart from a later cursor, or use sweep, which holds one window at a time.");
            }
            Instant next = earlier(start.plus(advance), end);
            windows.add(new Window(start.minus(overlap), next));
            start = next;
        }
        return List.copyOf(windows);
    }

    /**
     * Reads window by window from a cursor up to the margin before now. A window whose list is {@linkplain Pager.Outcome#TOO_LONG too long} is halved, down to
     * the smallest span; the next windows grow again. Any other incomplete sweep stops, and the cursor stays before that window.
     *
     * @param reader reads all pages of a window
     * @param done hears of each completely read window's end, where a durable cursor may move
     */
    public Coverage sweep(Instant cursor, Instant now, Function<Window, Pager.Sweep> reader, Consumer<Instant> done) {
        Instant end = end(now);
        Instant start = floor(cursor);
        Duration advance = maxSpan.minus(overlap);
        int windows = 0;
        while (start.isBefore(end)) {
            Instant next = earlier(start.plus(advance), end);
            Window window = new Window(start.minus(overlap), next);
            Pager.Sweep sweep = reader.apply(window);
            if (sweep.isComplete()) {
                windows++;
                start = next;
                done.accept(later(cursor, next));
                advance = shorter(advance.multipliedBy(2), maxSpan.minus(overlap));
            } else if (sweep.outcome() == Pager.Outcome.TOO_LONG && canHalve(start, next)) {
                advance = half(Duration.between(start, next));
            } else {
                return new Coverage(later(cursor, start), windows, reason(sweep, window));
            }
        }
        return new Coverage(later(cursor, start), windows, null);
    }

    private Failure reason(Pager.Sweep sweep, Window window) {
        Failure failure = sweep.failure();
        if (sweep.outcome() == Pager.Outcome.TOO_LONG) {
            return Failure.of(
                    ErrorClass.INVALID_REQUEST,
                    "window-too-full",
                    "the smallest window of " + minSpan + " from " + window.from()
                            + " still has too many pages; allow more pages");
        }
        return failure != null
                ? failure
                : Failure.of(
                        ErrorClass.RETRY,
                        "incomplete",
                        "the window from " + window.from() + " was not read to its end");
    }

    private boolean canHalve(Instant start, Instant next) {
        return half(Duration.between(start, next)).compareTo(minSpan) >= 0;
    }

    /** Half of a span in whole steps. */
    private Duration half(Duration span) {
        return step.multipliedBy(span.dividedBy(2).dividedBy(step));
    }

    private Instant end(Instant now) {
        return floor(now.minus(lag));
    }

    private Instant floor(Instant instant) {
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), step.toMillis()) * step.toMillis());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("windows of " + minSpan + " to " + maxSpan + " with overlap " + overlap
                + ", lag " + lag + " and step " + step + ": " + why + "\nGive spans that fit the platform's limits.");
    }
}
