package io.omskit.channels.woocommerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What an order line is about in the sandbox's catalog. Goods with an odd item id are variations of a product of their own,
 * so that both forms of a stock upload are needed.
 *
 * @param id the product
 * @param variation the variation, {@code 0} where the product is simple
 * @param code the SKU
 */
record SandboxProduct(String id, String variation, String code) {
    private static final char PARENT_MARK = '5';

    static SandboxProduct of(SandboxOrder.Line line) {
        String item = line.itemId();
        boolean isVariation = !item.isEmpty() && "13579".indexOf(item.charAt(item.length() - 1)) >= 0;
        return isVariation
                ? new SandboxProduct(PARENT_MARK + item, item, line.code())
                : new SandboxProduct(item, "0", line.code());
    }

    boolean isVariation() {
        return !variation.equals("0");
    }

    /** The id under which the product, or the variation, is read by SKU. */
    String ownId() {
        return isVariation() ? variation : id;
    }

    ObjectNode json(@Nullable Quantity stock) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        SandboxJson.id(out, "id", ownId());
        SandboxJson.id(out, "parent_id", isVariation() ? id : "0");
        out.put("type", isVariation() ? "variation" : "simple");
        out.put("sku", code);
        out.put("manage_stock", stock != null);
        if (stock == null) {
            out.putNull("stock_quantity");
        } else if (stock.isWeighed()) {
            out.put("stock_quantity", stock.toDecimal());
        } else {
            out.put("stock_quantity", stock.steps());
        }
        return out;
    }
}
