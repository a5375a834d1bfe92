package io.omskit.examples.benchmarks;

import io.omskit.decision.Decision;
import io.omskit.engine.policy.Policy;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.Outcome;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.rule.book.RuleBookReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The book of {@code mixed-rules.yaml}, read and compiled as a host does it. */
final class MixedRules {
    private static final String FILE = "mixed-rules.yaml";
    private static final int DIGITS_OF_GROUP = 100;

    private MixedRules() {}

    static byte[] document() throws IOException {
        try (InputStream in = Objects.requireNonNull(MixedRules.class.getResourceAsStream(FILE), FILE)) {
            return in.readAllBytes();
        }
    }

    static RuleBook<OrderView, OrderAction> book() throws IOException {
        return RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                .read(FILE, document())
                .orThrow();
    }

    /** A decision as {@link HandWritten#decide} writes it. */
    static long number(RuleBook<OrderView, OrderAction> book, Decision<Outcome<OrderAction>> decision) {
        long decided = 0;
        for (RuleGroup group : RuleGroup.values()) {
            List<Rule<OrderAction>> rules =
                    book.rules().stream().filter(rule -> rule.group() == group).toList();
            decided = decided * DIGITS_OF_GROUP
                    + decision.plan().deciding(group).map(rules::indexOf).orElse(-1)
                    + 1;
        }
        return decided;
    }
}
