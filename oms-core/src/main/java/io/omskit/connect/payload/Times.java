package io.omskit.connect.payload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times as platforms write them: ISO-like texts by hand because they are frequent, other forms by the profile's patterns. */
final class Times {
    /** A time and, where a choice had to be made, which. */
    record Moment(Instant at, @Nullable String choice) {}

    private static final int LONGEST = 64;

    private Times() {}

    /** Says whether a text means that there is no time. */
    static boolean isSentinel(String text) {
        return text.equals("0")
                || text.equals("0.0")
                || text.startsWith("0001-01-01")
                || text.startsWith("0000-00-00")
                || text.startsWith("1970-01-01");
    }

    /** The time, or null when the text is none. */
    static @Nullable Moment parse(String text, ZoneId zone, List<DateTimeFormatter> patterns) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            Moment moment = parseIso(text, zone);
            return moment != null ? moment : parseByPattern(text, zone, patterns);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code yyyy-MM-dd HH:mm[:ss[.fraction]][offset]}, with a blank or T between date and time. */
    private static @Nullable Moment parseIso(String text, ZoneId zone) {
        int length = text.length();
        if (length < 16
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != ' ' && text.charAt(10) != 'T')
                || text.charAt(13) != ':') {
            return null;
        }
        int at = 16;
        int second = 0;
        if (at < length && text.charAt(at) == ':') {
            second = number(text, 17, 19);
            at = 19;
        }
        int nano = 0;
        if (at < length && text.charAt(at) == '.') {
            int from = at + 1;
            at = from;
            while (at < length && isDigit(text.charAt(at))) {
                at++;
            }
            nano = nanos(text, from, at);
        }
        LocalDateTime local = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                second,
                nano);
        if (at == length) {
            return inZone(local, zone);
        }
        return new Moment(local.toInstant(ZoneOffset.of(text.substring(at).strip())), null);
    }

    private static @Nullable Moment parseByPattern(String text, ZoneId zone, List<DateTimeFormatter> patterns) {
        for (DateTimeFormatter pattern : patterns) {
            TemporalAccessor found;
            try {
                found = pattern.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            } catch (DateTimeException e) {
                continue;
            }
            if (found instanceof OffsetDateTime withOffset) {
                return new Moment(withOffset.toInstant(), null);
            }
            return inZone(
                    found instanceof LocalDateTime local
                            ? local
                            : LocalDate.from(found).atStartOfDay(),
                    zone);
        }
        return null;
    }

    /** A local time in a zone; in a gap or an overlap the earlier offset counts and the choice is named. */
    private static Moment inZone(LocalDateTime local, ZoneId zone) {
        if (zone instanceof ZoneOffset fixed) {
            return new Moment(local.toInstant(fixed), null);
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return new Moment(local.toInstant(offsets.get(0)), null);
        }
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        ZoneOffset earlier = change.getOffsetBefore();
        String kind = change.isGap() ? "does not exist in " : "occurs twice in ";
        return new Moment(local.toInstant(earlier), kind + zone + "; offset " + earlier + " was taken");
    }

    private static int number(String text, int from, int to) {
        if (to > text.length()) {
            throw new DateTimeException("too short");
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new DateTimeException("no digit");
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static int nanos(String text, int from, int to) {
        if (from == to) {
            throw new DateTimeException("no fraction");
        }
        int used = Math.min(to, from + 9);
        int value = number(text, from, used);
        for (int i = used - from; i < 9; i++) {
            value *= 10;
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
