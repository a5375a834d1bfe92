package io.omskit.finance.statement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What single cells mean once the guards against spreadsheets are off. */
final class Cells {
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?[eE][+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{0,30})?|[+-]?\\.[0-9]{1,30}");
    private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");
    private static final Pattern SPREADSHEET_ID = Pattern.compile("[0-9]+\\.0");
    private static final List<DateTimeFormatter> TIMES = List.of(
            strict("uuuu-MM-dd HH:mm:ss"),
            strict("uuuu-MM-dd HH:mm"),
            strict("uuuu-MM-dd'T'HH:mm:ss[.SSS]"),
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            strict("uuuu-MM-dd HH:mm:ssXXX"),
            strict("uuuu/M/d H:mm:ss"),
            strict("uuuu/M/d H:mm"),
            strict("uuuu-MM-dd"),
            strict("uuuu/M/d"));

    private Cells() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The cell without padding and without what exports put around ids: back tick, apostrophe, {@code ="..."}. */
    static String unguarded(String raw) {
        String text = raw.strip();
        if (text.startsWith("=\"") && text.endsWith("\"") && text.length() >= 3) {
            text = text.substring(2, text.length() - 1).strip();
        }
        while (!text.isEmpty() && (text.charAt(0) == '`' || text.charAt(0) == '\'')) {
            text = text.substring(1).strip();
        }
        return text;
    }

    static boolean isScientific(String text) {
        return SCIENTIFIC.matcher(text).matches();
    }

    /** An id as text; a spreadsheet's {@code .0} behind digits is not part of it. */
    static String id(String text) {
        return SPREADSHEET_ID.matcher(text).matches() ? text.substring(0, text.length() - 2) : text;
    }

    /** {@code 0}, {@code -} and nothing mean the same in a key. */
    static String keyPart(String text) {
        return text.equals("0") || text.equals("-") ? "" : text;
    }

    /** An exact decimal, with or without currency sign and grouping; null where the text is none. */
    static @Nullable BigDecimal decimal(String text) {
        String plain = text;
        if (plain.startsWith("¥") || plain.startsWith("￥")) {
            plain = plain.substring(1);
        } else if (plain.startsWith("-¥") || plain.startsWith("-￥")) {
            plain = "-" + plain.substring(2);
        }
        if (GROUPED.matcher(plain).matches()) {
            plain = plain.replace(",", "");
        }
        return DECIMAL.matcher(plain).matches() ? new BigDecimal(plain) : null;
    }

    /** The moment, null where the text is none. A naive time in a gap or overlap gets the earlier offset. */
    static @Nullable Instant time(String text, ZoneId zone) {
        if (text.length() > 40) {
            return null;
        }
        for (DateTimeFormatter format : TIMES) {
            TemporalAccessor time = parsed(format, text);
            if (time != null) {
                return instant(time, zone);
            }
        }
        return null;
    }

    private static @Nullable TemporalAccessor parsed(DateTimeFormatter format, String text) {
        try {
            return format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException anotherForm) {
            return null;
        }
    }

    private static Instant instant(TemporalAccessor time, ZoneId zone) {
        if (time instanceof OffsetDateTime withOffset) {
            return withOffset.toInstant();
        }
        LocalDateTime local = time instanceof LocalDateTime naive
                ? naive
                : LocalDate.from(time).atStartOfDay();
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? local.toInstant(zone.getRules().getTransition(local).getOffsetBefore())
                : local.toInstant(offsets.get(0));
    }
}
