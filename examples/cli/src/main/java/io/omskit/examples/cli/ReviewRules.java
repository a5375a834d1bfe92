package io.omskit.examples.cli;

import io.omskit.engine.policy.Policy;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderActions;
import io.omskit.rule.Checked;
import io.omskit.rule.Outcome;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.RuleTrace;
import io.omskit.rule.book.BackTest.DryRun;
import io.omskit.rule.book.RuleBookReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Review rule books: what they may say, how they are read, and what is printed of them. */
final class ReviewRules {
    private ReviewRules() {}

    static Checked<RuleBook<OrderView, OrderAction>> read(String file) {
        return RuleBookReader.of(OrderFields.orders(), Policy.reviewActions()).read(file, Input.bytes(file));
    }

    /**
     * The book of a file.
     *
     * @throws IllegalArgumentException if it has problems; the message names the first
     */
    static RuleBook<OrderView, OrderAction> sound(String file) {
        Checked<RuleBook<OrderView, OrderAction>> read = read(file);
        RuleBook<OrderView, OrderAction> book = read.value();
        if (book == null) {
            RuleProblem first = read.problems().get(0);
            throw new IllegalArgumentException(
                    file + " has " + read.problems().size() + " problems, see: oms rules check; the first: " + first);
        }
        return book;
    }

    /** A problem as output members. */
    static Map<String, Object> members(RuleProblem problem) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("line", problem.place().line());
        out.put("column", problem.place().column());
        out.put("path", problem.place().path());
        out.put("problem", problem.problem());
        out.put("remedy", problem.remedy());
        String nearest = problem.nearest();
        if (nearest != null) {
            out.put("nearest", nearest);
        }
        return out;
    }

    /** What an outcome means for an order: a hold outweighs every approval, and what no rule approves waits. */
    static String decision(Outcome<OrderAction> outcome) {
        return OrderActions.approve(outcome.actions()) ? "APPROVE" : "HOLD";
    }

    /** Decision, deciding rule, book and trace as output members; without a deciding rule nothing matched. */
    static Map<String, Object> members(DryRun<OrderAction> run) {
        Outcome<OrderAction> outcome = run.decision().plan();
        boolean approved = OrderActions.approve(outcome.actions());
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("decision", decision(outcome));
        outcome.deciding().stream()
                .filter(rule -> approved
                        ? rule.then().contains(new OrderAction.Approve())
                        : rule.then().stream().anyMatch(OrderAction::isStop))
                .findFirst()
                .map(Rule::reference)
                .ifPresent(by -> out.put("by", by));
        out.put("book", outcome.book());
        List<Object> trace = new ArrayList<>();
        run.trace().attempts().forEach(attempt -> trace.add(members(attempt)));
        out.put("trace", trace);
        return out;
    }

    private static Map<String, Object> members(RuleTrace.Attempt<OrderAction> attempt) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("rule", attempt.rule().reference());
        out.put("group", attempt.rule().group().name());
        out.put("line", attempt.rule().place().line());
        out.put("verdict", attempt.verdict().name());
        List<Object> readings = new ArrayList<>();
        for (RuleTrace.Reading reading : attempt.readings()) {
            Map<String, Object> values = new LinkedHashMap<>();
            reading.values().forEach(value -> values.put(value.field(), value.text()));
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("test", reading.test());
            one.put("holds", reading.holds());
            one.put("values", values);
            readings.add(one);
        }
        out.put("readings", readings);
        return out;
    }
}
