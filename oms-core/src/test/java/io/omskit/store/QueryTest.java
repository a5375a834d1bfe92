package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static final Kind KIND = Kind.named("thing")
            .column("shop", Kind.Type.TEXT)
            .column("at", Kind.Type.INSTANT)
            .column("mark", Kind.Type.BYTES)
            .index("by_shop", "shop", "at")
            .index("by_mark", "mark")
            .body(Kind.Body.NONE)
            .build();
    private static final Kind WORK = Kind.named("work")
            .column("lane", Kind.Type.LONG)
            .body(Kind.Body.NONE)
            .claimable()
            .build();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void valuesTakeTheirStoredForm() {
        Query query = Query.by(KIND, "by_shop", "s", NOON);
        assertEquals(List.of("s", NOON.toEpochMilli()), query.equal());
        assertEquals(
                List.of(NOON.toEpochMilli()),
                Query.by(KIND, "by_shop", "s").in(List.of(NOON, NOON)).in());
    }

    @Test
    void aQueryIsNotChangedByItsRefinements() {
        Query query = Query.by(KIND, "by_shop", "s");
        query.limit(3).descending().between(NOON, null);
        assertEquals(Query.DEFAULT_LIMIT, query.limit());
        assertTrue(!query.isDescending() && query.range() == null);
    }

    @Test
    void whatTheIndexCannotAnswerIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Query.by(KIND, "by_shop", "s", NOON, 3L));
        assertThrows(IllegalArgumentException.class, () -> Query.by(KIND, "by_shop", "s", NOON)
                .in(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Query.all(KIND).between(1L, 2L));
        assertThrows(IllegalArgumentException.class, () -> Query.by(KIND, "by_shop", "s")
                .between("a", null));
        assertThrows(
                IllegalArgumentException.class, () -> Query.by(KIND, "by_mark").in(List.of(new byte[] {1})));
    }

    @Test
    void sizesAreBounded() {
        assertThrows(IllegalArgumentException.class, () -> Query.all(KIND).limit(0));
        assertThrows(IllegalArgumentException.class, () -> Query.all(KIND).limit(Query.MAX_LIMIT + 1));
        List<String> many = Collections.nCopies(Query.MAX_LIMIT + 1, "s");
        assertThrows(
                IllegalArgumentException.class, () -> Query.by(KIND, "by_shop").in(many));
    }

    @Test
    void aClaimAsksForWorkForAWhile() {
        Claim claim = Claim.of(WORK, "READY", "w", NOON, Duration.ofMinutes(2), 5);
        assertEquals(NOON.plusSeconds(120), claim.until());
        assertEquals(List.of(3L), claim.only("lane", List.of(3)).values());
        assertThrows(
                IllegalArgumentException.class, () -> Claim.of(KIND, "READY", "w", NOON, Duration.ofMinutes(2), 5));
        assertThrows(IllegalArgumentException.class, () -> Claim.of(WORK, "READY", "w", NOON, Duration.ZERO, 5));
        assertThrows(
                IllegalArgumentException.class, () -> Claim.of(WORK, "READY", "w", NOON, Duration.ofMinutes(2), 0));
        assertThrows(IllegalArgumentException.class, () -> claim.only("color", List.of(1L)));
    }
}
