package io.omskit.finance.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.SettlementFact;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AlipayTradeProperties {
    private static final String HEADER = "支付宝交易号,商户订单号,业务类型,商品名称,完成时间,订单金额（元）,商家实收（元）,券核销金额（元）,退款批次号/请求号,服务费（元）,分润（元）";

    private static String bill(Random random) {
        StringBuilder rows = new StringBuilder(HEADER).append("\r\n");
        long[] counts = new long[2];
        long[] sums = new long[2];
        for (int i = random.nextInt(8); i > 0; i--) {
            int refund = random.nextInt(3) == 0 ? 1 : 0;
            long order = (1 + random.nextInt(100_000)) * (refund == 1 ? -1L : 1L);
            long voucher = refund == 1 ? 0 : random.nextInt((int) Math.min(500, order));
            counts[refund]++;
            sums[refund] += order - voucher;
            rows.append("T").append(i).append("\t,M").append(i).append(",").append(refund == 1 ? "退款" : "交易");
            rows.append(",\"杯, 大\",2026-03-02 08:00:00,")
                    .append(yuan(order))
                    .append(',')
                    .append(yuan(order - voucher));
            rows.append(',')
                    .append(yuan(voucher))
                    .append(',')
                    .append(refund == 1 ? "R" + i : "")
                    .append(',');
            rows.append(yuan(-random.nextInt(300)))
                    .append(',')
                    .append(yuan(-random.nextInt(3)))
                    .append("\r\n");
        }
        rows.append("#交易合计：")
                .append(counts[0])
                .append("笔，商家实收共")
                .append(yuan(sums[0]))
                .append("元，商家优惠共0.00元\r\n");
        rows.append("#退款合计：")
                .append(counts[1])
                .append("笔，商家实收退款共")
                .append(yuan(sums[1]))
                .append("元，商家优惠退款共0.00元\r\n");
        return rows.toString();
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static Statement read(byte[] bytes) {
        return new AlipayTradeFormat().read(bytes, ZoneOffset.UTC, Instant.EPOCH);
    }

    @Property
    void everyRowAddsUpAndEveryControlAgrees(@ForAll long seed) {
        Statement statement = read(bill(new Random(seed)).getBytes(Charset.forName("GBK")));
        assertTrue(statement.isClean(), () -> "seed " + seed + " " + statement.problems() + statement.checks());
        for (SettlementFact row : statement.rows()) {
            assertEquals(row.net(), row.gross().plus(row.fee()));
            long parts = row.components().stream()
                    .mapToLong(part -> part.amount().minor())
                    .sum();
            assertEquals(row.net().minor(), parts, () -> "seed " + seed);
        }
    }

    /** Whatever happens to the bytes: a statement with the reasons, or one clear refusal; never another failure. */
    @Property
    void damagedFilesAreReadWithProblemsOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = bill(random).getBytes(Charset.forName("GBK"));
        for (int i = random.nextInt(12); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt(256);
                case 1 -> (byte) '"';
                case 2 -> (byte) ',';
                default -> (byte) '\n';
            };
        }
        try {
            Statement statement = read(bytes);
            assertTrue(statement.rows().size() < 60);
        } catch (StatementException refused) {
            assertTrue(refused.getMessage().contains("\n"), "a refusal says what to do");
        }
    }
}
