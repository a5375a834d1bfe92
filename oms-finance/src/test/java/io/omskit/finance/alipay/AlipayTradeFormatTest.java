package io.omskit.finance.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.SettlementFact;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Shared;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementException;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.finance.statement.StatementView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class AlipayTradeFormatTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String HEADER = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,订单金额（元）,商家实收（元）,支付宝红包（元）,商家优惠（元）,"
            + "券核销金额（元）,商家红包消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
    private static final String SALE =
            "900001\t,M-1\t,交易\t,\"茶杯,蓝\",2026-03-02 08:00:00,2026-03-02 08:00:09,100.00,93.00,1.50,3.00,4.00\t,0.00,"
                    + "\t,-0.56,-1.00,";
    private static final String REFUND = "900001\t,M-1\t,退款\t,\"茶杯,蓝\",2026-03-02 08:00:00,2026-03-02"
            + " 20:00:00,-20.00,-20.00,0.00,0.00,0.00,0.00,R-7\t,0.12,0.00,";
    private static final String FOOTER = "#---业务明细列表结束---\r\n"
            + "#交易合计：1笔，商家实收共93.00元，商家优惠共3.00元\r\n"
            + "#退款合计：1笔，商家实收退款共-20.00元，商家优惠退款共0.00元\r\n"
            + "#导出时间：[2026年03月03日 05:46:49]\r\n";

    private static String bill(String... rows) {
        return "#支付宝业务明细查询\r\n#账号：[20880000000000010156]\r\n#---业务明细列表---\r\n" + HEADER + "\r\n"
                + String.join("\r\n", rows) + "\r\n" + FOOTER;
    }

    private static Statement read(byte[] file) {
        return StatementFormat.of("alipay-trade").read(file, ZoneOffset.UTC, Instant.EPOCH);
    }

    private static Statement read(String text) {
        return read(text.getBytes(GBK));
    }

    private static byte[] zip(Map<String, byte[]> entries, Charset names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void rowsBecomeNeutralRows() {
        Statement statement = read(bill(SALE, REFUND));
        assertEquals(List.of(), statement.problems());
        assertEquals("GB18030", statement.charset());
        SettlementFact sale = statement.rows().get(0);
        assertEquals("900001|交易|", sale.key());
        assertEquals(Kind.SALE, sale.kind());
        assertEquals(List.of("M-1"), sale.orderRefs());
        assertEquals(9300, sale.gross().minor());
        assertEquals(-156, sale.fee().minor());
        assertEquals(9144, sale.net().minor());
        assertEquals(Instant.parse("2026-03-02T00:00:09Z"), sale.occurredAt());
        assertNull(sale.refundNo());
        assertEquals(
                List.of("ORDER_AMOUNT=10000", "MERCHANT_DISCOUNT=-700", "服务费=-56", "分润=-100"),
                sale.components().stream()
                        .map(part -> part.kind() + "=" + part.amount().minor())
                        .toList());
        SettlementFact refund = statement.rows().get(1);
        assertEquals("900001|退款|R-7", refund.key());
        assertEquals(Kind.REFUND, refund.kind());
        assertEquals(-1988, refund.net().minor());
        assertEquals("R-7", refund.refundNo());
    }

    @Test
    void theFooterIsAControl() {
        Statement right = read(bill(SALE, REFUND));
        assertEquals(6, right.checks().size());
        assertTrue(right.isClean());
        Statement lost = read(bill(SALE));
        assertFalse(lost.isClean());
        assertEquals(
                List.of("退款合计.笔数 1 0", "退款合计.商家实收 -2000 0"),
                lost.checks().stream()
                        .filter(check -> !check.ok())
                        .map(check -> check.name() + " " + check.expected() + " " + check.actual())
                        .toList());
    }

    @Test
    void aFileThatIsCutOffSaysSo() {
        String whole = bill(SALE, REFUND);
        Statement cut = read(whole.substring(0, whole.indexOf("#退款合计")));
        assertEquals("$.footer", cut.problemsOf(0).get(0).path());
    }

    @Test
    void spreadsheetsMayHaveTouchedTheFile() {
        String touched = bill(SALE, REFUND).replace("（", "(").replace("）", ")").replace("\r\n", ",,,\r\n");
        Statement statement = read(("\uFEFF" + touched).getBytes(StandardCharsets.UTF_8));
        assertEquals("UTF-8", statement.charset());
        assertTrue(statement.isClean());
        String shifted = bill(SALE, REFUND).replace("\r\n", "\r\n,");
        assertTrue(read("," + shifted).isClean());
    }

    @Test
    void anEmptyBillIsABill() {
        String empty =
                "#x\r\n" + HEADER + "\r\n#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元\r\n#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元\r\n";
        Statement statement = read(empty);
        assertTrue(statement.isClean());
        assertEquals(0, statement.rows().size());
    }

    @Test
    void aRestBelowTheFenLeavesTheAmountOut() {
        Statement statement = read(bill(SALE.replace("-0.56", "-0.565"), REFUND));
        SettlementFact row = statement.rows().get(0);
        assertEquals(9300, row.gross().minor());
        assertNull(row.fee());
        assertNull(row.net());
        assertEquals("$.rows[1].服务费", statement.problemsOf(1).get(0).path());
        assertTrue(statement.problemsOf(1).get(0).problem().contains("-0.565"));
        assertEquals(-1988, statement.totals().get("CNY").net());
        assertEquals(7300, statement.totals().get("CNY").gross());
    }

    @Test
    void anIdThatASpreadsheetHasRoundedIsNoId() {
        Statement statement = read(bill(SALE.replace("M-1", "2.02603E+17"), REFUND));
        assertEquals(List.of(), statement.rows().get(0).orderRefs());
        assertTrue(statement.problemsOf(1).get(0).problem().contains("scientific"));
        assertEquals(List.of(), statement.problemsOf(2));
    }

    @Test
    void anUnknownBusinessTypeIsUnknownWithItsAmount() {
        Statement statement = read(bill(SALE.replace("交易", "奖励"), REFUND));
        assertEquals(Kind.UNKNOWN, statement.rows().get(0).kind());
        assertEquals(9300, statement.rows().get(0).gross().minor());
        assertEquals("$.rows[1].业务类型", statement.problemsOf(1).get(0).path());
    }

    @Test
    void amountsThatDoNotAddUpAreFlaggedAndKept() {
        Statement statement = read(bill(SALE.replace("100.00", "101.00"), REFUND));
        assertEquals(9300, statement.rows().get(0).gross().minor());
        assertEquals(List.of(), statement.rows().get(0).components());
        assertEquals("$.rows[1].商家实收", statement.problemsOf(1).get(0).path());
        assertFalse(read(bill(SALE, REFUND.replace("-20.00", "20.00"))).isClean());
    }

    @Test
    void aCommaInAnUnquotedNameCostsOneRowOnly() {
        Statement statement = read(bill(SALE.replace("\"茶杯,蓝\"", "茶杯,蓝,大"), REFUND));
        assertEquals(2, statement.rows().size());
        assertNull(statement.rows().get(0).gross());
        assertEquals(Kind.UNKNOWN, statement.rows().get(0).kind());
        assertTrue(statement.problemsOf(1).get(0).problem().contains("cells"));
        assertEquals(-1988, statement.rows().get(1).net().minor());
    }

    @Test
    void columnsMayMoveComeAndGo() {
        String text = "备注,服务费,实收净额(元),完成时间,业务类型,商户订单号,支付宝交易号,商家实收,订单金额,新列\r\n"
                + "x,-0.56,92.44,2026/3/2 8:00,交易,M-1,900001,93.00,93.00,y\r\n"
                + "#交易合计：1笔，商家实收共93.00元，商家优惠共0.00元\r\n#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元";
        Statement statement = read(text);
        assertTrue(statement.isClean());
        assertEquals(List.of("新列"), statement.unknownColumns());
        assertEquals(9244, statement.rows().get(0).net().minor());
        assertEquals(
                Instant.parse("2026-03-02T00:00:00Z"), statement.rows().get(0).occurredAt());
        assertFalse(read(text.replace("92.44", "92.45")).isClean());
    }

    @Test
    void aMissingColumnIsNamed() {
        var error = assertThrows(StatementException.class, () -> read(bill(SALE).replace("商家实收（元）", "商家实得（元）")));
        assertTrue(error.getMessage().contains("[商家实收]"), error::getMessage);
    }

    @Test
    void theArchiveHoldsTheDetailAndASummaryAsControl() throws IOException {
        String summary = "#支付宝业务汇总查询\r\n"
                + "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）\r\n"
                + "合计\t,\t,1,1,80.00,73.00,0.00,3.00,0.00,-0.44,-1.00,71.56\r\n";
        byte[] file = zip(
                Map.of(
                        "账单_业务明细(汇总).csv",
                        summary.getBytes(GBK),
                        "账单_业务明细.csv",
                        bill(SALE, REFUND).getBytes(GBK)),
                GBK);
        Statement statement = read(file);
        assertTrue(statement.isClean(), () -> statement.checks() + " " + statement.problems());
        assertEquals(10, statement.checks().size());
        assertEquals(2, statement.rows().size());
        byte[] wrong = zip(
                Map.of(
                        "s.csv",
                        summary.replace("71.56", "71.57").getBytes(GBK),
                        "d.csv",
                        bill(SALE, REFUND).getBytes(GBK)),
                StandardCharsets.UTF_8);
        assertEquals(
                List.of("汇总.实收净额"),
                read(wrong).checks().stream()
                        .filter(check -> !check.ok())
                        .map(check -> check.name())
                        .toList());
        byte[] alone = zip(Map.of("s.csv", summary.getBytes(GBK)), GBK);
        assertThrows(StatementException.class, () -> read(alone));
    }

    @Test
    void theOutputHasTheMembersOfTheContractInTheirOrder() {
        List<Map<String, Object>> objects = StatementView.of(read(bill(SALE, REFUND)));
        assertEquals(3, objects.size());
        assertEquals(
                List.of(
                        "row",
                        "key",
                        "kind",
                        "orderRefs",
                        "tradeNo",
                        "gross",
                        "fee",
                        "net",
                        "components",
                        "currency",
                        "occurredAt",
                        "settledAt"),
                List.copyOf(objects.get(0).keySet()));
        assertEquals("2026-03-02T08:00:09+08:00", objects.get(0).get("occurredAt"));
        assertEquals(9144L, objects.get(0).get("net"));
        Map<?, ?> control = (Map<?, ?>) objects.get(2).get("control");
        assertEquals(List.of("rows", "totals", "checks"), List.copyOf(control.keySet()));
        assertEquals(
                "{CNY={rows=2, gross=7300, fee=-144, net=7156}}",
                control.get("totals").toString());
    }

    @Test
    void theSharedSamplesAddUp() throws IOException {
        for (String name : List.of("alipay-trade-detail.gbk.csv", "alipay-20250601.csv.zip")) {
            Statement statement = read(Shared.sample(name));
            assertTrue(statement.isClean(), () -> statement.checks() + " " + statement.problems());
            assertEquals(Map.of("CNY", new Statement.Total(6, 44840, -269, 44571)), statement.totals());
            assertEquals(
                    "2025060122001400001000000001|交易|", statement.rows().get(0).key());
            assertEquals(
                    "2025060122001400001000000002|退款|RF20250601000003",
                    statement.rows().get(5).key());
            assertEquals(
                    3,
                    statement.rows().stream()
                            .filter(row -> row.kind() == Kind.REFUND)
                            .count());
        }
    }
}
