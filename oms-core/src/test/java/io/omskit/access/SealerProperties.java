package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.value.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SealerProperties {
    private final Sealer sealer = Sealer.aesGcm(SealKey.of("key-1", new byte[32]));

    @Property
    void whatIsSealedOpensInItsPlace(@ForAll byte[] plain, @ForAll String context) {
        assertArrayEquals(plain, sealer.open(sealer.seal(plain, context), context));
    }

    @Property
    void onlyTheContextOfSealingOpens(@ForAll byte[] plain, @ForAll String context, @ForAll String other) {
        // texts that are equal as UTF-8 are one context; lone surrogates all become question marks
        boolean same = Arrays.equals(context.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        Sealed sealed = sealer.seal(plain, context);
        if (same) {
            assertArrayEquals(plain, sealer.open(sealed, other));
        } else {
            assertThrows(SealException.class, () -> sealer.open(sealed, other));
        }
    }

    @Property
    void anyChangedBitIsNoticed(@ForAll byte[] plain, @ForAll @IntRange(min = 0) int where) {
        byte[] block = sealer.seal(plain, "order 42").bytes();
        int bit = where % (block.length * Byte.SIZE);
        block[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        Sealed tampered = new Sealed("key-1", block);
        assertThrows(SealException.class, () -> sealer.open(tampered, "order 42"));
    }

    @Property
    void aBlockTellsNothingButItsLength(@ForAll byte[] plain) {
        Sealed sealed = sealer.seal(plain, "order 42");
        assertEquals(plain.length + 28, sealed.bytes().length);
    }
}
