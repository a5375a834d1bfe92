package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.FlowReader;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Checked;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A paid order waits, for a time, for another one of its buyer that is not paid yet. */
class UnpaidSiblingTest {
    static final String WAITING = """
        flow: waiting
        version: 1
        gates:
          - type: UNPAID
            when: {field: order.status, in: [UNKNOWN, UNPAID]}
            reason: not paid
            blocks: [PLAN, MERGE, RELEASE, HAND_OVER]
          - type: SIBLING_UNPAID
            when: {field: order.unpaidSiblings, ">": 0}
            reason: another order of the buyer may be paid soon
            expiry: 30 minutes
            expiryFrom: PAID
            blocks: [RELEASE, HAND_OVER]
          - type: REVIEW
            when: always
            releasers: [reviewer]
            blocks: [RELEASE, HAND_OVER]
            reason: not approved
        """;

    private static final String DESIGN = """
          - type: DESIGN
            when: always
            releasers: [designer]
            blocks: [RELEASE, HAND_OVER]
            reason: not drawn
        """;

    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private Oms oms;

    @AfterEach
    void close() {
        oms.close();
    }

    private void open(String flow) {
        oms = engine(flow, new MemoryStore(), 1);
        oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"));
    }

    private Oms engine(String flow, Store store, int node) {
        return Oms.builder()
                .store(store)
                .node(node)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .policy(Policy.defaults().withFlow(read(flow).orThrow()))
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .build();
    }

    /** An engine in whose first commit of one order another process tells the news of the other order just before. */
    private void openWithNewsBefore(String number, Runnable news) {
        CountingStore store = new CountingStore(new MemoryStore());
        boolean[] told = {false};
        oms = engine(WAITING, store, 1);
        oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"));
        tell("1002", "Li", 0, PlatformStatus.UNPAID);
        store.beforeCommit(commit -> {
            boolean writes = commit.writes().stream()
                    .filter(some -> some.kind().equals(Tables.ORDER))
                    .flatMap(some -> Stream.concat(some.inserts().stream(), some.updates().stream()))
                    .anyMatch(row -> number.equals(row.text("number")));
            if (writes && !told[0]) {
                told[0] = true;
                Oms one = oms;
                oms = engine(WAITING, store, 2);
                news.run();
                oms = one;
            }
        });
    }

    static Checked<OrderFlow> read(String flow) {
        return FlowReader.of(OrderFields.orders()).read("flow.yaml", flow.getBytes(StandardCharsets.UTF_8));
    }

    private static OrderFact fact(String number, String buyer, int minute, PlatformStatus status) {
        Instant at = Shelf.START.plus(Duration.ofMinutes(minute));
        OrderFact plain = Shelf.paid(number, buyer, Shelf.START, Shelf.line("1", "X", 1, 5000));
        return new OrderFact(
                plain.ref(),
                Revision.at(at, 1),
                new Provenance("test", at),
                plain.kind(),
                status,
                status.name(),
                plain.terms(),
                Shelf.START,
                status.isPaid() ? Shelf.START : null,
                null,
                null,
                false,
                plain.amounts(),
                plain.lines(),
                List.of(),
                List.of(),
                Set.of(),
                plain.region(),
                plain.personal(),
                List.of());
    }

    private void tell(String number, String buyer, int minute, PlatformStatus status) {
        oms.accept(fact(number, buyer, minute, status));
        oms.drain();
    }

    private Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private String gate(String number) {
        return oms.orders().waitingAt(order(number)).orElse("none");
    }

    private void paidAndUnpaid() {
        open(WAITING);
        tell("1002", "Li", 0, PlatformStatus.UNPAID);
        tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
        assertEquals("SIBLING_UNPAID", gate("1001"));
        assertEquals(List.of(), outbox.releases());
    }

    @Test
    void whenTheOtherIsPaidBothGoAtOnceAndTogether() {
        paidAndUnpaid();
        tell("1002", "Li", 5, PlatformStatus.TO_SHIP);
        assertEquals(1, outbox.releases().size());
        assertEquals(order("1001").fulfillmentOrders(), order("1002").fulfillmentOrders(), "they travel in one parcel");
    }

    @Test
    void whenTheOtherIsClosedTheOneGoesAtOnceAndAlone() {
        paidAndUnpaid();
        tell("1002", "Li", 5, PlatformStatus.CLOSED_UNPAID);
        assertEquals(1, outbox.releases().size());
        assertEquals(List.of(), order("1002").fulfillmentOrders());
    }

    @Test
    void whenTheOtherGoesElsewhereTheOneGoesAtOnce() {
        paidAndUnpaid();
        tell("1002", "Wang", 5, PlatformStatus.UNPAID);
        assertEquals(1, outbox.releases().size());
    }

    @Test
    void nobodyWaitsForEver() {
        paidAndUnpaid();
        shelf.forward(Duration.ofMinutes(29));
        oms.drain();
        assertEquals(List.of(), outbox.releases());
        shelf.forward(Duration.ofMinutes(2));
        oms.drain();
        assertEquals(1, outbox.releases().size());
    }

