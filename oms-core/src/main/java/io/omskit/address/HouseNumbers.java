package io.omskit.address;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns Chinese numerals of house, floor and room numbers into digits ({@code 二十三号楼} into {@code 23号楼}). Only runs directly
 * before a counting word are read, so that street names such as {@code 五一路} stay what they are; what has two readings is left alone.
 */
final class HouseNumbers {
    private static final String ZERO = "〇零";
    private static final String DIGITS = "一二三四五六七八九";
    private static final String FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖";
    private static final String POWERS = "十百千";
    private static final String FORMAL_POWERS = "拾佰仟";

    /** Words that count houses, floors and rooms. */
    private static final String COUNTED = "号栋幢座楼层室弄组户房院期排";
    /** Before these a row of single numerals is read digit by digit ({@code 三〇一室}); elsewhere it may be a name. */
    private static final String SPELLED = "号室房户";

    private static final String UNIT = "单元";

    private static final Pattern BELOW_GROUND = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]])[-\u2010-\u2015\u2212]\\s*([0-9一二三四五六七八九十]+)\\s*(层|楼|f(?![a-z]))");

    private static final Pattern POWER_NUMBER = Pattern.compile("""
        (?:(?<thousands>D)千)?(?:零?(?<hundreds>D)百)?(?:零?(?<tens>D?)十)?(?:(?<zero>零)?(?<ones>D))?\
        """.replace("D", "[" + DIGITS + "]"));

    private HouseNumbers() {}

    /** Keeps the minus of a floor below ground ({@code -1层}) from being taken for a separator. Before gaps are removed. */
    static String keepBelowGround(String text) {
        return BELOW_GROUND.matcher(text).replaceAll("负$1$2");
    }

    /** Replaces the numerals. After gaps are removed. */
    static String toDigits(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = i;
            while (end < text.length() && isNumeral(text.charAt(end))) {
                end++;
            }
            if (end == i) {
                result.append(text.charAt(i++));
                continue;
            }
            String run = text.substring(i, end);
            String digits = read(run, text, end);
            // A digit right before the run belongs to another number.
            boolean touches = !digits.equals(run) && i > 0 && isDigit(text.charAt(i - 1));
            result.append(touches ? "-" : "").append(digits);
            i = end;
        }
        return result.toString();
    }

    private static String read(String run, String text, int end) {
        boolean unit = text.startsWith(UNIT, end);
        boolean counted = unit || (end < text.length() && COUNTED.indexOf(text.charAt(end)) >= 0);
        if (!counted) {
            return run;
        }
        if (run.chars().anyMatch(c -> isPower((char) c))) {
            return readPowers(run);
        }
        boolean spelled = unit || SPELLED.indexOf(text.charAt(end)) >= 0;
        if (run.length() > 1 && !spelled) {
            return run;
        }
        StringBuilder digits = new StringBuilder(run.length());
        run.chars().forEach(c -> digits.append(digit((char) c)));
        return digits.toString();
    }

    /** Reads {@code 一百零三}; a run that does not follow the grammar, or follows it in two ways ({@code 一百三}), stays. */
    private static String readPowers(String run) {
        Matcher parts = POWER_NUMBER.matcher(plain(run));
        if (!parts.matches() || ZERO.indexOf(run.charAt(0)) >= 0) {
            return run;
        }
        String tens = parts.group("tens");
        boolean openEnd = tens == null && parts.group("zero") == null && parts.group("ones") != null;
        if (openEnd) {
            return run;
        }
        int number = 1_000 * value(parts.group("thousands"))
                + 100 * value(parts.group("hundreds"))
                + 10 * (tens != null && tens.isEmpty() ? 1 : value(tens))
                + value(parts.group("ones"));
        return Integer.toString(number);
    }

    private static int value(@Nullable String digit) {
        return digit == null ? 0 : digit(digit.charAt(0));
    }

    /** Formal characters ({@code 壹佰}) as everyday ones. */
    private static String plain(String run) {
        StringBuilder plain = new StringBuilder(run.length());
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            int digit = digit(c);
            if (digit == 0) {
                plain.append('零');
            } else if (digit > 0) {
                plain.append(DIGITS.charAt(digit - 1));
            } else {
                plain.append(POWERS.charAt(Math.max(POWERS.indexOf(c), FORMAL_POWERS.indexOf(c))));
            }
        }
        return plain.toString();
    }

    private static boolean isNumeral(char c) {
        return digit(c) >= 0 || isPower(c);
    }

    private static boolean isPower(char c) {
        return POWERS.indexOf(c) >= 0 || FORMAL_POWERS.indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int digit(char c) {
        if (ZERO.indexOf(c) >= 0) {
            return 0;
        }
        int at = Math.max(DIGITS.indexOf(c), FORMAL_DIGITS.indexOf(c));
        return at < 0 ? -1 : at + 1;
    }
}
