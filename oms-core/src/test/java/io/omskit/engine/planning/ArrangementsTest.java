package io.omskit.engine.planning;

import static io.omskit.fulfillment.Draft.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy.Presale;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a plan is told of what was said by hand, and of lines that are held. */
class ArrangementsTest {
    private static final Order ORDER =
            Draft.of(1).pieces("X", 3, 100).pieces("Y", 1, 100).build();

    private static List<Instruction> of(Order... orders) {
        return Arrangements.of(List.of(orders), NOW);
    }

    private static Order arranged(Arrangement... arrangements) {
        return ORDER.withHandling(
                ORDER.handling().withEdits(ORDER.handling().edits().withArrangements(List.of(arrangements))));
    }

    private static Part part(int demand, long quantity) {
        return new Part(1, demand, quantity);
    }

    @Test
    void everySortOfArrangementIsAnInstructionOfItsOwn() {
        Units two = new Units(1, 0, 2);
        Units one = new Units(1, 1, 1);
        assertEquals(
                List.of(
                        new Instruction.Apart(List.of(part(0, 2), part(1, 1))),
                        new Instruction.Together(List.of(part(0, 2), part(1, 1))),
                        new Instruction.Answer(1, Presale.WAIT_ALL)),
                of(arranged(
                        new Arrangement(Sort.APART, "", List.of(two, one)),
                        new Arrangement(Sort.TOGETHER, "", List.of(two, one)),
                        new Arrangement(Sort.PRESALE, "WAIT_ALL", List.of()))));
    }

    @Test
    void allUnitsThatAreToComeFromASourceComeFromThere() {
        assertEquals(
                List.of(new Instruction.At(part(0, 2), "W2"), new Instruction.At(part(1, 1), "W2")),
                of(arranged(new Arrangement(Sort.AT, "W2", List.of(new Units(1, 0, 2), new Units(1, 1, 1))))));
    }

    private static Hold hold(@Nullable String line, @Nullable Instant until, Hold.Step... steps) {
        return new Hold("LOOK", "desk", "h" + line, line, "look", NOW, until, Set.of(steps));
    }

    @Test
    void aHeldLineTravelsByItself() {
        List<Instruction> apart = List.of(new Instruction.Apart(List.of(part(0, 3))));
        assertEquals(apart, of(ORDER.withHold(hold("L0", null, Hold.Step.RELEASE))));
        assertEquals(apart, of(ORDER.withHold(hold("L0", null, Hold.Step.HAND_OVER))));
        assertEquals(List.of(), of(ORDER.withHold(hold("L0", null, Hold.Step.MERGE))), "it may leave");
        assertEquals(List.of(), of(ORDER.withHold(hold("L0", NOW, Hold.Step.RELEASE))), "the hold is over");
        assertEquals(List.of(), of(ORDER.withHold(hold(null, null, Hold.Step.RELEASE))), "all of it waits");
    }

    @Test
    void whereEveryLineIsHeldNothingTravelsApart() {
        Order all = ORDER.withHold(hold("L0", null, Hold.Step.RELEASE)).withHold(hold("L1", null, Hold.Step.RELEASE));
        assertEquals(List.of(), of(all));
        Demand y = ORDER.demands().get(1);
        Order rest = ORDER.withHold(hold("L0", null, Hold.Step.RELEASE))
                .withDemand(y.withPlan(0, 0, 1).withProgress(Progress.NONE.ship(1)));
        assertEquals(List.of(), of(rest), "Y has left: X is all there is");
    }

    @Test
    void ofAHeldLineOnlyWhatHasNotLeftIsKeptApart() {
        Demand x = ORDER.demands().get(0);
        Order some = ORDER.withHold(hold("L0", null, Hold.Step.RELEASE))
                .withDemand(x.withPlan(2, 0, 1).withProgress(Progress.NONE.ship(1)));
        assertEquals(List.of(new Instruction.Apart(List.of(part(0, 2)))), of(some));
        assertEquals(
                List.of(new Instruction.Apart(List.of(part(0, 1)))),
                of(Draft.canceled(some, 0, 1)),
                "one was canceled");
    }
}