    @Test
    void theUnpaidOneIsNotPlannedByTheWait() {
        paidAndUnpaid();
        assertEquals(List.of(), order("1002").fulfillmentOrders());
        assertEquals(0, order("1002").demands().get(0).allocated());
        assertEquals(1, order("1001").demands().get(0).allocated(), "the waiting one keeps its stock");
    }

    @Test
    void anOrderThatComesUnpaidAfterwardsKeepsTheOneFromLeavingOnlyBeforeItsRelease() {
        open(WAITING);
        tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
        assertEquals(1, outbox.releases().size());
        tell("1002", "Li", 1, PlatformStatus.UNPAID);
        tell("1001", "Li", 2, PlatformStatus.TO_SHIP);
        assertEquals(1, outbox.releases().size());
        assertEquals(List.of(), outbox.cancels());
    }

    @Test
    void inOneBatchTheOrderOfNewsDoesNotMatter() {
        open(WAITING);
        oms.accept(fact("1001", "Li", 0, PlatformStatus.TO_SHIP), fact("1002", "Li", 0, PlatformStatus.UNPAID));
        oms.drain();
        assertEquals("SIBLING_UNPAID", gate("1001"));
    }

    @Test
    void anUnpaidOrderThatComesLaterKeepsTheOneThatStillWaitsForAnother() {
        open(WAITING + DESIGN);
        tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
        assertEquals("DESIGN", gate("1001"));
        tell("1002", "Li", 1, PlatformStatus.UNPAID);
        assertEquals("SIBLING_UNPAID", gate("1001"));
        tell("1002", "Li", 2, PlatformStatus.CLOSED_UNPAID);
        assertEquals("DESIGN", gate("1001"));
    }

    @Test
    void anotherReceiverKeepsNobodyWaiting() {
        open(WAITING);
        tell("1002", "Wang", 0, PlatformStatus.UNPAID);
        tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
        assertEquals(1, outbox.releases().size());
    }

    @Test
    void whoMayNotEvenBePlannedMeanwhileIsFoundAllTheSame() {
        open(WAITING.replaceFirst("(?s)(SIBLING_UNPAID.*?)blocks: \\[RELEASE", "$1blocks: [PLAN, RELEASE"));
        tell("1002", "Li", 0, PlatformStatus.UNPAID);
        tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
        assertEquals(List.of(), order("1001").fulfillmentOrders());
        tell("1002", "Li", 5, PlatformStatus.CLOSED_UNPAID);
        assertEquals(1, outbox.releases().size());
    }

    private void cancelTheUnpaid() {
        assertTrue(
                oms.submit(new Command.CancelUnits(order("1002").id(), "1", 1)).done());
    }

    @Test
    void whatBecomesOfTheUnpaidJustBeforeTheOtherBeginsToWaitIsNoticed() {
        openWithNewsBefore("1001", this::cancelTheUnpaid);
        tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
        assertEquals("none", gate("1001"));
        assertEquals(1, outbox.releases().size());
    }

    @Test
    void whatBecomesOfTheUnpaidJustAfterTheOtherHasBegunToWaitIsNoticed() {
        openWithNewsBefore("1002", () -> {
            tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
            assertEquals("SIBLING_UNPAID", gate("1001"));
        });
        cancelTheUnpaid();
        oms.drain();
        assertEquals("none", gate("1001"));
        assertEquals(1, outbox.releases().size());
    }

    @Test
    void rulesThatAskInTheirScopeCountTooAndAreComparedSo() {
        open("flow: plain\n"
                + "version: 1\n"
                + "gates:\n"
                + "  - {type: UNPAID, when: {field: order.status, \"=\": UNPAID}, reason: r, blocks: [RELEASE]}\n"
                + "  - {type: REVIEW, when: always, releaseWhen: never, reason: r, blocks: [RELEASE], releasers:"
                + " [desk]}\n");
        String text = "book: lonely\nversion: 1\nrules:\n  - id: lonely\n    version: 1\n    group: RISK\n"
                + "    scope: {field: order.unpaidSiblings, \"=\": 0}\n    when: always\n    then: [approve]\n";
        RuleBook<OrderView, OrderAction> lonely = RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read("lonely.yaml", text.getBytes(StandardCharsets.UTF_8))
                .orThrow();
        oms.rules().use(lonely);
        tell("1002", "Li", 0, PlatformStatus.UNPAID);
        tell("1001", "Li", 0, PlatformStatus.TO_SHIP);
        tell("1003", "Wang", 0, PlatformStatus.TO_SHIP);
        assertEquals(List.of("REVIEW", "none"), List.of(gate("1001"), gate("1003")));
        List<String> different = new ArrayList<>();
        oms.rules()
                .compare(
                        Policy.approveClean(),
                        one -> different.add(one.subject().order().ref().number()));
        assertEquals(
                List.of("1001"),
                different.stream().filter(number -> !number.equals("1002")).toList());
    }

    @Test
    void aGateWithoutAnEndIsRefused() {
        open(WAITING);
        String endless = WAITING.replace("    expiry: 30 minutes\n    expiryFrom: PAID\n", "");
        assertFalse(endless.equals(WAITING));
        Checked<OrderFlow> refused = read(endless);
        assertEquals(1, refused.problems().size());
        assertNotNull(refused.problems().get(0));
        assertTrue(refused.problems().toString().contains("has no end"), refused.problems()::toString);
    }
}
