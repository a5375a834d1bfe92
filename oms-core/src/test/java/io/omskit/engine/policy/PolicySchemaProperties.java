package io.omskit.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.PolicyFile.Sort;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderActions;
import io.omskit.rule.Field;
import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.action.ActionCatalog.Parameter;
import io.omskit.rule.book.SchemaCheck;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a reader accepts, its schema accepts: no editor marks what is right. */
class PolicySchemaProperties {
    private static final Fields<OrderView> FIELDS = OrderFields.orders(ZoneOffset.UTC)
            .extend(fields -> fields.integer("host.level", "points/day", Sensitivity.PUBLIC, "Level.", order -> 1)
                    .quantity("host.weight", Sensitivity.PUBLIC, "Weight.", order -> null));
    private static final List<Sort> SORTS = List.of(Sort.values());
    private static final List<SchemaCheck> SCHEMAS = SORTS.stream()
            .map(sort -> SchemaCheck.of(PolicyFile.schema(sort, FIELDS)))
            .toList();
    private static final String[] OPERATORS = {
        "=", "!=", "<", "<=", ">", ">=", "in", "between", "contains", "startsWith", "present"
    };
    private static final String[] VALUES = {
        "3",
        "0",
        "-1",
        "2.5",
        "1e3",
        "true",
        "false",
        "'a'",
        "''",
        "'PAID'",
        "'NEW'",
        "'PAYD'",
        "'5 CNY'",
        "'CNY 5.00'",
        "'  CNY   +5 '",
        "'5.00\\t CNY'",
        "'5 CN'",
        "'5'",
        "'3 pieces'",
        "'1.5 kg'",
        "'-2 l'",
        "'1e2g'",
        "'90 minutes'",
        "'1h'",
        "'2 days'",
        "'1 points/day'",
        "'5 %'",
        "'MONDAY'",
        "'LOCKED'",
        "'2026-11-11T00:00:00+08:00'",
        "'2026-11-11T00:00:00.5Z'",
        "'PT36H'",
        "'p1d'",
        "null",
        "[]",
        "{}",
        "'PASS'",
        "'RELEASE'",
        "'HAND_OVER'"
    };

    @Property
    void whatIsAcceptedFollowsTheSchema(@ForAll long seed) {
        Random random = new Random(seed);
        int sort = random.nextInt(SORTS.size());
        String document = document(SORTS.get(sort), random).replace('\'', '"');
        if (PolicyFile.read("file", document.getBytes(UTF_8), FIELDS).isOk()) {
            assertEquals(List.of(), SCHEMAS.get(sort).problems(document), document);
        }
    }

