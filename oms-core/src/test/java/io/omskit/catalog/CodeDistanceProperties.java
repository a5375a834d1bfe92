package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class CodeDistanceProperties {
    @Property
    void distancesAgreeWithTheTextbookOrAreFar(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 7) String a,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 7) String b) {
        int edits = slow(a, b);
        int longer = Math.max(a.length(), b.length());
        int expected = longer == 0 || edits > longer * 2 / 5 ? 101 : edits * 100 / longer;
        assertEquals(expected, CodeDistance.ofCodes(a, b));
        assertEquals(expected, CodeDistance.ofCodes(b, a));
    }

    @Property
    void anyTextIsFoldedAndSplitWithoutFailing(@ForAll String text) {
        String folded = CodeDistance.folded(text);
        assertTrue(folded.chars().noneMatch(c -> c == ' '));
        assertTrue(CodeDistance.words(text).size() <= 64);
        assertEquals(0, folded.isEmpty() ? 0 : CodeDistance.ofCodes(folded, folded));
    }

    /** Levenshtein by its definition. */
    private static int slow(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String restA = a.substring(1);
        String restB = b.substring(1);
        if (a.charAt(0) == b.charAt(0)) {
            return slow(restA, restB);
        }
        return 1 + Math.min(slow(restA, restB), Math.min(slow(a, restB), slow(restA, b)));
    }
}
