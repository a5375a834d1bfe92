package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.CsvReader.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    private final CatalogProblems problems = new CatalogProblems();

    private List<Row> read(String text) {
        return CsvReader.read("x.csv", text, problems);
    }

    private void good(String text, Row... rows) {
        assertEquals(List.of(rows), read(text));
        assertEquals(List.of(), problems.list());
    }

    private static Row row(int line, String... fields) {
        return new Row(line, List.of(fields), true);
    }

    private String onlyProblem() {
        assertEquals(1, problems.list().size(), problems.list().toString());
        return problems.list().get(0).toString();
    }

    @Test
    void plainLinesInBothEndings() {
        good("a,b\r\n1,2\n3,", row(1, "a", "b"), row(2, "1", "2"), row(3, "3", ""));
    }

    @Test
    void quotesKeepCommasQuotesAndLineEnds() {
        good(
                "\"a,1\",\"say \"\"hi\"\"\",\"two\nlines\"\nnext,x,y",
                row(1, "a,1", "say \"hi\"", "two\nlines"),
                row(3, "next", "x", "y"));
    }

    @Test
    void aByteOrderMarkAndEmptyLinesAreNoData() {
        good("\uFEFFa\n\n\r\nb\n", row(1, "a"), row(4, "b"));
        good("");
        good("\uFEFF");
        good("\"\"", row(1, ""));
    }

    @Test
    void anOpenQuoteCostsOneLine() {
        List<Row> rows = read("a,b\n1,\"open\n2,x\n3,y\n");
        assertEquals(List.of(2, 3, 4), rows.stream().skip(1).map(Row::line).toList());
        assertEquals(new Row(2, List.of("1"), false), rows.get(1));
        assertEquals(row(3, "2", "x"), rows.get(2));
        assertTrue(onlyProblem().startsWith("x.csv:2: the record has a quote that is never closed"));
    }

    @Test
    void textAfterAClosingQuoteIsRefused() {
        List<Row> rows = read("\"a\"b,c\nd,e");
        assertEquals(row(2, "d", "e"), rows.get(1));
        assertTrue(onlyProblem().contains("after a closing quote"));
    }

    @Test
    void aQuoteInAPlainFieldIsRefused() {
        read("5\" pipe,c\nd,e");
        assertTrue(onlyProblem().contains("a quote inside a field"));
    }

    @Test
    void aSingleCarriageReturnIsRefused() {
        read("a\rb\nc");
        assertTrue(onlyProblem().contains("carriage return"));
    }

    @Test
    void recordsAreBounded() {
        List<Row> rows = read("x".repeat(CsvReader.MAX_RECORD + 1) + "\nshort");
        assertEquals(row(2, "short"), rows.get(1));
        assertTrue(onlyProblem().contains("more than 65536 characters"));
    }

    @Test
    void fieldsAreCounted() {
        List<Row> rows = read(",".repeat(CsvReader.MAX_FIELDS) + "\nshort");
        assertEquals(row(2, "short"), rows.get(1));
        assertTrue(onlyProblem().contains("more than 100 fields"));
    }

    @Test
    void problemsAreBounded() {
        read("\"a\"b\n".repeat(5_000));
        assertEquals(1_001, problems.list().size());
        assertTrue(problems.list().get(1_000).problem().startsWith("4000 more problems"));
    }
}
