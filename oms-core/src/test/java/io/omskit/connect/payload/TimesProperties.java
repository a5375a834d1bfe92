package io.omskit.connect.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimesProperties {
    private static final DateTimeFormatter BLANK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Z", "-03:00")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<LocalDateTime> locals() {
        return Arbitraries.longs()
                .between(86_400, 4_000_000_000L)
                .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    @Property
    void localTimesAreReadAsTheZoneSaysWithTheEarlierOffset(
            @ForAll("locals") LocalDateTime local, @ForAll("zones") ZoneId zone) {
        Times.Moment moment = Times.parse(BLANK.format(local), zone, List.of());
        assertNotNull(moment);
        // atZone takes the earlier offset in an overlap and shifts a gap forward, which is the same instant.
        assertEquals(local.atZone(zone).toInstant(), moment.at());
        boolean plain = zone.getRules().getValidOffsets(local).size() == 1;
        assertEquals(plain, moment.choice() == null);
    }

    @Property
    void everyHourOfAChangeDayIsReadLikeTheCalendarSays(@ForAll("zones") ZoneId zone) {
        for (String day : List.of("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01")) {
            for (int minute = 0; minute < 1440; minute += 15) {
                LocalDateTime local = LocalDateTime.parse(day + "T00:00").plusMinutes(minute);
                Times.Moment moment = Times.parse(BLANK.format(local), zone, List.of());
                assertNotNull(moment);
                assertEquals(local.atZone(zone).toInstant(), moment.at());
            }
        }
    }

    @Property
    void isoTextsWithOffsetReadBack(@ForAll("locals") LocalDateTime local, @ForAll("zones") ZoneId zone) {
        Instant at = local.toInstant(ZoneOffset.UTC);
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
        Times.Moment moment = Times.parse(text, ZoneOffset.UTC, List.of());
        assertNotNull(moment);
        assertEquals(at, moment.at());
    }

    @Property
    void anyTextIsATimeOrNone(@ForAll String text) {
        Times.parse(text, ZoneOffset.UTC, List.of());
        Times.parse("2026-01-01 10:00:00" + text, ZoneOffset.UTC, List.of());
    }

    @Example
    void fractionsKeepNineDigitsAndNoMore() {
        assertEquals(Instant.parse("2026-01-01T10:00:00.123456789Z"), read("2026-01-01 10:00:00.1234567899"));
        assertEquals(Instant.parse("2026-01-01T10:00:00.100Z"), read("2026-01-01T10:00:00.1+00:00"));
        assertNull(Times.parse("2026-01-01 10:00:00.", ZoneOffset.UTC, List.of()));
    }

    @Example
    void impossibleTimesAreNone() {
        for (String text : List.of(
                "2026-02-30 10:00:00",
                "2026-01-01 25:00:00",
                "2026-01-01 10:61",
                "2026-1-1 10:00:00",
                "2026-01-01",
                "2026-01-01 10:00:00 +",
                "2026-01-01T10:00:00+99:00",
                "２０２６-01-01 10:00:00")) {
            assertNull(Times.parse(text, ZoneOffset.UTC, List.of()), text);
        }
    }

    @Example
    void sentinelsAreKnownByTheirDay() {
        assertTrue(Times.isSentinel("1970-01-01 08:00:00"));
        assertTrue(Times.isSentinel("0001-01-01T00:00:00+00:00"));
        assertTrue(!Times.isSentinel("1970-01-02 00:00:00"));
    }

    private static Instant read(String text) {
        return Times.parse(text, ZoneOffset.UTC, List.of()).at();
    }
}
