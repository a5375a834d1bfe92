package io.omskit.engine.stored;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.access.SealException;
import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ShopRef;
import io.omskit.store.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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

    /** A mapper of which only the vocabularies matter. */
    private static FactMapper speaking(String... vocabularies) {
        return new FactMapper() {
            @Override
            public String id() {
                return "taobao";
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
                return new Mapped(List.of(), List.of());
            }

            @Override
            public List<String> vocabularies() {
                return List.of(vocabularies);
            }
        };
    }

    private static final String TRADE = "{\"tid\":1001,\"status\":\"WAIT_SELLER_SEND_GOODS\"}";

    @Test
    void wordsThatTheMapperGivesTakeLessRoom() {
        byte[] text = TRADE.getBytes(StandardCharsets.UTF_8);
        int before = open.seal(5, message(text)).bytes().length;
        open.learn(speaking("\"status\":\"WAIT_SELLER_SEND_GOODS\""));
        Row packed = open.seal(5, message(text));
        assertTrue(packed.bytes().length < before - 10, packed.bytes().length + " of " + before);
        assertArrayEquals(text, open.open(packed).payload());
    }

    @Test
    void whatWasPackedWithEarlierWordsOrNoneIsStillRead() {
        byte[] text = TRADE.getBytes(StandardCharsets.UTF_8);
        Row plain = open.seal(5, message(text));
        open.learn(speaking("\"tid\":1001,"));
        Row first = open.seal(6, message(text));
        Payloads later = new Payloads(Sealer.unsealedForTests());
        later.learn(speaking("\"status\":\"WAIT_", "\"tid\":1001,"));
        for (Row row : List.of(plain, first, later.seal(7, message(text)))) {
            assertArrayEquals(text, later.open(row).payload());
        }
        later.learn(speaking());
        assertArrayEquals(text, later.open(first).payload());
        assertEquals(plain.bytes().length, later.seal(5, message(text)).bytes().length, "nothing to pack with");
    }

    @Test
    void aPayloadWhoseWordsNobodyHasSaysWhatIsMissingAndItsNeighborsAreRead() {
        byte[] text = TRADE.getBytes(StandardCharsets.UTF_8);
        Row known = open.seal(6, message(text));
        Payloads writer = new Payloads(Sealer.unsealedForTests());
        writer.learn(speaking("\"tid\":1001,"));
        Row strange = writer.seal(5, message(text));
        IllegalStateException told = assertThrows(IllegalStateException.class, () -> open.open(strange));
        assertTrue(told.getMessage().contains("raw payload 5 was packed with vocabulary"), told::getMessage);
        assertArrayEquals(text, open.open(known).payload());
    }

    @Test
    void aRowOfTheFirstVersionIsRead() {
        byte[] written = Base64.getDecoder()
                .decode("Y2ArScxPSsxn4CwpSkxJ1UtPLWGACXGk5SSmF2dkFjCwGBoYGDIwMOhVK5VkpihZgbg6SsUliSWlxUpWSuGOniHxwa4"
                        + "+Pq5BQMrPJd7d398lWKkWAA==");
        Message back = open.open(Row.bytes(Tables.RAW, 5, 1, written, "unsealed"));
        assertEquals("trade.get", back.api());
        assertArrayEquals(TRADE.getBytes(StandardCharsets.UTF_8), back.payload());
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
        Row moved = Row.bytes(Tables.RAW, 6, Payloads.STATE_VERSION, sealed.bytes(), sealed.value(0));
        assertThrows(SealException.class, () -> payloads.open(moved));
    }

    @Test
    void aDamagedBlockIsNamedAndTheNextOneIsReadAllTheSame() {
        Row sealed = open.seal(5, message(noise(3_000, 1)));
        byte[] cut = Arrays.copyOf(sealed.bytes(), sealed.bytes().length / 2);
        Row damaged = Row.bytes(Tables.RAW, 5, Payloads.STATE_VERSION, cut, sealed.value(0));
        IllegalStateException told = assertThrows(IllegalStateException.class, () -> open.open(damaged));
        assertTrue(told.getMessage().contains("raw payload 5"), told::getMessage);
        assertArrayEquals(noise(3_000, 1), open.open(sealed).payload());
    }
}
