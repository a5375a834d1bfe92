package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.sandbox.Sandbox;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the sandbox: HTTP Basic and key parameters over https only, OAuth 1.0a one-legged (RFC 5849, empty token)
 * over both. Written for the sandbox alone, so that a mistake of the adapter's signer is not repeated here.
 */
final class SandboxAccess {
    /** Why a call is refused; the text is what WooCommerce says. */
    enum Refusal {
        NO_CREDENTIALS("woocommerce_rest_cannot_view", "Sorry, you cannot list resources."),
        WRONG_KEY("woocommerce_rest_authentication_error", "Consumer key is invalid."),
        WRONG_SECRET("woocommerce_rest_authentication_error", "Consumer secret is invalid."),
        WRONG_METHOD("woocommerce_rest_authentication_error", "Invalid signature - signature method is invalid."),
        WRONG_SIGNATURE(
                "woocommerce_rest_authentication_error", "Invalid signature - provided signature does not match."),
        WRONG_TIME("woocommerce_rest_authentication_error", "Invalid timestamp."),
        USED_NONCE("woocommerce_rest_authentication_error", "Invalid nonce - nonce has already been used.");

        final String code;
        final String message;

        Refusal(String code, String message) {
            this.code = code;
            this.message = message;
        }
    }

    private record Parameter(String name, String value) {}

    private static final long TOLERANCE_SECONDS = 15 * 60;
    private static final int MAX_NONCES = 200_000;

    private final String address;
    private final String key;
    private final String secret;
    private final Set<String> nonces = new HashSet<>();

    /**
     * The gate of one shop.
     *
     * @param address scheme, host and port as the shop is called in this process; a Host header means http to that host
     */
    SandboxAccess(String address, String key, String secret) {
        this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.key = key;
        this.secret = secret;
    }

    /** The address that the caller used. */
    String base(Sandbox.Request request) {
        return request.header("Host").map(host -> "http://" + host).orElse(address);
    }

    /** Whether the call carries an OAuth signature. */
    static boolean isSigned(Sandbox.Request request) {
        return request.rawQuery().contains("oauth_signature=")
                || request.header("Authorization").orElse("").startsWith("OAuth ");
    }

    /** Why the call is refused; empty lets it in. */
    Optional<Refusal> refusal(Sandbox.Request request, Instant now) {
        boolean safe = base(request).startsWith("https://");
        String header = request.header("Authorization").orElse("");
        if (safe && header.startsWith("Basic ")) {
            return basic(header.substring(6).strip());
        }
        List<Parameter> parameters = parameters(request, header);
        Map<String, String> byName = new HashMap<>();
        parameters.forEach(parameter -> byName.put(parameter.name(), parameter.value()));
        if (byName.containsKey("oauth_consumer_key")) {
            return oauth(request, parameters, byName, now);
        }
        if (safe && byName.containsKey("consumer_key")) {
            return keys(byName.get("consumer_key"), byName.getOrDefault("consumer_secret", ""));
        }
        return Optional.of(Refusal.NO_CREDENTIALS);
    }

    private Optional<Refusal> basic(String encoded) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.of(Refusal.WRONG_KEY);
        }
        int colon = pair.indexOf(':');
        return colon < 0 ? Optional.of(Refusal.WRONG_KEY) : keys(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private Optional<Refusal> keys(String givenKey, String givenSecret) {
        if (!same(key, givenKey)) {
            return Optional.of(Refusal.WRONG_KEY);
        }
        return same(secret, givenSecret) ? Optional.empty() : Optional.of(Refusal.WRONG_SECRET);
    }

    private Optional<Refusal> oauth(
            Sandbox.Request request, List<Parameter> parameters, Map<String, String> byName, Instant now) {
        if (!same(key, byName.getOrDefault("oauth_consumer_key", ""))) {
            return Optional.of(Refusal.WRONG_KEY);
        }
        String algorithm = algorithm(byName.getOrDefault("oauth_signature_method", ""));
        if (algorithm == null) {
            return Optional.of(Refusal.WRONG_METHOD);
        }
        String expected = signature(algorithm, baseString(request, parameters));
        if (!same(expected, byName.getOrDefault("oauth_signature", ""))) {
            return Optional.of(Refusal.WRONG_SIGNATURE);
        }
        String timestamp = byName.getOrDefault("oauth_timestamp", "");
        if (!timestamp.matches("\\d{1,12}")
                || Math.abs(Long.parseLong(timestamp) - now.getEpochSecond()) > TOLERANCE_SECONDS) {
            return Optional.of(Refusal.WRONG_TIME);
        }
        String nonce = byName.getOrDefault("oauth_nonce", "");
        return nonce.isEmpty() || !isNew(timestamp + " " + nonce) ? Optional.of(Refusal.USED_NONCE) : Optional.empty();
    }

    private synchronized boolean isNew(String nonce) {
        if (nonces.size() >= MAX_NONCES) {
            nonces.clear();
        }
        return nonces.add(nonce);
    }

    private static @Nullable String algorithm(String method) {
        return switch (method.toUpperCase(Locale.ROOT)) {
            case "HMAC-SHA1" -> "HmacSHA1";
            case "HMAC-SHA256" -> "HmacSHA256";
            default -> null;
        };
    }

    /** Base string of RFC 5849, 3.4.1: encoded pairs are sorted after encoding, then the joined text is encoded again. */
    private String baseString(Sandbox.Request request, List<Parameter> parameters) {
        String joined = parameters.stream()
                .filter(parameter -> !parameter.name().equals("oauth_signature"))
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()))
                .sorted()
                .collect(Collectors.joining("&"));
        return request.method() + "&" + encoded(base(request) + request.path()) + "&" + encoded(joined);
    }

    private String signature(String algorithm, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec((secret + "&").getBytes(UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "digest " + algorithm + " is not available.\nRun on a Java platform that includes it.", e);
        }
    }

    private static List<Parameter> parameters(Sandbox.Request request, String header) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : request.rawQuery().split("&", -1)) {
            add(parameters, pair, '=');
        }
        if (header.startsWith("OAuth ")) {
            for (String pair : header.substring(6).split(",", -1)) {
                add(parameters, pair.strip().replace("\"", ""), '=');
            }
        }
        return parameters;
    }

    private static void add(List<Parameter> parameters, String pair, char separator) {
        int at = pair.indexOf(separator);
        String name = decoded(at < 0 ? pair : pair.substring(0, at));
        if (!name.isEmpty() && !name.equals("realm")) {
            parameters.add(new Parameter(name, at < 0 ? "" : decoded(pair.substring(at + 1))));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            // a broken escape can only make the signature wrong, which is the answer to give
            return text;
        }
    }

    /** RFC 3986 from the form encoding, which differs in three characters. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
