package io.omskit.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a decision came out as it did: a stable code, the thing it is about, and the figures behind it. Codes are part of the
 * public contract and never change their meaning; sentences come from {@link ReasonTexts}. Figures are ids and numbers,
 * never personal data: reasons are journaled in the clear.
 *
 * @param code upper-case words joined by underscores, such as {@code SPLIT_BY_STOCK}
 * @param subject what the reason is about, such as {@code order 42}
 * @param figures named values in the order they were given; names are camel case and are the placeholders of the texts
 */
public record Reason(String code, String subject, Map<String, String> figures) {
    public Reason {
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "Reason code \"" + code + "\" is not made of upper-case words.\nWrite it like SPLIT_BY_STOCK.");
        }
        if (subject.isBlank()) {
            throw new IllegalArgumentException(
                    "Reason " + code + " has a blank subject.\nName what it is about, such as \"order 42\".");
        }
        Map<String, String> copy = new LinkedHashMap<>(figures);
        copy.forEach((name, value) -> requireFigure(code, name, value));
        figures = Collections.unmodifiableMap(copy);
    }

    /**
     * A reason with figures given as name, value, name, value.
     *
     * @throws IllegalArgumentException if a name is not camel case, appears twice or has no value
     */
    public static Reason of(String code, String subject, Object... nameValuePairs) {
        if (nameValuePairs.length % 2 != 0) {
            throw new IllegalArgumentException("Reason " + code + " got " + nameValuePairs.length
                    + " figure arguments.\nPass a value after each name.");
        }
        Map<String, String> figures = new LinkedHashMap<>();
        for (int i = 0; i < nameValuePairs.length; i += 2) {
            String name = String.valueOf(nameValuePairs[i]);
            Object value = nameValuePairs[i + 1];
            if (value == null || figures.put(name, value.toString()) != null) {
                throw new IllegalArgumentException(
                        "Figure " + name + " of reason " + code + (value == null ? " is null." : " is given twice.")
                                + "\nPass each figure once, with a value.");
            }
        }
        return new Reason(code, subject, figures);
    }

    /** Upper-case words of letters and digits, joined by single underscores. By hand: a plan tells many reasons. */
    static boolean isCode(String text) {
        if (text.isEmpty() || !isUpper(text.charAt(0))) {
            return false;
        }
        char before = '_';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUpper(c) && !isDigit(c) && (c != '_' || before == '_')) {
                return false;
            }
            before = c;
        }
        return before != '_';
    }

    static boolean isFigureName(String text) {
        if (text.isEmpty() || !isLower(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLower(c) && !isUpper(c) && !isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void requireFigure(String code, String name, String value) {
        if (!isFigureName(name)) {
            throw new IllegalArgumentException("Figure name \"" + name + "\" of reason " + code
                    + " is not camel case.\nWrite it like orderCount; texts use it as {orderCount}.");
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "Figure " + name + " of reason " + code + " is null.\nLeave it out or pass a value.");
        }
    }
}
