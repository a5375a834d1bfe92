package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Pager.Outcome;
import io.omskit.connect.Pager.Page;
import io.omskit.connect.Pager.Sweep;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagerTest {
    private final Pager pager = Pager.of(2, 10);
    private final List<Integer> got = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();

    private boolean take(List<Integer> rows) {
        got.addAll(rows);
        return true;
    }

    private List<Integer> page(int number, int total) {
        asked.add(number);
        return IntStream.range(0, total)
                .skip((number - 1) * 2L)
                .limit(2)
                .boxed()
                .toList();
    }

    @Test
    void forwardWithTotalReadsEveryPageOnce() {
        Sweep sweep = pager.fromFirst(number -> Answer.of(Page.ofTotal(page(number, 5), 5)), this::take);
        assertTrue(sweep.isComplete());
        assertEquals(List.of(0, 1, 2, 3, 4), got);
        assertEquals(List.of(1, 2, 3), asked);
        assertEquals(5, sweep.rows());
    }

    @Test
    void forwardWithMoreFlagStopsWhereTold() {
        Sweep sweep = pager.fromFirst(number -> Answer.of(Page.ofMore(page(number, 4), number < 2)), this::take);
        assertTrue(sweep.isComplete());
        assertEquals(List.of(1, 2), asked);
    }

    @Test
    void bareListEndsWithAnEmptyPageNotWithAShortOne() {
        Sweep sweep = pager.fromFirst(
                number -> Answer.of(
                        Page.bare(number == 1 ? List.of(1) : number == 2 ? List.of(2, 3) : List.<Integer>of())),
                this::take);
        assertTrue(sweep.isComplete());
        assertEquals(List.of(1, 2, 3), got);
    }

    @Test
    void changedTotalMeansReadingAgain() {
        int[] calls = {0};
        Sweep sweep =
                pager.fromFirst(number -> Answer.of(Page.ofTotal(page(number, 4), ++calls[0] < 2 ? 4 : 3)), this::take);
        assertTrue(sweep.isComplete());
        assertEquals(List.of(1, 2, 1, 2), asked);
    }

    @Test
    void totalThatNeverRestsIsNotComplete() {
        int[] calls = {0};
        Sweep sweep =
                pager.fromFirst(number -> Answer.of(Page.ofTotal(page(number, 4), 3 + calls[0]++ % 2)), this::take);
        assertEquals(Outcome.MOVING, sweep.outcome());
        assertEquals(ErrorClass.RETRY, sweep.failure().errorClass());
    }

    @Test
    void emptyPageBeforeTheToldEndIsNotTheEnd() {
        Sweep sweep = pager.fromFirst(number -> Answer.of(Page.ofTotal(List.<Integer>of(), 9)), this::take);
        assertEquals(Outcome.MOVING, sweep.outcome());
        assertEquals(3, sweep.pages());
    }

    @Test
    void backwardReadsFromTheLastPage() {
        Sweep sweep = pager.fromLast(number -> Answer.of(Page.ofTotal(page(number, 5), 5)), this::take);
        assertTrue(sweep.isComplete());
        assertEquals(List.of(1, 3, 2, 1), asked);
        assertEquals(List.of(4, 2, 3, 0, 1), got);
    }

    @Test
    void backwardNeedsOneCallForOnePage() {
        assertTrue(pager.fromLast(number -> Answer.of(Page.ofTotal(page(number, 2), 2)), this::take)
                .isComplete());
        assertEquals(List.of(1), asked);
        assertEquals(List.of(0, 1), got);
    }

    @Test
    void backwardWithoutTotalSaysSo() {
        Sweep sweep = pager.fromLast(number -> Answer.of(Page.ofMore(page(number, 4), true)), this::take);
        assertEquals("no-total", sweep.failure().code());
    }

    @Test
    void tooLongListIsKnownFromItsTotal() {
        Sweep forward = pager.fromFirst(number -> Answer.of(Page.ofTotal(page(number, 99), 21)), this::take);
        Sweep backward = pager.fromLast(number -> Answer.of(Page.ofTotal(page(number, 99), 21)), this::take);
        assertEquals(Outcome.TOO_LONG, forward.outcome());
        assertEquals(Outcome.TOO_LONG, backward.outcome());
        assertEquals(List.of(1, 1), asked);
    }

    @Test
    void listWithoutTotalIsCutAtThePageLimit() {
        Sweep sweep = pager.fromFirst(number -> Answer.of(Page.ofMore(page(number, 99), true)), this::take);
        assertEquals(Outcome.TOO_LONG, sweep.outcome());
        assertEquals(10, sweep.pages());
    }

    @Test
    void cursorsAreFollowedToTheirEnd() {
        List<String> cursors = new ArrayList<>();
        Sweep sweep = pager.byCursor(
                cursor -> {
                    cursors.add(String.valueOf(cursor));
                    int next = cursor == null ? 1 : Integer.parseInt(cursor) + 1;
                    return Answer.of(Page.ofCursor(List.of(next), next == 3 ? "" : Integer.toString(next)));
                },
                this::take);
        assertTrue(sweep.isComplete());
        assertEquals(List.of("null", "1", "2"), cursors);
        assertEquals(List.of(1, 2, 3), got);
    }

    @Test
    void cursorThatComesBackIsStuck() {
        Sweep sweep = pager.byCursor(
                cursor -> Answer.of(Page.ofCursor(List.of(1), "a".equals(cursor) ? "b" : "a")), this::take);
        assertEquals(Outcome.STUCK, sweep.outcome());
        assertEquals(3, sweep.pages());
    }

    @Test
    void failedPageAndRefusedPageEndTheSweep() {
        Sweep failed = pager.fromFirst(
                number -> number == 2
                        ? Answer.failed(ErrorClass.REJECTED, "x", "y")
                        : Answer.of(Page.ofTotal(page(number, 6), 6)),
                this::take);
        assertEquals(Outcome.FAILED, failed.outcome());
        assertEquals("x", failed.failure().code());
        assertFalse(failed.isComplete());
        Sweep refused = pager.fromLast(number -> Answer.of(Page.ofTotal(page(number, 6), 6)), rows -> false);
        assertEquals(Outcome.REFUSED, refused.outcome());
        assertEquals(0, refused.rows());
    }

    @Test
    void nextLinkIsFoundAmongOthers() {
        HttpAnswer answer = HttpAnswer.of(
                200,
                Map.of(
                        "Link",
                        List.of("<https://a.test/o?page=1>; rel=\"prev\", </o?page=3,4>; title=\"x\"; rel=next")),
                new byte[0]);
        URI own = URI.create("https://a.test/o?page=2");
        assertEquals(Optional.of(URI.create("https://a.test/o?page=3,4")), Pager.nextLink(answer, own));
        assertEquals(Optional.empty(), Pager.nextLink(HttpAnswer.json(200, "[]"), own));
    }

    @Test
    void boundsMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> Pager.of(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Pager.of(1, 0));
        assertEquals(2, pager.pageSize());
    }
}
