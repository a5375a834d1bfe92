package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code oms statement} and {@code oms reconcile}. */
class FinanceCommandsTest {
    @TempDir
    private Path folder;

    private String file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n")
                .toString();
    }

    @Test
    void rowsAreNeutralAndTheLastLineIsTheControl() throws IOException {
        String bill = file(
                "bill.csv",
                "key,kind,orderRefs,gross,fee,currency,occurredAt",
                "k1,SALE,A-1,100.00,-0.60,CNY,2026-03-02 09:00:00",
                "k2,REFUND,A-1,-40.00,0.24,CNY,2026-03-02 10:00:00");
        Terminal.Said said = Terminal.oms("statement", "parse", "--format", "csv", bill);
        assertEquals(0, said.exit(), said.out());
        assertEquals(3, said.objects().size());
        JsonNode first = said.object();
        assertEquals(1, first.get("row").intValue());
        assertEquals("SALE", first.get("kind").textValue());
        assertEquals("A-1", first.at("/orderRefs/0").textValue());
        assertEquals(9940, first.get("net").longValue());
        JsonNode control = said.objects().get(2).get("control");
        assertEquals(2, control.get("rows").intValue());
        assertEquals(6000, control.at("/totals/CNY/gross").longValue());
        assertEquals(-36, control.at("/totals/CNY/fee").longValue());
    }

    @Test
    void aBrokenRowIsAProblemAndItsNeighborSurvives() throws IOException {
        String bill = file(
                "bill.csv",
                "key,kind,orderRefs,gross,currency,occurredAt",
                "k1,SALE,A-1,ten,CNY,2026-03-02 09:00:00",
                "k2,SALE,A-2,40.00,CNY,2026-03-02 10:00:00");
        Terminal.Said said = Terminal.oms("statement", "parse", "--format", "csv", bill);
        assertEquals(1, said.exit());
        assertFalse(said.object().get("problems").isEmpty(), said.out());
        assertEquals(4000, said.objects().get(1).get("gross").longValue());
    }

    @Test
    void whatIsNoStatementIsUnreadable() throws IOException {
        Terminal.Said said = Terminal.oms("statement", "parse", "--format", "alipay-trade", file("x.csv", "hello"));
        assertEquals(2, said.exit());
        assertEquals(1, said.err().lines().count(), said.err());
    }

    @Test
    void theAlipaySampleOfTheReferenceIsRead() {
        String sample = Terminal.shared("reference/finance/samples/alipay-trade-detail.gbk.csv")
                .toString();
        Terminal.Said said = Terminal.oms("statement", "parse", "--format", "alipay-trade", sample);
        JsonNode control = said.objects().get(said.objects().size() - 1).get("control");
        assertEquals(said.objects().size() - 1, control.get("rows").intValue());
        control.get("checks").forEach(check -> assertTrue(check.get("ok").booleanValue(), check::toString));
    }

    private Terminal.Said reconcile(String... more) throws IOException {
        String ours = file(
                "ours.csv",
                "id,order_no,kind,amount_cents,expected_fee_cents,currency,occurred_at",
                "o1,A-1,SALE,10000,60,CNY,2026-03-02 09:00:00",
                "o2,A-2,SALE,5000,30,CNY,2026-03-02 09:00:00");
        String theirs = file(
                "theirs.csv",
                "id,reference,kind,gross_cents,fee_cents,net_cents,currency,occurred_at,settled_on",
                "t1,A-1,SALE,10000,60,9940,CNY,2026-03-02 09:00:05,2026-03-03",
                "t9,A-9,SALE,700,4,696,CNY,2026-03-02 11:00:00,2026-03-03");
        List<String> arguments = new ArrayList<>(List.of("reconcile", "--ours", ours, "--theirs", theirs, "--as-of"));
        arguments.addAll(List.of(more));
        return Terminal.oms(arguments.toArray(String[]::new));
    }

    @Test
    void everyRecordEndsInExactlyOneRow() throws IOException {
        Terminal.Said said = reconcile("2026-03-20T00:00:00+08:00");
        assertEquals(0, said.exit(), said.err());
        List<String> lines = said.out().lines().toList();
        assertEquals("our_ids,their_ids,verdict,difference_minor,rule,note", lines.get(0));
        assertEquals(4, lines.size(), said.out());
        assertTrue(lines.get(1).startsWith("o1,t1,MATCH"), said.out());
        assertTrue(lines.get(2).startsWith("o2,,MISSING_IN_CHANNEL"), said.out());
        assertTrue(lines.get(3).startsWith(",t9,MISSING_IN_OMS"), said.out());
    }

    @Test
    void aMomentWithoutOffsetIsRefused() throws IOException {
        Terminal.Said said = reconcile("2026-03-20");
        assertEquals(2, said.exit());
        assertTrue(said.err().contains("--as-of"), said.err());
    }

    @Test
    void aBrokenRecordIsToldOnStandardErrorAndTheRestGoesOn() throws IOException {
        String ours = file(
                "broken.csv",
                "id,order_no,kind,amount_cents,expected_fee_cents,currency,occurred_at",
                "o1,A-1,SALE,12.5,60,CNY,2026-03-02 09:00:00",
                "o2,A-2,SALE,5000,30,CNY,2026-03-02 09:00:00");
        String theirs =
                file("none.csv", "id,reference,kind,gross_cents,fee_cents,net_cents,currency,occurred_at,settled_on");
        Terminal.Said said =
                Terminal.oms("reconcile", "--ours", ours, "--theirs", theirs, "--as-of", "2026-03-20T00:00:00+08:00");
        assertEquals(1, said.exit(), said.err());
        assertTrue(said.out().contains("o2,,MISSING_IN_CHANNEL"), said.out());
        assertTrue(said.err().contains("broken.csv row"), said.err());
    }

    @Test
    void theGoldenCaseOfTheReferenceComesOut() throws IOException {
        String base = "reference/finance/samples/recon-case/";
        Terminal.Said said = Terminal.oms(
                "reconcile",
                "--ours",
                Terminal.shared(base + "ours.csv").toString(),
                "--theirs",
                Terminal.shared(base + "theirs.csv").toString(),
                "--groups",
                Terminal.shared(base + "groups.csv").toString(),
                "--as-of",
                "2025-06-05T00:00:00+08:00");
        assertEquals(0, said.exit(), said.err());
        List<String> expected = Files.readString(Terminal.shared(base + "expected.csv"), UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.startsWith("\"")
                        ? line.substring(line.indexOf("\",") + 2)
                        : line.substring(line.indexOf(',') + 1))
                .map(FinanceCommandsTest::decided)
                .toList();
        assertEquals(
                expected,
                said.out().lines().skip(1).map(FinanceCommandsTest::decided).toList());
    }

    /** A row without its note, which is free text. */
    private static String decided(String row) {
        return String.join(",", List.of(row.split(",", -1)).subList(0, 5));
    }
}
