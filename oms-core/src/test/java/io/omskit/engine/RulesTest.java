package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.Rules.Compared;
import io.omskit.engine.Rules.Explained;
import io.omskit.engine.Rules.Trial;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.PolicyFile;
import io.omskit.fact.Fact;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleTrace.Verdict;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules desk: what is in force, what was, what it decided and why, and what another book would decide. */
class RulesTest {
    private static final String SMALL = """
        book: small
        version: 1
        rules:
          - id: cheap
            version: 1
            group: MONEY
            when: {field: order.payable, "<=": 100.00 CNY}
            then: [approve]
          - id: many
            version: 1
            group: STOCK
            when: {sumLines: lines, of: line.quantity, ">": 5 pcs}
            then: [hold]
        """;

    private final Shelf shelf = new Shelf();
    private final MemoryStore store = new MemoryStore();
    private Oms oms;

    @BeforeEach
    void open() {
        oms = engine(Policy.defaults().withReview(book(SMALL)));
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private Oms engine(Policy policy) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .policy(policy)
                .build();
    }

    private static RuleBook<OrderView, OrderAction> book(String yaml) {
        return RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read("book.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private Order accept(String number, long pieces, long fen) {
        oms.accept(Shelf.paid(number, "Li", shelf.instant(), Shelf.line("1", "X", pieces, fen)));
        oms.drain();
        return order(number);
    }

    private Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    @Test
    void whatWasInForceIsFoundAfterAnotherCame() {
        RuleBook<OrderView, OrderAction> next = book(SMALL.replace("version: 1\nrules", "version: 2\nrules"));
        OrderFlow waiting = OrderFlow.standard(Duration.ofHours(1));
        oms.rules().use(next);
        oms.rules().use(waiting);
        assertEquals("small@2", oms.rules().book().reference());
        assertEquals("standard@2-PT1H", oms.rules().flow().reference());
        assertEquals(
                2,
                oms.rules().findBook("small@1").orElseThrow().orThrow().rules().size());
        assertEquals(
                OrderFlow.standard(Duration.ZERO).gates(),
                oms.rules().findFlow("standard@2").orElseThrow().orThrow().gates());
        assertEquals(next, oms.rules().findBook("small@2").orElseThrow().orThrow());
        assertEquals(
                waiting, oms.rules().findFlow("standard@2-PT1H").orElseThrow().orThrow());
        assertTrue(oms.rules().findBook("small@3").isEmpty());
        assertEquals(
                List.of("RULES small@1", "FLOW standard@2", "GIFTS none@0", "RULES small@2", "FLOW standard@2-PT1H"),
                oms.rules().kept().stream()
                        .map(kept -> kept.sort() + " " + kept.reference())
                        .toList());
    }

    @Test
    void anotherContentUnderTheSameNameIsRefusedAndTheRunningBookStays() {
        RuleBook<OrderView, OrderAction> changed = book(SMALL.replace("100.00", "200.00"));
        String told = assertThrows(
                        IllegalArgumentException.class, () -> oms.rules().use(changed))
                .getMessage();
        assertTrue(told.contains("'small@1'") && told.contains("rule cheap"), told);
        assertTrue(told.contains("\nGive the changed one a new version"), told);
        accept("1001", 1, 15_000);
        assertFalse(order("1001").hasPassed(Hold.REVIEW), "200.00 does not count");
        assertThrows(
                IllegalArgumentException.class, () -> engine(Policy.defaults().withReview(changed)));
        assertEquals("small@1", oms.rules().book().reference());
    }

    @Test
    void aSecondProcessWithTheSameBooksStarts() {
        Oms second = engine(Policy.defaults().withReview(book(SMALL)));
        second.rules().use(book(SMALL.replace("version: 1\nrules", "version: 2\nrules")));
        assertTrue(oms.rules().findBook("small@2").isPresent(), "each finds what the other keeps");
    }

    @Test
    void aDryRunTellsWhatWouldBeDecidedAndChangesNothing() {
        Order order = accept("1001", 9, 1_000);
        Trial trial = oms.rules().tryOut(order);
        assertFalse(trial.verdict().approved(), "a hold outweighs an approval");
        assertEquals("many@1", trial.verdict().by());
        assertEquals(2, trial.verdict().actions().size());
        assertEquals(Verdict.MATCHED, trial.run().trace().attempts().get(0).verdict());
        assertEquals(
                "CNY 90.00",
                trial.run()
                        .trace()
                        .attempts()
                        .get(0)
                        .readings()
                        .get(0)
                        .values()
                        .get(0)
                        .text());
        Trial other = oms.rules().tryOut(order, Policy.approveClean());
        assertTrue(other.verdict().approved());
        assertEquals("APPROVE", other.verdict().headline());
        assertEquals(order, order("1001"));
        assertTrue(oms.rules().findBook("approve-clean@1").isEmpty(), "a book that was only tried is not kept");
    }

    @Test
    void aDecisionIsExplainedByTheBookThatWasInForceThenAtThatMoment() {
        String fresh = SMALL.replace("book: small", "book: fresh")
                .replace("{field: order.payable, \"<=\": 100.00 CNY}", "{field: order.minutesSincePaid, \"<\": 1 h}");
        oms.rules().use(book(fresh));
        Order order = accept("1001", 1, 15_000);
        oms.rules().use(Policy.approveClean());
        shelf.forward(Duration.ofDays(2));
        Explained told = oms.rules().explain(order.id()).orElseThrow();
        assertEquals("fresh@1", told.decision().book());
        assertEquals(Shelf.START, told.decision().at());
        assertTrue(told.same());
        assertTrue(told.again().verdict().approved());
        assertEquals("cheap@1", told.again().verdict().by());
        assertEquals("fresh@1", told.again().run().trace().book());
        assertEquals(List.of(), told.problems());
        assertEquals(List.of(), told.since());
    }

    @Test
    void anOrderThatChangedSinceIsSaidToHave() {
        String desk = SMALL.replace("book: small", "book: desk")
                .replace("{sumLines: lines, of: line.quantity, \">\": 5 pcs}", "{field: order.holds, contains: DESK}");
        oms.rules().use(book(desk));
        Order order = accept("1001", 1, 5_000);
        assertTrue(oms.rules().explain(order.id()).orElseThrow().same());
        shelf.forward(Duration.ofMinutes(5));
        oms.submit(new Command.PlaceHold(
                order.id(),
                new Hold("DESK", "desk", "h", null, "look", shelf.instant(), null, EnumSet.of(Hold.Step.HAND_OVER))));
        oms.drain();
        Explained told = oms.rules().explain(order.id()).orElseThrow();
        assertEquals(Shelf.START, told.decision().at(), "the order has passed the review, no other was made");
        assertFalse(told.same(), "what the desk holds would be held");
        assertFalse(told.again().verdict().approved());
        assertEquals("many@1", told.again().verdict().by());
        assertEquals(
                List.of(Shelf.START.plus(Duration.ofMinutes(5))),
                told.since().stream().map(JournalEntry::at).toList());
    }

    @Test
    void whatCannotBeExplainedSaysWhy() {
        assertTrue(oms.rules().explain(4711).isEmpty(), "no such order");
        String clock = "book: clock\nversion: 1\nrules:\n  - id: day\n    version: 1\n    group: RISK\n"
                + "    when: {field: order.minuteOfDay, \">=\": 0}\n    then: [approve]\n";
        oms.rules()
                .use(RuleBookReader.of(OrderFields.orders(ZoneId.of("Asia/Shanghai")), Policy.reviewActions())
                        .read("clock.yaml", clock.getBytes(StandardCharsets.UTF_8))
                        .orThrow());
        Order order = accept("1001", 1, 5_000);
        oms.rules().use(book(SMALL));
        Explained told = oms.rules().explain(order.id()).orElseThrow();
        assertNull(told.again());
        assertFalse(told.same());
        assertTrue(told.problems().get(0).problem().contains("order.minuteOfDay"), told.problems()::toString);
        assertEquals("clock@1", told.decision().book());
    }

    @Test
    void aComparisonListsWhatWouldBeTreatedDifferentlyPageByPage() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 1_203; i++) {
            facts.add(Shelf.paid("" + i, "Li", Shelf.START, Shelf.line("1", "X", 1, i % 100 == 0 ? 7_000 : 5_000)));
        }
        oms.accept(facts.toArray(Fact[]::new));
        oms.drain();
        RuleBook<OrderView, OrderAction> stricter =
                book(SMALL.replace("version: 1\nrules", "version: 2\nrules").replace("100.00", "60.00"));
        List<String> different = new ArrayList<>();
        Compared compared = oms.rules().compare(stricter, difference -> {
            different.add(difference.subject().order().ref().number());
            assertEquals("small@1", difference.before().decision().plan().book());
            assertEquals("small@2", difference.after().trace().book());
        });
        assertEquals(new Compared("small@1", "small@2", 1_203, 13), compared);
        assertEquals(13, different.size());
        assertTrue(different.contains("1200"));
        assertEquals(
                0, oms.rules().compare(oms.rules().book(), difference -> {}).differences());
    }

    @Test
    void aTagMoreIsADifferenceAndAnotherRuleWithTheSameEffectIsNot() {
        accept("1001", 1, 5_000);
        String tagged = SMALL.replace("version: 1\nrules", "version: 2\nrules")
                .replace("then: [approve]", "then: [approve, {tag: {words: [cheap]}}]");
        assertEquals(1, oms.rules().compare(book(tagged), difference -> {}).differences());
        assertEquals(
                0, oms.rules().compare(Policy.approveClean(), difference -> {}).differences());
    }

    @Test
    void aReviewOfThePastIsComparedAtItsMoment() {
        accept("1001", 1, 5_000);
        shelf.forward(Duration.ofDays(3));
        String fresh = SMALL.replace("book: small", "book: fresh")
                .replace("{field: order.payable, \"<=\": 100.00 CNY}", "{field: order.minutesSincePaid, \"<\": 1 h}");
        assertEquals(0, oms.rules().compare(book(fresh), difference -> {}).differences());
        assertFalse(oms.rules().tryOut(order("1001"), book(fresh)).verdict().approved(), "now it would wait");
    }

    @Test
    void aFileOfAnySortIsPutInForce() {
        String gifts =
                "gifts: spring\nversion: 1\nrules:\n  - {id: R, version: 1, tiers: [{pieces: 1, sameGoods: 1}]}\n";
        for (String text : List.of(SMALL.replace("book: small", "book: other"), gifts)) {
            PolicyFile file = PolicyFile.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), OrderFields.orders())
                    .orThrow();
            oms.use(file.in(oms.policy()));
        }
        assertEquals("other@1", oms.rules().book().reference());
        assertEquals("spring@1", oms.rules().gifts().reference());
        oms.rules().use(GiftBook.none());
        assertEquals(
                1,
                oms.rules()
                        .findGifts("spring@1")
                        .orElseThrow()
                        .orThrow()
                        .rules()
                        .size());
        assertTrue(oms.rules().findGifts("spring@2").isEmpty());
        GiftBook other = GiftBook.compile("spring", "1", List.of()).orThrow();
        String told = assertThrows(
                        IllegalArgumentException.class, () -> oms.rules().use(other))
                .getMessage();
        assertTrue(told.contains("'spring@1' that is kept since") && told.contains("rule R"), told);
        assertEquals("none@0", oms.rules().gifts().reference(), "the book in force stays");
    }
}
