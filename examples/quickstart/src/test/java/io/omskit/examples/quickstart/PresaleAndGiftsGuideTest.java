package io.omskit.examples.quickstart;

import static io.omskit.examples.quickstart.Draft.yuan;
import static io.omskit.examples.quickstart.GuideShop.balances;
import static io.omskit.examples.quickstart.GuideShop.order;
import static io.omskit.examples.quickstart.GuideShop.receive;
import static io.omskit.examples.quickstart.GuideShop.told;
import static io.omskit.examples.quickstart.GuideShop.works;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.policy.StockPolicy.Lock;
import io.omskit.fact.Bearer;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.ShopRef;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftInput;
import io.omskit.fulfillment.gift.GiftSimulation;
import io.omskit.fulfillment.gift.GiftSimulation.AsIf;
import io.omskit.fulfillment.gift.book.GiftBookReader;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Presale;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.order.aftersale.CouponPolicy;
import io.omskit.order.aftersale.CouponPolicy.Below;
import io.omskit.order.aftersale.Refundable;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.value.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code of the guide to presale, gifts and what comes after the sale. */
class PresaleAndGiftsGuideTest {
    private static final String PAGE = "docs/presale-and-gifts.md";
    private static final Instant DAY = GuideShop.TEN.plus(Duration.ofDays(10));

    private final GuideShop shop = new GuideShop();

    // presale:begin
    private static Policy presale(ShopRef shop, Sku sku) {
        StockPolicy stock = StockPolicy.defaults()
                .withLock(Lock.ON_DEPOSIT)
                .withQuotas(Quotas.of(List.of(
                        Quota.presale(sku, 500), // over all channels
                        Quota.presale(shop.toString(), sku, 200))));
        return Policy.defaults().withStock(stock);
    }
    // presale:end

    private static Command.Result spotGoodsFirst(Oms oms, Order order) {
        return oms.fulfillment().arrange(order.id(), new Arrangement(Sort.PRESALE, Presale.SPLIT.name(), List.of()));
    }

    // load:begin
    private static void give(Oms oms, String name, byte[] file) {
        GiftBook book = GiftBookReader.read(name, file).orThrow(); // names every problem with line and column
        oms.rules().use(book);
    }
    // load:end

    // simulate:begin
    private static GiftSimulation tried(Oms oms, GiftBook book, Instant campaign, ZoneId zone) {
        List<Order> orders = oms.orders().list(0, 1_000);
        return GiftSimulation.run(
                book,
                orders,
                GiftInput.categories(orders, oms.catalog()),
                new AsIf(null, campaign), // as if all of them were paid on the campaign's first day
                oms.time().instant(),
                zone);
    }
    // simulate:end

    // refundable:begin
    private static Optional<Money> refundable(Order order, Money minimum) {
        CouponPolicy coupon = new CouponPolicy(Bearer.SELLER, minimum, Below.CLAWBACK);
        return Refundable.of(order, FreightPolicy.BY_PHASE, List.of(coupon))
                .filter(refundable -> !refundable.needsDecision())
                .flatMap(Refundable::amount);
    }
    // refundable:end

    // exchange:begin
    private static Command.Result exchange(Oms oms, Order order, String lineId, Sku instead) {
        return oms.orders().exchange(new Command.Exchange(order.id(), "EX-" + order.id(), lineId, 1, instead, 1, true));
    }
    // exchange:end

    private static byte[] file(String name) {
        try (InputStream in = PresaleAndGiftsGuideTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GiftBook spring() {
        return GiftBookReader.read("spring-gifts.yaml", file("spring-gifts.yaml"))
                .orThrow();
    }

    private static long demanded(Oms oms, String number, Predicate<Demand> which) {
        return order(oms, number).demands().stream()
                .filter(which)
                .mapToLong(demand -> demand.needed() - demand.canceled())
                .sum();
    }

    private static long gifts(Oms oms, String number, String sku) {
        return demanded(
                oms,
                number,
                demand -> demand.origin() == Demand.Origin.GIFT && demand.sku().equals(new Sku(sku)));
    }

    private static long allocated(Oms oms, String number) {
        return order(oms, number).demands().stream()
                .mapToLong(Demand::allocated)
                .sum();
    }

    private static Policy waiting() {
        return Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(1)));
    }

    /** The page names our own id of the order 4711. */
    private static void assertToldOnPage(Oms oms, String number, String word) {
        String id = Long.toString(order(oms, number).id());
        GuideShop.assertShown(
                PAGE,
                told(oms, number).stream()
                        .filter(line -> line.contains(word))
                        .map(line -> line.replace(id, "4711"))
                        .distinct()
                        .toList());
    }

