package io.omskit.access;

import java.util.regex.Pattern;

/**
 * How a text about a person is shown to those who must recognize it but need not know it. Blank text becomes empty; masking
 * what was masked here changes nothing.
 */
public enum Masking {
    /** The first character of a name, then a star for each further one, three at most: {@code 张*}. */
    NAME {
        @Override
        String masked(String text) {
            int length = text.codePointCount(0, text.length());
            int shown = length == 1 ? 0 : text.offsetByCodePoints(0, 1);
            return text.substring(0, shown) + STAR.repeat(Math.max(1, Math.min(3, length - 1)));
        }
    },
    /**
     * A phone number with at least four places hidden: {@code 138****1234} of eleven places or more, only the last four of
     * eight or more, only the last two of six or more. Whatever is neither digit nor punctuation is hidden too.
     */
    PHONE {
        @Override
        String masked(String text) {
            int places = (int) text.codePoints().filter(Masking::isPlace).count();
            int head = places >= 11 ? 3 : 0;
            int tail = places >= 8 ? 4 : places >= 6 ? 2 : 0;
            StringBuilder masked = new StringBuilder(text.length());
            int place = 0;
            for (int c : text.codePoints().toArray()) {
                boolean shown = PHONE_PUNCTUATION.indexOf(c) >= 0;
                if (isPlace(c)) {
                    shown = place < head || place >= places - tail;
                    place++;
                }
                masked.appendCodePoint(shown ? c : '*');
            }
            return masked.toString();
        }
    },
    /** The first character of the mailbox, if it has three or more, and the domain: {@code z***@example.com}. */
    MAIL {
        @Override
        String masked(String text) {
            int at = text.lastIndexOf('@');
            if (at < 0) {
                return ALL.masked(text);
            }
            int length = text.codePointCount(0, at);
            if (length <= HIDDEN.length() + 1 && text.startsWith(HIDDEN, at - HIDDEN.length())) {
                return text;
            }
            int shown = length < 3 ? 0 : text.offsetByCodePoints(0, 1);
            return text.substring(0, shown) + HIDDEN + text.substring(at);
        }
    },
    /**
     * Free text without its mail addresses and without its runs of five or more digits. A {@link View} also takes out what
     * it knows of the person and does not show in plain.
     */
    MESSAGE {
        @Override
        String masked(String text) {
            String withoutMails = MAIL_ADDRESS.matcher(text).replaceAll(HIDDEN);
            return DIGITS.matcher(withoutMails).replaceAll(HIDDEN);
        }
    },
    /** Tells only that there is something: {@code ***}. */
    ALL {
        @Override
        String masked(String text) {
            return HIDDEN;
        }
    };

    /** Stands for what is left out. */
    static final String HIDDEN = "***";

    private static final String STAR = "*";
    private static final String PHONE_PUNCTUATION = "+-()#,; ";
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");
    /** Digits of any script, also with a blank, dot, dash or bracket between them. The upper bound limits recursion. */
    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}(?:[\\s.()\\-]{0,2}\\p{Nd}){4,200}");

    /** The text in its masked form. */
    public String apply(String text) {
        return text.isBlank() ? "" : masked(text);
    }

    abstract String masked(String text);

    /** A digit, or a star where the platform has hidden one. */
    private static boolean isPlace(int c) {
        return Character.isDigit(c) || c == '*';
    }
}
