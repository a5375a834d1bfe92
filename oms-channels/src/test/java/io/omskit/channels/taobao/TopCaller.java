package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.UrlText;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The caller's side of the sandbox with a signature of its own, for its tests alone. */
abstract class TopCaller {
    static final String SECRET = "topsecret01";
    static final String INCREMENT = "taobao.trades.sold.increment.get";
    static final String FIELDS = "tid,tid_str,status,modified,created,payment,post_fee,discount_fee,total_fee,"
            + "platform_subsidy_fee,step_trade_status,step_paid_fee,orders,receiver_name,receiver_mobile,pay_time";
    static final ObjectMapper JSON = new ObjectMapper();

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    final SandboxShop shop = SandboxShop.of(
            7,
            () -> now,
            new SandboxStyle(Currency.getInstance("CNY"), 3_900_000_000_000_000_000L, true, true, false, false, "CN"));
    Sandbox sandbox = sandbox(FaultPlan.none());

    TaobaoSandbox sandbox(FaultPlan faults) {
        return new TaobaoSandbox(shop, faults, "12345678", SECRET, "sess-top-01", "refresh-top-01");
    }

    JsonNode detail(String number) {
        Map<String, String> call = system("taobao.trade.fullinfo.get");
        call.put("fields", FIELDS);
        call.put("tid", number);
        return send(signed(call)).at("/trade_fullinfo_get_response/trade");
    }

    Map<String, String> system(String method) {
        return new TreeMap<>(Map.of(
                "method",
                method,
                "app_key",
                "12345678",
                "session",
                "sess-top-01",
                "format",
                "json",
                "v",
                "2.0",
                "sign_method",
                "md5",
                "timestamp",
                text(now)));
    }

    Map<String, String> increment(int page, int size) {
        Map<String, String> call = system(INCREMENT);
        call.put("fields", FIELDS);
        call.put("start_modified", text(now.minusSeconds(3_600)));
        call.put("end_modified", text(now.plusSeconds(60)));
        call.put("page_no", Integer.toString(page));
        call.put("page_size", Integer.toString(size));
        return call;
    }

    Map<String, String> ship(String tid, String number) {
        Map<String, String> call = system("taobao.logistics.offline.send");
        call.put("tid", tid);
        call.put("company_code", "SF");
        call.put("out_sid", number);
        return call;
    }

    static String text(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.ofHours(8))
                        .toString()
                        .replace('T', ' ')
                + (instant.getEpochSecond() % 60 == 0 ? ":00" : "");
    }

    static Map<String, String> signed(Map<String, String> call) {
        String plain = call.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + one.getValue())
                .collect(Collectors.joining());
        Map<String, String> signed = new TreeMap<>(call);
        try {
            String method = call.getOrDefault("sign_method", "md5");
            byte[] digest;
            if (method.equals("md5")) {
                digest = MessageDigest.getInstance("MD5").digest((SECRET + plain + SECRET).getBytes(UTF_8));
            } else {
                Mac mac = Mac.getInstance("HmacMD5");
                mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacMD5"));
                digest = mac.doFinal(plain.getBytes(UTF_8));
            }
            signed.put("sign", HexFormat.of().withUpperCase().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return signed;
    }

    static Sandbox.Request request(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(one -> UrlText.form(one.getKey()) + "=" + UrlText.form(one.getValue()))
                .collect(Collectors.joining("&"));
        return new Sandbox.Request("POST", "/router/rest", "", Map.of(), body.getBytes(UTF_8));
    }

    HttpAnswer raw(Map<String, String> form) {
        HttpAnswer answer = sandbox.handle(request(form));
        assertEquals(200, answer.status());
        return answer;
    }

    JsonNode send(Map<String, String> form) {
        return parsed(raw(form).text());
    }

    JsonNode trades(Map<String, String> call) {
        return send(signed(call)).at("/trades_sold_increment_get_response/trades/trade");
    }

    List<String> tids(Map<String, String> call) {
        List<String> tids = new ArrayList<>();
        trades(call).forEach(trade -> tids.add(trade.get("tid_str").asText()));
        return tids;
    }

    static int code(JsonNode answer) {
        return answer.at("/error_response/code").asInt();
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
