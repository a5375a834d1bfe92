package io.omskit.catalog;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How far two codes or titles are apart, 0 to 100. Forms are folded first (full-width to half-width, lower case, no spaces),
 * because people and spreadsheets change those.
 */
final class CodeDistance {
    /** What is farther than this is not worth showing to a person. */
    static final int LIMIT = 60;

    private static final int FAR = 101;
    private static final int MAX_CODE = 64;
    private static final int MAX_WORDS = 64;
    private static final int MAX_TITLE = 512;

    private CodeDistance() {}

    static String folded(String code) {
        String cut = code.length() <= MAX_CODE ? code : code.substring(0, MAX_CODE);
        String plain = Normalizer.normalize(cut, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return plain.replaceAll("\\s+", "");
    }

    /** Edits (Levenshtein) in percent of the longer code; 101 where more than 40 percent differ. */
    static int ofCodes(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        int most = longer * 2 / 5;
        if (longer == 0 || Math.abs(a.length() - b.length()) > most) {
            return FAR;
        }
        int edits = edits(a, b, most);
        return edits > most ? FAR : edits * 100 / longer;
    }

    /** Levenshtein distance; any figure above {@code most} where it is greater than that. */
    private static int edits(String a, String b, int most) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(same, Math.min(above[j], row[j - 1]) + 1);
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return least;
            }
            int[] swap = above;
            above = row;
            row = swap;
        }
        return above[b.length()];
    }

    /** The words of a title; pairs of neighbors for Chinese, which has no spaces. At most 64. */
    static Set<String> words(String title) {
        String cut = title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE);
        String plain = Normalizer.normalize(cut, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        int before = 0;
        for (int i = 0; i < plain.length() && words.size() < MAX_WORDS; ) {
            int c = plain.codePointAt(i);
            boolean ideograph = Character.isIdeographic(c);
            if (ideograph || !Character.isLetterOrDigit(c)) {
                close(word, words);
            } else {
                word.appendCodePoint(c);
            }
            if (ideograph && before != 0) {
                words.add(Character.toString(before) + Character.toString(c));
            }
            before = ideograph ? c : 0;
            i += Character.charCount(c);
        }
        close(word, words);
        return words;
    }

    private static void close(StringBuilder word, Set<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Share of words that are not common to both, in percent. */
    static int ofWords(int common, int inA, int inB) {
        int all = inA + inB - common;
        return all == 0 ? 100 : 100 - 100 * common / all;
    }
}
