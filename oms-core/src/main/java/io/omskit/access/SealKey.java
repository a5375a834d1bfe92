package io.omskit.access;

import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the host for sealing: an id that is stored with every block, and 16, 24 or 32 secret bytes.
 *
 * <p>Immutable; {@link #toString} shows the id only.
 */
public final class SealKey {
    private final String id;
    private final SecretKeySpec key;

    private SealKey(String id, SecretKeySpec key) {
        this.id = id;
        this.key = key;
    }

    /**
     * A key.
     *
     * @throws IllegalArgumentException if the id is not 1 to 32 letters, digits, - or _, or the secret has another length
     */
    public static SealKey of(String id, byte[] secret) {
        if (!id.matches("[A-Za-z0-9_-]{1,32}")) {
            throw new IllegalArgumentException(
                    "The id of a seal key is '" + id + "'.\nUse 1 to 32 letters, digits, '-' or '_'.");
        }
        if (id.equals(OpenSealer.KEY_ID)) {
            throw new IllegalArgumentException(
                    "The id of a seal key is '" + id + "', which marks blocks that are not sealed.\nUse another id.");
        }
        if (secret.length != 16 && secret.length != 24 && secret.length != 32) {
            throw new IllegalArgumentException("The secret of seal key " + id + " has " + secret.length
                    + " bytes.\nGive 16, 24 or, better, 32 random bytes.");
        }
        return new SealKey(id, new SecretKeySpec(Arrays.copyOf(secret, secret.length), "AES"));
    }

    public String id() {
        return id;
    }

    SecretKeySpec key() {
        return key;
    }

    @Override
    public String toString() {
        return "SealKey[" + id + "]";
    }
}
