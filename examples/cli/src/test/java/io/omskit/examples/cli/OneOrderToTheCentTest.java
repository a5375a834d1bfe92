package io.omskit.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.Expectation;
import io.omskit.finance.Expectation.Item;
import io.omskit.finance.Expectation.Payer;
import io.omskit.finance.FinanceInvariants;
import io.omskit.finance.LedgerTransaction;
import io.omskit.finance.LedgerTransaction.Account;
import io.omskit.finance.LedgerTransaction.Posting;
import io.omskit.finance.Settlement;
import io.omskit.finance.matching.Verdict;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentInvariants;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.MoneyShares;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftReward;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.fulfillment.gift.GiftTier;
import io.omskit.fulfillment.gift.GiftTrigger;
import io.omskit.order.AmountParts;
import io.omskit.order.Amounts;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus.Fulfillment;
import io.omskit.order.OrderStatus.Payment;
import io.omskit.order.Refunds;
import io.omskit.order.Sale;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Balances;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One story, every figure at every step. Amounts are in fen.
 *
 * <pre>
 * order A   2 x X at 50.00, 1 x Y at 100.00              goods     200.00
 *           shop discount 10.00, platform coupon 20.00   discounts  30.00
 *             of the coupon the platform bears 12.00, the shop 8.00: seller 10.00 + 8.00 = 18.00, platform 12.00
 *           freight 6.00                                 payable   200.00 - 30.00 + 6.00 = 176.00
 *                                                        receivable 176.00 + 12.00 = 188.00
 * order B   1 x Z at 30.00                               payable = receivable = 30.00
 * stock     W1: 1 X;  W2: 1 X, 1 Y, 1 Z
 * </pre>
 */
class OneOrderToTheCentTest {
    private CentStory story;
    private Oms oms;

    @BeforeEach
    void open() {
        story = new CentStory();
        oms = story.oms;
    }

    @AfterEach
    void close() {
        oms.close();
    }

    /** Tells the story under another policy. */
    private void open(Policy policy) {
        oms.close();
        story = new CentStory(policy);
        oms = story.oms;
    }

    // ---- the steps of the story

    private void sold() {
        oms.accept(story.orderA(), story.orderB());
        oms.drain();
    }

