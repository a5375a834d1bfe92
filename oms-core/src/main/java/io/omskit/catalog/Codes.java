package io.omskit.catalog;

/** The one check that every code of this package passes. */
final class Codes {
    private static final int MAX_LENGTH = 256;
    private static final int SHOWN = 40;

    private Codes() {}

    static String required(String name, String code) {
        return required(name, code, MAX_LENGTH);
    }

    static String required(String name, String code, int most) {
        if (code.isBlank() || !code.strip().equals(code)) {
            throw new IllegalArgumentException(name + " " + shown(code)
                    + " is blank or has spaces around it.\n"
                    + "Give the code exactly as the seller writes it, without spaces around it.");
        }
        if (code.length() > most) {
            throw new IllegalArgumentException(name + " " + shown(code) + " has " + code.length()
                    + " characters, at most " + most + " are allowed.\nCheck that the right column was read.");
        }
        if (code.codePoints().anyMatch(Codes::isUnprintable)) {
            throw new IllegalArgumentException(name + " " + shown(code)
                    + " holds a control character or half a character.\n"
                    + "Remove it at the place where the code is kept.");
        }
        return code;
    }

    /** The text in quotes, cut and without control characters, for messages. */
    static String shown(String text) {
        String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        StringBuilder clean = new StringBuilder("\"");
        cut.codePoints().forEach(c -> clean.appendCodePoint(isUnprintable(c) ? '?' : c));
        return clean.append('"').toString();
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
