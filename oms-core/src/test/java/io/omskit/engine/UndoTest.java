package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.stock.StockMovement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groupings that are brought back out of the journal (R-3.2, invariant Q4, property 10). */
class UndoTest {
    private final Scene scene = Scene.of(Scene.waiting());

    @AfterEach
    void close() {
        scene.close();
    }

    private void twoThatMerged() {
        scene.stock("W1", "X", 9).stock("W1", "Y", 9);
        scene.sell("1001", "Li", Shelf.line("1", "X", 2, 500));
        scene.sell("1002", "Li", Shelf.line("1", "Y", 1, 700));
        assertEquals(Set.of("W1[1001/0x2, 1002/0x1]"), scene.grouping("1001", "1002"));
    }

    private Command.Result undo(String number) {
        Command.Result result = scene.oms.fulfillment().undo(scene.order(number).id(), "Ann");
        scene.oms.drain();
        return result;
    }

    private static List<String> codes(Command.Result result) {
        return result.explanation().reasons().stream().map(Reason::code).toList();
    }

    private List<JournalEntry.Regrouping> regroupings(String number) {
        return scene.oms.fulfillment().regroupings(scene.order(number).id());
    }

    private void replan(String number) {
        assertTrue(scene.oms.fulfillment().replan(scene.order(number).id()).done());
        scene.oms.drain();
    }

    private void arrange(String number, Arrangement... arrangements) {
        assertTrue(scene.oms
                .fulfillment()
                .arrange(scene.order(number).id(), arrangements)
                .done());
        scene.oms.drain();
    }

    private Arrangement at(String number, String source, long units) {
        return new Arrangement(
                Sort.AT, source, List.of(new Units(scene.order(number).id(), 0, units)));
    }

    @Test
    void anUndoneMergeStaysUndone() {
        twoThatMerged();
        List<Hold> holds = scene.order("1001").holds();
        Command.Result undone = undo("1002");
        assertTrue(undone.done());
        assertTrue(codes(undone).contains("UNDONE"), () -> codes(undone).toString());
        Set<String> apart = Set.of("W1[1001/0x2]", "W1[1002/0x1]");
        assertEquals(apart, scene.grouping("1001", "1002"));
        replan("1001");
        replan("1002");
        assertEquals(apart, scene.grouping("1001", "1002"));
        assertEquals(holds, scene.order("1001").holds());
        assertEquals(1, scene.oms.fulfillment().possibleMerges(9).size(), "the reviewer sees that they could");
        scene.later();
        assertEquals(2, scene.outbox.releases().size());
    }

    @Test
    void aNewSiblingDoesNotDisturbWhatSomebodyHasUndone() {
        twoThatMerged();
        undo("1001");
        scene.sell("1003", "Li", Shelf.line("1", "X", 1, 500));
        assertEquals(Set.of("W1[1001/0x2]", "W1[1002/0x1]", "W1[1003/0x1]"), scene.grouping("1001", "1002", "1003"));
        scene.sell("1004", "Li", Shelf.line("1", "X", 1, 500));
        assertTrue(scene.grouping("1003", "1004").contains("W1[1003/0x1, 1004/0x1]"), "new ones meet each other");
    }

    @Test
    void newsOfWhatIsWantedSetsThePlannerFree() {
        twoThatMerged();
        undo("1001");
        assertTrue(scene.oms.orders().cancel(scene.order("1001").id(), "1", 1).done());
        scene.oms.drain();
        assertEquals(
                Set.of("W1[1001/0x1]", "W1[1002/0x1]"), scene.grouping("1001", "1002"), "1002 is still left alone");
        arrange("1002");
        assertEquals(Set.of("W1[1001/0x1, 1002/0x1]"), scene.grouping("1001", "1002"));
    }

    @Test
    void undoingTwiceBringsBackWhatWasUndone() {
        twoThatMerged();
        undo("1001");
        assertTrue(undo("1001").done());
        assertEquals(Set.of("W1[1001/0x2, 1002/0x1]"), scene.grouping("1001", "1002"));
        replan("1002");
        assertEquals(Set.of("W1[1001/0x2, 1002/0x1]"), scene.grouping("1001", "1002"));
    }

    @Test
    void aGroupThatWasTakenApartComesBackWithItsHolds() {
        twoThatMerged();
        List<Hold> holds = scene.order("1002").holds();
        assertTrue(
                scene.oms.fulfillment().unmerge(scene.order("1001").id(), "Ben").done());
        assertEquals(Set.of("W1[1001/0x2]", "W1[1002/0x1]"), scene.grouping("1001", "1002"));
        assertTrue(undo("1002").done());
        assertEquals(Set.of("W1[1001/0x2, 1002/0x1]"), scene.grouping("1001", "1002"));
        assertEquals(holds, scene.order("1002").holds());
        assertEquals(
                List.of("Ann", "Ben"),
                List.of(
                        regroupings("1001").get(0).by(),
                        regroupings("1001").get(1).by()));
    }

    @Test
    void aMoveAndASplitByHandAreUndone() {
        scene.stock("W1", "X", 9).stock("W2", "X", 2);
        scene.sell("1001", "Li", Shelf.line("1", "X", 5, 500));
        arrange("1001", at("1001", "W2", 2));
        assertEquals(Set.of("W1[1001/0x3]", "W2[1001/0x2]"), scene.grouping("1001"));
        assertTrue(undo("1001").done());
        assertEquals(Set.of("W1[1001/0x5]"), scene.grouping("1001"));
        assertEquals(List.of(), scene.order("1001").handling().edits().arrangements(), "nobody says so any more");
        replan("1001");
        assertEquals(Set.of("W1[1001/0x5]"), scene.grouping("1001"));
        assertEquals(5, scene.balances("W1", "X").reserved());
        assertEquals(0, scene.balances("W2", "X").reserved());
    }

