package io.omskit.examples.benchmarks;

import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes conditions of {@code mixed-rules.yaml} as expressions of other engines over {@link RuleFacts}. */
final class ForeignText {
    /** How engines differ. */
    enum Dialect {
        CEL,
        QLEXPRESS,
        DROOLS
    }

    private final Dialect dialect;

    /** What stands before the name of a fact. */
    private final String owner;

    private ForeignText(Dialect dialect, String owner) {
        this.dialect = dialect;
        this.owner = owner;
    }

    static ForeignText of(Dialect dialect) {
        return new ForeignText(dialect, "");
    }

    private ForeignText ofLine() {
        return new ForeignText(dialect, dialect == Dialect.DROOLS ? "" : "l.");
    }

    String text(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts().isEmpty() ? "true" : joined(all.parts(), " && ");
        }
        if (condition instanceof Condition.Any any) {
            return joined(any.parts(), " || ");
        }
        if (condition instanceof Condition.Not not) {
            return "!(" + text(not.part()) + ")";
        }
        if (condition instanceof Condition.IsPresent test) {
            return present(name(test.field()));
        }
        if (condition instanceof Condition.AnyLine test) {
            return lines(test.where(), "exists", "");
        }
        if (condition instanceof Condition.CountLines test) {
            return lines(
                    test.where(),
                    "filter",
                    (dialect == Dialect.CEL ? ".size() " : " ")
                            + test.operator().symbol() + " " + test.count());
        }
        return leaf(condition);
    }

    /** QLExpress reaches no method of the JDK's own collections, so it is given a function of each name. */
    private String lines(Condition where, String function, String rest) {
        String inner = ofLine().text(where);
        return dialect == Dialect.CEL
                ? "lines." + function + "(l, " + inner + ")" + rest
                : function + "(lines, l -> " + inner + ")" + rest;
    }

    private String leaf(Condition leaf) {
        if (leaf instanceof Condition.Compare test) {
            return compare(test.field(), test.operator().symbol(), test.literal());
        }
        if (leaf instanceof Condition.Between test) {
            return "(" + compare(test.field(), ">=", test.low()) + " && " + compare(test.field(), "<=", test.high())
                    + ")";
        }
        if (leaf instanceof Condition.In test) {
            return in(test.field(), test.literals());
        }
        if (leaf instanceof Condition.StartsWith test) {
            String name = name(test.field());
            return given(name, owner + name + ".startsWith(" + quoted(test.text()) + ")");
        }
        if (leaf instanceof Condition.Contains test) {
            return given(name(test.field()), member(name(test.field()), test.text()));
        }
        throw new AssertionError("not among the mixed rules: " + leaf);
    }

    private String compare(String field, String symbol, Literal literal) {
        String name = name(field);
        String test = owner + name + " " + (symbol.equals("=") ? "==" : symbol) + " " + value(literal);
        if (literal instanceof Literal.Cash cash) {
            String code = cash.value().currency().getCurrencyCode();
            return given(name, owner + name + "Currency == " + quoted(code) + " && " + test);
        }
        if (literal instanceof Literal.Amount amount) {
            String measure = amount.value().measure().name();
            return given(name, owner + "measure == " + quoted(measure) + " && " + test);
        }
        return given(name, test);
    }

    private String in(String field, Set<Literal> literals) {
        String name = name(field);
        List<String> texts = literals.stream()
                .map(literal -> ((Literal.Text) literal).value())
                .toList();
        if (name.equals("flags") || name.equals("blocks")) {
            return given(name, "(" + joined(texts, text -> member(name, text), " || ") + ")");
        }
        String list = joined(texts, ForeignText::quoted, ", ");
        return given(name, owner + name + " in " + (dialect == Dialect.DROOLS ? "(" + list + ")" : "[" + list + "]"));
    }

    private String member(String name, String text) {
        return dialect == Dialect.DROOLS
                ? name + ".contains(" + quoted(text) + ")"
                : quoted(text) + " in " + owner + name;
    }

    private String given(String name, String test) {
        return "(" + present(name) + " && " + test + ")";
    }

    private String present(String name) {
        boolean member = dialect == Dialect.CEL && !owner.isEmpty();
        return member ? "has(" + owner + name + ")" : owner + name + " != null";
    }

    private static String value(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return quoted(text.value());
        }
        if (literal instanceof Literal.Flag flag) {
            return Boolean.toString(flag.value());
        }
        if (literal instanceof Literal.Cash cash) {
            return Long.toString(cash.value().minor());
        }
        if (literal instanceof Literal.Amount amount) {
            return Long.toString(amount.value().steps());
        }
        if (literal instanceof Literal.Moment moment) {
            return Long.toString(moment.value().getEpochSecond());
        }
        return ((Literal.Numeric) literal).value().toPlainString();
    }

    private String joined(List<Condition> parts, String word) {
        return joined(parts, this::text, word).transform(text -> "(" + text + ")");
    }

    private static <E> String joined(List<E> parts, Function<E, String> text, String word) {
        return parts.stream().map(text).collect(Collectors.joining(word));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static String name(String field) {
        return field.substring(field.indexOf('.') + 1);
    }
}