    @Test
    void aDepositTakesTheQuotaAndAForfeitedOneGivesItBack() {
        Sku pot = new Sku("POT");
        Quota quota = Quota.presale(pot, 500);
        try (Oms oms = shop.open(presale(GuideShop.SHOP, pot))) {
            shop.accept(
                    oms,
                    Draft.order("1001")
                            .status(PlatformStatus.DEPOSIT_PAID, 2_000)
                            .presale("POT", 3, 9_000, DAY));
            assertEquals(-3L, oms.store().counters(List.of(quota.key())).get(quota.key()));
            assertEquals(
                    "DEPOSIT_PAID",
                    oms.orders().status(order(oms, "1001")).payment().name());
            shop.forward(Duration.ofDays(1));
            shop.accept(
                    oms,
                    Draft.order("1001")
                            .status(PlatformStatus.CLOSED_UNPAID, 2_000)
                            .presale("POT", 3, 9_000, DAY));
            assertEquals(
                    OrderStatus.Payment.FORFEITED,
                    oms.orders().status(order(oms, "1001")).payment());
            assertEquals(0L, oms.store().counters(List.of(quota.key())).get(quota.key()));
        }
    }

    @Test
    void whenGoodsArriveTheEarliestPromiseIsServedFirst() {
        try (Oms oms = shop.open(Policy.defaults())) {
            shop.accept(
                    oms,
                    Draft.order("1001").by("Li").presale("POT", 2, 9_000, DAY.plusSeconds(60)),
                    Draft.order("1002").by("Wang").presale("POT", 2, 9_000, DAY));
            receive(oms, "EAST", "POT", 3);
            assertEquals(2, allocated(oms, "1002"));
            assertEquals(1, allocated(oms, "1001"));
        }
    }

    @Test
    void spotGoodsLeaveFirstOrWaitOrSomebodySays() {
        for (Presale rule : Presale.values()) {
            GuideShop fresh = new GuideShop();
            ParcelPolicy parcels = ParcelPolicy.defaults().withPresale(rule);
            Policy policy = Policy.defaults()
                    .withFulfillment(FulfillmentPolicy.defaults().withParcels(parcels));
            try (Oms oms = fresh.open(policy)) {
                receive(oms, "EAST", "TEA", 5);
                fresh.accept(oms, Draft.order("1001").line("TEA", 1, 5_000).presale("POT", 1, 9_000, DAY));
                assertEquals(rule == Presale.SPLIT ? 1 : 0, allocated(oms, "1001"), rule::name);
                assertTrue(spotGoodsFirst(oms, order(oms, "1001")).done());
                oms.drain();
                assertEquals(1, allocated(oms, "1001"), rule::name);
            }
        }
    }

