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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void whatALineTellsOfBuyerGoodsAndPlaceIsRead() throws IOException {
        String book = """
            book: review
            version: 3
            rules:
              - id: known
                version: 1
                group: RISK
                when:
                  all:
                    - {field: buyer.previousOrders, ">": 2}
                    - {field: buyer.returnedOrders, "=": 0}
                    - {field: buyer.othersOnNetwork, "<": 2}
                    - {field: order.province, "=": 浙江省}
                    - {field: order.city, "=": 杭州市}
                    - {field: order.weightGrams, "<=": 1.5 kg}
                    - {anyLine: goods, where: {field: goods.category, startsWith: tea}}
                    - {anyLine: goods, where: {field: goods.labels, contains: fragile}}
                then: [approve]
            """;
        String told = order("1", 8000, "NONE")
                .replace(
                        "\"blocks\"",
                        "\"region\":\"330106\",\"buyer\":{\"previousOrders\":3,\"returnedOrders\":0,"
                                + "\"othersOnNetwork\":1},\"blocks\"")
                .replace(
                        "\"id\":\"1\"",
                        "\"id\":\"1\",\"category\":\"tea/cups\",\"labels\":[\"fragile\"]," + "\"weightGrams\":1500");
        String absurd = told.replace("\"previousOrders\":3", "\"previousOrders\":-3");
        String orders = file("o.jsonl", told + order("2", 8000, "NONE") + absurd);
        Terminal.Said said = Terminal.oms("rules", "backtest", "--rules", file("b.yaml", book), "--orders", orders);
        List<JsonNode> decided = said.objects();
        assertEquals("APPROVE", decided.get(0).get("decision").textValue());
        assertEquals("HOLD", decided.get(1).get("decision").textValue(), "what no line tells makes nothing true");
        assertTrue(said.out().contains("buyer.previousOrders is -3"), said.out());
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
        assertTrue(problems.get(5).get("problem").textValue().contains("At is '"), said.out());
    }

    @Test
    void linesThatAreNoListAreAProblem() throws IOException {
        String bad = order("5", 8000, "NONE").replaceAll("\"lines\":\\[.*?]", "\"lines\":{}");
        Terminal.Said said =
                Terminal.oms("rules", "backtest", "--rules", file("b.yaml", BOOK), "--orders", file("o.jsonl", bad));
        assertEquals(1, said.exit(), said.err());
        assertTrue(said.out().contains("lines is no list"), said.out());
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

    private static final String FLOW = """
        flow: two-eyes
        version: 1
        gates:
          - type: LATE
            when: {field: order.minuteOfDay, ">=": 1200}
            reason: after the cut-off
            blocks: [RELEASE]
            expiry: 8 h
          - type: REVIEW
            when: always
            reason: not approved
            blocks: [RELEASE, HAND_OVER]
            releasers: [reviewer]
            approvals: 2
        """;
    private static final String GIFTS = """
        gifts: spring
        version: 1
        rules:
          - id: CUPS
            version: 1
            tiers: [{amount: 99.00 CNY, allOf: [{sku: CUP, pieces: 1}]}]
            limits: {perBuyer: 1, total: 500}
        """;

    @Test
    void flowsAndGiftBooksAreRecognizedByTheirFirstKey() throws IOException {
        for (String[] sound : new String[][] {
            {FLOW, "two-eyes@1: 2 gates, no problems"}, {GIFTS, "spring@1: 1 gift rules, no problems"}
        }) {
            Terminal.Said said = Terminal.oms("rules", "check", file("any.yaml", sound[0]));
            assertEquals(0, said.exit(), said.out());
            assertEquals("", said.out());
            assertTrue(said.err().contains(sound[1]), said.err());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a rule book
                "BOOK|{field: order.payable, \"<=\": 100.00 CNY}|{all: [{field: order.payable, \"<\": 1.00 CNY}, "
                        + "{field: order.payable, \">\": 2.00 CNY}]}|7|contradict each other|",
                "BOOK|{field: order.refundOpen, \"=\": true}|always|9|stops everything|",
                "BOOK|order.refundOpen|order.refundOpn|12|Unknown field|order.refundOpen",
                "BOOK|\"<=\": 100|\"=<\": 100|7|Unknown operator|<=",
                "BOOK|100.00 CNY|100.00 CNX|7|Unknown currency|CNY",
                "BOOK|100.00 CNY|100 kg|7|Unknown currency 'kg'|",
                "BOOK|version: 3|version: 0|5|'version' is 0|",
                "BOOK|then: [hold]|then: [holds]|13|Unknown|hold",
                "BOOK|then: [approve]|then: [{gift: {sku: CUP, quantity: 0}}]|8|0|",
                "BOOK|then: [approve]|then: [{shipBy: {afterPayment: 2 dayz}}]|8|Unknown unit of time 'dayz'|day",
                // a flow
                "FLOW|expiry: 8 h|releaseWhen: never|4|can never be opened|",
                "FLOW|releasers: [reviewer]|releaser: [reviewer]|13|Unknown key|releasers",
                "FLOW|approvals: 2|approvals: 0|14|'approvals' is 0|",
                "FLOW|expiry: 8 h|expiry: -8 h|8|-8 h|",
                "FLOW|[RELEASE]|[RELEASES]|7|RELEASES|RELEASE",
                "FLOW|type: LATE|type: REVIEW|9|is there already|",
                // a gift book
                "GIFTS|total: 500|total: 0|7|'total' is 0|",
                "GIFTS|perBuyer: 1|perBuyer: -1|7|'perBuyer' is -1|",
                "GIFTS|pieces: 1}]|pieces: 0}]|6|'pieces' is 0|",
                "GIFTS|99.00 CNY|-99.00 CNY|6|-99|",
                "GIFTS|limits|limit|7|Unknown key|limits",
            })
    void whatCannotHaveBeenMeantNamesPlaceAndRemedy(
            String file, String right, String wrong, int line, String problem, String nearest) throws IOException {
        String sound = file.equals("BOOK") ? BOOK : file.equals("FLOW") ? FLOW : GIFTS;
        assertTrue(sound.contains(right), "the case changes something");
        String last = sound.substring(0, sound.lastIndexOf(right))
                + wrong
                + sound.substring(sound.lastIndexOf(right) + right.length());
        Terminal.Said said = Terminal.oms("rules", "check", file("broken.yaml", last));
        assertEquals(1, said.exit(), said.err());
        assertEquals(1, said.objects().size(), said.out());
        JsonNode found = said.object();
        assertTrue(found.get("problem").textValue().contains(problem), said.out());
        assertEquals(line, found.get("line").intValue(), said.out());
        assertTrue(found.get("column").intValue() > 0, said.out());
        assertFalse(found.get("remedy").textValue().isBlank(), said.out());
        assertEquals(nearest, found.has("nearest") ? found.get("nearest").textValue() : null, said.out());
    }

    @Test
    void whatTheBookAsksForStandsBesideTheHeadline() throws IOException {
        String book = BOOK.replace(
                        "then: [approve]", "then: [approve, {tag: {words: [small]}}, {shipBy: {afterPayment: 2 d}}]")
                .replace("then: [hold]", "then: [{hold: {type: REFUND_SEEN, blocks: [HAND_OVER]}}]");
        String orders = file("o.jsonl", order("1", 8000, "REQUESTED") + order("2", 20_000, "NONE"));
        Terminal.Said said = Terminal.oms("rules", "backtest", "--rules", file("b.yaml", book), "--orders", orders);
        JsonNode decided = said.objects().get(0);
        assertEquals("HOLD", decided.get("decision").textValue());
        assertEquals(
                "[\"approve\",{\"tag\":{\"words\":[\"small\"]}},{\"shipBy\":{\"afterPayment\":\"PT48H\"}},"
                        + "{\"hold\":{\"type\":\"REFUND_SEEN\",\"blocks\":[\"HAND_OVER\"]}}]",
                decided.get("actions").toString());
        assertEquals("[]", said.objects().get(1).get("actions").toString());
    }

    @Test
    void aBookThatTagsWhatAnotherDoesNotTreatsItDifferently() throws IOException {
        String tagged =
                BOOK.replace("version: 2", "version: 3").replace("[approve]", "[approve, {tag: {words: [small]}}]");
        Terminal.Said said = Terminal.oms(
                "rules",
                "backtest",
                "--rules",
                file("new.yaml", tagged),
                "--against",
                file("old.yaml", BOOK),
                "--orders",
                file("o.jsonl", order("1", 8000, "NONE") + order("2", 20_000, "NONE")));
        assertEquals(3, said.objects().size(), said.out());
        JsonNode difference = said.objects().get(2).get("difference");
        assertEquals("1", difference.get("number").textValue());
        assertEquals("APPROVE", difference.at("/against/decision").textValue());
        assertEquals("APPROVE", difference.at("/rules/decision").textValue());
    }

    @Test
    void timesOfDayAreThoseOfTheZone() throws IOException {
        String book = """
            book: morning
            version: 1
            rules:
              - {id: m, version: 1, group: RISK, when: {field: order.minuteOfDay, "<": 540}, then: [approve]}
            """;
        for (String[] zone : new String[][] {{"Asia/Shanghai", "APPROVE"}, {"America/New_York", "HOLD"}}) {
            assertEquals(
                    zone[1],
                    Terminal.oms(
                                    "rules",
                                    "backtest",
                                    "--zone",
                                    zone[0],
                                    "--rules",
                                    file("m.yaml", book),
                                    "--orders",
                                    file("o.jsonl", order("1", 1, "NONE")))
                            .object()
                            .get("decision")
                            .textValue());
        }
    }
}
