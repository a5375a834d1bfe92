package io.omskit.finance.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CellsTest {
    @Test
    void guardsAroundIdsComeOff() {
        assertEquals("42", Cells.unguarded("`42"));
        assertEquals("42", Cells.unguarded(" '42\t"));
        assertEquals("42", Cells.unguarded("=\"42\""));
        assertEquals("", Cells.unguarded("\t"));
        assertEquals("42", Cells.id("42.0"));
        assertEquals("A.0", Cells.id("A.0"));
    }

    @Test
    void scientificNotationIsRecognized() {
        assertTrue(Cells.isScientific("2.02603E+17"));
        assertTrue(Cells.isScientific("1e5"));
        assertEquals(false, Cells.isScientific("E10"));
    }

    @Test
    void decimalsAreExactOrNothing() {
        assertEquals(new BigDecimal("1234.50"), Cells.decimal("1,234.50"));
        assertEquals(new BigDecimal("-3"), Cells.decimal("-3"));
        assertEquals(new BigDecimal("3.10"), Cells.decimal("¥3.10"));
        assertEquals(new BigDecimal("-3.10"), Cells.decimal("-￥3.10"));
        for (String none : new String[] {"", "-", "1.2.3", "1,23", "12元", "1e5", "١٢", "0x10", "NaN"}) {
            assertNull(Cells.decimal(none), none);
        }
    }

    @Test
    void naiveTimesTakeTheZoneAndTheEarlierOffset() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertEquals(Instant.parse("2026-03-02T00:00:00Z"), Cells.time("2026-03-02 08:00:00", ZoneId.of("+08:00")));
        assertEquals(Instant.parse("2026-03-02T08:00:00Z"), Cells.time("2026-03-02T08:00:00Z", berlin));
        assertEquals(Instant.parse("2026-03-01T16:00:00Z"), Cells.time("2026-03-02", ZoneId.of("+08:00")));
        assertEquals(Instant.parse("2026-10-25T00:30:00Z"), Cells.time("2026-10-25 02:30:00", berlin));
        assertEquals(Instant.parse("2026-03-29T01:30:00Z"), Cells.time("2026-03-29 02:30:00", berlin));
        assertNull(Cells.time("2026-02-30 10:00:00", berlin));
        assertNull(Cells.time("tomorrow", berlin));
    }
}
