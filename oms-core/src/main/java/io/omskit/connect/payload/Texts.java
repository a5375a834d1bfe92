package io.omskit.connect.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Decodes JSON texts: escapes resolved, U+0000 removed, lone surrogates and wrong bytes replaced by U+FFFD, each change named. */
final class Texts {
    /** A decoded text and what had to be changed, or null when nothing had. */
    record Decoded(String text, @Nullable String change) {}

    private Texts() {}

    static Decoded decode(Tape tape, int row) {
        byte[] source = tape.source;
        int start = tape.start(row);
        int length = tape.end(row) - start;
        boolean escaped = tape.has(row, Tape.ESCAPED);
        if (!escaped && !tape.has(row, Tape.NON_ASCII)) {
            String text = new String(source, start, length, ISO_8859_1);
            return text.indexOf(0) < 0 ? new Decoded(text, null) : cleaned(text, null);
        }
        String change = null;
        String text = new String(source, start, length, UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(source, start, length)) {
            change = "holds bytes that are not UTF-8; they were replaced";
        }
        if (escaped) {
            StringBuilder out = new StringBuilder(text.length());
            String fault = unescape(text, out);
            text = out.toString();
            change = change == null ? fault : change;
        }
        return cleaned(text, change);
    }

    private static boolean isUtf8(byte[] source, int start, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(source, start, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static @Nullable String unescape(String text, StringBuilder out) {
        String fault = null;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char kind = ++i < length ? text.charAt(i) : '\\';
            int plain = "\"\\/bfnrt".indexOf(kind);
            if (plain >= 0) {
                out.append("\"\\/\b\f\n\r\t".charAt(plain));
            } else if (kind == 'u' && hex(text, i + 1) >= 0) {
                out.append((char) hex(text, i + 1));
                i += 4;
            } else {
                out.append(kind);
                fault = "holds an escape that JSON does not know; its character was kept";
            }
        }
        return fault;
    }

    private static int hex(String text, int from) {
        if (from + 4 > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static Decoded cleaned(String text, @Nullable String change) {
        int at = firstUnclean(text);
        if (at < 0) {
            return new Decoded(text, change);
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, at);
        boolean zero = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                zero = true;
            } else if (!Character.isSurrogate(c)) {
                out.append(c);
            } else if (isPair(text, i)) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append('\uFFFD');
            }
        }
        String what = zero ? "holds U+0000, which was removed" : "holds half a surrogate pair, which was replaced";
        return new Decoded(out.toString(), change == null ? what : change);
    }

    private static int firstUnclean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
