package io.omskit.access;

import io.omskit.value.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM (NIST SP 800-38D) with random 96-bit nonces, the context as associated data, nonce first in the block.
 *
 * <p>Random nonces allow 2^32 blocks under one key (section 8.3 there); a shop with a million orders a day gets there in
 * years, and a new key in front starts the count again.
 */
final class AesGcmSealer implements Sealer {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    // finding one costs as much as sealing with it; one that failed is not used again, so there are never more than
    // threads
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();
    private final SealKey newest;
    private final Map<String, SealKey> keys = new HashMap<>();

    AesGcmSealer(SealKey newest, SealKey... older) {
        this.newest = newest;
        keys.put(newest.id(), newest);
        for (SealKey key : older) {
            if (keys.put(key.id(), key) != null) {
                throw new IllegalArgumentException(
                        "Two seal keys have the id " + key.id() + ".\nGive every secret an id of its own.");
            }
        }
    }

    @Override
    public Sealed seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest, nonce, 0, context);
            byte[] block = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, block, NONCE_BYTES);
            idle.add(cipher);
            return new Sealed(newest.id(), block);
        } catch (GeneralSecurityException e) {
            throw new SealException(
                    "A block cannot be sealed under key " + newest.id() + ".\nUse a Java runtime with " + ALGORITHM
                            + ".",
                    e);
        }
    }

    @Override
    public byte[] open(Sealed sealed, String context) {
        SealKey key = keys.get(sealed.keyId());
        if (key == null) {
            throw new SealException("A block is sealed under key " + sealed.keyId()
                    + ", which is not known here.\nGive the sealer every key that still has blocks.");
        }
        byte[] block = sealed.bytes();
        if (block.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new SealException("A block sealed under key " + key.id() + " has only " + block.length
                    + " bytes.\nIt was cut off; restore it from a backup.");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, block, 0, context);
            byte[] plain = cipher.doFinal(block, NONCE_BYTES, block.length - NONCE_BYTES);
            idle.add(cipher);
            return plain;
        } catch (AEADBadTagException e) {
            throw new SealException(
                    "A block sealed under key " + key.id()
                            + " does not open in its place.\n"
                            + "It was changed or moved, or another secret has the same id.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new SealException(
                    "A block cannot be opened under key " + key.id() + ".\nUse a Java runtime with " + ALGORITHM + ".",
                    e);
        }
    }

    private Cipher cipher(int mode, SealKey key, byte[] nonce, int offset, String context)
            throws GeneralSecurityException {
        Cipher used = idle.poll();
        Cipher cipher = used == null ? Cipher.getInstance(ALGORITHM) : used;
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
