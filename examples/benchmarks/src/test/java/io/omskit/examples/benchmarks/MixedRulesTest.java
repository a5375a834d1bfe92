package io.omskit.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.RuleBook;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MixedRulesTest {
    private static final int ORDERS = 1_000;

    @Test
    void bookAndLambdasDecideAlike() throws IOException {
        RuleBook<OrderView, OrderAction> book = MixedRules.book();
        assertEquals(100, book.rules().size());
        Set<Long> seen = new HashSet<>();
        Set<String> deciding = new HashSet<>();
        for (OrderView view : RuleOrders.views(ORDERS)) {
            var decision = book.evaluate(view, view.now());
            long number = MixedRules.number(book, decision);
            assertEquals(
                    HandWritten.decide(view), number, () -> view.order().ref().number() + " " + decision.plan());
            seen.add(number);
            decision.plan().deciding().forEach(rule -> deciding.add(rule.id()));
        }
        assertTrue(seen.size() > ORDERS / 4, () -> "only " + seen.size() + " different decisions");
        assertTrue(deciding.size() > 60, () -> "only " + deciding.size() + " rules ever decide");
    }

    @Test
    void otherEnginesDecideAlike() throws IOException {
        RuleBook<OrderView, OrderAction> book = MixedRules.book();
        Map<String, ForeignRules> engines = Map.of(
                "CEL", ForeignRules.cel(book),
                "QLExpress", ForeignRules.qlExpress(book),
                "Drools", ForeignRules.drools(book));
        for (OrderView view : RuleOrders.views(ORDERS / 5)) {
            RuleFacts facts = new RuleFacts(view);
            engines.forEach((name, rules) -> assertEquals(
                    HandWritten.decide(view),
                    rules.decide(facts),
                    () -> name + " " + view.order().ref().number()));
        }
    }
}