    @Test
    void anEarlierPositionUndoesAllThatCameAfterIt() {
        twoThatMerged();
        scene.stock("W2", "X", 9);
        arrange("1001", at("1001", "W2", 1));
        arrange("1001", at("1001", "W2", 2));
        List<JournalEntry.Regrouping> all = regroupings("1001");
        assertEquals(4, all.size());
        assertEquals(List.of(), all.get(3).before());
        assertTrue(scene.oms
                .fulfillment()
                .undo(scene.order("1001").id(), all.get(2).position(), "Ann")
                .done());
        assertEquals(Set.of("W1[1001/0x2]", "W1[1002/0x1]"), scene.grouping("1001", "1002"));
    }

    @Test
    void whatIsNotThereAnyMoreIsPlannedElsewhereAndSaysSo() {
        scene.stock("W1", "X", 5).stock("W2", "X", 9);
        scene.sell("1001", "Li", Shelf.line("1", "X", 5, 500));
        arrange("1001", at("1001", "W2", 5));
        scene.oms.stock().book(StockMovement.adjust(Scene.cell("W1", "X"), -4, "broken", "broken"));
        Command.Result undone = undo("1001");
        assertTrue(undone.done());
        assertTrue(codes(undone).contains("SOURCE_GONE"), () -> codes(undone).toString());
        assertEquals(Set.of("W1[1001/0x1]", "W2[1001/0x4]"), scene.grouping("1001"));
    }

    @Test
    void whatWasCanceledSinceDoesNotComeBackAndIsTold() {
        scene.stock("W1", "X", 5).stock("W2", "X", 9);
        scene.sell("1001", "Li", Shelf.line("1", "X", 5, 500));
        arrange("1001", at("1001", "W2", 5));
        assertTrue(scene.oms.orders().cancel(scene.order("1001").id(), "1", 2).done());
        Command.Result undone = scene.oms
                .fulfillment()
                .undo(scene.order("1001").id(), regroupings("1001").get(1).position(), "Ann");
        assertTrue(
                codes(undone).contains("UNDO_NOT_WANTED"), () -> codes(undone).toString());
        assertEquals(Set.of("W1[1001/0x3]"), scene.grouping("1001"));
    }

    @Test
    void refusalsHaveNames() {
        scene.stock("W1", "X", 9);
        scene.sell("1001", "Li", Shelf.line("1", "X", 1, 500));
        assertEquals(List.of("NOTHING_TO_UNDO"), codes(undo("1001")));
        long id = scene.order("1001").id();
        assertEquals(List.of("UNKNOWN_POSITION"), codes(scene.oms.fulfillment().undo(id, 987_654, "Ann")));
        assertEquals(List.of("UNKNOWN_ORDER"), codes(scene.oms.fulfillment().undo(4711, "Ann")));
        scene.sell("1002", "Li", Shelf.line("1", "X", 1, 500));
        scene.later();
        assertEquals(FulfillmentOrder.State.RELEASED, scene.works("1001").get(0).state());
        assertEquals(List.of("UNDO_TOO_LATE"), codes(undo("1001")));
        assertFalse(undo("1002").done());
    }

    @Test
    void whatIsReleasedAndHasNotReachedItsSourceComesBack() {
        twoThatMerged();
        long id = scene.order("1001").id();
        Hold hold = new Hold("CALL", "host", "call", null, "call first", Shelf.START, null, Set.of(Hold.Step.RELEASE));
        assertTrue(scene.oms.review().hold(id, hold).done());
        scene.later();
        assertEquals(FulfillmentOrder.State.PLANNED, scene.works("1001").get(0).state());
        assertTrue(scene.oms.review().lift(id, "host", "call").done());
        assertEquals(
                FulfillmentOrder.State.RELEASED, scene.works("1001").get(0).state(), "the message is not sent yet");

        assertTrue(undo("1002").done());

        assertEquals(Set.of("W1[1001/0x2]", "W1[1002/0x1]"), scene.grouping("1001", "1002"));
        assertEquals(3, scene.reserved("X") + scene.reserved("Y"), "nothing is reserved twice");
        assertEquals(2, scene.outbox.releases().size(), "the source hears of the two alone");
        assertEquals(List.of(), scene.outbox.cancels(), "and has nothing to stop");
        scene.ship("1001");
        scene.ship("1002");
        assertEquals(0, scene.reserved("X") + scene.reserved("Y"));
    }

    @Test
    void moneyAndLinesStayWhatTheyWere() {
        twoThatMerged();
        List<Demand> demands = scene.order("1001").demands();
        var sale = scene.order("1001").sale();
        undo("1001");
        assertEquals(sale, scene.order("1001").sale());
        assertEquals(demands, scene.order("1001").demands());
    }

    @Test
    void whoComesLateToAGroupHasItsReasonsToo() {
        twoThatMerged();
        List<String> codes = new ArrayList<>();
        scene.oms.journal().history(scene.order("1002").id()).forEach(entry -> entry.reasons()
                .forEach(reason -> codes.add(reason.code())));
        assertTrue(codes.contains("MERGED"), codes::toString);
        assertTrue(codes.contains("SINGLE_SOURCE"), codes::toString);
    }
}
