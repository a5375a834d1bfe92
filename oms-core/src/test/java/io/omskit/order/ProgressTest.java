package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Counters by example: what a late event implies, what is used up by what. */
class ProgressTest {
    private static final Progress NONE = Progress.NONE;

    @Test
    void whatIsPackedCountsAsReleasedAndWhatIsShippedAsPacked() {
        assertEquals(new Progress(3, 3, 0, 0, 0, 0, 0, 0), NONE.pack(1).pack(2));
        assertEquals(new Progress(3, 3, 3, 0, 0, 0, 0, 0), NONE.ship(1).ship(2));
        assertEquals(
                new Progress(5, 2, 1, 0, 0, 0, 0, 0), NONE.release(5).pack(2).ship(1));
    }

    @Test
    void whatArrivedHasLeftBesideWhatWasLost() {
        assertEquals(new Progress(2, 2, 2, 2, 0, 0, 0, 0), NONE.deliver(2));
        assertEquals(new Progress(3, 3, 3, 2, 0, 0, 0, 1), NONE.ship(3).lose(1).deliver(2));
        assertEquals(new Progress(3, 3, 3, 2, 0, 0, 0, 1), NONE.ship(1).lose(1).deliver(2), "two more must have left");
        assertEquals(
                new Progress(4, 4, 4, 3, 0, 0, 0, 1),
                NONE.deliver(1).ship(1).lose(1).deliver(2));
    }

    @Test
    void whatIsLostStopsCountingAsDeliveredAndAnnounced() {
        Progress there = NONE.ship(3).deliver(3);
        assertEquals(new Progress(3, 3, 3, 2, 0, 0, 0, 1), there.lose(1));
        assertEquals(new Progress(3, 3, 3, 1, 0, 0, 0, 2), there.lose(1).lose(1));
        assertEquals(
                new Progress(2, 2, 2, 0, 1, 0, 0, 1),
                NONE.ship(2).requestReturn(2).lose(1));
        assertEquals(
                new Progress(3, 3, 3, 0, 0, 1, 0, 2),
                NONE.ship(3).receive(1, 0).requestReturn(2).lose(2));
    }

    @Test
    void whatCameBackUsesUpWhatWasAnnounced() {
        Progress announced = NONE.ship(5).requestReturn(2);
        assertEquals(new Progress(5, 5, 5, 0, 1, 1, 0, 0), announced.receive(1, 0));
        assertEquals(new Progress(5, 5, 5, 0, 0, 2, 1, 0), announced.receive(2, 1));
        assertEquals(new Progress(2, 2, 2, 0, 0, 1, 1, 0), NONE.receive(1, 1), "it has left, whether we knew or not");
        assertEquals(3, announced.receive(2, 1).returned());
    }

    @Test
    void whatMayStillBeReturnedIsWithTheBuyer() {
        assertEquals(9, NONE.ship(9).returnable());
        assertEquals(6, NONE.ship(9).requestReturn(2).lose(1).returnable());
        assertEquals(6, NONE.ship(9).requestReturn(2).lose(1).receive(1, 1).returnable());
        assertEquals(5, NONE.ship(9).requestReturn(2).lose(1).receive(2, 1).returnable());
    }

    @Test
    void theProgressOfTwoPartsIsTheirSum() {
        Progress one = new Progress(9, 8, 7, 1, 1, 1, 1, 1);
        Progress other = new Progress(90, 80, 70, 11, 12, 13, 14, 15);
        assertEquals(new Progress(99, 88, 77, 12, 13, 14, 15, 16), one.plus(other));
    }

    @Test
    void whatCannotBeIsRefusedWithTheCommandAndTheRemedy() {
        refused("cannot pull back 2 units", () -> NONE.release(3).pack(2).pullBack(2));
        assertEquals(
                new Progress(2, 2, 0, 0, 0, 0, 0, 0), NONE.release(3).pack(2).pullBack(1));
        refused("cannot announce the return of 3 units", () -> NONE.ship(2).requestReturn(3));
        for (Executable negative : List.<Executable>of(
                () -> NONE.release(-1),
                () -> NONE.pullBack(-1),
                () -> NONE.pack(-1),
                () -> NONE.ship(-1),
                () -> NONE.deliver(-1),
                () -> NONE.requestReturn(-1),
                () -> NONE.receive(-1, 0),
                () -> NONE.receive(0, -1),
                () -> NONE.lose(-1))) {
            refused("-1 units", negative);
        }
        assertEquals(
                NONE,
                NONE.release(0)
                        .pack(0)
                        .ship(0)
                        .deliver(0)
                        .requestReturn(0)
                        .receive(0, 0)
                        .lose(0));
    }

    private static void refused(String problem, Executable command) {
        String message = assertThrows(IllegalArgumentException.class, command).getMessage();
        int line = message.indexOf('\n');
        assertTrue(line > 0 && message.substring(0, line).contains(problem), message);
    }
}
