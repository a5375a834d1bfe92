package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.stored.EffectRows;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.RefundFact;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceReport;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.book.GiftBookReader;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.store.Query;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * A refund that names a line is about that line (R-4.1, R-5.1 row 5, R-4.4, R-11.4): what the buyer still wants goes on. One that
 * names none is about the whole order.
 */
class LineRefundTest {
    private static final String GIFT = """
        gifts: g
        version: "1"
        rules:
          - id: CUP
            version: 1
            trigger: {skus: [X, Y]}
            tiers:
              - {amount: 100.00 CNY, allOf: [{sku: Z}]}
        """;

    private static void refund(Scene scene, String line, RefundFact.Status status, int seconds) {
        scene.oms.accept(Scene.refund("1", "R1", line, 1, status, Shelf.START.plusSeconds(seconds)));
        scene.oms.drain();
    }

    private static long released(Scene scene, int demand) {
        return scene.order("1").demands().get(demand).progress().released();
    }

    private static Scene sold(Policy policy) {
        Scene scene = Scene.of(policy).stock("W1", "X", 9).stock("W2", "Y", 9).stock("W1", "Z", 9);
        scene.sell("1", "Li", Shelf.line("x", "X", 2, 5_000), Shelf.line("y", "Y", 1, 3_000));
        return scene;
    }

    @Test
    void theWorkOfTheOtherLineIsLeftAlone() {
        try (Scene scene = sold(Policy.defaults())) {
            assertEquals(2, scene.outbox.releases().size());
            refund(scene, "y", RefundFact.Status.REQUESTED, 60);
            assertEquals(2, released(scene, 0));
            assertEquals(1, scene.outbox.cancels().size(), "W2 alone is asked to stop");
            assertEquals("W2", scene.outbox.cancels().get(0).target());
            assertEquals(0, released(scene, 1));
            refund(scene, "y", RefundFact.Status.CLOSED, 120);
            assertEquals(1, released(scene, 1), "the buyer wants it after all");
            assertEquals(3, scene.outbox.releases().size());
        }
    }

    @Test
    void aRefundThatCameBeforeTheReviewDoesNotKeepTheOtherLineFromBeingReviewed() {
        try (Scene scene = Scene.of(Policy.defaults()).stock("W1", "X", 9).stock("W1", "Y", 9)) {
            scene.oms.accept(Scene.refund("1", "R1", "y", 1, RefundFact.Status.REQUESTED, Shelf.START));
            scene.sell("1", "Li", Shelf.line("x", "X", 2, 5_000), Shelf.line("y", "Y", 1, 3_000));
            assertTrue(scene.order("1").hasPassed(Hold.REVIEW));
            assertEquals(2, released(scene, 0));
            assertEquals(0, released(scene, 1));
        }
    }

    @Test
    void whatIsLockedOnApprovalIsLockedForTheOtherLine() {
        StockPolicy stock = StockPolicy.defaults().withLock(StockPolicy.Lock.ON_APPROVAL);
        try (Scene scene =
                Scene.of(Policy.defaults().withStock(stock)).stock("W1", "X", 9).stock("W1", "Y", 9)) {
            scene.oms.accept(Scene.refund("1", "R1", "y", 1, RefundFact.Status.REQUESTED, Shelf.START));
            scene.sell("1", "Li", Shelf.line("x", "X", 2, 5_000), Shelf.line("y", "Y", 1, 3_000));
            assertEquals(2, released(scene, 0));
        }
    }

    @Test
    void aRefundOfTheOnlyOpenLineOrOfNoLineThatWasSoldHoldsEverything() {
        for (String line : new String[] {null, "nobody knows"}) {
            try (Scene scene = sold(Policy.defaults())) {
                refund(scene, line, RefundFact.Status.REQUESTED, 60);
                assertEquals(0, released(scene, 0));
                assertEquals(0, released(scene, 1));
                assertEquals(2, scene.outbox.cancels().size());
                assertEquals(Optional.of("REFUND_OPEN"), scene.oms.orders().waitingAt(scene.order("1")));
            }
        }
    }

    @Test
    void onlyTheParcelWithTheLineIsAskedBack() {
        for (RefundFact.Status status : List.of(RefundFact.Status.REQUESTED, RefundFact.Status.SUCCEEDED)) {
            try (Scene scene = sold(Policy.defaults())) {
                scene.ship("1");
                refund(scene, "y", status, 60);
                List<Effect> open = scene.oms.store().find(Query.all(Tables.EFFECT)).stream()
                        .map(EffectRows::effect)
                        .filter(effect -> effect.type().equals(Effect.INTERCEPT))
                        .toList();
                FulfillmentOrder second = scene.works("1").stream()
                        .filter(work -> work.source().equals("W2"))
                        .findFirst()
                        .orElseThrow();
                assertEquals(1, open.size(), status::name);
                assertEquals(second.id(), open.get(0).fulfillmentOrder());
            }
        }
    }

    @Test
    void onlyTheSourceThatHasPackedTheLineIsAskedToStop() {
        try (Scene scene = sold(Policy.defaults())) {
            for (FulfillmentOrder work : scene.works("1")) {
                scene.report(new SourceReport.Packed(work.id(), scene.time.instant(), List.of(), List.of()));
            }
            refund(scene, "y", RefundFact.Status.SUCCEEDED, 60);
            assertEquals(
                    List.of("W2"),
                    scene.outbox.cancels().stream().map(Effect::target).toList());
        }
    }

