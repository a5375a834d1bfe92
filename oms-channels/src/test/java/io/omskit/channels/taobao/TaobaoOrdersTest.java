package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.reading.SampleFiles;
import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.OrderFact.Block;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundState;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaobaoOrdersTest {
    @Test
    void readsTheReferenceSamplesExactly() {
        assertEquals(List.of(), SampleFiles.differences("taobao", new TaobaoChannel().mapper()));
    }

    @Test
    void readsTheMoneyOfATrade() {
        OrderFact order = TradeFixture.order(TradeFixture.trade());
        // 2 x 50.00 + 100.00; 3.00 of a line and 27.00 of the trade off, 12.00 of it from the platform
        assertEquals(yuan(20000), order.amounts().goods());
        assertEquals(yuan(1800), order.amounts().discount(Bearer.SELLER));
        assertEquals(yuan(1200), order.amounts().discount(Bearer.PLATFORM));
        assertEquals(yuan(-200), order.amounts().priceChange());
        assertEquals(yuan(600), order.amounts().freight());
        assertEquals(yuan(200), order.amounts().surcharges());
        assertEquals(yuan(17600), order.amounts().payable());
        assertEquals(yuan(17600), order.amounts().paid());
        assertEquals(yuan(18800), order.amounts().receivable());
        assertEquals(yuan(0), order.amounts().refunded());
        assertEquals(yuan(0), order.amounts().unexplained());
        assertEquals(List.of(), order.problems());
    }

    @Test
    void onlyThePlatformsShareIsAClaim() {
        for (var discount : TradeFixture.order(TradeFixture.trade()).amounts().discounts()) {
            assertEquals(discount.bearer() == Bearer.PLATFORM, discount.claimed(), discount.toString());
        }
    }

    @Test
    void readsTheLines() {
        OrderFact.Line line = TradeFixture.order(TradeFixture.trade()).lines().get(0);
        assertEquals("4100000000000000101", line.id());
        assertEquals("X-RED", line.code());
        assertEquals(List.of("5300000000001", "ITEM-X", "690000000001"), line.alternateCodes());
        assertEquals(yuan(10000), line.amount());
        assertEquals(yuan(300), line.discounts().get(0).amount());
        assertEquals(yuan(1350), line.orderDiscountShare());
        OrderFact.Line other = TradeFixture.order(TradeFixture.trade()).lines().get(1);
        assertEquals("ITEM-Y", other.code());
        assertEquals(yuan(-200), other.priceChange());
        assertEquals("STORE-7", other.source());
    }

    @Test
    void timesAreInChina() {
        OrderFact order = TradeFixture.order(TradeFixture.trade());
        assertEquals(Instant.parse("2026-03-05T01:00:00Z"), order.placedAt());
        assertEquals(Instant.parse("2026-03-05T01:02:03Z"), order.paidAt());
        assertEquals(Instant.parse("2026-03-05T01:30:00Z"), order.revision().modifiedAt());
    }

    @Test
    void receiverStaysMaskedAndTheOaidIsKept() {
        PersonalData personal =
                Objects.requireNonNull(TradeFixture.order(TradeFixture.trade()).personal());
        assertEquals("1InventedOaidNotReal0101", personal.addressId());
        assertEquals("AAHinvented0101", personal.buyerAccount());
        assertEquals("*******0102", personal.phone());
        assertTrue(Objects.requireNonNull(personal.address()).isMasked());
    }

    @Test
    void aMaskedNickIsNobodysAccount() {
        ObjectNode trade = TradeFixture.trade();
        trade.remove("buyer_open_uid");
        assertNull(Objects.requireNonNull(TradeFixture.order(trade).personal()).buyerAccount());
    }

    @Test
    void theColoredFlagIsAFlag() {
        assertEquals(
                Set.of("flag-yellow"), TradeFixture.order(TradeFixture.trade()).flags());
    }

    @ParameterizedTest
    @CsvSource({
        "TRADE_NO_CREATE_PAY, UNPAID",
        "WAIT_BUYER_PAY, UNPAID",
        "PAY_PENDING, UNPAID",
        "WAIT_PRE_AUTH_CONFIRM, UNPAID",
        "PAID_FORBID_CONSIGN, PAID_HOLD",
        "WAIT_SELLER_SEND_GOODS, TO_SHIP",
        "SELLER_CONSIGNED_PART, PART_SHIPPED",
        "WAIT_BUYER_CONFIRM_GOODS, SHIPPED",
        "TRADE_BUYER_SIGNED, SIGNED",
        "TRADE_FINISHED, FINISHED",
        "TRADE_CLOSED, CLOSED_REFUNDED",
        "TRADE_CLOSED_BY_TAOBAO, CLOSED_UNPAID"
    })
    void everyStatusHasItsNeutralWord(String raw, PlatformStatus expected) {
        OrderFact order = TradeFixture.order(TradeFixture.trade().put("status", raw));
        assertEquals(expected, order.status());
        assertEquals(raw, order.rawStatus());
    }

    @Test
    void anUnknownStatusStaysUnknownAndIsNamed() {
        OrderFact order = TradeFixture.order(TradeFixture.trade().put("status", "TRADE_DREAMING"));
        assertEquals(PlatformStatus.UNKNOWN, order.status());
        assertEquals("TRADE_DREAMING", order.rawStatus());
        assertTrue(
                order.problems().get(0).toString().contains("status"),
                order.problems().toString());
    }

    @Test
    void anUnknownLineStatusIsNamedAndLeavesTheOrderItsOwn() {
        ObjectNode trade = TradeFixture.trade();
        TradeFixture.line(trade, 1).put("status", "LINE_DREAMING");
        OrderFact order = TradeFixture.order(trade);
        assertEquals(PlatformStatus.TO_SHIP, order.status());
        assertEquals(PlatformStatus.UNKNOWN, order.lines().get(1).status());
        assertEquals(1, order.problems().size());
    }

    @Test
    void aPresaleWithPaidDepositWaitsForItsBalance() {
        ObjectNode trade = TradeFixture.trade()
                .put("status", "WAIT_BUYER_PAY")
                .put("type", "step")
                .put("step_trade_status", "FRONT_PAID_FINAL_NOPAID")
                .put("step_paid_fee", "30.00");
        trade.putNull("pay_time");
        OrderFact order = TradeFixture.order(trade);
        assertEquals(PlatformStatus.DEPOSIT_PAID, order.status());
        assertEquals(yuan(3000), order.amounts().paid());
        assertTrue(order.presale());
    }

    @Test
    void aPaidDepositOfUnknownAmountIsNotZero() {
        ObjectNode trade = TradeFixture.trade()
                .put("status", "WAIT_BUYER_PAY")
                .put("step_trade_status", "FRONT_PAID_FINAL_NOPAID");
        trade.putNull("pay_time");
        OrderFact order = TradeFixture.order(trade);
        assertNull(order.amounts().paid());
        assertFalse(order.problems().isEmpty());
    }

    @Test
    void aForfeitedDepositIsClosedAsThePlatformClosesIt() {
        ObjectNode trade = TradeFixture.trade()
                .put("status", "TRADE_CLOSED_BY_TAOBAO")
                .put("step_trade_status", "FRONT_PAID_FRONT_FORFEITED");
        assertEquals(PlatformStatus.CLOSED_UNPAID, TradeFixture.order(trade).status());
    }

    @Test
    void withoutPayTimeNothingIsPaid() {
        ObjectNode trade = TradeFixture.trade().put("status", "WAIT_BUYER_PAY").put("pay_time", "");
        assertEquals(yuan(0), TradeFixture.order(trade).amounts().paid());
    }

    @Test
    void anUnreadablePayTimeTellsNothingAboutThePayment() {
        OrderFact order = TradeFixture.order(TradeFixture.trade().put("pay_time", "yesterday"));
        assertNull(order.amounts().paid());
        assertFalse(order.problems().isEmpty());
    }

    @Test
    void freightOfASingleLineIsCountedOnce() {
        // the line's payment holds the post_fee: 100.00 - 3.00 + 6.00
        ObjectNode trade = TradeFixture.trade()
                .put("payment", "103.00")
                .put("discount_fee", "0.00")
                .put("cod_fee", "0.00")
                .put("platform_subsidy_fee", "0.00");
        TradeFixture.line(trade, 0).put("payment", "103.00");
        ((com.fasterxml.jackson.databind.node.ArrayNode) trade.at("/orders/order")).remove(1);
        OrderFact order = TradeFixture.order(trade);
        assertEquals(yuan(600), order.amounts().freight());
        assertEquals(yuan(10300), order.amounts().payable());
        assertEquals(yuan(0), order.amounts().unexplained());
        assertEquals(List.of(), order.problems());
    }

    @Test
    void sumsThatDoNotAddUpAreFlaggedAndNotRefused() {
        OrderFact order = TradeFixture.order(TradeFixture.trade().put("payment", "180.00"));
        assertEquals(yuan(400), order.amounts().unexplained());
        assertEquals(1, order.problems().size());
        assertEquals(PlatformStatus.TO_SHIP, order.status());
    }

    @Test
    void aSubsidyBeyondTheDiscountsIsNamed() {
        OrderFact order = TradeFixture.order(TradeFixture.trade().put("platform_subsidy_fee", "99.00"));
        assertEquals(yuan(3000), order.amounts().discountTotal());
        assertEquals(yuan(3000), order.amounts().discount(Bearer.PLATFORM));
        assertEquals(1, order.problems().size());
    }

    @ParameterizedTest
    @CsvSource({"price", "num"})
    void aLineWithoutPriceOrNumberParksTheOrder(String member) {
        ObjectNode trade = TradeFixture.trade();
        TradeFixture.line(trade, 0).remove(member);
        OrderFact order = TradeFixture.order(trade);
        assertEquals(PlatformStatus.UNKNOWN, order.status());
        assertNull(order.amounts().goods());
        assertEquals(1, order.lines().size());
        assertTrue(
                order.problems().toString().contains(member), order.problems().toString());
    }

    @ParameterizedTest
    @CsvSource({"payment", "orders", "status"})
    void aTradeWithoutWhatNobodyMayGuessIsUnknown(String member) {
        ObjectNode trade = TradeFixture.trade();
        trade.remove(member);
        OrderFact order = TradeFixture.order(trade);
        assertEquals(PlatformStatus.UNKNOWN, order.status());
        assertFalse(order.problems().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_REFUND, NONE, 0",
        "CLOSED, NONE, 0",
        "SUCCESS, REFUNDED, 0",
        "WAIT_SELLER_AGREE, REQUESTED, 1",
        "WAIT_BUYER_RETURN_GOODS, REQUESTED, 1",
        "WAIT_SELLER_CONFIRM_GOODS, REQUESTED, 1",
        "SELLER_REFUSE_BUYER, REQUESTED, 1"
    })
    void aLinesRefundStateDecidesTheBlock(String raw, RefundState state, int blocks) {
        ObjectNode trade = TradeFixture.trade();
        TradeFixture.line(trade, 0).put("refund_status", raw);
        OrderFact order = TradeFixture.order(trade);
        assertEquals(state, order.lines().get(0).refundState());
        assertEquals(blocks, order.blocks().size());
        order.blocks().forEach(block -> assertEquals(Block.Code.REFUND_OPEN, block.code()));
        assertEquals(List.of(), order.problems());
    }

    @Test
    void aRefundedLineWithoutRecordCountsWithItsPaidAmount() {
        ObjectNode trade = TradeFixture.trade();
        TradeFixture.line(trade, 0).put("refund_status", "SUCCESS");
        assertEquals(yuan(8350), TradeFixture.order(trade).amounts().refunded());
    }

    @Test
    void aRefundedLineThatTellsNoAmountLeavesTheSumOut() {
        ObjectNode trade = TradeFixture.trade();
        TradeFixture.line(trade, 0).put("refund_status", "SUCCESS").remove("divide_order_fee");
        OrderFact order = TradeFixture.order(trade);
        assertNull(order.amounts().refunded());
        assertEquals(1, order.problems().size());
    }

    @Test
    void aRecordSaysMoreExactlyThanItsLine() {
        ObjectNode trade = TradeFixture.trade();
        TradeFixture.line(trade, 0).put("refund_status", "SUCCESS");
        TradeFixture.line(trade, 1).put("refund_status", "SUCCESS");
        Mapped mapped = TradeFixture.map("", TradeFixture.bundle(trade, TradeFixture.refund("71", "SUCCESS", "10.00")));
        // 10.00 by the record of line 1, 84.50 by line 2 itself
        assertEquals(yuan(9450), TradeFixture.order(mapped).amounts().refunded());
        assertEquals(1, TradeFixture.refunds(mapped).size());
    }

    @Test
    void ofTwoReadingsOfATradeTheNewerCounts() {
        String older = TradeFixture.trade().put("status", "WAIT_BUYER_PAY").toString();
        String newer =
                TradeFixture.trade().put("modified", "2026-03-05 09:40:00").toString();
        Mapped mapped = TradeFixture.map("", "[" + newer + "," + older + "]");
        assertEquals(1, mapped.facts().size());
        assertEquals(PlatformStatus.TO_SHIP, TradeFixture.order(mapped).status());
    }

    private static Money yuan(long fen) {
        return Money.of(fen, "CNY");
    }
}