    private FulfillmentOrder at(String source) {
        return oms.fulfillment().of(story.a()).stream()
                .filter(work -> work.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private void oneXRefunded() {
        oms.accept(story.refundOfX());
        oms.drain();
    }

    private void shipped() {
        for (String source : List.of("W1", "W2")) {
            report(new SourceReport.Shipped(at(source).id(), story.now(), "sf", "SF-" + source, "", List.of()));
        }
        oms.accept(story.toldShipped());
        oms.drain();
    }

    private void partOfYRefunded() {
        oms.accept(story.refundOnY());
        oms.drain();
    }

    private void delivered() {
        report(new SourceReport.Delivered(at("W1").id(), story.now(), List.of()));
        report(new SourceReport.Delivered(at("W2").id(), story.now(), List.of()));
        oms.drain();
    }

    /** Demand 1 of A is Y, demand 0 of B is Z. */
    private void returned() {
        List<Part> y = List.of(new Part(story.a().id(), 1, 1));
        List<Part> z = List.of(new Part(story.b().id(), 0, 1));
        report(new SourceReport.ReturnReceived(at("W2").id(), story.now(), y, z, null));
        oms.accept(story.returnOfY(), story.returnOfZ());
        oms.drain();
    }

    private void report(SourceReport report) {
        story.time.forward(Duration.ofHours(1));
        Command.Result result = oms.submit(new Command.Report(report));
        assertTrue(result.done(), result::toString);
    }

    // ---- what is asserted

    /** Goods, seller's and platform's discount, freight. */
    private static void assertParts(long goods, long seller, long platform, long freight, AmountParts actual) {
        assertEquals(CentStory.parts(goods, seller, platform, freight), actual);
        assertEquals(goods - seller - platform + freight, actual.payable().minor());
        assertEquals(goods - seller + freight, actual.receivable().minor());
    }

    private static void assertStock(Balances actual, long onHand, long reserved, long damaged, long free) {
        assertEquals(new Balances(onHand, reserved, damaged, 0), actual);
        assertEquals(free, actual.free());
    }

    private void assertStatus(Order order, Payment payment, Fulfillment fulfillment, String headline) {
        assertEquals(payment, oms.orders().status(order).payment());
        assertEquals(fulfillment, oms.orders().status(order).fulfillment());
        assertEquals(headline, oms.orders().status(order).headline());
    }

    private MoneyShares shares(Order order) {
        List<FulfillmentOrder> works = oms.fulfillment().of(order);
        assertEquals(Optional.empty(), FulfillmentInvariants.m4(order, works));
        return MoneyShares.of(order, works).orElseThrow();
    }

    private static String held(FulfillmentOrder work, Order a) {
        StringBuilder text = new StringBuilder();
        for (Allocation one : work.allocations()) {
            text.append(one.orderId() == a.id() ? "A" : "B")
                    .append(one.sku())
                    .append(one.quantity())
                    .append(' ');
        }
        return text.toString().strip();
    }

    private static AmountParts booked(Order order, String refundId) {
        Refunds refunds =
                Refunds.of(order.sale(), Refunds.FreightPolicy.WITH_LAST_UNIT).orElseThrow();
        Refunds.Booked one = refunds.booked().stream()
                .filter(booked -> booked.refundId().equals(refundId))
                .findFirst()
                .orElseThrow();
        assertEquals(0, one.unexplained().minor());
        return one.parts();
    }

    // ---- the story

    @Test
    void theSaleIsSharedOverLinesAndBearers() {
        sold();
        Order a = story.a();
        Amounts amounts = a.sale().amounts();
        assertParts(20_000, 1_800, 1_200, 600, amounts.total());
        assertEquals(17_600, amounts.total().payable().minor());
        assertEquals(18_800, amounts.total().receivable().minor());
        // both lines are worth 100.00, so each carries half: 18.00/2, 12.00/2, 6.00/2
        assertParts(10_000, 900, 600, 300, amounts.line("X").parts());
        assertParts(10_000, 900, 600, 300, amounts.line("Y").parts());
        assertParts(3_000, 0, 0, 0, story.b().sale().amounts().total());
        assertEquals(17_600, a.sale().paid().minor());
        assertEquals(0, a.outstanding().minor());
    }

    @Test
    void theOrderIsSplitByStockAndItsLargerPartTravelsWithTheSibling() {
        sold();
        Order a = story.a();
        Order b = story.b();
        // nobody has 2 X, 1 Y and 1 Z; W2 serves three of the four, W1 the X that is left
        assertEquals("AX1", held(at("W1"), a));
        assertEquals("AX1 AY1 BZ1", held(at("W2"), a));
        assertEquals(List.of(at("W2").id()), b.fulfillmentOrders());
        assertEquals(List.of(at("W1").id(), at("W2").id()), a.fulfillmentOrders());
        assertStatus(a, Payment.PAID, Fulfillment.RELEASED, "RELEASED");
        assertStatus(b, Payment.PAID, Fulfillment.RELEASED, "RELEASED");
        for (String cell : List.of("W1 X", "W2 X", "W2 Y", "W2 Z")) {
            assertStock(story.stock(cell), 1, 1, 0, 0);
        }
        // one X is worth half of its line: 50.00 - 4.50 - 3.00 + 1.50 = 44.00
        MoneyShares ofA = shares(a);
        assertParts(5_000, 450, 300, 150, ofA.of(at("W1").id()));
        assertParts(15_000, 1_350, 900, 450, ofA.of(at("W2").id()));
        assertEquals(4_400, ofA.of(at("W1").id()).payable().minor());
        assertEquals(13_200, ofA.of(at("W2").id()).payable().minor());
        assertParts(0, 0, 0, 0, ofA.rest());
        assertParts(3_000, 0, 0, 0, shares(b).of(at("W2").id()));
        assertEquals(
                List.of("W1 release", "W2 release"),
                story.sent.stream().map(CentStory::work).sorted().toList());
    }

    @Test
    void oneXRefundedBeforeShippingLeavesTheMergedParcel() {
        sold();
        oneXRefunded();
        Order a = story.a();
        // the youngest work gives back first: W2 loses its X, W1 keeps the other one
        assertEquals("AX1", held(at("W1"), a));
        assertEquals("AY1 BZ1", held(at("W2"), a));
        assertEquals(1, a.demands().get(0).canceled());
        assertStock(story.stock("W2 X"), 1, 0, 0, 1);
        assertStock(story.stock("W1 X"), 1, 1, 0, 0);
        // one of two units without freight: 100.00/2, 9.00/2, 6.00/2; the buyer gets 50.00 - 4.50 - 3.00
        assertParts(5_000, 450, 300, 0, booked(a, "R1"));
        assertEquals(4_250, booked(a, "R1").payable().minor());
        // parcels and refunds count on two counters of the line: the order is still worth 176.00
        MoneyShares shares = shares(a);
        assertParts(5_000, 450, 300, 150, shares.of(at("W1").id()));
        assertParts(10_000, 900, 600, 300, shares.of(at("W2").id()));
        assertParts(5_000, 450, 300, 150, shares.rest());
        assertEquals(17_600, shares.total().payable().minor());
        assertStatus(a, Payment.PARTLY_REFUNDED, Fulfillment.RELEASED, "RELEASED");
        // W2 has the work already and hears what is not to leave
        Effect cut = story.sent.get(2);
        assertEquals("W2 cancel", CentStory.work(cut));
        assertEquals(a.id() + "/0:1", cut.datum("units"));
        assertEquals(3, story.sent.size());
    }

    @Test
    void eachChannelOrderHearsOfItsOwnGoodsInEachParcel() {
        sold();
        oneXRefunded();
        shipped();
        Order a = story.a();
        assertStatus(a, Payment.PARTLY_REFUNDED, Fulfillment.SHIPPED, "SHIPPED");
        assertStatus(story.b(), Payment.PAID, Fulfillment.SHIPPED, "SHIPPED");
        assertStock(story.stock("W1 X"), 0, 0, 0, 0);
        assertStock(story.stock("W2 X"), 1, 0, 0, 1);
        assertStock(story.stock("W2 Y"), 0, 0, 0, 0);
        assertStock(story.stock("W2 Z"), 0, 0, 0, 0);
        // the second parcel completes A, and the only one B
        assertEquals(List.of("A SF-W1 X:1 false", "A SF-W2 Y:1 true", "B SF-W2 Z:1 true"), story.notices());
        assertEquals(6, story.sent.size());
        // a parcel that has left owns its units: the shares stay what they were
        assertParts(5_000, 450, 300, 150, shares(a).of(at("W1").id()));
        assertParts(10_000, 900, 600, 300, shares(a).of(at("W2").id()));
        // the reading after shipping changes the status of the platform and no money
        assertEquals(PlatformStatus.SHIPPED, a.sale().status());
        assertEquals(17_600, a.sale().amounts().total().payable().minor());
    }

    @Test
    void anAmountRefundedAfterShippingTakesFromEveryBearerAndFromNoStock() {
        sold();
        oneXRefunded();
        shipped();
        partOfYRefunded();
        Order a = story.a();
        // Y without freight is worth 85.00 to the buyer; of 1500 in 8500 each part gives floor(part x 1500 / 8500):
        //   goods 10000 -> 1764, seller 900 -> 158, platform 600 -> 105, which is 1764 - 158 - 105 = 1501 for the
        // buyer;
        //   the cent too much is taken from goods: 1763 - 158 - 105 = 1500
        assertParts(1_763, 158, 105, 0, booked(a, "R2"));
        assertEquals(1_500, booked(a, "R2").payable().minor());
        assertStock(story.stock("W2 Y"), 0, 0, 0, 0);
        assertEquals(0, a.demands().get(1).canceled());
        assertStatus(a, Payment.PARTLY_REFUNDED, Fulfillment.SHIPPED, "SHIPPED");
        assertEquals(6, story.sent.size());
    }

    @Test
    void theMergedParcelComesBackWithYGoodAndZDamaged() {
        sold();
        oneXRefunded();
        shipped();
        partOfYRefunded();
        delivered();
        assertStatus(story.a(), Payment.PARTLY_REFUNDED, Fulfillment.DELIVERED, "DELIVERED");
        assertStatus(story.b(), Payment.PAID, Fulfillment.DELIVERED, "DELIVERED");
        returned();
        Order a = story.a();
        Order b = story.b();
        assertStock(story.stock("W2 Y"), 1, 0, 0, 1);
        assertStock(story.stock("W2 Z"), 1, 0, 1, 0);
        assertStock(story.stock("W1 X"), 0, 0, 0, 0);
        assertEquals(1, a.demands().get(1).progress().returnedGood());
        assertEquals(1, b.demands().get(0).progress().returnedDamaged());
        // what Y has left: goods 10000 - 1763, seller 900 - 158, platform 600 - 105; the buyer gets 85.00 - 15.00
        assertParts(8_237, 742, 495, 0, booked(a, "R3"));
        assertEquals(7_000, booked(a, "R3").payable().minor());
        assertParts(3_000, 0, 0, 0, booked(b, "R4"));
        // X is kept, so A is not returned as a whole; B is
        assertStatus(a, Payment.PARTLY_REFUNDED, Fulfillment.DELIVERED, "DELIVERED");
        assertStatus(b, Payment.REFUNDED, Fulfillment.RETURNED, "RETURNED");
        // back: goods 50.00 + 17.63 + 82.37, seller 4.50 + 1.58 + 7.42, platform 3.00 + 1.05 + 4.95
        Refunds refunds =
                Refunds.of(a.sale(), Refunds.FreightPolicy.WITH_LAST_UNIT).orElseThrow();
        assertParts(15_000, 1_350, 900, 0, refunds.total());
        assertEquals(12_750, refunds.total().payable().minor());
        // left: one X and all of the freight, 50.00 - 4.50 - 3.00 + 6.00 = 48.50 = 176.00 - 127.50
        assertParts(5_000, 450, 300, 300, refunds.left("X"));
        assertParts(0, 0, 0, 300, refunds.left("Y"));
        assertEquals(
                Optional.empty(), FulfillmentInvariants.m4(a, oms.fulfillment().of(a)));
        assertEquals(6, story.sent.size());
    }

    // ---- a gift

    /** A tea towel with every teapot. */
    private static Policy withGift() {
        GiftRule rule = GiftRule.builder("TOWEL", 1)
                .trigger(new GiftTrigger(
                        Set.of(new Sku("Y")), Set.of(), GiftTrigger.Presence.ANY, GiftTrigger.Base.AFTER_DISCOUNTS))
                .tier(GiftTier.ofPieces(1, GiftReward.allOf(GiftReward.Item.pieces("G", 1))))
                .build();
        return Policy.defaults()
                .withGifts(GiftBook.compile("story", "1", List.of(rule)).orThrow());
    }

    @Test
    void aGiftIsReservedAndLeavesWithItsTriggerAndIsWorthNothing() {
        open(withGift());
        story.receive("W1 G");
        story.receive("W2 G");
        sold();
        Order a = story.a();
        // demands 0 and 1 of A are X and Y; the towel is earned by Y, so it lies in W2 with it
        Demand gift = a.demands().get(2);
        assertEquals(Demand.Origin.GIFT, gift.origin());
        assertEquals(List.of(new Demand.Trigger(a.id(), "Y")), gift.triggers());
        assertEquals("AX1", held(at("W1"), a));
        assertEquals("AX1 AY1 AG1 BZ1", held(at("W2"), a));
        assertStock(story.stock("W2 G"), 1, 1, 0, 0);
        assertStock(story.stock("W1 G"), 1, 0, 0, 1);
        // every cent is where it is without the gift: goods 200.00 in parts of 50.00 and 150.00, payable 176.00
        assertMoneyOfTheSplit(a);
        shipped();
        a = story.a();
        assertEquals(1, a.demands().get(2).progress().shipped());
        assertStock(story.stock("W2 G"), 0, 0, 0, 0);
        assertStock(story.stock("W1 G"), 1, 0, 0, 1);
        // the channel hears of what it sold
        assertEquals(List.of("A SF-W1 X:1 false", "A SF-W2 X:1;Y:1 true", "B SF-W2 Z:1 true"), story.notices());
        assertMoneyOfTheSplit(a);
        story.finance.follow();
        assertItem("sale", 17_600, 880L, only(story.finance.expectations(CentStory.SHOP, "A"), Kind.SALE, Payer.BUYER));
    }

    /** X in W1 is half of its line: 44.00 of 176.00; the other X and Y are the rest. */
    private void assertMoneyOfTheSplit(Order a) {
        MoneyShares ofA = shares(a);
        assertParts(5_000, 450, 300, 150, ofA.of(at("W1").id()));
        assertParts(15_000, 1_350, 900, 450, ofA.of(at("W2").id()));
        assertParts(0, 0, 0, 0, ofA.rest());
        assertParts(20_000, 1_800, 1_200, 600, a.sale().amounts().total());
        assertEquals(17_600, a.sale().paid().minor());
        assertEquals(0, a.outstanding().minor());
    }

    // ---- an exchange

    @Test
    void anExchangeMovesGoodsAndNoMoney() {
        sold();
        shipped();
        delivered();
        story.receive("W1 Z");
        Sale before = story.a().sale();
        assertTrue(oms.submit(new Command.Exchange(story.a().id(), "E1", "Y", 1, new Sku("Z"), 1, true))
                .done());
        oms.drain();
        assertEquals(2, story.a().demands().size(), "nothing goes out before the teapot is back");
        assertStock(story.stock("W1 Z"), 1, 0, 0, 1);
        report(new SourceReport.ReturnReceived(
                at("W2").id(), story.now(), List.of(new Part(story.a().id(), 1, 1)), List.of(), null));
        oms.drain();
        Order a = story.a();
        Demand replacement = a.demands().get(2);
        assertEquals(Demand.Origin.REPLACEMENT, replacement.origin());
        assertEquals(1, replacement.progress().released());
        assertStock(story.stock("W2 Y"), 1, 0, 0, 1);
        assertStock(story.stock("W1 Z"), 1, 1, 0, 0);
        FulfillmentOrder second = oms.fulfillment().of(a).stream()
                .filter(work -> held(work, a).equals("AZ1"))
                .findFirst()
                .orElseThrow();
        report(new SourceReport.Shipped(second.id(), story.now(), "sf", "SF-E1", "", List.of()));
        oms.drain();
        assertStock(story.stock("W1 Z"), 0, 0, 0, 0);
        assertStock(story.stock("W2 Y"), 1, 0, 0, 1);
        // what was sold, paid and shared is what it was; the cup that went out carries nothing of it
        assertEquals(before, story.a().sale());
        assertMoneyOfTheSplit(story.a());
        assertParts(0, 0, 0, 0, shares(story.a()).of(second.id()));
        assertParts(
                0,
                0,
                0,
                0,
                Refunds.of(story.a().sale(), Refunds.FreightPolicy.WITH_LAST_UNIT)
                        .orElseThrow()
                        .total());
        story.finance.follow();
        List<Expectation> ofA = story.finance.expectations(CentStory.SHOP, "A");
        assertEquals(2, ofA.size(), "the sale, of the buyer and of the platform, and no refund");
        assertItem("sale", 17_600, 880L, only(ofA, Kind.SALE, Payer.BUYER));
        assertItem("sale", 1_200, null, only(ofA, Kind.SALE, Payer.PLATFORM));
    }

    // ---- an un-merge

    @Test
    void mergingAndTakingApartLeavesEveryCentWithItsOrder() {
        open(Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(1))));
        oms.accept(story.orderA());
        oms.drain();
        assertEquals("AX1 AY1", held(at("W2"), story.a()));
        assertMoneyOfTheSplit(story.a());
        assertStock(story.stock("W2 Z"), 1, 0, 0, 1);
        oms.accept(story.orderB());
        oms.drain();
        // one parcel for both: A's part of it is what it was, and B's is B
        assertEquals("AX1 AY1 BZ1", held(at("W2"), story.a()));
        assertEquals(List.of(at("W2").id()), story.b().fulfillmentOrders());
        assertMoneyOfTheSplit(story.a());
        assertMoneyOfB();
        assertTrue(oms.submit(new Command.Unmerge(story.b().id(), "desk")).done());
        oms.drain();
        assertEquals("AX1 AY1", held(at("W2"), story.a()));
        assertEquals("BZ1", held(oms.fulfillment().of(story.b()).get(0), story.a()));
        assertMoneyOfTheSplit(story.a());
        assertMoneyOfB();
        for (String cell : List.of("W1 X", "W2 X", "W2 Y", "W2 Z")) {
            assertStock(story.stock(cell), 1, 1, 0, 0);
        }
        story.time.forward(Duration.ofHours(2));
        oms.drain();
        report(new SourceReport.Shipped(
                oms.fulfillment().of(story.b()).get(0).id(), story.now(), "sf", "SF-B", "", List.of()));
        shipped();
        assertEquals(List.of("A SF-W1 X:1 false", "A SF-W2 X:1;Y:1 true", "B SF-B Z:1 true"), story.notices());
        assertMoneyOfTheSplit(story.a());
        assertMoneyOfB();
    }

