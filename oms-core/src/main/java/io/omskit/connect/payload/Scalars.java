package io.omskit.connect.payload;

import io.omskit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last step from a number or word to a typed value, with the problem where there is none. */
final class Scalars {
    private static final long ZERO_DAY = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();
    private static final List<String> YES = List.of("true", "1", "yes", "y");
    private static final List<String> NO = List.of("false", "0", "no", "n");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:/+ -]{0,40}");
    private static final Pattern MANY_DIGITS = Pattern.compile("\\d([ -]?\\d){6,}");
    private static final Pattern TIME =
            Pattern.compile("\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}([ T]\\d{1,2}:\\d{1,2}[0-9:.+Zx-]{0,15})?");

    private Scalars() {}

    /** Whether a JSON number has digits and a sign only. */
    static boolean isWhole(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Yes, no, or null for any other word. */
    static @Nullable Boolean flag(String text) {
        if (YES.stream().anyMatch(text::equalsIgnoreCase)) {
            return true;
        }
        if (NO.stream().anyMatch(text::equalsIgnoreCase)) {
            return false;
        }
        return null;
    }

    static @Nullable Money money(Payload place, BigDecimal value, Currency currency, Payload.Unit unit) {
        try {
            int digits = unit == Payload.Unit.MINOR ? 0 : digits(currency);
            return Money.of(value.movePointRight(digits).longValueExact(), currency);
        } catch (ArithmeticException e) {
            place.problem("holds " + shown(value.toString()) + ", which is no exact amount in " + currency
                    + (unit == Payload.Unit.MINOR ? " minor units" : ""));
            return null;
        }
    }

    static int digits(Currency currency) {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(
                    "currency " + currency + " has no minor unit\nGive the currency in which the platform counts.");
        }
        return currency.getDefaultFractionDigits();
    }

    static @Nullable Instant epoch(Payload place, long perSecond) {
        Long value = place.whole();
        if (value == null || value == 0 || value == ZERO_DAY * perSecond) {
            return null;
        }
        if (value < 0 || value > LATEST * perSecond) {
            place.problem("holds a number of " + Long.toString(value).length() + " characters, which is no time in "
                    + (perSecond == 1 ? "seconds" : "milliseconds") + " between 1970 and 2200");
            return null;
        }
        return perSecond == 1 ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
    }

    /** A value for a message, unless it could be a phone number, an id or a text about a person; then only its length. */
    static String shown(String text) {
        boolean code =
                CODE.matcher(text).matches() && !MANY_DIGITS.matcher(text).find();
        return code || TIME.matcher(text).matches() ? "'" + text + "'" : "a text of " + text.length() + " characters";
    }
}
