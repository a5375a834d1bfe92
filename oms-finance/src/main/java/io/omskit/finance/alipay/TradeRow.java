package io.omskit.finance.alipay;

import io.omskit.fact.Provenance;
import io.omskit.fact.SettlementFact;
import io.omskit.fact.SettlementFact.Component;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.statement.BillRow;
import io.omskit.finance.statement.BillTable;
import io.omskit.finance.statement.BillTable.Layout;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the trade detail as a neutral row. */
final class TradeRow {
    static final Layout LAYOUT = new Layout(
            ',',
            List.of("支付宝交易号", "商户订单号", "业务类型", "完成时间", "订单金额", "商家实收", "服务费"),
            List.of(
                    "商家优惠",
                    "券核销金额",
                    "商家红包消费金额",
                    "退款批次号/请求号",
                    "分润",
                    "实收净额",
                    "商品名称",
                    "创建时间",
                    "门店编号",
                    "门店名称",
                    "操作员",
                    "终端号",
                    "对方账户",
                    "支付宝红包",
                    "集分宝",
                    "支付宝优惠",
                    "券名称",
                    "卡消费金额",
                    "备注",
                    "商户识别号",
                    "交易方式"),
            Map.of("退款批次号/请求号", List.of("退款批次号", "退款请求号")));

    private static final Currency CNY = Currency.getInstance("CNY");

    private final BillRow row;
    private final BillTable table;

    TradeRow(BillRow row, BillTable table) {
        this.row = row;
        this.table = table;
    }

    SettlementFact fact(Provenance provenance, TradeSums sums) {
        String type = row.text("业务类型");
        Kind kind = kind(type);
        Money order = required("订单金额");
        Money gross = required("商家实收");
        Money serviceFee = row.moneyOrZero("服务费", CNY);
        Money shared = row.moneyOrZero("分润", CNY);
        Money fee = plus(serviceFee, shared);
        Money net = plus(gross, fee);
        Money discount = row.moneyOrZero("商家优惠", CNY);
        List<Component> components = components(order, gross, discount, serviceFee, shared);
        checkSign(kind, gross);
        checkNet(net);
        sums.add(order, gross, serviceFee, net);
        if (kind != Kind.UNKNOWN) {
            (kind == Kind.SALE ? sums.sales() : sums.refunds()).add(gross, discount);
        }
        String orderNo = row.id("商户订单号");
        String refundNo = row.id("退款批次号/请求号");
        String tradeNo = row.id("支付宝交易号");
        Instant finished = row.time("完成时间", AlipayTradeFormat.ZONE);
        return new SettlementFact(
                row.ordinal(),
                (tradeNo == null ? "" : tradeNo) + "|" + type + "|" + (refundNo == null ? "" : refundNo),
                kind,
                orderNo == null ? List.of() : List.of(orderNo),
                tradeNo,
                refundNo,
                gross,
                fee,
                net,
                components,
                finished,
                finished,
                provenance);
    }

    private Kind kind(String type) {
        if (row.isBroken()) {
            return Kind.UNKNOWN;
        }
        return switch (type) {
            case "交易" -> Kind.SALE;
            case "退款" -> Kind.REFUND;
            default -> {
                row.problem("业务类型", "'" + type + "' is neither 交易 nor 退款");
                yield Kind.UNKNOWN;
            }
        };
    }

    private @Nullable Money required(String column) {
        Money amount = row.money(column, CNY);
        if (amount == null && !row.isBroken() && row.text(column).isEmpty()) {
            row.problem(column, "is empty");
        }
        return amount;
    }

    /** The parts of the net amount, none where they do not add up: then the row has a problem. */
    private List<Component> components(
            @Nullable Money order,
            @Nullable Money gross,
            @Nullable Money discount,
            @Nullable Money serviceFee,
            @Nullable Money shared) {
        Money voucher = row.moneyOrZero("券核销金额", CNY);
        Money redPacket = row.moneyOrZero("商家红包消费金额", CNY);
        Money discounts = plus(plus(discount, voucher), redPacket);
        if (order == null || gross == null || discounts == null || serviceFee == null || shared == null) {
            return List.of();
        }
        if (!order.minus(discounts).equals(gross)) {
            row.problem("商家实收", gross + " is not 订单金额 " + order + " less the merchant's discounts " + discounts);
            return List.of();
        }
        List<Component> parts = new ArrayList<>();
        add(parts, "ORDER_AMOUNT", order);
        add(parts, "MERCHANT_DISCOUNT", discounts.negated());
        add(parts, "服务费", serviceFee);
        add(parts, "分润", shared);
        return parts;
    }

    private static void add(List<Component> parts, String kind, Money amount) {
        if (!amount.isZero()) {
            parts.add(new Component(kind, amount));
        }
    }

    private void checkSign(Kind kind, @Nullable Money gross) {
        if (gross != null
                && ((kind == Kind.SALE && gross.isNegative()) || (kind == Kind.REFUND && gross.isPositive()))) {
            row.problem("商家实收", gross + " has the wrong sign for a " + kind);
        }
    }

    private void checkNet(@Nullable Money net) {
        Money stated = table.hasColumn("实收净额") ? row.money("实收净额", CNY) : null;
        if (stated != null && net != null && !stated.equals(net)) {
            row.problem("实收净额", stated + " is not 商家实收 plus fees, " + net);
        }
    }

    private static @Nullable Money plus(@Nullable Money one, @Nullable Money other) {
        return one == null || other == null ? null : one.plus(other);
    }
}