    private void assertMoneyOfB() {
        Order b = story.b();
        MoneyShares ofB = shares(b);
        assertParts(3_000, 0, 0, 0, ofB.of(b.fulfillmentOrders().get(0)));
        assertParts(0, 0, 0, 0, ofB.rest());
        assertEquals(3_000, b.sale().paid().minor());
        assertEquals(0, b.outstanding().minor());
    }

    private void everything() {
        sold();
        oneXRefunded();
        shipped();
        partOfYRefunded();
        delivered();
        returned();
        story.time.forward(Duration.ofDays(1));
        story.finance.follow();
        assertEquals(List.of(), oms.poisoned(9));
        assertEquals(0, oms.backlog());
    }

    private static Item only(List<Expectation> expectations, Kind kind, Payer payer) {
        return items(expectations, kind, payer).get(0);
    }

    private static List<Item> items(List<Expectation> expectations, Kind kind, Payer payer) {
        return expectations.stream()
                .filter(one -> one.kind() == kind && one.payer() == payer)
                .findFirst()
                .orElseThrow()
                .items();
    }

    private static void assertItem(String reference, long amount, Long fee, Item item) {
        assertEquals(reference, item.reference());
        assertEquals(amount, item.amount().minor());
        assertEquals(fee, item.fee() == null ? null : item.fee().minor());
    }

