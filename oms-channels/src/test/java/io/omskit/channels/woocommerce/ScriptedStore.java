package io.omskit.channels.woocommerce;

import io.omskit.channels.ShopAccount;
import io.omskit.channels.Wiring;
import io.omskit.connect.Answer;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers calls one after the other as a test wrote them down, and remembers the calls. */
final class ScriptedStore implements Transport {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    final List<HttpCall> calls = new ArrayList<>();
    private final Deque<HttpAnswer> answers = new ArrayDeque<>();

    ScriptedStore answer(int status, String body) {
        answers.add(HttpAnswer.json(status, body));
        return this;
    }

    ScriptedStore list(int total, String body) {
        answers.add(HttpAnswer.json(200, body).withHeader("X-WP-Total", Integer.toString(total)));
        return this;
    }

    ScriptedStore answer(HttpAnswer answer) {
        answers.add(answer);
        return this;
    }

    @Override
    public Answer<HttpAnswer> send(HttpCall call, Duration timeout) {
        calls.add(call);
        HttpAnswer next = answers.size() > 1 ? answers.remove() : answers.element();
        return Answer.of(next);
    }

    WooCommerceShop shop() {
        return shop("https://store.example");
    }

    WooCommerceShop shop(String address) {
        return new WooCommerceShop(account(address), wiring());
    }

    WooCommerceShop shop(ShopAccount account) {
        return new WooCommerceShop(account, wiring());
    }

    static ShopAccount account(String address) {
        return ShopAccount.of("woocommerce", "corner")
                .with(ShopAccount.ENDPOINT, address)
                .with("consumerKey", "ck_test")
                .secret("consumerSecret", "cs_test_4711");
    }

    private Wiring wiring() {
        return Wiring.of(this, () -> NOW).withWaiter(time -> true);
    }

    /** Method and path of each call, in order. */
    List<String> paths() {
        return calls.stream()
                .map(call -> call.method() + " " + call.address().getPath().replace("/wp-json/wc/v3", ""))
                .toList();
    }
}
