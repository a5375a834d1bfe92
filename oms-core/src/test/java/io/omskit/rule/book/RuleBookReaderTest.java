package io.omskit.rule.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.document.NodeReader;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookReaderTest {
    private static final String HEAD = "book: b\nversion: 1\nrules:\n";

    private static Checked<RuleBook<Goods, String>> read(String document) {
        return Goods.READER.read("b.yaml", document.getBytes(UTF_8));
    }

    /** One rule whose condition begins on line 7, column 11. */
    private static String rule(String when) {
        return HEAD + "  - id: r\n    version: 1\n    group: MONEY\n    when: " + when + "\n    then: [approve]\n";
    }

    private static Condition condition(String when) {
        return read(rule(when)).orThrow().rules().get(0).when();
    }

    private static RuleProblem only(String document) {
        List<RuleProblem> problems = read(document).problems();
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0);
    }

    private static void assertProblem(String document, int line, int column, String part) {
        RuleProblem problem = only(document);
        assertEquals(
                line + ":" + column,
                problem.place().line() + ":" + problem.place().column(),
                problem::toString);
        assertTrue(problem.problem().contains(part), problem::toString);
        assertFalse(problem.remedy().isBlank());
        assertEquals("b.yaml", problem.place().document());
    }

    @Test
    void aRuleIsReadWithAllItsParts() {
        RuleBook<Goods, String> book = read("""
            book: review
            version: 2026-11
            rules:
              - id: big
                version: 3
                group: RISK
                priority: -5
                valid: {from: 2026-11-01T00:00:00+08:00, until: 2026-11-12T00:00:00Z}
                scope: {field: goods.shop, in: [a, "7"]}
                when: {field: goods.price, ">": 100.00 CNY}
                then: [approve, hold]
            """).orThrow();
        assertEquals("review@2026-11", book.reference());
        Rule<String> rule = book.rules().get(0);
        assertEquals("big@3", rule.reference());
        assertEquals(RuleGroup.RISK, rule.group());
        assertEquals(-5, rule.priority());
        assertEquals(
                new Rule.Validity(Instant.parse("2026-10-31T16:00:00Z"), Instant.parse("2026-11-12T00:00:00Z")),
                rule.validity());
        assertEquals(new Condition.In("goods.shop", Set.of(Literal.of("a"), Literal.of("7"))), rule.scope());
        assertEquals(
                new Condition.Compare("goods.price", Operator.GREATER, Literal.of(Money.of(10_000, "CNY"))),
                rule.when());
        assertEquals(List.of("APPROVE", "HOLD"), rule.then());
        assertEquals("b.yaml:4:5 (rules[0])", rule.place().toString());
    }

    @Test
    void everyFormOfConditionIsRead() {
        assertEquals(Condition.always(), condition("always"));
        assertEquals(new Condition.IsPresent("goods.madeAt"), condition("{field: goods.madeAt, present: true}"));
        assertEquals(
                new Condition.Not(new Condition.IsPresent("goods.madeAt")),
                condition("{field: goods.madeAt, present: false}"));
        assertEquals(new Condition.Contains("goods.tags", "red"), condition("{field: goods.tags, contains: red}"));
        assertEquals(new Condition.StartsWith("goods.shop", "a"), condition("{field: goods.shop, startsWith: a}"));
        assertEquals(
                new Condition.Between("goods.count", Literal.of(1), Literal.of(3)),
                condition("{field: goods.count, between: [1, 3]}"));
        Condition code = new Condition.Compare("part.code", Operator.NOT_EQUAL, Literal.of("x"));
        assertEquals(
                Condition.any(new Condition.AnyLine("parts", code), new Condition.AllLines("parts", code)),
                condition("{any: [{anyLine: parts, where: {field: part.code, \"!=\": x}},"
                        + " {allLines: parts, where: {field: part.code, \"!=\": x}}]}"));
        assertEquals(
                Condition.all(
                        new Condition.CountLines("parts", Condition.always(), Operator.GREATER_OR_EQUAL, 2),
                        new Condition.SumLines("parts", code, "part.pieces", Operator.LESS, Literal.of(9))),
                condition("{all: [{countLines: parts, \">=\": 2},"
                        + " {sumLines: parts, of: part.pieces, where: {field: part.code, \"!=\": x}, <: 9}]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "90, 90, ''",
        "90 minutes, 90, minutes",
        "2 h, 120, minutes",
        "1.5 hours, 90, minutes",
        "1 d, 1440, minutes",
        "120 s, 2, minutes"
    })
    void spansOfTimeAreTakenInTheUnitOfTheField(String written, String number, String unit) {
        assertEquals(
                new Condition.Compare("goods.age", Operator.LESS, Literal.of(new BigDecimal(number), unit)),
                condition("{field: goods.age, <: " + written + "}"));
    }

    @ParameterizedTest
    @CsvSource({
        "3 pieces, PIECE, 3",
        "1.5 kg, KILOGRAM, 1500",
        "250 g, KILOGRAM, 250",
        "0.2 t, KILOGRAM, 200000",
        "5 ml, LITER, 5",
        "12 cm, METER, 120"
    })
    void quantitiesAreTakenInTheirMeasure(String written, Measure measure, long steps) {
        assertEquals(
                new Condition.Compare("goods.weight", Operator.LESS, Literal.of(Quantity.of(steps, measure))),
                condition("{field: goods.weight, <: " + written + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{field: goods.prize, \">\": 1 CNY} | goods.prize | Unknown field 'goods.prize' | goods.price",
                "{field: goods.token, \"=\": x} | goods.token | secret | ",
                "{field: part.code, \"=\": x} | part.code | Unknown field 'part.code' | ",
                "{field: goods.price, \"=>\": 1 CNY} | \"=>\" | Unknown operator '=>' | >=",
                "{field: goods.price, \"==\": 1 CNY} | \"==\" | Unknown operator '==' | =",
                "{field: goods.price, gte: 1 CNY} | gte | Unknown operator 'gte' | >=",
                "{field: goods.shop, matches: x} | matches | Unknown operator 'matches' | ",
                "{field: goods.price, \">\": 1.00 RMB} | 1.00 | Unknown currency 'RMB' | CNY",
                "{field: goods.price, \">\": 1.00 元} | 1.00 | Unknown currency '元' | CNY",
                "{field: goods.age, \">\": 3 kg} | 3 kg | Unknown unit of goods.age 'kg' | ",
                "{field: goods.weight, \">\": 3 斤} | 3 斤 | Unknown unit of goods '斤' | ",
                "{field: goods.madeAt, \">\": 2026-02-30T00:00:00Z} | 2026 | which no calendar has | ",
                "{all: [{field: goods.shop, startsWith: a}, {field: goods.shop, startsWith: b}]} | all | contradict | ",
                "{field: goods.price, contain: x} | contain | Unknown operator 'contain' | contains",
                "{field: goods.price, contains: x} | contains | Operator 'contains' does not fit | ",
                "{field: goods.price, \">\": 1.00 CNX} | 1.00 | Unknown currency 'CNX' | CNY",
                "{field: goods.price, \">\": 1.005 CNY} | 1.005 | not a whole number of minor units | ",
                "{field: goods.price, \">\": 1} | 1} | amount of money | ",
                "{field: goods.price, \">\": [1 CNY]} | [1 | compared with a list | ",
                "{field: goods.age, \">\": 3 huors} | 3 huors | Unknown unit of goods.age 'huors' | hours",
                "{field: goods.age, \">\": 1.5} | \">\" | cannot be compared | ",
                "{field: goods.count, \">\": 3 pieces} | 3 pieces | has no unit | ",
                "{field: goods.weight, \">\": 3} | 3} | is a quantity | ",
                "{field: goods.weight, \">\": 3 kgs} | 3 kgs | Unknown unit of goods 'kgs' | kg",
                "{field: goods.shop, \"=\": 330106} | 330106 | A text is wanted | ",
                "{field: goods.new, \"=\": \"true\"} | \"true\" | is true or false | ",
                "{field: goods.madeAt, \">\": yesterday} | yesterday | is a moment | ",
                "{field: goods.tags, \"=\": red} | \"=\" | Operator '=' does not fit | ",
                "{field: goods.count, between: [5, 3]} | between | No value | ",
                "{field: goods.count, between: [5]} | [5] | two values | ",
                "{field: goods.count, in: []} | in: | empty set | ",
                "{field: goods.count, in: 3} | 3} | takes a list | ",
                "{field: goods.count} | field | does not say how to ask | ",
                "{field: goods.count, <: 3, \"!=\": 1} | \"!=\" | asks its field with '<' and with '!=' | ",
                "{fields: goods.count, <: 3} | fields | Unknown key of a condition | field",
                "{all: [always], any: [always]} | any | both 'all' and 'any' | ",
                "{any: []} | any | never holds | ",
                "{all: always} | always | takes a list | ",
                "{anyLine: parts} | { | 'where' is missing | ",
                "{anyLine: goods.shop, where: always} | { | not a list of lines | ",
                "{countLines: parts, \">\": -1} | -1 | is -1 | ",
                "{countLines: parts} | countLines | compared with nothing | ",
                "{sumLines: parts, of: part.code, \">\": 1} | sumLines | Operator 'sum' does not fit | ",
                "{sumLines: parts, of: part.piece, \">\": 1} | part.piece | Unknown field 'part.piece' | part.pieces",
                "{} | { | condition is empty | ",
                "sometimes | sometimes | A condition is a mapping | "
            })
    void aWrongConditionIsNamedWithItsPlaceAndTheNearestName(String when, String at, String part, String nearest) {
        List<RuleProblem> problems = read(rule(when)).problems();
        RuleProblem found = problems.stream()
                .filter(problem -> problem.problem().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(problems));
        assertEquals(7, found.place().line());
        assertTrue(
                rule(when).lines().toList().get(6).startsWith(at, found.place().column() - 1), found::toString);
        assertEquals(nearest, found.nearest(), found::toString);
    }

    @Test
    void aRuleIsRefusedPartByPart() {
        assertProblem(rule("always").replace("id: r", "id: r r"), 4, 9, "not a name");
        assertProblem(rule("always").replace("    version: 1", "    version: 0"), 5, 14, "'version' is 0");
        assertProblem(rule("always").replace("MONEY", "Money"), 6, 12, "Unknown group 'Money'");
        assertProblem(rule("always").replace("approve", "aprove"), 8, 12, "Unknown action 'aprove'");
        assertProblem(rule("always").replace("[approve]", "[]"), 8, 11, "no action");
        assertProblem(rule("always").replace("    then: [approve]\n", ""), 4, 5, "'then' is missing");
        assertProblem(rule("always") + "    prio: 3\n", 9, 5, "Unknown key of a rule 'prio'");
        assertProblem(rule("always") + "    priority: high\n", 9, 15, "'priority' is a whole number");
        assertProblem(
                rule("always") + "    valid: {from: 2026-02-01T00:00:00Z, until: 2026-01-01T00:00:00Z}\n",
                9,
                5,
                "holds no moment");
        assertEquals("MONEY", only(rule("always").replace("MONEY", "Money")).nearest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "~", "\"\""})
    void aValueThatIsNoNameNamesNothing(String value) {
        assertProblem(rule("always").replace("id: r", "id: " + value), 4, 9, "not a name");
        assertProblem(rule("always").replace("book: b", "book: " + value), 1, 7, "not a name");
    }

    @Test
    void aWholeNumberThatIsTooLargeIsToldSo() {
        RuleProblem problem = only(rule("{field: goods.count, <: 99999999999999999999}"));
        assertTrue(problem.remedy().contains("at most 18 digits"), problem::toString);
    }

    @Test
    void allProblemsOfADocumentAreReportedInTheirOrder() {
        String document =
                HEAD + """
                      - id: a
                        version: 1
                        group: MONY
                        when: {field: goods.prize, ">": 1 CNY}
                        then: [aprove]
                      - id: a
                        version: 1
                        group: MONEY
                        when: {all: [{field: goods.shop, "<": x}, {field: goods.count, "=": many}]}
                      - id: b
                        version: 1
                        group: RISK
                        when: {field: goods.tags, "=": x}
                    """.indent(0).replace("                  ", "  ").replace("                    ", "    ");
        List<Integer> lines = read(document).problems().stream()
                .map(problem -> problem.place().line())
                .toList();
        assertEquals(List.of(6, 7, 8, 9, 9, 12, 12, 13, 16), lines, () -> read(document)
                .problems()
                .toString());
    }

    @Test
    void contradictionsAreRefusedWithTheTwoPartsThatExcludeEachOther() {
        assertProblem(
                rule("{all: [{field: goods.new, present: true}, {field: goods.price, \">\": 9.00 CNY},"
                        + " {not: {field: goods.price, \">=\": 5.00 CNY}}]}"),
                7,
                12,
                "{field: goods.price, \">\": 9.00 CNY} and not: {field: goods.price, \">=\": 5.00 CNY}"
                        .replace(
                                "not: {field: goods.price, \">=\": 5.00 CNY}",
                                "{not: {field: goods.price, \">=\": 5.00 CNY}}"));
        assertProblem(
                rule("{all: [{field: goods.count, \">\": 5}, {field: goods.count, \"<\": 6}]}"), 7, 12, "contradict");
        assertProblem(
                rule("{all: [{field: goods.price, \"=\": 1 CNY}, {field: goods.price, \"<\": 5 USD}]}"),
                7,
                12,
                "contradict");
        assertProblem(
                rule("{all: [{field: goods.shop, in: [a, b]}, {all: [{field: goods.shop, \"=\": c}]}]}"),
                7,
                12,
                "contradict");
        assertProblem(
                rule("{all: [{field: goods.tags, contains: a}, {not: {field: goods.tags, contains: a}}]}"),
                7,
                12,
                "opposite");
        String personal = only(rule(
                        "{all: [{field: goods.phone, \"=\": \"139\"}, {field: goods.phone, \"=\": \"138\"}]}"))
                .problem();
        assertFalse(personal.contains("13"), personal);
    }

    @Test
    void whatCanHoldTogetherIsNoContradiction() {
        for (String when : List.of(
                "{all: [{field: goods.count, \">\": 5}, {field: goods.count, \"<\": 7}]}",
                "{all: [{field: goods.tags, contains: a}, {field: goods.tags, contains: b}]}",
                "{all: [{field: goods.shop, \"!=\": a}, {field: goods.shop, \"!=\": b}]}",
                "{all: [{field: goods.price, present: true}, {not: {field: goods.price, \">=\": 0 CNY}}]}",
                "{all: [{field: goods.price, present: true}, {not: {field: goods.price, \">=\": 0 CNY}},"
                        + " {not: {field: goods.price, \"<\": 0 CNY}}]}",
                "{any: [{field: goods.count, \">\": 5}, {field: goods.count, \"<\": 3}]}")) {
            assertNotNull(condition(when));
        }
    }

    @Test
    void scopeAndConditionMustNotExcludeEachOther() {
        assertProblem(
                rule("{field: goods.shop, \"=\": a}")
                        .replace("    when", "    scope: {field: goods.shop, \"=\": b}\n    when"),
                4,
                5,
                "never holds");
    }

    @Test
    void whatWasInForceIsReadBackWhateverItMeant() {
        RuleBookReader<Goods, String> kept = Goods.READER.ofKept();
        String holding = rule("always").replace("approve", "hold");
        assertTrue(kept.read("b", holding.getBytes(UTF_8)).isOk());
        assertTrue(kept.read("b", "book: b\nversion: 1\nrules: []\n".getBytes(UTF_8))
                .isOk());
        String unknown = rule("{field: goods.shp, \"=\": a}");
        assertFalse(kept.read("b", unknown.getBytes(UTF_8)).isOk(), "names are checked as ever");
    }

    @Test
    void aRuleThatHoldsEverythingIsRefused() {
        String holding = rule("always").replace("approve", "hold");
        assertProblem(holding, 4, 5, "stops everything");
        assertTrue(read(holding + "    valid: {until: 2026-01-01T00:00:00Z}\n").isOk(), "for a time it may be meant");
        assertTrue(
                read(holding + "  - id: first\n    version: 1\n    group: MONEY\n    priority: 1\n"
                                + "    when: {field: goods.new, \"=\": true}\n    then: [approve]\n")
                        .isOk(),
                "the rest of a group may be held");
        assertTrue(read(rule("always")).isOk());
    }

    @Test
    void aRuleThatIsNeverReachedIsRefused() {
        String second = "  - id: s\n"
                + "    version: 1\n"
                + "    group: MONEY\n"
                + "    when: {field: goods.new, \"=\": true}\n"
                + "    then: [hold]\n";
        assertProblem(rule("always") + second, 9, 5, "'s' is never reached: 'r'");
        assertProblem(rule("{field: goods.new, \"=\": true}") + second, 9, 5, "never reached");
        assertTrue(read(rule("always") + second + "    priority: 1\n").isOk());
        assertTrue(read(rule("always") + second.replace("MONEY", "RISK")).isOk());
        assertTrue(read(rule("always") + "    valid: {from: 2026-01-01T00:00:00Z}\n" + second)
                .isOk());
    }

    @Test
    void anEmptyBookIsRefused() {
        assertProblem("book: b\nversion: 1\nrules: []\n", 3, 8, "no rules");
        assertProblem("", 1, 1, "empty");
        assertProblem("# nothing\n", 1, 1, "empty");
        assertProblem("[]", 1, 1, "a mapping");
        assertProblem("book: b\nversion: 1\n", 1, 1, "'rules' is missing");
        assertProblem("book: b\nversion: 1\nrules: 3\n", 3, 8, "'rules' is a number");
        assertProblem(rule("always").replace("book: b\n", ""), 1, 1, "'book' is missing");
        assertProblem("shop: x\n" + rule("always"), 1, 1, "Unknown key of a rule book 'shop'");
    }

    @Test
    void whatIsNoPlainDocumentIsRefusedWhereItStands() {
        assertProblem("book: b\nversion: *x\n", 2, 10, "aliases");
        assertProblem("book: &x b\n", 1, 7, "aliases");
        assertProblem("book: !!str b\n", 1, 7, "Tags");
        assertProblem(rule("{field: goods.count, !=: 3}"), 7, 32, "Tags");
        assertProblem(rule("always") + "---\nbook: c\n", 9, 1, "second document");
        assertProblem(rule("always") + "book: c\n", 9, 1, "'book' is there already, on line 1");
        assertProblem("book: b\nversion: 'x\n", 3, 1, "cannot be read");
        assertProblem(rule("\n      >=: 3"), 8, 8, "cannot be read");
        assertProblem("book: b\n\tversion: 1\n", 2, 1, "cannot be read");
        assertProblem("book: b\n? [x]\n: 1\n" + rule("always").substring(8), 2, 3, "A key is a list");
        assertProblem("book: \u0007\n", 1, 7, "U+7");
        assertProblem("[".repeat(200) + "]".repeat(200), 1, 161, "nested more than 160");
        RuleProblem broken = Goods.READER
                .read("b.yaml", new byte[] {'b', ':', '\n', ' ', (byte) 0xFF})
                .problems()
                .get(0);
        assertEquals("b.yaml:2:2", broken.place().toString());
        assertTrue(Goods.READER
                .read("b.yaml", new byte[NodeReader.MAX_BYTES + 1])
                .problems()
                .get(0)
                .problem()
                .contains("at most"));
    }

    @Test
    void jsonIsReadByTheSameReader() {
        String json = "\uFEFF{\n"
                + "\t\"book\":\"b\",\"version\":\"1\",\n"
                + "\t\"rules\":[{\"id\":\"r\",\"version\":1,"
                + "\"group\":\"RISK\",\"when\":{\"field\":\"goods.shop\",\"=\":\"\\ud83d\\ude00\\/\"},\"then\":[\"hold\"]}]}";
        assertEquals(
                new Condition.Compare("goods.shop", Operator.EQUAL, Literal.of("😀/")),
                read(json).orThrow().rules().get(0).when());
        assertProblem(json.replace("RISK", "RISKS"), 3, 41, "Unknown group 'RISKS'");
    }

    @Test
    void pairsOfCharactersAreReadWhereverTheyStand() {
        for (int pad = 900; pad < 1100; pad++) {
            String text = "x".repeat(pad) + "😀😀";
            assertEquals(
                    new Condition.Compare("goods.shop", Operator.EQUAL, Literal.of(text)),
                    condition("{field: goods.shop, \"=\": \"" + text + "\"}"));
        }
    }

    @Test
    void aConditionTooDeepToCompileIsAProblem() {
        String when = "{not: ".repeat(70) + "{field: goods.new, \"=\": true}" + "}".repeat(70);
        assertTrue(only(rule(when)).problem().contains("nested more than 64"));
    }

    @Test
    void aFailingLoadGivesNoBook() {
        Checked<RuleBook<Goods, String>> read = read(rule("{field: goods.prize, \"=\": 1}"));
        assertNull(read.value());
        assertFalse(read.isOk());
    }

    @Test
    void aThousandRulesLoadInOneGo() {
        StringBuilder document = new StringBuilder(HEAD);
        for (int i = 0; i < 1000; i++) {
            document.append(
                    "  - id: r" + i + "\n    version: 1\n    group: MONEY\n    when: {field: goods.count, \"=\": " + i
                            + "}\n    then: [approve]\n");
        }
        assertEquals(1000, read(document.toString()).orThrow().rules().size());
    }
}
