package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER = """
        {"id":4711,"number":"4711","status":"processing","currency":"EUR",
         "date_created_gmt":"2026-03-02T08:00:00","date_modified_gmt":"2026-03-02T08:05:00",
         "date_paid_gmt":"2026-03-02T08:01:00","discount_total":"0.00","shipping_total":"4.90",
         "shipping_tax":"0.00","cart_tax":"0.00","total":"24.90","total_tax":"0.00",
         "line_items":[{"id":1,"name":"Tasse für Ömchen","product_id":9,"quantity":2,"sku":"CUP",
           "subtotal":"20.00","subtotal_tax":"0.00","total":"20.00","total_tax":"0.00","price":10}],
         "shipping_lines":[{"id":2,"total":"4.90","total_tax":"0.00"}],"fee_lines":[],"coupon_lines":[],
         "tax_lines":[],"refunds":[]}\
        """;

    private static Terminal.Said parse(String body) {
        return Terminal.withInput(body.getBytes(UTF_8), "channel", "parse", "--platform", "woocommerce", "-");
    }

    @Test
    void theListTellsWhatEachAdapterCanDoAndHowWellThatIsProven() {
        Terminal.Said said = Terminal.oms("channel", "list");
        assertEquals(0, said.exit());
        List<String> platforms = new ArrayList<>();
        for (JsonNode channel : said.objects()) {
            platforms.add(channel.get("platform").textValue());
            assertTrue(List.of("deep", "core", "experimental")
                    .contains(channel.get("tier").textValue()));
            assertFalse(channel.get("capabilities").isEmpty());
            assertTrue(channel.get("evidence").isArray());
            assertTrue(channel.get("skipped").isArray());
        }
        assertTrue(platforms.containsAll(List.of("file", "taobao", "woocommerce")), platforms::toString);
        assertEquals(platforms.stream().sorted().toList(), platforms);
    }

    @Test
    void anOrderBecomesOneCanonicalLine() {
        Terminal.Said said = parse("[" + ORDER + "]");
        assertEquals(0, said.exit(), said.out());
        JsonNode order = said.object();
        assertEquals("4711", order.get("number").textValue());
        assertEquals("TO_SHIP", order.get("status").textValue());
        assertEquals(2000, order.get("goods").longValue());
        assertEquals(490, order.get("freight").longValue());
        assertEquals(2490, order.get("payable").longValue());
        assertEquals(0, order.get("unexplained").longValue());
        assertEquals("Tasse für Ömchen", order.at("/lines/0/title").textValue(), "output is UTF-8");
    }

    @Test
    void aBrokenOrderIsAProblemAndItsNeighborSurvives() {
        String broken = ORDER.replace("4711", "4712").replace("\"processing\"", "\"wc-teleported\"");
        Terminal.Said said = parse("[" + broken + "," + ORDER + "]");
        assertEquals(1, said.exit());
        assertEquals(2, said.objects().size());
        assertEquals("UNKNOWN", said.object().get("status").textValue());
        assertTrue(said.object().at("/problems/0/path").textValue().contains("status"), said.out());
        assertTrue(said.objects().get(1).path("problems").isEmpty());
    }

    @Test
    void whatIsNoPayloadIsAProblemAndNotACrash() {
        Terminal.Said said = parse("no json at all");
        assertEquals(1, said.exit(), said.err());
        assertFalse(said.object().get("problems").isEmpty());
    }

    @Test
    void anEmptyInputIsUnreadable() {
        Terminal.Said said = parse("");
        assertEquals(2, said.exit());
        assertEquals("", said.out());
    }

    @Test
    void aTaobaoCallIsSigned() throws Exception {
        ObjectNode call = JSON.createObjectNode();
        call.putObject("credentials").put("appKey", "1").put("appSecret", "demo");
        call.put("method", "POST").put("path", "/router/rest").put("body", "");
        call.putObject("query").put("method", "m").put("sign_method", "md5").put("v", "2.0");
        byte[] digest = java.security.MessageDigest.getInstance("MD5")
                .digest("demomethodmsign_methodmd5v2.0demo".getBytes(UTF_8));
        Terminal.Said said =
                Terminal.withInput(JSON.writeValueAsBytes(call), "channel", "sign", "--platform", "taobao", "-");
        assertEquals(0, said.exit(), said.err());
        assertEquals(
                java.util.HexFormat.of().withUpperCase().formatHex(digest),
                said.object().get("signature").textValue());
        assertEquals("query:sign", said.object().get("where").textValue());
    }

    @ParameterizedTest
    @CsvSource({"true, hook-secret", "false, another-secret"})
    void aWebhookIsGenuineOnlyUnderItsSecret(boolean genuine, String secret) throws Exception {
        String body = "{\"id\":4711,\"status\":\"processing\"}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("hook-secret".getBytes(UTF_8), "HmacSHA256"));
        ObjectNode hook = JSON.createObjectNode();
        hook.putObject("credentials").put("webhookSecret", secret);
        hook.putObject("headers")
                .put("X-WC-Webhook-Topic", "order.updated")
                .put("X-WC-Webhook-Signature", Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8))));
        hook.put("body", body);
        Terminal.Said said =
                Terminal.withInput(JSON.writeValueAsBytes(hook), "channel", "verify", "--platform", "woocommerce", "-");
        assertEquals(0, said.exit(), said.err());
        assertEquals(genuine, said.object().get("valid").booleanValue());
        assertEquals(genuine ? "4711" : "", said.object().at("/hints/0/order").asText());
        assertFalse(said.out().contains(secret));
    }

    @ParameterizedTest
    @CsvSource({"taobao, expected.json", "woocommerce, expected-international.json"})
    void theSamplesOfTheReferenceAreReadAsExpected(String platform, String expectations) throws IOException {
        String samples = "reference/channels/samples/";
        JsonNode expected =
                JSON.readTree(Terminal.shared(samples + expectations).toFile()).at("/platforms/" + platform);
        String file =
                Terminal.shared(samples + expected.get("file").textValue()).toString();
        Terminal.Said said = Terminal.oms("channel", "parse", "--platform", platform, file);
        for (JsonNode order : expected.get("orders")) {
            JsonNode read = said.objects().stream()
                    .filter(one -> order.get("number")
                            .asText()
                            .equals(one.path("number").asText()))
                    .findFirst()
                    .orElseThrow();
            for (String member : List.of("status", "currency", "goods", "freight", "payable", "paid", "refunded")) {
                if (order.hasNonNull(member)) {
                    assertEquals(order.get(member), read.get(member), order.get("number") + " " + member);
                }
            }
        }
    }
}
