package io.omskit.rule.document;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Between;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Contains;
import io.omskit.rule.Condition.In;
import io.omskit.rule.Condition.IsPresent;
import io.omskit.rule.Condition.Not;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Condition.StartsWith;
import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Fields.Domain;
import io.omskit.rule.Literal;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.Sensitivity;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.Node.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how a condition asks one field. What does not fit the type of the field is left to the compiler to report. */
public final class QuestionReading {
    /** How a field is asked apart from the symbols of {@link Operator}. */
    static final List<String> WORDS = List.of("in", "between", "contains", "startsWith", "present");

    /** The comparisons. */
    public static final List<String> SYMBOLS =
            Arrays.stream(Operator.values()).map(Operator::symbol).toList();

    /** Every way to ask a field. */
    public static final List<String> OPERATORS =
            Stream.of(SYMBOLS, WORDS).flatMap(List::stream).toList();

    /** What other languages write. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("=>", ">="),
            Map.entry("=<", "<="),
            Map.entry("==", "="),
            Map.entry("eq", "="),
            Map.entry("is", "="),
            Map.entry("equals", "="),
            Map.entry("<>", "!="),
            Map.entry("ne", "!="),
            Map.entry("gt", ">"),
            Map.entry("ge", ">="),
            Map.entry("gte", ">="),
            Map.entry("≥", ">="),
            Map.entry("lt", "<"),
            Map.entry("le", "<="),
            Map.entry("lte", "<="),
            Map.entry("≤", "<="),
            Map.entry("exists", "present"));

    private final Findings findings;
    private final LiteralReading literals;
    private final boolean meaning;

    QuestionReading(Findings findings, boolean meaning) {
        this.meaning = meaning;
        this.findings = findings;
        this.literals = new LiteralReading(findings);
    }

    /** The field of this name, or null and a problem. */
    @Nullable
    Field<?, ?> field(Node name, Fields<?> fields, String path) {
        String text = literals.text(name, "the name of a field", path);
        if (text == null) {
            return null;
        }
        Field<?, ?> field = fields.find(text).orElse(null);
        if (field != null && field.sensitivity() != Sensitivity.SECRET) {
            return field;
        }
        List<RuleProblem> problems = new IsPresent(text).compile(fields).problems();
        problems.forEach(problem -> findings.add(problem.withPlace(findings.place(name, path))));
        return problems.isEmpty() ? field : null;
    }

    /** The one operator beside a field, or null and a problem. */
    @Nullable
    Member operator(Member head, Keys keys, String path) {
        List<String> others = new ArrayList<>(FOREIGN.keySet());
        others.addAll(ConditionReading.HEADS);
        int before = findings.count();
        List<Member> operators = keys.among(OPERATORS);
        for (Member foreign : keys.among(FOREIGN.keySet())) {
            String symbol = foreign.key().text();
            String ours = FOREIGN.getOrDefault(symbol, "=");
            findings.add(new RuleProblem(
                    findings.place(foreign.key(), path),
                    "Unknown operator '" + symbol + "'.",
                    "Write '" + ours + "'.",
                    ours));
        }
        keys.allowOnly("operator", OPERATORS, others);
        if (operators.size() > 1) {
            findings.add(
                    operators.get(1).key(),
                    path,
                    "A condition asks its field with '" + operators.get(0).key().text() + "' and with '"
                            + operators.get(1).key().text() + "'.",
                    "Put each question into a condition of its own within all.");
        } else if (operators.isEmpty() && findings.count() == before) {
            findings.add(
                    head.key(),
                    path,
                    "The condition does not say how to ask its field.",
                    "Add one of " + String.join(", ", OPERATORS) + ".");
        }
        return operators.size() == 1 ? operators.get(0) : null;
    }

    /** The question of an operator to a field, or null and a problem. */
    @Nullable
    Condition question(Field<?, ?> field, Domain domain, Member operator, String path) {
        Condition question = question(field, operator, path);
        String word = operator.key().text();
        boolean whole = !word.equals("startsWith") && (!word.equals("contains") || field.type() == FieldType.TEXT_SET);
        if (meaning && whole && question != null && !domain.words().isEmpty()) {
            requireWords(field, domain.words(), operator.value(), path);
        }
        return question;
    }

    /** Refuses texts that the field never is. */
    private void requireWords(Field<?, ?> field, List<String> words, Node value, String path) {
        if (value instanceof Items items) {
            items.parts().forEach(item -> requireWords(field, words, item, path));
        } else if (value instanceof Scalar scalar
                && scalar.type() == Node.Type.TEXT
                && !words.contains(scalar.text())) {
            findings.unknown(scalar, path, "word of field " + field.name(), scalar.text(), words);
        }
    }

    private @Nullable Condition question(Field<?, ?> field, Member operator, String path) {
        Node value = operator.value();
        String what = "field " + field.name();
        String word = operator.key().text();
        boolean textual = field.type() == FieldType.TEXT || field.type() == FieldType.TEXT_SET;
        return switch (word) {
            case "in" -> in(field, value, path);
            case "between" -> between(field, value, path);
            case "contains" -> {
                String part = textual ? literals.text(value, what, path) : "unread";
                yield part == null ? null : new Contains(field.name(), part);
            }
            case "startsWith" -> {
                String part = textual ? literals.text(value, what, path) : "unread";
                yield part == null ? null : new StartsWith(field.name(), part);
            }
            case "present" -> {
                Boolean present = literals.flag(value, "'present'", path);
                Condition test = new IsPresent(field.name());
                yield present == null ? null : present ? test : new Not(test);
            }
            default -> {
                // lists of lines have no literals; the compiler tells what fits them
                Literal literal =
                        field.type() == FieldType.LINES ? Literal.of("") : literals.literal(field, value, path);
                yield literal == null ? null : new Compare(field.name(), operator(word), literal);
            }
        };
    }

    private @Nullable Condition in(Field<?, ?> field, Node value, String path) {
        if (!(value instanceof Items items)) {
            findings.add(value, path, "'in' takes a list, not " + value.kind() + ".", "Write in: [A, B].");
            return null;
        }
        Set<Literal> values = new LinkedHashSet<>();
        boolean complete = true;
        for (Node item : items.parts()) {
            Literal literal = field.type() == FieldType.LINES ? Literal.of("") : literals.literal(field, item, path);
            complete &= literal != null;
            if (literal != null) {
                values.add(literal);
            }
        }
        return complete ? new In(field.name(), values) : null;
    }

    private @Nullable Condition between(Field<?, ?> field, Node value, String path) {
        if (!(value instanceof Items items) || items.parts().size() != 2) {
            findings.add(
                    value,
                    path,
                    "'between' takes two values, lowest first.",
                    "Write between: [LOW, HIGH]; both count.");
            return null;
        }
        if (field.type() == FieldType.LINES) {
            return new Between(field.name(), Literal.of(""), Literal.of(""));
        }
        Literal low = literals.literal(field, items.parts().get(0), path);
        Literal high = literals.literal(field, items.parts().get(1), path);
        return low == null || high == null ? null : new Between(field.name(), low, high);
    }

    static Operator operator(String symbol) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }
}
