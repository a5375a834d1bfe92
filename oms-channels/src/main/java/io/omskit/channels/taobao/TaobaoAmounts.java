package io.omskit.channels.taobao;

import static io.omskit.channels.taobao.TaobaoLines.CNY;
import static io.omskit.channels.taobao.TaobaoLines.ZERO;

import io.omskit.channels.taobao.TaobaoWords.Step;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.Payload.Unit;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact.Line;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The money of a trade. All amounts of the platform are yuan texts.
 *
 * <p>Freight needs no care about the number of lines: {@code post_fee} of the trade is the freight and {@code payment} of the
 * trade holds it once, although the payment of a single line holds it, too.
 *
 * <p>Source: channel reference, page taobao, "Amount identities" and "Sample".
 *
 * @param stated the amounts
 */
record TaobaoAmounts(StatedAmounts stated) {
    static TaobaoAmounts of(Payload trade, TaobaoLines lines, Step step, List<RefundFact> refunds) {
        Money payable = trade.require("payment").money(CNY, Unit.MAJOR);
        StatedAmounts.Builder amounts = StatedAmounts.builder(CNY)
                .goods(lines.goods())
                .priceChange(lines.sum("adjust_fee"))
                .freight(trade.get("post_fee").money(CNY, Unit.MAJOR))
                .surcharges(trade.get("cod_fee").money(CNY, Unit.MAJOR))
                .tax(ZERO)
                .payable(payable)
                .paid(paid(trade, step, payable))
                .refunded(refunded(lines, refunds));
        discounts(trade, lines, amounts);
        return new TaobaoAmounts(amounts.build());
    }

    /** The platform's part is what it says it subsidizes; that is a claim until a settlement shows it. The rest is the shop's. */
    private static void discounts(Payload trade, TaobaoLines lines, StatedAmounts.Builder amounts) {
        Money ofLines = lines.sum("discount_fee");
        Money total = trade.get("discount_fee").moneyOr(ZERO, Unit.MAJOR).plus(ofLines == null ? ZERO : ofLines);
        Payload subsidy = trade.get("platform_subsidy_fee");
        Money platform = subsidy.moneyOr(ZERO, Unit.MAJOR);
        if (total.isNegative()) {
            trade.get("discount_fee").problem("makes the discounts of the order " + total + ", below zero");
            return;
        }
        if (platform.isNegative() || platform.compareTo(total) > 0) {
            subsidy.problem("is " + platform + ", which is no part of the discounts of " + total);
            platform = platform.isNegative() ? ZERO : total;
        }
        amounts.discount(Bearer.SELLER, total.minus(platform), false).discount(Bearer.PLATFORM, platform, true);
    }

    /** The whole payment once there is a pay time, before it the deposit of a presale, else nothing. */
    private static @Nullable Money paid(Payload trade, Step step, @Nullable Money payable) {
        Payload payTime = trade.get("pay_time");
        if (payTime.time() != null) {
            return payable;
        }
        if (!payTime.problems().isEmpty()) {
            // a time is there but cannot be read: whether the order is paid is not told
            return null;
        }
        Payload deposit = trade.get("step_paid_fee");
        if (step == Step.BALANCE_OPEN && deposit.isAbsent()) {
            deposit.problem("is missing although step_trade_status says that the deposit is paid");
            return null;
        }
        return deposit.isAbsent() ? ZERO : deposit.money(CNY, Unit.MAJOR);
    }

    /**
     * Successful records first, line by line; a line that says its refund succeeded but has no record counts with what the
     * buyer paid for it. Records that belong to no line count alone.
     */
    private static @Nullable Money refunded(TaobaoLines lines, List<RefundFact> refunds) {
        Map<String, Money> records = new HashMap<>();
        Money all = ZERO;
        boolean assigned = true;
        for (RefundFact refund : refunds) {
            Money amount = refund.amount();
            if (refund.status() == RefundFact.Status.SUCCEEDED && amount != null) {
                all = all.plus(amount);
                String line = lineOf(refund, lines);
                assigned &= line != null;
                if (line != null) {
                    records.merge(line, amount, Money::plus);
                }
            }
        }
        return assigned ? all(lines, records, all) : all;
    }

    private static @Nullable Money all(TaobaoLines lines, Map<String, Money> records, Money recorded) {
        Money sum = recorded;
        for (int i = 0; i < lines.lines().size(); i++) {
            Line line = lines.lines().get(i);
            if (line.refundState() == RefundState.REFUNDED && !records.containsKey(line.id())) {
                Money paid = line.refundedAmount();
                if (paid == null) {
                    lines.objects()
                            .get(i)
                            .get("divide_order_fee")
                            .problem("is missing, so it is not told how much of the line went back");
                    return null;
                }
                sum = sum.plus(paid);
            }
        }
        return sum;
    }

    private static @Nullable String lineOf(RefundFact refund, TaobaoLines lines) {
        String id = refund.lineId();
        if (id == null) {
            return lines.lines().size() == 1 ? lines.lines().get(0).id() : null;
        }
        return lines.lines().stream().anyMatch(line -> line.id().equals(id)) ? id : null;
    }
}
