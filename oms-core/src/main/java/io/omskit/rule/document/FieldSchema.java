package io.omskit.rule.document;

import static io.omskit.rule.document.SchemaWriting.JSON;
import static io.omskit.rule.document.SchemaWriting.texts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Fields.Domain;
import io.omskit.rule.Sensitivity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a schema that names fields: what each means, how it may be asked, and with what it is compared. */
final class FieldSchema {
    private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
    private static final String NAME = "^[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)*$";

    private final ObjectNode defs;
    /** How the fields of a name are asked; those that share a name and are asked in different ways are left open. */
    private final Map<String, Asked> asked = new LinkedHashMap<>();

    private final Map<String, String> descriptions = new LinkedHashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    FieldSchema(ObjectNode defs) {
        this.defs = defs;
    }

    /** What decides how a field is asked. */
    private record Asked(FieldType type, String unit, List<String> words) {
        boolean isSummed() {
            return ConditionReading.SUMMABLE.contains(type);
        }

        List<String> operators() {
            return switch (type) {
                case TEXT -> List.of("=", "!=", "in", "contains", "startsWith", "present");
                case BOOLEAN -> List.of("=", "!=", "present");
                case TEXT_SET -> List.of("contains", "in", "present");
                case LINES -> List.of("present");
                case INTEGER, DECIMAL, MONEY, QUANTITY, INSTANT ->
                    List.of("=", "!=", "<", "<=", ">", ">=", "in", "between", "present");
            };
        }
    }

    void add(Fields<?> fields, Set<String> unread) {
        collect(fields, unread, "");
        names("fieldName", asked.keySet());
        names(
                "listName",
                asked.keySet().stream()
                        .filter(name -> asked(name).type() == FieldType.LINES)
                        .toList());
        names(
                "summedName",
                asked.keySet().stream().filter(name -> asked(name).isSummed()).toList());
        Map<Asked, List<String>> alike = new LinkedHashMap<>();
        asked.forEach((name, how) -> {
            if (!ambiguous.contains(name)) {
                alike.computeIfAbsent(how, none -> new ArrayList<>()).add(name);
            }
        });
        ArrayNode questions = JSON.createArrayNode();
        ArrayNode sums = JSON.createArrayNode();
        alike.forEach((how, names) -> {
            ObjectNode reference = reference(how, names);
            questions.add(given("field", names, question(how, reference)));
            if (how.isSummed()) {
                sums.add(given("of", names, compared(reference)));
            }
        });
        ((ObjectNode) defs.get("field")).set("allOf", questions);
        ((ObjectNode) defs.get("sumLines")).set("allOf", sums);
    }

    private Asked asked(String name) {
        return asked.getOrDefault(name, new Asked(FieldType.TEXT, "", List.of()));
    }

    private void collect(Fields<?> fields, Set<String> unread, String owner) {
        for (Field<?, ?> field : fields.all()) {
            if (field.sensitivity() == Sensitivity.SECRET || unread.contains(field.name())) {
                continue;
            }
            Domain domain = fields.domain(field.name());
            Asked how = new Asked(field.type(), field.unit(), domain.words());
            Asked before = asked.putIfAbsent(field.name(), how);
            if (before != null && !before.equals(how)) {
                ambiguous.add(field.name());
            }
            descriptions.putIfAbsent(field.name(), owner + field.description() + " " + kind(field, domain));
            fields.lineFields(field.name())
                    .ifPresent(lines -> collect(lines, unread, "Of each of '" + field.name() + "': "));
        }
    }

    private static String kind(Field<?, ?> field, Domain domain) {
        String unit = field.unit().isEmpty() ? "" : " in " + field.unit();
        String kind =
                switch (field.type()) {
                    case TEXT -> domain.words().isEmpty() ? "A text" : "One of " + domain.words();
                    case INTEGER -> "A whole number" + unit;
                    case DECIMAL -> "A number" + unit;
                    case MONEY -> "An amount such as 12.50 CNY";
                    case QUANTITY -> "A quantity such as 3 pieces or 1.5 kg";
                    case INSTANT -> "A moment such as 2026-11-11T00:00:00+08:00";
                    case BOOLEAN -> "True or false";
                    case TEXT_SET -> domain.words().isEmpty() ? "A set of texts" : "Some of " + domain.words();
                    case LINES -> "A list: ask with anyLine, allLines, sumLines or countLines";
                };
        return "(" + kind + (domain.notNegative() ? ", never below zero" : "") + ".)";
    }

    private void names(String def, Collection<String> names) {
        ArrayNode forms = defs.putObject(def).putArray("anyOf");
        for (String name : names) {
            forms.addObject().put("const", name).put("description", descriptions.get(name));
        }
        forms.addObject()
                .put("type", "string")
                .put("pattern", NAME)
                .put("description", "A field that the host has added.");
    }

