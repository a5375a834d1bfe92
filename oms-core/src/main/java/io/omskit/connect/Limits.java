package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How hard one resource of one shop may be used, and how patiently a call is repeated. Immutable; the defaults suit a platform that publishes no limits.
 *
 * @param calls calls that are allowed in each period
 * @param period length of a period
 * @param concurrent calls that may be under way at the same time
 * @param attempts tries of one call, the first included
 * @param firstPause pause before the second try; it doubles with each further one
 * @param longestWait longest single wait, be it a pause, for a free slot of the rate limit, or one that the platform asks for; what needs longer goes back to
 *     the caller with the wait
 * @param timeout longest wait for one answer
 * @param breakerCalls how many last calls the circuit breaker looks at
 * @param breakerPercent share of lost or failed calls among them that opens it, 1 to 100
 * @param breakerOpen how long it stays open before it lets one call try
 */
public record Limits(
        int calls,
        Duration period,
        int concurrent,
        int attempts,
        Duration firstPause,
        Duration longestWait,
        Duration timeout,
        int breakerCalls,
        int breakerPercent,
        Duration breakerOpen) {
    private static final Limits DEFAULTS = new Limits(
            10,
            Duration.ofSeconds(1),
            4,
            4,
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            20,
            60,
            Duration.ofSeconds(30));

    /** Refuses bounds that would forbid every call. */
    public Limits {
        positive("calls", calls);
        positive("period", period);
        positive("concurrent", concurrent);
        positive("attempts", attempts);
        positive("firstPause", firstPause);
        positive("longestWait", longestWait);
        positive("timeout", timeout);
        positive("breakerCalls", breakerCalls);
        positive("breakerPercent", breakerPercent);
        positive("breakerOpen", breakerOpen);
        if (breakerPercent > 100) {
            throw new IllegalArgumentException(
                    "breakerPercent " + breakerPercent + " is above 100\nGive a share between 1 and 100.");
        }
    }

    /** 10 calls a second, 4 at once, 4 tries from 500 ms on, 30 s for an answer. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** Another rate. */
    public Limits withRate(int newCalls, Duration newPeriod) {
        return new Limits(
                newCalls,
                newPeriod,
                concurrent,
                attempts,
                firstPause,
                longestWait,
                timeout,
                breakerCalls,
                breakerPercent,
                breakerOpen);
    }

    /** Another number of calls at the same time. */
    public Limits withConcurrent(int newConcurrent) {
        return new Limits(
                calls,
                period,
                newConcurrent,
                attempts,
                firstPause,
                longestWait,
                timeout,
                breakerCalls,
                breakerPercent,
                breakerOpen);
    }

    /** Another patience: tries, first pause and longest single wait. */
    public Limits withRetries(int newAttempts, Duration newFirstPause, Duration newLongestWait) {
        return new Limits(
                calls,
                period,
                concurrent,
                newAttempts,
                newFirstPause,
                newLongestWait,
                timeout,
                breakerCalls,
                breakerPercent,
                breakerOpen);
    }

    /** Another wait for one answer. */
    public Limits withTimeout(Duration newTimeout) {
        return new Limits(
                calls,
                period,
                concurrent,
                attempts,
                firstPause,
                longestWait,
                newTimeout,
                breakerCalls,
                breakerPercent,
                breakerOpen);
    }

    /** Another circuit breaker. */
    public Limits withBreaker(int newCalls, int newPercent, Duration newOpen) {
        return new Limits(
                calls, period, concurrent, attempts, firstPause, longestWait, timeout, newCalls, newPercent, newOpen);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + " is not positive\nGive at least 1.");
        }
    }

    private static void positive(String name, Duration value) {
        if (requireNonNull(value, name).isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " " + value + " is not positive\nGive a duration above zero.");
        }
    }
}
