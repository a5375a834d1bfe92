package io.omskit.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text in URLs, in the two encodings that signatures distinguish: RFC 3986 (space {@code %20}, {@code ~} kept, {@code *} escaped) and the HTML form
 * (space {@code +}, {@code *} kept, {@code ~} escaped). A signature over the wrong one fails only for the rare characters.
 */
public final class UrlText {
    private static final String HEX = "0123456789ABCDEF";

    private UrlText() {}

    /** Percent-encodes all but RFC 3986 unreserved characters. */
    public static String rfc3986(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }

    /** Encodes as {@code application/x-www-form-urlencoded} does. */
    public static String form(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** {@code a=1&b=2} in RFC 3986 encoding, in the given order. */
    public static String query(List<HttpCall.Field> fields) {
        return fields.stream()
                .map(field -> rfc3986(field.name()) + "=" + rfc3986(field.value()))
                .collect(Collectors.joining("&"));
    }

    /** {@code a=1&b=2} in form encoding, in the given order. */
    public static String formBody(List<HttpCall.Field> fields) {
        return fields.stream()
                .map(field -> form(field.name()) + "=" + form(field.value()))
                .collect(Collectors.joining("&"));
    }

    /**
     * Takes a query or form body apart; a name without {@code =} has the empty value. A stray {@code %} stays as it is, so that no input is refused: what
     * arrives may be signed wrongly, and that is for the verifier to say.
     */
    public static List<HttpCall.Field> parse(String text) {
        List<HttpCall.Field> fields = new ArrayList<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                fields.add(new HttpCall.Field(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        return List.copyOf(fields);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] in = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int value = in[i] == '%' && i + 2 < in.length ? hexPair(in[i + 1], in[i + 2]) : -1;
            if (value >= 0) {
                out.write(value);
                i += 2;
            } else {
                out.write(in[i] == '+' ? ' ' : in[i]);
            }
        }
        return out.toString(UTF_8);
    }

    private static int hexPair(byte high, byte low) {
        int value = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        return value < 0 ? -1 : value;
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
