package io.omskit.finance.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.SettlementFact;
import io.omskit.fact.SettlementFact.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFormatTest {
    private static Statement read(String... lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return StatementFormat.of("csv").read(bytes, ZoneId.of("+02:00"), Instant.EPOCH);
    }

    @Test
    void theMissingOneOfGrossFeeAndNetIsDerived() {
        Statement statement = read(
                "kind,orderRefs,gross,fee,net,currency,occurredAt,tradeNo",
                "SALE,A;B,100.00,-1.50,,EUR,2026-03-02 10:00:00,T1",
                "REFUND,A,,0.20,-9.80,EUR,2026-03-02T10:00:00Z,",
                "SALE,A,100.00,-1.50,98.49,EUR,,");
        SettlementFact first = statement.rows().get(0);
        assertEquals(9850, first.net().minor());
        assertEquals(List.of("A", "B"), first.orderRefs());
        assertEquals(Instant.parse("2026-03-02T08:00:00Z"), first.occurredAt());
        assertEquals("T1", first.tradeNo());
        assertEquals(-1000, statement.rows().get(1).gross().minor());
        assertEquals("$.rows[3].net", statement.problemsOf(3).get(0).path());
        assertEquals(List.of(), statement.problemsOf(1));
    }

    @Test
    void aSingleAmountIsFeeForChargesAndGrossElse() {
        Statement statement = read(
                "kind,amount,currency",
                "COMMISSION,-3,JPY",
                "WITHDRAWAL,-500,JPY",
                ",7,JPY",
                "SALE,7.5,JPY",
                "BONUS,1,JPY");
        assertEquals(-3, statement.rows().get(0).fee().minor());
        assertEquals(0, statement.rows().get(0).gross().minor());
        assertEquals(-500, statement.rows().get(1).gross().minor());
        assertEquals(Kind.TRANSFER, statement.rows().get(2).kind());
        assertNull(statement.rows().get(3).gross());
        assertEquals(Kind.UNKNOWN, statement.rows().get(4).kind());
        assertEquals(
                List.of(4, 5),
                statement.problems().stream().map(Statement.RowProblem::row).toList());
    }

    @Test
    void rowsWithoutAKeyAreToldApartByTheirOccurrence() {
        Statement statement = read(
                "net,currency,occurredAt,tradeNo,orderRefs,key",
                "1.00,CNY,2026-03-02,T,A,",
                "1.00,CNY,2026-03-02,T,A,",
                "1.00,CNY,2026-03-02,T,A,K7");
        assertEquals(
                List.of("2026-03-02|100|CNY|T|A#1", "2026-03-02|100|CNY|T|A#2", "K7"),
                statement.rows().stream().map(SettlementFact::key).toList());
    }

    @Test
    void anUnknownCurrencyLeavesTheAmountsOut() {
        Statement statement = read("net,currency", "1.00,XAU", "1.00,CNY");
        assertNull(statement.rows().get(0).net());
        assertEquals(1, statement.problems().size());
        assertEquals(100, statement.totals().get("CNY").net());
    }

    @Test
    void aFileWithoutAmountsIsNoStatement() {
        assertThrows(StatementException.class, () -> read("kind,currency", "SALE,CNY"));
        assertThrows(StatementException.class, () -> read("a,b", "1,2"));
        var error = assertThrows(IllegalArgumentException.class, () -> StatementFormat.of("nonsense"));
        assertTrue(error.getMessage().contains("alipay-trade"));
    }
}
