package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Kind KIND = Kind.named("thing")
            .column("name", Kind.Type.TEXT)
            .optional("size", Kind.Type.LONG)
            .optional("seen_at", Kind.Type.INSTANT)
            .optional("mark", Kind.Type.BYTES)
            .build();
    private static final Kind BLOB = Kind.named("blob").body(Kind.Body.BYTES).build();
    private static final Kind BARE = Kind.named("bare").body(Kind.Body.NONE).build();
    private static final Kind WORK =
            Kind.named("work").body(Kind.Body.NONE).claimable().build();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static Row row() {
        return Row.json(KIND, 7, 1, "{}", "n", 5, NOON, new byte[] {1, 2});
    }

    @Test
    void valuesAreReadByName() {
        Row row = row();
        assertEquals("n", row.text("name"));
        assertEquals(5, row.number("size"));
        assertEquals(Instant.parse("2026-03-01T12:00:00.123Z"), row.instant("seen_at"));
        assertArrayEquals(new byte[] {1, 2}, row.bytes("mark"));
        assertTrue(row.hasValue("mark"));
        assertEquals("{}", row.json());
        assertEquals(0, row.version());
    }

    @Test
    void emptyColumnsAreNull() {
        Row row = Row.json(KIND, 7, 1, "{}", "n", null, null, null);
        assertNull(row.instant("seen_at"));
        assertNull(row.bytes("mark"));
        assertFalse(row.hasValue("size"));
        Exception empty = assertThrows(IllegalStateException.class, () -> row.number("size"));
        assertTrue(empty.getMessage().contains("thing.size"), empty::getMessage);
    }

    @Test
    void everyColumnGetsItsValue() {
        assertThrows(IllegalArgumentException.class, () -> Row.json(KIND, 7, 1, "{}", "n", 5L));
        Exception empty =
                assertThrows(IllegalArgumentException.class, () -> Row.json(KIND, 7, 1, "{}", null, null, null, null));
        assertTrue(empty.getMessage().contains("thing.name"), empty::getMessage);
        Exception type =
                assertThrows(IllegalArgumentException.class, () -> Row.json(KIND, 7, 1, "{}", "n", 5.0, null, null));
        assertTrue(type.getMessage().contains("thing.size") && type.getMessage().contains("Double"), type::getMessage);
        assertThrows(IllegalArgumentException.class, () -> Row.json(KIND, 7, 1, "{}", "n", null, 5L, null));
    }

    @Test
    void theBodyHasTheFormOfTheKind() {
        assertThrows(IllegalArgumentException.class, () -> Row.json(BLOB, 7, 1, "{}"));
        assertThrows(IllegalArgumentException.class, () -> Row.bare(BLOB, 7, 1));
        assertThrows(IllegalArgumentException.class, () -> Row.bytes(BARE, 7, 1, new byte[0]));
        assertThrows(IllegalStateException.class, () -> Row.bytes(BLOB, 7, 1, new byte[0])
                .json());
        assertThrows(IllegalStateException.class, () -> Row.bare(BARE, 7, 1).bytes());
        assertNull(Row.bare(BARE, 7, 1).body());
    }

    @Test
    void bodiesAreBounded() {
        byte[] most = new byte[Row.MAX_BODY];
        assertEquals(Row.MAX_BODY, Row.bytes(BLOB, 7, 1, most).bytes().length);
        Exception bytes =
                assertThrows(IllegalArgumentException.class, () -> Row.bytes(BLOB, 7, 1, new byte[Row.MAX_BODY + 1]));
        assertTrue(bytes.getMessage().contains("16777217"), bytes::getMessage);
        String json = "x".repeat(Row.MAX_BODY + 1);
        assertThrows(IllegalArgumentException.class, () -> Row.json(KIND, 7, 1, json, "n", null, null, null));
    }

    @Test
    void idsAndStateVersionsArePositive() {
        assertThrows(IllegalArgumentException.class, () -> Row.bare(BARE, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Row.bare(BARE, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> Row.bare(BARE, 1, 0));
    }

    @Test
    void textThatSomeDatabaseWouldLoseIsRefused() {
        for (String bad : List.of("a\0b", "\ud83d", "x\udce6", "\ud83d\ud83d\udce6", "\ud83d\udce6\udce6")) {
            assertThrows(IllegalArgumentException.class, () -> Row.json(KIND, 7, 1, "{}", bad, null, null, null));
            Exception body = assertThrows(
                    IllegalArgumentException.class, () -> Row.json(KIND, 7, 1, bad, "n", null, null, null));
            assertFalse(body.getMessage().contains(bad), "the text itself is not shown");
        }
        assertEquals(
                "\ud83d\udce6",
                Row.json(KIND, 7, 1, "{}", "\ud83d\udce6", null, null, null).text("name"));
    }

    @Test
    void changesAreCopiesThatKeepTheVersion() {
        Row stored = row().at(3, 0, null);
        Row changed = stored.withValue("size", null).withValue("name", "m");
        assertEquals("n", stored.text("name"));
        assertEquals("m", changed.text("name"));
        assertFalse(changed.hasValue("size"));
        assertEquals(3, changed.version());
        Row replaced = stored.withJson(2, "[]", "z", null, null, null);
        assertEquals(3, replaced.version());
        assertEquals(2, replaced.stateVersion());
        assertEquals("[]", replaced.json());
        assertThrows(IllegalArgumentException.class, () -> stored.withValue("name", null));
        Row blob = Row.bytes(BLOB, 7, 1, new byte[] {1}).at(2, 0, null).withBytes(2, new byte[] {2});
        assertArrayEquals(new byte[] {2}, blob.bytes());
        assertEquals(2, blob.version());
    }

    @Test
    void givenArraysOfValuesAreCopied() {
        Object[] values = {"n", 1L, null, null};
        Row row = Row.json(KIND, 7, 1, "{}", values);
        values[0] = "changed";
        assertEquals("n", row.text("name"));
    }

    @Test
    void equalityIsByContent() {
        assertEquals(row(), row());
        assertEquals(row().hashCode(), row().hashCode());
        assertNotEquals(row(), row().withValue("mark", new byte[] {1, 3}));
        assertNotEquals(row(), row().at(1, 0, null));
        assertNotEquals(row(), row().withJson(1, "[]", "n", 5, NOON, new byte[] {1, 2}));
        assertNotEquals(row(), "row");
    }

    @Test
    void textFormShowsNoValues() {
        assertEquals(
                "thing 7@0",
                Row.json(KIND, 7, 1, "{\"phone\":1}", "secret", null, null, null)
                        .toString());
    }

    @Test
    void onlyWorkIsDue() {
        Row work = Row.bare(WORK, 7, 1).withDue("READY", NOON);
        assertEquals(new Row.Due("READY", Instant.parse("2026-03-01T12:00:00.123Z"), null, 0), work.due());
        assertThrows(IllegalArgumentException.class, () -> Row.bare(BARE, 7, 1).withDue("READY", NOON));
        Row leased = work.at(2, 0, new Row.Due("READY", NOON, "w", 4));
        assertEquals(
                new Row.Due("LATER", NOON, null, 4),
                leased.withDue("LATER", NOON).due());
    }

    @Test
    void textOrderIsThatOfCodePoints() {
        List<String> texts = new ArrayList<>(List.of("\ud83d\udce6", "b", "\uff01", "a", "", "ab", "\ud83d\udce5"));
        texts.sort(Row.TEXT_ORDER);
        assertEquals(List.of("", "a", "ab", "b", "\uff01", "\ud83d\udce5", "\ud83d\udce6"), texts);
    }
}
