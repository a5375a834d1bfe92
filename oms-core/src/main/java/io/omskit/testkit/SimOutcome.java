package io.omskit.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link SimWorld}.
 *
 * @param seed repeats it
 * @param faults store calls that failed and processes that died
 * @param events one line each, in order
 * @param failure what broke; absent where all is well
 */
public record SimOutcome(
        long seed,
        long faults,
        List<String> events,
        @Nullable String failure) {
    public SimOutcome {
        events = List.copyOf(events);
    }

    public boolean isFailed() {
        return failure != null;
    }

    /** The failure with all events before it. */
    public String story() {
        return String.join("\n", events) + "\nseed " + seed + ": " + failure + "\nRepeat it with -Dsim.seed=" + seed
                + ".";
    }
}
