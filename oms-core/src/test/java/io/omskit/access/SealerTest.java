package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.value.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final byte[] PLAIN = "Li Lei, 1 Example Road".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECRET = secret(32, 7);
    private static final SealKey OLD = SealKey.of("key-1", secret(16, 3));
    private static final SealKey NEW = SealKey.of("key-2", SECRET);

    private final Sealer sealer = Sealer.aesGcm(NEW);

    private static byte[] secret(int length, int first) {
        byte[] secret = new byte[length];
        for (int i = 0; i < length; i++) {
            secret[i] = (byte) (first + 31 * i);
        }
        return secret;
    }

    @Test
    void theBlockIsNonceThenStandardAesGcm() throws Exception {
        byte[] block = sealer.seal(PLAIN, "order 42").bytes();
        assertEquals(12 + PLAIN.length + 16, block.length);
        Cipher standard = Cipher.getInstance("AES/GCM/NoPadding");
        standard.init(Cipher.DECRYPT_MODE, new SecretKeySpec(SECRET, "AES"), new GCMParameterSpec(128, block, 0, 12));
        standard.updateAAD("order 42".getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(PLAIN, standard.doFinal(block, 12, block.length - 12));
    }

    @Test
    void aBlockMovedToAnotherPlaceDoesNotOpen() {
        Sealed sealed = sealer.seal(PLAIN, "order 42");
        assertThrows(SealException.class, () -> sealer.open(sealed, "order 43"));
        assertThrows(SealException.class, () -> sealer.open(sealed, ""));
    }

    @Test
    void afterRotationOldBlocksOpenAndNewOnesUseTheNewKey() {
        Sealed before = Sealer.aesGcm(OLD).seal(PLAIN, "order 42");
        Sealer rotated = Sealer.aesGcm(NEW, OLD);
        assertArrayEquals(PLAIN, rotated.open(before, "order 42"));
        assertEquals("key-2", rotated.seal(PLAIN, "order 42").keyId());
    }

    @Test
    void anUnknownKeyIsNamedAndTheRemedyToo() {
        Sealed foreign = Sealer.aesGcm(OLD).seal(PLAIN, "order 42");
        String message = assertThrows(SealException.class, () -> sealer.open(foreign, "order 42"))
                .getMessage();
        assertTrue(message.contains("key-1") && message.contains("\nGive the sealer"), message);
    }

    @Test
    void anotherSecretUnderTheSameIdDoesNotOpen() {
        Sealer impostor = Sealer.aesGcm(SealKey.of("key-2", secret(32, 8)));
        Sealed sealed = sealer.seal(PLAIN, "order 42");
        assertThrows(SealException.class, () -> impostor.open(sealed, "order 42"));
    }

    @Test
    void aBlockThatWasCutOffSaysSo() {
        byte[] block = sealer.seal(PLAIN, "order 42").bytes();
        for (int length = 0; length < block.length; length++) {
            Sealed cut = new Sealed("key-2", Arrays.copyOf(block, length));
            String message = assertThrows(SealException.class, () -> sealer.open(cut, "order 42"))
                    .getMessage();
            assertEquals(length < 28, message.contains("cut off"), message);
        }
    }

    @Test
    void noTwoBlocksShareANonceOrTheirBytes() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] block = sealer.seal(PLAIN, "order 42").bytes();
            nonces.add(HexFormat.of().formatHex(block, 0, 12));
        }
        assertEquals(20_000, nonces.size());
        assertNotEquals(sealer.seal(PLAIN, "order 42"), sealer.seal(PLAIN, "order 42"));
    }

    @Test
    void severalThreadsMayUseOneSealer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> work = () -> {
                for (int i = 0; i < 500; i++) {
                    byte[] plain = ("text " + i).getBytes(StandardCharsets.UTF_8);
                    if (!Arrays.equals(plain, sealer.open(sealer.seal(plain, "order " + i), "order " + i))) {
                        return false;
                    }
                }
                return true;
            };
            for (Future<Boolean> result : threads.invokeAll(List.of(work, work, work, work))) {
                assertTrue(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void noTextShowsASecretOrWhatWasSealed() {
        Sealed sealed = sealer.seal(PLAIN, "order 42");
        SealException refused = assertThrows(SealException.class, () -> sealer.open(sealed, "order 43"));
        String texts = NEW + " " + sealer + " " + sealed + " " + refused + " " + refused.getCause() + " "
                + assertThrows(IllegalArgumentException.class, () -> SealKey.of("key-9", new byte[5]));
        assertEquals("SealKey[key-2]", NEW.toString());
        assertFalse(texts.contains("Example Road") || texts.contains("Li Lei"), texts);
        assertFalse(texts.contains(HexFormat.of().formatHex(SECRET)), texts);
        assertFalse(texts.contains(Arrays.toString(SECRET)), texts);
    }

    @Test
    void theSecretIsCopiedSoThatTheHostMayWipeIts() {
        byte[] given = SECRET.clone();
        SealKey key = SealKey.of("key-2", given);
        Arrays.fill(given, (byte) 0);
        assertArrayEquals(PLAIN, Sealer.aesGcm(key).open(sealer.seal(PLAIN, "order 42"), "order 42"));
    }

    @Test
    void keysWithoutAProperIdOrLengthAreRefused() {
        for (String id : List.of("", "with blank", "a".repeat(33), "k\n", "unsealed")) {
            assertThrows(IllegalArgumentException.class, () -> SealKey.of(id, SECRET), id);
        }
        for (int length : new int[] {0, 15, 17, 31, 33}) {
            assertThrows(IllegalArgumentException.class, () -> SealKey.of("key-1", new byte[length]));
        }
        for (int length : new int[] {16, 24, 32}) {
            assertDoesNotThrow(() -> SealKey.of("key-1", new byte[length]));
        }
        assertThrows(IllegalArgumentException.class, () -> Sealer.aesGcm(NEW, SealKey.of("key-2", secret(16, 1))));
    }

    @Test
    void theOpenSealerForTestsRefusesSealedBlocksAndTheOtherWayRound() {
        Sealer open = Sealer.unsealedForTests();
        assertArrayEquals(PLAIN, open.open(open.seal(PLAIN, "order 42"), "order 42"));
        assertThrows(SealException.class, () -> open.open(sealer.seal(PLAIN, "order 42"), "order 42"));
        assertThrows(SealException.class, () -> sealer.open(open.seal(PLAIN, "order 42"), "order 42"));
    }
}
