package io.omskit.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.order.PartyKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingPolicyTest {
    private static final ReadingPolicy READING =
            ReadingPolicy.nothing().withKeywords(List.of("Urgent", "顺丰", "no invoice"));

    @Test
    void keywordsAreFoundWhateverTheirCapitalsAndWidthAndToldAsTheHostWritesThem() {
        assertEquals(Set.of("Urgent", "顺丰"), READING.wordsIn("ＵＲＧＥＮＴ! 请发顺丰快递"));
        assertEquals(Set.of("no invoice"), READING.wordsIn("No Invoice, thank you"));
    }

    @Test
    void aTextWithoutKeywordsAndNoTextHaveNone() {
        assertEquals(Set.of(), READING.wordsIn("thank you"));
        assertEquals(Set.of(), READING.wordsIn(null));
    }

    @Test
    void maskedTextSaysNothingButWhatItShows() {
        assertNull(READING.wordsIn("****"));
        assertEquals(Set.of("顺丰"), READING.wordsIn("**顺丰**"));
    }

    @Test
    void nothingIsKnownWhereNothingIsLookedFor() {
        assertNull(ReadingPolicy.nothing().wordsIn("urgent"));
        assertFalse(ReadingPolicy.nothing().blacklist().has(PartyKeys.NONE));
    }

    @Test
    void aBlacklistKeepsTheKeywordsAndTheOtherWayRound() {
        ReadingPolicy both = READING.withBlacklist(keys -> true);
        assertEquals(READING.keywords(), both.keywords());
        assertTrue(both.withKeywords(List.of("a")).blacklist().has(PartyKeys.NONE));
    }

    @Test
    void keywordsThatCannotBeMeantAreRefused() {
        for (String word : List.of("", " ", "a*b", "x".repeat(41))) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> ReadingPolicy.nothing()
                            .withKeywords(List.of(word)));
            assertTrue(String.valueOf(refused.getMessage()).contains("\nGive 1 to 40 characters"));
        }
        List<String> many = new ArrayList<>();
        for (int i = 0; i <= 1_000; i++) {
            many.add("word" + i);
        }
        assertThrows(
                IllegalArgumentException.class, () -> ReadingPolicy.nothing().withKeywords(many));
    }

    @Test
    void twoSpellingsOfOneWordAreOne() {
        assertEquals(
                1,
                ReadingPolicy.nothing()
                        .withKeywords(List.of("Urgent", "urgent"))
                        .keywords()
                        .size());
    }
}
