package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.CsvReader.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvReaderProperties {
    @Property
    void whatIsWrittenIsReadBack(@ForAll("tables") List<List<String>> table) {
        String text = table.stream().map(CsvReaderProperties::quoted).collect(Collectors.joining("\r\n"));
        CatalogProblems problems = new CatalogProblems();
        List<Row> rows = CsvReader.read("x.csv", text, problems);
        assertEquals(table, rows.stream().map(Row::fields).toList());
        assertEquals(List.of(), problems.list());
    }

    @Property
    void aBrokenLineNeverLosesAGoodNeighbor(@ForAll("broken") String broken, @ForAll("plainRows") List<String> good) {
        List<String> lines = new ArrayList<>(good);
        int at = good.size() / 2;
        lines.add(at, broken);
        CatalogProblems problems = new CatalogProblems();
        List<Row> rows = CsvReader.read("x.csv", String.join("\n", lines), problems);
        List<String> read = rows.stream()
                .filter(Row::whole)
                .map(row -> String.join(",", row.fields()))
                .toList();
        assertEquals(good, read);
        assertTrue(problems.list().get(0).path().endsWith(":" + (at + 1)));
    }

    @Property
    void mutatedTextIsReadWithoutFailing(@ForAll("tables") List<List<String>> table, @ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(
                table.stream().map(CsvReaderProperties::quoted).collect(Collectors.joining("\n")));
        for (int i = 0; i < 5 && !text.isEmpty(); i++) {
            text.setCharAt(random.nextInt(text.length()), "\",\n\r\u0000x\uD800".charAt(random.nextInt(7)));
        }
        CatalogProblems problems = new CatalogProblems();
        List<Row> rows = CsvReader.read("x.csv", text.toString(), problems);
        assertEquals(
                rows.stream().filter(row -> !row.whole()).count(),
                problems.list().size());
        int line = 0;
        for (Row row : rows) {
            assertTrue(row.line() > line, "lines grow");
            line = row.line();
        }
    }

    private static String quoted(List<String> fields) {
        return fields.stream()
                .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> field = Arbitraries.strings().withChars("ab,\"\r\n 中").ofMaxLength(6);
        return field.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> broken() {
        return Arbitraries.of("1,\"open", "\"a\"b", "a\"b", "x,\"\"\"", "a\rb", "\"");
    }

    @Provide
    Arbitrary<List<String>> plainRows() {
        return Arbitraries.strings()
                .withChars("ab,")
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
