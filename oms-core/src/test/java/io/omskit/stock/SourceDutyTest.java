package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When work leaves a source, and what a source may handle. */
class SourceDutyTest {
    private static final Source SHANGHAI = Source.of("W1", Source.Kind.OWN, ZoneId.of("Asia/Shanghai"));
    /** A Friday, 17:00 in Shanghai. */
    private static final Instant FRIDAY = Instant.parse("2026-11-13T09:00:00Z");

    private static LocalDate day(int ofMonth) {
        return LocalDate.of(2026, 11, ofMonth);
    }

    @Test
    void theCutOffIsReadInTheZoneOfTheSource() {
        assertEquals(day(13), SHANGHAI.leavesOn(FRIDAY));
        assertEquals(day(13), SHANGHAI.withCutOff(LocalTime.of(17, 0)).leavesOn(FRIDAY));
        assertEquals(day(14), SHANGHAI.withCutOff(LocalTime.of(16, 59)).leavesOn(FRIDAY));
    }

    @Test
    void closedDaysAreSkipped() {
        Source.Duty duty = Source.Duty.ANY.withClosed(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of(day(16)));
        Source source = SHANGHAI.withCutOff(LocalTime.of(12, 0)).withDuty(duty);
        assertEquals(day(17), source.leavesOn(FRIDAY));
        assertTrue(source.hasCalendar());
        assertFalse(SHANGHAI.hasCalendar());
        assertNull(SHANGHAI.withDuty(Source.Duty.ANY.withClosed(Set.of(DayOfWeek.values()), Set.of()))
                .leavesOn(FRIDAY));
    }

    @Test
    void aLicenceIsForClassesAndGoodsWithoutAClassNeedNone() {
        Source.Duty cold = Source.Duty.ANY.withClasses(Set.of("cold"));
        assertTrue(cold.handles(List.of()));
        assertTrue(cold.handles(List.of("cold")));
        assertFalse(cold.handles(List.of("cold", "battery")));
        assertTrue(Source.Duty.ANY.handles(List.of("battery")));
    }
}
