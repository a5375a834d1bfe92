package io.omskit.finance.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into records and cells, lenient about quotes: exports of channels quote badly. A quote opens a quoted cell
 * only at the cell's start; text behind its closing quote is kept. A quote that never closes is an ordinary character, so
 * it costs one cell and never swallows the rest of the file.
 */
final class CsvText {
    /** A quoted cell longer than this is taken for a quote that never closes. */
    private static final int LONGEST_QUOTED = 32_768;

    private final String text;
    private final char delimiter;
    private int at;

    private CsvText(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** The records of a text; a blank line is a record with one blank cell. */
    static List<List<String>> records(String text, char delimiter) {
        CsvText csv = new CsvText(text, delimiter);
        List<List<String>> records = new ArrayList<>();
        while (csv.at < text.length()) {
            records.add(csv.record());
        }
        return records;
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(cell());
            if (at >= text.length()) {
                return cells;
            }
            char end = text.charAt(at++);
            if (end != delimiter) {
                if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
                return cells;
            }
            if (at >= text.length()) {
                cells.add("");
                return cells;
            }
        }
    }

    private String cell() {
        int closing = at < text.length() && text.charAt(at) == '"' ? closingQuote() : -1;
        int from = at;
        if (closing < 0) {
            skipPlain();
            return text.substring(from, at);
        }
        String quoted = text.substring(from + 1, closing).replace("\"\"", "\"");
        at = closing + 1;
        int rest = at;
        skipPlain();
        return quoted + text.substring(rest, at);
    }

    private void skipPlain() {
        while (at < text.length() && !endsCell(text.charAt(at))) {
            at++;
        }
    }

    private boolean endsCell(char character) {
        return character == delimiter || character == '\n' || character == '\r';
    }

    private int closingQuote() {
        int end = Math.min(text.length(), at + LONGEST_QUOTED);
        for (int i = at + 1; i < end; i++) {
            if (text.charAt(i) == '"') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }
}
