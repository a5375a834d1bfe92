package io.omskit.channels.woocommerce;

import static io.omskit.channels.woocommerce.WooOrderFixture.line;
import static io.omskit.channels.woocommerce.WooOrderFixture.order;
import static io.omskit.channels.woocommerce.WooOrderFixture.refund;
import static io.omskit.channels.woocommerce.WooOrderFixture.refundItem;
import static io.omskit.channels.woocommerce.WooOrderFixture.refunds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class WooCommerceRefundsTest {
    private static final String LINES =
            "[" + line(1, 2, "20.00", "18.00", "1.44") + "," + line(2, 1, "10.00", "10.00", "0.80") + "]";

    @Test
    void theOrderAloneTellsTheTotalAndNoLine() {
        FactMapper.Mapped mapped = WooOrderFixture.map(
                order().with("refunds", "[{\"id\":510,\"total\":\"-4.00\"}]").json());
        RefundFact refund = refunds(mapped).get(0);

        assertEquals("510", refund.refundId());
        assertEquals(Money.of(400, "USD"), refund.amount());
        assertNull(refund.lineId());
        assertEquals(RefundFact.Status.SUCCEEDED, refund.status());
        assertEquals(Money.of(400, "USD"), orderOf(mapped).amounts().refunded());
    }

    @Test
    void theResourceTellsLineAndUnitsAndIsNotCountedTwice() {
        FactMapper.Mapped mapped = order().with("line_items", LINES)
                .with("refunds", "[{\"id\":510,\"total\":\"-9.72\"}]")
                .withRefunds(refund(510, "9.72", refundItem(1, 1, "9.00", "0.72")));
        RefundFact refund = refunds(mapped).get(0);

        assertEquals(1, refunds(mapped).size());
        assertEquals("510", refund.refundId());
        assertEquals("1", refund.lineId());
        assertEquals(Quantity.pieces(1), refund.quantity());
        assertEquals(Money.of(972, "USD"), refund.amount());
        assertEquals(Money.of(972, "USD"), orderOf(mapped).amounts().refunded());
        assertEquals(
                List.of(RefundState.PARTLY, RefundState.NONE),
                orderOf(mapped).lines().stream()
                        .map(OrderFact.Line::refundState)
                        .toList());
    }

    @Test
    void aRefundOverSeveralLinesAndShippingBecomesAFactForEach() {
        FactMapper.Mapped mapped = order().with("line_items", LINES)
                .with("refunds", "[{\"id\":510,\"total\":\"-35.24\"}]")
                .withRefunds(refund(
                        510, "35.24", refundItem(1, 2, "18.00", "1.44") + "," + refundItem(2, 1, "10.00", "0.80")));

        assertEquals(
                List.of("510:1 1944", "510:2 1080", "510 500"),
                refunds(mapped).stream()
                        .map(refund -> refund.refundId() + " " + refund.amount().minor())
                        .toList());
        assertEquals(
                List.of(RefundState.REFUNDED, RefundState.REFUNDED),
                orderOf(mapped).lines().stream()
                        .map(OrderFact.Line::refundState)
                        .toList());
    }

    @Test
    void theAmountWinsOverTheTotalsOfTheLines() {
        FactMapper.Mapped mapped = order().with("line_items", LINES)
                .with("refunds", "[{\"id\":510,\"total\":\"-10.00\"}]")
                .withRefunds(refund(
                        510, "10.00", refundItem(1, 2, "18.00", "2.00") + "," + refundItem(2, 1, "10.00", "0.00")));

        assertEquals(
                List.of(667L, 333L),
                refunds(mapped).stream().map(refund -> refund.amount().minor()).toList());
    }

    @Test
    void withoutItsMetadataALineIsFoundByItsProductWhereThatIsUnique() {
        String item = refundItem(2, 1, "10.00", "0.80").replace("_refunded_item_id", "_something_else");
        FactMapper.Mapped mapped = order().with("line_items", LINES)
                .with("refunds", "[{\"id\":510,\"total\":\"-10.80\"}]")
                .withRefunds(refund(510, "10.80", item));

        assertEquals("2", refunds(mapped).get(0).lineId());
    }

    @Test
    void completionDecidesWhetherTheGoodsHadLeft() {
        WooOrderFixture order = order().with("refunds", "[{\"id\":510,\"total\":\"-1.00\"}]");
        String refund = refund(510, "1.00", "");

        assertEquals(RefundFact.Phase.BEFORE_SHIPPING, phase(order.withRefunds(refund)));
        assertEquals(
                RefundFact.Phase.AFTER_SHIPPING,
                phase(order.with("date_completed_gmt", "\"2026-03-02T00:00:00\"")
                        .withRefunds(refund)));
        assertEquals(
                RefundFact.Phase.BEFORE_SHIPPING,
                phase(order.with("date_completed_gmt", "\"2026-03-04T00:00:00\"")
                        .withRefunds(refund)));
    }

    @Test
    void aRefundedOrderThatListsNoRefundDoesNotTellTheAmount() {
        WooOrderFixture order = order().with("status", "\"refunded\"");

        assertNull(order.fact().amounts().refunded());
        assertEquals(1, order.problems().size());
    }

    @Test
    void aTotalThatCannotBeReadLeavesTheSumOut() {
        WooOrderFixture order = order().with("refunds", "[{\"id\":510,\"total\":\"lots\"}]");

        assertNull(order.fact().amounts().refunded());
        assertEquals(1, order.problems().size());
    }

    @Test
    void aRefundWithoutItsOrderIsKeptAndItsMissingCurrencyNamed() {
        FactMapper.Mapped mapped = WooOrderFixture.map("{\"/orders/{id}/refunds\":[" + refund(510, "3.00", "") + "]}");

        assertNull(refunds(mapped).get(0).amount());
        assertTrue(
                mapped.problems().toString().contains("currency"),
                mapped.problems().toString());
    }

    @Test
    void aRefundThatNamesNoOrderIsAProblem() {
        String lost = refund(510, "3.00", "").replace("\"parent_id\":501,", "");

        FactMapper.Mapped mapped = order().withRefunds(lost);

        assertEquals(1, mapped.facts().size());
        assertEquals(1, mapped.problems().size());
    }

    private static OrderFact orderOf(FactMapper.Mapped mapped) {
        return (OrderFact) mapped.facts().get(0);
    }

    private static RefundFact.Phase phase(FactMapper.Mapped mapped) {
        return refunds(mapped).get(0).phase();
    }
}
