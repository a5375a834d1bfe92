package io.omskit.address;

/**
 * Recognizes text that a platform has masked. Masked text looks alike for different people, so it never takes part in a
 * key (domain-rules ).
 */
final class Masking {
    /** The asterisk and its look-alikes: one of them is enough. */
    private static final String STARS = "*\uFF0A\uFE61\u2217\u204E\u2731\u2732\u273D";
    /** Dots and blocks that also occur in honest text, where they stand alone: two in a row mask something. */
    private static final String BLOCKS = "\u2022\u25CF\u25CB\u25EF\u25A0\u25A1\u2588\u00D7\u2715\u2716";

    private Masking() {}

    static boolean isMasked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (STARS.indexOf(c) >= 0) {
                return true;
            }
            if (BLOCKS.indexOf(c) >= 0 && i + 1 < text.length() && text.charAt(i + 1) == c) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #isMasked}; a phone is also masked by a run of the letter x ({@code 138xxxx0001}). */
    static boolean isMaskedPhone(String phone) {
        return isMasked(phone) || phone.contains("xx") || phone.contains("XX");
    }
}
