package io.omskit.rule.document;

import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a tree of maps, lists, texts, numbers and truth values as YAML or JSON in a fixed form. Texts that any YAML
 * reader could take for something else are quoted; quoted texts have the form of JSON in both.
 */
public final class DocumentWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.@ -]*[A-Za-z0-9_.@-])?");
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[0-9][^ ]*|[0-9_. -]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();
    private final boolean json;

    private DocumentWriter(boolean json) {
        this.json = json;
    }

    /** A map that is written on one line. */
    public record Line(Map<String, Object> members) {}

    /** A document as YAML. */
    public static String yaml(Map<String, Object> document) {
        DocumentWriter writer = new DocumentWriter(false);
        writer.block(document, 0, true);
        return writer.out.append('\n').toString().stripLeading();
    }

    /** A document as JSON. */
    public static String json(Map<String, Object> document) {
        DocumentWriter writer = new DocumentWriter(true);
        writer.json(document, 0);
        return writer.out.append('\n').toString();
    }

    /** A value on one line, as YAML. */
    public static String line(Object value) {
        DocumentWriter writer = new DocumentWriter(false);
        writer.flow(value);
        return writer.out.toString();
    }

    /** An amount as rules write it, such as {@code 12.50 CNY}. */
    public static String text(Money money) {
        return money.toMajor().toPlainString() + " " + money.currency().getCurrencyCode();
    }

    /** A quantity as rules write it, such as {@code 1.5 kg}. */
    public static String text(Quantity quantity) {
        return quantity.toDecimal().toPlainString() + " " + Units.unitOf(quantity.measure());
    }

    /** Writes what follows a key and its colon, or a dash. */
    private void block(Object value, int depth, boolean newLine) {
        boolean first = !newLine;
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                indent(depth, first);
                first = false;
                text(String.valueOf(member.getKey()));
                out.append(':');
                block(member.getValue(), depth + 1, true);
            }
        } else if (value instanceof List<?> list && list.stream().anyMatch(part -> !isScalar(part))) {
            for (Object part : list) {
                indent(depth, first);
                first = false;
                out.append('-');
                block(part, depth + 1, false);
            }
        } else {
            out.append(' ');
            flow(value);
        }
    }

    /** Begins a line; the first member after a dash stands on the line of the dash. */
    private void indent(int depth, boolean afterDash) {
        if (afterDash) {
            out.append(' ');
        } else {
            out.append('\n').append(" ".repeat(INDENT * depth));
        }
    }

    private void json(Object value, int depth) {
        String pad = "\n" + " ".repeat(INDENT * (depth + 1));
        String separator = "";
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('{');
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.append(separator).append(pad);
                separator = ",";
                text(String.valueOf(member.getKey()));
                out.append(": ");
                json(member.getValue(), depth + 1);
            }
            out.append(pad, 0, pad.length() - INDENT).append('}');
        } else if (value instanceof List<?> list && list.stream().anyMatch(part -> !isScalar(part))) {
            out.append('[');
            for (Object part : list) {
                out.append(separator).append(pad);
                separator = ",";
                json(part, depth + 1);
            }
            out.append(pad, 0, pad.length() - INDENT).append(']');
        } else {
            flow(value);
        }
    }

    private static boolean isScalar(Object value) {
        return !(value instanceof Map) && !(value instanceof List) && !(value instanceof Line);
    }

    private void flow(Object value) {
        String separator = "";
        if (value instanceof Line line) {
            flow(line.members());
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.append(separator);
                separator = ", ";
                text(String.valueOf(member.getKey()));
                out.append(": ");
                flow(member.getValue());
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (Object part : list) {
                out.append(separator);
                separator = ", ";
                flow(part);
            }
            out.append(']');
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(String.valueOf(value));
        }
    }

    private void text(String text) {
        boolean plain = !json
                && PLAIN.matcher(text).matches()
                && !LIKE_A_NUMBER.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
        if (plain) {
            out.append(text);
        } else {
            quoted(text);
        }
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isShown(text, i)) {
                        out.append(c);
                    } else {
                        out.append("\\u").append(String.format("%04x", (int) c));
                    }
                }
            }
        }
        out.append('"');
    }

    /** Whether a character may stand in a file as it is: nothing invisible, no half of a pair. */
    private static boolean isShown(String text, int i) {
        char c = text.charAt(i);
        if (Character.isSurrogate(c)) {
            int point = Character.isHighSurrogate(c) ? text.codePointAt(i) : i == 0 ? c : text.codePointAt(i - 1);
            return Character.isSupplementaryCodePoint(point) && isVisible(Character.getType(point));
        }
        return c == ' ' || isVisible(Character.getType(c));
    }

    private static boolean isVisible(int type) {
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SPACE_SEPARATOR;
    }
}
