package io.omskit.insight;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Real marketplace orders with known answers (Olist, CC BY-NC-SA 4.0), read from a folder beside the repository: the system
 * property {@code oms.shared}, else {@code ../shared}. The data are no part of this project.
 */
record Olist(JsonNode answers, List<Purchase> purchases, List<Paid> payments) {
    /** The offset at which all times of the data are read. */
    static final ZoneOffset OFFSET = ZoneOffset.ofHours(-3);

    record Item(String sellerState, String category, long priceCents, long freightCents) {}

    record Paid(String type, long cents) {}

    record Purchase(
            String status,
            String state,
            Instant placedAt,
            Instant handedOverAt,
            Instant deliveredAt,
            Instant promisedAt,
            List<Item> items) {
        LocalDate placedOn() {
            return LocalDate.ofInstant(placedAt, OFFSET);
        }
    }

    JsonNode truth(String key) {
        return answers.get(key);
    }

    static Olist readOrSkip() {
        Path folder = shared().resolve("data/olist");
        assumeTrue(
                Files.isDirectory(folder),
                "No marketplace data at " + folder + "; set -Doms.shared=FOLDER to check the roll-ups against them.");
        try {
            return read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder beside the topmost directory that has a pom.xml, from here upwards. */
    private static Path shared() {
        String set = System.getProperty("oms.shared");
        if (set != null) {
            return Path.of(set);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared");
    }

    private static Olist read(Path folder) throws IOException {
        Map<String, String> english = column(folder, "product_category_name_translation", 0, 1);
        Map<String, String> category = column(folder, "products", 0, 1);
        Map<String, String> sellerState = column(folder, "sellers", 0, 3);
        Map<String, String> state = column(folder, "customers", 0, 4);
        Map<String, List<Item>> items = new HashMap<>();
        for (String[] row : rows(folder, "order_items")) {
            String name = category.get(row[2]);
            items.computeIfAbsent(row[0], any -> new ArrayList<>())
                    .add(new Item(
                            sellerState.get(row[3]),
                            name.isEmpty() ? "" : english.getOrDefault(name, name),
                            cents(row[5]),
                            cents(row[6])));
        }
        List<Purchase> purchases = new ArrayList<>();
        for (String[] row : rows(folder, "orders")) {
            purchases.add(new Purchase(
                    row[2],
                    state.get(row[1]),
                    instant(row[3]),
                    instant(row[5]),
                    instant(row[6]),
                    instant(row[7]),
                    items.getOrDefault(row[0], List.of())));
        }
        List<Paid> payments = new ArrayList<>();
        for (String[] row : rows(folder, "order_payments")) {
            payments.add(new Paid(row[2], cents(row[4])));
        }
        JsonNode answers =
                new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
        return new Olist(answers, purchases, payments);
    }

    private static Map<String, String> column(Path folder, String table, int key, int value) throws IOException {
        Map<String, String> column = new HashMap<>();
        for (String[] row : rows(folder, table)) {
            column.put(row[key], row[value]);
        }
        return column;
    }

    private static List<String[]> rows(Path folder, String table) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(table + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
            reader.readLine(); // the header
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(cells(line));
            }
        }
        return rows;
    }

    private static String[] cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells.toArray(String[]::new);
    }

    private static Instant instant(String text) {
        return text.isEmpty()
                ? null
                : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(OFFSET);
    }

    private static long cents(String text) {
        return new BigDecimal(text).movePointRight(2).longValueExact();
    }
}
