package io.omskit.connect;

import static io.omskit.connect.ErrorClass.CLOCK_SKEW;
import static io.omskit.connect.ErrorClass.INVALID_REQUEST;
import static io.omskit.connect.ErrorClass.REJECTED;
import static io.omskit.connect.ErrorClass.RETRY;
import static io.omskit.connect.ErrorClass.THROTTLED;
import static io.omskit.connect.ErrorClass.TOKEN_EXPIRED;
import static io.omskit.connect.ErrorClass.UNAUTHORIZED;
import static io.omskit.connect.ErrorClass.UNKNOWN_OUTCOME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.TokenVault.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final HttpCall READ = HttpCall.get("https://a.test/orders");
    private static final HttpCall WRITE = HttpCall.post("https://a.test/ship").withForm("number", "1");
    private static final Limits CALM = Limits.defaults().withRate(100, Duration.ofSeconds(1));

    private final VirtualTime time = new VirtualTime();
    private final Deque<Answer<HttpAnswer>> script = new ArrayDeque<>();
    private final List<HttpCall> sent = new ArrayList<>();
    private final Transport transport = (call, timeout) -> {
        sent.add(call);
        return script.isEmpty() ? Answer.of(HttpAnswer.json(200, "{}")) : script.removeFirst();
    };

    private Exchange.Builder exchange() {
        return Exchange.builder("demo", "s1")
                .transport(transport)
                .clock(time)
                .waiter(time)
                .limits(CALM);
    }

    private void status(int... statuses) {
        for (int status : statuses) {
            script.add(Answer.of(HttpAnswer.json(status, "")));
        }
    }

    private void lost() {
        script.add(Answer.failed(UNKNOWN_OUTCOME, "no-answer", "time-out"));
    }

    @Test
    void lostReadIsRepeatedWithGrowingPauses() {
        lost();
        status(503, 502);
        assertTrue(exchange().build().run("orders", READ).isSuccess());
        assertEquals(4, sent.size());
        assertEquals(3, time.waits.size());
        for (int i = 0; i < 3; i++) {
            long millis = time.waits.get(i).toMillis();
            assertTrue(millis <= 500L << i && millis >= 250L << i, "pause " + i + " was " + millis);
        }
    }

    @Test
    void lostWriteIsNeverSentAgain() {
        lost();
        Answer<HttpAnswer> answer = exchange().build().run("ship", WRITE);
        assertEquals(UNKNOWN_OUTCOME, answer.failure().orElseThrow().errorClass());
        assertEquals(1, sent.size());
    }

    @Test
    void lostWriteUnderAnIdempotencyKeyIsRepeated() {
        lost();
        assertTrue(exchange().build().run("ship", WRITE.repeatable()).isSuccess());
        assertEquals(2, sent.size());
    }

    @Test
    void writeThatSurelyDidNotLeaveIsRepeated() {
        script.add(Answer.failed(RETRY, "not-sent", "no connection"));
        assertTrue(exchange().build().run("ship", WRITE).isSuccess());
        assertEquals(2, sent.size());
    }

    @Test
    void tooLargeAnswerToAReadIsNotAskedForAgain() {
        script.add(Answer.failed(UNKNOWN_OUTCOME, "answer-too-large", "x"));
        assertEquals(INVALID_REQUEST, classOf(exchange().build().run("orders", READ)));
        assertEquals(1, sent.size());
    }

    @Test
    void triesEndWithTheLastFailure() {
        status(503, 503, 503, 503, 503);
        assertEquals(RETRY, classOf(exchange().build().run("orders", READ)));
        assertEquals(4, sent.size());
    }

    @Test
    void toldWaitIsKeptExactly() {
        script.add(Answer.of(HttpAnswer.json(429, "").withHeader("Retry-After", "7")));
        assertTrue(exchange().build().run("orders", READ).isSuccess());
        assertEquals(Duration.ofSeconds(7), time.waits.get(0));
    }

    @Test
    void toldWaitBeyondTheLongestGoesToTheCaller() {
        script.add(Answer.of(HttpAnswer.json(429, "").withHeader("Retry-After", "3600")));
        Failure failure = exchange().build().run("orders", READ).failure().orElseThrow();
        assertEquals(THROTTLED, failure.errorClass());
        assertEquals(Duration.ofHours(1), failure.retryAfter());
        assertEquals(List.of(), time.waits);
    }

    @Test
    void ownRateIsKeptByWaiting() {
        Exchange exchange =
                exchange().limits(CALM.withRate(2, Duration.ofSeconds(1))).build();
        for (int i = 0; i < 5; i++) {
            assertTrue(exchange.run("orders", READ).isSuccess());
        }
        Duration passed = Duration.between(VirtualTime.START, time.instant());
        assertTrue(passed.compareTo(Duration.ofMillis(1900)) >= 0, "5 calls at 2 a second took " + passed);
    }

    @Test
    void resourcesDoNotShareTheirRates() {
        Exchange exchange =
                exchange().limits("a", CALM.withRate(1, Duration.ofHours(1))).build();
        exchange.run("a", READ);
        exchange.run("b", READ);
        assertEquals(VirtualTime.START, time.instant());
        assertEquals(
                "rate-limit", exchange.run("a", READ).failure().orElseThrow().code());
        assertEquals(2, sent.size());
    }

    @Test
    void breakerOpensAfterAnOutageAndClosesAfterASuccess() {
        Limits limits = CALM.withBreaker(4, 100, Duration.ofMinutes(1))
                .withRetries(1, Duration.ofMillis(1), Duration.ofSeconds(1));
        Exchange exchange = exchange().limits(limits).build();
        status(500, 500, 500, 500);
        for (int i = 0; i < 4; i++) {
            exchange.run("orders", READ);
        }
        assertEquals(
                "circuit-open",
                exchange.run("orders", READ).failure().orElseThrow().code());
        assertEquals(4, sent.size());
        time.pass(Duration.ofSeconds(61));
        assertTrue(exchange.run("orders", READ).isSuccess());
        assertTrue(exchange.run("orders", READ).isSuccess());
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        Exchange exchange = exchange()
                .limits(CALM.withBreaker(2, 50, Duration.ofMinutes(1)))
                .build();
        status(404, 404, 404, 404, 404);
        for (int i = 0; i < 5; i++) {
            exchange.run("orders", READ);
        }
        assertEquals(5, sent.size());
    }

    @Test
    void bulkheadRefusesACallInsideACall() {
        Exchange[] self = new Exchange[1];
        List<String> inner = new ArrayList<>();
        Limits limits = CALM.withConcurrent(1).withRetries(1, Duration.ofMillis(1), Duration.ofSeconds(1));
        self[0] = exchange()
                .limits(limits)
                .transport((call, timeout) -> {
                    self[0].run("orders", READ).failure().ifPresent(failure -> inner.add(failure.code()));
                    return Answer.of(HttpAnswer.json(200, ""));
                })
                .build();
        assertTrue(self[0].run("orders", READ).isSuccess());
        assertEquals(List.of("too-many-at-once"), inner);
    }

    @Test
    void reportedFailureUnderStatus200Counts() {
        Exchange exchange = exchange()
                .envelope(answer -> answer.text().contains("error")
                        ? Optional.of(Failure.of(REJECTED, "isv.x", "no"))
                        : Optional.empty())
                .build();
        script.add(Answer.of(HttpAnswer.json(200, "{\"error\":1}")));
        assertEquals(REJECTED, classOf(exchange.run("orders", READ)));
    }

    @Test
    void expiredTokenIsRenewedOnceAndTheCallRepeatedOnce() {
        MemoryVault vault = new MemoryVault();
        vault.store("demo", "s1", tokens("old"));
        TokenSource source =
                new TokenSource("demo", vault, (shop, old) -> Answer.of(tokens("new")), time, Duration.ofMinutes(5));
        Exchange exchange = exchange()
                .tokens(source)
                .signer((call, now, token) -> call.withHeader("Token", token == null ? "" : token.reveal()))
                .build();
        status(401);
        assertTrue(exchange.run("orders", READ).isSuccess());
        assertEquals(
                List.of("old", "new"),
                sent.stream().map(call -> call.header("Token").orElseThrow()).toList());
        status(401, 401);
        assertEquals(TOKEN_EXPIRED, classOf(exchange.run("orders", READ)));
        assertEquals(4, sent.size());
    }

    @Test
    void refusedTokenWithoutASourceIsUnauthorized() {
        status(401);
        assertEquals(UNAUTHORIZED, classOf(exchange().build().run("orders", READ)));
    }

    @Test
    void lostTokenRefreshLeavesNoUnknownOutcome() {
        MemoryVault vault = new MemoryVault();
        vault.store("demo", "s1", new Tokens(Secret.of("old1"), VirtualTime.START, Secret.of("r"), null));
        TokenSource source = new TokenSource(
                "demo", vault, (shop, old) -> Answer.failed(UNKNOWN_OUTCOME, "no-answer", ""), time, Duration.ZERO);
        assertEquals(RETRY, classOf(exchange().tokens(source).build().run("ship", WRITE)));
        assertEquals(0, sent.size());
    }

    @Test
    void wrongClockIsCorrectedFromTheDateHeaderOnce() {
        List<Instant> signed = new ArrayList<>();
        Exchange exchange = exchange()
                .signer((call, now, token) -> {
                    signed.add(now);
                    return call;
                })
                .envelope(answer ->
                        answer.status() == 412 ? Optional.of(Failure.of(CLOCK_SKEW, "t", "")) : Optional.empty())
                .build();
        script.add(Answer.of(HttpAnswer.json(412, "").withHeader("Date", "Thu, 01 Jan 2026 00:15:00 GMT")));
        assertTrue(exchange.run("orders", READ).isSuccess());
        assertEquals(List.of(VirtualTime.START, VirtualTime.START.plusSeconds(900)), signed);
        status(412);
        assertEquals(CLOCK_SKEW, classOf(exchange.run("orders", READ)));
    }

    @Test
    void waitThatIsCutShortGivesUp() {
        status(503, 503);
        Exchange exchange = exchange().waiter(duration -> false).build();
        assertEquals(RETRY, classOf(exchange.run("orders", READ)));
        assertEquals(1, sent.size());
    }

    @Test
    void blockingWaiterEndsAtAnInterruptAndKeepsIt() {
        Thread.currentThread().interrupt();
        assertFalse(Exchange.Waiter.blocking().await(Duration.ofHours(1)));
        assertTrue(Thread.interrupted(), "the interrupt stays set for the caller");
        assertTrue(Exchange.Waiter.blocking().await(Duration.ofNanos(1)));
    }

    @Test
    void eachLimitChangesAlone() {
        Limits base = Limits.defaults();
        Duration other = Duration.ofMillis(77);
        assertEquals(base.timeout(), base.withRate(3, other).timeout());
        assertEquals(other, base.withRate(3, other).period());
        assertEquals(3, base.withConcurrent(3).concurrent());
        assertEquals(other, base.withTimeout(other).timeout());
        assertEquals(other, base.withRetries(2, other, other).firstPause());
        assertEquals(
                base,
                base.withBreaker(3, 50, other)
                        .withBreaker(base.breakerCalls(), base.breakerPercent(), base.breakerOpen()));
    }

    @Test
    void failureInTheSignerFreesItsPermits() {
        boolean[] broken = {true};
        Exchange exchange = exchange()
                .limits(CALM.withConcurrent(1))
                .signer((call, now, token) -> {
                    if (broken[0]) {
                        throw new IllegalStateException("no key");
                    }
                    return call;
                })
                .build();
        assertThrows(IllegalStateException.class, () -> exchange.run("orders", READ));
        broken[0] = false;
        assertTrue(exchange.run("orders", READ).isSuccess());
    }

    @Test
    void missingPartsAreNamed() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> Exchange.builder("p", "s").build());
        assertTrue(e.getMessage().contains("transport"));
        assertThrows(IllegalArgumentException.class, () -> CALM.withBreaker(1, 101, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> CALM.withRate(0, Duration.ofSeconds(1)));
        assertFalse(CALM.equals(Limits.defaults()));
    }

    private static ErrorClass classOf(Answer<?> answer) {
        return answer.failure().orElseThrow().errorClass();
    }

    private static Tokens tokens(String access) {
        return new Tokens(
                Secret.of(access), VirtualTime.START.plusSeconds(86_400), Secret.of("refresh-" + access), null);
    }
}
