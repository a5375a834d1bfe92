package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.AllocationFold;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The planner by example: merging, splitting, fixed sources, presale, what is kept and what comes back. */
class RegroupTest {
    private static final List<Source> SOURCES =
            List.of(warehouse("W1", 10), warehouse("W2", 20), Source.of("S1", Source.Kind.SUPPLIER, ZoneOffset.UTC));
    private static final Map<StockCell, Long> STOCK =
            Map.of(cell("W1", "X"), 5L, cell("W2", "X"), 5L, cell("W2", "Y"), 3L, cell("W2", "Z"), 9L);

    private static Decision<Grouping> decide(List<Order> orders, FulfillmentOrder... works) {
        return decide(STOCK, orders, works);
    }

    private static Decision<Grouping> decide(Map<StockCell, Long> free, List<Order> orders, FulfillmentOrder... works) {
        return Regroup.decide(input(free, orders, works));
    }

    private static RegroupInput input(Map<StockCell, Long> free, List<Order> orders, FulfillmentOrder... works) {
        return RegroupInput.of(orders, List.of(works), SOURCES, free, MergePolicy.defaults(), NOW);
    }

    private static List<String> codes(Decision<Grouping> decision) {
        return decision.explanation().reasons().stream().map(Reason::code).toList();
    }

    private static Reason reason(Decision<Grouping> decision, String code) {
        return decision.explanation().reasons().stream()
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not among " + codes(decision)));
    }

    private static Group fresh(String source, Part... parts) {
        return new Group(null, source, List.of(parts));
    }

    private static FulfillmentOrder work(long id, String source, Order order, Part... parts) {
        List<Allocation> allocations = Arrays.stream(parts)
                .map(part -> Allocation.planned(
                        part.orderId(),
                        part.demand(),
                        order.demands().get(part.demand()).sku(),
                        order.demands().get(part.demand()).measure(),
                        part.quantity()))
                .toList();
        return FulfillmentOrder.planned(id, source, allocations);
    }

    @Test
    void theFirstSourceByPriorityThatHasEverythingTakesEverything() {
        Order order = Draft.of(1).pieces("X", 2, 1000).pieces("Y", 1, 500).build();
        Decision<Grouping> decision = decide(List.of(order));
        assertEquals(
                List.of(fresh("W2", new Part(1, 0, 2), new Part(1, 1, 1))),
                decision.plan().groups());
        assertEquals(
                Reason.of("SINGLE_SOURCE", "order taobao/flagship/T1", "source", "W2"),
                reason(decision, "SINGLE_SOURCE"));
    }

    @Test
    void aSplitTakesWhatEachSourceHasAndNoMore() {
        Order order = Draft.of(1).pieces("X", 8, 1000).build();
        Decision<Grouping> decision = decide(List.of(order));
        assertEquals(
                List.of(fresh("W1", new Part(1, 0, 5)), fresh("W2", new Part(1, 0, 3))),
                decision.plan().groups());
        assertEquals(
                Map.of("parts", "2", "sources", "W1 W2"),
                reason(decision, "SPLIT_BY_STOCK").figures());
    }

    @Test
    void aSplitHasTheFewestPartsEvenWhereTheLargestSourceIsNotAmongThem() {
        List<Source> three = List.of(warehouse("W1", 10), warehouse("W2", 20), warehouse("W3", 30));
        Map<StockCell, Long> free = Map.of(
                cell("W1", "A"), 2L,
                cell("W1", "B"), 2L,
                cell("W2", "B"), 2L,
                cell("W2", "C"), 2L,
                cell("W2", "D"), 1L,
                cell("W3", "C"), 2L,
                cell("W3", "D"), 2L);
        Order order = Draft.of(1)
                .pieces("A", 2, 100)
                .pieces("B", 2, 100)
                .pieces("C", 2, 100)
                .pieces("D", 2, 100)
                .build();
        Decision<Grouping> decision =
                Regroup.decide(RegroupInput.of(List.of(order), List.of(), three, free, MergePolicy.defaults(), NOW));
        assertEquals(
                List.of(
                        fresh("W1", new Part(1, 0, 2), new Part(1, 1, 2)),
                        fresh("W3", new Part(1, 2, 2), new Part(1, 3, 2))),
                decision.plan().groups());
    }

