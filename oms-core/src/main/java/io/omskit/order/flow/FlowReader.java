package io.omskit.order.flow;

import io.omskit.order.OrderView;
import io.omskit.rule.Checked;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.document.Findings;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.Node;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.NodeReader;
import io.omskit.rule.document.SchemaWriting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads order flows from YAML or JSON (which is a part of YAML 1.2). All problems of a document are reported at once, each
 * with its line, its column and, for an unknown name, the nearest known one; a syntax error ends reading where it stands.
 * A flow with a problem is not a flow: whoever reloads keeps the old one. Besides names, types and units the reader
 * refuses what can never have been meant: two gates of one type, a gate that never closes, that blocks nothing or that
 * nothing can open, a question whose answers change nothing.
 *
 * <p>Immutable and thread-safe. The limits are those of rule books.
 */
public final class FlowReader {
    static final List<String> KEYS = List.of("flow", "version", "gates");
    private static final String SCHEMA = "order-flow.schema.json";

    private final Fields<OrderView> fields;
    private final boolean meaning;

    private FlowReader(Fields<OrderView> fields, boolean meaning) {
        this.fields = fields;
        this.meaning = meaning;
    }

    /**
     * Makes a reader.
     *
     * @param fields the catalog that conditions read
     * @return the reader
     */
    public static FlowReader of(Fields<OrderView> fields) {
        return new FlowReader(fields, true);
    }

    /**
     * The same for documents that were written from a flow that was in force: words that a field is no more are let pass.
     *
     * @return a copy
     */
    public FlowReader ofKept() {
        return new FlowReader(fields, false);
    }

    /**
     * The JSON Schema (draft 2020-12) of flows, for editors, with the fields of the catalog and the actions of gates. It accepts
     * every flow that this reader accepts, and names of fields that the catalog does not have.
     *
     * @return the schema as JSON
     */
    public String schema() {
        return SchemaWriting.of(FlowReader.class, SCHEMA)
                .withFields(fields)
                .withActions(OrderActions.ofGates())
                .text();
    }

    /**
     * Reads a document.
     *
     * @param document its name, which problems carry
     * @param content YAML or JSON in UTF-8
     * @return the flow, or all problems by line and column
     */
    public Checked<OrderFlow> read(String document, byte[] content) {
        Findings findings = new Findings(document);
        Node root = NodeReader.read(content, findings);
        OrderFlow flow = root == null ? null : flow(root, findings);
        List<RuleProblem> problems = findings.sorted();
        return new Checked<>(problems.isEmpty() ? flow : null, problems);
    }

    private @Nullable OrderFlow flow(Node root, Findings findings) {
        if (!(root instanceof Mapping mapping)) {
            findings.add(
                    root, "", "An order flow is a mapping, not " + root.kind() + ".", "Give it the keys " + KEYS + ".");
            return null;
        }
        Keys keys = new Keys(mapping, findings, "");
        keys.allowOnly("key of an order flow", KEYS);
        String name = keys.name("flow", "Give the flow a name.");
        String version = keys.name("version", "Give each version of the flow its own; reasons carry it.");
        Node node = keys.require("gates", "List the gates.");
        if (node == null) {
            return null;
        }
        if (!(node instanceof Items items) || items.parts().isEmpty()) {
            findings.add(
                    node,
                    "gates",
                    "'gates' is " + (node instanceof Items ? "empty, so every order would pass" : node.kind()) + ".",
                    "Give a list; begin each gate with a dash.");
            return null;
        }
        return flow(name + "@" + version, items, findings);
    }

    private @Nullable OrderFlow flow(String name, Items items, Findings findings) {
        GateReading reading = new GateReading(fields, findings, meaning);
        List<Gate> gates = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < items.parts().size(); i++) {
            Gate gate = reading.read(items.parts().get(i), "gates[" + i + "]");
            if (gate != null) {
                gates.add(gate);
                positions.add(i);
            }
        }
        for (FlowLogic.Flaw flaw : FlowLogic.flaws(gates, fields)) {
            int at = positions.get(flaw.gate());
            findings.add(items.parts().get(at), "gates[" + at + "]", flaw.problem(), flaw.remedy());
        }
        return findings.count() > 0 ? null : OrderFlow.of(name, fields, gates);
    }
}
