package io.omskit.connect.payload;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact decimals from their text. Length and exponent are bounded, so that {@code 1e999999999} costs nothing. */
final class Decimals {
    /** What can be a real amount or quantity has fewer digits by far. */
    static final int MAX_LENGTH = 64;

    private static final int MAX_POWER = 64;

    private Decimals() {}

    /** The decimal, or null when the text is none or out of bounds. */
    static @Nullable BigDecimal parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !isDecimal(text)) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        return Math.abs((long) value.scale()) > MAX_POWER ? null : value;
    }

    /** Checks {@code [+-]digits[.digits][e[+-]digits]} with ASCII digits, at least one before the exponent, and an exponent of at most three digits. */
    private static boolean isDecimal(String text) {
        int at = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, at);
        int fraction = whole;
        if (whole < text.length() && text.charAt(whole) == '.') {
            fraction = digits(text, whole + 1);
            if (fraction - at < 2) {
                return false;
            }
        } else if (whole == at) {
            return false;
        }
        if (fraction == text.length()) {
            return true;
        }
        char mark = text.charAt(fraction);
        int power = fraction + 1;
        if (mark != 'e' && mark != 'E') {
            return false;
        }
        if (power < text.length() && (text.charAt(power) == '+' || text.charAt(power) == '-')) {
            power++;
        }
        int end = digits(text, power);
        return end == text.length() && end > power && end - power <= 3;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /**
     * Reads {@code [-]digits[.digits]} straight from bytes as a count of units with the given number of decimals, for the common case of a short amount.
     *
     * @return the count, or {@link Long#MIN_VALUE} when the bytes need the slow way: long, inexact, with exponent, or no number at all
     */
    static long fastUnits(byte[] in, int start, int end, int decimals) {
        int at = start < end && in[start] == '-' ? start + 1 : start;
        if (end - at > 17 || at == end) {
            return Long.MIN_VALUE;
        }
        boolean negative = at > start;
        long value = 0;
        int point = -1;
        int digits = 0;
        for (; at < end; at++) {
            int digit = in[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (point >= 0 && ++point > decimals) {
                    if (digit != 0) {
                        return Long.MIN_VALUE;
                    }
                    point--;
                    continue;
                }
                value = value * 10 + digit;
                digits++;
            } else if (in[at] == '.' && point < 0) {
                point = 0;
            } else {
                return Long.MIN_VALUE;
            }
        }
        if (digits == 0) {
            return Long.MIN_VALUE;
        }
        return scaled(negative ? -value : value, decimals - Math.max(point, 0));
    }

    private static long scaled(long value, int powers) {
        long result = value;
        for (int i = 0; i < powers; i++) {
            long more = result * 10;
            if (more / 10 != result) {
                return Long.MIN_VALUE;
            }
            result = more;
        }
        return result;
    }
}
