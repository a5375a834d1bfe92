package io.omskit.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of RFC 4180 text: commas, fields in quotes with doubled quotes inside, lines ending in CR LF or LF, an
 * optional byte order mark. A record that breaks the rules is reported and reading goes on in the line after its first one,
 * so that an open quote costs one record and not the rest of the file.
 */
final class CsvReader {
    static final int MAX_RECORD = 65_536;
    static final int MAX_FIELDS = 100;

    /**
     * One record.
     *
     * @param line physical line where it starts, from 1
     * @param fields its fields as text, without outer quotes
     * @param whole false for a record that broke the rules: its fields end before the place where it did
     */
    record Row(int line, List<String> fields, boolean whole) {}

    private final String file;
    private final String text;
    private final CatalogProblems problems;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    private CsvReader(String file, String text, CatalogProblems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    /** The records of the text; empty lines are skipped. */
    static List<Row> read(String file, String text, CatalogProblems problems) {
        CsvReader reader = new CsvReader(file, text, problems);
        reader.at = text.startsWith("\uFEFF") ? 1 : 0;
        while (reader.at < text.length()) {
            reader.record();
        }
        return reader.rows;
    }

    private void record() {
        int start = at;
        int startLine = line;
        if (endOfLine()) {
            return;
        }
        List<String> fields = new ArrayList<>();
        String wrong = null;
        boolean more = true;
        while (more && wrong == null) {
            wrong = field(fields, start);
            if (wrong == null) {
                more = at < text.length() && text.charAt(at) == ',';
                if (more) {
                    at++;
                } else if (at < text.length() && !endOfLine()) {
                    wrong = "text after a closing quote, or a single carriage return";
                }
            }
        }
        if (wrong == null) {
            rows.add(new Row(startLine, List.copyOf(fields), true));
        } else {
            problems.row(
                    file + ":" + startLine,
                    "the record has " + wrong + "; its first line was skipped\n"
                            + "Put fields with quotes, commas or line ends into quotes and double"
                            + " the quotes inside.");
            rows.add(new Row(startLine, List.copyOf(fields.subList(0, Math.max(0, fields.size() - 1))), false));
            int end = text.indexOf('\n', start);
            at = end < 0 ? text.length() : end + 1;
            line = startLine + 1;
        }
    }

    /** Reads one field; answers what is wrong with it, or null. */
    private @Nullable String field(List<String> fields, int start) {
        if (fields.size() == MAX_FIELDS) {
            return "more than " + MAX_FIELDS + " fields";
        }
        StringBuilder field = new StringBuilder();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String wrong = quoted ? quoted(field, start) : plain(field, start);
        fields.add(field.toString());
        return wrong;
    }

    private @Nullable String plain(StringBuilder field, int start) {
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            if (c == '"') {
                return "a quote inside a field that does not start with one";
            }
            if (at - start > MAX_RECORD) {
                return "more than " + MAX_RECORD + " characters";
            }
            field.append(c);
        }
        return null;
    }

    private @Nullable String quoted(StringBuilder field, int start) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (at - start > MAX_RECORD) {
                return "more than " + MAX_RECORD + " characters, or a quote that is never closed";
            }
            if (c == '"') {
                if (at >= text.length() || text.charAt(at) != '"') {
                    return null;
                }
                at++;
            } else if (c == '\n') {
                line++;
            }
            field.append(c);
        }
        return "a quote that is never closed";
    }

    /** Steps over a line end if there is one here. */
    private boolean endOfLine() {
        int next = text.startsWith("\r\n", at) ? at + 2 : text.charAt(at) == '\n' ? at + 1 : at;
        boolean ended = next > at;
        if (ended) {
            line++;
        }
        at = next;
        return ended;
    }
}
