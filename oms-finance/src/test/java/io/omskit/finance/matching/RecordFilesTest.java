package io.omskit.finance.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.statement.StatementException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordFilesTest {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static byte[] file(String... lines) {
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void columnsAreFoundByNameAndEmptyCellsStayUnknown() {
        var read = RecordFiles.ours(
                file(
                        "occurred_at,id,order_no,kind,currency,amount_cents,expected_fee_cents",
                        "2026-03-02 01:00:00,o1, A1 ,SALE,JPY,500,",
                        "2026-03-02T01:00:00Z,o2,A2,WHATEVER,CNY,-7,1"),
                ZONE);
        assertEquals(List.of(), read.problems());
        var first = read.records().get(0);
        assertEquals(Records.hour(1), first.occurredAt());
        assertEquals("A1", first.orderNo());
        assertEquals(500, first.amount().minor());
        assertEquals(null, first.expectedFee());
        assertEquals(Kind.UNKNOWN, read.records().get(1).kind());
        assertEquals(Records.hour(9), read.records().get(1).occurredAt());
    }

    @Test
    void aBrokenRecordIsNamedAndItsNeighborsSurvive() {
        var read = RecordFiles.theirs(
                file(
                        "id,reference,kind,gross_cents,fee_cents,net_cents,currency,occurred_at,settled_on",
                        "x1,A1,SALE,12.5,0,0,CNY,2026-03-02 01:00:00,",
                        "x2,A1,SALE,1,0,1,XYZ,2026-03-02 01:00:00,",
                        "x3,A1,SALE,1,0,1,CNY,yesterday,",
                        "x4,A1,SALE,9000000000000000,0,1,CNY,2026-03-02 01:00:00,",
                        "x5,A1,SALE,100,6,,CNY,2026-03-02 01:00:00,2026-03-03"),
                ZONE);
        assertEquals(1, read.records().size());
        assertEquals(94, read.records().get(0).net().minor());
        assertTrue(read.records().get(0).settled());
        assertEquals(
                List.of(1, 2, 3, 4),
                read.problems().stream().map(problem -> problem.row()).toList());
    }

    @Test
    void groupsCollectOrders() {
        assertEquals(
                Map.of("G", Set.of("A", "B"), "H", Set.of("C")),
                RecordFiles.groups(file("group,order_no", "G,A", "H,C", "G,B")));
        assertThrows(StatementException.class, () -> RecordFiles.groups(file("a,b", "G,A")));
    }

    @Test
    void outcomesAreWrittenAsTheContractSays() {
        Outcome row =
                new Outcome(List.of("o1", "o2"), List.of(), Verdict.DUPLICATE_IN_OMS, -5, MatchRule.KEY, "a \"b\", c");
        assertEquals(
                "our_ids,their_ids,verdict,difference_minor,rule,note\n"
                        + "o1;o2,,DUPLICATE_IN_OMS,-5,KEY,\"a \"\"b\"\", c\"\n",
                RecordFiles.write(List.of(row)));
    }
}
