package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Channel;
import io.omskit.connect.Digests;
import io.omskit.connect.Digests.Encoding;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Secret;
import io.omskit.connect.UrlText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The signature of TOP calls: all parameters but {@code sign}, sorted by the bytes of their names, names and values joined
 * without separators and not encoded; then a digest in upper-case hex. Parameters with an empty name or value do not take
 * part; {@code sign_method} does.
 *
 * <p>Source: channel reference, page taobao, "Signature".
 */
enum TaobaoSignature {
    /** MD5 with the secret before and after the text. */
    MD5("md5") {
        @Override
        String digest(Secret secret, String text) {
            return Digests.MD5.hash(secret.reveal() + text + secret.reveal(), Encoding.UPPER_HEX);
        }
    },
    /** HMAC-MD5 under the secret. */
    HMAC("hmac") {
        @Override
        String digest(Secret secret, String text) {
            return Digests.MD5.hmac(secret, text, Encoding.UPPER_HEX);
        }
    },
    /** HMAC-SHA256 under the secret. */
    HMAC_SHA256("hmac-sha256") {
        @Override
        String digest(Secret secret, String text) {
            return Digests.SHA256.hmac(secret, text, Encoding.UPPER_HEX);
        }
    };

    private static final String SIGN = "sign";
    private static final String SIGN_METHOD = "sign_method";
    private static final String TIMESTAMP = "timestamp";

    private final String word;

    TaobaoSignature(String word) {
        this.word = word;
    }

    abstract String digest(Secret secret, String text);

    /** The value of {@code sign_method}. */
    String word() {
        return word;
    }

    /** The signature of these parameters, not encoded; {@code sign} among them is ignored. */
    String sign(Secret secret, Map<String, String> parameters) {
        return digest(secret, text(parameters));
    }

    /** The text that is signed. */
    static String text(Map<String, String> parameters) {
        Map<String, String> sorted = new TreeMap<>(byBytes());
        sorted.putAll(parameters);
        StringBuilder text = new StringBuilder();
        sorted.forEach((name, value) -> {
            if (!name.isEmpty() && !value.isEmpty() && !name.equals(SIGN)) {
                text.append(name).append(value);
            }
        });
        return text.toString();
    }

    /** The platform compares bytes, not characters; names beyond ASCII would differ. */
    private static Comparator<String> byBytes() {
        return (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException if the platform has no such method
     */
    static TaobaoSignature named(String word) {
        for (TaobaoSignature method : values()) {
            if (method.word.equals(word)) {
                return method;
            }
        }
        throw new IllegalArgumentException(
                "signature method '" + word + "' is not known to Taobao.\n" + "Use md5, hmac or hmac-sha256.");
    }

    /** Signs a call whose parameters are in the query, in a form body, or in both. */
    static Channel.Signature of(Channel.Unsigned call) {
        Map<String, String> parameters = new HashMap<>(call.query());
        boolean inForm = false;
        if (isForm(call)) {
            for (HttpCall.Field field : UrlText.parse(call.body())) {
                inForm |= parameters.put(field.name(), field.value()) == null;
            }
        }
        String timestamp = call.timestamp();
        if (timestamp != null && !timestamp.isEmpty()) {
            parameters.putIfAbsent(TIMESTAMP, timestamp);
        }
        TaobaoSignature method = named(parameters.getOrDefault(SIGN_METHOD, MD5.word));
        String secret = call.credentials().getOrDefault("secret", "");
        Secret key = Secret.of(secret.isEmpty() ? call.credential("appSecret") : secret);
        boolean form = inForm && !call.query().containsKey("method");
        return new Channel.Signature(method.sign(key, parameters), form ? "form:sign" : "query:sign");
    }

    private static boolean isForm(Channel.Unsigned call) {
        String body = call.body().strip();
        return !body.isEmpty() && body.charAt(0) != '{' && body.charAt(0) != '[' && body.indexOf('=') > 0;
    }
}
