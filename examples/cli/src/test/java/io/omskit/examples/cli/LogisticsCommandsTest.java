package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** {@code oms tracking} and {@code oms carrier}. */
class LogisticsCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUSH = """
        {"Body":{"WaybillRoute":[
         {"id":"2","mailno":"SF1000000000001","orderid":"F1","acceptTime":"2026-03-02 09:00:00","acceptAddress":"杭州市",
          "remark":"已签收","opCode":"80"},
         {"id":"1","mailno":"SF1000000000001","orderid":"F1","acceptTime":"2026-03-01 18:00:00","acceptAddress":"深圳市",
          "remark":"已收取快件","opCode":"54"},
         {"id":"3","mailno":"SF1000000000002","orderid":"F2","acceptTime":"2026-03-01 19:00:00","acceptAddress":"深圳市",
          "remark":"?","opCode":"9191"}]}}\
        """;

    private static Terminal.Said parse(String body) {
        return Terminal.withInput(body.getBytes(UTF_8), "tracking", "parse", "--carrier", "sf", "-");
    }

    @Test
    void aPushBecomesOneTimelineForEachNumberSortedByTime() {
        Terminal.Said said = parse(PUSH);
        assertEquals(2, said.objects().size(), said.out());
        JsonNode parcel = said.object();
        assertEquals("SF1000000000001", parcel.get("number").textValue());
        assertEquals("DELIVERED", parcel.get("status").textValue());
        assertEquals("PICKED_UP", parcel.at("/events/0/type").textValue());
        assertEquals("杭州市", parcel.at("/events/1/place").textValue());
        assertTrue(parcel.at("/events/0/at").textValue().startsWith("2026-03-01T18:00:00+08:00"), said.out());
    }

    @Test
    void anUnknownCodeIsAProblemAndNeverLooksHealthy() {
        Terminal.Said said = parse(PUSH);
        assertEquals(1, said.exit());
        JsonNode parcel = said.objects().get(1);
        assertEquals("9191", parcel.at("/events/0/code").textValue());
        assertFalse(parcel.get("problems").isEmpty());
        assertEquals("UNKNOWN", parcel.get("status").textValue());
    }

    @Test
    void whatIsNoAnswerOfTheCarrierIsAProblemOrUnreadable() {
        Terminal.Said said = parse("<html>busy</html>");
        assertTrue(said.exit() == 1 || said.exit() == 2, said.out() + said.err());
        assertFalse(said.err().contains("\tat "));
    }

    @Test
    void aCallIsSignedAsTheCarrierDoes() throws Exception {
        String message = "{\"remark\":\"茶杯 a+b\"}";
        byte[] digest = MessageDigest.getInstance("MD5")
                .digest(URLEncoder.encode(message + "1700000000001" + "word", UTF_8)
                        .getBytes(UTF_8));
        ObjectNode entry = JSON.createObjectNode().put("id", "sf-9");
        entry.putObject("inputs")
                .put("msgData", message)
                .put("timestamp", "1700000000001")
                .put("checkWord", "word");
        Terminal.Said said =
                Terminal.withInput(JSON.writeValueAsBytes(entry), "carrier", "sign", "--carrier", "sf", "-");
        assertEquals(0, said.exit(), said.err());
        assertEquals(
                Base64.getEncoder().encodeToString(digest),
                said.object().get("signature").textValue());
    }

    @Test
    void aMissingInputIsNamedAndNoSecretIsSaid() throws Exception {
        ObjectNode entry = JSON.createObjectNode().put("id", "sf-1");
        entry.putObject("inputs").put("msgData", "{}").put("checkWord", "topSecretWord");
        Terminal.Said said =
                Terminal.withInput(JSON.writeValueAsBytes(entry), "carrier", "sign", "--carrier", "sf", "-");
        assertEquals(2, said.exit());
        assertTrue(said.err().contains("timestamp"), said.err());
        assertFalse(said.err().contains("topSecretWord"));
    }

    @Test
    void theVectorsOfTheReferenceComeOutAsExpected() throws Exception {
        JsonNode vectors = JSON.readTree(Terminal.shared("reference/logistics/signature-vectors.json")
                        .toFile())
                .get("vectors");
        int seen = 0;
        for (JsonNode vector : vectors) {
            if (vector.get("carrier").textValue().equals("sf")) {
                seen++;
                Terminal.Said said =
                        Terminal.withInput(JSON.writeValueAsBytes(vector), "carrier", "sign", "--carrier", "sf", "-");
                assertEquals(vector.get("expected"), said.object().get("signature"), vector.get("id")::textValue);
            }
        }
        assertTrue(seen > 0, "there are vectors of sf");
    }
}
