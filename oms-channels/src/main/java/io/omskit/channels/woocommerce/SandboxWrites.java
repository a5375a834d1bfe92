package io.omskit.channels.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.connect.HttpAnswer;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox takes: a new status of an order, meta data, notes, refunds and stock. The platform has no parcels; an
 * order that becomes {@code completed} counts as one parcel with everything that was left, however often it is repeated.
 */
final class SandboxWrites {
    private record Note(int number, String text, boolean forCustomer, Instant at) {}

    private static final HttpAnswer NO_PRODUCT =
            WooCommerceSandbox.error(404, "woocommerce_rest_product_invalid_id", "Invalid ID.");

    private final SandboxShop shop;
    private final Map<String, Map<String, String>> meta = new ConcurrentHashMap<>();
    private final Map<String, List<Note>> notes = new ConcurrentHashMap<>();

    SandboxWrites(SandboxShop shop) {
        this.shop = shop;
    }

    Map<String, String> meta(String number) {
        return meta.getOrDefault(number, Map.of());
    }

    // ---- orders

    /** Changes an order; empty when it was taken. */
    @Nullable
    HttpAnswer change(SandboxOrder order, JsonNode body) {
        String status = body.path("status").asText("");
        if (!status.isEmpty() && !status.equals(SandboxJson.status(order)) && !take(order, status)) {
            return WooCommerceSandbox.error(400, "rest_invalid_param", "Invalid parameter(s): status");
        }
        if (body.path("meta_data").isArray() && !body.path("meta_data").isEmpty()) {
            Map<String, String> known = new LinkedHashMap<>(meta(order.number()));
            body.path("meta_data")
                    .forEach(one -> known.put(
                            one.path("key").asText(""), one.path("value").asText("")));
            if (!known.equals(meta.put(order.number(), known))) {
                shop.touch(order.number(), "meta");
            }
        }
        return null;
    }

    private boolean take(SandboxOrder order, String status) {
        String number = order.number();
        switch (status) {
            case "completed" -> {
                return switch (shop.ship(number, "", "completed-" + number, List.of())) {
                    case TAKEN, KNOWN -> true;
                    case REFUSED, UNKNOWN -> false;
                };
            }
            case "processing" -> shop.hold(number, false);
            case "on-hold" -> shop.hold(number, true);
            case "cancelled" -> shop.close(number);
            default -> {
                return false;
            }
        }
        return shop.order(number)
                .filter(changed -> SandboxJson.status(changed).equals(status))
                .isPresent();
    }

    // ---- notes

