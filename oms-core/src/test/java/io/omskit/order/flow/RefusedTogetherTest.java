package io.omskit.order.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.rule.Checked;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.book.RuleBookReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One rule that asks for what excludes each other. */
class RefusedTogetherTest {
    private static String book(String then) {
        return "book: b\nversion: 1\nrules:\n  - id: r\n    version: 1\n    group: MONEY\n"
                + "    when: {field: order.problems, \">\": 0}\n    then: " + then + "\n";
    }

    private static Checked<RuleBook<OrderView, OrderAction>> read(String then) {
        return RuleBookReader.of(OrderFields.orders(), OrderActions.ofReview())
                .read("b.yaml", book(then).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{source: {id: W1}}, {source: {id: W2}}] | 'source' is said 2 times",
                "[{merge: {choice: ALLOW}}, {merge: {choice: FORBID}}] | 'merge' is said 2 times",
                "[{route: {reviewer: a}}, {route: {reviewer: b}}] | 'route' is said 2 times",
                "[{shipBy: {afterPayment: 1 d}}, seal, {shipBy: {afterPayment: 2 d}}] | 'shipBy' is said 2 times",
                "[approve, hold] | 'approve' stands beside 'hold'",
                "[{route: {reviewer: a}}, approve] | 'approve' stands beside 'route'",
                "[{shipBy: {afterPayment: 99999999999 d}}] | longer than a hundred years"
            })
    void isRefusedWithItsPlace(String then, String told) {
        Checked<RuleBook<OrderView, OrderAction>> read = read(then);
        assertEquals(1, read.problems().size(), read.problems()::toString);
        RuleProblem problem = read.problems().get(0);
        assertEquals(8, problem.place().line());
        assertTrue(problem.problem().contains(told) && !problem.remedy().isBlank(), problem::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[approve, {hold: {type: PHOTO}}]",
                "[approve, {askBack: {question: q, deadline: 1 d, answers: {yes: PASS}, silence: HOLD}}]",
                "[{gift: {sku: A, quantity: 1}}, {gift: {sku: B, quantity: 1}}]",
                "[{tag: {words: [a]}}, {tag: {words: [b]}}, {hold: {type: A}}, {hold: {type: B}}]"
            })
    void butWhatMayWaitOrAddUpIsRead(String then) {
        assertTrue(read(then).isOk(), () -> read(then).problems().toString());
    }

    @Test
    void aBookThatWasInForceIsReadAllTheSame() {
        assertTrue(RuleBookReader.of(OrderFields.orders(), OrderActions.ofReview())
                .ofKept()
                .read("b.yaml", book("[approve, hold]").getBytes(StandardCharsets.UTF_8))
                .isOk());
    }

    @Test
    void aGateThatNamesTwoCarriersIsRefused() {
        String flow = "flow: f\nversion: 1\ngates:\n  - {type: G, when: always, reason: r, blocks: [RELEASE],"
                + " releasers: [desk], onEntry: [{carrier: {id: SF}}, {carrier: {id: EMS}}]}\n";
        Checked<OrderFlow> read =
                FlowReader.of(OrderFields.orders()).read("f.yaml", flow.getBytes(StandardCharsets.UTF_8));
        assertTrue(read.problems().get(0).problem().contains("'carrier' is said 2 times"), read::toString);
    }
}
