package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.MovingList.Row;
import io.omskit.connect.WindowSplitter.Coverage;
import io.omskit.connect.WindowSplitter.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PagerProperties {
    private static final WindowSplitter WINDOWS = WindowSplitter.ofMaxSpan(Duration.ofMinutes(30))
            .withOverlap(Duration.ofMinutes(5))
            .withMinSpan(Duration.ofMinutes(1));

    @Property
    void orderTouchedDuringPagingIsNeverLostFromLastToFirst(
            @ForAll long seed,
            @ForAll @IntRange(max = 60) int orders,
            @ForAll @IntRange(max = 4) int touches,
            @ForAll @IntRange(min = 1, max = 7) int pageSize) {
        assertTrue(lost(seed, orders, touches, pageSize, true).isEmpty());
    }

    @Property
    void forwardReadingLosesNothingEitherWhereItSaysComplete(
            @ForAll long seed,
            @ForAll @IntRange(max = 60) int orders,
            @ForAll @IntRange(min = 1, max = 7) int pageSize) {
        assertTrue(lost(seed, orders, 1, pageSize, false).isEmpty());
    }

    @Example
    void aSingleForwardPassWithoutTheTotalWouldLoseOrders() {
        int losses = 0;
        for (long seed = 0; seed < 50; seed++) {
            VirtualTime time = new VirtualTime();
            time.pass(Duration.ofHours(1));
            MovingList list = new MovingList(time, seed, 60, 2);
            Map<Integer, Instant> before = list.orders();
            Map<Integer, Instant> seen = new HashMap<>();
            Window window = new Window(VirtualTime.START, time.instant());
            for (int number = 1; number <= 12; number++) {
                list.page(window, number, 5).orThrow().rows().forEach(row -> seen.put(row.order(), row.modified()));
            }
            Map<Integer, Instant> after = list.orders();
            losses += (int) before.keySet().stream()
                    .filter(order -> after.get(order).equals(before.get(order)) && !seen.containsKey(order))
                    .count();
        }
        assertTrue(losses > 0, "the model must be able to lose orders, or the properties above prove nothing");
    }

    /** Polls until everything before a last quiet moment is read; the untouched state of each order must have been delivered. */
    private static Map<Integer, Instant> lost(long seed, int orders, int touches, int pageSize, boolean backward) {
        VirtualTime time = new VirtualTime();
        time.pass(Duration.ofHours(1));
        MovingList list = new MovingList(time, seed, orders, touches);
        Pager pager = Pager.of(pageSize, 40);
        Map<Integer, Instant> newest = new HashMap<>();
        Instant cursor = VirtualTime.START;
        for (int poll = 0; poll < 6; poll++) {
            Coverage coverage = WINDOWS.sweep(
                    cursor,
                    time.instant(),
                    window -> backward
                            ? pager.fromLast(number -> list.page(window, number, pageSize), rows -> keep(newest, rows))
                            : pager.fromFirst(
                                    number -> list.page(window, number, pageSize), rows -> keep(newest, rows)),
                    until -> {});
            assertTrue(!coverage.completeUntil().isBefore(cursor), "the cursor never goes back");
            cursor = coverage.completeUntil();
        }
        Map<Integer, Instant> lost = new HashMap<>(list.orders());
        Instant until = cursor;
        lost.values().removeIf(at -> !at.isBefore(until));
        lost.entrySet().removeIf(entry -> entry.getValue().equals(newest.get(entry.getKey())));
        return lost;
    }

    private static boolean keep(Map<Integer, Instant> newest, List<Row> rows) {
        rows.forEach(row -> newest.merge(row.order(), row.modified(), (a, b) -> a.isAfter(b) ? a : b));
        return true;
    }

    @Property
    void restingListIsDeliveredExactlyInEveryForm(
            @ForAll @IntRange(max = 50) int total, @ForAll @IntRange(min = 1, max = 9) int size) {
        Pager pager = Pager.of(size, 100);
        VirtualTime time = new VirtualTime();
        Window all = new Window(VirtualTime.START, VirtualTime.START.plusSeconds(7200));
        for (boolean backward : new boolean[] {true, false}) {
            MovingList list = new MovingList(time, 1, total, 0);
            Map<Integer, Instant> still = list.orders();
            Map<Integer, Instant> got = new HashMap<>();
            Pager.ByNumber<Row> frozen =
                    number -> Answer.of(Pager.Page.ofTotal(rows(still, number, size), still.size()));
            Pager.Sweep sweep = backward
                    ? pager.fromLast(frozen, rows -> keep(got, rows))
                    : pager.fromFirst(frozen, rows -> keep(got, rows));
            assertTrue(sweep.isComplete() && all.length().toHours() == 2);
            assertEquals(still, got);
            assertEquals(total, sweep.rows());
        }
    }

    private static List<Row> rows(Map<Integer, Instant> orders, int number, int size) {
        return orders.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .skip((number - 1L) * size)
                .limit(size)
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
    }
}
