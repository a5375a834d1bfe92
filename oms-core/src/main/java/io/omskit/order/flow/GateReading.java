package io.omskit.order.flow;

import io.omskit.order.Hold.Step;
import io.omskit.order.OrderView;
import io.omskit.rule.Condition;
import io.omskit.rule.Fields;
import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.rule.document.ActionReading;
import io.omskit.rule.document.ConditionReading;
import io.omskit.rule.document.Findings;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.LiteralReading;
import io.omskit.rule.document.Node;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Scalar;
import io.omskit.rule.document.Places;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the gates of one flow. A part that cannot be read becomes a problem, and the other parts are still checked; a gate
 * with a problem never leaves this package.
 */
final class GateReading {
    static final List<String> KEYS = List.of(
            "type",
            "when",
            "lines",
            "releaseWhen",
            "releasers",
            "approvals",
            "expiry",
            "expiryFrom",
            "recheck",
            "blocks",
            "reason",
            "askBack",
            "onEntry",
            "onExit");

    /** What stands for the condition that never holds. */
    static final String NEVER = "never";

    private static final List<String> STEPS =
            Arrays.stream(Step.values()).map(Step::name).toList();
    private static final List<String> FROM =
            Arrays.stream(Gate.From.values()).map(Gate.From::name).toList();
    private static final int MOST_APPROVALS = 20;

    private final Fields<OrderView> fields;
    private final Findings findings;
    private final LiteralReading literals;
    private final ConditionReading conditions;
    private final ActionReading<OrderAction> actions;
    private final Places places = new Places();

    GateReading(Fields<OrderView> fields, Findings findings, boolean meaning) {
        this.fields = fields;
        this.findings = findings;
        this.literals = new LiteralReading(findings);
        this.conditions = new ConditionReading(findings, places, meaning);
        this.actions = new ActionReading<>(OrderActions.ofGates(), findings);
    }

    /** The gate, or null and problems. */
    @Nullable
    Gate read(Node node, String path) {
        if (!(node instanceof Mapping mapping)) {
            findings.add(node, path, "A gate is a mapping, not " + node.kind() + ".", "Give it the keys " + KEYS + ".");
            return null;
        }
        int before = findings.count();
        Keys keys = new Keys(mapping, findings, path);
        keys.allowOnly("key of a gate", KEYS);
        String type = keys.name("type", "Give the gate a type of its own; holds carry it.");
        Node whenNode = keys.require("when", "Give a condition; when: always closes the gate for every order.");
        Condition when = whenNode == null ? Condition.always() : condition(whenNode, fields, path + ".when");
        Node linesNode = keys.get("lines");
        Node reasonNode = keys.require("reason", "Tell people why an order waits here.");
        String reason = reasonNode == null ? null : literals.text(reasonNode, "'reason'", path);
        Gate.Builder gate = Gate.builder(type, when, reason == null ? "" : reason)
                .lines(linesNode == null ? null : condition(linesNode, OrderFlow.linesOf(fields), path + ".lines"))
                .releaseWhen(releaseWhen(keys, when, path))
                .releasers(releasers(keys, path))
                .approvals(approvals(keys, path))
                .recheck(span(keys, "recheck", path))
                .blocks(blocks(keys, path))
                .askBack(askBack(keys, path))
                .onEntry(actions(keys, "onEntry", path))
                .onExit(actions(keys, "onExit", path));
        expiry(keys, gate, path);
        return findings.count() > before ? null : build(gate, mapping, path);
    }

    private @Nullable Gate build(Gate.Builder gate, Mapping mapping, String path) {
        try {
            return gate.build();
        } catch (IllegalArgumentException refusal) {
            literals.refused(mapping, path, refusal, "");
            return null;
        }
    }

    private Condition condition(Node node, Fields<?> over, String path) {
        Condition condition = node instanceof Scalar scalar && scalar.text().equals(NEVER)
                ? Gate.NEVER
                : conditions.read(node, over, path);
        places.check(condition, over, path, findings);
        return condition;
    }

