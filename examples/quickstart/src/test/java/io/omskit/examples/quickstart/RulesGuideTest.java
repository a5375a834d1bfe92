package io.omskit.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.engine.Oms;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.ChannelRef;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.PartyKeys;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleTrace;
import io.omskit.rule.Sensitivity;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the rules guide, run on what the quickstart leaves behind. */
class RulesGuideTest {
    private static final String CAREFUL = """
        book: review
        version: "7"
        rules:
          - id: everything-by-hand
            version: 1
            group: MONEY
            when: {field: order.payable, ">": 0.01 USD}
            then: [hold]
        """;

    @TempDir
    private Path folder;

    private ShopDay day;

    @BeforeEach
    void aDayHasPassed() {
        day = new ShopDay(folder);
        Quickstart.run(day, line -> {});
    }

    private Oms engine() {
        return Oms.builder()
                .store(Stores.sqlite(day.database()))
                .catalog(InMemoryCatalog.builder().build())
                .sealer(Sealer.aesGcm(SealKey.of("2026a", day.secret())))
                .time(day.time())
                .build();
    }

    // load:begin
    private static RuleBook<OrderView, OrderAction> book(String name, byte[] file) {
        return RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read(name, file)
                .orThrow(); // names every problem with its line, its column and what to do
    }

    private static void use(Oms oms, RuleBook<OrderView, OrderAction> book) {
        oms.rules().use(book);
    }
    // load:end

    // reach:begin
    /**
     * What a host knows beside the orders becomes fields like all others.
     *
     * @param reach the carriers that deliver to a region
     * @param invoice the kind of invoice that the buyer of an order wants; null where none is known
     */
    private static Fields<OrderView> fields(Map<String, Set<String>> reach, Function<ChannelRef, String> invoice) {
        return OrderFields.orders().extend(fields -> fields.textSet(
                        "order.carriersInReach",
                        Sensitivity.PUBLIC,
                        "Carriers that deliver there.",
                        view -> view.region() == null ? null : reach.get(view.region()))
                .text(
                        "order.invoiceType",
                        Sensitivity.COMMERCIAL,
                        "The kind of invoice that the buyer wants.",
                        view -> invoice.apply(view.order().ref())));
    }
    // reach:end

    @Test
    void rulesReadWhatTheHostKnows() {
        String rule = """
            book: reach
            version: 1
            rules:
              - id: sf-goes-there
                version: 1
                group: LOGISTICS
                when:
                  all:
                    - {field: order.carriersInReach, contains: sf}
                    - {field: order.invoiceType, in: [none, plain]}
                then: [approve, {carrier: {id: sf}}]
            """;
        Order order = Order.expected(1, new ChannelRef("file", "tea", "1"), Instant.EPOCH);
        Fields<OrderView> fields = fields(Map.of("330106", Set.of("sf", "yto")), ref -> "plain");
        RuleBook<OrderView, OrderAction> book = RuleBookReader.of(fields, Policy.reviewActions())
                .read("reach.yaml", rule.getBytes(UTF_8))
                .orThrow();
        for (String region : new String[] {"330106", "540102", null}) {
            OrderView view = new OrderView(order.withParties(PartyKeys.NONE, region), Instant.EPOCH);
            assertEquals(
                    "330106".equals(region),
                    book.evaluate(view, Instant.EPOCH).plan().actions().contains(new OrderAction.Carrier("sf")));
        }
    }

    // backtest:begin
    private static List<String> treatedOtherwise(Oms oms, RuleBook<OrderView, OrderAction> next) {
        List<String> orders = new ArrayList<>();
        oms.rules()
                .compare(
                        next,
                        different ->
                                orders.add(different.subject().order().ref().toString()));
        return orders;
    }
    // backtest:end

    // explain:begin
    private static List<String> why(Oms oms, Order order) {
        List<String> told = new ArrayList<>();
        oms.rules().explain(order.id()).ifPresent(explained -> {
            told.add(explained.decision().at() + " by " + explained.decision().book());
            if (explained.again() != null) {
                for (RuleTrace.Attempt<OrderAction> tried :
                        explained.again().run().trace().attempts()) {
                    told.add(tried.rule().reference() + " " + tried.verdict() + " " + tried.readings());
                }
            }
            told.add(explained.since().size() + " changes since");
        });
        return told;
    }
    // explain:end

    @Test
    void aBookIsTriedOnStoredOrdersAndThenUsed() {
        RuleBook<OrderView, OrderAction> careful = book("review.yaml", CAREFUL.getBytes(UTF_8));
        try (Oms oms = engine()) {
            List<Order> orders = oms.orders().list(0, 100);
            assertEquals(orders.size(), treatedOtherwise(oms, careful).size());
            use(oms, careful);
            assertEquals("review@7", oms.policy().review().reference());
            assertEquals(List.of(), treatedOtherwise(oms, careful));
        }
    }

    @Test
    void aDecisionOfTheDayIsExplainedAfterAnotherBookCame() {
        RuleBook<OrderView, OrderAction> careful = book("review.yaml", CAREFUL.getBytes(UTF_8));
        try (Oms oms = engine()) {
            use(oms, careful);
            Order passed = oms.orders().list(0, 100).stream()
                    .filter(order -> order.hasPassed(Hold.REVIEW))
                    .findFirst()
                    .orElseThrow();
            List<String> told = why(oms, passed);
            assertTrue(told.get(0).endsWith(" by " + Policy.approveClean().reference()), told::toString);
            assertTrue(told.get(1).startsWith("approve-clean@1 MATCHED")
                    && told.get(1).contains("order.problems"));
        }
    }

    @Test
    void anotherBookUnderAKeptNameIsRefused() {
        byte[] changed = CAREFUL.replace("0.01", "0.02").getBytes(UTF_8);
        try (Oms oms = engine()) {
            use(oms, book("review.yaml", CAREFUL.getBytes(UTF_8)));
            String told = assertThrows(IllegalArgumentException.class, () -> use(oms, book("review.yaml", changed)))
                    .getMessage();
            assertTrue(told.contains("review@7") && told.contains("new version"), told);
        }
    }

    @Test
    void aBookWithProblemsNamesThemAndTheRunningOneStays() {
        byte[] broken = CAREFUL.replace("order.payable", "order.payble").getBytes(UTF_8);
        try (Oms oms = engine()) {
            String before = oms.policy().review().reference();
            String told = assertThrows(IllegalArgumentException.class, () -> use(oms, book("review.yaml", broken)))
                    .getMessage();
            assertTrue(told.contains("review.yaml:7:") && told.contains("order.payable"), told);
            assertEquals(before, oms.policy().review().reference());
        }
    }
}
