package io.omskit.engine;

import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.RuleBook;

/** The rules in force: replacing them, and trying others on stored orders. Safe for several threads. */
public final class Rules {
    private final Oms oms;

    Rules(Oms oms) {
        this.oms = oms;
    }

    /** The review rules in force. */
    public RuleBook<OrderView, OrderAction> book() {
        return oms.policy().review();
    }

    /** Puts another book in force, from the next batch and the next command on; see {@link Oms#use}. */
    public void use(RuleBook<OrderView, OrderAction> book) {
        oms.use(oms.policy().withReview(book));
    }
}