    @Test
    void whoIsToBeAskedIsAnAlert() {
        List<Reason> alerts = new ArrayList<>();
        ParcelPolicy parcels = ParcelPolicy.defaults().withPresale(Presale.ASK);
        Policy policy =
                Policy.defaults().withFulfillment(FulfillmentPolicy.defaults().withParcels(parcels));
        Oms.Builder engine = shop.engine(policy).listener(new Listener() {
            @Override
            public void onAlert(Reason alert) {
                alerts.add(alert);
            }
        });
        try (Oms oms = engine.build()) {
            receive(oms, "EAST", "TEA", 5);
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 5_000).presale("POT", 1, 9_000, DAY));
            assertEquals("PLAN_WAITS", alerts.get(0).code());
            GuideShop.assertShown(
                    PAGE, List.of(ReasonTexts.forLocale(Locale.ENGLISH).text(alerts.get(0))));
        }
    }

    @Test
    void whatWaitsForAllLeavesWhenTheRestHasCome() {
        ParcelPolicy parcels = ParcelPolicy.defaults().withPresale(Presale.WAIT_ALL);
        Policy policy =
                Policy.defaults().withFulfillment(FulfillmentPolicy.defaults().withParcels(parcels));
        try (Oms oms = shop.open(policy)) {
            receive(oms, "EAST", "TEA", 5);
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 5_000).presale("POT", 1, 9_000, DAY));
            assertEquals(0, allocated(oms, "1001"));
            assertToldOnPage(oms, "1001", "presale");
            receive(oms, "EAST", "POT", 1);
            assertEquals(2, allocated(oms, "1001"));
        }
    }

    @Test
    void giftsAreGivenByTheHighestTierAndTakenBackWithTheirTrigger() {
        try (Oms oms = shop.open(waiting())) {
            receive(oms, "EAST", "TEA", 9);
            receive(oms, "EAST", "CUP", 9);
            give(oms, "spring-gifts.yaml", file("spring-gifts.yaml"));
            shop.accept(oms, Draft.order("1001").line("TEA", 2, 10_000));
            assertEquals(2, gifts(oms, "1001", "CUP"));
            assertEquals(2, balances(oms, "EAST", "CUP").reserved());
            assertToldOnPage(oms, "1001", "ift");
            assertTrue(oms.orders().cancel(order(oms, "1001").id(), "tea", 1).done());
            assertEquals(1, gifts(oms, "1001", "CUP"), "100.00 is the first tier");
            assertEquals(1, balances(oms, "EAST", "CUP").reserved());
        }
    }

    @Test
    void aLimitHoldsAndASubstituteIsGiven() {
        try (Oms oms = shop.open(waiting())) {
            receive(oms, "EAST", "TEA", 9);
            receive(oms, "EAST", "BAG", 9);
            give(oms, "spring-gifts.yaml", file("spring-gifts.yaml"));
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 10_000));
            assertEquals(1, gifts(oms, "1001", "BAG"));
            shop.forward(Duration.ofDays(2));
            shop.accept(oms, Draft.order("1002").at(shop.instant()).line("TEA", 1, 10_000));
            assertEquals(0, gifts(oms, "1002", "BAG"), "once for a buyer");
        }
    }

    @Test
    void aGiftThatIsPackedWithoutItsTriggerIsAClaim() {
        List<String> alerts = new ArrayList<>();
        Oms.Builder engine = shop.engine(Policy.defaults().withGifts(spring())).listener(new Listener() {
            @Override
            public void onAlert(Reason alert) {
                alerts.add(alert.code());
            }
        });
        try (Oms oms = engine.build()) {
            receive(oms, "EAST", "TEA", 9);
            receive(oms, "EAST", "CUP", 9);
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 10_000));
            long id = order(oms, "1001").id();
            FulfillmentOrder work = works(oms, "1001").get(0);
            oms.fulfillment()
                    .report(new SourceReport.Packed(work.id(), shop.instant(), List.of(new Part(id, 1, 1)), List.of()));
            oms.orders().cancel(id, "tea", 1);
            assertEquals(List.of("GIFT_CLAIM", "INTERCEPT_ASKED"), alerts, "a parcel of gifts alone is stopped");
            assertEquals(1, gifts(oms, "1001", "CUP"));
        }
    }

    @Test
    void aBookIsTriedOnStoredOrdersAndNothingIsWritten() {
        try (Oms oms = shop.open(waiting())) {
            receive(oms, "EAST", "TEA", 9);
            shop.accept(
                    oms,
                    Draft.order("1001").line("TEA", 1, 12_000),
                    Draft.order("1002").line("POT", 6, 9_000));
            GiftSimulation simulation = tried(oms, spring(), GuideShop.TEN.plusSeconds(3_600), GuideShop.ZONE);
            assertEquals(2, simulation.outcomes().size());
            assertEquals(
                    Map.of(new Sku("CUP"), 2L, new Sku("POT"), 2L),
                    simulation.totals().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().steps())));
            assertEquals(0, gifts(oms, "1001", "CUP"));
        }
    }

    @Test
    void whatIsCanceledIsRefundableLessTheCoupon() {
        try (Oms oms = shop.open(waiting())) {
            receive(oms, "EAST", "TEA", 9);
            receive(oms, "EAST", "POT", 9);
            shop.accept(
                    oms, Draft.order("1001").coupon(3_000).line("TEA", 2, 5_000).line("POT", 1, 10_000));
            assertEquals(Optional.empty(), refundable(order(oms, "1001"), yuan(15_000)));
            oms.orders().cancel(order(oms, "1001").id(), "tea", 2);
            assertEquals(Optional.of(yuan(8_500 - 1_500)), refundable(order(oms, "1001"), yuan(15_000)));
            assertEquals(Optional.of(yuan(8_500)), refundable(order(oms, "1001"), yuan(10_000)));
        }
    }

    @Test
    void anExchangeWaitsForTheReturnAndMovesNoMoney() {
        try (Oms oms = shop.open(Policy.defaults())) {
            receive(oms, "EAST", "TEA", 9);
            receive(oms, "EAST", "POT", 9);
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 5_000));
            assertFalse(exchange(oms, order(oms, "1001"), "tea", new Sku("POT")).done(), "nothing has left");
            shop.ship(oms, "1001");
            assertTrue(exchange(oms, order(oms, "1001"), "tea", new Sku("POT")).done());
            assertEquals(1, shop.jobs.size());
            FulfillmentOrder work = works(oms, "1001").get(0);
            Part tea = new Part(order(oms, "1001").id(), 0, 1);
            oms.fulfillment()
                    .report(new SourceReport.ReturnReceived(work.id(), shop.instant(), List.of(tea), List.of(), null));
            oms.drain();
            assertEquals(2, shop.jobs.size());
            assertEquals(new Sku("POT"), shop.jobs.get(1).items().get(0).sku());
            assertEquals(yuan(5_000), order(oms, "1001").sale().paid());
        }
    }
}
