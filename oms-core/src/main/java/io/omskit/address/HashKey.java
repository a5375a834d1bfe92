package io.omskit.address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the host under which personal data is hashed, so that equal people can be recognized without being stored. The
 * digest is HMAC-SHA-256 (RFC 2104), cut to 128 bits.
 *
 * <p>Rotation: make a key with a new id, put it first, keep the old one as long as its hashes are stored. Immutable and safe for
 * use by many threads. Compared by identity; {@link #toString()} never shows the secret.
 */
public final class HashKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final int MIN_SECRET_BYTES = 16;
    private static final int DIGEST_BYTES = 16;

    private final String id;
    /** Never updated after construction, only cloned: looking up a provider for each digest would cost more than the hash. */
    private final Mac prototype;

    private HashKey(String id, Mac prototype) {
        this.id = id;
        this.prototype = prototype;
    }

    /**
     * A key of an id, which is stored beside every hash, and a secret, which is stored nowhere by us.
     *
     * @throws IllegalArgumentException if the id is not 1 to 32 of {@code A-Za-z0-9_-} or the secret is shorter than 16 bytes
     */
    public static HashKey of(String id, byte[] secret) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("The id of a hash key is '" + id
                    + "'\nUse 1 to 32 letters, digits, '-' or '_', for example \"2026a\".");
        }
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("The secret of hash key '" + id + "' has " + secret.length
                    + " bytes\nGive at least " + MIN_SECRET_BYTES + " random bytes, better 32.");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return new HashKey(id, mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    ALGORITHM + " is missing in this Java runtime\nUse a runtime with the standard provider SunJCE.",
                    e);
        }
    }

    /** The id that is stored beside the hashes of this key. */
    public String id() {
        return id;
    }

    /**
     * The keyed hash of some texts: 128 bits in 22 characters of base64url. Equal exactly if domain and parts are equal, one by
     * one: {@code ("ab", "c")} and {@code ("a", "bc")} differ, because every text goes in with its length.
     *
     * @param domain what is hashed, for example {@code "buyer/phone"}; separates hashes that must never be compared
     * @param parts the texts, normalized by the caller
     */
    public String digest(String domain, String... parts) {
        byte[][] texts = new byte[parts.length + 1][];
        texts[0] = domain.getBytes(StandardCharsets.UTF_8);
        int size = Integer.BYTES * (texts.length + 1) + texts[0].length;
        for (int i = 0; i < parts.length; i++) {
            texts[i + 1] = parts[i].getBytes(StandardCharsets.UTF_8);
            size += texts[i + 1].length;
        }
        ByteBuffer message = ByteBuffer.allocate(size).putInt(parts.length);
        for (byte[] text : texts) {
            message.putInt(text.length).put(text);
        }
        Mac mac = copy();
        mac.update(message.flip());
        byte[] hash = mac.doFinal();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, DIGEST_BYTES));
    }

    @Override
    public String toString() {
        return "HashKey[" + id + "]";
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(
                    "The provider " + prototype.getProvider().getName() + " of " + ALGORITHM
                            + " cannot copy a keyed hash\nUse the standard provider SunJCE.",
                    e);
        }
    }
}
