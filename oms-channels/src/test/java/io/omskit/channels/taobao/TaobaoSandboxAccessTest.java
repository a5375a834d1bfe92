package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.connect.HttpAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaobaoSandboxAccessTest extends TopCaller {
    @ParameterizedTest
    @CsvSource({
        "md5, C78843C66F4F44E128D12BB1CA0E6FF3",
        "hmac, 468A5BC57E3341DA6288B48EA884DE80",
        "hmac-sha256, 2A12EC019C769E8C83BD24CD62BE0E49F72BCB4807E8CFCBC02102307E443D44"
    })
    void theVectorsOfTheReferenceAreLetIn(String signMethod, String sign) {
        Map<String, String> call = vector(signMethod);
        call.put("sign", sign);
        assertTrue(send(call).has("trades_sold_increment_get_response"));

        call.put("sign", sign.replace('1', '2'));
        assertEquals(25, code(send(call)));
    }

    @Test
    void anEmptyParameterIsNotSigned() {
        Map<String, String> call = vector("md5");
        call.put("buyer_nick", "");
        call.put("sign", "C78843C66F4F44E128D12BB1CA0E6FF3");

        assertTrue(send(call).has("trades_sold_increment_get_response"));
    }

    @Test
    void aTimestampMoreThanTenMinutesOffIsRefused() {
        Map<String, String> call = increment(1, 40);
        now = now.plus(Duration.ofMinutes(10));
        assertTrue(send(signed(call)).has("trades_sold_increment_get_response"));

        now = now.plusSeconds(1);
        assertEquals(31, code(send(signed(call))));
    }

    @ParameterizedTest
    @CsvSource({
        "app_key, other, 29",
        "app_key, '', 28",
        "session, other, 27",
        "session, '', 26",
        "method, nonsense, 22",
        "v, 1.0, 33",
        "page_no, 0, 41",
        "page_size, 101, 41",
        "fields, '', 40",
        "start_modified, '', 40"
    })
    void whatIsWrongIsAnsweredWithItsCodeUnderHttp200(String name, String value, int expected) {
        Map<String, String> call = increment(1, 40);
        call.put(name, value);

        assertEquals(expected, code(send(signed(call))));
    }

    @Test
    void withoutJsonAskedForTheAnswerIsXml() {
        Map<String, String> call = increment(1, 40);
        call.remove("format");

        assertTrue(raw(signed(call)).text().startsWith("<?xml"));
    }

    @Test
    void anExpiredSessionIsRenewedByTheRefreshToken() {
        sandbox = sandbox(FaultPlan.of(1).with(Fault.TOKEN_EXPIRED, 100));
        assertEquals(27, code(send(signed(increment(1, 40)))));

        sandbox.handle(request(signed(system("taobao.top.auth.token.refresh"))));
        Map<String, String> refresh = system("taobao.top.auth.token.refresh");
        refresh.put("refresh_token", "refresh-top-01");
        JsonNode result = parsed(send(signed(refresh))
                .at("/top_auth_token_refresh_response/token_result")
                .asText());

        assertNotEquals("sess-top-01", result.get("access_token").asText());
        assertEquals("refresh-top-01", result.get("refresh_token").asText());
        assertEquals(27, code(send(signed(increment(1, 40)))), "the old session stays out");
    }

    @Test
    void throttleAndClockAreAnsweredAsThePlatformDoes() {
        sandbox = sandbox(FaultPlan.of(1).with(Fault.THROTTLED, 100));
        assertEquals(7, code(send(signed(increment(1, 40)))));

        sandbox = sandbox(FaultPlan.of(1).with(Fault.CLOCK_SKEW, 100));
        HttpAnswer skewed = raw(signed(increment(1, 40)));
        assertEquals(31, code(parsed(skewed.text())));
        assertEquals("Thu, 1 Jan 2026 00:00:00 GMT", skewed.header("Date").orElseThrow());
    }

    private static Map<String, String> vector(String signMethod) {
        Map<String, String> call = new TreeMap<>(Map.of(
                "app_key",
                "12345678",
                "end_modified",
                "2026-01-01 08:00:00",
                "fields",
                "tid,status,orders",
                "format",
                "json",
                "method",
                INCREMENT,
                "page_no",
                "1",
                "page_size",
                "50",
                "session",
                "sess-top-01",
                "sign_method",
                signMethod,
                "start_modified",
                "2026-01-01 07:30:00"));
        call.putAll(Map.of("timestamp", "2026-01-01 08:00:00", "use_has_next", "true", "v", "2.0"));
        return call;
    }
}
