package io.omskit.address;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes equal what is only written differently: width and compatibility forms (NFKC), case, accents, traditional Chinese
 * characters. The two results differ in what becomes of spaces and punctuation.
 */
final class Folding {
    private static final char FIRST_ACCENT = '\u0300';
    private static final char LAST_ACCENT = '\u036F';
    /** Written inside words, so they part nothing: O'Neil is ONeil. */
    private static final String APOSTROPHES = "'\u2019\u2018\u02BC\u00B4`";

    private Folding() {}

    /** For names: letters and digits only. */
    static String key(String text) {
        String folded = fold(text);
        StringBuilder kept = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (isKept(c)) {
                kept.appendCodePoint(c);
            }
        }
        return composed(kept);
    }

    /**
     * For streets and rooms: as {@link #key}, but a gap between two letters or digits that are not Chinese stays as one hyphen,
     * because {@code 2-01} and {@code 20-1} are two rooms. Beside a Chinese character a gap means nothing.
     */
    static String words(String text) {
        String folded = fold(text);
        StringBuilder kept = new StringBuilder(folded.length());
        boolean gap = false;
        int before = -1;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (isKept(c)) {
                if (gap && before >= 0 && !isDense(before) && !isDense(c)) {
                    kept.append('-');
                }
                kept.appendCodePoint(c);
                before = c;
                gap = false;
            } else if (APOSTROPHES.indexOf(c) < 0) {
                gap = true;
            }
        }
        return composed(kept);
    }

    /** Characters that met only now, because what stood between them went, may form one (parts of Hangul syllables). */
    private static String composed(CharSequence text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** Width, case, accents and traditional characters; spaces and punctuation stay. */
    static String fold(String text) {
        if (isPlain(text)) {
            return Simplified.of(text);
        }
        String lower =
                Normalizer.normalize(partNumbers(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String parted = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        StringBuilder bare = new StringBuilder(parted.length());
        for (int i = 0; i < parted.length(); i++) {
            char c = parted.charAt(i);
            if (c < FIRST_ACCENT || c > LAST_ACCENT) {
                bare.append(c);
            }
        }
        return Simplified.of(Normalizer.normalize(bare, Normalizer.Form.NFKC));
    }

    /** Signs such as the circled one or the half fold into plain digits; a space keeps them from growing onto their neighbors. */
    private static String partNumbers(String text) {
        StringBuilder parted = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.OTHER_NUMBER) {
                parted.append(' ').appendCodePoint(c).append(' ');
            } else {
                parted.appendCodePoint(c);
            }
        });
        return parted.toString();
    }

    /** Common case: lower-case ASCII and unified ideographs need no Unicode normalization. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 0x80 ? c < 'A' || c > 'Z' : c >= 0x4E00 && c <= 0x9FFF;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKept(int c) {
        return switch (Character.getType(c)) {
            case Character.LETTER_NUMBER, Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            case Character.MODIFIER_LETTER -> APOSTROPHES.indexOf(c) < 0;
            default -> Character.isLetterOrDigit(c);
        };
    }

    /** Scripts that are written without spaces, where a gap carries no meaning. */
    private static boolean isDense(int c) {
        if (c < 0x80) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }
}
