package io.omskit.order.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.order.Handling;
import io.omskit.order.Handling.Meaning;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.edit.Edits;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.rule.book.RuleBookWriter;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What review rules do to an order. */
class OrderActionsTest {
    private static final Instant NOW = Sold.NOON;
    private static final OrderAction.Hold RISK =
            new OrderAction.Hold("RISK", EnumSet.of(Hold.Step.RELEASE), Set.of(), "black list");
    private static final OrderAction.Ask ASK = new OrderAction.Ask(new AskBack(
            "Really?", Duration.ofHours(1), Map.of("yes", Meaning.PASS, "no", Meaning.CANCEL), Meaning.HOLD));
    private static final OrderAction APPROVE = new OrderAction.Approve();

    private static Order order() {
        return new Sold()
                .line("A", Quantity.pieces(1), 100)
                .line("B", Quantity.pieces(1), 100)
                .order();
    }

    private static Treatment treated(Order order, OrderAction... actions) {
        return OrderActions.apply(order, List.of(actions), "rule@1", NOW).plan();
    }

    @Test
    void everythingThatARuleMaySayIsReadAndWrittenBack() {
        String then = "then: [approve, {hold: {type: RISK, blocks: [MERGE], codes: [A, B], reason: why}}, hold, "
                + "{route: {reviewer: desk}}, {tag: {words: [x]}}, {source: {id: wh}}, {carrier: {id: sf}}, "
                + "{gift: {sku: CUP, quantity: 2}}, seal, {merge: {choice: FORBID}}, {split: {choice: ALLOW}}, "
                + "{askBack: {question: Why?, deadline: 1 h, answers: {so: PASS}, silence: CANCEL}}, "
                + "{shipBy: {afterPayment: 2 d}}]";
        String text = "book: b\nversion: 1\nrules:\n  - id: r\n    version: 1\n    group: RISK\n"
                + "    when: {field: order.sealed, \"=\": true}\n    " + then + "\n";
        RuleBookReader<OrderView, OrderAction> reader =
                RuleBookReader.of(OrderFields.orders(), OrderActions.ofReview()).ofKept();
        RuleBook<OrderView, OrderAction> book =
                reader.read("b", text.getBytes(UTF_8)).orThrow();
        List<OrderAction> actions = book.rules().get(0).then();
        assertEquals(13, actions.size());
        assertEquals(
                new OrderAction.Hold("RISK", EnumSet.of(Hold.Step.MERGE), Set.of("A", "B"), "why"), actions.get(1));
        assertEquals(OrderAction.Hold.review(), actions.get(2));
        assertEquals(new OrderAction.Gift(new Sku("CUP"), 2), actions.get(7));
        assertEquals(new OrderAction.ShipBy(Duration.ofDays(2)), actions.get(12));
        String again = RuleBookWriter.of(OrderActions.ofReview()).yaml(book);
        assertEquals(
                actions,
                reader.read("b", again.getBytes(UTF_8)).orThrow().rules().get(0).then());
    }

    @Test
    void anApprovalStandsOnlyWhereNothingStops() {
        assertTrue(treated(order(), APPROVE).order().hasPassed(Hold.REVIEW));
        for (OrderAction stop : List.of(OrderAction.Hold.review(), RISK, new OrderAction.Route("desk"), ASK)) {
            assertFalse(treated(order(), APPROVE, stop).order().hasPassed(Hold.REVIEW), stop::toString);
            assertFalse(Verdict.approves(order(), List.of(APPROVE, stop)));
        }
        assertFalse(treated(order()).order().hasPassed(Hold.REVIEW), "what no rule approves waits");
        assertEquals("rule@1", treated(order(), APPROVE).order().passes().get(0).by());
    }

    @Test
    void aHoldOfAReviewGoesWhenTheRulesDoNotAskForItAnyMore() {
        Order held = treated(order(), RISK).order();
        Hold hold = held.holds().get(0);
        assertEquals(List.of("RISK", Hold.RULES, "black list"), List.of(hold.type(), hold.owner(), hold.reason()));
        assertEquals(held, treated(held, RISK).order());
        assertEquals(List.of(), treated(held, APPROVE).order().holds());
    }

    @Test
    void aHoldThatAPersonReleasedStopsNoMore() {
        Order held = treated(order(), RISK).order();
        Order released = OrderFlow.standard(Duration.ZERO).approved(held, "RISK", "anna", NOW);
        assertEquals(List.of(), released.holds());
        Order again = treated(released, APPROVE, RISK).order();
        assertEquals(List.of(), again.holds());
        assertTrue(again.hasPassed(Hold.REVIEW));
    }

