package io.omskit.connect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digests that platforms sign with, each plain or keyed (HMAC, RFC 2104), in the encodings that are seen on the wire. MD5 and SHA-1 are here because
 * the protocols ask for them, not because they are safe. Texts are taken as UTF-8. Thread-safe.
 */
public enum Digests {
    /** RFC 1321. */
    MD5("MD5", "HmacMD5"),
    /** FIPS 180-4. */
    SHA1("SHA-1", "HmacSHA1"),
    /** FIPS 180-4. */
    SHA256("SHA-256", "HmacSHA256"),
    /** FIPS 180-4. */
    SHA512("SHA-512", "HmacSHA512");

    /** How digest bytes become text. */
    public enum Encoding {
        /** {@code d41d8cd9...}. */
        LOWER_HEX,
        /** {@code D41D8CD9...}. */
        UPPER_HEX,
        /** Base64 of the raw digest bytes. */
        BASE64,
        /** Base64 of the lower-hex text: some carriers encode the text instead of the bytes. */
        BASE64_OF_LOWER_HEX;

        /** Encodes digest bytes. */
        public String encode(byte[] digest) {
            return switch (this) {
                case LOWER_HEX -> HexFormat.of().formatHex(digest);
                case UPPER_HEX -> HexFormat.of().withUpperCase().formatHex(digest);
                case BASE64 -> Base64.getEncoder().encodeToString(digest);
                case BASE64_OF_LOWER_HEX ->
                    Base64.getEncoder()
                            .encodeToString(HexFormat.of().formatHex(digest).getBytes(US_ASCII));
            };
        }
    }

    private final String plainName;
    private final String keyedName;

    Digests(String plainName, String keyedName) {
        this.plainName = plainName;
        this.keyedName = keyedName;
    }

    /** The digest of a text. */
    public String hash(String text, Encoding encoding) {
        return encoding.encode(hash(text.getBytes(UTF_8)));
    }

    /** The digest of bytes. */
    public byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance(plainName).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw missing(plainName, e);
        }
    }

    /** The keyed digest of a text. */
    public String hmac(Secret key, String text, Encoding encoding) {
        return encoding.encode(hmac(key, text.getBytes(UTF_8)));
    }

    /** The keyed digest of bytes. */
    public byte[] hmac(Secret key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(keyedName);
            mac.init(new SecretKeySpec(key.revealBytes(), keyedName));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw missing(keyedName, e);
        }
    }

    /** Compares two signatures in a time that does not depend on where they differ. */
    public static boolean same(String expected, String actual) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), actual.getBytes(UTF_8));
    }

    private static IllegalStateException missing(String name, GeneralSecurityException cause) {
        return new IllegalStateException(
                "digest " + name + " is not available\nRun on a Java platform whose security providers include it.",
                cause);
    }
}
