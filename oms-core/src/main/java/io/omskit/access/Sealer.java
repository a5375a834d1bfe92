package io.omskit.access;

import io.omskit.value.Sealed;

/**
 * Encrypts personal data before it is stored and decrypts it for those who may see it. The key is the host's.
 *
 * <p>Implementations are safe for several threads.
 */
public interface Sealer {
    /**
     * Encrypts.
     *
     * @param plain the data
     * @param context what the data belong to; a block moved to another place does not open there
     */
    Sealed seal(byte[] plain, String context);

    /**
     * Decrypts.
     *
     * @throws SealException if the key is not known, the context is another one, or the bytes were changed
     */
    byte[] open(Sealed sealed, String context);

    /** A sealer by AES-GCM under the host's keys, newest first; older ones only open. */
    static Sealer aesGcm(SealKey newest, SealKey... older) {
        return new AesGcmSealer(newest, older);
    }

    /** No encryption. For tests with invented data only; whoever opens the store reads everything. */
    static Sealer unsealedForTests() {
        return new OpenSealer();
    }
}
