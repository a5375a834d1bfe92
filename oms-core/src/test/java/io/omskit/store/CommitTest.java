package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.store.Commit.Adjustment;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitTest {
    private static final Kind THING = Kind.named("thing").body(Kind.Body.NONE).build();
    private static final Kind LOG =
            Kind.named("log").body(Kind.Body.NONE).appendOnly().build();
    private static final Kind WORK =
            Kind.named("work").body(Kind.Body.NONE).claimable().build();

    private static Row thing(long id, int version) {
        return Row.bare(THING, id, 1).at(version, 0, null);
    }

    @Test
    void kindsAndKeysAreOrdered() {
        Commit commit = Commit.builder()
                .insert(thing(9, 0))
                .adjust("b", 1)
                .insert(Row.bare(LOG, 3, 1))
                .adjust("a", 1)
                .update(thing(5, 2))
                .update(thing(2, 1))
                .build();
        assertEquals(
                List.of(LOG, THING),
                commit.writes().stream().map(Commit.Writes::kind).toList());
        assertEquals(
                List.of("a", "b"),
                commit.adjustments().stream().map(Adjustment::key).toList());
        assertEquals(
                List.of(2L, 5L),
                commit.writes().get(1).updates().stream().map(Row::id).toList());
        assertFalse(commit.isEmpty());
        assertTrue(Commit.builder().build().isEmpty());
    }

    @Test
    void adjustmentsAreNettedUnderTheHighestFloor() {
        Commit commit = Commit.builder()
                .adjust("k", 5)
                .adjust("k", -2, 0)
                .adjust("k", -1, -3)
                .build();
        assertEquals(List.of(new Adjustment("k", 2, 0)), commit.adjustments());
    }

    @Test
    void hugeAdjustmentsAreRefused() {
        Commit.Builder commit = Commit.builder().adjust("k", Commit.MAX_DELTA);
        assertThrows(IllegalArgumentException.class, () -> commit.adjust("k", 1));
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().adjust("k", Long.MIN_VALUE));
        assertThrows(
                ArithmeticException.class,
                () -> Commit.builder().adjust("k", -Commit.MAX_DELTA).adjust("k", Long.MIN_VALUE));
    }

    @Test
    void counterKeysAreShortText() {
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().adjust("", 1));
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().adjust("x".repeat(201), 1));
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().adjust("a\0", 1));
    }

    @Test
    void aRowIsNamedOnce() {
        Commit.Builder twice = Commit.builder().update(thing(5, 1)).delete(THING, 5, 1);
        Exception refused = assertThrows(IllegalArgumentException.class, twice::build);
        assertTrue(refused.getMessage().contains("thing 5"), refused::getMessage);
        assertThrows(
                IllegalArgumentException.class,
                () -> Commit.builder().insert(thing(5, 0)).insert(thing(5, 0)).build());
        Commit replaced = Commit.builder().delete(THING, 5).insert(thing(5, 0)).build();
        assertEquals(1, replaced.writes().get(0).deletes().size(), "a row may be replaced under its id");
    }

    @Test
    void onlyStoredRowsWithVersionsAreUpdated() {
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().update(thing(5, 0)));
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().update(Row.bare(LOG, 5, 1)));
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().delete(LOG, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().expect(THING, 5, 0));
    }

    @Test
    void newWorkMustBeDue() {
        assertThrows(IllegalArgumentException.class, () -> Commit.builder().insert(Row.bare(WORK, 5, 1)));
    }

    @Test
    void twoKindsOfOneNameAreRefused() {
        Kind other = Kind.named("thing").body(Kind.Body.NONE).build();
        Commit.Builder commit = Commit.builder().insert(thing(1, 0));
        assertThrows(IllegalArgumentException.class, () -> commit.insert(Row.bare(other, 2, 1)));
    }

    @Test
    void commitsAreBounded() {
        Commit.Builder commit = Commit.builder();
        for (int i = 1; i <= Commit.MAX_PARTS; i++) {
            commit.delete(THING, i);
        }
        assertEquals(Commit.MAX_PARTS, commit.build().writes().get(0).deletes().size());
        commit.adjust("k", 1);
        assertThrows(IllegalArgumentException.class, commit::build);
    }

    @Test
    void aFailureHasAReason() {
        assertThrows(IllegalArgumentException.class, () -> new CommitResult(false, List.of(), List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> CommitResult.refused(List.of()));
        assertTrue(CommitResult.done(List.of()).committed());
    }
}
