package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.Address;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderJson;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.store.MemoryStore;
import io.omskit.value.Measure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What review rules read beside the order (R-4.3): the buyer's other orders, the network, the goods and the place. */
class BuyerFactsTest {
    private final CountingStore store = new CountingStore(new MemoryStore());
    private final Scene scene = new Scene(
            Policy.defaults(),
            InMemoryCatalog.builder()
                    .item(new Item(new Sku("ICE"), "ice", Measure.PIECE, 800, null, Set.of("cold"), "food/frozen"))
                    .item(Item.of("X", "goods X", 300))
                    .item(Item.of(new Sku("AIR"), "no weight is known", Measure.PIECE))
                    .build(),
            store,
            new Shelf(),
            new Outbox(),
            1);

    @AfterEach
    void close() {
        scene.close();
    }

    private static RuleBook<OrderView, OrderAction> book(String when) {
        String yaml = "book: b\nversion: \"" + Integer.toHexString(when.hashCode())
                + "\"\nrules:\n  - {id: r, version: 1, group: RISK, when: " + when + ", then: [approve]}\n";
        return RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read("b", yaml.getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private void sell(String number, @Nullable String account, @Nullable String ip, String... skus) {
        OrderFact.Line[] lines = new OrderFact.Line[skus.length];
        for (int i = 0; i < skus.length; i++) {
            lines[i] = Shelf.line("l" + i, skus[i], 2, 100);
        }
        scene.sell(told(number, account, ip, "", PlatformStatus.TO_SHIP, lines));
        scene.time.forward(Duration.ofMinutes(1));
    }

    private OrderFact told(
            String number,
            @Nullable String account,
            @Nullable String ip,
            String town,
            PlatformStatus status,
            OrderFact.Line... lines) {
        OrderFact plain = Shelf.paid(number, "any", scene.time.instant(), lines);
        PersonalData person = new PersonalData(
                account, "Li", null, null, Address.chinese("浙江省", "杭州市", "余杭区", town, "文一西路1号"), null, null, null, ip);
        return new OrderFact(
                plain.ref(),
                Revision.at(scene.time.instant(), 1),
                plain.provenance(),
                plain.kind(),
                status,
                status.name(),
                plain.terms(),
                scene.time.instant(),
                status.isPaid() ? scene.time.instant() : null,
                null,
                null,
                false,
                plain.amounts(),
                List.of(lines),
                List.of(),
                List.of(),
                Set.of(),
                null,
                person,
                List.of());
    }

    private boolean says(String number, String when) {
        return scene.oms
                .rules()
                .tryOut(scene.order(number), book(when))
                .verdict()
                .approved();
    }

    @Test
    void earlierOrdersOfTheBuyerAreCounted() {
        sell("1", "ann", null, "X");
        sell("2", "ann", null, "X");
        sell("3", "bob", null, "X");
        assertTrue(says("1", "{field: buyer.previousOrders, \"=\": 0}"));
        assertTrue(says("2", "{field: buyer.previousOrders, \"=\": 1}"));
        assertTrue(says("3", "{field: buyer.previousOrders, \"=\": 0}"));
        sell("4", "ann", null, "X");
        assertTrue(says("4", "{field: buyer.previousOrders, \"=\": 2}"));
        assertTrue(says("2", "{field: buyer.previousOrders, \"=\": 1}"), "later orders are no earlier ones");
    }

    @Test
    void whatWasNeverPaidIsNoPreviousOrder() {
        scene.sell(told("1", "ann", null, "", PlatformStatus.UNPAID, Shelf.line("l", "X", 1, 100)));
        scene.time.forward(Duration.ofMinutes(1));
        scene.sell(told("2", "ann", null, "", PlatformStatus.CLOSED_UNPAID, Shelf.line("l", "X", 1, 100)));
        scene.time.forward(Duration.ofMinutes(1));
        sell("3", "ann", null, "X");
        assertTrue(says("3", "{field: buyer.previousOrders, \"=\": 0}"));
    }

    @Test
    void anOrderThatBroughtGoodsBackIsAReturnedOne() {
        sell("1", "ann", null, "X");
        sell("2", "ann", null, "X");
        RefundFact plain = Scene.refund("1", "R", "l0", 1, RefundFact.Status.SUCCEEDED, scene.time.instant());
        scene.oms.accept(new RefundFact(
                plain.ref(),
                plain.refundId(),
                plain.revision(),
                plain.provenance(),
                plain.lineId(),
                plain.quantity(),
                Shelf.yuan(100),
                plain.status(),
                plain.rawStatus(),
                RefundFact.Phase.AFTER_SHIPPING,
                true,
                plain.occurredAt()));
        scene.oms.drain();
        sell("3", "ann", null, "X");
        assertTrue(
                says("3", "{all: [{field: buyer.previousOrders, \"=\": 2}, {field: buyer.returnedOrders, \"=\": 1}]}"));
    }

    @Test
    void nothingIsKnownOfABuyerWhomNothingIdentifies() {
        sell("1", null, null, "X");
        assertFalse(says("1", "{field: buyer.previousOrders, \">=\": 0}"));
        assertFalse(says("1", "{field: buyer.returnedOrders, \">=\": 0}"));
        assertFalse(says("1", "{field: buyer.othersOnNetwork, \">=\": 0}"));
    }

    @Test
    void otherBuyersOfOneNetworkAreCountedOnceEach() {
        sell("1", "ann", "10.1.1.1", "X");
        sell("2", "bob", "10.1.1.1", "X");
        sell("3", "bob", "10.1.1.1", "X");
        sell("4", "cy", "10.1.1.1", "X");
        sell("5", "dan", "10.1.1.2", "X");
        sell("6", "eve", "10.1.*.*", "X");
        assertTrue(says("1", "{field: buyer.othersOnNetwork, \"=\": 2}"));
        assertTrue(says("2", "{field: buyer.othersOnNetwork, \"=\": 2}"));
        assertTrue(says("5", "{field: buyer.othersOnNetwork, \"=\": 0}"));
        assertFalse(says("6", "{field: buyer.othersOnNetwork, present: true}"), "masked");
        Order order = scene.order("1");
        assertFalse(OrderJson.write(order).contains("10.1.1.1"));
    }

    @Test
    void theOrdersOfOneBatchKnowEachOther() {
        scene.oms.rules().use(book("{field: buyer.previousOrders, \"<\": 2}"));
        for (int i = 1; i <= 3; i++) {
            scene.oms.accept(told("n" + i, "ann", null, "", PlatformStatus.TO_SHIP, Shelf.line("l", "X", 1, 100)));
        }
        scene.oms.drain();
        assertTrue(scene.order("n1").hasPassed(Hold.REVIEW));
        assertTrue(scene.order("n2").hasPassed(Hold.REVIEW));
        assertFalse(scene.order("n3").hasPassed(Hold.REVIEW));
    }

    @Test
    void nobodyIsAskedAboutOtherOrdersUnlessARuleReadsThem() {
        for (String field : List.of("buyer.previousOrders", "buyer.othersOnNetwork", "order.pieces")) {
            scene.oms.rules().use(book("{field: " + field + ", \">\": 9}"));
            int buyers = store.finds("buyer");
            int networks = store.finds("network");
            sell(field, "ann", "10.1.1.1", "X");
            assertEquals(field.equals("buyer.previousOrders"), store.finds("buyer") > buyers, field);
            assertEquals(field.equals("buyer.othersOnNetwork"), store.finds("network") > networks, field);
        }
    }

    @Test
    void goodsAreReadFromTheCatalog() {
        sell("1", "ann", null, "ICE", "X");
        assertTrue(says("1", "{anyLine: goods, where: {field: goods.category, startsWith: food/}}"));
        assertFalse(says("1", "{allLines: goods, where: {field: goods.category, startsWith: food/}}"));
        assertTrue(says("1", "{anyLine: goods, where: {field: goods.labels, contains: cold}}"));
        assertTrue(says("1", "{anyLine: goods, where: {field: goods.sku, \"=\": X}}"));
        assertTrue(says("1", "{sumLines: goods, of: goods.weightGrams, \"=\": 2.2 kg}"));
        assertTrue(says("1", "{field: order.weightGrams, \"=\": 2.2 kg}"));
    }

    @Test
    void theWeightIsUnknownWhereThatOfOnePartIs() {
        sell("1", "ann", null, "ICE", "AIR");
        sell("2", "ann", null, "ICE", "nobody knows this code");
        for (String number : List.of("1", "2")) {
            assertFalse(says(number, "{field: order.weightGrams, \">=\": 0 g}"), number);
            assertFalse(
                    says(number, "{sumLines: goods, of: goods.weightGrams, \">=\": 0 g}") && number.equals("1"),
                    number);
            assertFalse(says(number, "{field: order.weightGrams, \"<\": 1 kg}"), number);
        }
    }

    @Test
    void theGatesReadTheGoodsToo() {
        scene.oms.rules().use(book("{anyLine: goods, where: {field: goods.labels, contains: cold}}"));
        sell("1", "ann", null, "ICE");
        sell("2", "ann", null, "X");
        assertTrue(scene.order("1").hasPassed(Hold.REVIEW));
        assertFalse(scene.order("2").hasPassed(Hold.REVIEW));
    }

    @Test
    void thePlaceIsNamedDownToTheTown() {
        OrderFact.Line line = Shelf.line("l", "X", 1, 100);
        scene.sell(told("1", "ann", null, "仓前街道", PlatformStatus.TO_SHIP, line));
        scene.sell(told("2", "ann", null, "Call 13800000001 first", PlatformStatus.TO_SHIP, line));
        assertTrue(says("1", "{field: order.province, \"=\": 浙江省}"));
        assertTrue(says("1", "{field: order.city, \"=\": 杭州市}"));
        assertTrue(says("1", "{field: order.county, \"=\": 余杭区}"));
        assertTrue(says("1", "{field: order.town, \"=\": 仓前街道}"));
        assertTrue(says("2", "{field: order.county, \"=\": 余杭区}"));
        assertFalse(says("2", "{field: order.town, present: true}"), "what is no town is not kept");
        assertFalse(OrderJson.write(scene.order("2")).contains("13800000001"));
    }

    @Test
    void aComparisonOfBooksReadsThemAsWell() {
        scene.oms.rules().use(book("always"));
        sell("1", "ann", null, "X");
        sell("2", "ann", null, "X");
        assertEquals(
                1,
                scene.oms
                        .rules()
                        .compare(book("{field: buyer.previousOrders, \">\": 0}"), different -> {})
                        .differences());
    }
}
