package io.omskit.channels.woocommerce;

import io.omskit.channels.Channel;
import io.omskit.connect.Digests;
import io.omskit.connect.HttpCall;
import io.omskit.connect.HttpCall.Field;
import io.omskit.connect.Secret;
import io.omskit.connect.UrlText;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * OAuth 1.0a with one leg (RFC 5849 without a token), which the platform wants over plain http: the key is the consumer secret
 * and an ampersand, parameters are sorted after they are encoded, and the body is not signed. Thread-safe.
 */
final class WooCommerceSignature {
    static final String WHERE = "query:oauth_signature";
    private static final String METHOD = "oauth_signature_method";
    private static final String SHA256 = "HMAC-SHA256";
    private static final String SHA1 = "HMAC-SHA1";

    private final String consumerKey;
    private final Secret consumerSecret;
    private final AtomicLong calls = new AtomicLong();

    WooCommerceSignature(String consumerKey, Secret consumerSecret) {
        this.consumerKey = consumerKey;
        this.consumerSecret = consumerSecret;
    }

    /** The call with its OAuth parameters; every try gets a nonce of its own. */
    HttpCall signed(HttpCall call, Instant now) {
        HttpCall open = call.withQuery("oauth_consumer_key", consumerKey)
                .withQuery("oauth_nonce", nonce(now))
                .withQuery(METHOD, SHA256)
                .withQuery("oauth_timestamp", Long.toString(now.getEpochSecond()));
        return open.withQuery(
                "oauth_signature", signature(open.method(), open.address().toString(), open.query(), consumerSecret));
    }

    /** Unique for each key and second; nobody needs to guess it, so a digest of a counter is enough. */
    private String nonce(Instant now) {
        String seed = consumerKey + ' ' + now + ' ' + calls.incrementAndGet();
        return Digests.SHA256.hash(seed, Digests.Encoding.LOWER_HEX).substring(0, 24);
    }

    /**
     * Signs a call that is not sent, for checking one's own code. OAuth parameters that the query lacks are taken from the
     * credentials ({@code consumerKey}, {@code consumerSecret}) and the timestamp.
     *
     * @throws IllegalArgumentException if the address is not absolute, or a credential, the nonce or the timestamp is missing
     */
    static Channel.Signature sign(Channel.Unsigned call) {
        String address = call.path();
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw new IllegalArgumentException("path '" + address
                    + "' is not absolute, but the signature covers the host.\nGive it with http:// and the host.");
        }
        URI uri = URI.create(address);
        List<Field> fields = new ArrayList<>();
        if (uri.getRawQuery() != null) {
            fields.addAll(UrlText.parse(uri.getRawQuery()));
        }
        call.query().forEach((name, value) -> fields.add(new Field(name, value)));
        fields.removeIf(field -> field.name().equals("oauth_signature"));
        if (isMissing(fields, "oauth_consumer_key")) {
            fields.add(new Field("oauth_consumer_key", credential(call.credentials(), "consumerKey", "consumer_key")));
        }
        if (isMissing(fields, METHOD)) {
            fields.add(new Field(METHOD, SHA256));
        }
        String timestamp = call.timestamp();
        if (isMissing(fields, "oauth_timestamp") && timestamp != null) {
            fields.add(new Field("oauth_timestamp", timestamp));
        }
        for (String name : List.of("oauth_timestamp", "oauth_nonce")) {
            if (isMissing(fields, name)) {
                throw new IllegalArgumentException(
                        "query has no " + name + ".\nGive it, for the signature covers every OAuth parameter.");
            }
        }
        Secret secret = Secret.of(credential(call.credentials(), "consumerSecret", "consumer_secret"));
        String bare = address.split("[?#]", 2)[0];
        return new Channel.Signature(signature(call.method(), bare, fields, secret), WHERE);
    }

    /** Credentials may stand under our name or under the platform's. */
    static String credential(Map<String, String> credentials, String ours, String theirs) {
        return Channel.credential(credentials, credentials.containsKey(theirs) ? theirs : ours);
    }

    private static boolean isMissing(List<Field> fields, String name) {
        return fields.stream().noneMatch(field -> field.name().equals(name));
    }

    static String signature(String method, String address, List<Field> fields, Secret consumerSecret) {
        String base = method.toUpperCase(Locale.ROOT)
                + '&'
                + UrlText.rfc3986(address)
                + '&'
                + UrlText.rfc3986(sorted(fields));
        Secret key = Secret.of(consumerSecret.reveal() + '&');
        return digest(fields).hmac(key, base, Digests.Encoding.BASE64);
    }

    private static String sorted(List<Field> fields) {
        List<String> pairs = new ArrayList<>(fields.size());
        for (Field field : fields) {
            pairs.add(UrlText.rfc3986(field.name()) + '=' + UrlText.rfc3986(field.value()));
        }
        pairs.sort((a, b) -> {
            int byName = name(a).compareTo(name(b));
            return byName == 0 ? a.compareTo(b) : byName;
        });
        return String.join("&", pairs);
    }

    private static String name(String pair) {
        return pair.substring(0, pair.indexOf('='));
    }

    private static Digests digest(List<Field> fields) {
        String method = fields.stream()
                .filter(field -> field.name().equals(METHOD))
                .map(Field::value)
                .findFirst()
                .orElse(SHA256);
        return switch (method) {
            case SHA256 -> Digests.SHA256;
            case SHA1 -> Digests.SHA1;
            default ->
                throw new IllegalArgumentException(METHOD + " is '" + method
                        + "', which the platform does not take.\nUse " + SHA256 + " or " + SHA1 + ".");
        };
    }
}
