package io.omskit.channels.taobao;

import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.Payload.Unit;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact.Line;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundState;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a trade.
 *
 * @param lines those that could be read
 * @param objects their payloads, in the same order
 * @param isComplete false when a line, or something of it that nobody may guess, is missing
 */
record TaobaoLines(List<Line> lines, List<Payload> objects, boolean isComplete) {
    static final Currency CNY = Currency.getInstance("CNY");
    static final Money ZERO = Money.zero(CNY);

    TaobaoLines {
        lines = List.copyOf(lines);
        objects = List.copyOf(objects);
    }

    static TaobaoLines of(Payload trade, PlatformStatus tradeStatus, boolean presale) {
        List<Payload> orders = trade.get("orders").require("order").items();
        List<Line> lines = new ArrayList<>(orders.size());
        List<Payload> objects = new ArrayList<>(orders.size());
        for (Payload order : orders) {
            Line line = line(order, lines.size() + 1, tradeStatus, presale);
            if (line != null) {
                lines.add(line);
                objects.add(order);
            }
        }
        return new TaobaoLines(lines, objects, !orders.isEmpty() && lines.size() == orders.size());
    }

    /** One line; null when price or number are missing, which leaves nothing to sell. */
    private static @Nullable Line line(Payload order, int position, PlatformStatus tradeStatus, boolean presale) {
        BigDecimal price = order.require("price").decimal();
        Long number = order.require("num").whole();
        if (price == null || number == null) {
            return null;
        }
        if (number < 0) {
            order.get("num").problem("is negative");
            return null;
        }
        UnitPrice unitPrice = new UnitPrice(price, CNY);
        Quantity quantity = Quantity.pieces(number);
        RefundState refund = TaobaoWords.lineRefund(order.get("refund_status"));
        Payload status = order.get("status");
        String code = code(order);
        return new Line(
                id(order, position),
                code,
                alternateCodes(order, code),
                order.get("title").textOr(""),
                quantity,
                unitPrice,
                unitPrice.times(quantity),
                discounts(order.get("discount_fee")),
                order.get("part_mjz_discount").money(CNY, Unit.MAJOR),
                order.get("adjust_fee").moneyOr(ZERO, Unit.MAJOR),
                status.isAbsent() ? tradeStatus : TaobaoWords.status(status),
                refund,
                order.get("refund_id").id(),
                refund == RefundState.REFUNDED ? order.get("divide_order_fee").money(CNY, Unit.MAJOR) : null,
                order.get("store_code").text(),
                null,
                presale,
                false);
    }

    private static String id(Payload order, int position) {
        String id = order.get("oid_str").id();
        if (id == null) {
            id = order.require("oid").id();
        }
        return id == null ? "#" + position : id;
    }

    /** The shop's own code: of the variant, of the item where it has none; else the platform's. */
    static @Nullable String code(Payload order) {
        String own = order.get("outer_sku_id").text();
        if (own != null) {
            return own;
        }
        String sku = order.get("sku_id").id();
        if (sku != null) {
            return sku;
        }
        String item = order.get("outer_iid").text();
        return item == null ? order.get("num_iid").id() : item;
    }

    /** The other codes that the platform gives, each once. */
    private static List<String> alternateCodes(Payload order, @Nullable String code) {
        List<String> others = new ArrayList<>(3);
        addCode(others, code, order.get("sku_id").id());
        addCode(others, code, order.get("outer_iid").text());
        addCode(others, code, order.get("num_iid").id());
        return others;
    }

    private static void addCode(List<String> others, @Nullable String code, @Nullable String other) {
        if (other != null && !other.equals(code) && !others.contains(other)) {
            others.add(other);
        }
    }

    private static List<Discount> discounts(Payload fee) {
        Money amount = fee.money(CNY, Unit.MAJOR);
        return amount == null || !amount.isPositive() ? List.of() : List.of(new Discount(Bearer.SELLER, amount, false));
    }

    /** Sum of an amount over the lines, absent where no line tells it. */
    @Nullable
    Money sum(String member) {
        Money sum = null;
        for (Payload object : objects) {
            Money amount = object.get(member).money(CNY, Unit.MAJOR);
            if (amount != null) {
                sum = sum == null ? amount : sum.plus(amount);
            }
        }
        return sum;
    }

    /** Sum of unit price times number; absent where a line is missing. */
    @Nullable
    Money goods() {
        if (!isComplete) {
            return null;
        }
        Money goods = ZERO;
        for (Line line : lines) {
            goods = goods.plus(line.amount());
        }
        return goods;
    }
}
