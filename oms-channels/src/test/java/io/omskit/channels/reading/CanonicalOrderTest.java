package io.omskit.channels.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.omskit.connect.Problem;
import io.omskit.fact.Bearer;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanonicalOrderTest {
    private static final ChannelRef REF = new ChannelRef("shelf", "corner", "A1");
    private static final Provenance READ = new Provenance("test", Instant.EPOCH);

    @Test
    void membersStandInTheOrderOfTheReference() {
        assertEquals(
                List.of(
                        "platform",
                        "number",
                        "status",
                        "rawStatus",
                        "currency",
                        "goods",
                        "sellerDiscount",
                        "platformDiscount",
                        "otherDiscounts",
                        "freight",
                        "unexplained",
                        "payable",
                        "paid",
                        "receivable",
                        "lines",
                        "presale",
                        "placedAt",
                        "blocks",
                        "problems"),
                List.copyOf(CanonicalOrder.members(order(amounts(), line("1", 3000)), List.of())
                        .keySet()));
    }

    @Test
    void moneyIsMinorAndDiscountsAreByBearer() {
        Map<String, Object> order = CanonicalOrder.members(order(amounts(), line("1", 3000)), List.of());
        assertEquals(3000L, order.get("goods"));
        assertEquals(300L, order.get("sellerDiscount"));
        assertEquals(200L, order.get("platformDiscount"));
        assertEquals(List.of(Map.of("bearer", "INFLUENCER", "amount", 100L)), order.get("otherDiscounts"));
        // 30.00 - 3.00 - 2.00 - 1.00 + 6.00 = 30.00, and 2.00 + 1.00 come from others
        assertEquals(0L, order.get("unexplained"));
        assertEquals(3300L, order.get("receivable"));
        assertFalse(order.containsKey("refunded"), "what is not told is left out");
        assertFalse(order.containsKey("tax"));
    }

    @Test
    void pricesKeepTheDigitsOfTheCurrency() {
        Map<?, ?> line = (Map<?, ?>) ((List<?>) CanonicalOrder.members(order(amounts(), line("1", 3000)), List.of())
                        .get("lines"))
                .get(0);
        assertEquals("30.00", line.get("unitPrice"));
        assertEquals(1L, line.get("quantity"));
        assertEquals("NONE", line.get("refundState"));
    }

    @Test
    void problemsNamePlaceAndProblem() {
        assertEquals(
                List.of(Map.of("path", "$.x", "problem", "is odd")),
                CanonicalOrder.members(order(amounts(), line("1", 3000)), List.of())
                        .get("problems"));
    }

    @Test
    void refundRecordsGiveSumAndLineState() {
        OrderFact order = order(amounts(), line("1", 2000), line("2", 1000));
        List<RefundFact> refunds = List.of(
                refund("R1", "1", 500, RefundFact.Status.SUCCEEDED),
                refund("R2", "1", 300, RefundFact.Status.SUCCEEDED),
                refund("R3", "2", 1000, RefundFact.Status.REQUESTED),
                refund("R4", "2", 1000, RefundFact.Status.CLOSED));
        assertEquals(800L, CanonicalOrder.members(order, refunds).get("refunded"));
        assertEquals(List.of("PARTLY", "REQUESTED"), states(order, refunds));
    }

    @Test
    void aLineWhosePaidAmountWentBackIsRefunded() {
        OrderFact order = order(amounts(), line("1", 2000), line("2", 1000));
        assertEquals(
                List.of("REFUNDED", "NONE"),
                states(order, List.of(refund("R1", "1", 2000, RefundFact.Status.SUCCEEDED))));
    }

    @Test
    void aRefundOfNoLineIsUnknownOnSeveralLinesAndClearOnOne() {
        List<RefundFact> refunds = List.of(refund("R1", null, 2000, RefundFact.Status.SUCCEEDED));
        assertEquals(
                List.of("UNKNOWN", "UNKNOWN"), states(order(amounts(), line("1", 2000), line("2", 1000)), refunds));
        assertEquals(List.of("PARTLY"), states(order(amounts(), line("1", 3000)), refunds));
        assertEquals(
                List.of("REFUNDED"),
                states(
                        order(amounts(), line("1", 3000)),
                        List.of(refund("R1", null, 3000, RefundFact.Status.SUCCEEDED))));
    }

    @Test
    void theOrdersOwnFigureCountsWhenRecordsAreFewer() {
        StatedAmounts told = StatedAmounts.builder(ShelfOrders.CNY)
                .goods(yuan(3000))
                .refunded(yuan(900))
                .build();
        OrderFact order = order(told, line("1", 3000));
        assertEquals(
                900L,
                CanonicalOrder.members(order, List.of(refund("R1", "1", 400, RefundFact.Status.SUCCEEDED)))
                        .get("refunded"));
        assertEquals(900L, CanonicalOrder.members(order, List.of()).get("refunded"));
    }

    @Test
    void refundsOfOtherOrdersAreIgnored() {
        RefundFact other = new RefundFact(
                new ChannelRef("shelf", "corner", "B2"),
                "R1",
                Revision.at(null, 1),
                READ,
                "1",
                null,
                yuan(500),
                RefundFact.Status.SUCCEEDED,
                "",
                RefundFact.Phase.UNKNOWN,
                false,
                null);
        OrderFact order = order(amounts(), line("1", 3000));
        assertEquals(List.of("NONE"), states(order, List.of(other)));
    }

    private static List<String> states(OrderFact order, List<RefundFact> refunds) {
        return ((List<?>) CanonicalOrder.members(order, refunds).get("lines"))
                .stream()
                        .map(line -> (String) ((Map<?, ?>) line).get("refundState"))
                        .toList();
    }

    private static StatedAmounts amounts() {
        return StatedAmounts.builder(ShelfOrders.CNY)
                .goods(yuan(3000))
                .discount(Bearer.SELLER, yuan(300), false)
                .discount(Bearer.PLATFORM, yuan(200), false)
                .discount(Bearer.INFLUENCER, yuan(100), false)
                .freight(yuan(600))
                .payable(yuan(3000))
                .paid(yuan(3000))
                .build();
    }

    private static OrderFact.Line line(String id, long minor) {
        return ShelfOrders.line(id, yuan(minor), RefundState.NONE);
    }

    private static OrderFact order(StatedAmounts amounts, OrderFact.Line... lines) {
        return new OrderFact(
                REF,
                Revision.at(Instant.EPOCH, 1),
                READ,
                OrderFact.Kind.SALE,
                PlatformStatus.TO_SHIP,
                "PAID",
                OrderFact.Terms.PAY_FIRST,
                Instant.EPOCH,
                null,
                null,
                null,
                false,
                amounts,
                List.of(lines),
                List.of(),
                List.of(),
                Set.of(),
                null,
                null,
                List.of(new Problem("$.x", "is odd")));
    }

    private static RefundFact refund(String id, String line, long minor, RefundFact.Status status) {
        return new RefundFact(
                REF,
                id,
                Revision.at(null, 1),
                READ,
                line,
                null,
                yuan(minor),
                status,
                "",
                RefundFact.Phase.UNKNOWN,
                false,
                null);
    }

    private static Money yuan(long minor) {
        return Money.of(minor, ShelfOrders.CNY);
    }
}
