package io.omskit.channels.woocommerce;

import io.omskit.connect.payload.Payload;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an order, read once: {@code subtotal} is the line before its discount and {@code total} after it, both without
 * tax. The member {@code price} is a rounded quotient and never used.
 */
final class WooCommerceLines {
    private static final int PRICE_DIGITS = 4;
    private static final int MEASURE_DIGITS = 3;

    private final Currency currency;
    private final List<Payload> items;
    private final List<BigDecimal> subtotals = new ArrayList<>();
    private final List<BigDecimal> reductions = new ArrayList<>();
    private final List<BigDecimal> raises = new ArrayList<>();
    private boolean told = true;

    private WooCommerceLines(Currency currency, List<Payload> items) {
        this.currency = currency;
        this.items = items;
    }

    static WooCommerceLines of(Payload order, Currency currency) {
        WooCommerceLines lines =
                new WooCommerceLines(currency, order.require("line_items").items());
        lines.items.forEach(lines::read);
        return lines;
    }

    private void read(Payload item) {
        BigDecimal subtotal = item.require("subtotal").decimal();
        BigDecimal total = item.require("total").decimal();
        told &= subtotal != null && total != null;
        BigDecimal before = subtotal == null ? BigDecimal.ZERO : subtotal;
        BigDecimal off = subtotal == null || total == null ? BigDecimal.ZERO : subtotal.subtract(total);
        subtotals.add(before);
        reductions.add(off.max(BigDecimal.ZERO));
        raises.add(off.negate().max(BigDecimal.ZERO));
    }

    Currency currency() {
        return currency;
    }

    /** What the lines add up to before discounts; absent where a line does not tell its amounts. */
    @Nullable
    Money goods() {
        return told ? WooCommerceAmounts.sum(subtotals, currency) : null;
    }

    /** What was taken off the lines. */
    Money discount() {
        return WooCommerceAmounts.sum(reductions, currency);
    }

    /** What lines were raised by hand beyond their price; in the usual case zero. */
    Money priceChange() {
        return WooCommerceAmounts.sum(raises, currency);
    }

    List<OrderFact.Line> facts(PlatformStatus status, WooCommerceRefunds refunds) {
        List<Money> amounts = WooCommerceAmounts.rounded(subtotals, currency);
        List<Money> discounts = WooCommerceAmounts.rounded(reductions, currency);
        List<Money> changes = WooCommerceAmounts.rounded(raises, currency);
        List<OrderFact.Line> lines = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Payload item = items.get(i);
            String id = id(item, i);
            WooCommerceRefunds.LineBack back = refunds.ofLine(id, paid(item));
            Money discount = discounts.get(i);
            lines.add(new OrderFact.Line(
                    id,
                    code(item),
                    platformCodes(item),
                    item.get("name").textOr(""),
                    quantity(item.require("quantity")),
                    price(subtotals.get(i), item.get("quantity").decimal()),
                    amounts.get(i),
                    discount.isZero() ? List.of() : List.of(new StatedAmounts.Discount(Bearer.SELLER, discount, false)),
                    null,
                    changes.get(i),
                    status,
                    back.state(),
                    back.refundId(),
                    back.amount(),
                    null,
                    null,
                    false,
                    false));
        }
        return lines;
    }

    private static String id(Payload item, int position) {
        String id = item.require("id").id();
        return id == null ? "#" + (position + 1) : id;
    }

    /** The line as it was paid, tax included. */
    private Money paid(Payload item) {
        Money total = item.get("total").roundedMoney(currency);
        Money tax = item.get("total_tax").roundedMoney(currency);
        Money zero = Money.zero(currency);
        return (total == null ? zero : total).plus(tax == null ? zero : tax);
    }

    private static @Nullable String code(Payload item) {
        String sku = item.get("sku").text();
        if (sku != null) {
            return sku;
        }
        List<String> platform = platformCodes(item);
        return platform.isEmpty() ? null : platform.get(0);
    }

    /** Variation before product, because it is the finer one; 0 means that there is none. */
    private static List<String> platformCodes(Payload item) {
        List<String> codes = new ArrayList<>(2);
        for (String member : List.of("variation_id", "product_id")) {
            String id = item.get(member).id();
            if (id != null && !id.equals("0")) {
                codes.add(id);
            }
        }
        return codes;
    }

    static Quantity quantity(Payload place) {
        BigDecimal decimal = place.decimal();
        if (decimal == null) {
            return Quantity.pieces(0);
        }
        BigDecimal bare = decimal.abs().stripTrailingZeros();
        if (bare.scale() <= 0 && bare.precision() - bare.scale() <= 18) {
            return Quantity.pieces(bare.longValueExact());
        }
        if (bare.scale() > MEASURE_DIGITS || bare.precision() - bare.scale() > 12) {
            place.problem("is no quantity that can be counted");
            return Quantity.pieces(0);
        }
        place.problem("is not whole and names no unit; read as kilograms");
        return Quantity.parse(bare.toPlainString(), Measure.KILOGRAM);
    }

    private @Nullable UnitPrice price(BigDecimal subtotal, @Nullable BigDecimal quantity) {
        if (quantity == null || quantity.signum() <= 0) {
            return null;
        }
        int digits = Math.max(PRICE_DIGITS, currency.getDefaultFractionDigits());
        return new UnitPrice(subtotal.divide(quantity, digits, RoundingMode.HALF_UP), currency);
    }
}
