package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An expected failure of a call: its class, the platform's own code, a short text and the wait the platform asked for. The text is shortened, and digit
 * runs and mail addresses in it are masked, because platforms like to quote the receiver in their messages.
 *
 * @param errorClass what the failure means for the caller
 * @param code the platform's code as it came, or one of our own such as {@code no-answer}
 * @param text the platform's message without personal data, at most 300 characters
 * @param retryAfter the wait the platform told, or null when it told none
 */
public record Failure(
        ErrorClass errorClass,
        String code,
        String text,
        @Nullable Duration retryAfter) {
    private static final int MAX_TEXT = 300;
    private static final int MAX_CODE = 100;
    private static final Pattern PERSONAL = Pattern.compile("[^\\s@'\"<>]+@[^\\s@'\"<>]+|\\d(?:[ -]?\\d){6,}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** Shortens and masks the texts; a negative wait is refused. */
    public Failure {
        requireNonNull(errorClass, "errorClass");
        code = shortened(requireNonNull(code, "code"), MAX_CODE);
        text = masked(requireNonNull(text, "text"));
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter " + retryAfter
                    + " is negative\nGive the wait from now on, or leave it out when the platform told none.");
        }
    }

    /** A failure without a wait. */
    public static Failure of(ErrorClass errorClass, String code, String text) {
        return new Failure(errorClass, code, text, null);
    }

    /** A reached limit with the wait the platform told. */
    public static Failure throttled(String code, String text, Duration wait) {
        return new Failure(ErrorClass.THROTTLED, code, text, wait);
    }

    /** The same failure under another class. */
    public Failure withClass(ErrorClass other) {
        return new Failure(other, code, text, retryAfter);
    }

    /** The same failure with other texts; used to take registered secrets out. */
    Failure withTexts(String otherCode, String otherText) {
        return new Failure(errorClass, otherCode, otherText, retryAfter);
    }

    static String masked(String text) {
        return PERSONAL.matcher(shortened(text, MAX_TEXT)).replaceAll("***");
    }

    private static String shortened(String text, int limit) {
        String line = CONTROL.matcher(text).replaceAll(" ");
        if (line.length() <= limit) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return line.substring(0, end) + "…";
    }
}
