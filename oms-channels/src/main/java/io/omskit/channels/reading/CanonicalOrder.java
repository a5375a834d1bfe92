package io.omskit.channels.reading;

import io.omskit.connect.Problem;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.UnitPrice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The canonical order object as members for output: what {@code oms channel parse} prints. Names and meaning are those of
 * the channel reference; a member that the payload cannot tell is left out.
 */
public final class CanonicalOrder {
    private CanonicalOrder() {}

    /**
     * The members of an order, in the order of the reference. Values are text, {@link Long}, {@link Boolean}, lists and maps.
     *
     * @param refunds the refund records that are known; those of other orders are ignored
     */
    public static Map<String, Object> members(OrderFact order, List<RefundFact> refunds) {
        RefundRecords records = RefundRecords.of(order, refunds);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("platform", order.ref().platform());
        out.put("number", order.ref().number());
        out.put("status", order.status().name());
        out.put("rawStatus", order.rawStatus());
        amounts(out, order.amounts(), records.refunded());
        List<Object> lines = new ArrayList<>();
        order.lines().forEach(line -> lines.add(line(line, records)));
        out.put("lines", lines);
        out.put("presale", order.presale());
        put(out, "placedAt", order.placedAt());
        put(out, "paidAt", order.paidAt());
        put(out, "shipBy", order.shipBy());
        out.put(
                "blocks",
                order.blocks().stream()
                        .map(block -> pair("code", block.code().name(), "text", block.text()))
                        .toList());
        if (!order.problems().isEmpty()) {
            out.put("problems", problems(order.problems()));
        }
        return out;
    }

    /** Problems as output members. */
    public static List<Map<String, Object>> problems(List<Problem> problems) {
        return problems.stream()
                .map(problem -> pair("path", problem.path(), "problem", problem.problem()))
                .toList();
    }

    private static void amounts(Map<String, Object> out, StatedAmounts amounts, @Nullable Money refunded) {
        out.put("currency", amounts.currency().getCurrencyCode());
        money(out, "goods", amounts.goods());
        money(out, "sellerDiscount", amounts.discount(Bearer.SELLER));
        money(out, "platformDiscount", amounts.discount(Bearer.PLATFORM));
        List<Object> others = new ArrayList<>();
        for (StatedAmounts.Discount discount : amounts.discounts()) {
            if (discount.bearer() != Bearer.SELLER && discount.bearer() != Bearer.PLATFORM) {
                others.add(pair(
                        "bearer",
                        discount.bearer().name(),
                        "amount",
                        discount.amount().minor()));
            }
        }
        out.put("otherDiscounts", others);
        money(out, "priceChange", amounts.priceChange());
        money(out, "freight", amounts.freight());
        money(out, "fees", amounts.surcharges());
        money(out, "tax", amounts.tax());
        money(out, "taxIncluded", amounts.taxIncluded());
        money(out, "taxRemitted", amounts.taxRemitted());
        money(out, "unexplained", amounts.unexplained());
        money(out, "payable", amounts.payable());
        money(out, "paid", amounts.paid());
        money(out, "receivable", amounts.receivable());
        money(out, "refunded", refunded);
    }

    private static Map<String, Object> line(OrderFact.Line line, RefundRecords records) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", line.id());
        put(out, "sku", line.code());
        out.put("title", line.title());
        out.put(
                "quantity",
                line.quantity().isWeighed()
                        ? line.quantity().toDecimal().toPlainString()
                        : (Object) line.quantity().steps());
        UnitPrice price = line.unitPrice();
        if (price != null) {
            int digits = Math.max(price.amount().scale(), price.currency().getDefaultFractionDigits());
            out.put("unitPrice", price.amount().setScale(digits).toPlainString());
        }
        out.put("amount", line.amount().minor());
        out.put("refundState", records.state(line).name());
        return out;
    }

    private static void money(Map<String, Object> out, String name, @Nullable Money amount) {
        if (amount != null) {
            out.put(name, amount.minor());
        }
    }

    private static void put(Map<String, Object> out, String name, @Nullable Object value) {
        if (value != null) {
            out.put(name, value.toString());
        }
    }

    private static Map<String, Object> pair(String first, Object firstValue, String second, Object secondValue) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(first, firstValue);
        out.put(second, secondValue);
        return out;
    }
}
