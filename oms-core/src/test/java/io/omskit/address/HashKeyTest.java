package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashKeyTest {
    private static final byte[] SECRET = secret(32);

    private static byte[] secret(int length) {
        byte[] secret = new byte[length];
        for (int i = 0; i < length; i++) {
            secret[i] = (byte) i;
        }
        return secret;
    }

    @Test
    void digestsAreHmacSha256OverLengthPrefixedTexts() {
        // Computed apart: HMAC-SHA-256 over the count of parts and each text behind its length, all as 32-bit
        // big-endian numbers.
        HashKey key = HashKey.of("k1", SECRET);
        assertEquals("7WeaKDRPZcWgjMxM5MQLBw", key.digest("buyer/phone", "13800138000"));
        assertEquals("pX6T4CjGmnzGyMMCy1Y1IQ", key.digest("empty"));
    }

    @Test
    void partsAreKeptApart() {
        HashKey key = HashKey.of("k1", SECRET);
        Set<String> digests = Set.of(
                key.digest("d", "ab", "c"),
                key.digest("d", "a", "bc"),
                key.digest("d", "abc"),
                key.digest("d", "abc", ""),
                key.digest("da", "b", "c"),
                key.digest("d"));
        assertEquals(6, digests.size());
    }

    @Test
    void digestsNeedTheSecret() {
        byte[] other = secret(32);
        other[31]++;
        assertNotEquals(
                HashKey.of("k1", SECRET).digest("d", "x"),
                HashKey.of("k1", other).digest("d", "x"));
    }

    @Test
    void secretIsCopiedIn() {
        byte[] mine = secret(32);
        HashKey key = HashKey.of("k1", mine);
        String before = key.digest("d", "x");
        Arrays.fill(mine, (byte) 0);
        assertEquals(before, key.digest("d", "x"));
    }

    @Test
    void toStringHidesTheSecret() {
        String shown = HashKey.of("k1", SECRET).toString();
        assertEquals("HashKey[k1]", shown);
        assertFalse(shown.contains(HexFormat.of().formatHex(SECRET)));
    }

    @Test
    void refusesWeakSecretsAndOddIds() {
        IllegalArgumentException weak =
                assertThrows(IllegalArgumentException.class, () -> HashKey.of("k1", secret(15)));
        assertTrue(weak.getMessage().contains("15 bytes"));
        assertEquals("k1", HashKey.of("k1", secret(16)).id());
        for (String id : List.of("", "a.b", "a b", "k".repeat(33), "键")) {
            assertThrows(IllegalArgumentException.class, () -> HashKey.of(id, SECRET), id);
        }
    }

    @Test
    void manyThreadsGetTheSameDigests() {
        HashKey key = HashKey.of("k1", SECRET);
        Set<String> digests = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 4_000).parallel().forEach(i -> digests.add(key.digest("d", "part" + i % 4)));
        assertEquals(4, digests.size());
    }
}
