package io.omskit.order.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.rule.Condition;
import io.omskit.rule.Outcome;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleGroup;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an outcome means for an order: a stop outweighs an approval until somebody has released it. */
class VerdictTest {
    private static final OrderAction APPROVE = new OrderAction.Approve();
    private static final OrderAction TAG = new OrderAction.Tag(List.of("x"));
    private static final OrderAction FRAGILE =
            new OrderAction.Hold("FRAGILE", EnumSet.of(Hold.Step.RELEASE), Set.of(), "");

    private final Order order = new Sold().line("A", Quantity.pieces(1), 100).order();

    /** One rule of each group in turn. */
    private static Outcome<OrderAction> outcome(OrderAction... actions) {
        List<Rule<OrderAction>> rules = new ArrayList<>();
        for (OrderAction action : actions) {
            RuleGroup group = RuleGroup.values()[rules.size()];
            rules.add(Rule.<OrderAction>builder("r" + rules.size(), 1, group, Condition.always())
                    .then(action)
                    .build());
        }
        return new Outcome<>("b@1", rules);
    }

    private Order passed(String type) {
        return order.withPass(new Order.Pass(type, "Ann", Sold.NOON));
    }

    @Test
    void theRuleThatSaysItIsNamed() {
        assertEquals("r1@1", Verdict.of(order, outcome(TAG, APPROVE, APPROVE)).by());
        assertEquals(
                "r2@1",
                Verdict.of(order, outcome(TAG, APPROVE, OrderAction.Hold.review()))
                        .by());
        assertNull(Verdict.of(order, outcome(TAG)).by(), "nobody approved");
        assertEquals("HOLD", Verdict.of(order, outcome()).headline());
    }

    @Test
    void aHoldThatSomebodyReleasedStopsNothingAnyMore() {
        Outcome<OrderAction> both = outcome(FRAGILE, APPROVE);
        assertFalse(Verdict.of(order, both).approved());
        Verdict released = Verdict.of(passed("FRAGILE"), both);
        assertTrue(released.approved());
        assertEquals("r1@1", released.by());
        assertEquals(List.of(FRAGILE, APPROVE), released.actions());
        assertEquals(Set.of(APPROVE), Verdict.effect(passed("FRAGILE"), both));
    }

    @Test
    void effectsAreEqualWhereTheOrderFaresAlike() {
        Set<OrderAction> waits = Verdict.effect(order, outcome());
        assertEquals(Set.of(), waits);
        assertEquals(waits, Verdict.effect(order, outcome(OrderAction.Hold.review())));
        assertEquals(waits, Verdict.effect(order, outcome(APPROVE, OrderAction.Hold.review())));
        assertEquals(Set.of(TAG), Verdict.effect(order, outcome(TAG)));
        assertEquals(Set.of(FRAGILE), Verdict.effect(order, outcome(APPROVE, FRAGILE)));
        assertEquals(
                Verdict.effect(order, outcome(APPROVE, TAG)), Verdict.effect(order, outcome(TAG, APPROVE, APPROVE)));
        OrderAction desk = new OrderAction.Route("desk");
        assertEquals(Set.of(desk), Verdict.effect(passed(Hold.REVIEW), outcome(desk, APPROVE)));
    }
}
