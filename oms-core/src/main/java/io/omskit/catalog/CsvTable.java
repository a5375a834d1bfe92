package io.omskit.catalog;

import io.omskit.catalog.CsvReader.Row;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A CSV file with header names, and typed cells whose problems name file, line, column, value and remedy. */
final class CsvTable {
    private final String file;
    private final CatalogProblems problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private CsvTable(String file, CatalogProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The rows below the header, whose names are matched without regard to case. A wrong header is fatal. */
    static CsvTable read(
            String file, String text, Set<String> required, Set<String> optional, CatalogProblems problems) {
        CsvTable table = new CsvTable(file, problems);
        List<Row> rows = CsvReader.read(file, text, problems);
        if (rows.isEmpty() || !rows.get(0).whole()) {
            problems.fatal(file, "there is no readable header line\nWrite " + required + " into the first line.");
            return table;
        }
        table.header(rows.get(0), required, optional);
        for (Row row : rows.subList(1, rows.size())) {
            boolean whole = row.whole() && row.fields().size() == table.columns.size();
            if (row.whole() && !whole) {
                problems.row(
                        file + ":" + row.line(),
                        "the record has " + row.fields().size() + " fields, the header has " + table.columns.size()
                                + "\nGive each record one field per column; leave fields empty instead of out.");
            }
            table.rows.add(new Row(row.line(), row.fields(), whole));
        }
        return table;
    }

    private void header(Row header, Set<String> required, Set<String> optional) {
        for (String field : header.fields()) {
            String name = field.strip().toLowerCase(Locale.ROOT);
            if (columns.putIfAbsent(name, columns.size()) != null) {
                problems.fatal(file + ":1:" + name, "the column appears twice\nKeep one of them.");
            } else if (!required.contains(name) && !optional.contains(name)) {
                problems.row(
                        file + ":1:" + (name.isEmpty() ? "(empty)" : Codes.shown(name)),
                        "the column is not known and was left out\nThe columns are " + required + " and, where wanted, "
                                + optional + ".");
            }
        }
        for (String name : required) {
            if (!columns.containsKey(name)) {
                problems.fatal(file + ":1:" + name, "the column is missing\nAdd it to the header line.");
            }
        }
    }

    /**
     * Hands each row to the consumer, those that are broken too: what they are about can often still be read. A value that a
     * type of this package refuses is reported with the row.
     */
    void forEach(Consumer<Cells> consumer) {
        for (Row row : rows) {
            Cells cells = new Cells(row);
            try {
                consumer.accept(cells);
            } catch (IllegalArgumentException refused) {
                cells.problem("", String.valueOf(refused.getMessage()));
            }
        }
    }

    /** The cells of one row. After a problem a stand-in is answered, and {@link #broken} says that the row is of no use. */
    final class Cells {
        private final Row row;
        private boolean broken;

        private Cells(Row row) {
            this.row = row;
            this.broken = !row.whole();
        }

        boolean broken() {
            return broken;
        }

        /** The text without spaces around it; empty where there is no such column, or the row ends before it. */
        String text(String column) {
            Integer index = columns.get(column);
            return index == null || index >= row.fields().size()
                    ? ""
                    : row.fields().get(index).strip();
        }

        String required(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                problem(column, "the field is empty\nFill it in, or delete the line.");
            }
            return text;
        }

        /** A whole number from 0, or the default where the field is empty. */
        long whole(String column, long byDefault) {
            String text = text(column);
            if (text.isEmpty()) {
                return byDefault;
            }
            if (!text.matches("[0-9]{1,18}")) {
                problem(column, "value " + Codes.shown(text) + " is no whole number from 0\nWrite digits only.");
                return byDefault;
            }
            return Long.parseLong(text);
        }

        /** A positive quantity, or one unit where the field is empty. */
        Quantity quantity(String column, Measure measure) {
            String text = text(column);
            try {
                Quantity quantity = Quantity.parse(text.isEmpty() ? "1" : text, measure);
                if (quantity.isPositive()) {
                    return quantity;
                }
            } catch (IllegalArgumentException unreadable) {
                // reported below together with the quantities that are not positive
            }
            problem(
                    column,
                    "value " + Codes.shown(text) + " is no positive quantity in " + measure
                            + "\nWrite a decimal number with at most " + measure.digits() + " places.");
            return Quantity.of(Units.stepsPerUnit(measure), measure);
        }

        Measure measure(String column) {
            String text = text(column);
            for (Measure measure : Measure.values()) {
                if (measure.name().equalsIgnoreCase(text.isEmpty() ? "piece" : text)) {
                    return measure;
                }
            }
            problem(
                    column,
                    "value " + Codes.shown(text) + " is no measure\nWrite one of " + List.of(Measure.values()) + ".");
            return Measure.PIECE;
        }

        boolean yes(String column) {
            String text = text(column).toLowerCase(Locale.ROOT);
            if (!Set.of("", "no", "false", "0", "yes", "true", "1").contains(text)) {
                problem(column, "value " + Codes.shown(text) + " is neither yes nor no\nWrite yes or no.");
            }
            return Set.of("yes", "true", "1").contains(text);
        }

        /** Spoils the row and names the place, unless the row is spoiled already: one problem leads to the next. */
        void problem(String column, String problem) {
            if (!broken) {
                note(column, problem);
            }
            broken = true;
        }

        /** Names the place; the row stays of use. */
        void note(String column, String problem) {
            problems.row(file + ":" + row.line() + (column.isEmpty() ? "" : ":" + column), problem);
        }
    }
}
