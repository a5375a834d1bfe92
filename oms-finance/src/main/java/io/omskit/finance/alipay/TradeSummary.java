package io.omskit.finance.alipay;

import io.omskit.finance.statement.BillFile.Part;
import io.omskit.finance.statement.BillRow;
import io.omskit.finance.statement.BillTable;
import io.omskit.finance.statement.BillTable.Layout;
import io.omskit.finance.statement.Statement.Check;
import io.omskit.finance.statement.Statement.RowProblem;
import io.omskit.value.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** The summary entry (汇总) of the archive: a control total and never rows. */
final class TradeSummary {
    private static final Layout LAYOUT = new Layout(
            ',',
            List.of("门店编号", "交易订单总笔数", "退款订单总笔数", "订单金额", "商家实收", "服务费"),
            List.of("门店名称", "支付宝优惠", "商家优惠", "卡消费金额", "分润", "实收净额"),
            Map.of());

    private TradeSummary() {}

    static boolean isIn(Part part) {
        return BillTable.find(part, LAYOUT).isPresent();
    }

    static void read(Part part, TradeSums sums, List<Check> checks, List<RowProblem> problems) {
        BillTable table = BillTable.find(part, LAYOUT).orElse(null);
        if (table == null) {
            return;
        }
        for (BillRow row : table.rows(1)) {
            if (row.text("门店编号").equals("合计")) {
                check(row, "订单金额", sums.ordered(), checks);
                check(row, "商家实收", sums.received(), checks);
                check(row, "服务费", sums.serviceFee(), checks);
                check(row, "实收净额", sums.net(), checks);
                row.problems().forEach(problem -> problems.add(new RowProblem(0, problem.problem())));
            }
        }
    }

    private static void check(BillRow row, String column, long actual, List<Check> checks) {
        Money expected = row.money(column, Currency.getInstance("CNY"));
        if (expected != null) {
            checks.add(new Check("汇总." + column, expected.minor(), actual));
        }
    }
}