    @Test
    void whatIsExpectedOfEachPayerFollowsFromTheOrder() {
        everything();
        List<Expectation> ofA = story.finance.expectations(CentStory.SHOP, "A");
        assertEquals(4, ofA.size());
        // commission 5 % of what the buyer pays: 176.00 x 0.05 = 8.80
        assertItem("sale", 17_600, 880L, only(ofA, Kind.SALE, Payer.BUYER));
        assertItem("sale", 1_200, null, only(ofA, Kind.SALE, Payer.PLATFORM));
        // given back so far: floor(880 x 4250 / 17600) = 212, x 5750 = 287, x 12750 = 637
        List<Item> back = items(ofA, Kind.REFUND, Payer.BUYER);
        assertItem("R1", -4_250, -212L, back.get(0));
        assertItem("R2", -1_500, -75L, back.get(1));
        assertItem("R3", -7_000, -350L, back.get(2));
        List<Item> coupon = items(ofA, Kind.REFUND, Payer.PLATFORM);
        assertItem("R1", -300, null, coupon.get(0));
        assertItem("R2", -105, null, coupon.get(1));
        assertItem("R3", -495, null, coupon.get(2));
        List<Expectation> ofB = story.finance.expectations(CentStory.SHOP, "B");
        assertEquals(2, ofB.size());
        assertItem("sale", 3_000, 150L, only(ofB, Kind.SALE, Payer.BUYER));
        assertItem("R4", -3_000, -150L, only(ofB, Kind.REFUND, Payer.BUYER));
    }

