package io.omskit.rule.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Writes JSON that people read: what fits a line stands on one, anything else one member a line. */
final class SchemaText {
    private static final int WIDTH = 150;

    private SchemaText() {}

    /**
     * Appends a node.
     *
     * @param used how much of the line stands before it
     */
    static void write(JsonNode node, int depth, int used, StringBuilder text) {
        String line = line(node);
        if (!node.isContainerNode() || node.isEmpty() || used + line.length() <= WIDTH) {
            text.append(line);
            return;
        }
        text.append(node.isObject() ? '{' : '[');
        String indent = "\n" + "  ".repeat(depth + 1);
        String between = "";
        if (node.isObject()) {
            for (var member : node.properties()) {
                String key = SchemaWriting.quoted(member.getKey()) + ": ";
                text.append(between).append(indent).append(key);
                write(member.getValue(), depth + 1, 2 * depth + 2 + key.length(), text);
                between = ",";
            }
        } else {
            for (JsonNode item : node) {
                text.append(between).append(indent);
                write(item, depth + 1, 2 * depth + 2, text);
                between = ",";
            }
        }
        text.append("\n").append("  ".repeat(depth)).append(node.isObject() ? '}' : ']');
    }

    private static String line(JsonNode node) {
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            node.properties()
                    .forEach(member ->
                            members.add(SchemaWriting.quoted(member.getKey()) + ": " + line(member.getValue())));
            return members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(line(item)));
            return "[" + String.join(", ", items) + "]";
        }
        return node.toString();
    }
}