    @Test
    void whatNobodyHasIsAShortfallOfThePlan() {
        Order order = Draft.of(1).pieces("Y", 5, 1000).build();
        Decision<Grouping> decision = decide(List.of(order));
        assertEquals(List.of(new Shortfall(new Part(1, 0, 2))), decision.plan().shortfalls());
        assertEquals(
                Map.of("sku", "Y", "missing", "2", "needed", "5"),
                reason(decision, "SHORTFALL").figures());
        assertFalse(codes(decision).contains("SINGLE_SOURCE"), "it does not ship complete");
    }

    @Test
    void ordersOfOneConsigneeShareTheirWork() {
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        Order b = Draft.of(2)
                .to("anna")
                .paidAt(NOW.plusSeconds(60))
                .pieces("Z", 1, 100)
                .build();
        Decision<Grouping> decision = decide(List.of(b, a));
        assertEquals(
                List.of(fresh("W2", new Part(1, 0, 1), new Part(2, 0, 1))),
                decision.plan().groups());
        Reason merged = reason(decision, "MERGED");
        assertEquals("order taobao/flagship/T2", merged.subject());
        assertEquals("taobao/flagship/T1", merged.figures().get("with"));
    }

    @Test
    void ordersPaidTooFarApartAreLeftApartAndTheReviewerIsTold() {
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        Order b = Draft.of(2)
                .to("anna")
                .paidAt(NOW.plus(Duration.ofHours(25)))
                .pieces("X", 1, 100)
                .build();
        Decision<Grouping> decision = decide(List.of(a, b));
        assertEquals(2, decision.plan().groups().size());
        assertEquals(
                "taobao/flagship/T1",
                reason(decision, "LEFT_OPEN_WINDOW").figures().get("siblings"));
    }

    @Test
    void addressesAnnaBertAnnaMergeTheTwoOfAnna() {
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        Order b = Draft.of(2)
                .to("bert")
                .paidAt(NOW.plusSeconds(1))
                .pieces("X", 1, 100)
                .build();
        Order c = Draft.of(3)
                .to("anna")
                .paidAt(NOW.plusSeconds(2))
                .pieces("X", 1, 100)
                .build();
        assertEquals(
                List.of(fresh("W1", new Part(1, 0, 1), new Part(3, 0, 1)), fresh("W1", new Part(2, 0, 1))),
                decide(List.of(a, b, c)).plan().groups());
    }

    /** What keeps the second order alone. */
    enum Alone {
        SEALED,
        COD,
        CREDIT_TERM,
        UNPAID,
        BALANCE_OPEN,
        HELD,
        ORDER_TYPE,
        PLATFORM_RULE,
        FULFILLER;

        Draft of(Draft draft) {
            return switch (this) {
                case SEALED -> draft.flag("sealed");
                case COD -> draft.terms(OrderFact.Terms.CASH_ON_DELIVERY);
                case CREDIT_TERM -> draft.terms(OrderFact.Terms.CREDIT);
                case UNPAID -> draft.paidAt(null).status(PlatformStatus.UNPAID);
                case BALANCE_OPEN -> draft.status(PlatformStatus.DEPOSIT_PAID);
                case HELD -> draft.hold("RISK", Hold.Step.MERGE);
                case ORDER_TYPE -> draft.kind(OrderFact.Kind.SUPPLY);
                case PLATFORM_RULE -> draft.flag("no-merge");
                case FULFILLER -> draft.block(OrderFact.Block.Code.PLATFORM_FULFILLED);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Alone.class)
    void eachRowOfTheRulesHasItsOwnReasonAndText(Alone why) {
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        Order b = why.of(Draft.of(2).to("anna").pieces("X", 1, 100)).build();
        Decision<Grouping> decision = decide(List.of(a, b));
        assertEquals(2, decision.plan().groups().size());
        Reason told = reason(decision, "NOT_MERGED_" + why);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            String text = ReasonTexts.forLocale(locale).text(told);
            assertFalse(text.contains("{"), text);
        }
    }

    @Test
    void releasedWorkKeepsItsOrderFromMerging() {
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        FulfillmentOrder released = work(7, "W1", a, new Part(1, 0, 1)).released(NOW);
        Order b = Draft.of(2).to("anna").pieces("X", 1, 100).build();
        Decision<Grouping> decision = decide(List.of(AllocationFold.recount(a, List.of(released)), b), released);
        assertEquals(
                "RELEASED", reason(decision, "NOT_MERGED_TOO_LATE").figures().get("state"));
    }

