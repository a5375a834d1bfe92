package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.woocommerce.SandboxAccess.Refusal;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SandboxAccessTest {
    private static final Instant NOW = Instant.ofEpochSecond(1767225600);
    private static final String PATH = "/wp-json/wc/v3/orders";

    /** The vector of the channel reference, page woocommerce. */
    private static final String SIGNED = "dates_are_gmt=true&modified_after=2026-01-01T00%3A00%3A00"
            + "&oauth_consumer_key=ck_demo0001&oauth_nonce=6b1f3c2a9d&oauth_signature_method=HMAC-SHA256"
            + "&oauth_timestamp=1767225600&order=asc&orderby=date&page=1&per_page=100&status%5B0%5D=processing"
            + "&oauth_signature=fGmfuMXuqwY9tYHXRmLFw3TT5x73%2Fp9fc3yJpHAcfgU%3D";

    @Test
    void theVectorOfTheReferenceIsLetIn() {
        assertEquals(Optional.empty(), http().refusal(get(SIGNED, Map.of()), NOW));
    }

    @Test
    void theSameSignatureWorksForTheHostThatWasCalled() {
        SandboxAccess access = new SandboxAccess("https://elsewhere.example.test", "ck_demo0001", "cs_demo0001");
        assertEquals(Optional.empty(), access.refusal(get(SIGNED, Map.of("Host", "shop.example.test")), NOW));
        assertEquals(
                Optional.of(Refusal.WRONG_SIGNATURE),
                access.refusal(get(SIGNED, Map.of("Host", "other.example.test")), NOW));
    }

    @Test
    void oneChangedParameterMakesTheSignatureWrong() {
        assertEquals(
                Optional.of(Refusal.WRONG_SIGNATURE),
                http().refusal(get(SIGNED.replace("per_page=100", "per_page=10"), Map.of()), NOW));
    }

    @Test
    void aNonceWorksOnce() {
        SandboxAccess access = http();
        access.refusal(get(SIGNED, Map.of()), NOW);
        assertEquals(Optional.of(Refusal.USED_NONCE), access.refusal(get(SIGNED, Map.of()), NOW));
    }

    @Test
    void aTimestampIsGoodForFifteenMinutes() {
        assertEquals(Optional.empty(), http().refusal(get(SIGNED, Map.of()), NOW.plusSeconds(900)));
        assertEquals(Optional.of(Refusal.WRONG_TIME), http().refusal(get(SIGNED, Map.of()), NOW.plusSeconds(901)));
    }

    @Test
    void basicWorksOverHttpsOnly() {
        Map<String, String> header = Map.of("Authorization", basic("ck_demo0001", "cs_demo0001"));
        assertEquals(Optional.empty(), https().refusal(get("", header), NOW));
        assertEquals(Optional.of(Refusal.NO_CREDENTIALS), http().refusal(get("", header), NOW));
    }

    @Test
    void keysInTheQueryWorkOverHttpsOnly() {
        String query = "consumer_key=ck_demo0001&consumer_secret=cs_demo0001";
        assertEquals(Optional.empty(), https().refusal(get(query, Map.of()), NOW));
        assertEquals(Optional.of(Refusal.NO_CREDENTIALS), http().refusal(get(query, Map.of()), NOW));
    }

    @Test
    void wrongKeysAreTold() {
        assertEquals(
                Optional.of(Refusal.WRONG_KEY),
                https().refusal(get("", Map.of("Authorization", basic("ck_other", "cs_demo0001"))), NOW));
        assertEquals(
                Optional.of(Refusal.WRONG_SECRET),
                https().refusal(get("", Map.of("Authorization", basic("ck_demo0001", "cs_other"))), NOW));
        assertEquals(
                Optional.of(Refusal.WRONG_KEY),
                https().refusal(get("", Map.of("Authorization", "Basic no base64!")), NOW));
        assertEquals(Optional.of(Refusal.NO_CREDENTIALS), https().refusal(get("page=1", Map.of()), NOW));
    }

    @Test
    void anUnknownSignatureMethodIsRefused() {
        String query = SIGNED.replace("HMAC-SHA256", "PLAINTEXT");
        assertEquals(Optional.of(Refusal.WRONG_METHOD), http().refusal(get(query, Map.of()), NOW));
    }

    private static SandboxAccess http() {
        return new SandboxAccess("http://shop.example.test", "ck_demo0001", "cs_demo0001");
    }

    private static SandboxAccess https() {
        return new SandboxAccess("https://shop.example.test", "ck_demo0001", "cs_demo0001");
    }

    private static Sandbox.Request get(String query, Map<String, String> headers) {
        return new Sandbox.Request("GET", PATH, query, headers, new byte[0]);
    }

    static String basic(String key, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(UTF_8));
    }
}
