package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FoldingProperties {

    /** The whole of Unicode, with the ranges that addresses use made frequent. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> near = Arbitraries.oneOf(
                Arbitraries.chars().range('!', '~'),
                Arbitraries.chars().range('\u00C0', '\u024F'),
                Arbitraries.chars().range('\u2010', '\u218F'),
                Arbitraries.chars().range('\u2460', '\u24FF'),
                Arbitraries.chars().range('\u3000', '\u33FF'),
                Arbitraries.chars().range('\u4E00', '\u9FFF'),
                Arbitraries.chars().range('\uFF00', '\uFFEF'));
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20), near.list().ofMaxSize(20).map(FoldingProperties::text));
    }

    private static String text(Iterable<Character> chars) {
        StringBuilder text = new StringBuilder();
        chars.forEach(text::append);
        return text.toString();
    }

    @Property
    void foldingTwiceIsFoldingOnce(@ForAll("texts") String text) {
        String key = Folding.key(text);
        assertEquals(key, Folding.key(key));
        String words = Folding.words(text);
        assertEquals(words, Folding.words(words));
    }

    @Property
    void wordsWithoutTheirHyphensAreTheKey(@ForAll("texts") String text) {
        assertEquals(Folding.key(text), Folding.key(Folding.words(text)));
    }

    @Property
    void wordsHoldNoOtherGapThanSingleHyphens(@ForAll("texts") String text) {
        String words = Folding.words(text);
        assertFalse(words.startsWith("-") || words.endsWith("-") || words.contains("--"), words);
        assertFalse(words.codePoints().anyMatch(Character::isWhitespace), words);
    }

    @Property
    void houseNumbersReadTwiceAreReadOnce(@ForAll("numerals") String text) {
        String once = HouseNumbers.toDigits(text);
        assertEquals(once, HouseNumbers.toDigits(once));
    }

    @Provide
    Arbitrary<String> numerals() {
        return Arbitraries.strings().withChars("〇零一二三九十百千壹贰拾佰0123号栋层室单元路ab-").ofMaxLength(12);
    }
}
