package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExchangeProperties {
    private static final HttpCall READ = HttpCall.get("https://a.test/orders");
    private static final HttpCall WRITE = HttpCall.post("https://a.test/ship");

    /** A platform that executes, refuses, throttles or falls silent, and counts what it executed. */
    private static final class MoodyPlatform implements Transport {
        private final Random random;
        private final VirtualTime time;
        private final List<Instant> arrivals = new ArrayList<>();
        private int executed;
        private boolean silent;

        MoodyPlatform(long seed, VirtualTime time) {
            this.random = new Random(seed);
            this.time = time;
        }

        @Override
        public Answer<HttpAnswer> send(HttpCall call, Duration timeout) {
            arrivals.add(time.instant());
            time.pass(Duration.ofMillis(random.nextInt(50)));
            switch (random.nextInt(6)) {
                case 0:
                    return Answer.failed(ErrorClass.RETRY, "not-sent", "refused");
                case 1:
                    executed += random.nextInt(2);
                    silent = true;
                    return Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "no-answer", "time-out");
                case 2:
                    return Answer.of(HttpAnswer.json(429, "").withHeader("Retry-After", "" + random.nextInt(60)));
                case 3:
                    return Answer.of(HttpAnswer.json(503, ""));
                default:
                    executed++;
                    return Answer.of(HttpAnswer.json(200, "{}"));
            }
        }
    }

    @Property
    void writeIsNeverExecutedTwiceAndItsResultIsHonest(@ForAll long seed) {
        VirtualTime time = new VirtualTime();
        MoodyPlatform platform = new MoodyPlatform(seed, time);
        Answer<HttpAnswer> answer = exchange(platform, time, Limits.defaults()).run("ship", WRITE);
        assertTrue(platform.executed <= 1, "executed " + platform.executed + " times");
        if (answer.isSuccess()) {
            assertEquals(1, platform.executed);
            assertFalse(platform.silent);
        } else if (platform.executed == 1) {
            assertEquals(
                    ErrorClass.UNKNOWN_OUTCOME,
                    answer.failure().orElseThrow().errorClass(),
                    "an executed write must not look undone");
        }
    }

    @Property
    void rateAndTriesAreNeverExceeded(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int calls,
            @ForAll @IntRange(min = 1, max = 5) int attempts) {
        VirtualTime time = new VirtualTime();
        MoodyPlatform platform = new MoodyPlatform(seed, time);
        Limits limits = Limits.defaults()
                .withRate(calls, Duration.ofSeconds(1))
                .withRetries(attempts, Duration.ofMillis(10), Duration.ofSeconds(30))
                .withBreaker(1000, 100, Duration.ofSeconds(1));
        Exchange exchange = exchange(platform, time, limits);
        for (int i = 0; i < 10; i++) {
            int before = platform.arrivals.size();
            exchange.run("orders", READ);
            int tries = platform.arrivals.size() - before;
            assertTrue(tries >= 1 && tries <= attempts, "one call made " + tries + " tries");
        }
        // Periods are fixed, so a stretch as long as one period can touch two of them.
        for (int i = 2 * calls; i < platform.arrivals.size(); i++) {
            Duration span = Duration.between(platform.arrivals.get(i - 2 * calls), platform.arrivals.get(i));
            assertTrue(span.toMillis() >= 999, 2 * calls + 1 + " calls within " + span);
        }
    }

    private static Exchange exchange(Transport platform, VirtualTime time, Limits limits) {
        return Exchange.builder("demo", "s")
                .transport(platform)
                .clock(time)
                .waiter(time)
                .limits(limits)
                .build();
    }
}