    @Test
    void theBillSettlesEveryExpectationAndLeavesNothing() {
        everything();
        Settlement settled = story.settle(story.bill(1_200));
        assertEquals(List.of(), settled.breaks());
        // A: a sale and three refunds of the buyer, the same of the platform; B: a sale and a refund
        assertEquals(10, settled.matched().size());
        assertTrue(settled.outcomes().stream().allMatch(one -> one.verdict() == Verdict.MATCHED), settled::toString);
        // gross 176.00 + 30.00 + 12.00 - 42.50 - 15.00 - 70.00 - 30.00 - 3.00 - 1.05 - 4.95 = 51.50
        // fees 8.80 + 1.50 - 2.12 - 0.75 - 3.50 - 1.50 = 2.43, so the account grows by 49.07
        assertEquals(1, settled.bookings().size());
        LedgerTransaction booking = settled.bookings().get(0);
        assertEquals(
                Map.of(Account.CHANNEL_BALANCE, 4_907L, Account.CHANNEL_FEES, 243L, Account.RECEIVABLE, -5_150L),
                postings(booking));
        // receivable 188.00 + 30.00 less what went back of it: A 127.50 + 9.00, B 30.00
        long receivable = 18_800 + 3_000 - 12_750 - 900 - 3_000;
        assertEquals(-receivable, postings(booking).get(Account.RECEIVABLE));
        assertEquals(Optional.empty(), FinanceInvariants.balances(booking.reference(), booking.postings()));
        assertTrue(story.settle(story.bill(1_200)).repeated());
    }

