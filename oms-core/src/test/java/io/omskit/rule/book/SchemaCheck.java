package io.omskit.rule.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Validates JSON against the keywords that the published schema uses; a keyword that it does not know is an error. */
public final class SchemaCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOTES = Set.of("$schema", "$defs", "title", "description");

    private final JsonNode root;

    private SchemaCheck(JsonNode root) {
        this.root = root;
    }

    static SchemaCheck published() {
        return of(Goods.READER.schema());
    }

    public static SchemaCheck of(String schema) {
        return new SchemaCheck(json(schema));
    }

    public JsonNode root() {
        return root;
    }

    public List<String> problems(String document) {
        List<String> problems = new ArrayList<>();
        check(json(document), root, "$", problems);
        return problems;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private void check(JsonNode value, JsonNode schema, String path, List<String> problems) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!NOTES.contains(keyword.getKey())
                    && !holds(keyword.getKey(), keyword.getValue(), value, schema, path, problems)) {
                problems.add(path + " fails " + keyword.getKey());
            }
        }
    }

    private boolean holds(
            String keyword, JsonNode wanted, JsonNode value, JsonNode schema, String path, List<String> problems) {
        switch (keyword) {
            case "$ref" -> check(value, root.at(wanted.textValue().substring(1)), path, problems);
            case "properties" ->
                wanted.properties().forEach(member -> {
                    if (value.has(member.getKey())) {
                        check(value.get(member.getKey()), member.getValue(), path + "." + member.getKey(), problems);
                    }
                });
            case "items" -> {
                for (int i = 0; value.isArray() && i < value.size(); i++) {
                    check(value.get(i), wanted, path + "[" + i + "]", problems);
                }
            }
            default -> {
                return holdsItself(keyword, wanted, value, schema, path, problems);
            }
        }
        return true;
    }

    private boolean holdsItself(
            String keyword, JsonNode wanted, JsonNode value, JsonNode schema, String path, List<String> problems) {
        return switch (keyword) {
            case "type" -> isOf(wanted, value);
            case "const" -> value.equals(wanted);
            case "enum" -> contains(wanted, value);
            case "required" -> names(wanted).stream().allMatch(value::has) || !value.isObject();
            case "pattern" ->
                !value.isTextual()
                        || Pattern.compile(wanted.textValue())
                                .matcher(value.textValue())
                                .find();
            case "minimum" -> !value.isNumber() || value.decimalValue().compareTo(wanted.decimalValue()) >= 0;
            case "maximum" -> !value.isNumber() || value.decimalValue().compareTo(wanted.decimalValue()) <= 0;
            case "if" -> !holds(value, wanted, path) || holds(value, schema.path("then"), path);
            case "then" -> true;
            case "propertyNames" ->
                value.properties().stream().allMatch(member -> holds(TextNode.valueOf(member.getKey()), wanted, path));
            case "allOf" -> counted(wanted, value, path) == wanted.size();
            case "not" -> !holds(value, wanted, path);
            case "oneOf" -> counted(wanted, value, path) == 1;
            case "anyOf" -> counted(wanted, value, path) > 0;
            case "dependentRequired" ->
                wanted.properties().stream()
                        .allMatch(member -> !value.has(member.getKey())
                                || names(member.getValue()).stream().allMatch(value::has));
            case "minLength" -> !value.isTextual() || value.textValue().length() >= wanted.intValue();
            case "minItems" -> !value.isArray() || value.size() >= wanted.intValue();
            case "maxItems" -> !value.isArray() || value.size() <= wanted.intValue();
            case "minProperties" -> !value.isObject() || value.size() >= wanted.intValue();
            case "maxProperties" -> !value.isObject() || value.size() <= wanted.intValue();
            case "additionalProperties" -> {
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    if (!schema.path("properties").has(member.getKey())) {
                        if (wanted.isBoolean()) {
                            yield wanted.booleanValue();
                        }
                        check(member.getValue(), wanted, path + "." + member.getKey(), problems);
                    }
                }
                yield true;
            }
            default -> throw new AssertionError("the schema uses the unknown keyword " + keyword);
        };
    }

    private int counted(JsonNode schemas, JsonNode value, String path) {
        int count = 0;
        for (JsonNode schema : schemas) {
            count += holds(value, schema, path) ? 1 : 0;
        }
        return count;
    }

    private boolean holds(JsonNode value, JsonNode schema, String path) {
        List<String> inner = new ArrayList<>();
        check(value, schema, path, inner);
        return inner.isEmpty();
    }

    private static boolean isOf(JsonNode types, JsonNode value) {
        Set<String> allowed = types.isArray() ? names(types) : Set.of(types.textValue());
        return switch (value.getNodeType()) {
            case OBJECT -> allowed.contains("object");
            case ARRAY -> allowed.contains("array");
            case STRING -> allowed.contains("string");
            case BOOLEAN -> allowed.contains("boolean");
            case NUMBER -> allowed.contains("number") || (allowed.contains("integer") && value.isIntegralNumber());
            default -> false;
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.textValue()));
        return names;
    }
}
