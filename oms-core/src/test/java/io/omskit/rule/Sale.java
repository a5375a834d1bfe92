package io.omskit.rule;

import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An invented subject: its values by field name, so that a naive reading needs no getter. Absent facts have no entry. */
record Sale(Map<String, Object> values) {
    static final Fields<Part> PART_FIELDS = Fields.builder(Part.class)
            .text("part.sku", Sensitivity.PUBLIC, "Stock keeping unit.", part -> (String) part.get("part.sku"))
            .integer(
                    "part.pieces",
                    "pieces",
                    Sensitivity.PUBLIC,
                    "How many.",
                    part -> part.values().containsKey("part.pieces"),
                    part -> (Long) part.get("part.pieces"))
            .decimal("part.kilos", "kg", Sensitivity.PUBLIC, "Weight.", part -> (BigDecimal) part.get("part.kilos"))
            .money("part.price", Sensitivity.COMMERCIAL, "Amount.", part -> (Money) part.get("part.price"))
            .quantity("part.quantity", Sensitivity.PUBLIC, "Sold.", part -> (Quantity) part.get("part.quantity"))
            .text("part.engraving", Sensitivity.PERSONAL, "Text on it.", part -> (String) part.get("part.engraving"))
            .build();

    static final Fields<Sale> FIELDS = Fields.builder(Sale.class)
            .text("sale.shop", Sensitivity.PUBLIC, "Shop code.", sale -> (String) sale.get("sale.shop"))
            .text("sale.phone", Sensitivity.PERSONAL, "Buyer's phone.", sale -> (String) sale.get("sale.phone"))
            .text("sale.token", Sensitivity.SECRET, "Access token.", sale -> (String) sale.get("sale.token"))
            .integer(
                    "sale.age",
                    "minutes",
                    Sensitivity.PUBLIC,
                    "Time since payment.",
                    sale -> sale.values().containsKey("sale.age"),
                    sale -> (Long) sale.get("sale.age"))
            .decimal("sale.discount", "", Sensitivity.COMMERCIAL, "Rate.", sale ->
                    (BigDecimal) sale.get("sale.discount"))
            .money("sale.payable", Sensitivity.COMMERCIAL, "To pay.", sale -> (Money) sale.get("sale.payable"))
            .quantity("sale.goods", Sensitivity.PUBLIC, "Sold.", sale -> (Quantity) sale.get("sale.goods"))
            .instant("sale.paidAt", Sensitivity.PUBLIC, "Paid.", sale -> (Instant) sale.get("sale.paidAt"))
            .bool("sale.vip", Sensitivity.COMMERCIAL, "Known buyer.", sale -> (Boolean) sale.get("sale.vip"))
            .textSet("sale.tags", Sensitivity.PUBLIC, "Tags.", sale -> texts(sale.get("sale.tags")))
            .lines("sale.parts", Sensitivity.PUBLIC, "Parts.", PART_FIELDS, sale -> parts(sale.get("sale.parts")))
            .build();

    static Sale of(Object... namesAndValues) {
        return new Sale(pairs(namesAndValues));
    }

    Object get(String name) {
        return values.get(name);
    }

    @SuppressWarnings("unchecked") // The sample holds sets of texts only.
    static Set<String> texts(Object value) {
        return (Set<String>) value;
    }

    @SuppressWarnings("unchecked") // The sample holds lists of parts only.
    static List<Part> parts(Object value) {
        return (List<Part>) value;
    }

    private static Map<String, Object> pairs(Object... namesAndValues) {
        Map<String, Object> values = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Map.copyOf(values);
    }

    /** A line of the sample. */
    record Part(Map<String, Object> values) {
        static Part of(Object... namesAndValues) {
            return new Part(pairs(namesAndValues));
        }

        Object get(String name) {
            return values.get(name);
        }
    }
}
