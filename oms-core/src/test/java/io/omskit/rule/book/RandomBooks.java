package io.omskit.rule.book;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.rule.Sensitivity;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.rule.action.ActionCatalog.Parameter;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Seeded catalogs of fields and books over them. A field is asked at most once in a rule, so that no rule contradicts
 * itself. Subjects are maps; nothing is ever read from them.
 */
final class RandomBooks {
    private static final String[] UNITS = {"", "minutes", "g", "points/day"};
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "true",
        "null",
        "12",
        "-",
        "- a",
        "a: b",
        "#x",
        "\"",
        "\\",
        "'",
        "\n",
        "\t",
        "\r",
        "中文",
        "😀",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\u200B",
        "{}",
        "[a]",
        "!x",
        "&a",
        "*a",
        ">",
        "|",
        "%",
        "@",
        "`",
        "?",
        ": ",
        "yes",
        "~",
        "1e3",
        "0x1F",
        "2026-01-01",
        "always"
    };

    static final ActionCatalog<Said> ACTIONS = ActionCatalog.<Said>builder()
            .constant("approve", "Goes on.", new Said("approve", Arguments.none()))
            .action(
                    "hold",
                    "Waits.",
                    List.of(
                            Parameter.word("type", "RISK", "ADDRESS", "null"),
                            Parameter.words("blocks", "RELEASE", "HAND_OVER").optional(),
                            Parameter.of("note", Parameter.Type.TEXT).optional(),
                            Parameter.integer("quota", 0, 100).optional(),
                            Parameter.of("above", Parameter.Type.MONEY).optional(),
                            Parameter.of("span", Parameter.Type.DURATION).optional(),
                            Parameter.of("tags", Parameter.Type.TEXTS).optional(),
                            Parameter.choices("answers", "PASS", "CANCEL").optional(),
                            Parameter.of("quiet", Parameter.Type.FLAG).optional()),
                    arguments -> new Said("hold", arguments),
                    said -> said.name.equals("hold") ? Optional.of(said.arguments) : Optional.empty())
            .build();

    private final Random random;
    private final Fields<Map<String, Object>> fields;
    private final List<Field<Map<String, Object>, ?>> whole;

    /** An action as it was said. */
    record Said(String name, Arguments arguments) {}

    RandomBooks(long seed) {
        this.random = new Random(seed);
        Fields<Map<String, Object>> lines = catalog("line", null);
        this.fields = catalog("order", lines);
        this.whole = List.copyOf(fields.all());
    }

    Fields<Map<String, Object>> fields() {
        return fields;
    }

    @SuppressWarnings("unchecked") // only the class object of a generic type is needed
    private Fields<Map<String, Object>> catalog(String prefix, Fields<Map<String, Object>> lines) {
        Fields.Builder<Map<String, Object>> builder = Fields.builder((Class<Map<String, Object>>) (Class<?>) Map.class);
        int count = 3 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String name = prefix + ".f" + i;
            Sensitivity kept = random.nextBoolean() ? Sensitivity.PUBLIC : Sensitivity.PERSONAL;
            switch (random.nextInt(8)) {
                case 0 -> builder.text(name, kept, "Text.", map -> (String) map.get(name));
                case 1 -> builder.integer(name, pick(UNITS), kept, "Number.", map -> (Long) map.get(name));
                case 2 -> builder.decimal(name, pick(UNITS), kept, "Decimal.", map -> (BigDecimal) map.get(name));
                case 3 -> builder.money(name, kept, "Money.", map -> (Money) map.get(name));
                case 4 -> builder.quantity(name, kept, "Quantity.", map -> (Quantity) map.get(name));
                case 5 -> builder.instant(name, kept, "Moment.", map -> (Instant) map.get(name));
                case 6 -> builder.bool(name, kept, "Flag.", map -> (Boolean) map.get(name));
                default -> builder.textSet(name, kept, "Texts.", map -> Set.of());
            }
        }
        if (lines != null) {
            builder.lines("order.lines", Sensitivity.PUBLIC, "Lines.", lines, map -> List.of());
        }
        return builder.build();
    }

    RuleBook<Map<String, Object>, Said> book() {
        List<Rule<Said>> rules = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Rule.Builder<Said> rule = Rule.<Said>builder(
                            "r-" + i, 1 + random.nextInt(9), pick(RuleGroup.values()), joined(fields, whole, 0))
                    .priority(random.nextInt(7) - 3)
                    .then(action());
            if (random.nextBoolean()) {
                rule.then(action());
            }
            if (random.nextInt(3) == 0) {
                Instant from = moment();
                rule.valid(random.nextBoolean() ? from : null, random.nextBoolean() ? from.plusNanos(1) : null);
            }
            rules.add(rule.build());
        }
        return RuleBook.compile("book." + random.nextInt(100), "v" + random.nextInt(9), fields, rules)
                .orThrow();
    }

    private Said action() {
        if (random.nextInt(3) == 0) {
            return new Said("approve", Arguments.none());
        }
        Arguments said = Arguments.none().with("type", pick("RISK", "ADDRESS", "null"));
        said = random.nextBoolean() ? said : said.with("blocks", List.of("HAND_OVER", "RELEASE"));
        said = random.nextBoolean() ? said : said.with("note", pick(TEXTS) + "x");
        said = random.nextBoolean() ? said : said.with("quota", random.nextInt(101));
        said = random.nextBoolean() ? said : said.with("above", Money.of(random.nextInt(1 << 20), "JPY"));
        said = random.nextBoolean()
                ? said
                : said.with("span", Duration.ofMillis(random.nextInt()).abs());
        said = random.nextBoolean() ? said : said.with("tags", List.of(pick(TEXTS) + "t", anyText() + "t"));
        said = random.nextBoolean() ? said : said.with("answers", Map.of(pick(TEXTS) + "a", pick("PASS", "CANCEL")));
        return new Said("hold", random.nextBoolean() ? said : said.with("quiet", random.nextBoolean()));
    }

    /** Asks some of the fields, each once, joined in a random way. */
    private Condition joined(Fields<?> catalog, List<? extends Field<?, ?>> some, int depth) {
        if (some.size() == 1 || depth > 4) {
            Condition leaf = leaf(some.get(0), catalog, depth);
            return random.nextInt(4) == 0 ? new Condition.Not(leaf) : leaf;
        }
        int middle = 1 + random.nextInt(some.size() - 1);
        Condition left = joined(catalog, some.subList(0, middle), depth + 1);
        Condition right = joined(catalog, some.subList(middle, some.size()), depth + 1);
        Condition both = random.nextBoolean() ? Condition.all(left, right) : Condition.any(left, right);
        return random.nextInt(5) == 0 ? new Condition.Not(both) : both;
    }

    private Condition leaf(Field<?, ?> field, Fields<?> catalog, int depth) {
        if (field.type() == FieldType.LINES) {
            return lines(field, catalog.lineFields(field.name()).orElseThrow(), depth);
        }
        // what is never absent need not be asked for
        if (!catalog.domain(field.name()).present() && random.nextInt(8) == 0) {
            return new Condition.IsPresent(field.name());
        }
        boolean text = field.type() == FieldType.TEXT;
        if (field.type() == FieldType.TEXT_SET || (text && random.nextInt(3) == 0)) {
            return switch (random.nextInt(3)) {
                case 0 -> new Condition.In(field.name(), literals(field));
                case 1 ->
                    text
                            ? new Condition.StartsWith(field.name(), pick(TEXTS) + "y")
                            : new Condition.Contains(field.name(), pick(TEXTS));
                default -> new Condition.Contains(field.name(), pick(TEXTS) + "z");
            };
        }
        boolean ordered = !text && field.type() != FieldType.BOOLEAN;
        if (field.type() != FieldType.BOOLEAN && random.nextInt(4) == 0) {
            return new Condition.In(field.name(), literals(field));
        }
        if (ordered && random.nextInt(4) == 0) {
            Literal same = literal(field);
            return new Condition.Between(field.name(), same, same);
        }
        Operator operator = ordered ? pick(Operator.values()) : pick(Operator.EQUAL, Operator.NOT_EQUAL);
        return new Condition.Compare(field.name(), operator, literal(field));
    }

    private Condition lines(Field<?, ?> list, Fields<?> lineFields, int depth) {
        List<? extends Field<?, ?>> all = List.copyOf(lineFields.all());
        Condition where = random.nextInt(4) == 0 ? Condition.always() : joined(lineFields, all, depth + 2);
        Operator operator = pick(Operator.values());
        List<? extends Field<?, ?>> summable = all.stream()
                .filter(field -> Set.of(FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.QUANTITY)
                        .contains(field.type()))
                .toList();
        return switch (random.nextInt(summable.isEmpty() ? 3 : 4)) {
            case 0 -> new Condition.AnyLine(list.name(), where);
            case 1 -> new Condition.AllLines(list.name(), where);
            case 2 -> new Condition.CountLines(list.name(), where, operator, random.nextInt(1000));
            default -> {
                Field<?, ?> field = summable.get(random.nextInt(summable.size()));
                yield new Condition.SumLines(list.name(), where, field.name(), operator, literal(field));
            }
        };
    }

    private Set<Literal> literals(Field<?, ?> field) {
        Set<Literal> literals = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            literals.add(literal(field));
        }
        return literals;
    }

    private Literal literal(Field<?, ?> field) {
        String unit = random.nextBoolean() ? field.unit() : "";
        return switch (field.type()) {
            case TEXT, TEXT_SET -> Literal.of(random.nextBoolean() ? pick(TEXTS) : anyText());
            case INTEGER -> Literal.of(BigDecimal.valueOf(random.nextLong()), unit);
            case DECIMAL -> Literal.of(new BigDecimal(new BigInteger(90, random), random.nextInt(60) - 20), unit);
            case MONEY -> Literal.of(Money.of(random.nextLong(), pick("CNY", "JPY", "KWD")));
            case QUANTITY -> Literal.of(Quantity.of(random.nextLong(), pick(Measure.values())));
            case INSTANT -> Literal.of(moment());
            case BOOLEAN -> Literal.of(random.nextBoolean());
            case LINES -> throw new AssertionError(field);
        };
    }

    private String anyText() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x180 : 0x110000);
            text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
        }
        return text.toString();
    }

    private Instant moment() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    @SafeVarargs
    private <X> X pick(X... values) {
        return values[random.nextInt(values.length)];
    }
}
