package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.taobao.TopAnswers.Refused;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may call the sandbox: application, signature, clock and session, in the order in which the platform asks. Written against
 * the reference alone; the adapter's signer is another code.
 */
final class TopAccess {
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private final String appKey;
    private final String appSecret;
    private final String refreshToken;
    private final String seller;
    private String session;
    private boolean expired;
    private int renewals;

    TopAccess(String appKey, String appSecret, String session, String refreshToken) {
        this.appKey = appKey;
        this.appSecret = appSecret;
        this.session = session;
        this.refreshToken = refreshToken;
        this.seller = appKey + '|' + session;
    }

    /** The seller as this application knows him, the same under every session. */
    String seller() {
        return seller;
    }

    /** Checks everything but the session. */
    void checkCall(Map<String, String> parameters, Instant now) {
        if (!parameters.getOrDefault("v", "").equals("2.0")) {
            throw new Refused(33, "Invalid version", "");
        }
        String app = parameters.getOrDefault("app_key", "");
        if (!app.equals(appKey)) {
            throw app.isEmpty() ? new Refused(28, "Missing app key", "") : new Refused(29, "Invalid app key", "");
        }
        Instant sent = TopAnswers.parseTime(parameters.getOrDefault("timestamp", ""))
                .orElseThrow(() -> new Refused(30, "Missing timestamp", ""));
        if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
            throw skewed();
        }
        String sign = parameters.getOrDefault("sign", "");
        if (sign.isEmpty()) {
            throw new Refused(24, "Missing signature", "");
        }
        if (!sign.equals(signature(parameters))) {
            throw new Refused(25, "Invalid signature", "");
        }
    }

    static Refused skewed() {
        return new Refused(31, "Invalid timestamp", "");
    }

    /** Checks the session; {@code expire} lets it run out just now. */
    synchronized void checkSession(Map<String, String> parameters, boolean expire) {
        String told = parameters.getOrDefault("session", "");
        if (told.isEmpty()) {
            throw new Refused(26, "Missing session", "");
        }
        boolean known = told.equals(session) && !expired;
        if (known && expire) {
            // an application that cannot refresh keeps its session: a person would have to sign in again
            expired = !refreshToken.isEmpty();
        }
        if (!known || expire) {
            throw new Refused(27, "Invalid session", "invalid-sessionkey");
        }
    }

    /** A new session for the refresh token; the result is a text that holds JSON. */
    synchronized ObjectNode refresh(Map<String, String> parameters) {
        if (refreshToken.isEmpty()
                || !parameters.getOrDefault("refresh_token", "").equals(refreshToken)) {
            throw new Refused(15, "Remote service error", "isv.refresh-token-invalid");
        }
        renewals++;
        session = "sandbox-session-" + renewals + "-" + hex(digest("MD5", appSecret + renewals));
        expired = false;
        ObjectNode token = TopAnswers.object();
        token.put("access_token", session);
        token.put("refresh_token", refreshToken);
        token.put("token_type", "Bearer");
        token.put("expires_in", 86_400);
        token.put("re_expires_in", 2_592_000);
        token.put("taobao_user_id", "2200000000001");
        token.put("taobao_user_nick", "%E6%A0%B7%E5%93%81");
        ObjectNode content = TopAnswers.object();
        content.put("token_result", token.toString());
        return content;
    }

    /** How often a session was renewed. */
    synchronized int renewals() {
        return renewals;
    }

    private String signature(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (!name.equals("sign") && !name.isEmpty() && !value.isEmpty()) {
                text.append(name).append(value);
            }
        });
        String plain = text.toString();
        String method = parameters.getOrDefault("sign_method", "");
        return switch (method) {
            case "md5" -> hex(digest("MD5", appSecret + plain + appSecret));
            case "hmac" -> hex(hmac("HmacMD5", plain));
            case "hmac-sha256" -> hex(hmac("HmacSHA256", plain));
            default -> throw new Refused(25, "Invalid signature", "isv.invalid-sign-method");
        };
    }

    private byte[] hmac(String algorithm, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(appSecret.getBytes(UTF_8), algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw unavailable(algorithm, e);
        }
    }

    /** The hash of a text. */
    static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw unavailable(algorithm, e);
        }
    }

    private static IllegalStateException unavailable(String algorithm, GeneralSecurityException cause) {
        return new IllegalStateException(algorithm + " is not available.\nUse a JDK that has it.", cause);
    }

    /** Hexadecimal digits in upper case. */
    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder(bytes.length * 2);
        for (byte one : bytes) {
            hex.append("0123456789ABCDEF".charAt(one >> 4 & 15)).append("0123456789ABCDEF".charAt(one & 15));
        }
        return hex.toString();
    }
}
