package io.omskit.channels.taobao;

import io.omskit.channels.ShopAccount;
import io.omskit.channels.Wiring;
import io.omskit.connect.Answer;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A gateway that answers each API as a test says, and remembers what it was asked. */
final class ScriptedTop implements Transport {
    static final Instant NOW = Instant.parse("2026-03-05T04:00:00Z");

    final List<Map<String, String>> calls = new ArrayList<>();
    private final Map<String, Function<Map<String, String>, Answer<HttpAnswer>>> answers = new HashMap<>();

    ScriptedTop on(String api, Function<Map<String, String>, String> body) {
        answers.put(api, parameters -> Answer.of(HttpAnswer.json(200, body.apply(parameters))));
        return this;
    }

    ScriptedTop onRaw(String api, Function<Map<String, String>, Answer<HttpAnswer>> answer) {
        answers.put(api, answer);
        return this;
    }

    @Override
    public Answer<HttpAnswer> send(HttpCall call, Duration timeout) {
        Map<String, String> parameters = call.parameters();
        calls.add(parameters);
        Function<Map<String, String>, Answer<HttpAnswer>> answer = answers.get(parameters.get("method"));
        return answer == null
                ? Answer.of(HttpAnswer.json(200, error("22", "Invalid Method", "")))
                : answer.apply(parameters);
    }

    TaobaoShop shop() {
        return shop(account());
    }

    TaobaoShop shop(ShopAccount account) {
        Wiring wiring = Wiring.of(this, () -> NOW).withWaiter(time -> true);
        return (TaobaoShop) new TaobaoChannel().connect(account, wiring);
    }

    static ShopAccount account() {
        return ShopAccount.of("taobao", "flagship")
                .with("appKey", "12345678")
                .secret("appSecret", "topsecret01")
                .secret("session", "session-one")
                .secret("refreshToken", "refresh-one");
    }

    List<String> asked(String parameter) {
        return calls.stream().map(call -> call.getOrDefault(parameter, "")).toList();
    }

    static String error(String code, String message, String subCode) {
        return "{\"error_response\":{\"code\":" + code + ",\"msg\":\"" + message + "\",\"sub_code\":\"" + subCode
                + "\",\"sub_msg\":\"\"}}";
    }
}