    @Test
    void withMergingOffNobodyIsAskedWhy() {
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        Order b = Draft.of(2).to("anna").flag("sealed").pieces("X", 1, 100).build();
        RegroupInput input = RegroupInput.of(List.of(a, b), List.of(), SOURCES, STOCK, MergePolicy.off(), NOW);
        assertEquals(List.of("SINGLE_SOURCE", "SINGLE_SOURCE"), codes(Regroup.decide(input)));
    }

    @Test
    void anUncountedSourceGetsOnlyWhatIsFixedToIt() {
        Order order =
                Draft.of(1).pieces("Q", 1, 100).at("S1").pieces("Q", 7, 100).build();
        Decision<Grouping> decision = decide(List.of(order));
        assertEquals(List.of(fresh("S1", new Part(1, 1, 7))), decision.plan().groups());
        assertEquals(List.of(new Shortfall(new Part(1, 0, 1))), decision.plan().shortfalls());
        assertEquals("S1", reason(decision, "FIXED_SOURCE").figures().get("source"));
    }

    @Test
    void anUnknownFixedSourceIsAShortfallWithItsOwnReason() {
        Order order = Draft.of(1).at("NOWHERE").pieces("X", 1, 100).build();
        Decision<Grouping> decision = decide(List.of(order));
        assertEquals(List.of("FIXED_SOURCE_UNKNOWN", "SHORTFALL"), codes(decision));
    }

    @Test
    void fixedAndFreePartsAtOneSourceShareOneFulfillmentOrder() {
        Order order = Draft.of(1)
                .at("W2")
                .pieces("X", 1, 100)
                .at(null)
                .pieces("Z", 1, 100)
                .build();
        assertEquals(
                List.of(fresh("W2", new Part(1, 0, 1), new Part(1, 1, 1))),
                decide(List.of(order)).plan().groups());
    }

    @Test
    void presaleAndSpotGoodsTravelApart() {
        Order order = Draft.of(1)
                .pieces("X", 1, 100)
                .presale(true)
                .pieces("X", 1, 100)
                .build();
        assertEquals(
                List.of(fresh("W1", new Part(1, 0, 1)), fresh("W1", new Part(1, 1, 1))),
                decide(List.of(order)).plan().groups());
    }

    @Test
    void twoLinesOfOneSkuTakeAsMuchAsOneLineWithTheSum() {
        Order two = Draft.of(1).pieces("Y", 2, 100).pieces("Y", 2, 100).build();
        Decision<Grouping> decision = decide(List.of(two));
        assertEquals(
                List.of(fresh("W2", new Part(1, 0, 2), new Part(1, 1, 1))),
                decision.plan().groups());
        assertEquals(List.of(new Shortfall(new Part(1, 1, 1))), decision.plan().shortfalls());
    }

    @Test
    void plannedWorkKeepsItsIdAndItsStock() {
        Order order = Draft.of(1).pieces("X", 5, 100).build();
        FulfillmentOrder planned = work(7, "W1", order, new Part(1, 0, 5));
        Decision<Grouping> decision = decide(Map.of(cell("W2", "X"), 3L), List.of(order), planned);
        assertEquals(
                List.of(new Group(7L, "W1", List.of(new Part(1, 0, 5)))),
                decision.plan().groups());
        assertTrue(codes(decision).contains("KEPT"));
    }

    @Test
    void stockThatTurnedOutNotToBeThereMovesThePlan() {
        Order order = Draft.of(1).pieces("X", 5, 100).build();
        FulfillmentOrder planned = work(7, "W1", order, new Part(1, 0, 5));
        Decision<Grouping> decision =
                decide(Map.of(cell("W1", "X"), -2L, cell("W2", "X"), 9L), List.of(order), planned);
        assertEquals(List.of(fresh("W2", new Part(1, 0, 5))), decision.plan().groups());
        assertEquals("W1", reason(decision, "SOURCE_GONE").figures().get("source"));
    }

    @Test
    void aBlockedOrderKeepsWhatIsPlannedAndGetsNothingNew() {
        Order order = Draft.of(1)
                .hold("REVIEW", Hold.Step.PLAN)
                .pieces("X", 5, 100)
                .pieces("Y", 1, 100)
                .build();
        FulfillmentOrder planned = work(7, "W1", order, new Part(1, 0, 3));
        Decision<Grouping> decision = decide(List.of(order), planned);
        assertEquals(
                new Grouping(List.of(new Group(7L, "W1", List.of(new Part(1, 0, 3)))), List.of(), List.of()),
                decision.plan());
    }

