package io.omskit.channels.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes CSV text apart, row by row (RFC 4180, with comma, semicolon or tab as the first line has it). A quoted cell that does
 * not end within its bounds makes only its own line a broken row: reading goes on at the next line, so a stray quote mark
 * never swallows the rows behind it. Not thread-safe.
 */
final class CsvRows {
    /** Longest cell, in characters. */
    static final int MAX_CELL = 8_192;

    private static final int MAX_CELLS = 300;
    private static final int MAX_LINES_IN_CELL = 20;

    /**
     * One row.
     *
     * @param line the number of its first line, from 1
     * @param cells its cells; none where it is broken
     * @param broken why it cannot be read, absent where it can
     */
    record CsvRow(int line, List<String> cells, @Nullable String broken) {
        CsvRow {
            cells = List.copyOf(cells);
        }
    }

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    CsvRows(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    /** The next row that is not empty, or null at the end. */
    @Nullable
    CsvRow next() {
        while (at < text.length()) {
            int start = at;
            int startLine = line;
            List<String> cells = new ArrayList<>();
            String broken = row(cells);
            if (broken != null) {
                at = start;
                line = startLine;
                skipLine();
                return new CsvRow(startLine, List.of(), broken);
            }
            if (cells.size() > 1 || !cells.get(0).isBlank()) {
                return new CsvRow(startLine, cells, null);
            }
        }
        return null;
    }

    private static char separator(String text) {
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        char best = ',';
        int most = 0;
        for (char candidate : new char[] {'\t', ',', ';'}) {
            int count = 0;
            for (int i = 0; i < end; i++) {
                count += text.charAt(i) == candidate ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** Reads one row to behind its line end; returns what is wrong with it, if anything. */
    private @Nullable String row(List<String> cells) {
        while (true) {
            StringBuilder cell = new StringBuilder();
            String broken = at < text.length() && text.charAt(at) == '"' ? quoted(cell) : bare(cell);
            if (broken != null) {
                return broken;
            }
            cells.add(cell.toString());
            if (cells.size() > MAX_CELLS) {
                return "has more than " + MAX_CELLS + " cells";
            }
            if (at >= text.length()) {
                return null;
            }
            char end = text.charAt(at++);
            if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (end != separator) {
                line++;
                return null;
            }
        }
    }

    private @Nullable String bare(StringBuilder cell) {
        int start = at;
        while (at < text.length() && !endsCell(text.charAt(at))) {
            at++;
        }
        cell.append(text, start, at);
        return tooLong(cell);
    }

    private @Nullable String quoted(StringBuilder cell) {
        int lines = 0;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && at < text.length() && text.charAt(at) == '"') {
                at++;
            } else if (c == '"') {
                boolean ends = at >= text.length() || endsCell(text.charAt(at));
                return ends ? tooLong(cell) : "has text behind a closing quote mark";
            }
            if (c == '\n') {
                lines++;
                line++;
            }
            if (lines > MAX_LINES_IN_CELL || cell.length() > MAX_CELL) {
                return "has a quote mark that is not closed within " + MAX_LINES_IN_CELL + " lines or " + MAX_CELL
                        + " characters";
            }
            cell.append(c);
        }
        return "has a quote mark that is never closed";
    }

    private static @Nullable String tooLong(StringBuilder cell) {
        return cell.length() > MAX_CELL ? "has a cell of " + cell.length() + " characters, at most " + MAX_CELL : null;
    }

    private boolean endsCell(char c) {
        return c == separator || c == '\n' || c == '\r';
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
        at = Math.min(at + 1, text.length());
        line++;
    }
}
