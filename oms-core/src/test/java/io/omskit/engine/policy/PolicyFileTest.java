package io.omskit.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.PolicyFile.Sort;
import io.omskit.order.OrderFields;
import io.omskit.rule.Checked;
import io.omskit.rule.RuleProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Files are told apart by their first key, and their problems by line and column. */
class PolicyFileTest {
    private static final String BOOK = "book: b\nversion: 1\nrules:\n"
            + "  - {id: r, version: 1, group: RISK, when: {field: order.problems, \"=\": 0}, then: [approve]}\n";
    private static final String FLOW = "flow: f\nversion: 2\ngates:\n"
            + "  - {type: LOOK, when: always, reason: r, blocks: [RELEASE], releasers: [desk]}\n";
    private static final String GIFTS =
            "gifts: g\nversion: 3\nrules:\n  - {id: R, version: 1, tiers: [{pieces: 1, sameGoods: 1}]}\n";

    private static Checked<PolicyFile> read(String text) {
        return PolicyFile.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), OrderFields.orders());
    }

    private static RuleProblem first(String text) {
        Checked<PolicyFile> read = read(text);
        assertFalse(read.isOk());
        return read.problems().get(0);
    }

    @Test
    void eachSortIsRecognizedAndChangesItsPartOfThePolicyOnly() {
        PolicyFile book = read(BOOK).orThrow();
        assertEquals("RULES b@1 (1)", book.toString());
        PolicyFile flow = read("# a comment\n" + FLOW).orThrow();
        assertEquals(Sort.FLOW, flow.sort());
        assertEquals("f@2", flow.reference());
        PolicyFile gifts = read(GIFTS).orThrow();
        assertEquals(1, gifts.parts());
        Policy policy = gifts.in(flow.in(book.in(Policy.defaults())));
        assertEquals("b@1", policy.review().reference());
        assertEquals("f@2", policy.flow().reference());
        assertEquals("g@3", policy.gifts().reference());
        assertEquals(Policy.defaults().stock(), policy.stock());
    }

    @Test
    void theFirstKeyDecidesWhateverElseStandsThere() {
        assertTrue(first(FLOW + "book: b\n").problem().contains("Unknown key of an order flow 'book'"));
        assertTrue(read("version: 1\n" + GIFTS.replace("version: 3", "ruls: 1")).problems().stream()
                .anyMatch(problem -> problem.problem().contains("Unknown key of a gift book 'ruls'")));
        assertEquals("flow", first(FLOW.replace("flow:", "flwo:")).nearest(), "gates tell a flow");
    }

    @Test
    void whatNamesNothingIsReadAsARuleBook() {
        assertEquals("book", first(BOOK.replace("book:", "bok:")).nearest());
        assertTrue(first("[1, 2]").problem().contains("A rule book is a mapping"));
        assertEquals(1, first("book: [").place().line());
        assertFalse(read("").isOk());
    }

    @Test
    void aGiftBookIsKnownByItsFirstKey() {
        assertEquals("g@3", read(GIFTS).orThrow().reference());
        assertFalse(read(GIFTS + "book: b\n").isOk());
    }
}
