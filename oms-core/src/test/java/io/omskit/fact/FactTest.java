package io.omskit.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What each fact refuses, what it names, and that nothing of it prints a person. */
class FactTest {
    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");
    private static final ChannelRef REF = new ChannelRef("taobao", "flagship", "1001");
    private static final Revision REVISION = Revision.at(NOON, 1);
    private static final Provenance ORIGIN = new Provenance("trade.get", NOON);

    private static Money cny(long fen) {
        return Money.of(fen, RandomFacts.CNY);
    }

    private static void refused(String problem, String remedy, Executable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        int line = message.indexOf('\n');
        assertTrue(line > 0 && message.substring(0, line).contains(problem), message);
        assertTrue(message.substring(line).contains(remedy), message);
    }

    @Test
    void anIdentifierIsNeverBlank() {
        String remedy = "Give the identifier as the platform prints it";
        refused("platform is blank", remedy, () -> new ChannelRef(" ", "flagship", "1"));
        refused("shop is blank", remedy, () -> new ChannelRef("taobao", "", "1"));
        refused("number is blank", remedy, () -> new ChannelRef("taobao", "flagship", "\t"));
        refused("platform is blank", remedy, () -> new ShopRef("", "flagship"));
        refused("shop is blank", remedy, () -> new ShopRef("taobao", " "));
        refused("source is blank", remedy, () -> new Provenance("", NOON));
        refused("line id is blank", remedy, () -> line("", Quantity.pieces(1)));
        refused("trade number is blank", remedy, () -> payment(" ", List.of(cover()), 1));
        refused("number is blank", remedy, () -> new PaymentFact.Cover("", cny(1)));
        refused("refund id is blank", remedy, () -> refund("", cny(1)));
        refused("carrier is blank", remedy, () -> shipment(" ", "SF1"));
        refused("tracking number is blank", remedy, () -> shipment("sf", ""));
        refused("carrier is blank", remedy, () -> new TrackingFact("", "SF1", "", ORIGIN, false, null, List.of()));
        refused(
                "tracking number is blank",
                remedy,
                () -> new TrackingFact("sf", "", "", ORIGIN, true, null, List.of()));
        refused("source is blank", remedy, () -> stock("", "X", "R"));
        refused("sku is blank", remedy, () -> stock("W1", " ", "R"));
        refused("reference is blank", remedy, () -> stock("W1", "X", ""));
    }

    @Test
    void anIdentifierHasAtMost256Characters() {
        assertEquals(256, new ShopRef("taobao", "x".repeat(256)).shop().length());
        refused(
                "shop has 257 characters",
                "Check that the right field was read",
                () -> new ShopRef("taobao", "x".repeat(257)));
    }

    @Test
    void anOrderNamesEachLineOnce() {
        refused(
                "order taobao/flagship/1001 has two lines with id A",
                "platform's own line id",
                () -> order(REVISION, List.of(line("A", Quantity.pieces(1)), line("A", Quantity.pieces(2))), null));
    }

    @Test
    void aLineMayBeOfNothingButNotOfLess() {
        assertEquals(Quantity.pieces(0), line("A", Quantity.pieces(0)).quantity());
        String message = assertThrows(IllegalArgumentException.class, () -> line("A", Quantity.pieces(-1)))
                .getMessage();
        assertTrue(message.contains("quantity of line A"), message);
    }

    @Test
    void aPaymentCoversAnOrderInOneInstalmentOrMore() {
        refused(
                "payment T1 of shop taobao/flagship covers no order",
                "Name the order that it pays",
                () -> payment("T1", List.of(), 1));
        refused(
                "payment T1 has 0 instalments",
                "Use 1 where there is no plan",
                () -> payment("T1", List.of(cover()), 0));
        assertEquals(1, payment("T1", List.of(cover()), 1).instalments());
    }

    @Test
    void aRefundMayBeZeroButNotNegative() {
        assertEquals(cny(0), refund("R1", cny(0)).amount());
        refused("refund R1 of order taobao/flagship/1001 is ", "A refund is positive", () -> refund("R1", cny(-1)));
    }

    @Test
    void anOrderGoesToOneReceiver() {
        var twice =
                List.of(List.of(new Fact.SameReceiver.Asked("1", "a")), List.of(new Fact.SameReceiver.Asked("1", "b")));
        refused(
                "order taobao/flagship/1 is in the answer twice",
                "Give each order one receiver",
                () -> new Fact.SameReceiver(REF.shopRef(), NOON, ORIGIN, twice));
    }

    @Test
    void aFactNamesTheOrdersThatItSpeaksOf() {
        ShopRef shop = REF.shopRef();
        assertEquals(List.of(REF), order(REVISION, List.of(), null).orders());
        assertEquals(List.of(REF), refund("R1", cny(1)).orders());
        assertEquals(
                List.of(shop.order("7"), shop.order("8")),
                payment("T1", List.of(new PaymentFact.Cover("7", cny(1)), new PaymentFact.Cover("8", cny(2))), 1)
                        .orders());
        ShipmentFact.Content inside = new ShipmentFact.Content(REF, "A", Quantity.pieces(1));
        assertEquals(List.of(REF), shipment("sf", "SF1", inside).orders());
        assertEquals(
                List.of(shop.order("1"), shop.order("2"), shop.order("3")),
                new Fact.SameReceiver(
                                shop,
                                NOON,
                                ORIGIN,
                                List.of(
                                        List.of(
                                                new Fact.SameReceiver.Asked("1", "a"),
                                                new Fact.SameReceiver.Asked("2", "b")),
                                        List.of(new Fact.SameReceiver.Asked("3", "c"))))
                        .orders());
        assertEquals(List.of(), stock("W1", "X", "R").orders());
        assertEquals(List.of(), new TrackingFact("sf", "SF1", "", ORIGIN, true, null, List.of()).orders());
    }

