package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Approvals and questions of an order: each once, and gone with their gate alone. */
class HandlingTest {
    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");
    private static final Handling FRESH = Order.expected(1, Orders.REF, NOON).handling();

    private static Order.Pass pass(String gate, String by) {
        return new Order.Pass(gate, by, NOON);
    }

    private static Handling.Question question(String type, String text) {
        return new Handling.Question(
                type, text, NOON, Map.of("yes", Handling.Meaning.PASS), Handling.Meaning.HOLD, null);
    }

    @Test
    void aPersonApprovesAGateOnceAndTwoPersonsApproveItTwice() {
        Handling anna = FRESH.withApproval(pass("WORKSHOP", "anna"));
        assertSame(anna, anna.withApproval(new Order.Pass("WORKSHOP", "anna", NOON.plusSeconds(9))));
        Handling both = anna.withApproval(pass("WORKSHOP", "bert"));
        assertEquals(2, both.approvals().size());
        assertEquals(3, both.withApproval(pass("FINANCE", "anna")).approvals().size());
    }

    @Test
    void aQuestionTakesThePlaceOfTheOneOfItsType() {
        Handling one = FRESH.withQuestion(question("SIZE", "Which?")).withQuestion(question("COLOR", "Which?"));
        Handling again = one.withQuestion(question("SIZE", "Which size?"));
        assertEquals(List.of(question("COLOR", "Which?"), question("SIZE", "Which size?")), again.questions());
    }

    @Test
    void withItsGateGoItsQuestionAndApprovalsAndNothingElse() {
        Handling all = FRESH.withApproval(pass("SIZE", "anna"))
                .withApproval(pass("COLOR", "anna"))
                .withQuestion(question("SIZE", "a"))
                .withQuestion(question("COLOR", "b"));
        Handling rest = all.without("SIZE");
        assertEquals(List.of(pass("COLOR", "anna")), rest.approvals());
        assertEquals(List.of(question("COLOR", "b")), rest.questions());
        assertEquals(all, all.without("OTHER"));
    }
}
