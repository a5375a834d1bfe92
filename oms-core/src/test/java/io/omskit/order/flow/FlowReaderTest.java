package io.omskit.order.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.order.Hold;
import io.omskit.order.OrderFields;
import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.book.SchemaCheck;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a flow file may not say, and where and how it is told. */
class FlowReaderTest {
    private static final String HEAD = "flow: f\nversion: 1\ngates:\n";
    private static final String SOUND = "  - type: A\n"
            + "    when: {field: order.sealed, \"=\": true}\n"
            + "    blocks: [RELEASE]\n"
            + "    reason: sealed\n";
    private static final String ASK = SOUND
            + "    releaseWhen: never\n"
            + "    askBack:\n"
            + "      question: Go on?\n"
            + "      deadline: 1 day\n";

    private static Checked<OrderFlow> read(String text) {
        return FlowReader.of(OrderFields.orders()).read("f.yaml", text.getBytes(UTF_8));
    }

    private static void assertProblem(String text, int line, String part) {
        List<RuleProblem> problems = read(text).problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).problem().contains(part), problems::toString);
        assertEquals(line, problems.get(0).place().line(), problems::toString);
        assertFalse(problems.get(0).remedy().isBlank());
    }

    @Test
    void whatIsLeftOutHasItsUsualMeaning() {
        OrderFlow flow = read(HEAD + SOUND).orThrow();
        assertEquals("f@1", flow.toString());
        Gate gate = flow.gates().get(0);
        assertEquals(new Condition.Not(gate.when()), gate.releaseWhen());
        assertEquals(1, gate.approvals());
        assertNull(gate.expiry());
        assertEquals(EnumSet.of(Hold.Step.RELEASE), gate.blocks());
    }

    @Test
    void everythingThatAGateMaySayIsRead() {
        Gate gate = read(HEAD + SOUND
                        + "    lines: {field: line.gift, \"=\": true}\n"
                        + "    releaseWhen: never\n"
                        + "    releasers: [a, b]\n"
                        + "    approvals: 2\n"
                        + "    expiry: 2 days\n"
                        + "    expiryFrom: PLACED\n"
                        + "    recheck: 90 minutes\n"
                        + "    onEntry: [seal, {tag: {words: [x, y]}}]\n"
                        + "    onExit: [{lift: {type: W}}, {gift: {sku: CUP, quantity: 2}}]\n")
                .orThrow()
                .gates()
                .get(0);
        assertEquals(Set.of("a", "b"), gate.releasers());
        assertEquals(2, gate.approvals());
        assertEquals(Duration.ofDays(2), gate.expiry());
        assertEquals(Gate.From.PLACED, gate.expiryFrom());
        assertEquals(Duration.ofMinutes(90), gate.recheck());
        assertEquals(List.of(new OrderAction.Seal(), new OrderAction.Tag(List.of("x", "y"))), gate.onEntry());
        assertEquals(new OrderAction.Lift("W"), gate.onExit().get(0));
    }

    @Test
    void aGateThatNothingCanOpenIsRefused() {
        assertProblem(HEAD + SOUND + "    releaseWhen: never\n", 4, "Gate 'A' can never be opened");
        String contradiction = "    releaseWhen:\n"
                + "      all:\n"
                + "        - {field: order.payable, \">\": 5.00 CNY}\n"
                + "        - {field: order.payable, \"<\": 4.00 CNY}\n";
        List<RuleProblem> problems = read(HEAD + SOUND + contradiction).problems();
        assertTrue(problems.stream().anyMatch(problem -> problem.problem().contains("contradict")), problems::toString);
        assertTrue(read(HEAD + SOUND + "    releaseWhen: never\n    expiry: 1 hour\n")
                .isOk());
        String always = SOUND.replace("{field: order.sealed, \"=\": true}", "always");
        assertProblem(HEAD + always, 4, "Gate 'A' can never be opened");
        assertProblem(HEAD + always.replace("always", "never"), 4, "never closes");
    }

    @Test
    void aQuestionMustChangeSomethingAndLeaveAWayOut() {
        assertTrue(read(HEAD + ASK + "      answers: {yes please: PASS}\n      silence: CANCEL\n")
                .isOk());
        assertProblem(HEAD + ASK + "      answers: {stop: CANCEL}\n      silence: CANCEL\n", 10, "means CANCEL");
        assertProblem(HEAD + ASK + "      answers: {go: PASS}\n      silence: HOLD\n", 4, "nobody may open it");
        assertTrue(read(HEAD + ASK + "      answers: {go: PASS}\n      silence: HOLD\n    releasers: [desk]\n")
                .isOk());
        assertProblem(
                HEAD + SOUND + ASK.substring(SOUND.length()) + "      answers: {stop: CANCEL}\n      silence: HOLD\n",
                4,
                "can never be opened");
        assertProblem(
                HEAD + ASK + "      answers: {go: PASS}\n      silence: CANCEL\n    expiry: 1 hour\n",
                4,
                "has an expiry and a question");
    }

    @Test
    void twoGatesOfOneTypeAreRefused() {
        assertProblem(HEAD + SOUND + SOUND, 8, "Gate 'A' is there already, as number 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "expires: 1 h | Unknown key of a gate 'expires' | expiry",
                "onEntry: [hold] | Unknown action 'hold' | ",
                "onEntry: [sael] | Unknown action 'sael' | seal",
                "onExit: [{merge: {choice: ALOW}}] | Unknown word for 'choice' 'ALOW' | ALLOW",
                "onEntry: seal | 'onEntry' takes a list of actions | ",
                "lines: {field: line.gfit, \"=\": true} | Unknown field 'line.gfit' | line.gift",
                "releaseWhen: {field: order.seald, \"=\": true} | Unknown field 'order.seald' | order.sealed",
                "releaseWhen: {field: order.payable, \">\": 5.00 CNX} | Unknown currency 'CNX' | CNH",
                "releasers: desk | 'releasers' is a text | ",
                "approvals: 0 | 'approvals' is 0 | ",
                "approvals: 2 | wants 2 approvals of 0 roles | ",
                "expiry: 2 dais | Unknown unit of time 'dais' | days",
                "expiryFrom: PAID | 'expiryFrom' stands without 'expiry' | ",
                "expiryFrom: PAYED | Unknown word for 'expiryFrom' 'PAYED' | PAID",
                "recheck: 0 minutes | looked at again every PT0S | ",
                "askBack: yes | 'askBack' is a text | "
            })
    void aWrongPartOfAGateIsNamed(String part, String problem, String nearest) {
        List<RuleProblem> problems = read(HEAD + SOUND + "    " + part + "\n").problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).problem().contains(problem), problems::toString);
        if (!part.contains("CNX")) {
            assertEquals(nearest, problems.get(0).nearest());
        }
    }

    @Test
    void aGateThatBlocksNothingOrSomethingUnknownIsRefused() {
        assertProblem(HEAD + SOUND.replace("[RELEASE]", "[]"), 6, "blocks nothing");
        assertProblem(HEAD + SOUND.replace("[RELEASE]", "[RELAESE]"), 6, "Unknown step 'RELAESE'");
        assertProblem(HEAD + SOUND.replace("    blocks: [RELEASE]\n", ""), 4, "'blocks' is missing");
    }

    @Test
    void allProblemsAreToldAtOnceAndTheFlowInForceStays() {
        String text = "flow: f f\ngates:\n  - type: A\n    when: x\n  - 7\n";
        List<RuleProblem> problems = read(text).problems();
        assertEquals(
                List.of(1, 1, 3, 3, 4, 5),
                problems.stream().map(problem -> problem.place().line()).toList(),
                problems::toString);
        assertNull(read(text).value());
    }

    @Test
    void whatIsNoFlowIsRefused() {
        assertProblem("flow: f\nversion: 1\ngates: []\n", 3, "empty");
        assertProblem("flow: f\nversion: 1\ngates: all\n", 3, "'gates' is a text");
        assertProblem("[]", 1, "An order flow is a mapping");
        assertProblem("flow: f\nversion: 1\nprio: 3\ngates:\n" + SOUND, 3, "Unknown key of an order flow 'prio'");
        assertProblem("flow: f\nversion: 1\n", 1, "'gates' is missing");
        assertProblem("flow: f\nversion: 1\ngates: [{", 3, "cannot be read");
    }

    @Test
    void theSchemaNamesEveryKey() {
        JsonNode schema =
                SchemaCheck.of(FlowReader.of(OrderFields.orders()).schema()).root();
        assertEquals(new TreeSet<>(FlowReader.KEYS), names(schema.at("/properties")));
        assertEquals(new TreeSet<>(GateReading.KEYS), names(schema.at("/$defs/gate/properties")));
        Set<String> ask = new TreeSet<>();
        AskBack.PARAMETERS.forEach(parameter -> ask.add(parameter.name()));
        assertEquals(ask, names(schema.at("/$defs/askBack/properties")));
        assertFalse(SchemaCheck.of(FlowReader.of(OrderFields.orders()).schema())
                .problems("{\"flow\":\"f\",\"version\":1,\"gates\":[{\"type\":\"A\"}]}")
                .isEmpty());
    }

    @Test
    void aFlowMadeInCodeIsCheckedLikeAFile() {
        Gate stuck = Gate.builder("A", Condition.always(), "x").build();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> OrderFlow.of("f@1", OrderFields.orders(), List.of(stuck)))
                .getMessage();
        assertTrue(message.contains("flow f@1: Gate 'A' can never be opened"), message);
        assertThrows(IllegalArgumentException.class, () -> Gate.builder("A", Condition.always(), "x")
                .onEntry(List.of(new OrderAction.Approve()))
                .build());
        Gate named = Gate.builder("a b", Condition.always(), "x").releasers("r").build();
        OrderFlow odd = OrderFlow.of("f@1", OrderFields.orders(), List.of(named));
        assertThrows(IllegalArgumentException.class, () -> FlowWriter.yaml(odd));
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
