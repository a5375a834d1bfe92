package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SealedTest {
    @Test
    void contentIsCompared() {
        Sealed sealed = new Sealed("k1", new byte[] {1, 2});
        assertEquals(sealed, new Sealed("k1", new byte[] {1, 2}));
        assertEquals(sealed.hashCode(), new Sealed("k1", new byte[] {1, 2}).hashCode());
        assertNotEquals(sealed, new Sealed("k1", new byte[] {1, 3}));
        assertNotEquals(sealed, new Sealed("k2", new byte[] {1, 2}));
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] given = {1, 2};
        Sealed sealed = new Sealed("k1", given);
        given[0] = 9;
        sealed.bytes()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, sealed.bytes());
    }

    @Test
    void textShowsKeyAndLengthOnly() {
        assertEquals("Sealed[key k1, 3 bytes]", new Sealed("k1", new byte[] {65, 66, 67}).toString());
    }

    @Test
    void aBlankKeyIdIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sealed(" ", new byte[0]));
    }

    @Test
    void violationsAreCompleteAndReadAsOneLine() {
        assertEquals("Q1 broken by order 42: 3 of 4", new Violation("Q1", "order 42", "3 of 4").toString());
        assertThrows(IllegalArgumentException.class, () -> new Violation("", "order 42", "3 of 4"));
        assertThrows(IllegalArgumentException.class, () -> new Violation("Q1", " ", "3 of 4"));
        assertThrows(IllegalArgumentException.class, () -> new Violation("Q1", "order 42", ""));
    }
}
