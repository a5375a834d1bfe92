package io.omskit.channels.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileOrdersTest {
    @Test
    void aChineseExportIsReadToTheCent() {
        Mapped mapped = OrderFiles.map(OrderFiles.CHINESE);
        assertEquals(List.of(), mapped.problems());
        OrderFact order = OrderFiles.orders(mapped).get(0);
        assertEquals(List.of(), order.problems());
        assertEquals("202603010001", order.ref().number());
        assertEquals(PlatformStatus.TO_SHIP, order.status());
        // 2 x 59.90 + 1 x 100.00 = 219.80; - 10.00 + 6.00 = 215.80
        assertEquals(yuan(21980), order.amounts().goods());
        assertEquals(yuan(1000), order.amounts().discount(Bearer.SELLER));
        assertEquals(yuan(600), order.amounts().freight());
        assertEquals(yuan(21580), order.amounts().payable());
        assertEquals(yuan(21580), order.amounts().paid());
        assertEquals(yuan(0), order.amounts().unexplained());
        assertEquals(Instant.parse("2026-03-01T02:01:30Z"), order.paidAt());
        assertEquals("茶杯,大", order.lines().get(0).title());
        assertEquals(
                List.of("1", "2"),
                order.lines().stream().map(OrderFact.Line::id).toList());
    }

    @Test
    void weighedGoodsKeepTheirGrams() {
        OrderFact order = OrderFiles.orders(OrderFiles.map(OrderFiles.CHINESE)).get(1);
        assertEquals(Quantity.of(1250, Measure.KILOGRAM), order.lines().get(0).quantity());
        assertEquals(yuan(1600), order.lines().get(0).amount());
        assertEquals(PlatformStatus.UNPAID, order.status());
        assertEquals(yuan(0), order.amounts().paid());
        assertEquals(Instant.parse("2026-03-01T03:05:00Z"), order.placedAt());
        assertNull(order.paidAt());
    }

    @Test
    void anEnglishExportWithSemicolonsIsRead() {
        List<OrderFact> orders = OrderFiles.orders(OrderFiles.map(OrderFiles.ENGLISH));
        assertEquals(PlatformStatus.SHIPPED, orders.get(0).status());
        assertEquals(Money.of(1550, "USD"), orders.get(0).amounts().payable());
        assertEquals(PlatformStatus.CLOSED_UNPAID, orders.get(1).status());
    }

    @Test
    void personalDataIsReadAndNotPrinted() {
        OrderFact order = OrderFiles.orders(OrderFiles.map(OrderFiles.CHINESE)).get(0);
        PersonalData personal = Objects.requireNonNull(order.personal());
        assertEquals("测试甲", personal.name());
        assertEquals("杭州市", Objects.requireNonNull(personal.address()).city());
        assertTrue(!order.toString().contains("13800001000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-8 with mark", "UTF-16LE", "UTF-16BE"})
    void everyUsualEncodingGivesTheSameOrders(String encoding) {
        byte[] bytes =
                switch (encoding) {
                    case "UTF-8 with mark" -> ("\uFEFF" + OrderFiles.CHINESE).getBytes(StandardCharsets.UTF_8);
                    case "UTF-16LE", "UTF-16BE" -> ("\uFEFF" + OrderFiles.CHINESE).getBytes(Charset.forName(encoding));
                    default -> OrderFiles.CHINESE.getBytes(Charset.forName(encoding));
                };
        assertEquals(OrderFiles.map(OrderFiles.CHINESE), OrderFiles.map(bytes));
    }

    @Test
    void bytesInNoEncodingAreAProblemOfTheFile() {
        Mapped mapped = OrderFiles.map(new byte[] {(byte) 0xFF, (byte) 0xFF, 'a', (byte) 0x80});
        assertEquals(List.of(), mapped.facts());
        assertTrue(
                mapped.problems().get(0).problem().contains("GB18030"),
                mapped.problems().toString());
    }

    @Test
    void aReplayOfTheArchivedPayloadsGivesTheSameFacts() {
        assertEquals(
                OrderFiles.orders(OrderFiles.map(OrderFiles.CHINESE)),
                OrderFiles.replayed(OrderFiles.CHINESE.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBrokenRowNamesItselfAndItsNeighborsSurvive() {
        String csv = "number,status,sku,qty,price\n"
                + "A,paid,S,1,5.00\n"
                + ",paid,S,1,5.00\n"
                + "B,paid,S,1,5.00,extra\n"
                + "C,paid,\"S,1,5.00\n"
                + "D,paid,S,1,5.00\n";
        Mapped mapped = OrderFiles.map(csv);
        assertEquals(
                List.of("A", "D"),
                OrderFiles.orders(mapped).stream()
                        .map(order -> order.ref().number())
                        .toList());
        assertEquals(
                List.of("row 3", "row 4", "row 5"),
                mapped.problems().stream().map(problem -> problem.path()).toList());
        assertTrue(
                mapped.problems().get(2).problem().contains("quote"),
                mapped.problems().toString());
    }

    @Test
    void aBadCellNamesRowAndColumnAndParksItsOrderOnly() {
        String csv = "number,status,sku,qty,price\nA,paid,S,1,5.00\nA,paid,T,two,5.00\nB,paid,S,1,5.00\n";
        List<OrderFact> orders = OrderFiles.orders(OrderFiles.map(csv));
        OrderFact parked = orders.get(0);
        assertEquals(PlatformStatus.UNKNOWN, parked.status());
        assertEquals("$.rows['row 3'].quantity", parked.problems().get(0).path());
        assertEquals(1, parked.lines().size());
        assertNull(parked.amounts().payable(), "what a lost line makes unknown is not guessed");
        assertEquals(PlatformStatus.TO_SHIP, orders.get(1).status());
    }

    @ParameterizedTest
    @CsvSource({"59.9, 5990", "59.90, 5990", "¥59.90, 5990", "'1,234.50', 123450", "59.900, 5990", "0, 0"})
    void amountsAreReadExactly(String text, long minor) {
        OrderFact order = OrderFiles.order("number,status,sku,qty,price\nA,paid,S,1,\"" + text + "\"\n");
        assertEquals(yuan(minor), order.amounts().goods());
    }

    @ParameterizedTest
    @ValueSource(strings = {"59.901", "5,9.90", "abc", "1e5", "-1.00", "９９"})
    void whatIsNoExactAmountIsAProblemAndNeverZero(String text) {
        OrderFact order = OrderFiles.order("number,status,sku,qty,price\nA,paid,S,1,\"" + text + "\"\n");
        assertEquals(List.of(), order.lines());
        assertEquals("$.rows['row 2'].unitPrice", order.problems().get(0).path());
        assertEquals(PlatformStatus.UNKNOWN, order.status());
    }

    @ParameterizedTest
    @CsvSource({
        "1.250, kg, 1250, 10.00, 1250",
        "2.5, 斤, 1250, 10.00, 2500",
        "500, g, 500, 0.02, 1000",
        "1.25kg, '', 1250, 10.00, 1250",
        "0.5, 升, 500, 10.00, 500"
    })
    void weightsAreReadInEveryUnit(String quantity, String unit, long steps, String price, long amount) {
        OrderFact order = OrderFiles.order(
                "number,status,sku,qty,unit,price\nA,paid,S," + quantity + "," + unit + "," + price + "\n");
        assertEquals(List.of(), order.problems());
        assertEquals(steps, order.lines().get(0).quantity().steps());
        assertEquals(yuan(amount), order.lines().get(0).amount());
    }

    @ParameterizedTest
    @CsvSource({"1.5, 件", "0, 件", "-2, 件", "1.2345, kg", "2, 打", "x, 件", "99999999999999, 件"})
    void whatIsNoQuantityIsAProblem(String quantity, String unit) {
        OrderFact order =
                OrderFiles.order("number,status,sku,qty,unit,price\nA,paid,S," + quantity + "," + unit + ",1.00\n");
        assertEquals(List.of(), order.lines());
        assertTrue(
                order.problems().get(0).path().startsWith("$.rows['row 2']"),
                order.problems().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "待付款, UNPAID",
        "已付款, TO_SHIP",
        "'买家已付款,等待卖家发货', TO_SHIP",
        "卖家已发货，等待买家确认, SHIPPED",
        "部分发货, PART_SHIPPED",
        "已签收, SIGNED",
        "交易成功, FINISHED",
        "已退款, CLOSED_REFUNDED",
        "Completed, FINISHED",
        "to_ship, TO_SHIP",
        "On Hold, PAID_HOLD",
        "refunded, CLOSED_REFUNDED"
    })
    void statusWordsAreKnownInBothLanguages(String word, PlatformStatus status) {
        OrderFact order = OrderFiles.order("number,status,sku,qty,price\nA,\"" + word + "\",S,1,5.00\n");
        assertEquals(status, order.status());
        assertEquals(word, order.rawStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"beamed up", ""})
    void anUnknownOrMissingStatusIsUnknownWithAProblem(String word) {
        OrderFact order = OrderFiles.order("number,status,sku,qty,price\nA,\"" + word + "\",S,1,5.00\n");
        assertEquals(PlatformStatus.UNKNOWN, order.status());
        assertEquals("$.rows['row 2'].status", order.problems().get(0).path());
    }

    @Test
    void aClosedOrderIsJudgedByItsMoney() {
        String head = "number,status,sku,qty,price,paid,refunded\n";
        assertEquals(
                PlatformStatus.CLOSED_UNPAID,
                OrderFiles.order(head + "A,交易关闭,S,1,5.00,0,0\n").status());
        assertEquals(
                PlatformStatus.CLOSED_REFUNDED,
                OrderFiles.order(head + "A,交易关闭,S,1,5.00,5.00,-5.00\n").status());
        assertEquals(
                PlatformStatus.CANCELED,
                OrderFiles.order(head + "A,交易关闭,S,1,5.00,5.00,\n").status());
    }

    @Test
    void linesOfDifferentStatesMakeAPartlyShippedOrder() {
        String csv = "number,status,sku,qty,price\nA,shipped,S,1,5.00\nA,paid,T,1,5.00\n";
        assertEquals(PlatformStatus.PART_SHIPPED, OrderFiles.order(csv).status());
    }

    @Test
    void anOrderLevelValueThatDiffersBetweenRowsIsAProblem() {
        String csv = "number,status,sku,qty,price,freight\nA,paid,S,1,5.00,6.00\nA,paid,T,1,5.00,7.00\n";
        OrderFact order = OrderFiles.order(csv);
        assertEquals(yuan(600), order.amounts().freight());
        assertEquals("$.rows['row 3'].freight", order.problems().get(0).path());
    }

    @Test
    void aTotalThatDoesNotHoldIsFlagged() {
        OrderFact order = OrderFiles.order("number,status,sku,qty,price,total\nA,paid,S,1,5.00,9.00\n");
        assertEquals(yuan(400), order.amounts().unexplained());
        assertEquals(1, order.problems().size());
    }

    @Test
    void withoutATotalThePartsMakeIt() {
        OrderFact order = OrderFiles.order(
                "number,status,sku,qty,price,freight,discount,line discount\nA,paid,S,2,5.00,6.00,1.00,0.50\n");
        assertEquals(yuan(1450), order.amounts().payable());
        assertEquals(yuan(150), order.amounts().discount(Bearer.SELLER));
        assertEquals(List.of(), order.problems());
    }

    @Test
    void aNumberThatASpreadsheetCutIsRefusedAndOneThatItProtectedIsNot() {
        Mapped cut = OrderFiles.map("number,status,sku,qty,price\n3.9E+18,paid,S,1,5.00\n");
        assertEquals(List.of(), cut.facts());
        assertTrue(cut.problems().get(0).problem().contains("spreadsheet"));
        String kept = "number,status,sku,qty,price\n=\"3900000000000000011\",paid,S,1,5.00\n'77,paid,S,1,5.00\n";
        assertEquals(
                List.of("3900000000000000011", "77"),
                OrderFiles.orders(OrderFiles.map(kept)).stream()
                        .map(order -> order.ref().number())
                        .toList());
    }

    @Test
    void aCurrencyThatNobodyKnowsIsAProblem() {
        OrderFact order = OrderFiles.order("number,status,sku,qty,price,currency\nA,paid,S,1,5.00,ZZZ\n");
        assertEquals("$.rows['row 2'].currency", order.problems().get(0).path());
    }

    @Test
    void aFileWithoutAnOrderNumberOrWithoutAnythingIsAProblem() {
        for (String csv : List.of("", "\n\n", "sku,qty\nS,1\n", "just text")) {
            Mapped mapped = OrderFiles.map(csv);
            assertEquals(List.of(), mapped.facts());
            assertEquals(1, mapped.problems().size(), csv);
        }
    }

    @Test
    void theNewestReadingIsTheOneWithTheLaterModifiedTime() {
        OrderFact told =
                OrderFiles.order("number,status,modified,sku,qty,price\nA,paid,2026-03-01T00:00:00Z,S,1,5.00\n");
        assertEquals(Instant.parse("2026-03-01T00:00:00Z"), told.revision().modifiedAt());
        OrderFact untold = OrderFiles.order("number,status,sku,qty,price\nA,paid,S,1,5.00\n");
        assertEquals(OrderFiles.READ_AT, untold.revision().modifiedAt());
    }

    @Test
    void aPricePerJinIsAPricePerKilogramInside() {
        OrderFact order = OrderFiles.order("number,status,sku,qty,unit,price\nA,paid,S,3,斤,4.99\n");
        assertEquals(
                0,
                new BigDecimal("9.98")
                        .compareTo(Objects.requireNonNull(order.lines().get(0).unitPrice())
                                .amount()));
        assertEquals(yuan(1497), order.lines().get(0).amount());
        assertNotNull(order.revision());
    }

    private static Money yuan(long minor) {
        return Money.of(minor, "CNY");
    }
}
