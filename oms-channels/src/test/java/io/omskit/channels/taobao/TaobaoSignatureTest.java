package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of the channel reference, page taobao. */
class TaobaoSignatureTest {
    private static final Map<String, String> CREDENTIALS = Map.of("appKey", "12345678", "appSecret", "topsecret01");

    @ParameterizedTest
    @CsvSource({
        "md5, C78843C66F4F44E128D12BB1CA0E6FF3",
        "hmac, 468A5BC57E3341DA6288B48EA884DE80",
        "hmac-sha256, 2A12EC019C769E8C83BD24CD62BE0E49F72BCB4807E8CFCBC02102307E443D44"
    })
    void signsAsThePlatformDoes(String method, String expected) {
        assertEquals(new Channel.Signature(expected, "query:sign"), sign(query(method), "", null));
    }

    @Test
    void theSignedTextIsNamesAndValuesInByteOrder() {
        assertEquals(
                "app_key12345678end_modified2026-01-01 08:00:00fieldstid,status,ordersformatjson"
                        + "methodtaobao.trades.sold.increment.getpage_no1page_size50sessionsess-top-01sign_methodmd5"
                        + "start_modified2026-01-01 07:30:00timestamp2026-01-01 08:00:00use_has_nexttruev2.0",
                TaobaoSignature.text(query("md5")));
    }

    @Test
    void parametersOfAFormBodyAreSignedTheSame() {
        StringBuilder body = new StringBuilder();
        query("md5").forEach((name, value) -> body.append(body.length() == 0 ? "" : "&")
                .append(name)
                .append('=')
                .append(value.replace(" ", "+").replace(":", "%3A")));
        assertEquals(
                new Channel.Signature("C78843C66F4F44E128D12BB1CA0E6FF3", "form:sign"),
                sign(Map.of(), body.toString(), null));
    }

    @Test
    void emptyParametersAndAnOldSignatureDoNotTakePart() {
        Map<String, String> query = query("md5");
        query.put("target_app_key", "");
        query.put("sign", "0000");
        assertEquals("C78843C66F4F44E128D12BB1CA0E6FF3", sign(query, "", null).signature());
    }

    @Test
    void theTimestampMayComeBesideTheParameters() {
        Map<String, String> query = query("md5");
        query.remove("timestamp");
        assertEquals(
                "C78843C66F4F44E128D12BB1CA0E6FF3",
                sign(query, "", "2026-01-01 08:00:00").signature());
    }

    @Test
    void oneChangedValueChangesTheSignature() {
        Map<String, String> query = query("md5");
        query.put("page_no", "2");
        assertFalse(sign(query, "", null).signature().equals("C78843C66F4F44E128D12BB1CA0E6FF3"));
    }

    @Test
    void anUnknownMethodAndAMissingSecretAreNamed() {
        IllegalArgumentException method =
                assertThrows(IllegalArgumentException.class, () -> sign(query("sha512"), "", null));
        assertTrue(method.getMessage().contains("sha512"), method.getMessage());
        Channel.Unsigned call =
                new Channel.Unsigned(Map.of("appKey", "1"), "POST", "/", query("md5"), Map.of(), "", null);
        IllegalArgumentException secret = assertThrows(IllegalArgumentException.class, () -> TaobaoSignature.of(call));
        assertTrue(secret.getMessage().contains("appSecret"), secret.getMessage());
    }

    private static Channel.Signature sign(
            Map<String, String> query, String body, @org.jspecify.annotations.Nullable String timestamp) {
        return new TaobaoChannel()
                .signer()
                .orElseThrow()
                .sign(new Channel.Unsigned(CREDENTIALS, "POST", "/router/rest", query, Map.of(), body, timestamp));
    }

    private static Map<String, String> query(String method) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("v", "2.0");
        query.put("app_key", "12345678");
        query.put("method", "taobao.trades.sold.increment.get");
        query.put("session", "sess-top-01");
        query.put("timestamp", "2026-01-01 08:00:00");
        query.put("format", "json");
        query.put("sign_method", method);
        query.put("fields", "tid,status,orders");
        query.put("start_modified", "2026-01-01 07:30:00");
        query.put("end_modified", "2026-01-01 08:00:00");
        query.put("page_no", "1");
        query.put("page_size", "50");
        query.put("use_has_next", "true");
        return query;
    }
}
