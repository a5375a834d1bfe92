package io.omskit.channels.taobao;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.Line;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.taobao.TopAnswers.Refused;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a shop may change on the sandbox: ship notices and stock. */
final class TopWrites {
    private static final int MOST_SKUS = 20;
    private static final Set<String> COMPANIES = Set.of(
            "POSTB", "EMS", "EYB", "SF", "STO", "YUNDA", "YTO", "ZTO", "HTKY", "TTKDEX", "DBKD", "DBL", "BEST",
            "BESTQJT");

    private final SandboxShop shop;

    TopWrites(SandboxShop shop) {
        this.shop = shop;
    }

    ObjectNode ship(Map<String, String> call) {
        String tid = required(call, "tid");
        String company = required(call, "company_code");
        String number = required(call, "out_sid");
        if (!COMPANIES.contains(company)) {
            throw refused("isv.logistics-offline-service-error:B01", "company_code is not known");
        }
        boolean split = call.getOrDefault("is_split", "0").equals("1");
        List<String> lines = split ? List.of(required(call, "sub_tid").split(",", -1)) : List.of();
        switch (shop.ship(tid, company, number, lines)) {
            case TAKEN -> {
                ObjectNode content = TopAnswers.object();
                content.putObject("shipping").put("is_success", true);
                return content;
            }
            case KNOWN -> throw refused("isv.logistics-offline-service-error:B150", "the parcel was sent already");
            case REFUSED -> throw refused("isv.logistics-offline-service-error:B04", "the trade cannot be shipped");
            case UNKNOWN -> throw refused("isv.logistics-offline-service-error:B02", "trade or order does not exist");
            default -> throw new IllegalStateException("no answer for this outcome.\nThis is a defect of the sandbox.");
        }
    }

    ObjectNode itemQuantity(Map<String, String> call) {
        String item = required(call, "num_iid");
        String sku = call.getOrDefault("sku_id", "");
        String outer = call.getOrDefault("outer_id", "");
        Line line = line(item);
        boolean fits =
                (sku.isEmpty() || sku.equals(TopTrades.skuId(item))) && (outer.isEmpty() || outer.equals(line.code()));
        if (!fits) {
            throw refused("isv.sku-not-exist", "the item has no such sku");
        }
        set(line, required(call, "quantity"), call);
        return item(item);
    }

    ObjectNode skuQuantities(Map<String, String> call) {
        String item = required(call, "num_iid");
        String[] pairs = required(call, "skuid_quantities").split(";", -1);
        if (pairs.length > MOST_SKUS) {
            throw TopAnswers.invalid("skuid_quantities");
        }
        Line line = line(item);
        for (String pair : pairs) {
            String[] parts = pair.split(":", -1);
            if (parts.length != 2 || !parts[0].equals(TopTrades.skuId(item))) {
                throw refused("isv.sku-not-exist", "the item has no such sku");
            }
        }
        for (String pair : pairs) {
            set(line, pair.substring(pair.indexOf(':') + 1), call);
        }
        return item(item);
    }

    /** The shop's SKUs that carry a code of its own. */
    ObjectNode skusByCode(Map<String, String> call) {
        String code = required(call, "outer_id");
        ObjectNode content = TopAnswers.object();
        for (SandboxOrder order : shop.orders()) {
            for (Line line : order.lines()) {
                if (line.code().equals(code)) {
                    ObjectNode sku = TopAnswers.object();
                    sku.put("sku_id", Long.parseLong(TopTrades.skuId(line.itemId())));
                    sku.put("num_iid", Long.parseLong(line.itemId()));
                    sku.put("outer_id", code);
                    TopAnswers.putList(content, "skus", "sku", List.of(sku));
                    return content;
                }
            }
        }
        return content;
    }

    /** Type 1 is absolute, 2 is a change. */
    private void set(Line line, String text, Map<String, String> call) {
        String type = call.getOrDefault("type", "1");
        if (!text.matches("-?\\d{1,9}") || !Set.of("1", "2").contains(type)) {
            throw TopAnswers.invalid("quantity");
        }
        Quantity told = Quantity.pieces(Long.parseLong(text));
        Quantity before = shop.stock().getOrDefault(line.code(), Quantity.pieces(0));
        Quantity after = type.equals("1") ? told : before.plus(told);
        if (after.isNegative()) {
            throw refused("isv.invalid-quantity", "the quantity would be negative");
        }
        shop.setStock(line.code(), after);
    }

    private Line line(String item) {
        for (SandboxOrder order : shop.orders()) {
            for (Line line : order.lines()) {
                if (line.itemId().equals(item)) {
                    return line;
                }
            }
        }
        throw refused("isv.item-not-exist", "the item does not exist");
    }

    private ObjectNode item(String number) {
        ObjectNode content = TopAnswers.object();
        ObjectNode item = content.putObject("item");
        item.put("num_iid", Long.parseLong(number));
        item.put("modified", TopAnswers.time(shop.now()));
        return content;
    }

    private static String required(Map<String, String> call, String name) {
        String value = call.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw TopAnswers.missing(name);
        }
        return value;
    }

    private static Refused refused(String subCode, String message) {
        return new Refused(15, message, subCode);
    }
}
