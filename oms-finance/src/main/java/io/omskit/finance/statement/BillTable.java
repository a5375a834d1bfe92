package io.omskit.finance.statement;

import io.omskit.finance.statement.BillFile.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A table inside a file: its header is found by its column names, never by line number; lines that begin with {@code #}
 * are remarks, blank lines count for nothing.
 *
 * <p>Column names are compared without blanks, with brackets of either width, and without a unit in brackets at the end:
 * {@code 商家实收（元）} is asked for as {@code 商家实收}. Immutable.
 */
public final class BillTable {
    private final Layout layout;
    private final Map<String, Integer> columns;
    private final int width;
    private final List<String> unknownColumns;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private BillTable(Layout layout, List<String> header) {
        this.layout = layout;
        this.columns = layout.columns(header);
        this.width = width(header);
        Set<String> unknown = new LinkedHashSet<>();
        for (String cell : header) {
            String name = normal(cell);
            if (!name.isEmpty() && !layout.knows(name)) {
                unknown.add(name);
            }
        }
        this.unknownColumns = List.copyOf(unknown);
    }

    /**
     * Which columns a table has.
     *
     * @param delimiter between cells
     * @param required without these it is another table
     * @param optional read where they are there
     * @param aliases other names of a column, by the name under which it is asked for
     */
    public record Layout(
            char delimiter, List<String> required, List<String> optional, Map<String, List<String>> aliases) {
        public Layout {
            required = List.copyOf(required);
            optional = List.copyOf(optional);
            aliases = Map.copyOf(aliases);
        }

        boolean knows(String name) {
            return required.contains(name)
                    || optional.contains(name)
                    || aliases.values().stream().anyMatch(names -> names.contains(name));
        }

        Map<String, Integer> columns(List<String> header) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                places.putIfAbsent(normal(header.get(i)), i);
            }
            aliases.forEach((name, others) -> {
                for (String other : others) {
                    Integer place = places.get(other);
                    if (place != null) {
                        places.putIfAbsent(name, place);
                    }
                }
            });
            return places;
        }

        /** The required columns that a header lacks. */
        List<String> missing(List<String> header) {
            Map<String, Integer> places = columns(header);
            return required.stream().filter(name -> !places.containsKey(name)).toList();
        }
    }

    /** The table of this layout in a text, where there is one. */
    public static Optional<BillTable> find(Part part, Layout layout) {
        BillTable table = null;
        for (List<String> record : CsvText.records(part.text(), layout.delimiter())) {
            if (table != null) {
                table.add(record);
            } else if (layout.missing(record).isEmpty()) {
                table = new BillTable(layout, record);
            }
        }
        return Optional.ofNullable(table);
    }

    /** The table of this layout in a text; where there is none, a {@link StatementException} names what is missing. */
    public static BillTable require(Part part, Layout layout) {
        return find(part, layout).orElseThrow(() -> missing(part, layout));
    }

    private static StatementException missing(Part part, Layout layout) {
        List<String> nearest = layout.required();
        for (List<String> record : CsvText.records(part.text(), layout.delimiter())) {
            List<String> missing = layout.missing(record);
            nearest = missing.size() < nearest.size() ? missing : nearest;
        }
        boolean nothing = nearest.size() == layout.required().size();
        return new StatementException("No header in " + part.name() + ": "
                + (nothing ? "none of the columns " + nearest + " is there" : "the columns " + nearest + " are missing")
                + ".\nCheck that the file is of this format; renamed columns need an alias in the format.");
    }

    private void add(List<String> record) {
        int first = 0;
        while (first < record.size() && record.get(first).isBlank()) {
            first++;
        }
        if (first == record.size()) {
            return;
        }
        if (record.get(first).strip().startsWith("#")) {
            remarks.add(String.join(String.valueOf(layout.delimiter()), record.subList(first, record.size())));
        } else {
            rows.add(record);
        }
    }

    /** Trailing blank cells are the tails of spreadsheets. */
    private static int width(List<String> record) {
        int width = record.size();
        while (width > 0 && record.get(width - 1).isBlank()) {
            width--;
        }
        return width;
    }

    /** A column name as it is compared. */
    static String normal(String name) {
        String plain = name.replace('（', '(').replace('）', ')').replaceAll("[\\s\\u00a0\\u3000\"]", "");
        return plain.replaceFirst("\\([+-]?元\\)$", "");
    }

    /** Whether the file has this column. */
    public boolean hasColumn(String name) {
        return columns.containsKey(name);
    }

    /** Columns that the layout does not know, in the order of the file. */
    public List<String> unknownColumns() {
        return unknownColumns;
    }

    /** Lines behind the header that begin with {@code #}. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * The data rows.
     *
     * @param firstOrdinal the ordinal of the first one
     */
    public List<BillRow> rows(int firstOrdinal) {
        List<BillRow> all = new ArrayList<>();
        for (List<String> cells : rows) {
            BillRow row = new BillRow(this, firstOrdinal + all.size(), cells);
            boolean isWhole = width(cells) <= width && cells.size() >= Math.min(width, lastRequired());
            if (!isWhole) {
                row.problem(
                        "cells",
                        "has " + cells.size() + " cells where the header has " + width
                                + "; a comma inside a text may have split it");
                row.markBroken();
            }
            all.add(row);
        }
        return all;
    }

    private int lastRequired() {
        int last = 0;
        for (String name : layout.required()) {
            last = Math.max(last, Objects.requireNonNull(columns.get(name)) + 1);
        }
        return last;
    }

    String cell(List<String> cells, String column) {
        Integer place = columns.get(column);
        if (place == null && !layout.knows(column)) {
            throw new IllegalArgumentException(
                    "The layout has no column " + column + ".\nDeclare it as required or optional.");
        }
        return place == null || place >= cells.size() ? "" : cells.get(place);
    }
}
