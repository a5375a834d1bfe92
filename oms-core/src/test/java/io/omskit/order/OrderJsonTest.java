package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.AddressKey;
import io.omskit.catalog.Sku;
import io.omskit.fact.BuyerKey;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.order.edit.Edits;
import io.omskit.order.flow.OrderFlow;
import io.omskit.order.stored.StateVersions;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form by example: size, golden samples, upgraders, errors. */
class OrderJsonTest {

    @Test
    void anOrderOfTwoLinesIsLean() {
        OrderFact told = Facts.orderA(1, PlatformStatus.TO_SHIP);
        List<OrderFact.Line> plain = told.lines().stream()
                .map(line -> Facts.line(line, List.of(), null, Facts.cny(0)))
                .toList();
        OrderFact reading = Facts.reading(Revision.at(Facts.minute(1), 1), told.status(), told.amounts(), plain);
        Sale sale = Sale.EXPECTED.with(reading);
        Order order = paid().withSale(
                        new Sale(sale.basis(), sale.latest(), paid().sale().payments(), new TreeMap<>()));
        int bytes = OrderJson.write(order).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 900, () -> bytes + " bytes");
        int withShares = OrderJson.write(paid()).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(withShares <= 950, () -> withShares + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expected", "paid", "shipped", "bare", "handled"})
    void samplesOfVersionOneStillLoad(String name) throws IOException {
        Order expected = sample(name);
        assertEquals(expected, read(1, golden("v1-" + name + ".json")));
    }

    @Test
    void whatIsTheSameInBothReadingsIsWrittenOnce() {
        String json = OrderJson.write(paid());
        assertTrue(json.contains("\"latest\":{\"same\":true"), json);
        assertTrue(!json.contains("\"states\""), json);
    }

    @Test
    void anOrderThatNoRuleTouchedCarriesNothingOfIt() {
        String json = OrderJson.write(paid());
        for (String member : List.of(
                "tags",
                "reviewer",
                "sealed",
                "shipFrom",
                "carrier",
                "merge",
                "split",
                "shipWithin",
                "approvals",
                "questions")) {
            assertTrue(!json.contains("\"" + member + "\""), member);
        }
    }

    @Test
    void aShipByTimeThatIsNoneIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> read(1, "{\"seen\":0,\"shipWithin\":\"soon\"}"))
                .getMessage();
        assertTrue(message.contains("member shipWithin is soon"), message);
    }

    @Test
    void oldRowsGoThroughTheUpgradersOfAllVersionsSince() {
        StateVersions upgraders = StateVersions.upgradedBy(List.of(
                row -> {
                    row.put("region", row.remove("place"));
                    return row;
                },
                row -> {
                    row.put("region", row.get("region") + "!");
                    return row;
                }));
        String first = "{\"seen\":0,\"place\":\"330100\"}";
        assertEquals(
                "330100!", OrderJson.read(42, Orders.REF, 1, first, upgraders).region());
        String second = "{\"seen\":0,\"region\":\"330100\"}";
        assertEquals(
                "330100!", OrderJson.read(42, Orders.REF, 2, second, upgraders).region());
        assertEquals(
                "330100", OrderJson.read(42, Orders.REF, 3, second, upgraders).region());
    }

    @Test
    void aMemberOfANewerReadingIsDroppedTogetherWithThatReading() {
        String newer = OrderJson.write(paid()).replace("\"latest\":{", "\"latest\":{\"mood\":\"good\",");
        Order read = read(2, newer);
        assertTrue(OrderJson.write(read).contains("\"mood\""));
        Order later = read.withSale(read.sale().with(Facts.orderA(50, PlatformStatus.SHIPPED)));
        assertTrue(!OrderJson.write(later).contains("\"mood\""));
    }

    @Test
    void aBrokenRowNamesTheOrderTheMemberAndTheRemedy() {
        String unknownWord = OrderJson.write(paid()).replace("\"TO_SHIP\"", "\"BEAMED\"");
        String message = assertThrows(IllegalArgumentException.class, () -> read(1, unknownWord))
                .getMessage();
        assertTrue(message.contains("order 42 (taobao/flagship/"), message);
        assertTrue(message.contains("member st has the word BEAMED"), message);
        assertTrue(message.contains("\nRead it with the version that wrote it"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"seen\":\"noon\"}",
                "{\"seen\":true}",
                "{\"seen\":0}x",
                "{\"seen\":0,\"cur\":\"Q\"}",
                "{\"seen\":0,\"basis\":{}}",
                "{\"seen\":0,\"lines\":7,\"cur\":\"CNY\",\"basis\":{}}",
                "{\"seen\":0,\"demands\":[{\"line\":\"L\"}]}",
                "{\"seen\":0,\"holds\":[1]}",
                "{\"seen\":0,\"pays\":[{\"trade\":\"T\",\"amt\":\"5\"}]}",
                "{\"seen\":0,\"demands\":[{\"index\":99999999999}]}"
            })
    void whatIsNoOrderIsRefusedWithoutAnyOtherException(String text) {
        assertThrows(IllegalArgumentException.class, () -> read(1, text));
    }

    @Test
    void aVersionThatNeverWasIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> read(0, "{\"seen\":0}"));
    }

    @Test
    void anOrderWithoutUnknownMembersHasNone() {
        assertNull(read(1, OrderJson.write(paid())).unknown());
    }

    private static Order read(int version, String json) {
        return OrderJson.read(42, Orders.REF, version, json);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = OrderJsonTest.class.getResourceAsStream("/golden/order/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    static Order sample(String name) {
        return switch (name) {
            case "expected" ->
                Facts.order(
                        Facts.refund(
                                "R1",
                                9,
                                "X",
                                Quantity.pieces(1),
                                Facts.cny(4250),
                                RefundFact.Status.REQUESTED,
                                RefundFact.Phase.BEFORE_SHIPPING),
                        Facts.payment("T1", 1, 17600, PaymentFact.Status.PAID));
            case "paid" -> paid();
            case "shipped" -> shipped();
            case "handled" -> handled();
            default -> Facts.order(Facts.reading(3, PlatformStatus.UNKNOWN, List.of()));
        };
    }

    /** Marked by rules, asked back, approved by one of two. */
    static Order handled() {
        Handling.Question question = new Handling.Question(
                "DRAWING",
                "Shall we make it?",
                Facts.minute(90),
                Map.of("yes", Handling.Meaning.PASS),
                Handling.Meaning.HOLD,
                null);
        Handling handling = new Handling(
                Set.of("next-day", "vip"),
                "desk",
                true,
                "wh-1",
                "sf",
                Handling.Choice.FORBID,
                Handling.Choice.ALLOW,
                Duration.ofDays(15),
                List.of(new Order.Pass("WORKSHOP", "anna", Facts.minute(5))),
                List.of(
                        question,
                        new Handling.Question(
                                "WEIGHT",
                                "Send it?",
                                Facts.minute(60),
                                Map.of("no", Handling.Meaning.CANCEL),
                                Handling.Meaning.PASS,
                                "")),
                Edits.NONE);
        return paid().withHandling(handling);
    }

    /** Paid, mapped, waiting for the review: what an order looks like when it comes in. */
    static Order paid() {
        Order order = Facts.order(
                        Facts.orderA(1, PlatformStatus.TO_SHIP), Facts.payment("T1", 1, 17600, PaymentFact.Status.PAID))
                .withDemands(List.of(demand(0, "X", 2), demand(1, "Y", 1)))
                .withParties(
                        new PartyKeys(
                                List.of(new BuyerKey("k1", "q83vASNFZ4mrze8BI0VniQ")),
                                List.of(new AddressKey("k1", 1, "3q2-7wAAAAABI0VniavN7w")),
                                null),
                        "330106")
                .withJournal(7);
        return OrderFlow.standard(Duration.ZERO)
                .apply(order, Facts.minute(2))
                .plan()
                .order();
    }

    private static Demand demand(int index, String line, long pieces) {
        return new Demand(
                index,
                line,
                new Sku("SKU-" + line),
                Measure.PIECE,
                Demand.Origin.SOLD,
                1,
                1,
                null,
                false,
                null,
                false,
                null,
                null,
                List.of(),
                pieces,
                0,
                0,
                pieces,
                0,
                0,
                Progress.NONE);
    }

    /** Shipped in part, one unit refunded, a gift, a weighed line, a later reading with other states. */
    static Order shipped() {
        var kilos = Facts.line("T", Quantity.of(2350, Measure.KILOGRAM), 1280, 3008);
        var cups = Facts.line("C", 3, 2500);
        var refunded = Facts.line(cups, PlatformStatus.PART_SHIPPED, RefundState.PARTLY, "R7", Facts.cny(2500));
        Progress gone = Progress.NONE.ship(2);
        Demand gift = new Demand(
                2,
                "C",
                new Sku("GIFT"),
                Measure.PIECE,
                Demand.Origin.GIFT,
                1,
                0,
                null,
                false,
                "W2",
                false,
                null,
                "gift-7@3",
                List.of(new Demand.Trigger(42, "C"), new Demand.Trigger(43, "Z")),
                1,
                0,
                0,
                0,
                1,
                0,
                Progress.NONE);
        return Facts.order(
                        Facts.reading(1, PlatformStatus.TO_SHIP, List.of(kilos, cups)),
                        Facts.reading(90, PlatformStatus.PART_SHIPPED, List.of(kilos, refunded)),
                        Facts.refund(
                                "R7",
                                60,
                                "C",
                                Quantity.pieces(1),
                                Facts.cny(2500),
                                RefundFact.Status.SUCCEEDED,
                                RefundFact.Phase.BEFORE_SHIPPING))
                .withDemands(List.of(
                        new Demand(
                                0,
                                "T",
                                new Sku("TEA"),
                                Measure.KILOGRAM,
                                Demand.Origin.SOLD,
                                1,
                                1,
                                null,
                                false,
                                null,
                                false,
                                null,
                                null,
                                List.of(),
                                2350,
                                0,
                                0,
                                2350,
                                0,
                                0,
                                Progress.NONE),
                        demand(1, "C", 3).withNeed(3, 1).withPlan(0, 0, 2).withProgress(gone),
                        gift))
                .withHold(new Hold(
                        "ASK",
                        "host",
                        "ask-1",
                        "T",
                        "question open",
                        Facts.minute(5),
                        Facts.minute(500),
                        Set.of(Hold.Step.RELEASE, Hold.Step.MERGE)))
                .withPass(new Order.Pass("REVIEW", "auto@1", Facts.minute(4)))
                .withFulfillmentOrders(List.of(900L, 901L));
    }
}
