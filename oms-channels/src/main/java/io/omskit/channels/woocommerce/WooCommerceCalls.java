package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.ShopAccount;
import io.omskit.channels.Wiring;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Exchange;
import io.omskit.connect.Failure;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.RetryTable;
import io.omskit.connect.Secret;
import io.omskit.connect.WireLog;
import io.omskit.connect.payload.Payload;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The calls of one shop: address, authentication, errors, bodies. Over https Basic authentication, or key and secret in the
 * query where the shop's server strips the header; over http OAuth 1.0a. Thread-safe.
 */
final class WooCommerceCalls {
    /** More digits than any currency has, so that nothing is rounded before we do it. */
    private static final String DECIMALS = "4";

    private static final String BASE = "/wp-json/wc/v3";
    private static final RetryTable ERRORS = RetryTable.empty()
            .with(
                    ErrorClass.UNAUTHORIZED,
                    "woocommerce_rest_authentication_error",
                    "woocommerce_rest_cannot_view",
                    "woocommerce_rest_cannot_edit",
                    "woocommerce_rest_cannot_create");

    /**
     * One page of a list.
     *
     * @param objects the objects on it
     * @param total objects of the whole list, -1 where the shop's server hides it
     */
    record Sheet(List<Payload> objects, long total) {}

    private final String base;
    private final Exchange exchange;
    private final WireLog log = WireLog.showing("page", "per_page", "modified_after", "modified_before");

    WooCommerceCalls(ShopAccount account, Wiring wiring) {
        base = base(account.option(ShopAccount.ENDPOINT));
        Secret secret = account.secret("consumerSecret");
        log.hide(secret);
        exchange = Exchange.builder(WooCommerceOrders.PLATFORM, account.shop().shop())
                .transport(wiring.transport())
                .clock(wiring.time())
                .waiter(wiring.waiter())
                .signer(signer(account.option("consumerKey"), secret, account))
                .envelope(WooCommerceCalls::failureIn)
                .log(log)
                .build();
    }

    private static String base(String endpoint) {
        String bare = endpoint.replaceFirst("/+$", "");
        return bare.contains("/wp-json/") ? bare : bare + BASE;
    }

    private static Exchange.Signer signer(String key, Secret secret, ShopAccount account) {
        WooCommerceSignature oauth = new WooCommerceSignature(key, secret);
        boolean inQuery = account.find("auth").orElse("").equals("query");
        return (call, now, token) -> {
            if (!"https".equals(call.address().getScheme())) {
                return oauth.signed(call, now);
            }
            if (inQuery) {
                return call.withQuery("consumer_key", key).withQuery("consumer_secret", secret.reveal());
            }
            String pair = key + ':' + secret.reveal();
            return call.withHeader(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        };
    }

    WireLog log() {
        return log;
    }

    HttpCall get(String path) {
        return HttpCall.get(base + path).withQuery("dp", DECIMALS);
    }

    HttpCall write(String method, String path, String json) {
        return HttpCall.of(method, base + path).withText("application/json;charset=utf-8", json);
    }

    /** Reads one object. */
    Answer<Payload> object(String resource, HttpCall call) {
        return exchange.run(resource, call, answer -> {
            Payload root = WooCommerceOrders.READER.read(answer);
            return root.isWhole() && root.isObject() ? Answer.of(root) : broken("object");
        });
    }

    /** Reads a page of a list. */
    Answer<Sheet> sheet(String resource, HttpCall call) {
        return exchange.run(resource, call, answer -> {
            Payload root = WooCommerceOrders.READER.read(answer);
            return root.isWhole() && root.isList() ? Answer.of(new Sheet(root.items(), total(answer))) : broken("list");
        });
    }

    /** Writes; an answer of success is enough, whatever is left of its body. */
    Answer<String> done(String resource, HttpCall call, String text) {
        return exchange.run(resource, call, answer -> Answer.of(text));
    }

    private static <T> Answer<T> broken(String kind) {
        return Answer.failed(
                ErrorClass.RETRY,
                "no-whole-" + kind,
                "the body is no whole JSON " + kind
                        + "; if this stays, look for notices that the site prints before it");
    }

    private static long total(HttpAnswer answer) {
        return answer.header("X-WP-Total")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,12}"))
                .map(Long::valueOf)
                .orElse(-1L);
    }

    /** {@code {code, message, data: {status}}}; where a server in between answers, the status is all there is. */
    static Optional<Failure> failureIn(HttpAnswer answer) {
        return RetryTable.byStatus(answer, false).map(byStatus -> {
            Payload body = WooCommerceOrders.READER.read(answer);
            String code = body.isObject() ? body.get("code").text() : null;
            if (code == null) {
                return byStatus;
            }
            String message = body.get("message").textOr("");
            ErrorClass errorClass = ERRORS.find(code)
                    .map(known -> ofAuthentication(known, message))
                    .orElse(byStatus.errorClass());
            return new Failure(errorClass, code, message, byStatus.retryAfter());
        });
    }

    /** All refusals of OAuth share one code; the text tells which can be repaired by asking again. */
    private static ErrorClass ofAuthentication(ErrorClass known, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("timestamp")) {
            return ErrorClass.CLOCK_SKEW;
        }
        return text.contains("nonce") ? ErrorClass.RETRY : known;
    }

    /** Times as the platform takes them beside {@code dates_are_gmt=true}. */
    static String gmt(Instant instant) {
        return instant.toString().replaceFirst("(\\.\\d+)?Z$", "");
    }
}
