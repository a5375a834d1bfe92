package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.ReadingPolicy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.FlowReader;
import io.omskit.order.flow.Gate;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of: what news does, whatever gate or step of the work it meets. Every cell is tested. */
class LateNewsTest {
    /** Where the order is when the news comes, in the order in which it gets there. */
    enum Stage {
        EXPECTED,
        UNPAID,
        /** Not paid, its stock locked since it was ordered. */
        UNPAID_LOCKED,
        UNMAPPED,
        PLATFORM_HOLD,
        SIBLING_WAIT,
        REVIEW,
        ASK_BACK,
        /** A gate that wants two people, and one has said yes. */
        TWO_APPROVALS,
        /** The first of two lines is released, the second is held. */
        LINE_GATE,
        RELEASED,
        HANDED_OVER,
        PACKED,
        SHIPPED,
        DELIVERED;

        boolean isGate() {
            return compareTo(RELEASED) < 0;
        }
    }

    /** What comes late. */
    enum News {
        REFUND_ASKED,
        RISK_FOUND,
        PLATFORM_BLOCK,
        ADDRESS_CHANGED,
        MEMO_CHANGED,
        BLACKLISTED,
        CLOSED,
        /** The second of two lines is held. */
        LINE_HELD,
        /** The buyer asks for the money of the second of two lines. */
        LINE_REFUND_ASKED,
        /** The buyer has got it back. */
        LINE_REFUNDED;

        boolean isOfLine() {
            return compareTo(LINE_HELD) >= 0;
        }

        /** Whether a review that knows it may let the order go all the same. */
        boolean isForReview() {
            return this == MEMO_CHANGED || this == BLACKLISTED;
        }

        boolean goesOn() {
            return isForReview() || this == ADDRESS_CHANGED;
        }
    }

    /** What follows at once. */
    enum Follows {
        /** Nothing is at a source, and nothing goes there while the news stands. */
        STAYS_HERE,
        /** It goes on with what is known now. */
        GOES_ON,
        /** The first line goes on, the second stays here. */
        FIRST_LINE_GOES_ON,
        /** The source is asked to stop; what it may still send stays there. */
        STOP_ASKED,
        /** The source is asked to stop, and what may go is released anew, with what is known now. */
        SENT_AGAIN,
        /** The carrier is asked to stop. */
        INTERCEPT_ASKED,
        NOTHING
    }

    /** The gate at which an order of the stage waits. */
    private static final Map<Stage, String> GATES = new EnumMap<>(Map.of(
            Stage.EXPECTED, "EXPECTED",
            Stage.UNPAID, "UNPAID",
            Stage.UNPAID_LOCKED, "UNPAID",
            Stage.UNMAPPED, "UNMAPPED",
            Stage.PLATFORM_HOLD, "PLATFORM_HOLD",
            Stage.SIBLING_WAIT, "SIBLING_WAIT",
            Stage.REVIEW, "REVIEW",
            Stage.ASK_BACK, "CONFIRM",
            Stage.TWO_APPROVALS, "DESIGN",
            Stage.LINE_GATE, "ENGRAVING"));

    private static Follows expected(Stage stage, News news) {
        if (news.isOfLine() || stage == Stage.LINE_GATE) {
            return expectedOfLines(stage, news);
        }
        if (stage == Stage.DELIVERED) {
            return Follows.NOTHING;
        }
        if (stage == Stage.SHIPPED) {
            return news == News.PLATFORM_BLOCK || news.isForReview() ? Follows.NOTHING : Follows.INTERCEPT_ASKED;
        }
        if (stage == Stage.HANDED_OVER || stage == Stage.PACKED) {
            return news.goesOn() ? Follows.SENT_AGAIN : Follows.STOP_ASKED;
        }
        return news.goesOn() ? Follows.GOES_ON : Follows.STAYS_HERE;
    }

    /** Where a line alone is concerned, the other one goes on. */
    private static Follows expectedOfLines(Stage stage, News news) {
        return switch (stage) {
            case LINE_GATE -> news.isOfLine() || news.goesOn() ? Follows.FIRST_LINE_GOES_ON : Follows.STAYS_HERE;
            case RELEASED -> Follows.FIRST_LINE_GOES_ON;
            // what is not packed is simply cut from the work; a parcel that is packed is opened
            case HANDED_OVER -> news == News.LINE_REFUNDED ? Follows.STOP_ASKED : Follows.SENT_AGAIN;
            case PACKED -> Follows.SENT_AGAIN;
            case SHIPPED -> news == News.LINE_HELD ? Follows.NOTHING : Follows.INTERCEPT_ASKED;
            case DELIVERED -> Follows.NOTHING;
            default -> Follows.STAYS_HERE;
        };
    }

