package io.omskit.channels.woocommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.RefundState;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's orders as REST v3 objects: amounts are texts without tax, {@code price} is an unrounded number, refunds on
 * the order are negative, times come in the site's zone and in UTC.
 *
 * @param zone the site's zone
 * @param decimals digits of amounts, as {@code dp} asks
 */
record SandboxJson(ZoneId zone, int decimals) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final int PRICE_DIGITS = 8;

    /** The raw status of an order. */
    static String status(SandboxOrder order) {
        return switch (order.state()) {
            case PLACED, DEPOSIT_PAID -> "pending";
            case HELD -> "on-hold";
            case PAID, PART_SHIPPED -> "processing";
            case SHIPPED, FINISHED -> "completed";
            case CLOSED_UNPAID, FORFEITED -> "cancelled";
            case CLOSED_REFUNDED -> "refunded";
        };
    }

    /** An order. */
    ObjectNode order(SandboxOrder order, Map<String, String> meta) {
        ObjectNode out = JSON.objectNode();
        id(out, "id", order.number());
        out.put("parent_id", 0);
        out.put("number", order.number());
        out.put("order_key", "wc_order_" + order.number());
        out.put("created_via", "checkout");
        out.put("status", status(order));
        out.put("currency", order.freight().currency().getCurrencyCode());
        time(out, "date_created", order.placedAt());
        time(out, "date_modified", order.modifiedAt());
        totals(out, order);
        person(out, order);
        out.put("payment_method", order.paidAt() == null ? "bacs" : "stripe");
        out.put("transaction_id", order.paidAt() == null ? "" : "ch_" + order.number());
        time(out, "date_paid", order.paidAt());
        out.put("customer_note", "");
        out.set("meta_data", meta(meta));
        out.set("line_items", lines(order));
        out.set("tax_lines", JSON.arrayNode());
        out.set("shipping_lines", shipping(order));
        out.set("fee_lines", JSON.arrayNode());
        out.set("coupon_lines", coupons(order));
        out.set("refunds", refunds(order));
        return out;
    }

    private void totals(ObjectNode out, SandboxOrder order) {
        Money discount = order.sellerDiscountTotal().plus(order.platformDiscount());
        amount(out, "discount_total", discount);
        amount(out, "discount_tax", zero(order));
        amount(out, "shipping_total", order.freight());
        amount(out, "shipping_tax", zero(order));
        amount(out, "cart_tax", order.tax());
        amount(out, "total", order.payable());
        amount(out, "total_tax", order.tax());
        out.put("prices_include_tax", false);
    }

    private static void person(ObjectNode out, SandboxOrder order) {
        String digits = order.buyer().replaceAll("\\D", "");
        out.put("customer_id", digits.isEmpty() ? 0 : 1 + Integer.parseInt(digits));
        out.put("customer_ip_address", "203.0.113." + (digits.isEmpty() ? 1 : 1 + Integer.parseInt(digits)));
        ObjectNode billing = address(order.receiver());
        billing.put("email", order.buyer() + "@example.test");
        out.set("billing", billing);
        out.set("shipping", address(order.receiver()));
    }

    private static ObjectNode address(SandboxOrder.Receiver receiver) {
        ObjectNode out = JSON.objectNode();
        int blank = receiver.name().lastIndexOf(' ');
        out.put("first_name", blank < 0 ? receiver.name() : receiver.name().substring(0, blank));
        out.put("last_name", blank < 0 ? "" : receiver.name().substring(blank + 1));
        out.put("company", "");
        out.put("address_1", receiver.detail());
        out.put("address_2", receiver.district());
        out.put("city", receiver.city());
        out.put("state", receiver.province());
        out.put("postcode", receiver.zip());
        out.put("country", receiver.country());
        out.put("phone", receiver.phone());
        return out;
    }

    private ArrayNode lines(SandboxOrder order) {
        ArrayNode out = JSON.arrayNode();
        List<SandboxOrder.Line> lines = order.lines();
        long[] net = lines.stream()
                .mapToLong(line -> line.amount().minus(line.discount()).minor())
                .toArray();
        long cut = order.sellerDiscount().plus(order.platformDiscount()).minor();
        long[] cuts = Apportionment.shareCapped(cut, net, net);
        long[] taxes = Apportionment.share(order.tax().minor(), net);
        for (int i = 0; i < lines.size(); i++) {
            SandboxOrder.Line line = lines.get(i);
            Money total = Money.of(net[i] - cuts[i], line.discount().currency());
            Money tax = Money.of(taxes[i], line.discount().currency());
            out.add(line(line, total, tax));
        }
        return out;
    }

    private ObjectNode line(SandboxOrder.Line line, Money total, Money tax) {
        ObjectNode out = JSON.objectNode();
        SandboxProduct product = SandboxProduct.of(line);
        BigDecimal quantity = line.quantity().toDecimal();
        id(out, "id", line.id());
        out.put("name", line.title());
        id(out, "product_id", product.id());
        id(out, "variation_id", product.variation());
        out.put("quantity", quantity.stripTrailingZeros().scale() <= 0 ? quantity.setScale(0) : quantity);
        out.put("tax_class", "");
        amount(out, "subtotal", line.amount());
        amount(out, "subtotal_tax", tax);
        amount(out, "total", total);
        amount(out, "total_tax", tax);
        out.put("sku", line.code());
        boolean none = quantity.signum() == 0;
        out.put("price", none ? quantity : total.toMajor().divide(quantity, PRICE_DIGITS, RoundingMode.HALF_UP));
        return out;
    }

    private ArrayNode shipping(SandboxOrder order) {
        ObjectNode out = JSON.objectNode();
        out.put("id", 900);
        out.put("method_title", "Flat rate");
        out.put("method_id", "flat_rate");
        amount(out, "total", order.freight());
        amount(out, "total_tax", zero(order));
        return JSON.arrayNode().add(out);
    }

    private ArrayNode coupons(SandboxOrder order) {
        ArrayNode out = JSON.arrayNode();
        if (order.sellerDiscount().isPositive()) {
            ObjectNode coupon = out.addObject();
            coupon.put("id", 800);
            coupon.put("code", "sample");
            amount(coupon, "discount", order.sellerDiscount());
        }
        return out;
    }

    /** Refunds as the order shows them: only those that were made, and negative. */
    private ArrayNode refunds(SandboxOrder order) {
        ArrayNode out = JSON.arrayNode();
        for (SandboxOrder.Refund refund : made(order)) {
            ObjectNode one = out.addObject();
            id(one, "id", refund.id());
            one.put("reason", refund.withReturn() ? "returned" : "goodwill");
            amount(one, "total", refund.amount().negated());
        }
        return out;
    }

    /** The refund resources of an order, the latest first: the amount is positive, its lines are negative. */
    ArrayNode refundResources(SandboxOrder order) {
        ArrayNode out = JSON.arrayNode();
        for (SandboxOrder.Refund refund : made(order)) {
            out.insert(0, refundResource(order, refund));
        }
        return out;
    }

    ObjectNode refundResource(SandboxOrder order, SandboxOrder.Refund refund) {
        ObjectNode out = JSON.objectNode();
        id(out, "id", refund.id());
        id(out, "parent_id", order.number());
        time(out, "date_created", refund.modifiedAt());
        amount(out, "amount", refund.amount());
        out.put("reason", refund.withReturn() ? "returned" : "goodwill");
        out.put("refunded_by", 1);
        ArrayNode items = out.putArray("line_items");
        SandboxOrder.Line line = refund.lineId() == null ? null : order.line(refund.lineId());
        if (line != null) {
            boolean whole = refund.amount().compareTo(line.amount().minus(line.discount())) >= 0;
            ObjectNode item = items.addObject();
            id(item, "id", refund.id() + "1");
            item.put("name", line.title());
            id(item, "product_id", SandboxProduct.of(line).id());
            item.put("sku", line.code());
            item.put("quantity", whole ? line.quantity().toDecimal().negate() : BigDecimal.ZERO);
            amount(item, "total", refund.amount().negated());
            amount(item, "total_tax", zero(order));
            ObjectNode source = item.putArray("meta_data").addObject();
            source.put("key", "_refunded_item_id");
            source.put("value", line.id());
        }
        return out;
    }

    /** A note of an order. */
    ObjectNode note(int number, String text, boolean forCustomer, Instant at) {
        ObjectNode out = JSON.objectNode();
        out.put("id", number);
        out.put("author", "system");
        time(out, "date_created", at);
        out.put("note", text);
        out.put("customer_note", forCustomer);
        return out;
    }

    private static List<SandboxOrder.Refund> made(SandboxOrder order) {
        return order.refunds().stream()
                .filter(refund -> refund.state() == RefundState.SUCCEEDED)
                .toList();
    }

    private static ArrayNode meta(Map<String, String> meta) {
        ArrayNode out = JSON.arrayNode();
        meta.forEach((key, value) -> {
            ObjectNode one = out.addObject();
            one.put("id", out.size());
            one.put("key", key);
            one.put("value", value);
        });
        return out;
    }

    private void amount(ObjectNode out, String name, Money amount) {
        out.put(name, amount.toMajor().setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    }

    private void time(ObjectNode out, String name, @Nullable Instant at) {
        out.put(name, at == null ? null : SECONDS.format(LocalDateTime.ofInstant(at, zone)));
        out.put(name + "_gmt", at == null ? null : SECONDS.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
    }

    private static Money zero(SandboxOrder order) {
        return Money.zero(order.freight().currency());
    }

    /** Ids are numbers on this platform; an order placed by hand under another name keeps its text. */
    static void id(ObjectNode out, String name, String id) {
        if (id.matches("\\d{1,18}")) {
            out.put(name, Long.parseLong(id));
        } else {
            out.put(name, id);
        }
    }
}