    @Test
    void whatIsNotWantedAnyMoreComesBackFromTheYoungestReleasedWork() {
        Order order = Draft.of(1).pieces("X", 8, 100).build();
        FulfillmentOrder old = work(7, "W1", order, new Part(1, 0, 4)).released(NOW);
        FulfillmentOrder young = work(8, "W2", order, new Part(1, 0, 4)).released(NOW);
        Order less = Draft.canceled(AllocationFold.recount(order, List.of(old, young)), 0, 5);
        Decision<Grouping> decision = decide(List.of(less), old, young);
        assertEquals(
                List.of(new PullBack(8, new Part(1, 0, 4)), new PullBack(7, new Part(1, 0, 1))),
                decision.plan().pullBacks());
        RegroupInput input = input(STOCK, List.of(less), old, young);
        Regrouped result = Regrouped.of(
                List.of(less), List.of(old, young), input, decision.plan(), new AtomicLong(100)::getAndIncrement);
        assertEquals(
                List.of(
                        StockMovement.release(cell("W1", "X"), 1, "fo:7"),
                        StockMovement.release(cell("W2", "X"), 4, "fo:8")),
                result.movements());
        assertEquals(3, result.orders().get(0).demands().get(0).allocated());
        assertEquals(
                FulfillmentOrder.State.CLOSED, result.fulfillmentOrders().get(1).state());
        assertTrue(result.changes(List.of(less), List.of(old, young)));
    }

    @Test
    void stockThatACanceledMemberGivesUpServesTheOthersAtOnce() {
        Order a = Draft.of(1).pieces("Y", 3, 100).build();
        FulfillmentOrder planned = work(7, "W2", a, new Part(1, 0, 3));
        Order canceled = Draft.canceled(AllocationFold.recount(a, List.of(planned)), 0, 3);
        Order b = Draft.of(2).pieces("Y", 3, 100).build();
        Decision<Grouping> decision = decide(Map.of(), List.of(canceled, b), planned);
        assertEquals(List.of(fresh("W2", new Part(2, 0, 3))), decision.plan().groups());
    }

    @Test
    void anUndoneMergeGivesEveryOrderItsOwnWorkBack() {
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        Order b = Draft.of(2).to("anna").pieces("X", 1, 100).build();
        Grouping apart = new Grouping(
                List.of(fresh("W1", new Part(1, 0, 1)), fresh("W2", new Part(2, 0, 1))), List.of(), List.of());
        FulfillmentOrder merged = FulfillmentOrder.planned(
                9,
                "W1",
                List.of(
                        work(0, "W1", a, new Part(1, 0, 1)).allocations().get(0),
                        work(0, "W1", b, new Part(2, 0, 1)).allocations().get(0)));
        RegroupInput input = input(STOCK, List.of(a, b), merged);
        Decision<Grouping> undone = Regroup.decide(input.restoring(apart));
        assertTrue(PlanInvariants.q4Undo(apart, undone).isEmpty());
        assertEquals(2, undone.plan().groups().size());
    }

    @Test
    void anUndoWhoseStockIsGonePlansAnewAndSaysSo() {
        Order a = Draft.of(1).pieces("X", 4, 100).build();
        Grouping before = new Grouping(List.of(fresh("W1", new Part(1, 0, 4))), List.of(), List.of());
        RegroupInput input = input(Map.of(cell("W1", "X"), 1L, cell("W2", "X"), 9L), List.of(a));
        Decision<Grouping> undone = Regroup.decide(input.restoring(before));
        assertEquals(
                List.of(fresh("W1", new Part(1, 0, 1)), fresh("W2", new Part(1, 0, 3))),
                undone.plan().groups());
        assertTrue(codes(undone).contains("SOURCE_GONE"));
    }

    @Test
    void aPlanForOtherOrdersIsNotCarriedOut() {
        Order a = Draft.of(1).pieces("X", 4, 100).build();
        Grouping foreign = new Grouping(List.of(fresh("W1", new Part(5, 0, 4))), List.of(), List.of());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Regrouped.of(List.of(a), List.of(), input(STOCK, List.of(a)), foreign, () -> 1));
        assertTrue(e.getMessage().contains("order 5"), e.getMessage());
    }
}
