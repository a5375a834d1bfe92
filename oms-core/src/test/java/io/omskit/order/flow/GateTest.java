package io.omskit.order.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Draft;
import io.omskit.order.Handling;
import io.omskit.order.Handling.Meaning;
import io.omskit.order.Hold;
import io.omskit.rule.Condition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Gates, questions and actions as code makes them: each contradiction is refused where it is made. */
class GateTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final AskBack ASK = new AskBack("Go on?", DAY, Map.of("yes", Meaning.PASS), Meaning.HOLD);

    private static Gate.Builder gate() {
        return Gate.builder("LOOK", Condition.always(), "look");
    }

    private static void refused(String problem, String remedy, Executable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        int line = message.indexOf('\n');
        assertTrue(line > 0 && message.substring(0, line).contains(problem), message);
        assertTrue(message.substring(line).contains(remedy), message);
    }

    @Test
    void aGateBlocksSomething() {
        refused("gate LOOK blocks nothing", "or leave the gate out", () -> gate().blocks(Set.of())
                .build());
        assertEquals(
                EnumSet.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER),
                EnumSet.copyOf(gate().releasers("desk").build().blocks()));
    }

    @Test
    void itsTimesGoForward() {
        refused("gate LOOK expires after PT-1S", "Give a positive duration", () -> gate().expiry(
                        Duration.ofSeconds(-1), Gate.From.PAID)
                .build());
        assertEquals(
                Duration.ZERO,
                gate().expiry(Duration.ZERO, Gate.From.PAID).build().expiry());
        for (Duration bad : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            refused("gate LOOK is looked at again every " + bad, "positive duration", () -> gate().recheck(bad)
                    .build());
        }
        assertEquals(DAY, gate().recheck(DAY).build().recheck());
    }

    @Test
    void severalApprovalsNeedSomebodyWhoMayGiveThem() {
        refused("gate LOOK wants 0 approvals of 0 roles", "at least one approval", () -> gate().approvals(0)
                .build());
        refused("wants 2 approvals of 0 roles", "name who may approve", () -> gate().approvals(2)
                .build());
        assertEquals(2, gate().approvals(2).releasers("desk").build().approvals());
    }

    @Test
    void aGateThatAsksHasTheDeadlineOfItsQuestionAlone() {
        refused(
                "gate LOOK has an expiry and a question",
                "Give the deadline of the question alone",
                () -> gate().askBack(ASK).expiry(DAY, Gate.From.CLOSED).build());
        assertEquals(ASK, gate().askBack(ASK).build().askBack());
    }

    @Test
    void whatDecidesAboutTheOrderIsNoActionOnEntryOrExit() {
        List<OrderAction> deciding =
                List.of(OrderAction.Hold.review(), new OrderAction.Ask(ASK), new OrderAction.Approve());
        for (OrderAction action : deciding) {
            refused("gate LOOK holds, asks or approves on entry or exit", "Use a gate of its own", () -> gate().onEntry(
                            List.of(new OrderAction.Seal(), action))
                    .build());
            refused("gate LOOK holds, asks or approves", "askBack for a question", () -> gate().onExit(List.of(action))
                    .build());
        }
        List<OrderAction> marks = List.of(new OrderAction.Seal(), new OrderAction.Tag(List.of("vip")));
        assertEquals(marks, gate().onEntry(marks).onExit(marks).build().onExit());
    }

    @Test
    void aGateHasAWayOutWhereSomebodySomeTimeOrSomeAnswerOpensIt() {
        assertFalse(gate().build().hasWayOut());
        assertTrue(gate().releasers("desk").build().hasWayOut());
        assertTrue(gate().expiry(DAY, Gate.From.PLACED).build().hasWayOut());
        assertTrue(gate().askBack(ASK).build().hasWayOut());
        AskBack stop = new AskBack("Stop?", DAY, Map.of("yes", Meaning.CANCEL), Meaning.HOLD);
        assertFalse(gate().askBack(stop).build().hasWayOut());
    }

    @Test
    void aDelayCountsFromPaymentAndAPersonMayEndIt() {
        Gate delay = Gate.delay("DELAY", Condition.always(), DAY, Set.of(Hold.Step.PLAN), "later");
        assertEquals(DAY, delay.expiry());
        assertEquals(Gate.From.PAID, delay.expiryFrom());
        assertEquals(Set.of("reviewer"), delay.releasers());
        assertEquals(Set.of(Hold.Step.PLAN), delay.blocks());
    }

    @Test
    void aQuestionHasATextAnswersAndADeadline() {
        Map<String, Meaning> yes = Map.of("yes", Meaning.PASS);
        String remedy = "Give a text, at least one answer and a deadline above zero";
        refused("Question ' ' has 1 answers", remedy, () -> new AskBack(" ", DAY, yes, Meaning.HOLD));
        refused("Question 'Go?' has 0 answers", remedy, () -> new AskBack("Go?", DAY, Map.of(), Meaning.HOLD));
        refused("the deadline PT0S", remedy, () -> new AskBack("Go?", Duration.ZERO, yes, Meaning.HOLD));
        refused("the deadline PT-1S", remedy, () -> new AskBack("Go?", Duration.ofSeconds(-1), yes, Meaning.HOLD));
    }

    @Test
    void aQuestionIsOpenUntilItsDeadline() {
        Handling.Question asked = ASK.at(Draft.NOW, "LOOK");
        assertEquals(Draft.NOW.plus(DAY), asked.deadline());
        assertEquals("LOOK", asked.type());
        assertTrue(asked.isOpen());
    }

    @Test
    void someAnswerMeansSomethingElseThanSilence() {
        refused(
                "Every answer to 'Go?' means HOLD",
                "Give an answer of another meaning",
                () -> new AskBack("Go?", DAY, Map.of("no", Meaning.HOLD), Meaning.HOLD));
        Map<String, Meaning> answers = new LinkedHashMap<>();
        answers.put("yes", Meaning.PASS);
        answers.put("no", Meaning.HOLD);
        AskBack ask = new AskBack("Go?", DAY, answers, Meaning.HOLD);
        answers.clear();
        assertEquals(List.of("yes", "no"), List.copyOf(ask.answers().keySet()), "in the order of asking");
        assertTrue(ask.canMean(Meaning.PASS));
        assertTrue(ask.canMean(Meaning.HOLD));
        assertFalse(ask.canMean(Meaning.CANCEL));
        assertEquals(ask, AskBack.of(ask.arguments()));
    }

    @Test
    void actionsThatWouldDoNothingAreRefused() {
        refused("A gift of CUP has the quantity 0", "Give at least 1", () -> new OrderAction.Gift(new Sku("CUP"), 0));
        for (Duration bad : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            refused("A ship-by time of " + bad, "Give more than zero", () -> new OrderAction.ShipBy(bad));
        }
        refused(
                "A hold of type ' '",
                "Name what it blocks",
                () -> new OrderAction.Hold(" ", OrderAction.Hold.USUAL, Set.of(), "r"));
        refused(
                "A hold of type 'X' blocks []",
                "Name what it blocks",
                () -> new OrderAction.Hold("X", Set.of(), Set.of(), "r"));
        refused(
                "A hold of type 'REVIEW' blocks [PLAN]",
                "a type other than REVIEW",
                () -> new OrderAction.Hold(Hold.REVIEW, Set.of(Hold.Step.PLAN), Set.of(), "r"));
        refused(
                "of 1 codes",
                "a type other than REVIEW",
                () -> new OrderAction.Hold(Hold.REVIEW, OrderAction.Hold.USUAL, Set.of("MUG"), "r"));
        assertEquals(Hold.REVIEW, OrderAction.Hold.review().type());
    }
}