    /** A share needs many documents to be one; few of them may be far from it. */
    @Property(tries = 10)
    void mostOfWhatTheReaderRefusesOfAQuestionTheSchemaRefusesToo(@ForAll long seed) {
        Random random = new Random(seed);
        int seen = 0;
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            String document = book(leaf(random, FIELDS), "'approve'").replace('\'', '"');
            if (!PolicyFile.read("file", document.getBytes(UTF_8), FIELDS).isOk()) {
                refused++;
                seen += SCHEMAS.get(0).problems(document).isEmpty() ? 0 : 1;
            }
        }
        assertTrue(seen * 4 >= refused * 3, seen + " of " + refused);
    }

    private static String document(Sort sort, Random random) {
        String when = condition(random, 0);
        return switch (sort) {
            case RULES -> book(when, action(random, Policy.reviewActions()));
            case FLOW ->
                "{'flow':'f','version':1,'gates':[{'type':'G','reason':'r','blocks':['RELEASE'],'releasers':['x'],'when':"
                        + when + ",'onEntry':[" + action(random, OrderActions.ofGates()) + "]}]}";
            case GIFTS ->
                "{'gifts':'g','version':1,'rules':[{'id':'R','version':1,'tiers':[{'pieces':1,'cheapest':1}],'scope':"
                        + when + "}]}";
        };
    }

    private static String book(String when, String then) {
        return "{'book':'b','version':1,'rules':[{'id':'r','version':1,'group':'RISK','when':" + when + ",'then':["
                + then + "]}]}";
    }

    private static String condition(Random random, int depth) {
        return switch (random.nextInt(depth > 1 ? 6 : 10)) {
            case 6 -> "{'all':[" + condition(random, depth + 1) + "," + condition(random, depth + 1) + "]}";
            case 7 -> "{'not':" + condition(random, depth + 1) + "}";
            case 8 -> "{'anyLine':'lines','where':" + leaf(random, OrderFields.lines()) + "}";
            case 9 ->
                "{'sumLines':'lines','of':'" + name(random, OrderFields.lines()) + "','" + OPERATORS[random.nextInt(6)]
                        + "':" + VALUES[random.nextInt(VALUES.length)] + "}";
            default -> leaf(random, FIELDS);
        };
    }

    private static String leaf(Random random, Fields<?> fields) {
        String operator = OPERATORS[random.nextInt(OPERATORS.length)];
        String name = name(random, fields);
        String value = value(random, fields, name);
        return switch (operator) {
            case "in" -> question(name, operator, "[" + value + "," + value(random, fields, name) + "]");
            case "between" -> question(name, operator, "[" + value + "," + value + "]");
            default -> question(name, operator, value);
        };
    }

    private static String value(Random random, Fields<?> fields, String name) {
        List<String> words = fields.domain(name).words();
        if (random.nextInt(4) == 0) {
            return VALUES[random.nextInt(VALUES.length)];
        }
        if (!words.isEmpty()) {
            return "'" + words.get(random.nextInt(words.size())) + "'";
        }
        return switch (fields.find(name).orElseThrow().type()) {
            case MONEY -> pick(random, "'5 CNY'", "'CNY 5.00'", "'-5.00 USD'", "'  CNY   +5 '");
            case QUANTITY -> pick(random, "'3 pieces'", "'1.5 kg'", "'-2 l'", "'1e2g'", "'2 pcs'");
            case INTEGER -> pick(random, "3", "0", "'90 minutes'", "'1h'", "'2 days'", "'1 points/day'");
            case DECIMAL -> pick(random, "2.5", "1e3", "'5 %'", "'5.25%'");
            case BOOLEAN -> pick(random, "true", "false");
            case INSTANT -> pick(random, "'2026-11-11T00:00:00+08:00'", "'2026-11-11T00:00:00.5Z'");
            case TEXT, TEXT_SET, LINES -> pick(random, "'a'", "'5 CNY'", "''");
        };
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static String name(Random random, Fields<?> fields) {
        List<? extends Field<?, ?>> all = List.copyOf(fields.all());
        return all.get(random.nextInt(all.size())).name();
    }

    private static String question(String name, String operator, String value) {
        return "{'field':'" + name + "','" + operator + "':" + value + "}";
    }

    private static String action(Random random, ActionCatalog<?> actions) {
        List<String> names = List.copyOf(actions.descriptions().keySet());
        String name = names.get(random.nextInt(names.size()));
        List<String> members = new ArrayList<>();
        for (Parameter parameter : actions.parameters(name).orElseThrow()) {
            if (parameter.required() ? random.nextInt(20) > 0 : random.nextInt(3) == 0) {
                members.add("'" + parameter.name() + "':" + argument(random, parameter));
            }
        }
        return members.isEmpty() && random.nextBoolean()
                ? "'" + name + "'"
                : "{'" + name + "':{" + String.join(",", members) + "}}";
    }

    private static String argument(Random random, Parameter parameter) {
        String word = parameter.words().isEmpty()
                ? VALUES[random.nextInt(VALUES.length)]
                : "'" + parameter.words().get(random.nextInt(parameter.words().size())) + "'";
        return switch (parameter.type()) {
            case TEXTS, WORDS -> "[" + word + "]";
            case CHOICES -> "{'yes':" + word + "}";
            default -> word;
        };
    }
}
