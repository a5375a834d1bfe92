package io.omskit.order.flow;

import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.rule.Outcome;
import io.omskit.rule.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a review means for one order: a stop outweighs every approval, and what no rule approves waits
 * for a person. A hold of single lines stops these lines alone. A hold that somebody released and a question that was answered well stop nothing any more.
 *
 * @param approved whether the order passes the review
 * @param by the rule that says so, as {@code id@version}; absent where the order waits because no rule approves it
 * @param actions what all deciding rules ask for, in order
 */
public record Verdict(boolean approved, @Nullable String by, List<OrderAction> actions) {
    /** Copies the list. */
    public Verdict {
        actions = List.copyOf(actions);
    }

    /** What an outcome means for this order. */
    public static Verdict of(Order order, Outcome<OrderAction> outcome) {
        List<OrderAction> actions = outcome.actions();
        boolean approved = approves(order, actions);
        Predicate<OrderAction> says = approved ? OrderAction.Approve.class::isInstance : action -> keeps(order, action);
        String by = outcome.deciding().stream()
                .filter(rule -> rule.then().stream().anyMatch(says))
                .findFirst()
                .map(Rule::reference)
                .orElse(null);
        return new Verdict(approved, by, actions);
    }

    /** Whether these actions let the order pass: one approves it and none keeps it as a whole. */
    static boolean approves(Order order, List<OrderAction> actions) {
        return actions.stream().anyMatch(OrderAction.Approve.class::isInstance)
                && actions.stream().noneMatch(action -> keeps(order, action));
    }

    /** Whether an action keeps the whole order in the review; a hold of lines stops these and lets the rest pass. */
    private static boolean keeps(Order order, OrderAction action) {
        return stops(order, action)
                && !(action instanceof OrderAction.Hold hold && !hold.codes().isEmpty());
    }

    private static boolean stops(Order order, OrderAction action) {
        if (action instanceof OrderAction.Hold hold && !hold.type().equals(Hold.REVIEW)) {
            return !order.hasPassed(hold.type());
        }
        return action.isStop() && !(action instanceof OrderAction.Ask && order.hasPassed(OrderAction.Ask.TYPE));
    }

    /** {@return {@code APPROVE} or {@code HOLD}} */
    public String headline() {
        return approved ? "APPROVE" : "HOLD";
    }

    /**
     * What becomes of an order, whichever rules say it: outcomes with equal effects treat it alike. An approval that is
     * outweighed has none, nor has a stop that the order has passed, and a plain hold has the same as no rule at all.
     */
    public static Set<OrderAction> effect(Order order, Outcome<OrderAction> outcome) {
        Set<OrderAction> effect = new LinkedHashSet<>(outcome.actions());
        if (!approves(order, outcome.actions())) {
            effect.removeIf(OrderAction.Approve.class::isInstance);
        }
        effect.removeIf(action -> action.isStop() && !stops(order, action));
        effect.remove(OrderAction.Hold.review());
        return effect;
    }
}
