package io.omskit.rule.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.RuleProblem;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.rule.action.ActionCatalog.Parameter;
import io.omskit.rule.book.RandomBooks.Said;
import io.omskit.value.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionCatalogTest {
    private static final String HEAD = "book: b\n"
            + "version: 1\n"
            + "rules:\n"
            + "  - id: r\n"
            + "    version: 1\n"
            + "    group: RISK\n"
            + "    when: {field: goods.new, \"=\": true}\n"
            + "    then:\n"
            + "      - ";
    private static final RuleBookReader<Goods, Said> READER = RuleBookReader.of(Goods.FIELDS, RandomBooks.ACTIONS);

    private static List<RuleProblem> problems(String action) {
        return READER.read("b", (HEAD + action + "\n").getBytes(UTF_8)).problems();
    }

    @Test
    void argumentsAreReadByTheirTypes() {
        String action =
                "hold: {type: RISK, blocks: [RELEASE], note: \"1\", quota: 7, above: 12.50 CNY, span: 36 h, quiet:"
                        + " true, tags: [a, b], answers: {\"yes, go on\": PASS, no: CANCEL}}";
        Said said = READER.read("b", (HEAD + action + "\n").getBytes(UTF_8))
                .orThrow()
                .rules()
                .get(0)
                .then()
                .get(0);
        assertEquals("hold", said.name());
        assertEquals("RISK", said.arguments().text("type"));
        assertEquals(List.of("RELEASE"), said.arguments().words("blocks"));
        assertEquals("1", said.arguments().text("note"));
        assertEquals(7, said.arguments().integer("quota"));
        assertEquals(Money.of(1250, "CNY"), said.arguments().money("above"));
        assertEquals(Duration.ofHours(36), said.arguments().duration("span"));
        assertTrue(said.arguments().flag("quiet"));
        assertEquals(List.of("a", "b"), said.arguments().words("tags"));
        assertEquals(
                List.of("yes, go on", "no"),
                List.copyOf(said.arguments().choices("answers").keySet()));
        assertEquals("CANCEL", said.arguments().choices("answers").get("no"));
        assertFalse(said.arguments().has("else"));
        assertFalse(said.arguments().toString().contains("12.5"), "values are not printed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hold | hold | 'type' is missing | ",
                "hold: {} | {} | 'type' is missing | ",
                "hold: {type: RISKY} | RISKY | Unknown word for 'type' | RISK",
                "hold: {type: RISK, blocks: RELEASE} | RELEASE | 'blocks' is a text | ",
                "hold: {type: RISK, blocks: [RELAESE]} | RELAESE | Unknown word for 'blocks' | RELEASE",
                "hold: {type: RISK, quota: -1} | -1 | 'quota' is -1 | ",
                "hold: {type: RISK, quota: 101} | 101 | 'quota' is 101 | ",
                "hold: {type: RISK, above: -5.00 CNY} | -5.00 | 'above' is negative | ",
                "hold: {type: RISK, span: -5 min} | -5 min | 'span' is a time span | ",
                "hold: {type: RISK, span: 5 mins} | 5 mins | Unknown unit of time 'mins' | min",
                "hold: {type: RISK, quiet: maybe} | maybe | 'quiet' is true or false | ",
                "hold: {type: RISK, note: \" \"} | \" \" | 'note' is empty | ",
                "hold: {type: RISK, notes: x} | notes | Unknown parameter of 'hold' 'notes' | note",
                "hold: {type: RISK, tags: []} | [] | 'tags' is an empty list | ",
                "hold: {type: RISK, tags: [\" \"]} | \" \" | 'tags' is empty | ",
                "hold: {type: RISK, answers: [no]} | [no] | 'answers' is a list | ",
                "hold: {type: RISK, answers: {}} | {} | 'answers' is an empty mapping | ",
                "hold: {type: RISK, answers: {no: CANCLE}} | CANCLE | Unknown word for 'answers' | CANCEL",
                "hold: RISK | RISK | Arguments are a mapping | ",
                "approve: {x: 1} | x | Unknown parameter | ",
                "holt: {} | holt | Unknown action 'holt' | hold"
            })
    void aWrongArgumentIsNamedWithItsPlace(String action, String at, String part, String nearest) {
        List<RuleProblem> problems = problems(action);
        assertEquals(1, problems.size(), problems::toString);
        RuleProblem problem = problems.get(0);
        assertTrue(problem.problem().contains(part), problem::toString);
        assertEquals(9, problem.place().line());
        assertTrue(
                (HEAD + action)
                        .lines()
                        .toList()
                        .get(8)
                        .startsWith(at, problem.place().column() - 1),
                problem::toString);
        assertEquals(nearest, problem.nearest());
    }

    @Test
    void anActionMayRefuseItsArgumentsTogether() {
        ActionCatalog<String> actions = ActionCatalog.<String>builder()
                .action(
                        "route",
                        "To a person.",
                        List.of(Parameter.of("to", Parameter.Type.TEXT)),
                        arguments -> {
                            throw new IllegalArgumentException("Nobody is called so.\nName a reviewer.");
                        },
                        said -> Optional.empty())
                .build();
        RuleProblem problem = RuleBookReader.of(Goods.FIELDS, actions)
                .read("b", (HEAD + "route: {to: x}\n").getBytes(UTF_8))
                .problems()
                .get(0);
        assertEquals("Nobody is called so.", problem.problem());
        assertEquals("Name a reviewer.", problem.remedy());
    }

    @Test
    void aCatalogRefusesWhatWouldBeAmbiguous() {
        var builder = ActionCatalog.<String>builder().constant("a", "A.", "A");
        assertThrows(IllegalArgumentException.class, () -> builder.constant("a", "Again.", "B"));
        assertThrows(IllegalArgumentException.class, () -> builder.constant("not a name", "A.", "B"));
        assertThrows(IllegalArgumentException.class, () -> Parameter.of("x", Parameter.Type.WORD));
        assertThrows(IllegalArgumentException.class, () -> Parameter.integer("x", 2, 1));
        List<Parameter> twice = List.of(Parameter.of("x", Parameter.Type.TEXT), Parameter.of("x", Parameter.Type.FLAG));
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.action("b", "B.", twice, arguments -> "B", said -> Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> builder.build().named("C"));
        assertThrows(IllegalArgumentException.class, () -> Arguments.none().text("x"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Arguments.none().with("x", 1).text("x"));
    }
}