    HttpAnswer notes(SandboxOrder order, SandboxJson json) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (Note note : notes.getOrDefault(order.number(), List.of())) {
            out.insert(0, json.note(note.number(), note.text(), note.forCustomer(), note.at()));
        }
        return HttpAnswer.json(200, out.toString());
    }

    HttpAnswer addNote(SandboxOrder order, JsonNode body, SandboxJson json) {
        String text = body.path("note").asText("");
        if (text.isEmpty()) {
            return WooCommerceSandbox.error(400, "rest_missing_callback_param", "Missing parameter(s): note");
        }
        List<Note> all = notes.computeIfAbsent(order.number(), number -> new CopyOnWriteArrayList<>());
        Note note = new Note(all.size() + 1, text, body.path("customer_note").asBoolean(false), shop.now());
        all.add(note);
        return HttpAnswer.json(
                201,
                json.note(note.number(), note.text(), note.forCustomer(), note.at())
                        .toString());
    }

    // ---- refunds

    /** Makes a refund at once, as the platform does. */
    HttpAnswer refund(SandboxOrder order, JsonNode body, SandboxJson json) {
        Money left = order.paid().minus(order.refunded());
        Money amount;
        try {
            amount = Money.parse(body.path("amount").asText(""), left.currency());
        } catch (IllegalArgumentException e) {
            amount = Money.zero(left.currency());
        }
        if (!amount.isPositive() || amount.compareTo(left) > 0) {
            return WooCommerceSandbox.error(
                    400, "woocommerce_rest_invalid_order_refund", "Invalid refund amount, at most " + left.toMajor());
        }
        JsonNode lineId = body.path("line_items").path(0).path("id");
        String line = order.line(lineId.asText("")) == null ? null : lineId.asText();
        String id = shop.requestRefund(
                order.number(), line, amount, body.path("api_restock").asBoolean(true));
        shop.settleRefund(order.number(), id, true);
        SandboxOrder changed = shop.order(order.number()).orElse(order);
        for (SandboxOrder.Refund refund : changed.refunds()) {
            if (refund.id().equals(id)) {
                return HttpAnswer.json(201, json.refundResource(changed, refund).toString());
            }
        }
        return WooCommerceSandbox.error(500, "woocommerce_rest_cannot_create_order_refund", "Cannot create refund.");
    }

    // ---- products

    /** Products with a SKU, or all that orders have named. */
    HttpAnswer products(@Nullable String code) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (SandboxProduct product : catalog().values()) {
            if (code == null || product.code().equals(code)) {
                out.add(product.json(shop.stock().get(product.code())));
            }
        }
        return HttpAnswer.json(200, out.toString())
                .withHeader("X-WP-Total", Integer.toString(out.size()))
                .withHeader("X-WP-TotalPages", "1");
    }

    /** Reads or changes the stock of a product, or of a variation of it. */
    HttpAnswer product(String id, @Nullable String variation, @Nullable JsonNode change) {
        String own = variation == null ? id : variation;
        SandboxProduct product = catalog().get(own);
        if (product == null
                || (variation == null ? product.isVariation() : !product.id().equals(id))) {
            return NO_PRODUCT;
        }
        if (change != null && change.hasNonNull("stock_quantity")) {
            HttpAnswer refused = setStock(product, change);
            if (refused != null) {
                return refused;
            }
        }
        return HttpAnswer.json(
                200, product.json(shop.stock().get(product.code())).toString());
    }

    /** Up to 100 changes; each is answered for itself. */
    HttpAnswer batch(JsonNode body) {
        JsonNode updates = body.path("update");
        if (updates.size() > 100) {
            return WooCommerceSandbox.error(413, "woocommerce_rest_request_entity_too_large", "At most 100 items.");
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode done = out.putArray("update");
        for (JsonNode update : updates) {
            HttpAnswer answer = product(update.path("id").asText(""), null, update);
            JsonNode read = WooCommerceSandbox.read(answer.text());
            ObjectNode one = done.addObject();
            one.set("id", update.path("id"));
            if (answer.isOk()) {
                one.set("stock_quantity", read.path("stock_quantity"));
            } else {
                one.set("error", read);
            }
        }
        return HttpAnswer.json(200, out.toString());
    }

    private @Nullable HttpAnswer setStock(SandboxProduct product, JsonNode change) {
        boolean managed = change.path("manage_stock").asBoolean(shop.stock().containsKey(product.code()));
        if (!managed) {
            // the platform takes the call and forgets the figure: stock that is not managed has none
            return null;
        }
        String text = change.path("stock_quantity").asText("");
        try {
            boolean whole = text.matches("-?\\d{1,9}");
            shop.setStock(
                    product.code(),
                    whole ? Quantity.pieces(Long.parseLong(text)) : Quantity.parse(text, Measure.KILOGRAM));
            return null;
        } catch (IllegalArgumentException e) {
            return WooCommerceSandbox.error(400, "rest_invalid_param", "Invalid parameter(s): stock_quantity");
        }
    }

    private Map<String, SandboxProduct> catalog() {
        Map<String, SandboxProduct> catalog = new LinkedHashMap<>();
        for (SandboxOrder order : shop.orders()) {
            for (SandboxOrder.Line line : order.lines()) {
                SandboxProduct product = SandboxProduct.of(line);
                catalog.putIfAbsent(product.ownId(), product);
            }
        }
        return catalog;
    }
}
