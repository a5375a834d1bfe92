package io.omskit.examples.cli;

import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.PolicyFile;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.Verdict;
import io.omskit.rule.Checked;
import io.omskit.rule.Outcome;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.RuleTrace;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.book.BackTest.DryRun;
import io.omskit.rule.book.RuleBookReader;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Review rules and the other files of a policy: how they are read, and what is printed of them. */
final class ReviewRules {
    private ReviewRules() {}

    /** Reads a file of review rules, gates or gifts. */
    static Checked<PolicyFile> read(String file, ZoneId zone) {
        return PolicyFile.read(file, Input.bytes(file), OrderFields.orders(zone));
    }

    /**
     * The review rules of a file.
     *
     * @param zone of the times of day that its rules read
     * @throws IllegalArgumentException if it has problems; the message names the first
     */
    static RuleBook<OrderView, OrderAction> sound(String file, ZoneId zone) {
        Checked<RuleBook<OrderView, OrderAction>> read = RuleBookReader.of(
                        OrderFields.orders(zone), Policy.reviewActions())
                .read(file, Input.bytes(file));
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

    /**
     * Headline, deciding rule, actions, book and trace as output members; without a deciding rule nothing matched. The
     * headline is the one thing {@code decision} tells; {@code actions} are what the deciding rules ask for, as rules write it.
     */
    static Map<String, Object> members(Order order, DryRun<OrderAction> run) {
        Outcome<OrderAction> outcome = run.decision().plan();
        Verdict verdict = Verdict.of(order, outcome);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("decision", verdict.headline());
        if (verdict.by() != null) {
            out.put("by", verdict.by());
        }
        out.put("actions", verdict.actions().stream().map(ReviewRules::form).toList());
        out.put("book", outcome.book());
        List<Object> trace = new ArrayList<>();
        run.trace().attempts().forEach(attempt -> trace.add(members(attempt)));
        out.put("trace", trace);
        return out;
    }

    /** An action as rules write it: its name, with its arguments where it takes some. */
    private static Object form(OrderAction action) {
        Map.Entry<String, ActionCatalog.Arguments> named =
                Policy.reviewActions().named(action);
        Map<String, Object> arguments = new LinkedHashMap<>();
        named.getValue()
                .values()
                .forEach((name, value) -> arguments.put(name, value instanceof Duration ? value.toString() : value));
        return arguments.isEmpty() ? named.getKey() : Map.of(named.getKey(), arguments);
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
