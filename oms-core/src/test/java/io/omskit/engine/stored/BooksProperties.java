package io.omskit.engine.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.Policy;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever policies two processes put in force one after the other, a name means what it meant first. */
class BooksProperties {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private static RuleBook<OrderView, OrderAction> book(String name, int content) {
        Condition when = new Condition.Compare("order.problems", Condition.Operator.LESS, Literal.of(content));
        return RuleBook.<OrderView, OrderAction>compile(
                        name,
                        "1",
                        OrderFields.orders(),
                        List.of(Rule.<OrderAction>builder("r", 1, RuleGroup.RISK, when)
                                .then(new OrderAction.Approve())
                                .build()))
                .orThrow();
    }

    private static OrderFlow flow(String name, int content) {
        return OrderFlow.of(
                name + "@1",
                OrderFields.orders(),
                OrderFlow.standard(Duration.ofHours(content)).gates());
    }

    @Property
    void theFirstContentOfANameStaysAndARefusalKeepsNothing(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (MemoryStore store = new MemoryStore()) {
            store.migrate(Tables.SCHEMA);
            // both count from the same number, so one has often taken the key of the other
            List<Books> processes = List.of(
                    new Books(store, new AtomicLong()::incrementAndGet),
                    new Books(store, new AtomicLong()::incrementAndGet));
            Map<String, Integer> first = new HashMap<>();
            for (int step = 0; step < 12; step++) {
                String book = "b" + random.nextInt(3);
                String flow = "f" + random.nextInt(3);
                int content = random.nextInt(2);
                int gates = random.nextInt(2);
                boolean sound =
                        first.getOrDefault(book, content) == content && first.getOrDefault(flow, gates) == gates;
                Policy policy =
                        Policy.defaults().withReview(book(book, content)).withFlow(flow(flow, gates));
                assertEquals(sound, isKept(processes.get(random.nextInt(2)), policy), "seed " + seed);
                if (sound) {
                    first.put(book, content);
                    first.put(flow, gates);
                }
            }
            assertEquals(
                    first.size() + (first.isEmpty() ? 0 : 1),
                    processes.get(0).all().size(),
                    "seed " + seed);
            for (Map.Entry<String, Integer> kept : first.entrySet()) {
                assertTrue(isSame(processes.get(1), kept.getKey(), kept.getValue()), "seed " + seed + " " + kept);
            }
        }
    }

    private static boolean isKept(Books books, Policy policy) {
        try {
            books.keep(policy, NOW);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static boolean isSame(Books books, String name, int content) {
        if (name.startsWith("f")) {
            return flow(name, content)
                    .gates()
                    .equals(books.flow(name + "@1", OrderFields.orders())
                            .orElseThrow()
                            .orThrow()
                            .gates());
        }
        Condition kept = books.review(name + "@1", OrderFields.orders())
                .orElseThrow()
                .orThrow()
                .rules()
                .get(0)
                .when();
        return book(name, content).rules().get(0).when().equals(kept);
    }
}
