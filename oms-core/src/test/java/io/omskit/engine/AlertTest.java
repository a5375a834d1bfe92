package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.rule.RuleBook;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever raises an alert, somebody hears of it, it stands in the view while it is open, and it can be closed. */
class AlertTest {
    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private final List<String> heard = new ArrayList<>();
    private Outcome answer = Outcome.Done.of("taken");
    private Oms oms;

    @BeforeEach
    void build() {
        Policy nobodyApproves = Policy.defaults()
                .withReview(RuleBook.<io.omskit.order.OrderView, io.omskit.order.flow.OrderAction>compile(
                                "nobody", "1", OrderFields.orders(), List.of())
                        .orThrow());
        oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .policy(nobodyApproves)
                .handler(outbox.taking(
                        Effect.SOURCE_WORK, RepeatRule.SAME_KEY, effect -> answer, effect -> new Outcome.Unknown("?")))
                .listener(new Listener() {
                    @Override
                    public void onAlert(Reason alert) {
                        heard.add(alert.code());
                    }
                })
                .build();
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private Order order() {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private List<String> open() {
        return oms.store().find(Query.all(Tables.ALERT)).stream()
                .map(row -> row.text("type"))
                .sorted()
                .toList();
    }

    private void told(long pieces) {
        oms.submit(new Command.MoveStock(
                List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 1, "in-" + pieces))));
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", pieces, 5000)));
        oms.drain();
    }

    private void approve() {
        assertTrue(oms.submit(new Command.OpenGate(order().id(), Hold.REVIEW, "desk"))
                .done());
    }

    @Test
    void aReviewByHandClosesWhatAskedForIt() {
        told(1);
        assertEquals(List.of("REVIEW"), open());
        approve();
        assertEquals(List.of(), open());
        assertEquals(List.of("REVIEW_WAITS"), heard);
    }

    @Test
    void whatACommandRaisesIsHeardToo() {
        told(1);
        approve();
        oms.drain();
        heard.clear();
        Hold hold =
                new Hold("DESK", "desk", "look", null, "look", shelf.instant(), null, EnumSet.allOf(Hold.Step.class));
        assertTrue(oms.submit(new Command.PlaceHold(order().id(), hold)).done());
        assertEquals(List.of("INTERCEPT_ASKED"), heard);
        assertEquals(List.of("INTERCEPT"), open());
    }

    @Test
    void anInterceptThatSucceededIsClosed() {
        whatACommandRaisesIsHeardToo();
        oms.drain();
        assertEquals(List.of(), open());
        assertFalse(oms.fulfillment().of(order()).stream().anyMatch(work -> work.handedOver()));
    }

    @Test
    void whatASourceRefusesIsHeardAndClosedByHand() {
        told(1);
        approve();
        heard.clear();
        answer = new Outcome.Rejected("address out of reach");
        oms.drain();
        shelf.forward(Duration.ofHours(1));
        oms.drain();
        assertEquals(List.of("EFFECT_REJECTED", "PLAN_WAITS"), heard, "nobody else has it: it waits");
        String type = "EFFECT_REJECTED:" + Effect.SOURCE_WORK;
        assertEquals(List.of(type, "PLAN_WAITS"), open());
        assertTrue(oms.submit(new Command.SettleAlert(order().id(), type)).done());
        assertEquals(List.of("PLAN_WAITS"), open());
        assertTrue(oms.submit(new Command.SettleAlert(order().id(), type)).done(), "again is no error");
    }

    @Test
    void anOrderThatNobodyKnowsIsNamed() {
        Command.Result result = oms.submit(new Command.SettleAlert(4711, "REVIEW"));
        assertFalse(result.done());
        assertTrue(result.explanation().toString().contains("UNKNOWN_ORDER"), result::toString);
    }

    @Test
    void alertsOfSeveralOrdersAreClosedInOneBatch() {
        told(3);
        oms.accept(Shelf.paid("1002", "Wu", Shelf.START, Shelf.line("1", "X", 2, 5000)));
        oms.drain();
        assertEquals(List.of("REVIEW", "REVIEW", "SHORTAGE", "SHORTAGE"), open());
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in"))));
        oms.accept(
                Shelf.paid("1001", "Li", Shelf.START.plusSeconds(5), Shelf.line("1", "X", 3, 5000)),
                Shelf.paid("1002", "Wu", Shelf.START.plusSeconds(5), Shelf.line("1", "X", 2, 5000)));
        oms.drain();
        assertEquals(List.of("REVIEW", "REVIEW"), open());
    }

    @Test
    void anotherPolicyReviewsWhatWaitsAndIsNamedInTheJournal() {
        told(1);
        assertEquals(List.of("REVIEW"), open());
        oms.use(oms.policy().withReview(Policy.approveClean()));
        oms.drain();
        assertEquals(List.of(), open());
        assertTrue(oms.fulfillment().of(order()).get(0).handedOver());
        assertTrue(oms.journal().history(order().id()).stream()
                .anyMatch(entry -> Policy.approveClean().reference().equals(entry.book())));
    }

    @Test
    void whatIsOpenAlreadyIsNotHeardAgain() {
        told(1);
        oms.accept(Shelf.paid("1001", "Li", Shelf.START.plusSeconds(5), Shelf.line("1", "X", 1, 5000)));
        oms.drain();
        oms.submit(new Command.Replan(order().id()));
        assertEquals(List.of("REVIEW_WAITS"), heard);
        assertTrue(oms.submit(new Command.SettleAlert(order().id(), "REVIEW")).done());
        oms.accept(Shelf.paid("1001", "Li", Shelf.START.plusSeconds(9), Shelf.line("1", "X", 1, 5000)));
        oms.drain();
        assertEquals(
                List.of("REVIEW_WAITS", "REVIEW_WAITS"),
                heard,
                "closed by hand, it opens again while its cause is there");
    }
}
