package io.omskit.finance.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    private static List<List<String>> records(String text) {
        return CsvText.records(text, ',');
    }

    @Test
    void lineEndsOfAnyKindEndARecord() {
        assertEquals(
                List.of(List.of("a", "b"), List.of("c"), List.of(""), List.of("d", "")), records("a,b\r\nc\n\rd,"));
    }

    @Test
    void quotedCellsHoldDelimitersQuotesAndLineEnds() {
        assertEquals(List.of(List.of("a,b", "c\"d", "e\nf")), records("\"a,b\",\"c\"\"d\",\"e\nf\""));
    }

    @Test
    void aQuoteInsideACellIsACharacter() {
        assertEquals(List.of(List.of("5\" pipe", "x")), records("5\" pipe,x"));
        assertEquals(List.of(List.of("say you", "x")), records("\"say\" you,x"));
    }

    @Test
    void aQuoteThatNeverClosesCostsItsCellOnly() {
        assertEquals(List.of(List.of("\"a", "b"), List.of("c", "d")), records("\"a,b\nc,d"));
    }
}
