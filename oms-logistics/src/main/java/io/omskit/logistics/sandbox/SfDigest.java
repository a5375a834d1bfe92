package io.omskit.logistics.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * SF's digest as the sandbox checks it: written from the carrier's page for itself, so that a mistake in the connector's signer
 * is not checked against itself.
 */
final class SfDigest {
    private static final String KEPT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-*_";

    private SfDigest() {}

    /** Base64 of the 16 bytes of MD5 over the form-encoded message, timestamp and check word. */
    static String of(String msgData, String timestamp, String checkWord) {
        byte[] plain = (msgData + timestamp + checkWord).getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (byte one : plain) {
            if (one == ' ') {
                encoded.append('+');
            } else if (one > 0 && KEPT.indexOf(one) >= 0) {
                encoded.append((char) one);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
            }
        }
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return Base64.getEncoder()
                    .encodeToString(md5.digest(encoded.toString().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "MD5 is not available.\nRun on a Java platform whose security providers include it.", e);
        }
    }
}
