package io.omskit.examples.cli.marketplace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The tables of a marketplace as CSV with a header row, plain or gzipped.
 *
 * @param orders by order id, in the order of the file
 * @param items of each order
 * @param payments of each order
 * @param customers by customer id
 * @param sellers by seller id
 * @param products by product id
 * @param categories the English name of each category
 * @param rows how many rows each table has
 */
record MarketplaceFiles(
        Map<String, Row> orders,
        Map<String, List<Row>> items,
        Map<String, List<Row>> payments,
        Map<String, Row> customers,
        Map<String, Row> sellers,
        Map<String, Row> products,
        Map<String, String> categories,
        Map<String, Long> rows) {
    private static final long MAX_ROWS = 5_000_000;

    /**
     * One row by column name; a missing column is an empty text.
     *
     * @param cells the cells by column
     */
    record Row(Map<String, String> cells) {
        Row {
            cells = Map.copyOf(cells);
        }

        String get(String column) {
            return cells.getOrDefault(column, "");
        }

        boolean has(String column) {
            return !get(column).isEmpty();
        }
    }

    /**
     * Reads the tables of a folder.
     *
     * @throws IllegalArgumentException if a table or a column that is needed is missing
     */
    static MarketplaceFiles read(Path folder) {
        Map<String, Long> rows = new LinkedHashMap<>();
        Map<String, Row> orders =
                byKey(table(folder, "orders", rows, "order_id", "customer_id", "order_status"), "order_id");
        Map<String, List<Row>> items = grouped(
                table(folder, "order_items", rows, "order_id", "product_id", "seller_id", "price", "freight_value"));
        Map<String, Row> customers =
                byKey(table(folder, "customers", rows, "customer_id", "customer_unique_id"), "customer_id");
        Map<String, List<Row>> payments =
                grouped(table(folder, "order_payments", rows, "order_id", "payment_type", "payment_value"));
        Map<String, Row> products = byKey(table(folder, "products", rows, "product_id"), "product_id");
        Map<String, Row> sellers = byKey(table(folder, "sellers", rows, "seller_id", "seller_state"), "seller_id");
        Map<String, String> categories = new HashMap<>();
        for (Row row : table(folder, "product_category_name_translation", rows, "product_category_name")) {
            categories.put(row.get("product_category_name"), row.get("product_category_name_english"));
        }
        rows.put("category_translation", rows.remove("product_category_name_translation"));
        return new MarketplaceFiles(orders, items, payments, customers, sellers, products, categories, rows);
    }

    /** The English name of a product's category; the original one where there is none, {@code (none)} without any. */
    String category(Row product) {
        String name = product.get("product_category_name");
        return name.isEmpty() ? "(none)" : categories.getOrDefault(name, name);
    }

    private static Map<String, Row> byKey(List<Row> rows, String column) {
        Map<String, Row> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.get(column), row));
        return byKey;
    }

    private static Map<String, List<Row>> grouped(List<Row> rows) {
        Map<String, List<Row>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.get("order_id"), id -> new ArrayList<>())
                .add(row));
        return groups;
    }

    private static List<Row> table(Path folder, String name, Map<String, Long> counts, String... needed) {
        Path plain = folder.resolve(name + ".csv");
        Path packed = folder.resolve(name + ".csv.gz");
        Path file = Files.exists(packed) ? packed : plain;
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no " + name + ".csv or " + name + ".csv.gz in " + folder);
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        List<Row> rows = new ArrayList<>();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = file.equals(packed) ? new GZIPInputStream(raw) : raw;
                CSVParser parser = format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String column : needed) {
                if (!parser.getHeaderMap().containsKey(column)) {
                    throw new IllegalArgumentException(file + " has no column " + column);
                }
            }
            for (CSVRecord each : parser) {
                rows.add(new Row(each.toMap()));
                if (rows.size() > MAX_ROWS) {
                    throw new IllegalArgumentException(file + " has more than " + MAX_ROWS + " rows");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
        counts.put(name, (long) rows.size());
        return rows;
    }
}
