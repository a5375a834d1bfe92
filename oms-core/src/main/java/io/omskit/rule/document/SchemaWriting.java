package io.omskit.rule.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.rule.Fields;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.action.ActionCatalog.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the JSON Schema (draft 2020-12) of a kind of document, so that editors complete it: its form, the fields that
 * conditions may ask with what may stand beside each, and the actions with their parameters. What a reader accepts, the
 * schema accepts; names of fields that it does not know stay valid, because a host may add its own.
 */
public final class SchemaWriting {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONDITIONS = "conditions.schema.json";

    private final ObjectNode root;
    private final ObjectNode defs;

    private SchemaWriting(ObjectNode root) {
        this.root = root;
        this.defs = root.withObject("/$defs");
    }

    /**
     * Starts with the form of a document, whose conditions are {@code #/$defs/condition} and whose actions are {@code
     * #/$defs/action}.
     *
     * @param owner the class beside which the form lies as a resource
     */
    public static SchemaWriting of(Class<?> owner, String form) {
        SchemaWriting schema = new SchemaWriting(resource(owner, form));
        schema.defs.setAll(
                (ObjectNode) resource(SchemaWriting.class, CONDITIONS).get("$defs"));
        return schema;
    }

    private static ObjectNode resource(Class<?> owner, String name) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the module", e);
        }
    }

    /** Names the fields of a catalog and of its lines. */
    public SchemaWriting withFields(Fields<?> fields) {
        return withFields(fields, Set.of());
    }

    /** Names the fields of a catalog and of its lines but those that this kind of document cannot read. */
    public SchemaWriting withFields(Fields<?> fields, Set<String> unread) {
        new FieldSchema(defs).add(fields, unread);
        return this;
    }

    /** Names the actions of a catalog, each with what it takes. */
    public SchemaWriting withActions(ActionCatalog<?> actions) {
        ArrayNode forms = defs.putObject("action")
                .put("description", "The name of an action, or its name with its arguments below it.")
                .putArray("anyOf");
        ObjectNode mapping = JSON.createObjectNode();
        for (Map.Entry<String, String> action : actions.descriptions().entrySet()) {
            List<Parameter> parameters = actions.parameters(action.getKey()).orElse(List.of());
            if (parameters.stream().noneMatch(Parameter::required)) {
                forms.addObject().put("const", action.getKey()).put("description", action.getValue());
            }
            mapping.set(action.getKey(), arguments(action.getValue(), parameters));
        }
        forms.addObject()
                .put("type", "object")
                .put("minProperties", 1)
                .put("maxProperties", 1)
                .put("additionalProperties", false)
                .set("properties", mapping);
        return this;
    }

    private static ObjectNode arguments(String description, List<Parameter> parameters) {
        ObjectNode arguments = JSON.createObjectNode()
                .put("description", description)
                .put("type", "object")
                .put("additionalProperties", false);
        List<String> required = parameters.stream()
                .filter(Parameter::required)
                .map(Parameter::name)
                .toList();
        if (!required.isEmpty()) {
            arguments.set("required", texts(required));
        }
        ObjectNode properties = JSON.createObjectNode();
        parameters.forEach(parameter -> properties.set(parameter.name(), value(parameter)));
        if (!parameters.isEmpty()) {
            arguments.set("properties", properties);
        }
        return arguments;
    }

    private static ObjectNode value(Parameter parameter) {
        ObjectNode value = JSON.createObjectNode();
        return switch (parameter.type()) {
            case TEXT -> filled();
            case WORD -> value.set("enum", texts(parameter.words()));
            case WORDS ->
                value.put("type", "array").set("items", JSON.createObjectNode().set("enum", texts(parameter.words())));
            case TEXTS -> value.put("type", "array").put("minItems", 1).set("items", filled());
            case CHOICES ->
                value.put("type", "object")
                        .put("minProperties", 1)
                        .set("additionalProperties", JSON.createObjectNode().set("enum", texts(parameter.words())));
            case INTEGER ->
                value.put("type", "integer").put("minimum", parameter.least()).put("maximum", parameter.most());
            case MONEY -> FieldSchema.money();
            case DURATION -> FieldSchema.duration();
            case FLAG -> value.put("type", "boolean");
        };
    }

    private static ObjectNode filled() {
        return JSON.createObjectNode().put("type", "string").put("minLength", 1);
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** {@return the schema as JSON text, short members on one line} */
    public String text() {
        StringBuilder text = new StringBuilder();
        SchemaText.write(root, 0, 0, text);
        return text.append('\n').toString();
    }

    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
