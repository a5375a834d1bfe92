package io.omskit.examples.cli.day;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.Refund;
import io.omskit.channels.sandbox.SandboxOrder.RefundState;
import io.omskit.channels.sandbox.SandboxShop;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The statements of the day, written by the payers from what was really paid, with a few mistakes that reconciliation has to
 * find: a payment that is missing, one of another amount, a fee that was not agreed, a row that comes twice, one of an order
 * that nobody knows, a coupon of which the platform pays less.
 */
final class Bills {
    /** The wallet keeps 6 of 1,000 and gives it back with refunds in proportion. */
    static final long TAOBAO_PER_MILLE = 6;

    /** The card processor keeps 29 of 1,000 and gives nothing back. */
    static final long SITE_PER_MILLE = 29;

    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final String ALIPAY_HEADER = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,订单金额（元）,商家实收（元）,"
            + "支付宝红包（元）,商家优惠（元）,券核销金额（元）,商家红包消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
    private static final String NEUTRAL_HEADER = "key,kind,orderRefs,gross,fee,currency,occurredAt";

    private Bills() {}

    /** An amount in major units. */
    static String major(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private static long fee(long minor, long perMille) {
        return (2 * minor * perMille + 1_000) / 2_000;
    }

    // ---- the wallet of the Chinese shop

    /** The trade detail of the wallet, in GBK as it comes. */
    static byte[] alipay(SandboxShop shop) {
        List<Trade> trades = new ArrayList<>();
        for (SandboxOrder order : shop.orders()) {
            Instant paidAt = order.paidAt();
            if (paidAt != null) {
                long paid = order.paid().minor();
                trades.add(new Trade(order.number(), "", paid, -fee(paid, TAOBAO_PER_MILLE), paidAt));
                refunds(order, trades);
            }
        }
        plant(trades);
        return sheet(trades).getBytes(Charset.forName("GBK"));
    }

    private record Trade(String order, String refund, long amount, long fee, Instant at) {
        Trade withAmount(long newAmount) {
            return new Trade(order, refund, newAmount, fee, at);
        }

        Trade withFee(long newFee) {
            return new Trade(order, refund, amount, newFee, at);
        }
    }

    private static void refunds(SandboxOrder order, List<Trade> trades) {
        long paid = order.paid().minor();
        long fee = fee(paid, TAOBAO_PER_MILLE);
        long back = 0;
        for (Refund refund : order.refunds()) {
            if (refund.state() == RefundState.SUCCEEDED) {
                long before = fee * back / paid;
                back += refund.amount().minor();
                trades.add(new Trade(
                        order.number(),
                        refund.id(),
                        -refund.amount().minor(),
                        fee * back / paid - before,
                        refund.modifiedAt()));
            }
        }
    }

    private static void plant(List<Trade> trades) {
        List<Integer> sales = new ArrayList<>();
        for (int i = 0; i < trades.size(); i++) {
            if (trades.get(i).refund().isEmpty()) {
                sales.add(i);
            }
        }
        if (sales.size() < 50) {
            return;
        }
        int wrongAmount = sales.get(21);
        trades.set(
                wrongAmount,
                trades.get(wrongAmount).withAmount(trades.get(wrongAmount).amount() - 150));
        int wrongFee = sales.get(33);
        trades.set(wrongFee, trades.get(wrongFee).withFee(trades.get(wrongFee).fee() - 50));
        Trade twice = trades.get(sales.get(45));
        trades.add(twice);
        trades.add(new Trade("2612345678999999990", "", 8_800, -53, twice.at()));
        trades.remove((int) sales.get(12));
    }

    private static String sheet(List<Trade> trades) {
        StringJoiner out = new StringJoiner("\r\n", "", "\r\n");
        out.add("#支付宝业务明细查询")
                .add("#账号：[20880000000000010156]")
                .add("#---业务明细列表---")
                .add(ALIPAY_HEADER);
        long[] sums = new long[2];
        int[] counts = new int[2];
        int serial = 0;
        for (Trade trade : trades) {
            int kind = trade.refund().isEmpty() ? 0 : 1;
            sums[kind] += trade.amount();
            counts[kind]++;
            out.add(row(trade, ++serial));
        }
        out.add("#---业务明细列表结束---");
        out.add("#交易合计：" + counts[0] + "笔，商家实收共" + major(sums[0]) + "元，商家优惠共0.00元");
        out.add("#退款合计：" + counts[1] + "笔，商家实收退款共" + major(sums[1]) + "元，商家优惠退款共0.00元");
        return out.toString();
    }

    private static String row(Trade trade, int serial) {
        String amount = major(trade.amount());
        String time = CHINA_TIME.format(trade.at());
        return String.join(
                ",",
                "20260601" + String.format("%08d", serial) + "\t",
                trade.order() + "\t",
                trade.refund().isEmpty() ? "交易" : "退款",
                "茶具",
                time,
                time,
                amount,
                amount,
                "0.00",
                "0.00",
                "0.00",
                "0.00",
                trade.refund() + "\t",
                major(trade.fee()),
                "0.00",
                "");
    }

    // ---- neutral statements

    /** What the platform pays for its own coupons, one order short by 80 fen. */
    static byte[] coupons(SandboxShop shop) {
        StringJoiner out = new StringJoiner("\n", "", "\n").add(NEUTRAL_HEADER);
        int nth = 0;
        for (SandboxOrder order : shop.orders()) {
            Instant paidAt = order.paidAt();
            if (paidAt != null && order.platformDiscount().isPositive()) {
                long given = order.platformDiscount().minor() - (++nth == 4 ? 80 : 0);
                out.add(neutral("S" + order.number(), "SUBSIDY", order.number(), given, 0, "CNY", paidAt));
            }
        }
        return out.toString().getBytes(UTF_8);
    }

    /** What the card processor paid out, one row with a fee that was not agreed. */
    static byte[] cards(SandboxShop shop) {
        StringJoiner out = new StringJoiner("\n", "", "\n").add(NEUTRAL_HEADER);
        int nth = 0;
        for (SandboxOrder order : shop.orders()) {
            Instant paidAt = order.paidAt();
            if (paidAt == null) {
                continue;
            }
            long paid = order.paid().minor();
            long fee = fee(paid, SITE_PER_MILLE) + (++nth == 17 ? 30 : 0);
            out.add(neutral("ch_" + order.number(), "SALE", order.number(), paid, -fee, "USD", paidAt));
            for (Refund refund : order.refunds()) {
                if (refund.state() == RefundState.SUCCEEDED) {
                    long amount = -refund.amount().minor();
                    out.add(neutral(
                            "re_" + refund.id(), "REFUND", order.number(), amount, 0, "USD", refund.modifiedAt()));
                }
            }
        }
        return out.toString().getBytes(UTF_8);
    }

    /** What the group buyer transferred; one order was forgotten. */
    static byte[] groupBuyer(List<OrderFiles.Sale> sales) {
        StringJoiner out = new StringJoiner("\n", "", "\n").add(NEUTRAL_HEADER);
        for (int i = 0; i < sales.size(); i++) {
            OrderFiles.Sale sale = sales.get(i);
            if (i != 10) {
                out.add(neutral("T" + sale.number(), "SALE", sale.number(), sale.fen(), 0, "CNY", sale.paidAt()));
            }
        }
        return out.toString().getBytes(UTF_8);
    }

    private static String neutral(
            String key, String kind, String order, long gross, long fee, String currency, Instant at) {
        return String.join(",", key, kind, order, major(gross), major(fee), currency, at.toString());
    }
}