    /** Without a word about it a gate opens when the condition that closed it is gone. */
    private Condition releaseWhen(Keys keys, Condition when, String path) {
        Node node = keys.get("releaseWhen");
        return node == null ? new Condition.Not(when) : condition(node, fields, path + ".releaseWhen");
    }

    private String[] releasers(Keys keys, String path) {
        Node node = keys.get("releasers");
        return node == null ? new String[0] : texts(node, "releasers", path).toArray(String[]::new);
    }

    private Set<String> texts(Node node, String key, String path) {
        Set<String> texts = new LinkedHashSet<>();
        if (!(node instanceof Items items) || items.parts().isEmpty()) {
            findings.add(node, path, "'" + key + "' is " + node.kind() + ".", "Write " + key + ": [NAME].");
            return texts;
        }
        for (Node part : items.parts()) {
            String text = literals.text(part, "'" + key + "'", path);
            if (text != null && text.isBlank()) {
                findings.add(part, path, "A name in '" + key + "' is empty.", "Give it or leave it out.");
            } else if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private int approvals(Keys keys, String path) {
        Node node = keys.get("approvals");
        Long count = node == null ? null : literals.integer(node, "'approvals'", 1, MOST_APPROVALS, path);
        return count == null ? 1 : count.intValue();
    }

    private @Nullable Duration span(Keys keys, String key, String path) {
        Node node = keys.get(key);
        return node == null ? null : literals.duration(node, "'" + key + "'", path);
    }

    private void expiry(Keys keys, Gate.Builder gate, String path) {
        Node node = keys.get("expiryFrom");
        String word = node == null ? Gate.From.CLOSED.name() : literals.text(node, "'expiryFrom'", path);
        if (node != null && word != null && !FROM.contains(word)) {
            findings.unknown(node, path, "word for 'expiryFrom'", word, FROM);
        } else if (node != null && keys.get("expiry") == null) {
            findings.add(node, path, "'expiryFrom' stands without 'expiry'.", "Give the expiry, or remove it.");
        }
        gate.expiry(
                span(keys, "expiry", path),
                FROM.contains(String.valueOf(word)) ? Gate.From.valueOf(String.valueOf(word)) : Gate.From.CLOSED);
    }

    private Set<Step> blocks(Keys keys, String path) {
        Node node = keys.require("blocks", "Name what an order waiting here may not do: " + STEPS + ".");
        Set<Step> blocks = EnumSet.noneOf(Step.class);
        if (node instanceof Items items && items.parts().isEmpty()) {
            findings.add(node, path, "The gate blocks nothing.", "Name some of " + STEPS + ", or remove the gate.");
        } else if (node != null) {
            for (String word : texts(node, "blocks", path)) {
                if (STEPS.contains(word)) {
                    blocks.add(Step.valueOf(word));
                } else {
                    findings.unknown(node, path, "step", word, STEPS);
                }
            }
        }
        return blocks.isEmpty() ? OrderAction.Hold.USUAL : blocks;
    }

    private @Nullable AskBack askBack(Keys keys, String path) {
        Node node = keys.get("askBack");
        if (node == null) {
            return null;
        }
        if (!(node instanceof Mapping mapping)) {
            findings.add(
                    node,
                    path,
                    "'askBack' is " + node.kind() + ".",
                    "Give it question, deadline, answers and silence.");
            return null;
        }
        Arguments arguments = actions.arguments("askBack", AskBack.PARAMETERS, mapping, path + ".askBack");
        try {
            return arguments == null ? null : AskBack.of(arguments);
        } catch (IllegalArgumentException refusal) {
            literals.refused(mapping, path + ".askBack", refusal, "");
            return null;
        }
    }

    private List<OrderAction> actions(Keys keys, String key, String path) {
        Node node = keys.get(key);
        if (node == null) {
            return List.of();
        }
        List<OrderAction> read = actions.read(node, path + "." + key);
        actions.requireTogether(read, node, path + "." + key);
        return read;
    }
}
