package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.policy.Policy;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.FlowReader;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flows and review rules from files, carried out by the engine: questions, several approvals, roles, holds, sources. */
class FlowInEngineTest {
    private static final String ASKING = """
        flow: asking
        version: 1
        gates:
          - type: CONFIRM
            when: {field: order.payable, ">=": 100.00 CNY}
            reason: dear goods are confirmed
            blocks: [RELEASE, HAND_OVER]
            askBack:
              question: Do you want it?
              deadline: 2 hours
              answers: {"yes": PASS, "no": CANCEL, perhaps: HOLD}
              silence: CANCEL
            releasers: [reviewer]
        """;

    private static final String TWO_STAGES = """
        flow: two-stages
        version: 1
        gates:
          - type: DESIGN
            when: always
            reason: two designers look
            blocks: [RELEASE, HAND_OVER]
            releasers: [designer]
            approvals: 2
          - type: FINANCE
            when: always
            reason: finance looks
            blocks: [RELEASE, HAND_OVER]
            releasers: [finance]
        """;

    private static final String RULES = """
        book: rules
        version: 1
        rules:
          - id: fragile
            version: 1
            group: LOGISTICS
            when: {anyLine: lines, where: {field: line.code, "=": Y}}
            then:
              - hold: {type: FRAGILE, reason: packed by hand}
          - id: from-the-south
            version: 1
            group: STOCK
            when: always
            then:
              - source: {id: W2}
              - tag: {words: [south]}
              - approve
        """;

    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private Oms oms;

    @AfterEach
    void close() {
        oms.close();
    }

    private void open(Policy policy) {
        oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1", "W2"))
                .unsealedForTests()
                .time(shelf)
                .policy(policy)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .handler(outbox.taking(Effect.ASK_BACK))
                .build();
        for (String source : List.of("W1", "W2")) {
            for (String sku : List.of("X", "Y")) {
                oms.stock().book(StockMovement.receive(new StockCell(source, new Sku(sku)), 9, "in-" + sku));
            }
        }
    }

    private static OrderFlow flow(String yaml) {
        return FlowReader.of(OrderFields.orders())
                .read("flow.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private static RuleBook<OrderView, OrderAction> book(String yaml) {
        return RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private Order accept(String sku, long fen) {
        oms.accept(Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", sku, 1, fen)));
        oms.drain();
        return order();
    }

    private Order order() {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private Command.Result open(String gate, String by, String role) {
        Command.Result result = oms.review().open(order().id(), gate, by, role);
        oms.drain();
        return result;
    }

    @Test
    void theCustomerIsAskedOnceAndTheAnswerOpensTheGate() {
        open(Policy.defaults().withFlow(flow(ASKING)));
        Order order = accept("X", 20_000);
        List<Effect> asked = outbox.of(Effect.ASK_BACK, Map.of());
        assertEquals(1, asked.size());
        assertEquals("Do you want it?", asked.get(0).datum("question"));
        assertEquals("yes\nno\nperhaps", asked.get(0).datum("answers"));
        assertEquals(List.of(), outbox.releases());
        assertFalse(oms.review().answer(order.id(), "CONFIRM", "maybe").done());
        assertTrue(oms.review().answer(order.id(), "CONFIRM", "yes").done());
        oms.drain();
        assertEquals(1, outbox.releases().size());
        assertFalse(oms.review().answer(order.id(), "CONFIRM", "no").done(), "answered is answered");
        assertEquals(1, outbox.of(Effect.ASK_BACK, Map.of()).size());
    }

    @Test
    void silenceMeansWhatTheFlowSays() {
        open(Policy.defaults().withFlow(flow(ASKING)));
        accept("X", 20_000);
        shelf.forward(Duration.ofMinutes(119));
        oms.drain();
        assertEquals(0, order().demands().get(0).canceled());
        shelf.forward(Duration.ofMinutes(2));
        oms.drain();
        assertEquals(1, order().demands().get(0).canceled());
        assertEquals(List.of(), outbox.releases());
        assertTrue(oms.fulfillment().of(order()).isEmpty(), "its stock is free again");
    }

    @Test
    void cheapGoodsAreNotAskedFor() {
        open(Policy.defaults().withFlow(flow(ASKING)));
        accept("X", 5_000);
        assertEquals(List.of(), outbox.of(Effect.ASK_BACK, Map.of()));
        assertEquals(1, outbox.releases().size());
    }

    @Test
    void aGateOpensForItsRolesAndWithAsManyPeopleAsItWants() {
        open(Policy.defaults().withFlow(flow(TWO_STAGES)));
        accept("X", 5_000);
        assertFalse(open("DESIGN", "Ann", "finance").done(), "not her role");
        assertTrue(open("DESIGN", "Ann", "designer").done());
        assertTrue(open("DESIGN", "Ann", "designer").done());
        assertEquals("DESIGN", oms.orders().waitingAt(order()).orElseThrow(), "one person counts once");
        assertTrue(open("DESIGN", "Ben", "designer").done());
        assertEquals("FINANCE", oms.orders().waitingAt(order()).orElseThrow());
        assertEquals(List.of(), outbox.releases());
        assertTrue(open("FINANCE", "Cid", "finance").done());
        assertEquals(1, outbox.releases().size());
        assertEquals(
                1, events().stream().filter("GATE_APPROVED"::equals).distinct().count());
    }

    @Test
    void aRuleChoosesTheSourceBeforeAnythingLeaves() {
        open(Policy.defaults().withReview(book(RULES)));
        Order order = accept("X", 5_000);
        assertEquals("W2", oms.fulfillment().of(order).get(0).source());
        assertEquals("W2", outbox.releases().get(0).target());
        assertEquals(List.of("south"), List.copyOf(order.handling().tags()));
    }

    @Test
    void aHoldOfARuleIsReleasedByAPerson() {
        open(Policy.defaults().withReview(book(RULES)));
        accept("Y", 5_000);
        assertTrue(order().holds().stream().anyMatch(hold -> hold.type().equals("FRAGILE")));
        assertEquals(List.of(), outbox.releases());
        assertTrue(open("FRAGILE", "Ann", "packer").done());
        assertEquals(1, outbox.releases().size());
    }

    private List<String> events() {
        return oms.journal().history(order().id()).stream()
                .map(JournalEntry::events)
                .flatMap(List::stream)
                .toList();
    }
}