    @Test
    void aHoldOnCodesHoldsTheirLines() {
        Order held = treated(order(), new OrderAction.Hold("DANGER", RISK.blocks(), Set.of("B", "C"), ""))
                .order();
        assertEquals(List.of("B"), held.holds().stream().map(Hold::lineId).toList());
        assertFalse(held.isBlocked(Hold.Step.RELEASE, "A", NOW));
        assertTrue(held.isBlocked(Hold.Step.RELEASE, "B", NOW));
    }

    @Test
    void marksStayWithTheOrder() {
        Handling handling = treated(
                        order(),
                        new OrderAction.Tag(List.of("vip", "new")),
                        new OrderAction.Route("desk"),
                        new OrderAction.Source("wh"),
                        new OrderAction.Carrier("sf"),
                        new OrderAction.Seal(),
                        new OrderAction.Merge(Handling.Choice.FORBID),
                        new OrderAction.Split(Handling.Choice.ALLOW),
                        new OrderAction.ShipBy(Duration.ofHours(4)))
                .order()
                .handling();
        assertEquals(
                new Handling(
                        Set.of("new", "vip"),
                        "desk",
                        true,
                        "wh",
                        "sf",
                        Handling.Choice.FORBID,
                        Handling.Choice.ALLOW,
                        Duration.ofHours(4),
                        List.of(),
                        List.of(),
                        Edits.NONE),
                handling);
        assertEquals(
                NOW.plus(Duration.ofHours(4)), order().withHandling(handling).shipBy());
    }

    @Test
    void aQuestionWaitsForItsAnswerOutsideOfAGateToo() {
        OrderFlow flow = OrderFlow.standard(Duration.ZERO);
        Treatment asked = treated(order(), APPROVE, ASK);
        assertEquals(
                new Request.Ask("ASK_BACK", "Really?", NOW.plus(Duration.ofHours(1)), answers(asked)),
                asked.requests().get(0));
        assertEquals(Set.of("yes", "no"), Set.copyOf(answers(asked)));
        assertTrue(asked.order().isBlocked(Hold.Step.RELEASE, NOW));
        assertEquals(List.of(), treated(asked.order(), APPROVE, ASK).requests(), "asked once");
        Order yes = flow.answered(asked.order(), "ASK_BACK", "yes", NOW).plan().order();
        assertTrue(yes.holds().stream().noneMatch(hold -> hold.type().equals("ASK_BACK")));
        assertTrue(treated(yes, APPROVE, ASK).order().hasPassed(Hold.REVIEW));
        Decision<Treatment> no = flow.answered(asked.order(), "ASK_BACK", "no", NOW);
        assertEquals(List.of(new Request.Cancel("ASK_BACK", "no")), no.plan().requests());
        assertTrue(no.plan().order().isBlocked(Hold.Step.RELEASE, NOW.plus(Duration.ofDays(9))));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> flow.answered(asked.order(), "ASK_BACK", "perhaps", NOW))
                .getMessage();
        assertTrue(message.contains("Possible: [") && message.contains("yes"), message);
    }

    private static List<String> answers(Treatment asked) {
        return ((Request.Ask) asked.requests().get(0)).answers();
    }

    @Test
    void giftsAreAskedForInTheNameOfTheirRule() {
        assertEquals(
                List.of(new Request.Gift(new Sku("CUP"), 3, "rule@1")),
                treated(order(), new OrderAction.Gift(new Sku("CUP"), 3)).requests());
    }

    @Test
    void nonsenseIsRefusedWhenItIsMade() {
        assertThrows(IllegalArgumentException.class, () -> new OrderAction.Gift(new Sku("CUP"), 0));
        assertThrows(IllegalArgumentException.class, () -> new OrderAction.ShipBy(Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new OrderAction.Hold(Hold.REVIEW, EnumSet.of(Hold.Step.PLAN), Set.of(), ""));
        assertThrows(
                IllegalArgumentException.class, () -> new OrderAction.Hold("X", Set.of(), Set.of(), "blocks nothing"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AskBack("?", Duration.ZERO, Map.of("a", Meaning.PASS), Meaning.HOLD));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AskBack("?", Duration.ofDays(1), Map.of("a", Meaning.HOLD), Meaning.HOLD));
    }
}
