package io.omskit.engine.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.Policy;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.book.GiftBookReader;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.FlowReader;
import io.omskit.order.flow.FlowWriter;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.rule.book.RuleBookWriter;
import io.omskit.store.Commit;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came into force is kept for good under its name and version, and nothing else is taken for it. */
class BooksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final Fields<OrderView> FIELDS = OrderFields.orders();

    private final AtomicLong ids = new AtomicLong();
    private Store store = new MemoryStore();
    private Books books = new Books(store, ids::incrementAndGet);

    @TempDir
    private Path folder;

    @BeforeEach
    void tables() {
        store.migrate(Tables.SCHEMA);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Rule<OrderAction> upTo(String id, long limit, OrderAction then) {
        return Rule.<OrderAction>builder(
                        id,
                        1,
                        RuleGroup.MONEY,
                        new Condition.Compare("order.problems", Condition.Operator.LESS, Literal.of(limit)))
                .then(then)
                .build();
    }

    private static RuleBook<OrderView, OrderAction> book(String name, List<Rule<OrderAction>> rules) {
        return RuleBook.compile(name, "1", FIELDS, rules).orThrow();
    }

    private static Policy policy(RuleBook<OrderView, OrderAction> book) {
        return Policy.defaults().withReview(book);
    }

    private static OrderFlow flow(String text) {
        return FlowReader.of(FIELDS)
                .read("flow.yaml", text.getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private String refusal(Policy policy) {
        return assertThrows(IllegalArgumentException.class, () -> books.keep(policy, NOW.plusSeconds(9)))
                .getMessage();
    }

    private long rows() {
        return store.count(Query.all(Tables.BOOK));
    }

    @Test
    void bookAndFlowAreKeptOnceAndReadBack() {
        RuleBook<OrderView, OrderAction> few = book("few", List.of(upTo("a", 5, new OrderAction.Approve())));
        books.keep(policy(few), NOW);
        books.keep(policy(few), NOW.plusSeconds(60));
        assertEquals(
                List.of(
                        new Books.Kept(Books.REVIEW, "few@1", NOW),
                        new Books.Kept(Books.FLOW, "standard@2", NOW),
                        new Books.Kept(Books.GIFTS, "none@0", NOW)),
                books.all());
        RuleBook<OrderView, OrderAction> read =
                books.review("few@1", FIELDS).orElseThrow().orThrow();
        assertEquals("few@1", read.reference());
        assertEquals(
                RuleBookWriter.of(Policy.reviewActions()).json(few),
                RuleBookWriter.of(Policy.reviewActions()).json(read));
        OrderFlow flow = books.flow("standard@2", FIELDS).orElseThrow().orThrow();
        assertEquals(OrderFlow.standard(Duration.ZERO).gates(), flow.gates());
        assertTrue(books.review("standard@2", FIELDS).isEmpty(), "a flow is not a book");
        assertTrue(books.flow("standard@3", FIELDS).isEmpty());
    }

    @Test
    void anotherContentIsRefusedWithTheRulesThatDifferAndNothingIsKept() {
        books.keep(
                policy(book(
                        "b",
                        List.of(upTo("same", 1, new OrderAction.Approve()), upTo("x", 5, new OrderAction.Seal())))),
                NOW);
        Policy other = policy(book(
                        "b",
                        List.of(
                                upTo("same", 1, new OrderAction.Approve()),
                                upTo("x", 6, new OrderAction.Seal()),
                                upTo("y", 6, new OrderAction.Seal()))))
                .withFlow(OrderFlow.standard(Duration.ofHours(1)));
        String told = refusal(other);
        assertTrue(told.contains("'b@1' that is kept since 2026-03-01T02:00:00Z"), told);
        assertTrue(told.contains("they differ in rule x, rule y."), told);
        assertTrue(told.contains("\nGive the changed one a new version"), told);
        assertEquals(3, rows(), "the flow of the refused policy is not kept either");
    }

    @Test
    void anotherFlowOfTheSameNameIsRefusedWithTheGatesThatDiffer() {
        String text = "flow: f\nversion: 1\ngates:\n  - {type: LOOK, when: always, reason: r, blocks: [RELEASE],"
                + " releasers: [desk]}\n";
        books.keep(Policy.defaults().withFlow(flow(text)), NOW);
        String told = refusal(policy(book("new", List.of(upTo("a", 5, new OrderAction.Seal()))))
                .withFlow(flow(text.replace("desk", "boss"))));
        assertTrue(told.contains("The flow 'f@1'") && told.contains("they differ in gate LOOK."), told);
        assertTrue(books.review("new@1", FIELDS).isEmpty());
    }

    private static GiftBook gifts(String text) {
        return GiftBookReader.read("gifts.yaml", text.getBytes(StandardCharsets.UTF_8), FIELDS)
                .orThrow();
    }

    @Test
    void giftBooksAreKeptAndReadBackAndAnotherContentIsRefused() {
        String text = """
            gifts: spring
            version: 1
            rules:
              - {id: CUP, version: 1, tiers: [{amount: 99.00 CNY, allOf: [{sku: CUP, pieces: 2}]}]}
              - {id: RICE, version: 1, tiers: [{pieces: 3, allOf: [{sku: RICE, quantity: 0.5 kg}]}]}
            """;
        GiftBook spring = gifts(text);
        books.keep(Policy.defaults().withGifts(spring), NOW);
        assertEquals(
                spring.rules(),
                books.gifts("spring@1", FIELDS).orElseThrow().orThrow().rules());
        assertTrue(books.gifts("spring@2", FIELDS).isEmpty());
        String told = refusal(Policy.defaults().withGifts(gifts(text.replace("99.00", "49.00"))));
        assertTrue(told.startsWith("The gift book 'spring@1' is not") && told.contains("differ in rule CUP."), told);
        GiftBook unnamed = GiftBook.compile("a b", "1", spring.rules()).orThrow();
        assertTrue(refusal(Policy.defaults().withGifts(unnamed)).contains("'a b@1' has no written form"));
    }

    @Test
    void theSameInAnotherFormIsTheSame() {
        OrderFlow standard = OrderFlow.standard(Duration.ZERO);
        String compact = FlowWriter.json(standard).replaceAll("\\n *", "");
        store.commit(Commit.builder()
                .insert(Row.json(Tables.BOOK, 1, 1, compact, Books.FLOW, "standard@2", NOW))
                .build());
        books.keep(Policy.defaults(), NOW);
        assertEquals(3, rows());
    }

    @Test
    void whatHasNoWrittenFormIsRefused() {
        String told = refusal(policy(book("my book", List.of(upTo("a", 5, new OrderAction.Approve())))));
        assertTrue(told.contains("my book@1") && told.contains("has no written form.\nUse letters"), told);
        OrderFlow nameless = OrderFlow.of(
                "nameless", FIELDS, OrderFlow.standard(Duration.ZERO).gates());
        assertTrue(refusal(Policy.defaults().withFlow(nameless)).contains("'nameless' has no written form"));
        assertTrue(refusal(policy(book("b", List.of(upTo("a", 5, new OrderAction.Lift("X"))))))
                .contains("\n"));
        assertEquals(0, rows());
    }

    @Test
    void booksMadeInCodeMayBeEmptyOrHoldEverything() {
        Rule<OrderAction> stop = Rule.<OrderAction>builder("stop", 1, RuleGroup.RISK, Condition.always())
                .then(OrderAction.Hold.review())
                .build();
        for (RuleBook<OrderView, OrderAction> odd : List.of(book("empty", List.of()), book("all", List.of(stop)))) {
            books.keep(policy(odd), NOW);
            assertEquals(
                    odd.rules().size(),
                    books.review(odd.reference(), FIELDS)
                            .orElseThrow()
                            .orThrow()
                            .rules()
                            .size());
        }
    }

    @Test
    void aBookThatAsksForFieldsOfAnotherCatalogTellsWhichAreMissing() {
        Condition early = new Condition.Compare("order.minuteOfDay", Condition.Operator.LESS, Literal.of(600));
        RuleBook<OrderView, OrderAction> clock = RuleBook.<OrderView, OrderAction>compile(
                        "clock",
                        "1",
                        OrderFields.orders(ZoneId.of("Asia/Shanghai")),
                        List.of(Rule.<OrderAction>builder("early", 1, RuleGroup.STOCK, early)
                                .then(new OrderAction.Approve())
                                .build()))
                .orThrow();
        books.keep(policy(clock), NOW);
        Checked<RuleBook<OrderView, OrderAction>> read =
                books.review("clock@1", FIELDS).orElseThrow();
        assertFalse(read.isOk());
        assertTrue(read.problems().get(0).problem().contains("order.minuteOfDay"), read::toString);
    }

    @Test
    void twoProcessesMayKeepTheSameAtOnceButNotTwoContentsOfOneName() {
        RuleBook<OrderView, OrderAction> one = book("b", List.of(upTo("x", 5, new OrderAction.Seal())));
        overtakenBy(policy(one)).keep(policy(one), NOW);
        assertEquals(3, rows());
        RuleBook<OrderView, OrderAction> two = book("c", List.of(upTo("x", 5, new OrderAction.Seal())));
        Books late = overtakenBy(policy(two));
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> late.keep(policy(book("c", List.of(upTo("x", 6, new OrderAction.Seal())))), NOW))
                .getMessage();
        assertTrue(told.contains("differ in rule x"), told);
    }

    /** Books of a process whose first commit comes just after that of another one. */
    private Books overtakenBy(Policy other) {
        Books first = books;
        Store late = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        first.keep(other, NOW);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new Books(late, ids::incrementAndGet);
    }

    @Test
    void aFileKeepsThemOverARestart() {
        store.close();
        RuleBook<OrderView, OrderAction> book = book("b", List.of(upTo("x", 5, new OrderAction.Seal())));
        for (int start = 0; start < 2; start++) {
            store = Stores.sqlite(folder.resolve("books.db"));
            store.migrate(Tables.SCHEMA);
            books = new Books(store, ids::incrementAndGet);
            books.keep(policy(book), NOW.plusSeconds(start));
            assertEquals(NOW, books.all().get(0).since());
            assertEquals(3, rows());
            assertTrue(refusal(policy(book("b", List.of(upTo("x", 4, new OrderAction.Seal())))))
                    .contains("rule x"));
            store.close();
        }
    }
}