    static Stream<Arguments> table() {
        List<Arguments> cells = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            for (News news : News.values()) {
                cells.add(Arguments.of(stage, news));
            }
        }
        return cells.stream();
    }

    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private final InMemoryCatalog catalog = Shelf.catalog("X", "Y");
    private boolean twoLines;
    private boolean sourceAnswers = true;
    private Instant told = Shelf.START;
    private PlatformStatus status = PlatformStatus.TO_SHIP;
    private String buyer = "Li";
    private String memo = "leave it at the door";
    private boolean listed;
    private List<OrderFact.Block> blocks = List.of();
    private String sku = "X";

    private static RuleBook<OrderView, OrderAction> nobodyPasses() {
        Condition never = new Condition.Compare("order.number", Condition.Operator.EQUAL, Literal.of("nobody"));
        Rule<OrderAction> rule = Rule.<OrderAction>builder("nobody", 1, RuleGroup.RISK, never)
                .then(new OrderAction.Approve())
                .build();
        return RuleBook.compile("nobody", "1", OrderFields.orders(), List.of(rule))
                .orThrow();
    }

    private static final String ASKING = """
        flow: one-gate
        version: 1
        gates:
          - type: CONFIRM
            when: always
            reason: the buyer confirms
            blocks: [RELEASE, HAND_OVER]
            askBack:
              question: Do you want it?
              deadline: 2 hours
              answers: {"yes": PASS, "no": CANCEL}
              silence: CANCEL
            releasers: [reviewer]
        """;

    private static final String TWO_PEOPLE = """
        flow: one-gate
        version: 1
        gates:
          - type: DESIGN
            when: always
            reason: two designers look
            blocks: [RELEASE, HAND_OVER]
            releasers: [designer]
            approvals: 2
        """;

    /** The usual gates and one more at their end. */
    private static OrderFlow standardAnd(String yaml) {
        OrderFlow more = FlowReader.of(OrderFields.orders())
                .read("flow.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .orThrow();
        List<Gate> gates = new ArrayList<>(OrderFlow.standard(Duration.ZERO).gates());
        gates.addAll(more.gates());
        return OrderFlow.of("standard-and@1", OrderFields.orders(), gates);
    }

    private Oms engine(Stage stage) {
        Policy policy = Policy.defaults()
                .withReading(
                        ReadingPolicy.nothing().withKeywords(Set.of("wait")).withBlacklist(keys -> listed));
        if (stage == Stage.SIBLING_WAIT) {
            policy = policy.withFlow(OrderFlow.standard(Duration.ofHours(1)));
        }
        if (stage == Stage.UNPAID_LOCKED) {
            policy = policy.withStock(StockPolicy.defaults().withLockOnOrder(Duration.ofDays(1)));
        }
        if (stage == Stage.REVIEW) {
            policy = policy.withReview(nobodyPasses());
        }
        if (stage == Stage.ASK_BACK || stage == Stage.TWO_APPROVALS) {
            policy = policy.withFlow(standardAnd(stage == Stage.ASK_BACK ? ASKING : TWO_PEOPLE));
        }
        Oms oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(catalog)
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .policy(policy)
                .handler(outbox.taking(
                        Effect.SOURCE_WORK,
                        RepeatRule.SAME_KEY,
                        effect -> sourceAnswers
                                ? Outcome.Done.of("done")
                                : new Outcome.Retry("busy", Duration.ofMinutes(1)),
                        effect -> new Outcome.Unknown("?")))
                .handler(outbox.taking(Effect.INTERCEPT))
                .handler(outbox.taking(Effect.ASK_BACK))
                .build();
        for (String goods : List.of("X", "Y")) {
            oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku(goods)), 9, "in-" + goods));
        }
        return oms;
    }

    private OrderFact fact() {
        told = told.plusSeconds(60);
        OrderFact.Line first = Shelf.line("1", sku, 2, 5000);
        OrderFact.Line[] lines = {first, Shelf.line("2", "Y", 1, 3000)};
        OrderFact plain = Shelf.paid("1001", buyer, Shelf.START, twoLines ? lines : new OrderFact.Line[] {first});
        return new OrderFact(
                plain.ref(),
                Revision.at(told, 1),
                new Provenance("test", told),
                plain.kind(),
                status,
                status.name(),
                plain.terms(),
                Shelf.START,
                status == PlatformStatus.UNPAID ? null : Shelf.START,
                null,
                null,
                false,
                plain.amounts(),
                plain.lines(),
                blocks,
                List.of(),
                Set.of(),
                plain.region(),
                withMemo(Objects.requireNonNull(plain.personal())),
                List.of());
    }

    private PersonalData withMemo(PersonalData told) {
        return new PersonalData(
                told.buyerAccount(),
                told.name(),
                told.phone(),
                told.mail(),
                told.address(),
                told.addressId(),
                told.buyerMessage(),
                memo,
                told.ip());
    }

    private RefundFact refund(RefundFact.Status state, Instant at) {
        return refund(twoLines ? null : "1", twoLines ? null : 2L, twoLines ? 13_000 : 10_000, state, at);
    }

    private static RefundFact refund(
            @Nullable String line, @Nullable Long pieces, long fen, RefundFact.Status state, Instant at) {
        return new RefundFact(
                Shelf.SHOP.order("1001"),
                "R1",
                Revision.at(at, 1),
                new Provenance("test", at),
                line,
                pieces == null ? null : Shelf.pieces(pieces),
                Shelf.yuan(fen),
                state,
                state.name(),
                RefundFact.Phase.UNKNOWN,
                false,
                at);
    }

    private void reach(Stage stage, Oms oms) {
        switch (stage) {
            case EXPECTED -> oms.accept(refund(RefundFact.Status.CLOSED, Shelf.START));
            case UNPAID, UNPAID_LOCKED, LINE_GATE -> status = PlatformStatus.UNPAID;
            case UNMAPPED -> sku = "unknown";
            case PLATFORM_HOLD -> blocks = List.of(new OrderFact.Block(OrderFact.Block.Code.LOCKED, "locked"));
            default -> {}
        }
        if (stage != Stage.EXPECTED) {
            oms.accept(fact());
        }
        oms.process();
        if (stage == Stage.TWO_APPROVALS) {
            assertTrue(oms.review()
                    .open(order(oms).id(), "DESIGN", "Ann", "designer")
                    .done());
        }
        if (stage == Stage.LINE_GATE) {
            hold(oms, "ENGRAVING", "2", Hold.Step.RELEASE, Hold.Step.HAND_OVER);
            status = PlatformStatus.TO_SHIP;
            oms.accept(fact());
            oms.process();
        }
        assertEquals(Optional.ofNullable(GATES.get(stage)), oms.orders().waitingAt(order(oms)));
        assertTrue(stage != Stage.UNPAID_LOCKED || work(oms).isMovable());
        assertTrue(stage != Stage.LINE_GATE
                || order(oms).demands().get(0).progress().released() == 2);
        if (stage.compareTo(Stage.HANDED_OVER) < 0) {
            return;
        }
        oms.drain();
        long work = work(oms).id();
        if (stage.compareTo(Stage.PACKED) >= 0) {
            report(oms, new SourceReport.Packed(work, shelf.instant(), List.of(), List.of()));
        }
        if (stage.compareTo(Stage.SHIPPED) >= 0) {
            report(oms, new SourceReport.Shipped(work, shelf.instant(), "sf", "SF1", "", List.of()));
        }
        if (stage == Stage.DELIVERED) {
            report(oms, new SourceReport.Delivered(work, shelf.instant(), List.of()));
        }
    }

    private static void report(Oms oms, SourceReport report) {
        assertTrue(oms.fulfillment().report(report).done());
    }

    private static Order order(Oms oms) {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private static FulfillmentOrder work(Oms oms) {
        return oms.fulfillment().of(order(oms)).get(0);
    }

    private RefundFact ofSecondLine(RefundFact.Status state) {
        return refund("2", 1L, 3_000, state, told.plusSeconds(30));
    }

    private void hold(Oms oms, String type, @Nullable String line, Hold.Step... steps) {
        Hold hold = new Hold(type, "desk", type, line, "somebody looks", shelf.instant(), null, Set.of(steps));
        assertTrue(oms.review().hold(order(oms).id(), hold).done());
    }

    private void tell(News news, Oms oms) {
        switch (news) {
            case REFUND_ASKED -> oms.accept(refund(RefundFact.Status.REQUESTED, told.plusSeconds(30)));
            case RISK_FOUND -> hold(oms, "RISK", null, Hold.Step.values());
            case LINE_HELD -> hold(oms, "FRAGILE", "2", Hold.Step.RELEASE, Hold.Step.HAND_OVER);
            case LINE_REFUND_ASKED -> oms.accept(ofSecondLine(RefundFact.Status.REQUESTED));
            case LINE_REFUNDED -> oms.accept(ofSecondLine(RefundFact.Status.SUCCEEDED));
            case PLATFORM_BLOCK -> {
                blocks = List.of(new OrderFact.Block(OrderFact.Block.Code.PAUSED, "paused"));
                oms.accept(fact());
            }
            case ADDRESS_CHANGED -> {
                buyer = "Wang";
                oms.accept(fact());
            }
            case MEMO_CHANGED -> {
                memo = "WAIT for the other colour";
                oms.accept(fact());
            }
            case BLACKLISTED -> {
                listed = true;
                oms.accept(fact());
            }
            case CLOSED -> {
                status = PlatformStatus.CLOSED_REFUNDED;
                oms.accept(fact());
            }
        }
        oms.process();
    }

    @ParameterizedTest
    @MethodSource("table")
    void newsActsAtEveryGateAndStep(Stage stage, News news) {
        twoLines = news.isOfLine() || stage == Stage.LINE_GATE;
        try (Oms oms = engine(stage)) {
            reach(stage, oms);
            long journaled = oms.journal().history(order(oms).id()).size();
            tell(news, oms);
            int releasedBefore = outbox.releases().size();
            oms.drain();
            long handedOver = oms.fulfillment().of(order(oms)).stream()
                    .filter(FulfillmentOrder::handedOver)
                    .count();
            switch (expected(stage, news)) {
                case STAYS_HERE -> {
                    assertEquals(0, handedOver);
                    assertEquals(List.of(), outbox.releases());
                    assertEquals(List.of(), outbox.cancels());
                }
                case GOES_ON -> {
                    assertEquals(List.of(), outbox.cancels());
                    // the first word of an order that was only expected lets it go at once
                    assertEquals(
                            stage.isGate() && stage != Stage.EXPECTED ? 0 : 1,
                            outbox.releases().size());
                }
                case FIRST_LINE_GOES_ON -> {
                    assertEquals(List.of(), outbox.cancels());
                    assertEquals(1, outbox.releases().size());
                    assertEquals(2, order(oms).demands().get(0).progress().released());
                    assertEquals(0, order(oms).demands().get(1).progress().released());
                }
                case STOP_ASKED -> {
                    assertEquals(1, outbox.cancels().size());
                    assertEquals(releasedBefore, outbox.releases().size(), "nothing goes out again");
                }
                case SENT_AGAIN -> {
                    assertEquals(1, outbox.cancels().size());
                    assertEquals(releasedBefore + 1, outbox.releases().size());
                    assertEquals(1, handedOver, "only what is still wanted goes out again");
                    assertEquals(
                            twoLines ? 0 : 2,
                            order(oms)
                                    .demands()
                                    .get(twoLines ? 1 : 0)
                                    .progress()
                                    .released());
                }
                case INTERCEPT_ASKED -> {
                    assertEquals(1, outbox.of(Effect.INTERCEPT, Map.of()).size());
                    assertTrue(events(oms).contains("INTERCEPTED"), "the outcome is reported");
                    oms.fulfillment().replan(order(oms).id());
                    assertEquals(
                            List.of(),
                            oms.store().find(Query.by(Tables.ALERT, "type", "INTERCEPT")),
                            "nobody has to look at a parcel that was stopped");
                }
                case NOTHING -> {
                    assertEquals(List.of(), outbox.cancels());
                    assertEquals(List.of(), outbox.of(Effect.INTERCEPT, Map.of()));
                }
            }
            assertTrue(oms.journal().history(order(oms).id()).size() > journaled, "the news is in the journal");
            assertFalse(outbox.sent.stream().map(Effect::key).distinct().count() < outbox.sent.size());
        }
    }

    private static List<String> events(Oms oms) {
        return oms.journal().history(order(oms).id()).stream()
                .map(JournalEntry::events)
                .flatMap(List::stream)
                .toList();
    }
}
