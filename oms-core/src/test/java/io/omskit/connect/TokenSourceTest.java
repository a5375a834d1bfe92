package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.TokenVault.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
    private final VirtualTime time = new VirtualTime();
    private final MemoryVault vault = new MemoryVault();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final TokenSource source = new TokenSource("demo", vault, this::refresh, time, Duration.ofMinutes(5));

    private Answer<Tokens> refresh(String shop, Tokens old) {
        int number = refreshes.incrementAndGet();
        return Answer.of(tokens("access" + number, time.instant().plusSeconds(3600)));
    }

    private static Tokens tokens(String access, Instant until) {
        return new Tokens(Secret.of(access), until, Secret.of("refresh-of-" + access), null);
    }

    private void stored(String access, Duration left) {
        vault.store("demo", "s", tokens(access, time.instant().plus(left)));
    }

    @Test
    void freshTokenIsUsedWithoutRefresh() {
        stored("a", Duration.ofHours(1));
        assertEquals("a", source.current("s").orThrow().reveal());
        assertEquals(0, refreshes.get());
    }

    @Test
    void tokenIsRenewedBeforeItExpires() {
        stored("a", Duration.ofHours(1));
        assertEquals("a", source.current("s").orThrow().reveal());
        time.pass(Duration.ofMinutes(56));
        assertEquals("access1", source.current("s").orThrow().reveal());
        assertEquals("access1", source.current("s").orThrow().reveal());
        assertEquals(1, refreshes.get());
    }

    @Test
    void newTokensAreStoredBeforeTheyAreUsed() {
        stored("a", Duration.ZERO);
        vault.broken = true;
        assertThrows(IllegalStateException.class, () -> source.current("s"));
        assertThrows(IllegalStateException.class, () -> source.current("s"));
        vault.broken = false;
        assertEquals("access1", source.current("s").orThrow().reveal());
        assertEquals(1, refreshes.get(), "a refresh token that works once must not be asked twice");
        assertEquals("access1", vault.kept.get("demo/s").access().reveal());
    }

    @Test
    void oldTokenServesUntilItsEndWhenRefreshFails() {
        TokenSource failing = new TokenSource(
                "demo", vault, (shop, old) -> Answer.failed(ErrorClass.RETRY, "503", ""), time, Duration.ofMinutes(5));
        stored("a", Duration.ofMinutes(3));
        assertEquals("a", failing.current("s").orThrow().reveal());
        time.pass(Duration.ofMinutes(3));
        assertEquals(
                ErrorClass.RETRY, failing.current("s").failure().orElseThrow().errorClass());
    }

    @Test
    void shopWithoutTokensOrWithSpentRefreshNeedsAPerson() {
        assertEquals(
                ErrorClass.UNAUTHORIZED,
                source.current("x").failure().orElseThrow().errorClass());
        assertEquals(
                ErrorClass.UNAUTHORIZED,
                source.renewed("x", Secret.of("q")).failure().orElseThrow().errorClass());
        vault.store("demo", "y", new Tokens(Secret.of("a"), VirtualTime.START, Secret.of("r"), VirtualTime.START));
        assertEquals(
                ErrorClass.UNAUTHORIZED,
                source.current("y").failure().orElseThrow().errorClass());
        assertEquals(0, refreshes.get());
    }

    @Test
    void refusedTokenIsNotRenewedWhenAnotherProcessDidIt() {
        stored("a", Duration.ofHours(1));
        Secret old = source.current("s").orThrow();
        stored("from-elsewhere", Duration.ofHours(1));
        assertEquals("from-elsewhere", source.renewed("s", old).orThrow().reveal());
        assertEquals(0, refreshes.get());
        assertEquals(
                "access1",
                source.renewed("s", Secret.of("from-elsewhere")).orThrow().reveal());
        assertEquals("access1", source.renewed("s", old).orThrow().reveal());
        assertEquals(1, refreshes.get());
    }

    @Test
    void lostRaceAgainstAnotherProcessTakesItsTokens() {
        TokenSource late = new TokenSource(
                "demo",
                vault,
                (shop, old) -> {
                    stored("from-elsewhere", Duration.ofHours(1));
                    return Answer.failed(ErrorClass.UNAUTHORIZED, "used", "the refresh token was used before");
                },
                time,
                Duration.ofMinutes(5));
        stored("a", Duration.ZERO);
        assertEquals("from-elsewhere", late.current("s").orThrow().reveal());
        assertEquals("from-elsewhere", late.current("s").orThrow().reveal());
    }

    @Test
    void manyThreadsShareOneRefresh() throws Exception {
        stored("a", Duration.ZERO);
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(pool.submit(() -> {
                start.await();
                return source.current("s").orThrow().reveal();
            }));
        }
        start.countDown();
        for (Future<String> result : results) {
            assertEquals("access1", result.get());
        }
        pool.shutdown();
        assertEquals(1, refreshes.get());
        assertTrue(vault.kept.get("demo/s").toString().contains("***"), "printed tokens stay hidden");
    }
}
