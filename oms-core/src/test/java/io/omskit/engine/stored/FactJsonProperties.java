package io.omskit.engine.stored;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Fact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.RandomFacts;
import io.omskit.fact.ShopRef;
import io.omskit.order.stored.DamagedRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Facts as text: there and back, damaged, and never quoting the person whose block cannot be read. */
class FactJsonProperties {
    private static final ShopRef SHOP = new ShopRef("taobao", "flagship");

    private static FactMapper.Mapped map(byte[] payload) {
        return new FactJson().map("fact", SHOP, payload, Instant.EPOCH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void everyFactComesBackAsItWas(@ForAll long seed) {
        Fact fact = new RandomFacts(seed).any();
        FactMapper.Mapped mapped = map(FactJson.write(fact));
        assertEquals(List.of(fact), mapped.facts());
        assertEquals(List.of(), mapped.problems());
        assertArrayEquals(FactJson.write(fact), FactJson.write(mapped.facts().get(0)));
    }

    @Property
    void aPersonComesBackAsItWas(@ForAll long seed) {
        PersonalData personal = new RandomFacts(seed).personal();
        assertEquals(personal, FactJson.personal(FactJson.write(personal)));
    }

    @Property
    void aDamagedFactIsAProblemOrSomeFact(@ForAll long seed, @ForAll long damage) {
        String text = new String(FactJson.write(new RandomFacts(seed).any()), StandardCharsets.UTF_8);
        FactMapper.Mapped mapped = map(bytes(DamagedRow.of(text, damage)));
        assertEquals(1, mapped.facts().size() + mapped.problems().size());
    }

    @Property
    void aDamagedPersonIsRefusedWithoutQuotingIt(@ForAll long seed, @ForAll long damage) {
        String text = new String(FactJson.write(new RandomFacts(seed).personal()), StandardCharsets.UTF_8);
        byte[] block = bytes(DamagedRow.of(text, damage));
        try {
            assertFalse(FactJson.personal(block).toString().isEmpty());
        } catch (IllegalStateException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("a sealed block of personal data is not readable"));
            assertNull(e.getCause(), "a cause would quote the content");
        }
    }

    @Example
    void whatIsNoFactIsAProblemThatSaysSo() {
        for (String bad : List.of("", "null", "[]", "7", "{}", "{\"fact\":\"gossip\"}", "{\"fact\":\"stock\"}")) {
            FactMapper.Mapped mapped = map(bytes(bad));
            assertEquals(List.of(), mapped.facts(), bad);
            assertEquals("$", mapped.problems().get(0).path(), bad);
            assertTrue(mapped.problems().get(0).problem().contains("not a fact"), bad);
        }
    }

    @Example
    void aBlockThatIsNoPersonIsRefused() {
        for (String bad : List.of("", "null", "[]", "{\"address\":7}", "{\"name\":\"Anna\",")) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> FactJson.personal(bytes(bad)), bad);
            assertFalse(String.valueOf(e.getMessage()).contains("Anna"));
        }
    }

    /** A newer version may add members; this one reads the rest. */
    @Example
    void aMemberOfANewerVersionIsLeftAlone() {
        PersonalData personal = FactJson.personal(bytes("{\"name\":\"Anna\",\"mood\":{\"today\":[\"good\"]}}"));
        assertEquals("Anna", personal.name());
        assertNull(personal.phone());
    }
}
