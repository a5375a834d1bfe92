package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TaobaoSandboxTest extends TopCaller {
    private static final String RECEIVER = FIELDS + ",receiver_address,receiver_phone";

    // ---- trades

    @Test
    void anEmptyListIsMissing() {
        JsonNode response = send(signed(increment(1, 40))).get("trades_sold_increment_get_response");

        assertEquals(0, response.get("total_results").asInt());
        assertFalse(response.has("trades"));
    }

    @Test
    void theIncrementIsSortedByTheLastChangeAndTheLastPageHoldsTheOldest() {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            numbers.add(shop.invent(1).get(0));
            now = now.plusSeconds(10);
        }

        assertEquals(List.of(numbers.get(4), numbers.get(3)), tids(increment(1, 2)));
        assertEquals(List.of(numbers.get(0)), tids(increment(3, 2)));
        shop.touch(numbers.get(0), "note");
        assertEquals(numbers.get(0), tids(increment(1, 2)).get(0));
    }

    @Test
    void hasNextReplacesTheTotal() {
        shop.invent(3);
        Map<String, String> call = increment(1, 2);
        call.put("use_has_next", "true");
        JsonNode first = send(signed(call)).get("trades_sold_increment_get_response");
        call.put("page_no", "2");
        JsonNode last = send(signed(call)).get("trades_sold_increment_get_response");

        assertTrue(first.get("has_next").asBoolean());
        assertFalse(first.has("total_results"));
        assertFalse(last.get("has_next").asBoolean());
    }

    @Test
    void aWindowOfMoreThanADayIsRefused() {
        Map<String, String> call = increment(1, 40);
        call.put("start_modified", "2025-12-31 08:00:00");
        call.put("end_modified", "2026-01-01 08:00:01");

        assertEquals(41, code(send(signed(call))));
    }

    @Test
    void aNumberBeyondDoublesKeepsItsDigitsAndOnlyWhatWasAskedForComes() {
        String number = shop.invent(1).get(0);
        Map<String, String> call = increment(1, 40);
        call.put("fields", "tid,orders.oid");
        String text = raw(signed(call)).text();
        JsonNode trade = trades(call).get(0);

        assertTrue(text.contains("\"tid\":" + number), text);
        assertEquals(Set.of("tid", "orders"), names(trade));
        assertEquals(Set.of("oid"), names(trade.at("/orders/order/0")));
    }

    @Test
    void theReceiverIsMaskedAndItsHandleComesOnlyWithTheWholeReceiver() {
        SandboxOrder order = shop.order(shop.invent(1).get(0)).orElseThrow();
        Map<String, String> call = increment(1, 40);
        assertFalse(trades(call).get(0).has("oaid"));

        call.put("fields", RECEIVER);
        String text = raw(signed(call)).text();
        assertTrue(trades(call).get(0).get("oaid").asText().length() > 8);
        assertFalse(text.contains(order.receiver().phone()));
        assertFalse(text.contains(order.receiver().name()));
    }

    @Test
    void theOfficialIdentitiesHoldForEveryTrade() {
        for (String number : shop.invent(80)) {
            shop.pay(number);
        }
        int pages = 0;
        for (int page = 1; page <= 2; page++) {
            for (JsonNode trade : trades(increment(page, 40))) {
                assertIdentities(trade);
                pages++;
            }
        }
        assertEquals(80, pages);
    }

    private static void assertIdentities(JsonNode trade) {
        JsonNode lines = trade.at("/orders/order");
        boolean single = lines.size() == 1;
        BigDecimal payments = BigDecimal.ZERO;
        BigDecimal shares = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            BigDecimal gross = yuan(line, "price")
                    .multiply(BigDecimal.valueOf(line.get("num").asLong()));
            BigDecimal net = gross.subtract(yuan(line, "discount_fee"));
            BigDecimal expected = single ? net.add(yuan(trade, "post_fee")) : net;
            assertEquals(net, yuan(line, "total_fee"));
            assertEquals(expected, yuan(line, "payment"));
            assertEquals(
                    yuan(line, "payment").subtract(yuan(line, "part_mjz_discount")), yuan(line, "divide_order_fee"));
            payments = payments.add(yuan(line, "payment"));
            shares = shares.add(yuan(line, "part_mjz_discount"));
        }
        BigDecimal freight = single ? BigDecimal.ZERO : yuan(trade, "post_fee");
        assertEquals(payments.add(freight).subtract(yuan(trade, "discount_fee")), yuan(trade, "payment"));
        assertEquals(yuan(trade, "discount_fee"), shares);
    }

    @Test
    void aPresaleGoesThroughItsSteps() {
        String number = shop.invent(80).stream()
                .filter(one -> shop.order(one).orElseThrow().deposit() != null)
                .findFirst()
                .orElseThrow();
        assertEquals("FRONT_NOPAID_FINAL_NOPAID WAIT_BUYER_PAY", step(number));
        shop.pay(number);
        assertEquals("FRONT_PAID_FINAL_NOPAID WAIT_BUYER_PAY", step(number));
        assertTrue(detail(number).has("step_paid_fee"));
        shop.pay(number);
        assertEquals("FRONT_PAID_FINAL_PAID WAIT_SELLER_SEND_GOODS", step(number));
    }

    @Test
    void ordersArePagedByTheirCreationInTheOtherList() {
        List<String> numbers = new ArrayList<>(shop.invent(1));
        now = now.plusSeconds(60);
        numbers.addAll(shop.invent(1));
        shop.touch(numbers.get(0), "note");
        Map<String, String> call = system("taobao.trades.sold.get");
        call.put("fields", FIELDS);

        JsonNode trades = send(signed(call)).at("/trades_sold_get_response/trades/trade");

        assertEquals(numbers.get(1), trades.get(0).get("tid_str").asText());
        assertEquals("2026-01-01 08:01:00", trades.get(0).get("created").asText());
    }

    @Test
    void aRowMayComeTwiceAndAnOrderMayMoveWhilePagesAreRead() {
        sandbox = sandbox(FaultPlan.of(3).with(Fault.DUPLICATE_ROWS, 100));
        shop.invent(4);
        assertEquals(3, tids(increment(2, 2)).size());

        sandbox = sandbox(FaultPlan.of(3).with(Fault.TOUCHED_WHILE_PAGING, 100));
        now = now.plusSeconds(30);
        tids(increment(1, 2));
        assertTrue(shop.orders().stream().anyMatch(order -> order.modifiedAt().equals(now)));
    }

    // ---- refunds

    @Test
    void aRefundHangsOnItsLineAndIsFoundByTimeAndByNumber() {
        String number = shop.invent(1).get(0);
        shop.pay(number);
        shop.pay(number);
        String line = shop.order(number).orElseThrow().lines().get(0).id();
        String refund = shop.requestRefund(number, line, Money.of(100, "CNY"), true);

        Map<String, String> list = system("taobao.refunds.receive.get");
        list.put("fields", "refund_id,tid,oid,refund_fee,status,dispute_type,modified");
        JsonNode open = send(signed(list)).at("/refunds_receive_get_response/refunds/refund/0");
        assertEquals("WAIT_SELLER_AGREE", open.get("status").asText());
        assertEquals("1.00", open.get("refund_fee").asText());
        assertEquals(line, open.get("oid").asText());
        assertEquals("REFUND_AND_RETURN", open.get("dispute_type").asText());

        shop.settleRefund(number, refund, true);
        Map<String, String> one = system("taobao.refund.get");
        one.put("fields", "status");
        one.put("refund_id", refund);
        assertEquals(
                "SUCCESS",
                send(signed(one)).at("/refund_get_response/refund/status").asText());
        one.put("refund_id", "1");
        assertEquals(15, code(send(signed(one))));
    }

    // ---- writing

    @Test
    void aSplitParcelShipsItsLinesAndIsTakenOnce() {
        SandboxOrder order = paidOrderOfSeveralLines();
        String first = order.lines().get(0).id();
        Map<String, String> ship = ship(order.number(), "SF100");
        ship.put("is_split", "1");
        ship.put("sub_tid", first);

        assertTrue(send(signed(ship))
                .at("/logistics_offline_send_response/shipping/is_success")
                .asBoolean());
        assertEquals(
                "SELLER_CONSIGNED_PART", detail(order.number()).get("status").asText());
        JsonNode line = detail(order.number()).at("/orders/order/0");
        assertEquals("WAIT_BUYER_CONFIRM_GOODS", line.get("status").asText());
        assertEquals("SF100", line.get("invoice_no").asText());

        assertEquals(15, code(send(signed(ship))));
        assertEquals(1, shop.shipmentsTaken());
        ship.remove("sub_tid");
        assertEquals(40, code(send(signed(ship))));
    }

    @Test
    void anUnknownCompanyOrTradeOrAnUnpaidTradeIsNotShipped() {
        String unpaid = shop.invent(1).get(0);
        Map<String, String> strange = ship(unpaid, "SF100");
        strange.put("company_code", "PIGEON");

        assertEquals(15, code(send(signed(strange))));
        assertEquals(15, code(send(signed(ship(unpaid, "SF100")))));
        assertEquals(15, code(send(signed(ship("42", "SF100")))));
        assertEquals(0, shop.shipmentsTaken());
    }

    @Test
    void stockIsSetAbsolutelyOrChanged() {
        SandboxOrder.Line line =
                shop.order(shop.invent(1).get(0)).orElseThrow().lines().get(0);
        Map<String, String> item = system("taobao.item.quantity.update");
        item.put("num_iid", line.itemId());
        item.put("outer_id", line.code());
        item.put("quantity", "7");
        item.put("type", "1");
        send(signed(item));
        assertEquals(Quantity.pieces(7), shop.stock().get(line.code()));

        item.put("type", "2");
        item.put("quantity", "-3");
        send(signed(item));
        assertEquals(Quantity.pieces(4), shop.stock().get(line.code()));

        Map<String, String> skus = system("taobao.skus.quantity.update");
        skus.put("num_iid", line.itemId());
        skus.put("skuid_quantities", line.itemId() + "01:9");
        send(signed(skus));
        assertEquals(Quantity.pieces(9), shop.stock().get(line.code()));

        skus.put("skuid_quantities", "5:9");
        assertEquals(15, code(send(signed(skus))));
    }

    private SandboxOrder paidOrderOfSeveralLines() {
        for (String number : shop.invent(20)) {
            SandboxOrder order = shop.order(number).orElseThrow();
            if (order.lines().size() > 1 && order.deposit() == null) {
                shop.pay(number);
                return shop.order(number).orElseThrow();
            }
        }
        throw new AssertionError("the seed invents no order of several lines");
    }

    private String step(String number) {
        JsonNode trade = detail(number);
        return trade.get("step_trade_status").asText() + " "
                + trade.get("status").asText();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static BigDecimal yuan(JsonNode object, String name) {
        return new BigDecimal(object.get(name).asText());
    }
}
