package io.omskit.engine.stored;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.access.SealException;
import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ShopRef;
import io.omskit.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private static final ShopRef SHOP = new ShopRef("taobao", "flagship");

    private final Payloads payloads = new Payloads(Sealer.aesGcm(SealKey.of("k", new byte[32])));
    private final Payloads open = new Payloads(Sealer.unsealedForTests());

    private static Message message(byte[] payload) {
        return new Message("taobao", "trade.get", SHOP, "1001", payload);
    }

    private static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aMessageComesBackAsItWas() {
        Message sent = message("{\"tid\":1001,\"城市\":\"杭州\"}".getBytes(StandardCharsets.UTF_8));
        Message back = payloads.open(payloads.seal(5, sent));
        assertEquals(sent.mapper(), back.mapper());
        assertEquals(sent.api(), back.api());
        assertEquals(sent.shop(), back.shop());
        assertEquals(sent.subject(), back.subject());
        assertArrayEquals(sent.payload(), back.payload());
    }

    @Test
    void everySizeComesBackWhetherItCompressesOrNot() {
        for (int size : new int[] {0, 1, 60, 4_096, 8_150, 8_192, 65_536, 1 << 20, Message.MAX_PAYLOAD}) {
            byte[] noise = noise(size, size);
            assertArrayEquals(
                    noise, payloads.open(payloads.seal(1, message(noise))).payload(), size + " of noise");
            byte[] same = new byte[size];
            Arrays.fill(same, (byte) 'x');
            assertArrayEquals(
                    same, payloads.open(payloads.seal(1, message(same))).payload(), size + " equal bytes");
        }
    }

    @Test
    void textIsStoredInLessRoom() {
        byte[] text = "{\"status\":\"WAIT_SELLER_SEND_GOODS\"}".repeat(60).getBytes(StandardCharsets.UTF_8);
        assertTrue(payloads.seal(1, message(text)).bytes().length < text.length / 2);
    }

    @Test
    void severalThreadsMayUseItAtOnce() {
        IntStream.range(0, 400).parallel().forEach(i -> {
            byte[] noise = noise(500 + i, i);
            assertArrayEquals(
                    noise, payloads.open(payloads.seal(i + 1, message(noise))).payload());
        });
    }

    @Test
    void aPayloadOpensInItsOwnRowOnly() {
        Row sealed = payloads.seal(5, message(noise(100, 1)));
        Row moved = Row.bytes(Tables.RAW, 6, 1, sealed.bytes(), sealed.value(0));
        assertThrows(SealException.class, () -> payloads.open(moved));
    }

    @Test
    void aDamagedBlockIsNamedAndTheNextOneIsReadAllTheSame() {
        Row sealed = open.seal(5, message(noise(3_000, 1)));
        byte[] cut = Arrays.copyOf(sealed.bytes(), sealed.bytes().length / 2);
        Row damaged = Row.bytes(Tables.RAW, 5, 1, cut, sealed.value(0));
        IllegalStateException told = assertThrows(IllegalStateException.class, () -> open.open(damaged));
        assertTrue(told.getMessage().contains("raw payload 5"), told::getMessage);
        assertArrayEquals(noise(3_000, 1), open.open(sealed).payload());
    }
}