    @Test
    void noFactPrintsAPerson() {
        PersonalData anna = new PersonalData(
                "anna88",
                "Anna Example",
                "13800000000",
                "anna@example.com",
                Address.chinese("Zhejiang", "Hangzhou", "Xihu", "", "Secret Street 7"),
                "oaid-77",
                "ring twice",
                "angry last time",
                "203.0.113.9");
        String printed = anna + " " + order(REVISION, List.of(), anna);
        for (String part : List.of("anna", "Anna", "138", "Secret", "Xihu", "oaid", "ring", "angry", "203.0")) {
            assertFalse(printed.contains(part), printed);
        }
        assertEquals("PersonalData[sealed name phone mail address ]", anna.toString());
        assertEquals("PersonalData[sealed ]", PersonalData.NONE.toString());
        var scan = new TrackingFact.Event(NOON, 0, "DELIVERED", null, "80", "Hangzhou", "signed by Anna", 1);
        assertEquals("Event[2026-11-11T12:00:00Z DELIVERED 80]", scan.toString());
        assertFalse(new TrackingFact("sf", "SF1", "", ORIGIN, true, null, List.of(scan))
                .toString()
                .contains("Anna"));
        assertEquals("Asked[7]", new Fact.SameReceiver.Asked("7", "oaid-77").toString());
    }

    @Test
    void aBuyersKeyTellsTheBuyerOfOneScopeAndNotWhoItIs() {
        HashKey host = HashKey.of("k1", new byte[32]);
        BuyerKey key = BuyerKey.of(host, "account", "taobao", "anna88");
        assertEquals(key, BuyerKey.of(host, "account", "taobao", "anna88"));
        assertEquals("k1", key.keyId());
        assertFalse(key.toString().contains("anna88"));
        for (BuyerKey other : List.of(
                BuyerKey.of(host, "phone", "taobao", "anna88"),
                BuyerKey.of(host, "account", "douyin", "anna88"),
                BuyerKey.of(host, "account", "taobao", "anna89"),
                BuyerKey.of(HashKey.of("k2", new byte[32]), "account", "taobao", "anna88"))) {
            assertNotEquals(key, other);
        }
    }

    @Test
    void referencesSortByPlatformThenShopThenNumber() {
        List<ChannelRef> sorted = List.of(
                new ChannelRef("a", "z", "9"),
                new ChannelRef("b", "a", "9"),
                new ChannelRef("b", "b", "1"),
                new ChannelRef("b", "b", "2"));
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = 0; j < sorted.size(); j++) {
                assertEquals(
                        Integer.signum(i - j), Integer.signum(sorted.get(i).compareTo(sorted.get(j))), i + " to " + j);
            }
        }
        assertEquals("b/b/2", sorted.get(3).toString());
        assertEquals("b/b", sorted.get(3).shopRef().toString());
    }

    @Test
    void whatIsHandedInCanNotBeChangedLater() {
        List<OrderFact.Line> lines = new ArrayList<>(List.of(line("A", Quantity.pieces(1))));
        OrderFact fact = order(REVISION, lines, null);
        lines.clear();
        assertEquals(1, fact.lines().size());
        assertThrows(UnsupportedOperationException.class, () -> fact.lines().clear());
        assertThrows(UnsupportedOperationException.class, () -> fact.flags().add("x"));
    }

    private static OrderFact order(Revision revision, List<OrderFact.Line> lines, @Nullable PersonalData personal) {
        return new OrderFact(
                REF,
                revision,
                ORIGIN,
                OrderFact.Kind.SALE,
                PlatformStatus.TO_SHIP,
                "WAIT_SELLER_SEND_GOODS",
                OrderFact.Terms.PAY_FIRST,
                NOON,
                NOON,
                null,
                null,
                false,
                StatedAmounts.builder(RandomFacts.CNY).build(),
                lines,
                List.of(),
                List.of(),
                Set.of(),
                null,
                personal,
                List.of());
    }

    private static OrderFact.Line line(String id, Quantity quantity) {
        return new OrderFact.Line(
                id,
                "X",
                List.of(),
                "mug",
                quantity,
                null,
                cny(100),
                List.of(),
                null,
                cny(0),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    private static PaymentFact.Cover cover() {
        return new PaymentFact.Cover("1001", cny(100));
    }

    private static PaymentFact payment(String tradeNo, List<PaymentFact.Cover> covers, int instalments) {
        return new PaymentFact(
                REF.shopRef(), tradeNo, REVISION, ORIGIN, covers, "card", instalments, PaymentFact.Status.PAID, NOON);
    }

    private static RefundFact refund(String id, Money amount) {
        return new RefundFact(
                REF,
                id,
                REVISION,
                ORIGIN,
                "A",
                null,
                amount,
                RefundFact.Status.REQUESTED,
                "WAIT",
                RefundFact.Phase.UNKNOWN,
                false,
                null);
    }

    private static ShipmentFact shipment(String carrier, String number, ShipmentFact.Content... contents) {
        return new ShipmentFact(
                carrier,
                number,
                "",
                REVISION,
                ORIGIN,
                List.of(contents),
                ShipmentStatus.IN_TRANSIT,
                NOON,
                null,
                null,
                null);
    }

    private static StockFact stock(String source, String sku, String reference) {
        return new StockFact(
                source, sku, REVISION, ORIGIN, StockFact.Kind.RECEIVED, Quantity.of(5, Measure.PIECE), reference, NOON);
    }
}
