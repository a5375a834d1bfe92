package io.omskit.order.flow;

import io.omskit.catalog.Sku;
import java.time.Instant;
import java.util.List;

/**
 * What an order needs from outside of it. A decision asks for it once, when the reason for it arises; carrying it out, at
 * least once and under a key of its own, is the matter of whoever applies the decision.
 */
public sealed interface Request {
    /**
     * Goods to add for nothing.
     *
     * @param sku what
     * @param quantity how many smallest steps of its measure
     * @param by the rule or gate that gives it
     */
    record Gift(Sku sku, long quantity, String by) implements Request {}

    /**
     * A question to the customer.
     *
     * @param type the gate or hold that waits for the answer
     * @param question the text
     * @param deadline from when silence counts
     * @param answers the possible answers
     */
    record Ask(String type, String question, Instant deadline, List<String> answers) implements Request {
        /** Copies the list. */
        public Ask {
            answers = List.copyOf(answers);
        }
    }

    /**
     * What is not shipped is to be canceled.
     *
     * @param type the gate or hold whose question was answered so
     * @param answer the answer; empty for silence
     */
    record Cancel(String type, String answer) implements Request {}
}