    /** What holds for a question or a sum if it is about one of these fields. */
    private static ObjectNode given(String key, List<String> names, ObjectNode then) {
        ObjectNode condition = JSON.createObjectNode();
        condition.putObject("if").putObject("properties").putObject(key).set("enum", texts(names));
        condition.set("then", then);
        return condition;
    }

    private static ObjectNode question(Asked how, ObjectNode value) {
        ObjectNode then = how.type() == FieldType.LINES ? JSON.createObjectNode() : compared(value);
        List<String> keys = new ArrayList<>(List.of("field"));
        keys.addAll(how.operators());
        ObjectNode properties = then.withObject("/properties");
        properties.retain(keys);
        if (how.operators().contains("in")) {
            properties.putObject("in").set("items", value);
        }
        if (how.operators().contains("between")) {
            properties.putObject("between").set("items", value);
        }
        if (how.type() == FieldType.TEXT_SET) {
            properties.set("contains", value);
        }
        then.putObject("propertyNames").set("enum", texts(keys));
        if (properties.isEmpty()) {
            then.remove("properties");
        }
        return then;
    }

    private static ObjectNode compared(ObjectNode value) {
        ObjectNode then = JSON.createObjectNode();
        ObjectNode properties = then.putObject("properties");
        QuestionReading.SYMBOLS.forEach(symbol -> properties.set(symbol, value));
        return then;
    }

    /** Refers to the values that these fields are compared with, which become a definition of their own. */
    private ObjectNode reference(Asked how, List<String> names) {
        String name =
                switch (how.type()) {
                    case TEXT, TEXT_SET -> how.words().isEmpty() ? "text" : "wordsOf." + names.get(0);
                    case INTEGER, DECIMAL ->
                        how.unit().isEmpty()
                                ? "number"
                                : "numberIn."
                                        + how.unit().replace("%", "percent").replaceAll("[^A-Za-z0-9]", "_");
                    case MONEY -> "money";
                    case QUANTITY -> "quantity";
                    case INSTANT -> "moment";
                    case BOOLEAN -> "truth";
                    case LINES -> "literal";
                };
        ObjectNode value = how.type() == FieldType.LINES ? (ObjectNode) defs.get("literal") : value(how);
        String free = name;
        while (defs.has(free) && !defs.get(free).equals(value)) {
            free += "_"; // another unit of nearly the same name
        }
        defs.set(free, value);
        return JSON.createObjectNode().put("$ref", "#/$defs/" + free);
    }

    private static ObjectNode value(Asked how) {
        ObjectNode value = JSON.createObjectNode();
        return switch (how.type()) {
            case TEXT, TEXT_SET ->
                how.words().isEmpty() ? value.put("type", "string") : value.set("enum", texts(how.words()));
            case INTEGER, DECIMAL -> number(how.unit());
            case MONEY -> money();
            case QUANTITY -> measured(Units.ofGoods()).put("description", "A quantity such as 3 pieces or 1.5 kg.");
            case INSTANT ->
                value.put("type", "string").put("description", "A moment such as 2026-11-11T00:00:00+08:00.");
            case BOOLEAN -> value.put("type", "boolean");
            case LINES -> value;
        };
    }

    private static ObjectNode number(String unit) {
        ObjectNode value = JSON.createObjectNode();
        if (unit.isEmpty()) {
            return value.put("type", "number");
        }
        List<String> units = new ArrayList<>(Units.namesFor(unit));
        if (!units.contains(unit)) {
            units.add(unit);
        }
        value.put("description", "A number in " + unit + ", or one with its unit.");
        value.putArray("anyOf")
                .add(JSON.createObjectNode().put("type", "number"))
                .add(measured(units));
        return value;
    }

    private static ObjectNode measured(Collection<String> units) {
        List<String> quoted = units.stream()
                .map(unit -> unit.replaceAll("[\\\\^$.*+?()\\[\\]{}|]", "\\\\$0"))
                .toList();
        return JSON.createObjectNode()
                .put("type", "string")
                .put("pattern", "^" + NUMBER + " *(" + String.join("|", quoted) + ")$");
    }

    /** An amount with its currency on either side. */
    static ObjectNode money() {
        return JSON.createObjectNode()
                .put("type", "string")
                .put("pattern", "[0-9]\\W+[A-Z]{3}|[A-Z]{3}\\W+[0-9]")
                .put("description", "An amount such as 12.50 CNY.");
    }

    /** A time span. */
    static ObjectNode duration() {
        ObjectNode span = measured(Units.namesOf(Units.Dimension.TIME));
        String pattern = span.get("pattern").textValue();
        return span.put("pattern", pattern + "|^[-+]?[Pp]").put("description", "A span such as 90 minutes or PT36H.");
    }
}
