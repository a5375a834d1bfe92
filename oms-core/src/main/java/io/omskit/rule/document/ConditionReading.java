package io.omskit.rule.document;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.All;
import io.omskit.rule.Condition.AllLines;
import io.omskit.rule.Condition.Any;
import io.omskit.rule.Condition.AnyLine;
import io.omskit.rule.Condition.CountLines;
import io.omskit.rule.Condition.Not;
import io.omskit.rule.Condition.SumLines;
import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions. What cannot be read becomes a problem and is replaced by {@link Condition#always}, so that the rest is
 * still read and compiled. Notes for each path that the compiler may name where it stands in the document.
 */
public final class ConditionReading {
    static final String ALWAYS = "always";

    /** The keys of which a condition has exactly one. */
    public static final List<String> HEADS =
            List.of("all", "any", "not", "field", "anyLine", "allLines", "sumLines", "countLines");

    static final Set<FieldType> SUMMABLE =
            Set.of(FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.QUANTITY);

    private final Findings findings;
    private final LiteralReading literals;
    private final QuestionReading questions;
    private final Places places;

    /**
     * Starts reading.
     *
     * @param places takes the place of every path that the compiler may name
     * @param meaning whether words that a field never is are refused, which a document that was in force may hold
     */
    public ConditionReading(Findings findings, Places places, boolean meaning) {
        this.findings = findings;
        this.literals = new LiteralReading(findings);
        this.questions = new QuestionReading(findings, meaning);
        this.places = places;
    }

    /** What a condition reads, where the compiler and where the document says that it is. */
    private record Spot(Fields<?> fields, String compiled, String path) {
        Spot within(String part) {
            return new Spot(fields, compiled + "." + part, path + "." + part);
        }

        Spot item(int index) {
            return new Spot(fields, compiled + "[" + index + "]", path + "[" + index + "]");
        }

        Spot of(Fields<?> lines, String part) {
            return new Spot(lines, compiled + "." + part, path + ".where");
        }
    }

    /** The condition at a path, over the fields of its subject. */
    public Condition read(Node node, Fields<?> fields, String path) {
        return read(node, new Spot(fields, path, path));
    }

    private Condition read(Node node, Spot at) {
        places.put(at.compiled, findings.place(node, at.path));
        if (node instanceof Scalar scalar && scalar.text().equals(ALWAYS)) {
            return Condition.always();
        }
        if (!(node instanceof Mapping mapping)) {
            findings.add(
                    node,
                    at.path,
                    "A condition is a mapping, not " + node.kind() + ".",
                    "Write {field: NAME, \"=\": VALUE}, all, any, not, a question about lines, or always.");
            return Condition.always();
        }
        Keys keys = new Keys(mapping, findings, at.path);
        List<Member> heads = keys.among(HEADS);
        if (heads.isEmpty()) {
            keys.allowOnly("key of a condition", HEADS);
            if (mapping.members().isEmpty()) {
                findings.add(mapping, at.path, "The condition is empty.", "Write always, or one of " + HEADS + ".");
            }
            return Condition.always();
        }
        if (heads.size() > 1) {
            Scalar second = heads.get(1).key();
            findings.add(
                    second,
                    at.path,
                    "A condition has both '" + heads.get(0).key().text() + "' and '" + second.text() + "'.",
                    "Put each into a condition of its own, joined by all or any.");
        }
        return read(heads.get(0), keys, at);
    }

    private Condition read(Member head, Keys keys, Spot at) {
        String name = head.key().text();
        return switch (name) {
            case "all" -> all(head, keys, at);
            case "any" -> {
                keys.allowOnly("key beside 'any'", HEADS);
                yield new Any(parts(head, at.within(name)));
            }
            case "not" -> {
                keys.allowOnly("key beside 'not'", HEADS);
                yield new Not(read(head.value(), at.within(name)));
            }
            case "field" -> leaf(head, keys, at);
            default -> lines(head, keys, at);
        };
    }

    private Condition all(Member head, Keys keys, Spot at) {
        keys.allowOnly("key beside 'all'", HEADS);
        All all = new All(parts(head, at.within("all")));
        boolean told = all.parts().stream()
                .anyMatch(part -> part instanceof All inner
                        && ConditionLogic.conflict(inner, at.fields).isPresent());
        if (!told) {
            ConditionLogic.conflict(all, at.fields)
                    .ifPresent(conflict -> findings.add(
                            head.key(),
                            at.path,
                            "The conditions contradict each other: " + conflict + ".",
                            "Remove one of them, or ask for either with any."));
        }
        return all;
    }

    private List<Condition> parts(Member head, Spot at) {
        places.put(at.compiled, findings.place(head.key(), at.path));
        List<Condition> parts = new ArrayList<>();
        if (head.value() instanceof Items items) {
            for (Node part : items.parts()) {
                parts.add(read(part, at.item(parts.size())));
            }
        } else {
            findings.add(
                    head.value(),
                    at.path,
                    "'" + head.key().text() + "' takes a list of conditions, not "
                            + head.value().kind() + ".",
                    "Begin each condition with a dash.");
            parts.add(Condition.always());
        }
        return parts;
    }

    private Condition leaf(Member head, Keys keys, Spot at) {
        Member operator = questions.operator(head, keys, at.path);
        Field<?, ?> field = questions.field(head.value(), at.fields, at.path);
        if (operator == null || field == null) {
            return Condition.always();
        }
        places.put(at.compiled, findings.place(operator.key(), at.path));
        Condition leaf = questions.question(field, at.fields.domain(field.name()), operator, at.path);
        return leaf == null ? Condition.always() : leaf;
    }

    private Condition lines(Member head, Keys keys, Spot at) {
        String kind = head.key().text();
        boolean figures = kind.equals("sumLines") || kind.equals("countLines");
        List<String> known = new ArrayList<>(List.of(kind, "where"));
        if (kind.equals("sumLines")) {
            known.add("of");
        }
        if (figures) {
            known.addAll(QuestionReading.SYMBOLS);
        }
        keys.allowOnly("key beside '" + kind + "'", known);
        Node whereNode = figures
                ? keys.get("where")
                : keys.require("where", "Say which lines are meant; where: always means every line.");
        Field<?, ?> list = questions.field(head.value(), at.fields, at.path);
        Fields<?> lineFields =
                list == null ? null : at.fields.lineFields(list.name()).orElse(null);
        if (list == null || lineFields == null) {
            // a field that is no list is the compiler's to report
            return list == null ? Condition.always() : new AnyLine(list.name(), Condition.always());
        }
        Spot inner = at.of(lineFields, compiledPart(kind));
        Condition where = whereNode == null ? Condition.always() : read(whereNode, inner);
        places.put(inner.compiled, findings.place(head.key(), at.path));
        return switch (kind) {
            case "anyLine" -> new AnyLine(list.name(), where);
            case "allLines" -> new AllLines(list.name(), where);
            case "countLines" -> count(head, list.name(), where, keys, at);
            default -> sum(head, list.name(), where, keys, inner, at);
        };
    }

    private Condition count(Member head, String list, Condition where, Keys keys, Spot at) {
        Member operator = comparison(head, keys, at);
        Long count = operator == null
                ? null
                : literals.integer(operator.value(), "A number of lines", 0, Long.MAX_VALUE, at.path);
        return operator == null || count == null
                ? Condition.always()
                : new CountLines(
                        list, where, QuestionReading.operator(operator.key().text()), count);
    }

    private Condition sum(Member head, String list, Condition where, Keys keys, Spot inner, Spot at) {
        Member operator = comparison(head, keys, at);
        Node of = keys.require("of", "Name the field of a line that is summed up.");
        Field<?, ?> field = of == null ? null : questions.field(of, inner.fields, at.path);
        Literal literal = null;
        if (operator != null && field != null) {
            // what cannot be summed up is the compiler's to report
            literal = SUMMABLE.contains(field.type())
                    ? literals.literal(field, operator.value(), at.path)
                    : Literal.of("");
        }
        return operator == null || field == null || literal == null
                ? Condition.always()
                : new SumLines(
                        list,
                        where,
                        field.name(),
                        QuestionReading.operator(operator.key().text()),
                        literal);
    }

    /** The one comparison of a sum or count, or null and a problem. */
    private @Nullable Member comparison(Member head, Keys keys, Spot at) {
        List<Member> found = keys.among(QuestionReading.SYMBOLS);
        if (found.size() == 1) {
            return found.get(0);
        }
        Scalar place = found.isEmpty() ? head.key() : found.get(1).key();
        findings.add(
                place,
                at.path,
                "'" + head.key().text() + "' is compared with " + (found.isEmpty() ? "nothing." : "several values."),
                "Give one of " + String.join(", ", QuestionReading.SYMBOLS) + ".");
        return null;
    }

    private static String compiledPart(String kind) {
        return switch (kind) {
            case "anyLine" -> "any-line";
            case "allLines" -> "all-lines";
            case "countLines" -> "count-lines";
            default -> "sum-lines";
        };
    }
}
