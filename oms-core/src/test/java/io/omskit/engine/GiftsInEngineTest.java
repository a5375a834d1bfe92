package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftCounters;
import io.omskit.fulfillment.gift.GiftLimits;
import io.omskit.fulfillment.gift.GiftReward;
import io.omskit.fulfillment.gift.GiftReward.Item;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.fulfillment.gift.GiftTier;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gifts on their way through the engine: given, reserved, shipped, taken back and limited with the orders that earn them. */
class GiftsInEngineTest {
    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private final MemoryStore memory = new MemoryStore();
    private final List<Oms> engines = new ArrayList<>();
    private int deliveries;

    @AfterEach
    void close() {
        EndState.assertSound(memory);
        engines.forEach(Oms::close);
    }

    /** An engine whose orders wait two hours before they leave, so that they can be merged and changed. */
    private Oms patient(GiftRule... rules) {
        return engine(Duration.ofHours(2), rules);
    }

    private Oms prompt(GiftRule... rules) {
        return engine(Duration.ZERO, rules);
    }

    private Oms engine(Duration delay, GiftRule... rules) {
        return engine(memory, delay, rules);
    }

    private Oms engine(Store store, Duration delay, GiftRule... rules) {
        GiftBook book = GiftBook.compile("gifts", "1", List.of(rules)).orThrow();
        Oms oms = Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "Y", "CUP", "BAG"))
                .sources(Shelf.warehouses("W1", "W2"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .node(engines.size() + 1)
                .lanes(4)
                .policy(Policy.defaults().withFlow(OrderFlow.standard(delay)).withGifts(book))
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .handler(outbox.taking(Effect.SHIP_NOTICE))
                .build();
        engines.add(oms);
        return oms;
    }

    private static GiftRule.Builder cups() {
        return GiftRule.builder("CUPS", 1)
                .tier(GiftTier.ofAmount(Shelf.yuan(10_000), GiftReward.allOf(Item.pieces("CUP", 1))));
    }

    private void stock(String sku, long pieces) {
        Oms oms = engines.get(0);
        assertTrue(oms.stock()
                .book(StockMovement.receive(cell(sku), pieces, "in-" + ++deliveries))
                .done());
        oms.drain();
    }

    private static StockCell cell(String sku) {
        return new StockCell("W1", new Sku(sku));
    }

    private Balances balances(String sku) {
        return engines.get(0).stock().balances(List.of(cell(sku))).get(cell(sku));
    }

    private OrderFact sold(String number, String buyer, String sku, long pieces) {
        return Shelf.paid(number, buyer, shelf.instant(), Shelf.line("1", sku, pieces, 5_000));
    }

    private void come(OrderFact... orders) {
        Oms oms = engines.get(0);
        oms.accept(orders);
        oms.drain();
    }

    private Order order(String number) {
        return engines.get(0).orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private void cancel(String number, long units) {
        assertTrue(engines.get(0)
                .submit(new Command.CancelUnits(order(number).id(), "1", units))
                .done());
        engines.get(0).drain();
    }

    private void report(SourceReport report) {
        Command.Result result = engines.get(0).fulfillment().report(report);
        assertTrue(result.done(), result::toString);
        engines.get(0).drain();
    }

    private FulfillmentOrder work(String number) {
        return engines.get(0).fulfillment().of(order(number)).get(0);
    }

    /** What an order has of a gift. */
    private long given(String number, String sku) {
        return order(number).demands().stream()
                .filter(demand ->
                        demand.origin() == Demand.Origin.GIFT && demand.sku().equals(new Sku(sku)))
                .mapToLong(Demand::needed)
                .sum();
    }

    private long used(String counter) {
        return -memory.counters(Set.of(counter)).getOrDefault(counter, 0L);
    }

    private List<String> alerts() {
        return memory.find(Query.all(Tables.ALERT)).stream()
                .map(row -> row.text("type"))
                .toList();
    }

    @Test
    void theHighestTierAppliesAndMultiplesCount() {
        GiftRule tiers = cups().tier(GiftTier.ofAmount(
                        Shelf.yuan(40_000), GiftReward.allOf(Item.pieces("CUP", 1), Item.pieces("BAG", 1))))
                .build();
        GiftRule multiples = GiftRule.builder("BAGS", 1)
                .tier(GiftTier.ofPieces(2, GiftReward.allOf(Item.pieces("BAG", 1))))
                .repeat(3)
                .build();
        prompt(tiers, multiples);
        List.of("X", "CUP", "BAG").forEach(sku -> stock(sku, 100));
        come(sold("A", "Li", "X", 1), sold("B", "Wang", "X", 5), sold("C", "Zhao", "X", 9));
        assertEquals(List.of(0L, 0L), List.of(given("A", "CUP"), given("A", "BAG")));
        assertEquals(List.of(1L, 2L), List.of(given("B", "CUP"), given("B", "BAG")));
        assertEquals(List.of(1L, 4L), List.of(given("C", "CUP"), given("C", "BAG")));
    }

    @Test
    void theGiftOfAGroupGoesAndComesWithTheGroupThatIsUndoneAndDoneAgain() {
        Oms oms = patient(cups().build());
        stock("X", 9);
        stock("CUP", 5);
        come(sold("A", "Li", "X", 1));
        come(sold("B", "Li", "X", 1));
        assertEquals(1, given("A", "CUP"));
        assertEquals(2, work("A").orderIds().size());
        FulfillmentOrder merged = work("A");
        assertTrue(oms.fulfillment().undo(order("B").id(), "Ann").done());
        oms.drain();
        assertEquals(0, balances("CUP").reserved(), "neither has earned it alone");
        assertEquals(1, work("A").orderIds().size());
        assertTrue(oms.fulfillment().undo(order("B").id(), "Ann").done());
        oms.drain();
        assertEquals(1, balances("CUP").reserved());
        assertEquals(merged.allocations(), work("A").allocations());
        assertEquals(1, order("A").fulfillmentOrders().size());
        oms.fulfillment().replan(order("A").id());
        oms.drain();
        assertEquals(merged.allocations(), work("A").allocations());
    }

    @Test
    void aGiftIsReservedReleasedAndShippedWithWhatEarnedIt() {
        prompt(cups().build());
        stock("X", 5);
        stock("CUP", 5);
        come(sold("A", "Li", "X", 2));
        assertEquals(new Balances(5, 1, 0, 0), balances("CUP"));
        assertEquals(1, order("A").fulfillmentOrders().size());
        FulfillmentOrder work = work("A");
        assertTrue(work.handedOver());
        assertEquals(
                List.of("CUP", "X"),
                work.allocations().stream()
                        .map(Allocation::sku)
                        .map(Sku::code)
                        .sorted()
                        .toList());
        report(new SourceReport.Shipped(work.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        assertEquals(new Balances(4, 0, 0, 0), balances("CUP"));
        assertEquals(1, outbox.notices().size());
        assertEquals("1:2", outbox.notices().get(0).datum("lines"), "channels do not know our gifts");
        assertEquals("true", outbox.notices().get(0).datum("whole"));
    }

    @Test
    void whenItsTriggerIsCanceledBeforeShippingGiftStockAndLimitComeBack() {
        patient(cups().limits(GiftLimits.none().withTotal(1)).build());
        stock("X", 9);
        stock("CUP", 1);
        come(sold("A", "Li", "X", 2));
        assertEquals(1, given("A", "CUP"));
        assertEquals(1, used(GiftCounters.total("CUPS")));
        come(sold("B", "Wang", "X", 2));
        assertEquals(0, given("B", "CUP"), "the only one is given");
        cancel("A", 1);
        assertEquals(0, given("A", "CUP"));
        assertEquals(0, used(GiftCounters.total("CUPS")));
        assertEquals(new Balances(1, 0, 0, 0), balances("CUP"));
        come(sold("C", "Zhao", "X", 2));
        assertEquals(1, given("C", "CUP"));
        shelf.forward(Duration.ofHours(3));
        engines.get(0).drain();
        assertEquals(0, order("A").demands().stream().mapToLong(Demand::missing).sum());
        assertTrue(order("A").fulfillmentOrders().stream()
                .allMatch(id ->
                        engines.get(0).fulfillment().find(id).orElseThrow().handedOver()));
    }

    @Test
    void aGiftAlreadyWithTheSourceIsStoppedThereWhenItsTriggerIsCanceled() {
        prompt(cups().limits(GiftLimits.none().withTotal(1)).build());
        stock("X", 9);
        stock("CUP", 1);
        come(sold("A", "Li", "X", 2));
        assertTrue(work("A").handedOver());
        cancel("A", 1);
        assertEquals(0, given("A", "CUP"));
        assertEquals(0, used(GiftCounters.total("CUPS")));
        assertFalse(outbox.cancels().isEmpty());
    }

    @Test
    void aGiftThatLeftIsAClaimWhenItsTriggerComesBack() {
        prompt(cups().limits(GiftLimits.none().withTotal(1)).build());
        stock("X", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        FulfillmentOrder work = work("A");
        report(new SourceReport.Shipped(work.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        report(new SourceReport.Delivered(work.id(), shelf.instant(), List.of()));
        Part back = new Part(order("A").id(), 0, 2);
        report(new SourceReport.ReturnAnnounced(work.id(), shelf.instant(), List.of(back)));
        report(new SourceReport.ReturnReceived(work.id(), shelf.instant(), List.of(back), List.of(), null));
        assertEquals(1, given("A", "CUP"), "it has left");
        assertEquals(1, used(GiftCounters.total("CUPS")));
        assertEquals(List.of("GIFT_CLAIM"), alerts());
        Part gift = new Part(order("A").id(), 1, 1);
        report(new SourceReport.ReturnAnnounced(work.id(), shelf.instant(), List.of(gift)));
        report(new SourceReport.ReturnReceived(work.id(), shelf.instant(), List.of(gift), List.of(), null));
        assertEquals(List.of(), alerts(), "it came back");
    }

    @Test
    void twoEnginesOnOneStoreNeverExceedALimit() throws InterruptedException {
        GiftRule rule = cups().limits(GiftLimits.none().withTotal(7)).build();
        Oms one = prompt(rule);
        Oms two = prompt(rule);
        stock("X", 1_000);
        stock("CUP", 1_000);
        int orders = 60;
        for (int i = 0; i < orders; i++) {
            engines.get(i % 2).accept(sold("N" + i, "buyer" + i, "X", 2));
        }
        List<Thread> threads = List.of(new Thread(one::drain), new Thread(two::drain));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        one.drain();
        long given = 0;
        for (int i = 0; i < orders; i++) {
            assertFalse(order("N" + i).sale().isExpected());
            given += given("N" + i, "CUP");
        }
        assertEquals(7, given);
        assertEquals(7, used(GiftCounters.total("CUPS")));
        assertEquals(7, balances("CUP").reserved());
    }

    @Test
    void twoEnginesThatWantTheLastGiftAtOnceGiveItOnce() {
        GiftRule rule = cups().limits(GiftLimits.none().withTotal(1)).build();
        CountingStore between = new CountingStore(memory);
        Oms one = engine(between, Duration.ZERO, rule);
        Oms two = prompt(rule);
        stock("X", 9);
        come(sold("A", "Li", "X", 2), sold("B", "Wang", "X", 2));
        stock("CUP", 9);
        long other = order("B").id();
        between.beforeCommit(commit -> {
            between.beforeCommit(later -> {});
            assertTrue(two.fulfillment().replan(other).done());
        });
        assertTrue(one.fulfillment().replan(order("A").id()).done());
        assertEquals(List.of(0L, 1L), List.of(given("A", "CUP"), given("B", "CUP")));
        assertEquals(1, used(GiftCounters.total("CUPS")));
        assertEquals(1, balances("CUP").reserved() + unplanned("A") + unplanned("B"));
    }

    private long unplanned(String number) {
        return order(number).demands().stream().mapToLong(Demand::unplanned).sum();
    }

    @Test
    void aBuyerGetsHisGiftOnceOverTwoOrders() {
        prompt(cups().limits(GiftLimits.none().withPerBuyer(1)).build());
        stock("X", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        come(sold("B", "Li", "X", 2));
        assertEquals(1, given("A", "CUP"));
        assertEquals(0, given("B", "CUP"));
        assertFalse(order("A").parties().buyers().isEmpty());
        order("A").parties().buyers().forEach(buyer -> assertEquals(1, used(GiftCounters.buyer("CUPS", buyer))));
    }

    @Test
    void mergedOrdersReachAHigherTierAndLoseItWhenOneIsCanceled() {
        patient(GiftRule.builder("CUPS", 1)
                .tier(GiftTier.ofPieces(2, GiftReward.allOf(Item.pieces("CUP", 1))))
                .tier(GiftTier.ofPieces(4, GiftReward.allOf(Item.pieces("CUP", 3))))
                .limits(GiftLimits.none().withTotal(2))
                .build());
        stock("X", 9);
        stock("Y", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        assertEquals(1, given("A", "CUP"));
        shelf.forward(Duration.ofMinutes(1));
        come(sold("B", "Li", "Y", 2));
        assertEquals(order("A").fulfillmentOrders(), order("B").fulfillmentOrders());
        assertEquals(List.of(3L, 0L), List.of(given("A", "CUP"), given("B", "CUP")));
        assertEquals(1, used(GiftCounters.total("CUPS")));
        assertEquals(3, balances("CUP").reserved());
        assertEquals(
                2,
                order("A").demands().stream()
                        .filter(demand -> demand.origin() == Demand.Origin.GIFT && demand.needed() > 0)
                        .flatMap(demand -> demand.triggers().stream())
                        .map(Demand.Trigger::orderId)
                        .distinct()
                        .count(),
                "lines of both have earned it");
        cancel("B", 2);
        assertEquals(1, given("A", "CUP"));
        assertEquals(1, used(GiftCounters.total("CUPS")));
        assertEquals(1, balances("CUP").reserved());
    }

    @Test
    void theOrderThatHadTheGiftIsCanceledAndTheOtherOneKeepsWhatItEarned() {
        patient(cups().limits(GiftLimits.none().withTotal(1)).build());
        stock("X", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        shelf.forward(Duration.ofMinutes(1));
        come(sold("B", "Li", "X", 2));
        cancel("A", 2);
        assertEquals(List.of(0L, 1L), List.of(given("A", "CUP"), given("B", "CUP")));
        assertEquals(1, used(GiftCounters.total("CUPS")));
        assertEquals(1, balances("CUP").reserved());
    }

    @Test
    void theJournalNamesTheBookThatGaveAndTheBookIsFoundLater() {
        Oms oms = patient(cups().build());
        stock("X", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        Reason given = oms.journal().history(order("A").id()).stream()
                .flatMap(entry -> entry.reasons().stream())
                .filter(reason -> reason.code().equals("GIFT_GIVEN"))
                .findFirst()
                .orElseThrow();
        assertEquals("gifts@1", given.figures().get("book"));
        oms.rules().use(GiftBook.none());
        GiftBook then =
                oms.rules().findGifts(given.figures().get("book")).orElseThrow().orThrow();
        assertEquals("CUPS@1", then.rules().get(0).reference());
    }

    @Test
    void anOrderThatWaitsForItsPromisedGiftGoesOnWhenItComes() {
        prompt(cups().stockMode(GiftRule.StockMode.HOLD).build());
        stock("X", 9);
        come(sold("A", "Li", "X", 2));
        assertEquals(1, given("A", "CUP"));
        assertEquals(List.of(), outbox.releases());
        assertTrue(order("A").holds().stream().anyMatch(hold -> hold.type().equals("GIFT_SHORTAGE")));
        stock("CUP", 1);
        assertTrue(order("A").holds().isEmpty(), () -> order("A").holds().toString());
        assertEquals(1, outbox.releases().size());
        assertEquals(1, order("A").fulfillmentOrders().size(), "both travel together");
        assertEquals(new Balances(1, 1, 0, 0), balances("CUP"));
    }

    @Test
    void aPromisedGiftThatIsNotEarnedAnyMoreHoldsNobody() {
        prompt(cups().stockMode(GiftRule.StockMode.HOLD).build());
        stock("X", 9);
        come(sold("A", "Li", "X", 2));
        cancel("A", 1);
        assertEquals(0, given("A", "CUP"));
        assertTrue(order("A").holds().isEmpty());
        assertEquals(1, outbox.releases().size());
    }

    @Test
    void aGiftNeverLeavesAloneWhileItsTriggerWaits() {
        prompt(cups().build());
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        assertEquals(1, given("A", "CUP"));
        assertEquals(List.of(), outbox.releases());
        stock("X", 2);
        assertEquals(1, outbox.releases().size());
        assertEquals(2, work("A").allocations().size());
    }

    @Test
    void lookingAgainChangesNothing() {
        patient(cups().limits(GiftLimits.none().withTotal(5)).build());
        stock("X", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 4));
        List<Demand> before = order("A").demands();
        for (int i = 0; i < 3; i++) {
            assertTrue(engines.get(0).fulfillment().replan(order("A").id()).done());
            engines.get(0).drain();
        }
        assertEquals(before, order("A").demands());
        assertEquals(
                Map.of("used", 1L, "reserved", 1L),
                Map.of(
                        "used",
                        used(GiftCounters.total("CUPS")),
                        "reserved",
                        balances("CUP").reserved()));
    }

    @Test
    void aGiftThatCameTooLateForItsTriggerDoesNotLeaveBeforeIt() {
        prompt(cups().build());
        stock("X", 9);
        come(sold("A", "Li", "X", 2));
        assertEquals(0, given("A", "CUP"), "none was there");
        assertEquals(1, outbox.releases().size());
        stock("CUP", 1);
        assertTrue(engines.get(0).fulfillment().replan(order("A").id()).done());
        engines.get(0).drain();
        assertEquals(1, given("A", "CUP"));
        assertEquals(1, outbox.releases().size());
        FulfillmentOrder goods = work("A");
        report(new SourceReport.Shipped(goods.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        assertEquals(2, outbox.releases().size(), "now it follows");
    }

    @Test
    void aGiftInAnotherWarehouseDoesNotLeaveAlone() {
        prompt(cups().build());
        stock("X", 9);
        Oms oms = engines.get(0);
        assertTrue(oms.stock()
                .book(StockMovement.receive(new StockCell("W2", new Sku("CUP")), 5, "far"))
                .done());
        come(sold("A", "Li", "X", 2));
        assertEquals(1, given("A", "CUP"));
        assertEquals(
                List.of("W1"), outbox.releases().stream().map(Effect::target).toList());
        FulfillmentOrder goods = work("A");
        report(new SourceReport.Shipped(goods.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        assertEquals(
                List.of("W1", "W2"),
                outbox.releases().stream().map(Effect::target).toList());
    }

    @Test
    void anOrderThatThePlatformClosesBeforeShippingLosesItsGift() {
        patient(cups().limits(GiftLimits.none().withTotal(1)).build());
        stock("X", 9);
        stock("CUP", 9);
        OrderFact paid = sold("A", "Li", "X", 2);
        come(paid);
        shelf.forward(Duration.ofMinutes(1));
        come(Shelf.order(
                "A",
                "Li",
                shelf.instant(),
                PlatformStatus.CLOSED_REFUNDED,
                paid.amounts(),
                paid.lines().get(0)));
        assertEquals(0, given("A", "CUP"));
        assertEquals(0, used(GiftCounters.total("CUPS")));
        assertEquals(0, balances("CUP").reserved());
    }

    @Test
    void stockIsBookedEvenWhereTheLastGiftGoesElsewhereMeanwhile() {
        CountingStore between = new CountingStore(memory);
        GiftRule rule = cups().limits(GiftLimits.none().withTotal(1)).build();
        Oms oms = engine(between, Duration.ZERO, rule);
        come(sold("A", "Li", "X", 2));
        stock("CUP", 1);
        assertEquals(0, given("A", "CUP"), "nobody has looked at it since");
        List<String> keys = List.of(GiftCounters.total("CUPS"));
        between.beforeCommit(commit -> {
            if (memory.counters(keys).getOrDefault(keys.get(0), 0L) == 0) {
                memory.commit(Commit.builder().adjust(keys.get(0), -1, -1).build());
            }
        });
        assertTrue(oms.submit(new Command.MoveStock(List.of(StockMovement.receive(cell("X"), 2, "late"))))
                .done());
        assertEquals(0, given("A", "CUP"));
        assertEquals(2, balances("X").reserved());
    }

    @Test
    void aSiblingThatComesAfterTheHandOverEarnsForItself() {
        prompt(GiftRule.builder("CUPS", 1)
                .tier(GiftTier.ofPieces(2, GiftReward.allOf(Item.pieces("CUP", 1))))
                .tier(GiftTier.ofPieces(4, GiftReward.allOf(Item.pieces("CUP", 3))))
                .build());
        stock("X", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        come(sold("B", "Li", "X", 2));
        assertEquals(List.of(1L, 1L), List.of(given("A", "CUP"), given("B", "CUP")));
    }

    @Test
    void aMemberThatIsHeldBackTakesTheHigherTierWithItAndBringsItAgain() {
        Oms oms = patient(GiftRule.builder("CUPS", 1)
                .tier(GiftTier.ofPieces(2, GiftReward.allOf(Item.pieces("CUP", 1))))
                .tier(GiftTier.ofPieces(4, GiftReward.allOf(Item.pieces("CUP", 3))))
                .limits(GiftLimits.none().withTotal(5))
                .build());
        stock("X", 9);
        stock("CUP", 9);
        come(sold("A", "Li", "X", 2));
        shelf.forward(Duration.ofMinutes(1));
        come(sold("B", "Li", "X", 2));
        assertEquals(List.of(3L, 0L), List.of(given("A", "CUP"), given("B", "CUP")));
        Hold hold = new Hold(
                "DESK",
                "desk",
                "look",
                null,
                "look",
                shelf.instant(),
                null,
                EnumSet.of(Hold.Step.MERGE, Hold.Step.RELEASE));
        assertTrue(oms.review().hold(order("B").id(), hold).done());
        oms.drain();
        assertEquals(List.of(1L, 1L), List.of(given("A", "CUP"), given("B", "CUP")));
        assertEquals(2, used(GiftCounters.total("CUPS")));
        assertTrue(oms.submit(new Command.LiftHold(order("B").id(), "desk", "look"))
                .done());
        oms.drain();
        assertEquals(List.of(3L, 0L), List.of(given("A", "CUP"), given("B", "CUP")));
        assertEquals(1, used(GiftCounters.total("CUPS")));
        assertEquals(3, balances("CUP").reserved());
        shelf.forward(Duration.ofHours(3));
        oms.drain();
        assertEquals(1, outbox.releases().size(), "all in one parcel");
    }

    @Test
    void whatTheSourceCannotFindOfTheTriggerTakesNoGiftAlong() {
        prompt(cups().build());
        stock("X", 2);
        stock("CUP", 1);
        come(sold("A", "Li", "X", 2));
        FulfillmentOrder work = work("A");
        report(new SourceReport.ShortPick(
                work.id(), shelf.instant(), List.of(new Part(order("A").id(), 0, 2))));
        assertEquals(1, outbox.cancels().size(), "the source is told not to send the gift alone");
        assertEquals(List.of(), handedOver("A"));
        assertEquals(1, given("A", "CUP"), "the goods are still wanted");
        stock("X", 2);
        assertEquals(2, outbox.releases().size());
        assertEquals(2, work("A").allocations().size());
        assertEquals(List.of(), alerts());
    }

    @Test
    void aGiftWhoseGoodsAtTheSameSourceAreCanceledWaitsForTheOthers() {
        prompt(GiftRule.builder("CUPS", 1)
                .tier(GiftTier.ofPieces(2, GiftReward.allOf(Item.pieces("CUP", 1))))
                .build());
        stock("X", 2);
        stock("CUP", 1);
        Oms oms = engines.get(0);
        come(Shelf.paid("A", "Li", shelf.instant(), Shelf.line("1", "X", 2, 5_000), Shelf.line("2", "Y", 2, 5_000)));
        assertEquals(1, outbox.releases().size(), "Y is not there yet");
        cancel("A", 2);
        assertEquals(1, given("A", "CUP"));
        assertEquals(List.of(), handedOver("A"));
        stock("Y", 2);
        assertEquals(1, handedOver("A").size());
        assertEquals(2, handedOver("A").get(0).allocations().size());
        assertEquals(new Balances(1, 1, 0, 0), balances("CUP"));
        assertEquals(0, oms.backlog());
    }

    private List<FulfillmentOrder> handedOver(String number) {
        return engines.get(0).fulfillment().of(order(number)).stream()
                .filter(FulfillmentOrder::handedOver)
                .toList();
    }

    @Test
    void anExchangeIsNoReasonToClaimTheGift() {
        Oms oms = prompt(cups().build());
        stock("X", 9);
        stock("Y", 9);
        stock("CUP", 9);
        come(sold("1", "Li", "X", 2));
        long id = order("1").id();
        FulfillmentOrder work = work("1");
        report(new SourceReport.Shipped(work.id(), shelf.instant(), "sf", "SF1", "", List.of()));
        assertTrue(oms.orders()
                .exchange(new Command.Exchange(id, "E1", "1", 1, new Sku("Y"), 1, true))
                .done());
        Query claims = Query.by(Tables.ALERT, "type", "GIFT_CLAIM");
        SourceReport back = new SourceReport.ReturnReceived(
                work.id(), shelf.instant(), List.of(new Part(id, 0, 1)), List.of(), null);
        report(back);
        assertEquals(0, oms.store().count(claims));
        report(back);
        assertEquals(1, oms.store().count(claims), "the other unit came back for its money");
    }
}