    private static Map<Account, Long> postings(LedgerTransaction booking) {
        return booking.postings().stream().collect(Collectors.toMap(Posting::account, posting -> posting.amount()
                .minor()));
    }

    /** Settles with another bearer of the coupon than the payload claimed and returns what was booked for it. */
    private Map<Account, Long> corrected(long paidByPlatform) {
        everything();
        Sale before = story.a().sale();
        List<FulfillmentOrder> works = oms.fulfillment().of(story.a());
        Settlement settled = story.settle(story.bill(paidByPlatform));
        assertEquals(10, settled.matched().size());
        assertEquals(before, story.a().sale());
        assertEquals(works, oms.fulfillment().of(story.a()));
        assertEquals(18_800, story.a().sale().amounts().total().receivable().minor());
        assertEquals(List.of(), settled.breaks(), "the correction is booked, nobody has to look");
        List<LedgerTransaction> corrections = settled.bookings().stream()
                .filter(one -> one.cause().equals("COUPON_BEARER"))
                .toList();
        assertEquals(1, corrections.size());
        return postings(corrections.get(0));
    }

    @Test
    void aCouponThatThePlatformBearsAloneIsCorrectedByAPosting() {
        // the platform pays 20.00 instead of 12.00: the shop bears 8.00 less than it thought
        assertEquals(Map.of(Account.OWN_DISCOUNTS, -800L, Account.RECEIVABLE, 800L), corrected(2_000));
    }

    @Test
    void aCouponThatThePlatformDoesNotBearAtAllIsCorrectedByAPosting() {
        // the platform pays nothing: the shop bears the 12.00 too
        assertEquals(Map.of(Account.OWN_DISCOUNTS, 1_200L, Account.RECEIVABLE, -1_200L), corrected(0));
    }
}
