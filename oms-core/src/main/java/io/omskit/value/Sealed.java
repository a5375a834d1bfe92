package io.omskit.value;

import java.util.Arrays;
import java.util.Objects;

/**
 * Ciphertext together with the id of the key that opens it. Content is compared; the text form shows the key id and the
 * length only.
 *
 * @param keyId id of the sealing key, never the key
 * @param bytes ciphertext, copied in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content below
public record Sealed(String keyId, byte[] bytes) {
    public Sealed {
        if (keyId.isBlank()) {
            throw new IllegalArgumentException(
                    "Key id of sealed data is blank.\nPass the id under which the key is kept.");
        }
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && keyId.equals(that.keyId) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyId, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "Sealed[key " + keyId + ", " + bytes.length + " bytes]";
    }
}
