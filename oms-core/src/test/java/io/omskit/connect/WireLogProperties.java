package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WireLogProperties {
    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(8).ofMaxLength(40);
    }

    @Property
    void noSecretReachesALineOrAFailure(
            @ForAll("secrets") String key, @ForAll("secrets") String token, @ForAll("secrets") String password) {
        WireLog log = WireLog.showing("method", "note");
        log.hide(Secret.of(key));
        log.hide(Secret.of(password));
        VirtualTime time = new VirtualTime();
        MemoryVault vault = new MemoryVault();
        vault.store(
                "demo",
                "s",
                new TokenVault.Tokens(Secret.of(token), time.instant().plusSeconds(9999), null, null));
        Exchange exchange = Exchange.builder("demo", "s")
                .clock(time)
                .waiter(time)
                .log(log)
                .tokens(new TokenSource("demo", vault, (shop, old) -> Answer.of(old), time, java.time.Duration.ZERO))
                .signer((call, now, access) -> call.withQuery("session", access == null ? "" : access.reveal())
                        .withQuery("note", "key " + key)
                        .withHeader("Authorization", "Bearer " + token))
                .envelope(answer -> Optional.of(Failure.of(
                        ErrorClass.REJECTED, "bad-" + token, "wrong key " + key + " for " + UrlText.form(password))))
                .transport((call, timeout) -> Answer.of(HttpAnswer.json(200, "{\"token\":\"" + token + "\"}")))
                .build();
        Answer<HttpAnswer> answer =
                exchange.run("orders", HttpCall.post("https://a.test/x").withForm("password", password));
        String all = log.recent() + " " + answer + " " + vault.kept;
        for (String secret : List.of(key, token, password)) {
            assertFalse(all.contains(secret), "secret in: " + all);
            assertFalse(all.contains(UrlText.form(secret)), "encoded secret in: " + all);
        }
        assertTrue(log.recent().get(0).contains("session=***"));
    }

    @Example
    void lineSaysWhatHappenedWithoutValues() {
        VirtualTime time = new VirtualTime();
        WireLog log = WireLog.showing("method");
        Exchange exchange = Exchange.builder("demo", "s")
                .clock(time)
                .waiter(time)
                .log(log)
                .transport((call, timeout) -> Answer.of(HttpAnswer.json(200, "abc")))
                .build();
        exchange.run(
                "list",
                HttpCall.post("https://a.test/rest")
                        .withForm("method", "orders.get")
                        .withForm("receiver", "Li Lei")
                        .repeatable());
        assertEquals(
                List.of("demo/s/list POST a.test/rest?method=orders.get&receiver=*** 33 bytes -> 200 3 bytes"
                        + " ba7816bf8f01 in 0 ms"),
                log.recent());
    }

    @Example
    void ringKeepsTheLastLines() {
        WireLog log = WireLog.showing();
        for (int i = 0; i < 300; i++) {
            log.note("demo", "line " + i);
        }
        assertEquals(256, log.recent().size());
        assertEquals("demo line 299", log.recent().get(255));
    }

    @Example
    void personalDataIsTakenOutOfShownText() {
        WireLog log = WireLog.showing();
        assertEquals("call *** or ***", log.redact("call 13800138000 or li@example.test"));
    }
}
