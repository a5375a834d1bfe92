package io.omskit.order.flow;

import io.omskit.order.Hold.Step;
import io.omskit.rule.Condition;
import io.omskit.rule.document.ActionWriting;
import io.omskit.rule.document.ConditionWriting;
import io.omskit.rule.document.DocumentWriter;
import io.omskit.rule.document.Keys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes an order flow as a document in a fixed form: equal flows give equal texts, and {@link FlowReader} reads them back
 * as the same flow. Pure; no state.
 */
public final class FlowWriter {
    private FlowWriter() {}

    /**
     * Writes a flow as YAML.
     *
     * @throws IllegalArgumentException if its name or the type of a gate has no written form
     */
    public static String yaml(OrderFlow flow) {
        return DocumentWriter.yaml(form(flow));
    }

    /**
     * Writes a flow as JSON.
     *
     * @throws IllegalArgumentException if its name or the type of a gate has no written form
     */
    public static String json(OrderFlow flow) {
        return DocumentWriter.json(form(flow));
    }

    private static Map<String, Object> form(OrderFlow flow) {
        String reference = flow.toString();
        int at = Math.max(0, reference.lastIndexOf('@'));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("flow", name(reference.substring(0, at), reference));
        form.put("version", name(reference.substring(Math.min(reference.length(), at + 1)), reference));
        form.put("gates", flow.gates().stream().map(FlowWriter::gate).toList());
        return form;
    }

    private static String name(String text, String whose) {
        if (!Keys.isName(text)) {
            throw new IllegalArgumentException("'" + whose + "' has no written form.\n"
                    + "Use letters, digits, dots, dashes and underscores, and name@version for a flow.");
        }
        return text;
    }

    private static Map<String, Object> gate(Gate gate) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", name(gate.type(), gate.type()));
        form.put("when", condition(gate.when()));
        Condition lines = gate.lines();
        if (lines != null) {
            form.put("lines", condition(lines));
        }
        if (!gate.releaseWhen().equals(new Condition.Not(gate.when()))) {
            form.put("releaseWhen", condition(gate.releaseWhen()));
        }
        if (!gate.releasers().isEmpty()) {
            form.put("releasers", List.copyOf(new TreeSet<>(gate.releasers())));
        }
        if (gate.approvals() > 1) {
            form.put("approvals", gate.approvals());
        }
        Duration expiry = gate.expiry();
        if (expiry != null) {
            form.put("expiry", expiry.toString());
            if (gate.expiryFrom() != Gate.From.CLOSED) {
                form.put("expiryFrom", gate.expiryFrom().name());
            }
        }
        put(form, "recheck", gate.recheck());
        form.put("blocks", new TreeSet<>(gate.blocks()).stream().map(Step::name).toList());
        form.put("reason", gate.reason());
        AskBack askBack = gate.askBack();
        if (askBack != null) {
            form.put("askBack", ActionWriting.form(askBack.arguments()));
        }
        put(form, "onEntry", gate.onEntry());
        put(form, "onExit", gate.onExit());
        return form;
    }

    private static Object condition(Condition condition) {
        return condition.equals(Gate.NEVER) ? GateReading.NEVER : ConditionWriting.form(condition);
    }

    private static void put(Map<String, Object> form, String key, @Nullable Duration span) {
        if (span != null) {
            form.put(key, span.toString());
        }
    }

    private static void put(Map<String, Object> form, String key, List<OrderAction> actions) {
        if (!actions.isEmpty()) {
            form.put(
                    key,
                    actions.stream()
                            .map(action -> ActionWriting.form(action, OrderActions.ofGates()))
                            .toList());
        }
    }
}
