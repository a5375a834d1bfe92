package io.omskit.channels.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.omskit.channels.Feed;
import io.omskit.channels.file.CsvRows.CsvRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One order file taken apart into payloads, one for each order: {@code {"number": "...", "rows": {"row 2": {"sku": "..."}}}} with
 * the cells as they stand in the file under our own column names. So a payload can be archived and read again, and its
 * problems still name row and column of the file. Rows that belong to no order become payloads of their own, which read as a
 * problem: nothing of a file gets lost silently.
 */
final class OrderFile {
    /** Largest file, in bytes. */
    static final int MAX_FILE = 32 << 20;

    private static final int MAX_ROWS = 300_000;
    private static final int MAX_ROWS_OF_ORDER = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Map<String, Map<String, Object>> orders = new LinkedHashMap<>();
    private final List<Feed.Row> refused = new ArrayList<>();

    private OrderFile(String name) {
        this.name = name;
    }

    /**
     * The payloads of a file.
     *
     * @param name of the file, for problems
     */
    static List<Feed.Row> payloads(String name, byte[] bytes) {
        OrderFile file = new OrderFile(name);
        file.read(bytes);
        List<Feed.Row> payloads = new ArrayList<>();
        file.orders.forEach(
                (number, rows) -> payloads.add(file.payload(number, Map.of("number", number, "rows", rows))));
        payloads.addAll(file.refused);
        return List.copyOf(payloads);
    }

    private void read(byte[] bytes) {
        if (bytes.length > MAX_FILE) {
            refuse(0, "the file has " + bytes.length + " bytes, at most " + MAX_FILE + " are read; split it");
            return;
        }
        String text = FileText.decode(bytes);
        if (text == null) {
            refuse(0, "the file is neither UTF-8 nor UTF-16 with a mark nor GB18030; export it as UTF-8");
            return;
        }
        CsvRows rows = new CsvRows(text);
        CsvRow heading = rows.next();
        List<Optional<Column>> columns = heading == null ? List.of() : columns(heading);
        if (!columns.contains(Optional.of(Column.NUMBER))) {
            refuse(1, "no column is the order number; name one 'order number' or '订单编号'");
            return;
        }
        int count = 0;
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            if (++count > MAX_ROWS) {
                refuse(row.line(), "the file has more than " + MAX_ROWS + " rows; split it");
                return;
            }
            add(columns, row);
        }
    }

    private List<Optional<Column>> columns(CsvRow heading) {
        List<Optional<Column>> columns = new ArrayList<>();
        for (String cell : heading.cells()) {
            Optional<Column> column = Column.find(cell);
            // of two columns that mean the same the first counts, the second is left alone
            columns.add(columns.contains(column) ? Optional.empty() : column);
        }
        return columns;
    }

    private void add(List<Optional<Column>> columns, CsvRow row) {
        if (row.broken() != null) {
            refuse(row.line(), "the row " + row.broken());
            return;
        }
        if (row.cells().size() > columns.size()
                && row.cells().subList(columns.size(), row.cells().size()).stream()
                        .anyMatch(cell -> !cell.isBlank())) {
            refuse(
                    row.line(),
                    "the row has " + row.cells().size() + " cells but there are " + columns.size()
                            + " headings; quote cells that hold the separator");
            return;
        }
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
            String cell = cleaned(row.cells().get(i));
            if (!cell.isEmpty()) {
                columns.get(i).ifPresent(column -> cells.put(column, cell));
            }
        }
        String number = cells.remove(Column.NUMBER);
        if (number == null) {
            refuse(row.line(), "the row has no order number");
        } else if (number.length() > 100 || number.matches("\\d(\\.\\d+)?[eE]\\+\\d+")) {
            refuse(row.line(), "the order number was cut by a spreadsheet; format the column as text and export again");
        } else {
            add(number, row, cells);
        }
    }

    private void add(String number, CsvRow row, Map<Column, String> cells) {
        Map<String, Object> rows = orders.computeIfAbsent(number, key -> new LinkedHashMap<>());
        if (rows.size() >= MAX_ROWS_OF_ORDER) {
            refuse(row.line(), "the order has more than " + MAX_ROWS_OF_ORDER + " rows");
            return;
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        cells.forEach((column, cell) -> byKey.put(column.key(), cell));
        rows.put("row " + row.line(), byKey);
    }

    /** Takes off what spreadsheets put around numbers to keep them as text. */
    private static String cleaned(String cell) {
        String text = cell.strip();
        if (text.startsWith("=\"") && text.endsWith("\"") && text.length() >= 3) {
            text = text.substring(2, text.length() - 1);
        }
        return text.startsWith("'") ? text.substring(1).strip() : text.strip();
    }

    private void refuse(int line, String problem) {
        refused.add(payload(name + " row " + line, Map.of("row", "row " + line, "refused", problem)));
    }

    private Feed.Row payload(String number, Map<String, Object> content) {
        try {
            return new Feed.Row(
                    FileOrders.API,
                    number,
                    null,
                    JSON.writeValueAsString(content).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("an order of a file could not be written to memory", e);
        }
    }
}
