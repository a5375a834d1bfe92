package io.omskit.rule.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.rule.action.ActionCatalog.Parameter;
import io.omskit.rule.action.ActionCatalog.Parameter.Type;
import io.omskit.value.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A catalog of actions as hosts make it: names, parameters, arguments, and what each refuses. */
class ArgumentsTest {
    private static final ActionCatalog<String> CATALOG = ActionCatalog.<String>builder()
            .constant("go", "Goes on.", "GO")
            .stop("stay", "Stays.", "STAY")
            .action(
                    "tag",
                    "Tags.",
                    List.of(Parameter.of("with", Type.TEXT)),
                    arguments -> "TAG " + arguments.text("with"),
                    said -> said.startsWith("TAG ")
                            ? Optional.of(Arguments.none().with("with", said.substring(4)))
                            : Optional.empty())
            .stopAction(
                    "ask",
                    "Asks.",
                    List.of(Parameter.word("whom", "BUYER", "DESK").optional()),
                    arguments -> "ASK",
                    said -> said.equals("ASK") ? Optional.of(Arguments.none()) : Optional.empty())
            .build();

    private static void refused(String problem, String remedy, Executable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        int line = message.indexOf('\n');
        assertTrue(line > 0 && message.substring(0, line).contains(problem), message);
        assertTrue(message.substring(line).contains(remedy), message);
    }

    @Test
    void actionsAreListedInTheOrderInWhichTheyWereAdded() {
        assertEquals(
                List.of("go=Goes on.", "stay=Stays.", "tag=Tags.", "ask=Asks."),
                CATALOG.descriptions().entrySet().stream().map(Object::toString).toList());
        assertEquals(Optional.of(List.of()), CATALOG.parameters("go"));
        assertEquals(Optional.of(List.of(Parameter.of("with", Type.TEXT))), CATALOG.parameters("tag"));
        assertFalse(CATALOG.parameters("ask").orElseThrow().get(0).required());
        assertEquals(Optional.empty(), CATALOG.parameters("fly"));
        assertThrows(UnsupportedOperationException.class, () -> CATALOG.descriptions()
                .clear());
    }

    @Test
    void anActionIsMadeOfItsNameAndTakenApartAgain() {
        for (String said : List.of("GO", "STAY", "TAG vip", "ASK")) {
            Map.Entry<String, Arguments> named = CATALOG.named(said);
            assertEquals(said, CATALOG.make(named.getKey(), named.getValue()));
        }
        assertEquals("tag", CATALOG.named("TAG x").getKey());
        refused(
                "No action is called 'fly'",
                "Known actions: [go, stay, tag, ask]",
                () -> CATALOG.make("fly", Arguments.none()));
        refused(
                "No action of the catalog writes class java.lang.String",
                "[go, stay, tag, ask]",
                () -> CATALOG.named("FLY"));
    }

    @Test
    void onlyWhatKeepsItsSubjectFromGoingOnIsAStop() {
        assertTrue(CATALOG.isStop("STAY"));
        assertTrue(CATALOG.isStop("ASK"));
        assertFalse(CATALOG.isStop("GO"));
        assertFalse(CATALOG.isStop("TAG vip"));
        assertFalse(CATALOG.isStop("FLY"));
    }

    @Test
    void aNameIsGivenOnceAndProper() {
        var builder = ActionCatalog.<String>builder().stop("stay", "Stays.", "STAY");
        for (String name : List.of("stay", "Stay", "two words", "", "1st", "a-b")) {
            refused(
                    "Action '" + name + "' is there already or has no proper name",
                    "such as setShipBy",
                    () -> builder.constant(name, "x", "x"));
        }
        List<Parameter> twice = List.of(Parameter.of("x", Type.TEXT), Parameter.of("x", Type.FLAG));
        refused(
                "Action 'b' has two parameters 'x'",
                "Give each a name of its own",
                () -> builder.stopAction("b", "B.", twice, arguments -> "B", said -> Optional.empty()));
        assertEquals(1, builder.build().descriptions().size(), "what was refused is not there");
    }

