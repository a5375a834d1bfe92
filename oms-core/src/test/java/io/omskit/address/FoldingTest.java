package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "ＡＢＣ１２３, abc123",
        "臺灣省, 台湾省",
        "São Paulo, saopaulo",
        "O’Neil, oneil",
        "買買提·艾力, 买买提艾力",
        "Straße 5, straße5",
        "乾县, 干县",
        "〇, 〇",
        "ﬁne, fine",
    })
    void keysKeepLettersAndDigitsOnly(String text, String key) {
        assertEquals(key, Folding.key(text));
    }

    @ParameterizedTest
    @CsvSource({
        "文一西路 969号, 文一西路969号",
        "3-2-101, 3-2-101",
        "3 . 2 / 101, 3-2-101",
        "3栋-2单元 101, 3栋2单元101",
        "'123 Main St., Apt. 4B', 123-main-st-apt-4b",
        "O'Neil Rd, oneil-rd",
        "  -5-  , 5",
        "東京都千代田区 1-1, 东京都千代田区1-1",
    })
    void wordsKeepTheGapsThatMatter(String text, String words) {
        assertEquals(words, Folding.words(text));
    }

    @Test
    void compositeNumberSignsDoNotGrowOntoTheirNeighbors() {
        assertNotEquals(Folding.words("12"), Folding.words("1②"));
        assertEquals("1-2", Folding.words("1②"));
        assertNotEquals(Folding.words("12"), Folding.words("1²"));
        assertEquals(Folding.words("12 1/2"), Folding.words("12½"));
    }

    @Test
    void traditionalCharactersAreMappedOneByOne() {
        assertEquals("龙华区", Simplified.of("龍華區"));
        String plain = "plain ascii 不变";
        assertEquals(plain, Simplified.of(plain));
    }
}
