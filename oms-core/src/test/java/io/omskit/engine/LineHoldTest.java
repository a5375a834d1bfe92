package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.Policy;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.order.Hold;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderStatus;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A review rule that holds single lines holds these: the rest of the order is reviewed and goes on. */
class LineHoldTest {
    private static final String HOLDS_Y = """
          - id: battery
            version: 1
            group: LOGISTICS
            when: {field: order.flags, contains: battery}
            then: [{hold: {type: BATTERY, codes: [Y], reason: no license}}]
        """;

    private static final String APPROVES = """
          - id: all
            version: 1
            group: MARKETING
            when: always
            then: [approve]
        """;

    private static RuleBook<OrderView, OrderAction> book(String rules) {
        return RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read("b", ("book: b\nversion: 1\nrules:\n" + rules).getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private static Scene scene(String rules) {
        return Scene.of(Policy.defaults().withReview(book(rules)))
                .stock("W1", "X", 9)
                .stock("W1", "Y", 9);
    }

    private static OrderFact sold(Set<String> flags, OrderFact.Line... lines) {
        return Scene.fact("1", PlatformStatus.TO_SHIP, OrderFact.Terms.PAY_FIRST, flags, lines);
    }

    private static OrderFact both(Set<String> flags) {
        return sold(flags, Shelf.line("x", "X", 2, 5_000), Shelf.line("y", "Y", 1, 3_000));
    }

    private static long released(Scene scene, int demand) {
        return scene.order("1").demands().get(demand).progress().released();
    }

    @Test
    void theOtherLineIsReviewedAndGoesOn() {
        try (Scene scene = scene(HOLDS_Y + APPROVES)) {
            scene.sell(both(Set.of("battery")));
            assertTrue(scene.order("1").hasPassed(Hold.REVIEW));
            assertEquals(2, released(scene, 0));
            assertEquals(0, released(scene, 1));
            assertEquals(
                    OrderStatus.Review.HELD,
                    OrderStatus.of(scene.order("1"), scene.time.instant()).review());
            assertTrue(scene.oms
                    .review()
                    .open(scene.order("1").id(), "BATTERY", "Ann", "reviewer")
                    .done());
            scene.oms.drain();
            assertEquals(1, released(scene, 1), "somebody has let it go");
        }
    }

    @Test
    void nothingGoesThatNoRuleApproves() {
        try (Scene scene = scene(HOLDS_Y)) {
            scene.sell(both(Set.of("battery")));
            assertFalse(scene.order("1").hasPassed(Hold.REVIEW));
            assertEquals(0, released(scene, 0));
        }
    }

    @Test
    void anOrderThatConsistsOfTheHeldLineWaits() {
        try (Scene scene = scene(HOLDS_Y + APPROVES)) {
            scene.sell(sold(Set.of("battery"), Shelf.line("y", "Y", 1, 3_000)));
            assertEquals(List.of(), scene.outbox.releases());
            assertEquals(
                    "BATTERY", scene.oms.orders().waitingAt(scene.order("1")).orElseThrow());
        }
    }

    @Test
    void theHoldGoesWhenTheRulesDoNotAskForItAnyMore() {
        try (Scene scene = scene(HOLDS_Y + APPROVES)) {
            scene.sell(both(Set.of("battery")));
            assertEquals(0, released(scene, 1));
            OrderFact told = both(Set.of());
            scene.time.forward(Duration.ofMinutes(1));
            scene.sell(later(told, scene));
            assertEquals(1, released(scene, 1));
            assertEquals(2, released(scene, 0), "what went on is left alone");
        }
    }

    @Test
    void aHoldOfTheWholeOrderStillOutweighsTheApproval() {
        String whole = HOLDS_Y.replace("codes: [Y], ", "");
        try (Scene scene = scene(whole + APPROVES)) {
            scene.sell(both(Set.of("battery")));
            assertFalse(scene.order("1").hasPassed(Hold.REVIEW));
            assertEquals(0, released(scene, 0));
        }
    }

    @Test
    void aRefundOfTheOtherLineLeavesNothingToRelease() {
        try (Scene scene = scene(HOLDS_Y + APPROVES)) {
            scene.oms.accept(Scene.refund("1", "R1", "x", 2, RefundFact.Status.REQUESTED, Shelf.START));
            scene.sell(both(Set.of("battery")));
            assertEquals(0, released(scene, 0));
            assertEquals(0, released(scene, 1));
        }
    }

    private static OrderFact later(OrderFact told, Scene scene) {
        return new OrderFact(
                told.ref(),
                Revision.at(scene.time.instant(), 1),
                told.provenance(),
                told.kind(),
                told.status(),
                told.rawStatus(),
                told.terms(),
                told.placedAt(),
                told.paidAt(),
                told.shipBy(),
                told.closedAt(),
                told.presale(),
                told.amounts(),
                told.lines(),
                told.blocks(),
                told.related(),
                told.flags(),
                told.region(),
                told.personal(),
                told.problems());
    }
}
