package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
    private static final String BOOK = """
        book: review
        version: 2
        rules:
          - id: small
            version: 3
            group: MONEY
            when: {field: order.payable, "<=": 100.00 CNY}
            then: [approve]
          - id: refunds-wait
            version: 1
            group: RISK
            when: {field: order.refundOpen, "=": true}
            then: [hold]
        """;
    private static final String ORDER = """
        {"platform":"taobao","number":"N","status":"TO_SHIP","rawStatus":"WAIT","currency":"CNY","goods":9000,\
        "sellerDiscount":0,"platformDiscount":1000,"otherDiscounts":[{"bearer":"BANK","amount":5}],"payable":P,"paid":P,\
        "lines":[{"id":"1","sku":"A","title":"Tasse","quantity":2,"unitPrice":"45.00","amount":9000,"refundState":"R"}],\
        "presale":false,"placedAt":"2026-03-01T00:00:00Z","paidAt":"2026-03-01T00:05:00Z","blocks":[]}
        """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, UTF_8).toString();
    }

    private static String order(String number, long payable, String refund) {
        return ORDER.replace("\"N\"", "\"" + number + "\"")
                .replace("P,", payable + ",")
                .replace("\"R\"", "\"" + refund + "\"");
    }

    @Test
    void aSoundBookPrintsNothingAndEndsWithZero() throws IOException {
        Terminal.Said said = Terminal.oms("rules", "check", file("b.yaml", BOOK));
        assertEquals(0, said.exit(), said.err());
        assertEquals("", said.out());
        assertTrue(said.err().contains("review@2: 2 rules"), said.err());
    }

    @Test
    void everyProblemIsALineWithItsPlaceRemedyAndNearestName() throws IOException {
        String broken = BOOK.replace("order.payable", "order.payble").replace("[hold]", "[holt]");
        Terminal.Said said = Terminal.oms("rules", "check", file("b.yaml", broken));
        assertEquals(1, said.exit());
        List<JsonNode> problems = said.objects();
        assertEquals(2, problems.size(), said.out());
        assertEquals(7, problems.get(0).get("line").intValue());
        assertEquals(19, problems.get(0).get("column").intValue());
        assertEquals("order.payable", problems.get(0).get("nearest").textValue());
        assertFalse(problems.get(0).get("remedy").textValue().isEmpty());
        assertEquals(13, problems.get(1).get("line").intValue());
        assertEquals("hold", problems.get(1).get("nearest").textValue());
    }

    @Test
    void whatIsNoBookIsAProblemAndWhatCannotBeReadEndsWithTwo() {
        Terminal.Said broken = Terminal.withInput("book: [".getBytes(UTF_8), "rules", "check", "-");
        assertEquals(1, broken.exit());
        assertEquals(1, broken.object().get("line").intValue());
        Terminal.Said missing =
                Terminal.oms("rules", "check", folder.resolve("none.yaml").toString());
        assertEquals(2, missing.exit());
        assertEquals("", missing.out());
    }

    @Test
    void eachOrderIsPrintedWithItsDecisionAndTrace() throws IOException {
        String orders =
                file("o.jsonl", order("1", 8000, "NONE") + order("2", 20_000, "NONE") + order("3", 8000, "REQUESTED"));
        Terminal.Said said = Terminal.oms("rules", "backtest", "--rules", file("b.yaml", BOOK), "--orders", orders);
        assertEquals(0, said.exit(), said.err());
        List<JsonNode> decided = said.objects();
        assertEquals(3, decided.size());
        assertEquals("taobao", decided.get(0).get("platform").textValue());
        assertEquals("1", decided.get(0).get("number").textValue());
        assertEquals("APPROVE", decided.get(0).get("decision").textValue());
        assertEquals("small@3", decided.get(0).get("by").textValue());
        assertEquals("review@2", decided.get(0).get("book").textValue());
        JsonNode tried = decided.get(0).at("/trace/0");
        assertEquals("MATCHED", tried.get("verdict").textValue());
        assertEquals(4, tried.get("line").intValue());
        assertEquals("CNY 80.00", tried.at("/readings/0/values/order.payable").textValue());
        assertEquals("HOLD", decided.get(1).get("decision").textValue());
        assertFalse(decided.get(1).has("by"), "no rule matched");
        assertEquals("HOLD", decided.get(2).get("decision").textValue(), "a hold outweighs an approval");
        assertEquals("refunds-wait@1", decided.get(2).get("by").textValue());
    }

    @Test
    void differencesFollowWithBothExplanations() throws IOException {
        String orders = file("o.jsonl", order("1", 8000, "NONE") + order("2", 20_000, "NONE"));
        String stricter = BOOK.replace("version: 2", "version: 3").replace("100.00", "50.00");
        Terminal.Said said = Terminal.oms(
                "rules",
                "backtest",
                "--rules",
                file("new.yaml", stricter),
                "--against",
                file("old.yaml", BOOK),
                "--orders",
                orders);
        assertEquals(0, said.exit(), said.err());
        assertEquals(3, said.objects().size());
        JsonNode difference = said.objects().get(2).get("difference");
        assertEquals("1", difference.get("number").textValue());
        assertEquals("APPROVE", difference.at("/against/decision").textValue());
        assertEquals("review@2", difference.at("/against/book").textValue());
        assertEquals("HOLD", difference.at("/rules/decision").textValue());
        assertEquals("NOT_MATCHED", difference.at("/rules/trace/0/verdict").textValue());
    }

    @Test
    void anOrderIsDecidedWhenItWasPaidUnlessToldOtherwise() throws IOException {
        String book = file("b.yaml", """
            book: fresh
            version: 1
            rules:
              - {id: f, version: 1, group: RISK, when: {field: order.minutesSincePaid, "<": 1 h}, then: [approve]}
            """);
        String orders = file("o.jsonl", order("1", 1, "NONE"));
        assertEquals(
                "APPROVE",
                Terminal.oms("rules", "backtest", "--rules", book, "--orders", orders)
                        .object()
                        .get("decision")
                        .textValue());
        assertEquals(
                "HOLD",
                Terminal.oms(
                                "rules",
                                "backtest",
                                "--rules",
                                book,
                                "--orders",
                                orders,
                                "--as-of",
                                "2026-03-01T09:05:00+08:00")
                        .object()
                        .get("decision")
                        .textValue());
    }

    @Test
    void aBrokenOrderIsAProblemAndItsNeighborSurvives() throws IOException {
        String good = order("5", 8000, "NONE");
        String bad = "no json\n{\"problems\":[{\"path\":\"$\",\"problem\":\"x\"}]}\n\n"
                + good.replace("TO_SHIP", "TELEPORTED") + good.replace("\"CNY\"", "\"XYZ\"")
                + good.replace(":9000,\"refundState", ":9.5,\"refundState") + good.replace("05:00Z", "05:99Z");
        Terminal.Said said = Terminal.oms(
                "rules", "backtest", "--rules", file("b.yaml", BOOK), "--orders", file("o.jsonl", bad + good));
        assertEquals(1, said.exit(), said.err());
        assertEquals(2, said.objects().size(), said.out());
        assertEquals("5", said.object().get("number").textValue());
        JsonNode problems = said.objects().get(1).get("problems");
        assertEquals(6, problems.size(), said.out());
        assertEquals("line 1", problems.get(0).get("path").textValue());
        assertEquals("line 7", problems.get(5).get("path").textValue());
    }

    @Test
    void aBookWithProblemsIsNotTried() throws IOException {
        Terminal.Said said = Terminal.oms(
                "rules",
                "backtest",
                "--rules",
                file("b.yaml", BOOK.replace("small", "small small")),
                "--orders",
                file("o.jsonl", order("1", 1, "NONE")));
        assertEquals(2, said.exit());
        assertEquals("", said.out());
        assertTrue(said.err().contains("has 1 problems") && said.err().contains(":4:9"), said.err());
    }
}