    @Test
    void aCatalogIsWhatItWasWhenItWasBuilt() {
        var builder = ActionCatalog.<String>builder().constant("a", "A.", "A");
        ActionCatalog<String> early = builder.build();
        builder.constant("b", "B.", "B");
        assertEquals(List.of("a"), List.copyOf(early.descriptions().keySet()));
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void wordsAreForParametersOfWords(Type type) {
        boolean worded = type == Type.WORD || type == Type.WORDS || type == Type.CHOICES;
        for (List<String> words : List.of(List.<String>of(), List.of("A", "B"))) {
            Executable made = () -> new Parameter("x", type, true, words, 0, 9);
            if (worded == words.isEmpty()) {
                refused("Parameter 'x' of type " + type + " has the words " + words, "words for WORD, WORDS", made);
            } else {
                assertEquals(words, new Parameter("x", type, true, words, 0, 9).words());
            }
        }
    }

    @Test
    void aParameterHasAProperNameAndLimitsThatLeaveRoom() {
        refused("Parameter 'Ship By'", "Use a name such as shipBy", () -> Parameter.of("Ship By", Type.TEXT));
        refused("the limits 2 to 1", "the lower limit first", () -> Parameter.integer("x", 2, 1));
        assertEquals(2, Parameter.integer("x", 2, 2).most());
        assertEquals(Type.WORDS, Parameter.words("x", "A").type());
        assertEquals(Type.CHOICES, Parameter.choices("x", "A").type());
        Parameter limited = Parameter.integer("x", -3, 7);
        assertEquals(new Parameter("x", Type.INTEGER, false, List.of(), -3, 7), limited.optional());
    }

    @Test
    void argumentsAreReadByTheirTypesAndComparedByContent() {
        List<String> words = new ArrayList<>(List.of("A", "B"));
        Map<String, String> choices = new LinkedHashMap<>(Map.of("yes", "PASS"));
        choices.put("no", "HOLD");
        Arguments all = Arguments.none()
                .with("text", "t")
                .with("number", 7)
                .with("money", Money.of(5, "CNY"))
                .with("span", Duration.ofHours(1))
                .with("flag", true)
                .with("words", words)
                .with("choices", choices);
        words.clear();
        choices.clear();
        assertEquals("t", all.text("text"));
        assertEquals(7, all.integer("number"));
        assertEquals(Money.of(5, "CNY"), all.money("money"));
        assertEquals(Duration.ofHours(1), all.duration("span"));
        assertTrue(all.flag("flag"));
        assertEquals(List.of("A", "B"), all.words("words"));
        assertEquals(List.of("yes", "no"), List.copyOf(all.choices("choices").keySet()));
        assertEquals(
                List.of("text", "number", "money", "span", "flag", "words", "choices"),
                List.copyOf(all.values().keySet()));
        assertEquals("Arguments [text, number, money, span, flag, words, choices]", all.toString());
        assertThrows(UnsupportedOperationException.class, () -> all.values().clear());
        Arguments one = Arguments.none().with("a", 1).with("b", 2);
        Arguments other = Arguments.none().with("b", 2).with("a", 1);
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertNotEquals(one, one.with("a", 3));
        assertNotEquals(one, Arguments.none());
    }

    @Test
    void anArgumentThatIsNotThereOrOfAnotherTypeIsNamed() {
        Arguments some = Arguments.none().with("number", 7);
        assertTrue(some.has("number"));
        assertFalse(some.has("text"));
        refused("Argument 'text' is not given", "Ask with has()", () -> some.text("text"));
        refused("Argument 'number' is no String", "by the type of its parameter", () -> some.text("number"));
        refused("Argument 'number' is no Boolean", "has()", () -> some.flag("number"));
        refused("Argument 'number' is no Map", "has()", () -> some.choices("number"));
        refused("Argument 'number' is no List", "has()", () -> some.words("number"));
        refused("Argument 'number' is no Money", "has()", () -> some.money("number"));
        refused("Argument 'number' is no Duration", "has()", () -> some.duration("number"));
        refused("Argument 'x' is not given", "has()", () -> some.integer("x"));
    }
}
