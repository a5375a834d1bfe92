package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.connect.Problem;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.ShopRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An invented order, member by member, so that a test names only what it is about. */
final class WooOrderFixture {
    private static final ShopRef SHOP = new ShopRef("woocommerce", "corner");
    private static final FactMapper MAPPER = new WooCommerceChannel().mapper();

    private final Map<String, String> members = new LinkedHashMap<>();

    private WooOrderFixture() {}

    /** Two units for 20.00 less 2.00, shipping 5.00, tax 1.84; paid 24.84 and to be shipped. */
    static WooOrderFixture order() {
        WooOrderFixture order = new WooOrderFixture();
        order.members.put("id", "501");
        order.members.put("status", "\"processing\"");
        order.members.put("currency", "\"USD\"");
        order.members.put("date_created_gmt", "\"2026-03-01T08:00:00\"");
        order.members.put("date_modified_gmt", "\"2026-03-01T09:00:00\"");
        order.members.put("date_paid_gmt", "\"2026-03-01T08:05:00\"");
        order.members.put("date_completed_gmt", "null");
        order.members.put("payment_method", "\"stripe\"");
        order.members.put("shipping_total", "\"5.00\"");
        order.members.put("total_tax", "\"1.84\"");
        order.members.put("total", "\"24.84\"");
        order.members.put("line_items", "[" + line(1, 2, "20.00", "18.00", "1.44") + "]");
        order.members.put("fee_lines", "[]");
        order.members.put("coupon_lines", "[{\"id\":9,\"code\":\"tenoff\",\"discount\":\"2.00\"}]");
        order.members.put("refunds", "[]");
        return order;
    }

    static String line(int id, int quantity, String subtotal, String total, String tax) {
        return "{\"id\":" + id + ",\"name\":\"Goods " + id + "\",\"product_id\":" + (70 + id)
                + ",\"variation_id\":0,\"quantity\":" + quantity + ",\"subtotal\":\"" + subtotal
                + "\",\"subtotal_tax\":\"0.00\",\"total\":\"" + total + "\",\"total_tax\":\"" + tax
                + "\",\"sku\":\"SKU-" + id
                + "\",\"price\":1.333333}";
    }

    /** A refund's own resource; {@code items} are its line items. */
    static String refund(int id, String amount, String items) {
        return "{\"id\":" + id + ",\"parent_id\":501,\"date_created_gmt\":\"2026-03-03T10:00:00\",\"amount\":\""
                + amount + "\",\"reason\":\"late\",\"line_items\":[" + items + "]}";
    }

    static String refundItem(int line, int quantity, String total, String tax) {
        return "{\"id\":" + (900 + line) + ",\"product_id\":" + (70 + line) + ",\"variation_id\":0,\"quantity\":-"
                + quantity
                + ",\"total\":\"-" + total + "\",\"total_tax\":\"-" + tax
                + "\",\"meta_data\":[{\"key\":\"_refunded_item_id\",\"value\":\"" + line + "\"}]}";
    }

    /** The same order with another member, given as JSON. */
    WooOrderFixture with(String member, String json) {
        WooOrderFixture other = new WooOrderFixture();
        other.members.putAll(members);
        other.members.put(member, json);
        return other;
    }

    WooOrderFixture without(String member) {
        WooOrderFixture other = new WooOrderFixture();
        other.members.putAll(members);
        other.members.remove(member);
        return other;
    }

    String json() {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return json.append('}').toString();
    }

    /** The facts of this order alone. */
    List<Fact> facts() {
        return map(json()).facts();
    }

    OrderFact fact() {
        return (OrderFact) facts().get(0);
    }

    List<String> problems() {
        return fact().problems().stream().map(Problem::toString).toList();
    }

    /** The order together with the resources of its refunds. */
    FactMapper.Mapped withRefunds(String... refunds) {
        return map("{\"/orders\":[" + json() + "],\"/orders/{id}/refunds\":[" + String.join(",", refunds) + "]}");
    }

    static FactMapper.Mapped map(String json) {
        return MAPPER.map("", SHOP, json.getBytes(UTF_8), Instant.parse("2026-03-05T00:00:00Z"));
    }

    static List<RefundFact> refunds(FactMapper.Mapped mapped) {
        return mapped.facts().stream()
                .filter(RefundFact.class::isInstance)
                .map(RefundFact.class::cast)
                .toList();
    }
}
