package io.omskit.rule.book;

import io.omskit.rule.book.ActionCatalog.Arguments;
import io.omskit.rule.book.ActionCatalog.Entry;
import io.omskit.rule.book.ActionCatalog.Parameter;
import io.omskit.rule.book.Node.Items;
import io.omskit.rule.book.Node.Mapping;
import io.omskit.rule.book.Node.Member;
import io.omskit.rule.book.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what follows when a rule matches: names of actions, with their arguments where they take some. */
final class ActionReading<A> {
    private static final String FORM = "Write the name of an action, or {NAME: {PARAMETER: VALUE}}.";

    private final ActionCatalog<A> catalog;
    private final Findings findings;
    private final LiteralReading literals;

    ActionReading(ActionCatalog<A> catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
        this.literals = new LiteralReading(findings);
    }

    /** The actions that could be read, in order. */
    List<A> read(Node node, String path) {
        List<A> actions = new ArrayList<>();
        if (!(node instanceof Items items)) {
            findings.add(node, path, "'then' takes a list of actions, not " + node.kind() + ".", "Write then: [NAME].");
            return actions;
        }
        if (items.parts().isEmpty()) {
            findings.add(
                    node,
                    path,
                    "The rule has no action.",
                    "Name one of " + catalog.descriptions().keySet() + ".");
        }
        for (int i = 0; i < items.parts().size(); i++) {
            A action = action(items.parts().get(i), path + "[" + i + "]");
            if (action != null) {
                actions.add(action);
            }
        }
        return actions;
    }

    private @Nullable A action(Node node, String path) {
        if (node instanceof Scalar name) {
            return action(name, new Mapping(name.line(), name.column(), List.of()), path);
        }
        if (!(node instanceof Mapping mapping) || mapping.members().size() != 1) {
            findings.add(node, path, "An action is one name, with its arguments below it.", FORM);
            return null;
        }
        Member only = mapping.members().get(0);
        if (only.value() instanceof Mapping arguments) {
            return action(only.key(), arguments, path);
        }
        findings.add(
                only.value(),
                path,
                "Arguments are a mapping, not " + only.value().kind() + ".",
                FORM);
        return null;
    }

    private @Nullable A action(Scalar name, Mapping given, String path) {
        Entry<A> entry = catalog.find(name.text());
        if (entry == null) {
            findings.unknown(
                    name, path, "action", name.text(), catalog.descriptions().keySet());
            return null;
        }
        int before = findings.count();
        Keys keys = new Keys(given, findings, path);
        keys.allowOnly(
                "parameter of '" + name.text() + "'",
                entry.parameters().stream().map(Parameter::name).toList());
        Arguments arguments = Arguments.none();
        for (Parameter parameter : entry.parameters()) {
            Node value = parameter.required()
                    ? keys.require(parameter.name(), "'" + name.text() + "' needs it; " + wanted(parameter))
                    : keys.get(parameter.name());
            Object argument = value == null ? null : value(parameter, value, path + "." + parameter.name());
            arguments = argument == null ? arguments : arguments.plus(parameter.name(), argument);
        }
        if (findings.count() > before) {
            return null;
        }
        try {
            return entry.make().apply(arguments);
        } catch (IllegalArgumentException refusal) {
            literals.refused(name, path, refusal, "");
            return null;
        }
    }

    private @Nullable Object value(Parameter parameter, Node value, String path) {
        String what = "'" + parameter.name() + "'";
        return switch (parameter.type()) {
            case TEXT -> filled(parameter, value, path);
            case WORD -> word(parameter, value, path);
            case WORDS -> words(parameter, value, path);
            case INTEGER -> literals.integer(value, what, parameter.least(), parameter.most(), path);
            case MONEY -> {
                var money = literals.money(value, what, path);
                if (money != null && money.isNegative()) {
                    findings.add(value, path, what + " is negative: " + money + ".", "Give zero or more.");
                }
                yield money;
            }
            case DURATION -> literals.duration(value, what, path);
            case FLAG -> literals.flag(value, what, path);
        };
    }

    private @Nullable String filled(Parameter parameter, Node value, String path) {
        String text = literals.text(value, "'" + parameter.name() + "'", path);
        if (text != null && text.isBlank()) {
            findings.add(value, path, "'" + parameter.name() + "' is empty.", wanted(parameter));
        }
        return text;
    }

    private @Nullable String word(Parameter parameter, Node value, String path) {
        String word = literals.text(value, "'" + parameter.name() + "'", path);
        if (word != null && !parameter.words().contains(word)) {
            findings.unknown(value, path, "word for '" + parameter.name() + "'", word, parameter.words());
        }
        return word;
    }

    private @Nullable List<String> words(Parameter parameter, Node value, String path) {
        if (!(value instanceof Items items)) {
            findings.add(value, path, "'" + parameter.name() + "' is " + value.kind() + ".", wanted(parameter));
            return null;
        }
        List<String> words = new ArrayList<>();
        for (Node item : items.parts()) {
            String word = word(parameter, item, path);
            if (word != null) {
                words.add(word);
            }
        }
        return words;
    }

    private static String wanted(Parameter parameter) {
        return switch (parameter.type()) {
            case TEXT -> "give a text.";
            case WORD -> "give one of " + parameter.words() + ".";
            case WORDS -> "give a list of " + parameter.words() + ".";
            case INTEGER -> "give a whole number.";
            case MONEY -> "give an amount such as 12.50 CNY.";
            case DURATION -> "give a time span such as 90 minutes.";
            case FLAG -> "give true or false.";
        };
    }
}