    @Test
    void aGiftWaitsWithEveryLineThatEarnsIt() {
        GiftBook book = GiftBookReader.read("g.yaml", GIFT.getBytes(StandardCharsets.UTF_8))
                .orThrow();
        for (String line : List.of("x", "y")) {
            try (Scene scene = sold(Policy.defaults().withGifts(book))) {
                assertEquals(
                        Demand.Origin.GIFT, scene.order("1").demands().get(2).origin());
                refund(scene, line, RefundFact.Status.REQUESTED, 60);
                assertEquals(0, released(scene, 2), line);
                assertEquals(line.equals("x") ? 0 : 2, released(scene, 0), line);
                refund(scene, line, RefundFact.Status.CLOSED, 120);
                if (line.equals("y")) {
                    // what earned it is on its way already: it follows when that has left
                    scene.ship("1");
                }
                assertEquals(1, released(scene, 2), line);
            }
        }
    }

    @Test
    void theOtherLineMayTravelWithASiblingWhereThePolicySaysSo() {
        Map<MergePolicy.Refunds, Set<String>> groups = Map.of(
                MergePolicy.Refunds.BAN, Set.of("W1[1/0x2]", "W1[1/1x1]", "W1[2/0x1]"),
                MergePolicy.Refunds.DROP_LINES, Set.of("W1[1/0x2, 2/0x1]", "W1[1/1x1]"),
                MergePolicy.Refunds.ALLOW, Set.of("W1[1/0x2, 2/0x1]", "W1[1/1x1]"));
        groups.forEach((refunds, expected) -> {
            Policy policy = Scene.waiting()
                    .withMerge(MergePolicy.builder().refunds(refunds).build());
            try (Scene scene = Scene.of(policy).stock("W1", "X", 9).stock("W1", "Y", 9)) {
                scene.sell("1", "Li", Shelf.line("x", "X", 2, 5_000), Shelf.line("y", "Y", 1, 3_000));
                scene.sell("2", "Li", Shelf.line("x", "X", 1, 5_000));
                refund(scene, "y", RefundFact.Status.REQUESTED, 60);
                assertEquals(expected, scene.grouping("1", "2"), refunds::name);
                scene.later();
                assertEquals(2, released(scene, 0), refunds::name);
                assertEquals(0, released(scene, 1), refunds::name);
            }
        });
    }

    @Test
    void anOrderThatIsHeldAsAWholeDoesNotHoldItsSibling() {
        Policy policy = Scene.waiting()
                .withMerge(
                        MergePolicy.builder().refunds(MergePolicy.Refunds.ALLOW).build());
        try (Scene scene = Scene.of(policy).stock("W1", "X", 9).stock("W1", "Y", 9)) {
            scene.sell("1", "Li", Shelf.line("x", "X", 2, 5_000), Shelf.line("y", "Y", 1, 3_000));
            scene.sell("2", "Li", Shelf.line("x", "X", 1, 5_000));
            refund(scene, null, RefundFact.Status.REQUESTED, 60);
            scene.later();
            assertEquals(0, released(scene, 0));
            assertEquals(1, scene.order("2").demands().get(0).progress().released());
        }
    }

    @Test
    void rulesReadWhereALineStandsNow() {
        Predicate<OrderView> asked = new Condition.AnyLine(
                        "lines",
                        new Condition.Compare("line.refundState", Condition.Operator.EQUAL, Literal.of("REQUESTED")))
                .compile(OrderFields.orders())
                .orThrow();
        try (Scene scene = sold(Scene.waiting())) {
            assertFalse(asked.test(new OrderView(scene.order("1"), Shelf.START)));
            refund(scene, "y", RefundFact.Status.REQUESTED, 60);
            assertTrue(asked.test(new OrderView(scene.order("1"), Shelf.START)));
            refund(scene, "y", RefundFact.Status.CLOSED, 90);
            assertFalse(asked.test(new OrderView(scene.order("1"), Shelf.START)));
        }
    }

    private static RefundFact whole(long fen, int seconds) {
        RefundFact plain = Scene.refund(
                "1", "R" + seconds, null, 1, RefundFact.Status.SUCCEEDED, Shelf.START.plusSeconds(seconds));
        return new RefundFact(
                plain.ref(),
                plain.refundId(),
                plain.revision(),
                plain.provenance(),
                null,
                null,
                Shelf.yuan(fen),
                plain.status(),
                plain.rawStatus(),
                plain.phase(),
                false,
                plain.occurredAt());
    }

    @Test
    void anOrderThatIsPaidBackAsAWholeDoesNotLeave() {
        try (Scene scene = sold(Scene.waiting())) {
            scene.oms.accept(whole(12_999, 60));
            scene.oms.drain();
            assertEquals(3, scene.allocated("1"), "one cent is left: it is an allowance, and the goods are wanted");
            scene.oms.accept(whole(1, 90));
            scene.oms.drain();
            assertEquals(0, scene.allocated("1"));
            scene.later();
            assertEquals(List.of(), scene.outbox.releases());
        }
    }

    @Test
    void aWholeRefundAfterALineWasRefundedTakesTheRest() {
        try (Scene scene = sold(Scene.waiting())) {
            refund(scene, "y", RefundFact.Status.SUCCEEDED, 60);
            assertEquals(2, scene.allocated("1"));
            scene.oms.accept(whole(10_000, 90));
            scene.oms.drain();
            assertEquals(0, scene.allocated("1"));
        }
    }
}
