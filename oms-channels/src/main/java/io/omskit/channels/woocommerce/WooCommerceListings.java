package io.omskit.channels.woocommerce;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.payload.Payload;
import io.omskit.value.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Stock uploads. A listing is found by its SKU, which products and variations share; the quantity is absolute and the last
 * write wins. The platform counts whole units, so a weighed quantity is rounded down.
 */
final class WooCommerceListings {
    private final WooCommerceCalls calls;

    WooCommerceListings(WooCommerceCalls calls) {
        this.calls = calls;
    }

    Answer<String> setAvailable(String code, Quantity available) {
        String units = available.toDecimal().setScale(0, RoundingMode.FLOOR).toPlainString();
        String body = "{\"manage_stock\":true,\"stock_quantity\":" + units + "}";
        return path(code)
                .then(path -> calls.done("stock", calls.write("PUT", path, body).repeatable(), "set to " + units));
    }

    private Answer<String> path(String code) {
        return calls.sheet(
                        "products",
                        calls.get("/products").withQuery("sku", code).withQuery("per_page", "100"))
                .then(sheet -> path(code, sheet.objects()));
    }

    private static Answer<String> path(String code, List<Payload> products) {
        List<String> paths = new ArrayList<>();
        for (Payload product : products) {
            String id = product.get("id").id();
            if (id != null && product.get("sku").textOr("").equals(code)) {
                String parent = product.get("parent_id").id();
                boolean variation = product.get("type").textOr("").equals("variation") && parent != null;
                paths.add(variation ? "/products/" + parent + "/variations/" + id : "/products/" + id);
            }
        }
        if (paths.size() == 1) {
            return Answer.of(paths.get(0));
        }
        return paths.isEmpty()
                ? Answer.failed(ErrorClass.NOT_FOUND, "no-product", "no product has the SKU " + code)
                : Answer.failed(
                        ErrorClass.REJECTED,
                        "several-products",
                        paths.size() + " products have the SKU " + code + "; give each its own");
    }
}
