package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.ReadingPolicy;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of: what news does, whatever gate or step of the work it meets. Every cell is tested. */
class LateNewsTest {
    /** Where the order is when the news comes, in the order in which it gets there. */
    enum Stage {
        EXPECTED,
        UNPAID,
        UNMAPPED,
        PLATFORM_HOLD,
        SIBLING_WAIT,
        REVIEW,
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
        CLOSED;

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
        /** It goes on, or was released again, with what is known now. */
        GOES_ON,
        /** The source is asked to stop. */
        STOP_ASKED,
        /** The carrier is asked to stop. */
        INTERCEPT_ASKED,
        NOTHING
    }

    private static Follows expected(Stage stage, News news) {
        if (stage == Stage.DELIVERED) {
            return Follows.NOTHING;
        }
        if (stage == Stage.SHIPPED) {
            return news == News.PLATFORM_BLOCK || news.isForReview() ? Follows.NOTHING : Follows.INTERCEPT_ASKED;
        }
        if (stage == Stage.HANDED_OVER || stage == Stage.PACKED) {
            return Follows.STOP_ASKED;
        }
        return news.goesOn() ? Follows.GOES_ON : Follows.STAYS_HERE;
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
    private final InMemoryCatalog catalog = Shelf.catalog("X");
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

    private Oms engine(Stage stage) {
        Policy policy = Policy.defaults()
                .withReading(
                        ReadingPolicy.nothing().withKeywords(Set.of("wait")).withBlacklist(keys -> listed));
        if (stage == Stage.SIBLING_WAIT) {
            policy = policy.withFlow(OrderFlow.standard(Duration.ofHours(1)));
        }
        if (stage == Stage.REVIEW) {
            policy = policy.withReview(nobodyPasses());
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
                .build();
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
        return oms;
    }

    private OrderFact fact() {
        told = told.plusSeconds(60);
        OrderFact plain = Shelf.paid("1001", buyer, Shelf.START, Shelf.line("1", sku, 2, 5000));
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

    private static RefundFact refund(RefundFact.Status state, Instant at) {
        return new RefundFact(
                Shelf.SHOP.order("1001"),
                "R1",
                Revision.at(at, 1),
                new Provenance("test", at),
                "1",
                Shelf.pieces(2),
                Shelf.yuan(10_000),
                state,
                state.name(),
                RefundFact.Phase.UNKNOWN,
                false,
                at);
    }

    private void reach(Stage stage, Oms oms) {
        switch (stage) {
            case EXPECTED -> oms.accept(refund(RefundFact.Status.CLOSED, Shelf.START));
            case UNPAID -> status = PlatformStatus.UNPAID;
            case UNMAPPED -> sku = "unknown";
            case PLATFORM_HOLD -> blocks = List.of(new OrderFact.Block(OrderFact.Block.Code.LOCKED, "locked"));
            default -> {}
        }
        if (stage != Stage.EXPECTED) {
            oms.accept(fact());
        }
        oms.process();
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

    private void tell(News news, Oms oms) {
        switch (news) {
            case REFUND_ASKED -> oms.accept(refund(RefundFact.Status.REQUESTED, told.plusSeconds(30)));
            case RISK_FOUND ->
                assertTrue(oms.review()
                        .hold(
                                order(oms).id(),
                                new Hold(
                                        "RISK",
                                        "risk",
                                        "ring-1",
                                        null,
                                        "one address, many accounts",
                                        shelf.instant(),
                                        null,
                                        EnumSet.allOf(Hold.Step.class)))
                        .done());
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
                case STOP_ASKED -> {
                    assertEquals(1, outbox.cancels().size());
                    assertEquals(
                            news.goesOn() ? releasedBefore + 1 : releasedBefore,
                            outbox.releases().size(),
                            "only what is still wanted goes out again");
                }
                case INTERCEPT_ASKED -> {
                    assertEquals(1, outbox.of(Effect.INTERCEPT, Map.of()).size());
                    assertTrue(events(oms).contains("INTERCEPTED"), "the outcome is reported");
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
