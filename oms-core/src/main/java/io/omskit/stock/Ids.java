package io.omskit.stock;

/** The one check that every identifier of this package passes. */
final class Ids {
    private static final int MAX_LENGTH = 128;

    private Ids() {}

    static String required(String name, String id) {
        if (id.isBlank() || id.length() > MAX_LENGTH || !id.strip().equals(id)) {
            throw new IllegalArgumentException(name + " of " + id.length()
                    + " characters is blank, too long or has spaces around it.\nGive 1 to " + MAX_LENGTH
                    + " characters without spaces around them.");
        }
        if (!isPrintable(id)) {
            throw new IllegalArgumentException(name + " of " + id.length()
                    + " characters holds a control character or half a character.\n"
                    + "Remove it where the identifier is kept.");
        }
        return id;
    }

    private static boolean isPrintable(String id) {
        for (int i = 0, c; i < id.length(); i += Character.charCount(c)) {
            c = id.codePointAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return false;
            }
        }
        return true;
    }
}
