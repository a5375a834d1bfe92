package io.omskit.channels.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.file.CsvRows.CsvRow;
import io.omskit.engine.edge.FactMapper.Mapped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CsvRowsProperties {
    @Property
    void whatIsWrittenIsReadAgain(@ForAll("tables") List<List<String>> table) {
        StringBuilder csv = new StringBuilder("h1,h2,h3\n");
        table.forEach(row -> csv.append(String.join(
                        ",", row.stream().map(CsvRowsProperties::quoted).toList()))
                .append('\n'));
        List<List<String>> read =
                rows(csv.toString()).stream().map(CsvRow::cells).toList();
        assertEquals(table, read.subList(1, read.size()));
    }

    @Property
    void aStrayQuoteCostsNoRowBehindIt(
            @ForAll @IntRange(min = 1, max = 30) int rows, @ForAll @IntRange(min = 0, max = 29) int at) {
        StringBuilder csv = new StringBuilder("number,title\n");
        for (int i = 0; i < rows; i++) {
            csv.append("N").append(i).append(i == at % rows ? ",\"torn\n" : ",whole\n");
        }
        List<CsvRow> read = rows(csv.toString());
        assertEquals(rows + 1, read.size());
        assertEquals(1, read.stream().filter(row -> row.broken() != null).count());
    }

    @Property
    void noBytesMakeTheReadingThrow(@ForAll byte[] bytes) {
        Mapped mapped = OrderFiles.map(bytes);
        assertTrue(mapped.facts().isEmpty() || !OrderFiles.orders(mapped).isEmpty());
    }

    @Property
    void damageToAFileIsSeenOrHarmless(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = OrderFiles.CHINESE.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        if (random.nextBoolean()) {
            bytes = Arrays.copyOf(bytes, at);
        } else {
            bytes[at] = (byte) random.nextInt(128);
        }
        Mapped mapped = OrderFiles.map(bytes);
        for (var order : OrderFiles.orders(mapped)) {
            assertTrue(order.ref().number().length() <= 100);
        }
    }

    @Property
    void ordersOfAnySizeAndOrderStayWhole(@ForAll @IntRange(min = 1, max = 20) int orders, @ForAll long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        int lines = 0;
        for (int i = 0; i < orders; i++) {
            int count = 1 + random.nextInt(4);
            lines += count;
            for (int line = 0; line < count; line++) {
                rows.add("N" + i + ",paid,S" + line + ",1,5.00");
            }
        }
        java.util.Collections.shuffle(rows, random);
        Mapped mapped = OrderFiles.map("number,status,sku,qty,price\n" + String.join("\n", rows));
        assertEquals(orders, mapped.facts().size());
        assertEquals(
                lines,
                OrderFiles.orders(mapped).stream()
                        .mapToInt(order -> order.lines().size())
                        .sum());
    }

    @Example
    void anEndlessCellIsBoundedAndItsLineAloneIsLost() {
        String csv = "number,title\nA,\"" + "x".repeat(CsvRows.MAX_CELL + 10) + "\nB,y\n";
        List<CsvRow> rows = rows(csv);
        assertEquals(3, rows.size());
        assertEquals(List.of("B", "y"), rows.get(2).cells());
        assertEquals(3, rows.get(2).line());
    }

    @Example
    void linesAreCountedThroughQuotedBreaks() {
        List<CsvRow> rows = rows("a,b\r\n1,\"x\r\ny\"\r\n\r\n2,z");
        assertEquals(List.of(1, 2, 5), rows.stream().map(CsvRow::line).toList());
        assertEquals("x\r\ny", rows.get(1).cells().get(1));
    }

    @Example
    void theSeparatorIsThatOfTheFirstLine() {
        assertEquals(List.of("a", "b,c"), rows("a\tb,c\n").get(0).cells());
        assertEquals(List.of("a", "b"), rows("a;b\n").get(0).cells());
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell =
                Arbitraries.strings().withChars("ab,;\"\n 样\t1").ofMinLength(1).ofMaxLength(6);
        return cell.list().ofSize(3).list().ofMaxSize(8);
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static List<CsvRow> rows(String csv) {
        CsvRows reader = new CsvRows(csv);
        List<CsvRow> rows = new ArrayList<>();
        for (CsvRow row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }
}
