package io.omskit.address;

import java.util.Arrays;

/** Maps traditional Chinese characters to simplified ones, one by one (OpenCC's character table; see {@code NOTICE.txt}). */
final class Simplified {
    private Simplified() {}

    static String of(String text) {
        char[] changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char simple = of(c);
            if (simple != c) {
                if (changed == null) {
                    changed = text.toCharArray();
                }
                changed[i] = simple;
            }
        }
        return changed == null ? text : new String(changed);
    }

    private static char of(char c) {
        if (c < 0x3400 || Character.isSurrogate(c)) {
            return c;
        }
        int at = Arrays.binarySearch(Table.TRADITIONAL, c);
        return at < 0 ? c : Table.SIMPLE[at];
    }

    private static final class Table {
        static final char[] TRADITIONAL;
        static final char[] SIMPLE;

        static {
            String pairs = Resource.lines("simplified.txt.gz").get(0);
            TRADITIONAL = new char[pairs.length() / 2];
            SIMPLE = new char[pairs.length() / 2];
            for (int i = 0; i < TRADITIONAL.length; i++) {
                TRADITIONAL[i] = pairs.charAt(2 * i);
                SIMPLE[i] = pairs.charAt(2 * i + 1);
            }
        }
    }
}
