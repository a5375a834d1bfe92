package io.omskit.channels.taobao;

import io.omskit.channels.ShopAccount;
import io.omskit.channels.Wiring;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Exchange;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.RetryTable;
import io.omskit.connect.Secret;
import io.omskit.connect.TokenSource;
import io.omskit.connect.WireLog;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one address of TOP for one shop: signs form calls, takes the answer out of its envelope and tells what a failure means.
 * Thread-safe.
 *
 * <p>Source: channel reference, page taobao, sections 1, 2 and 9. Codes 26, 28, 31 and 41 are known from general knowledge only.
 */
final class TaobaoGateway {
    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    static final PayloadReader READER = PayloadReader.inZone(ZONE);

    private static final String PRODUCTION = "https://gw.api.taobao.com/router/rest";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);
    private static final Duration TOKEN_MARGIN = Duration.ofMinutes(10);

    private static final RetryTable ERRORS = RetryTable.empty()
            .with(ErrorClass.THROTTLED, "7")
            .withPrefix(ErrorClass.THROTTLED, "accesscontrol.limited-by")
            .withPrefix(ErrorClass.RETRY, "isp.")
            .with(ErrorClass.TOKEN_EXPIRED, "26", "27", "isv.invalid-session")
            .with(ErrorClass.CLOCK_SKEW, "31", "isv.invalid-timestamp")
            .with(ErrorClass.UNAUTHORIZED, "28", "29")
            .with(ErrorClass.INVALID_REQUEST, "25", "40", "41")
            .withPrefix(ErrorClass.INVALID_REQUEST, "isv.missing-", "isv.invalid-")
            .with(ErrorClass.NOT_FOUND, "isv.trade-not-exist", "isv.refund-not-exist")
            .withPrefix(ErrorClass.REJECTED, "isv.");

    private final Exchange exchange;
    private final String endpoint;
    private final WireLog log;
    private final InstantSource time;

    private TaobaoGateway(Exchange exchange, String endpoint, WireLog log, InstantSource time) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.log = log;
        this.time = time;
    }

    /** The gateway of a shop. */
    static TaobaoGateway of(ShopAccount account, Wiring wiring) {
        String endpoint = account.find(ShopAccount.ENDPOINT).orElse(PRODUCTION);
        String appKey = account.option("appKey");
        Secret appSecret = account.secret("appSecret");
        TaobaoSignature method =
                TaobaoSignature.named(account.find("signMethod").orElse(TaobaoSignature.MD5.word()));
        WireLog log = WireLog.showing(
                "method", "page_no", "page_size", "start_modified", "end_modified", "timestamp", "sign_method");
        log.hide(appSecret);
        account.findSecret("session").ifPresent(log::hide);
        account.findSecret("refreshToken").ifPresent(log::hide);
        Exchange.Signer signer = (call, now, token) -> signed(call, now, token, appKey, appSecret, method);
        // renewing a token must not wait for a token, so it has an exchange of its own
        TaobaoGateway unauthorized =
                new TaobaoGateway(exchange(account, wiring, signer, log).build(), endpoint, log, wiring.time());
        TaobaoTokens tokens = new TaobaoTokens(account, wiring.vault(), unauthorized);
        TokenSource source = new TokenSource(TaobaoChannel.ID, tokens, tokens, wiring.time(), TOKEN_MARGIN);
        Exchange exchange =
                exchange(account, wiring, signer, log).tokens(source).build();
        return new TaobaoGateway(exchange, endpoint, log, wiring.time());
    }

    private static Exchange.Builder exchange(ShopAccount account, Wiring wiring, Exchange.Signer signer, WireLog log) {
        return Exchange.builder(TaobaoChannel.ID, account.shop().shop())
                .transport(wiring.transport())
                .clock(wiring.time())
                .waiter(wiring.waiter())
                .signer(signer)
                .log(log);
    }

    /** Adds the system parameters and the signature over everything. */
    private static HttpCall signed(
            HttpCall call,
            Instant now,
            @Nullable Secret token,
            String appKey,
            Secret appSecret,
            TaobaoSignature method) {
        HttpCall whole = call.withForm("app_key", appKey)
                .withForm("timestamp", TIME.format(now))
                .withForm("format", "json")
                .withForm("v", "2.0")
                .withForm("sign_method", method.word());
        if (token != null) {
            whole = whole.withForm("session", token.reveal());
        }
        return whole.withForm("sign", method.sign(appSecret, whole.parameters()));
    }

    /** A call that may be sent twice without harm: a read, or a write of an absolute value. */
    Answer<Payload> repeatable(String api, Map<String, String> parameters) {
        return run(api, call(api, parameters).repeatable());
    }

    /** A call whose repetition would be another change. */
    Answer<Payload> once(String api, Map<String, String> parameters) {
        return run(api, call(api, parameters));
    }

    private HttpCall call(String api, Map<String, String> parameters) {
        HttpCall call = HttpCall.post(endpoint).withForm("method", api);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            call = call.withForm(parameter.getKey(), parameter.getValue());
        }
        return call;
    }

    private Answer<Payload> run(String api, HttpCall call) {
        return exchange.run(api, call, answer -> opened(api, answer));
    }

    /** Takes the answer out of its envelope; a body that is cut or foreign tells nothing about what happened there. */
    private static Answer<Payload> opened(String api, HttpAnswer answer) {
        Payload root = READER.read(answer);
        if (!root.isWhole() || !root.isObject()) {
            return Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "broken-answer", "the answer to " + api + " is not whole");
        }
        Payload error = root.get("error_response");
        if (error.isPresent()) {
            String text =
                    error.get("msg").textOr("") + " " + error.get("sub_msg").textOr("");
            return Answer.failed(ERRORS.failure(
                    error.get("code").textOr("none"), error.get("sub_code").text(), text.strip()));
        }
        Payload response = root.get(envelope(api));
        return response.isObject()
                ? Answer.of(response)
                : Answer.failed(
                        ErrorClass.UNKNOWN_OUTCOME,
                        "foreign-answer",
                        "the answer to " + api + " has neither " + envelope(api) + " nor error_response");
    }

    /** {@code taobao.trade.get} is answered under {@code trade_get_response}. */
    static String envelope(String api) {
        String name = api.startsWith("taobao.") ? api.substring("taobao.".length()) : api;
        return name.replace('.', '_') + "_response";
    }

    /** A time as parameters want it. */
    static String text(Instant instant) {
        return TIME.format(instant);
    }

    WireLog log() {
        return log;
    }

    Instant now() {
        return time.instant();
    }

    @Override
    public String toString() {
        return "TaobaoGateway[" + endpoint + "]";
    }
}
