package io.omskit.rule;

import io.omskit.rule.Condition.Operator;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Seeded sales, conditions and rules. Values come from small pools, so that equality and limits are met often. */
final class RandomRules {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String[] TEXTS = {"", "a", "ab", "abc", "b", "bc"};
    private static final long[] NUMBERS = {Long.MIN_VALUE, -2, -1, 0, 1, 2, 3, Long.MAX_VALUE};
    private static final String[] DECIMALS = {"-1", "0", "0.0", "0.10", "0.1", "1E+1", "10", "2.5"};

    private final Random random;

    RandomRules(long seed) {
        this.random = new Random(seed);
    }

    Sale sale() {
        Map<String, Object> values = values(Sale.FIELDS);
        if (random.nextInt(6) > 0) {
            List<Sale.Part> parts = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                parts.add(new Sale.Part(Map.copyOf(values(Sale.PART_FIELDS))));
            }
            values.put("sale.parts", List.copyOf(parts));
        }
        return new Sale(Map.copyOf(values));
    }

    Condition condition(int depth) {
        return condition(Sale.FIELDS, depth);
    }

    List<Rule<String>> rules(int count) {
        List<Rule<String>> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RuleGroup group = pick(RuleGroup.values());
            Rule.Builder<String> rule = Rule.<String>builder("r" + i, 1 + random.nextInt(3), group, condition(2))
                    .priority(random.nextInt(3))
                    .then("action-" + i);
            if (random.nextInt(3) == 0) {
                rule.scope(condition(1));
            }
            if (random.nextInt(4) == 0) {
                rule.valid(random.nextBoolean() ? null : moment(), null);
            }
            rules.add(rule.build());
        }
        return rules;
    }

    Instant moment() {
        return NOON.plusSeconds(random.nextInt(5) - 2);
    }

    private <T> Condition condition(Fields<T> fields, int depth) {
        int kind = depth == 0 ? 3 : random.nextInt(8);
        if (kind < 2) {
            List<Condition> parts = new ArrayList<>();
            for (int i = random.nextInt(3) + kind; i >= kind; i--) {
                parts.add(condition(fields, depth - 1));
            }
            return kind == 0 ? new Condition.All(parts) : new Condition.Any(parts);
        }
        if (kind == 2) {
            return new Condition.Not(condition(fields, depth - 1));
        }
        List<Field<T, ?>> readable = fields.all().stream()
                .filter(field -> field.sensitivity() != Sensitivity.SECRET)
                .filter(field -> depth > 0 || field.type() != FieldType.LINES)
                .toList();
        return about(readable.get(random.nextInt(readable.size())), depth);
    }

    private Condition about(Field<?, ?> field, int depth) {
        String name = field.name();
        if (random.nextInt(8) == 0) {
            return new Condition.IsPresent(name);
        }
        return switch (field.type()) {
            case TEXT ->
                switch (random.nextInt(4)) {
                    case 0 -> new Condition.Compare(name, equality(), literal(field.type()));
                    case 1 -> new Condition.In(name, literals(field.type()));
                    case 2 -> new Condition.Contains(name, TEXTS[1 + random.nextInt(TEXTS.length - 1)]);
                    default -> new Condition.StartsWith(name, TEXTS[1 + random.nextInt(TEXTS.length - 1)]);
                };
            case BOOLEAN -> new Condition.Compare(name, equality(), literal(field.type()));
            case TEXT_SET ->
                random.nextBoolean()
                        ? new Condition.Contains(name, pick(TEXTS))
                        : new Condition.In(name, literals(FieldType.TEXT));
            case LINES -> lines(name, depth - 1);
            default ->
                switch (random.nextInt(3)) {
                    case 0 -> new Condition.Compare(name, pick(Operator.values()), literal(field.type()));
                    case 1 -> new Condition.In(name, literals(field.type()));
                    default -> between(field);
                };
        };
    }

    private Condition lines(String name, int depth) {
        Condition where = random.nextInt(3) == 0 ? Condition.always() : condition(Sale.PART_FIELDS, depth);
        return switch (random.nextInt(4)) {
            case 0 -> new Condition.AnyLine(name, where);
            case 1 -> new Condition.AllLines(name, where);
            case 2 -> new Condition.CountLines(name, where, pick(Operator.values()), random.nextInt(4) - 1);
            default -> {
                Field<Sale.Part, ?> field =
                        Sale.PART_FIELDS.get(pick("part.pieces", "part.kilos", "part.price", "part.quantity"));
                yield new Condition.SumLines(name, where, field.name(), pick(Operator.values()), literal(field.type()));
            }
        };
    }

    private Condition between(Field<?, ?> field) {
        while (true) {
            Literal low = literal(field.type());
            Literal high = literal(field.type());
            Condition condition = new Condition.Between(field.name(), low, high);
            if (NaiveConditions.isSpan(low, high)) {
                return condition;
            }
        }
    }

    private <T> Map<String, Object> values(Fields<T> fields) {
        Map<String, Object> values = new HashMap<>();
        for (Field<T, ?> field : fields.all()) {
            if (field.type() != FieldType.LINES && random.nextInt(6) > 0) {
                values.put(
                        field.name(),
                        field.type() == FieldType.TEXT_SET
                                ? Set.copyOf(Arrays.asList(pick(TEXTS), pick(TEXTS)).stream()
                                        .distinct()
                                        .toList())
                                : value(field.type()));
            }
        }
        return values;
    }

    private Object value(FieldType type) {
        return switch (type) {
            case TEXT -> pick(TEXTS);
            case INTEGER -> NUMBERS[random.nextInt(NUMBERS.length)];
            case DECIMAL -> new BigDecimal(pick(DECIMALS));
            case MONEY -> Money.of(NUMBERS[random.nextInt(NUMBERS.length)], random.nextInt(4) == 0 ? "USD" : "CNY");
            case QUANTITY ->
                Quantity.of(
                        NUMBERS[random.nextInt(NUMBERS.length)],
                        random.nextInt(4) == 0 ? Measure.KILOGRAM : Measure.PIECE);
            case INSTANT -> moment();
            case BOOLEAN -> random.nextBoolean();
            case TEXT_SET, LINES -> throw new AssertionError(type);
        };
    }

    private Literal literal(FieldType type) {
        Object value = value(type);
        return switch (type) {
            case INTEGER -> Literal.of((Long) value);
            case DECIMAL -> Literal.of((BigDecimal) value, "");
            case MONEY -> Literal.of((Money) value);
            case QUANTITY -> Literal.of((Quantity) value);
            case INSTANT -> Literal.of((Instant) value);
            case BOOLEAN -> Literal.of((Boolean) value);
            default -> Literal.of((String) value);
        };
    }

    private Set<Literal> literals(FieldType type) {
        Set<Literal> literals = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            literals.add(literal(type));
        }
        return literals;
    }

    private Operator equality() {
        return random.nextBoolean() ? Operator.EQUAL : Operator.NOT_EQUAL;
    }

    @SafeVarargs
    private <X> X pick(X... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
