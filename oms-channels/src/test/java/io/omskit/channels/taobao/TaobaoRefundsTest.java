package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.fact.RefundFact;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaobaoRefundsTest {
    @Test
    void aRecordAloneIsARefundOfItsOrder() {
        RefundFact refund = only(TradeFixture.refund("71", "SUCCESS", "10.00"));
        assertEquals(TradeFixture.SHOP.order("4100000000000000101"), refund.ref());
        assertEquals("71", refund.refundId());
        assertEquals("4100000000000000101", refund.lineId());
        assertEquals(Money.of(1000, "CNY"), refund.amount());
        assertEquals(RefundFact.Status.SUCCEEDED, refund.status());
        assertEquals(Instant.parse("2026-03-05T03:00:00Z"), refund.occurredAt());
        assertEquals(Instant.parse("2026-03-05T03:00:00Z"), refund.revision().modifiedAt());
    }

    @ParameterizedTest
    @CsvSource({
        "WAIT_SELLER_AGREE, REQUESTED",
        "WAIT_BUYER_RETURN_GOODS, REQUESTED",
        "WAIT_SELLER_CONFIRM_GOODS, REQUESTED",
        "SELLER_REFUSE_BUYER, REQUESTED",
        "CLOSED, CLOSED",
        "SUCCESS, SUCCEEDED"
    })
    void everyStatusHasItsNeutralWord(String raw, RefundFact.Status expected) {
        assertEquals(expected, only(TradeFixture.refund("71", raw, "10.00")).status());
    }

    @Test
    void anUnknownStatusStaysUnknownAndIsNamed() {
        Mapped mapped = map(TradeFixture.refund("71", "REFUND_DREAMING", "10.00"));
        assertEquals(
                RefundFact.Status.UNKNOWN, TradeFixture.refunds(mapped).get(0).status());
        assertEquals(1, mapped.problems().size());
    }

    @Test
    void aRefundByAmountCountsNoUnits() {
        assertNull(only(TradeFixture.refund("71", "SUCCESS", "10.00")).quantity());
    }

    @Test
    void aRefundThatLeavesTheShopNothingCountsItsUnits() {
        ObjectNode record = TradeFixture.refund("71", "SUCCESS", "83.50").put("payment", "0.00");
        assertEquals(Quantity.pieces(2), only(record).quantity());
    }

    @Test
    void aReturnCountsItsUnitsAndComesAfterShipping() {
        ObjectNode record = TradeFixture.refund("71", "WAIT_BUYER_RETURN_GOODS", "83.50")
                .put("has_good_return", true)
                .put("dispute_type", "REFUND_AND_RETURN");
        RefundFact refund = only(record);
        assertTrue(refund.withReturn());
        assertEquals(Quantity.pieces(2), refund.quantity());
        assertEquals(RefundFact.Phase.AFTER_SHIPPING, refund.phase());
    }

    @Test
    void onSaleDoesNotTellWhetherTheGoodsHaveLeft() {
        assertEquals(
                RefundFact.Phase.UNKNOWN,
                only(TradeFixture.refund("71", "SUCCESS", "10.00")).phase());
        assertEquals(
                RefundFact.Phase.BEFORE_SHIPPING,
                only(TradeFixture.refund("71", "SUCCESS", "10.00").put("order_status", "WAIT_SELLER_SEND_GOODS"))
                        .phase());
        assertEquals(
                RefundFact.Phase.AFTER_SHIPPING,
                only(TradeFixture.refund("71", "SUCCESS", "10.00").put("refund_phase", "aftersale"))
                        .phase());
    }

    @Test
    void ofTwoReadingsOfARecordTheNewerCounts() {
        ObjectNode newer = TradeFixture.refund("71", "SUCCESS", "10.00");
        ObjectNode older =
                TradeFixture.refund("71", "WAIT_SELLER_AGREE", "10.00").put("modified", "2026-03-05 10:00:00");
        List<RefundFact> refunds =
                TradeFixture.refunds(TradeFixture.map("", TradeFixture.bundle(TradeFixture.trade(), newer, older)));
        assertEquals(1, refunds.size());
        assertEquals(RefundFact.Status.SUCCEEDED, refunds.get(0).status());
    }

    @Test
    void aListAndASingleRecordAreReadTheSame() {
        ObjectNode record = TradeFixture.refund("71", "SUCCESS", "10.00");
        String list =
                "{\"refunds_receive_get_response\":{\"total_results\":1,\"refunds\":{\"refund\":[" + record + "]}}}";
        RefundFact listed = TradeFixture.refunds(TradeFixture.map("", list)).get(0);
        assertEquals(only(record).revision(), listed.revision());
        assertEquals("taobao.refunds.receive.get", listed.provenance().source());
    }

    @Test
    void aRecordWithoutIdOrAmountIsNamed() {
        ObjectNode noId = TradeFixture.refund("71", "SUCCESS", "10.00");
        noId.remove("refund_id");
        assertEquals(0, TradeFixture.refunds(map(noId)).size());
        assertEquals(1, map(noId).problems().size());
        ObjectNode noAmount = TradeFixture.refund("71", "SUCCESS", "10.00");
        noAmount.remove("refund_fee");
        assertNull(TradeFixture.refunds(map(noAmount)).get(0).amount());
        assertEquals(1, map(noAmount).problems().size());
    }

    private static Mapped map(ObjectNode record) {
        return TradeFixture.map(TaobaoOrders.REFUND, record.toString());
    }

    private static RefundFact only(ObjectNode record) {
        return TradeFixture.refunds(map(record)).get(0);
    }
}
