package io.omskit.connect;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Rate limiter, bulkhead, circuit breaker and retry of one resource of one shop. All four run on the injected clock, and none of them ever blocks: waits are
 * computed here and done by the exchange's waiter.
 */
final class Throttle {
    /** Failures of our own that the caller has to wait out; repeating them at once would only burn the tries. */
    private static final String CIRCUIT_OPEN = "circuit-open";

    private static final String RATE_LIMIT = "rate-limit";

    private final Limits limits;
    private final InstantSource clock;
    private final Exchange.Waiter waiter;
    private final RateLimiter rate;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final Random jitter;

    Throttle(String name, Limits limits, InstantSource clock, Exchange.Waiter waiter, long seed) {
        this.limits = limits;
        this.clock = clock;
        this.waiter = waiter;
        this.jitter = new Random(seed);
        this.rate = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(limits.calls())
                        .limitRefreshPeriod(limits.period())
                        .timeoutDuration(limits.longestWait())
                        .build(),
                nanos(clock));
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.concurrent())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .currentTimestampFunction(now -> now.millis(), TimeUnit.MILLISECONDS)
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(limits.breakerCalls())
                        .minimumNumberOfCalls(limits.breakerCalls())
                        .failureRateThreshold(limits.breakerPercent())
                        .waitDurationInOpenState(limits.breakerOpen())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordResult(Throttle::isOutage)
                        .build());
        this.retry = Retry.of(
                name,
                RetryConfig.<Answer<?>>custom()
                        .maxAttempts(limits.attempts())
                        .retryOnResult(this::isWorthRepeating)
                        .intervalBiFunction((attempt, result) -> pauseMillis(attempt, result))
                        .build());
    }

    /** Counts the tries of one call: {@code onResult} gives the pause in milliseconds before the next one, or -1. */
    Retry.AsyncContext<Answer<?>> tries() {
        return retry.asyncContext();
    }

    /** Sends once, if breaker, rate and bulkhead allow it. */
    Answer<HttpAnswer> once(Supplier<Answer<HttpAnswer>> send) {
        if (!breaker.tryAcquirePermission()) {
            return Answer.failed(new Failure(
                    ErrorClass.RETRY,
                    CIRCUIT_OPEN,
                    "the last calls failed, waiting before the next",
                    limits.breakerOpen()));
        }
        long wait = rate.reservePermission();
        boolean inTime = wait == 0 || (wait > 0 && waiter.await(Duration.ofNanos(wait)));
        if (!inTime) {
            breaker.releasePermission();
            return Answer.failed(Failure.throttled(
                    RATE_LIMIT, "our own limit leaves no slot in " + limits.longestWait(), limits.period()));
        }
        if (!bulkhead.tryAcquirePermission()) {
            breaker.releasePermission();
            return Answer.failed(ErrorClass.RETRY, "too-many-at-once", limits.concurrent() + " calls are under way");
        }
        return guarded(send);
    }

    private Answer<HttpAnswer> guarded(Supplier<Answer<HttpAnswer>> send) {
        Instant start = clock.instant();
        boolean recorded = false;
        try {
            Answer<HttpAnswer> answer = send.get();
            long took = Math.max(0, Duration.between(start, clock.instant()).toMillis());
            breaker.onResult(took, TimeUnit.MILLISECONDS, answer);
            recorded = true;
            return answer;
        } finally {
            if (!recorded) {
                breaker.releasePermission();
            }
            bulkhead.onComplete();
        }
    }

    /** A platform that is out of order, unlike one that refuses. */
    private static boolean isOutage(Object result) {
        return result instanceof Answer<?> answer
                && answer.fold(
                        got -> got instanceof HttpAnswer http && http.status() >= 500,
                        failure -> failure.errorClass() == ErrorClass.RETRY
                                || failure.errorClass() == ErrorClass.UNKNOWN_OUTCOME);
    }

    private boolean isWorthRepeating(Answer<?> answer) {
        return answer.failure()
                .filter(failure -> failure.errorClass().isRepeatable())
                .filter(failure ->
                        !failure.code().equals(CIRCUIT_OPEN) && !failure.code().equals(RATE_LIMIT))
                .filter(failure ->
                        failure.retryAfter() == null || failure.retryAfter().compareTo(limits.longestWait()) <= 0)
                .isPresent();
    }

    private long pauseMillis(int attempt, Either<Throwable, Answer<?>> result) {
        Duration told = result.get().failure().map(Failure::retryAfter).orElse(null);
        if (told != null) {
            return Math.max(1, told.toMillis());
        }
        long longest = Math.max(1, limits.longestWait().toMillis());
        long doubled = limits.firstPause().toMillis() << Math.min(attempt - 1, 20);
        long pause = Math.max(1, Math.min(doubled, longest));
        synchronized (jitter) {
            return pause - jitter.nextInt((int) Math.min(pause / 2 + 1, Integer.MAX_VALUE));
        }
    }

    /** Nanoseconds since now that never run backwards, even if the clock is set back. */
    private static Supplier<Long> nanos(InstantSource clock) {
        Instant origin = clock.instant();
        AtomicLong last = new AtomicLong();
        return () ->
                last.accumulateAndGet(Duration.between(origin, clock.instant()).toNanos(), Math::max);
    }
}
