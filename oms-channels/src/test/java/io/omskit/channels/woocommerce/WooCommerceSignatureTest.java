package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.Channel;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WooCommerceSignatureTest {
    private static final String ORDERS = "http://shop.example.test/wp-json/wc/v3/orders";
    private static final String VECTOR = "fGmfuMXuqwY9tYHXRmLFw3TT5x73/p9fc3yJpHAcfgU=";
    private static final Channel CHANNEL = new WooCommerceChannel();

    @Test
    void theVectorOfTheReferenceIsReproduced() {
        Channel.Signature signature = sign(ORDERS, vectorQuery(), null, Map.of("consumerSecret", "cs_demo0001"));

        assertEquals(new Channel.Signature(VECTOR, "query:oauth_signature"), signature);
    }

    @Test
    void keyMethodAndTimestampMayComeFromOutsideTheQuery() {
        Map<String, String> query = vectorQuery();
        query.keySet().removeAll(List.of("oauth_consumer_key", "oauth_signature_method", "oauth_timestamp"));
        Map<String, String> credentials = Map.of("consumer_key", "ck_demo0001", "consumer_secret", "cs_demo0001");

        assertEquals(VECTOR, sign(ORDERS, query, "1767225600", credentials).signature());
    }

    @Test
    void parametersInTheAddressCountLikeOthersAndAnOldSignatureDoesNot() {
        Map<String, String> query = vectorQuery();
        query.remove("page");
        query.put("oauth_signature", "stale");

        assertEquals(
                VECTOR,
                sign(ORDERS + "?page=1", query, null, Map.of("consumerSecret", "cs_demo0001"))
                        .signature());
    }

    @Test
    void theOlderDigestGivesAnotherSignature() {
        Map<String, String> query = vectorQuery();
        query.put("oauth_signature_method", "HMAC-SHA1");

        String signature = sign(ORDERS, query, null, Map.of("consumerSecret", "cs_demo0001"))
                .signature();

        assertEquals(28, signature.length());
    }

    @Test
    void whatIsMissingIsNamed() {
        Map<String, String> secret = Map.of("consumerSecret", "cs_demo0001");
        Map<String, String> noNonce = vectorQuery();
        noNonce.remove("oauth_nonce");
        Map<String, String> plain = vectorQuery();
        plain.put("oauth_signature_method", "PLAINTEXT");

        assertNames("oauth_nonce", () -> sign(ORDERS, noNonce, null, secret));
        assertNames("PLAINTEXT", () -> sign(ORDERS, plain, null, secret));
        assertNames("consumerSecret", () -> sign(ORDERS, vectorQuery(), null, Map.of()));
        assertNames("not absolute", () -> sign("/wp-json/wc/v3/orders", vectorQuery(), null, secret));
    }

    @Test
    void everyTryIsSignedWithANonceOfItsOwn() {
        WooCommerceSignature signature = new WooCommerceSignature("ck_1", Secret.of("cs_1"));
        Instant now = Instant.parse("2026-03-02T01:00:00Z");
        HttpCall call = HttpCall.get(ORDERS);

        String first = signature.signed(call, now).parameters().get("oauth_nonce");
        String second = signature.signed(call, now).parameters().get("oauth_nonce");

        assertNotEquals(first, second);
    }

    @Test
    void theWebhookVectorOfTheReferenceIsGenuine() {
        assertEquals(new Channel.Verdict(true, List.of("3101")), verify(BODY, HOOK));
    }

    @Test
    void aChangedBodyAMissingSignatureAndThePingAreRefused() {
        assertEquals(Channel.Verdict.invalid(), verify(BODY.replace("51.52", "1.52"), HOOK));
        assertEquals(Channel.Verdict.invalid(), verify(BODY, Map.of()));
        assertEquals(Channel.Verdict.invalid(), verify("webhook_id=12", Map.of()));
    }

    @Test
    void aWebhookAboutSomethingElseIsGenuineAndPointsAtNoOrder() {
        Map<String, String> headers = new LinkedHashMap<>(HOOK);
        headers.put("x-wc-webhook-topic", "product.updated");

        Channel.Verdict verdict = verify(BODY, headers);

        assertTrue(verdict.valid());
        assertTrue(verdict.orders().isEmpty());
    }

    @Test
    void aMissingWebhookSecretIsAnErrorAndNoVerdict() {
        Channel.WebhookCall call = new Channel.WebhookCall(HOOK, Map.of(), BODY.getBytes(UTF_8));

        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> CHANNEL.verifier().orElseThrow().verify(Map.of("a", "b-value"), call));

        assertTrue(error.getMessage().contains("webhookSecret"));
        assertFalse(error.getMessage().contains("b-value"));
    }

    private static final String BODY =
            "{\"id\":3101,\"number\":\"3101\",\"status\":\"processing\",\"currency\":\"USD\",\"total\":\"51.52\"}";
    private static final Map<String, String> HOOK =
            Map.of("x-wc-webhook-signature", "4QqMhD0shQiXMV7soR+uuStAo3ho5iHY+311z43vEHc=");

    private static Channel.Verdict verify(String body, Map<String, String> headers) {
        return CHANNEL.verifier()
                .orElseThrow()
                .verify(
                        Map.of("webhookSecret", "wh_secret_demo"),
                        new Channel.WebhookCall(headers, Map.of(), body.getBytes(UTF_8)));
    }

    private static Channel.Signature sign(
            String address, Map<String, String> query, String timestamp, Map<String, String> credentials) {
        return CHANNEL.signer()
                .orElseThrow()
                .sign(new Channel.Unsigned(credentials, "GET", address, query, Map.of(), "", timestamp));
    }

    private static void assertNames(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static Map<String, String> vectorQuery() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("status[0]", "processing");
        query.put("per_page", "100");
        query.put("page", "1");
        query.put("orderby", "date");
        query.put("order", "asc");
        query.put("modified_after", "2026-01-01T00:00:00");
        query.put("dates_are_gmt", "true");
        query.put("oauth_consumer_key", "ck_demo0001");
        query.put("oauth_nonce", "6b1f3c2a9d");
        query.put("oauth_signature_method", "HMAC-SHA256");
        query.put("oauth_timestamp", "1767225600");
        return query;
    }
}
