package io.omskit.finance.alipay;

import io.omskit.finance.statement.Statement.Check;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two totals below the rows: counts and 商家实收 of sales and refunds, and the column 商家优惠 alone. */
final class TradeFooter {
    private static final String AMOUNT = "(-?[0-9][0-9,]*(?:\\.[0-9]{1,2})?)";
    private static final Pattern TOTAL =
            Pattern.compile("#\\s*(交易|退款)合计[：:]\\s*([0-9]{1,15})(?:\\.0)?笔[，,]\\s*商家实收(?:退款)?共" + AMOUNT
                    + "元(?:[，,]\\s*商家优惠(?:退款)?共" + AMOUNT + "元)?.*");

    private TradeFooter() {}

    static boolean isComplete(List<String> remarks) {
        return remarks.stream()
                        .filter(line -> TOTAL.matcher(line.strip()).matches())
                        .count()
                >= 2;
    }

    static List<Check> checks(List<String> remarks, TradeSums sums) {
        List<Check> checks = new ArrayList<>();
        for (String line : remarks) {
            Matcher total = TOTAL.matcher(line.strip());
            if (total.matches()) {
                String name = total.group(1) + "合计";
                TradeSums.Group group = total.group(1).equals("交易") ? sums.sales() : sums.refunds();
                checks.add(new Check(name + ".笔数", Long.parseLong(total.group(2)), group.rows()));
                checks.add(new Check(name + ".商家实收", fen(total.group(3)), group.received()));
                if (total.group(4) != null) {
                    checks.add(new Check(name + ".商家优惠", fen(total.group(4)), group.discount()));
                }
            }
        }
        return checks;
    }

    private static long fen(String yuan) {
        String plain = yuan.replace(",", "");
        // more digits than any total has; a wrong total shows as a check that fails
        return plain.length() > 17
                ? Long.MAX_VALUE
                : new BigDecimal(plain).movePointRight(2).longValueExact();
    }
}
