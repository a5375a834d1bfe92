package io.omskit.rule.document;

import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.rule.action.ActionCatalog.Parameter;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.Node.Scalar;
import io.omskit.value.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what follows when a rule matches: names of actions, with their arguments where they take some. */
public final class ActionReading<A> {
    private static final String FORM = "Write the name of an action, or {NAME: {PARAMETER: VALUE}}.";

    private final ActionCatalog<A> catalog;
    private final Findings findings;
    private final LiteralReading literals;

    /** Reads actions of a catalog. */
    public ActionReading(ActionCatalog<A> catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
        this.literals = new LiteralReading(findings);
    }

    /** The actions that could be read, in order. */
    public List<A> read(Node node, String path) {
        List<A> actions = new ArrayList<>();
        if (!(node instanceof Items items)) {
            findings.add(
                    node,
                    path,
                    "'" + last(path) + "' takes a list of actions, not " + node.kind() + ".",
                    "Write " + last(path) + ": [NAME].");
            return actions;
        }
        if (items.parts().isEmpty()) {
            findings.add(
                    node,
                    path,
                    "'" + last(path) + "' names no action.",
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

    /** Adds a problem where actions of one list contradict each other. */
    public void requireTogether(List<A> actions, Node node, String path) {
        try {
            catalog.requireTogether(actions);
        } catch (IllegalArgumentException refusal) {
            literals.refused(node, path, refusal, "");
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
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
        List<Parameter> parameters = catalog.parameters(name.text()).orElse(null);
        if (parameters == null) {
            findings.unknown(
                    name, path, "action", name.text(), catalog.descriptions().keySet());
            return null;
        }
        Arguments arguments = arguments(name.text(), parameters, given, path);
        try {
            return arguments == null ? null : catalog.make(name.text(), arguments);
        } catch (IllegalArgumentException refusal) {
            literals.refused(name, path, refusal, "");
            return null;
        }
    }

    /** The arguments that a mapping gives for these parameters, or null and problems. */
    public @Nullable Arguments arguments(String name, List<Parameter> parameters, Mapping given, String path) {
        int before = findings.count();
        Keys keys = new Keys(given, findings, path);
        keys.allowOnly(
                "parameter of '" + name + "'",
                parameters.stream().map(Parameter::name).toList());
        Arguments arguments = Arguments.none();
        for (Parameter parameter : parameters) {
            Node value = parameter.required()
                    ? keys.require(parameter.name(), "'" + name + "' needs it; " + wanted(parameter))
                    : keys.get(parameter.name());
            if (value != null) {
                arguments = with(arguments, parameter, value, path + "." + parameter.name());
            }
        }
        return findings.count() > before ? null : arguments;
    }

    private Arguments with(Arguments arguments, Parameter parameter, Node value, String path) {
        String name = parameter.name();
        Object argument = value(parameter, value, path);
        return switch (parameter.type()) {
            case TEXT, WORD -> argument instanceof String text ? arguments.with(name, text) : arguments;
            case WORDS, TEXTS ->
                argument instanceof List<?> list
                        ? arguments.with(
                                name, list.stream().map(String.class::cast).toList())
                        : arguments;
            case CHOICES -> {
                Map<String, String> choices = choices(parameter, value, path);
                yield choices == null ? arguments : arguments.with(name, choices);
            }
            case INTEGER -> argument instanceof Long number ? arguments.with(name, number.longValue()) : arguments;
            case MONEY -> argument instanceof Money money ? arguments.with(name, money) : arguments;
            case DURATION -> argument instanceof Duration span ? arguments.with(name, span) : arguments;
            case FLAG -> argument instanceof Boolean flag ? arguments.with(name, flag.booleanValue()) : arguments;
        };
    }

    private @Nullable Map<String, String> choices(Parameter parameter, Node value, String path) {
        if (!(value instanceof Mapping mapping) || mapping.members().isEmpty()) {
            findings.add(
                    value, path, "'" + parameter.name() + "' is " + value.kind() + ".", sentence(wanted(parameter)));
            return null;
        }
        Map<String, String> choices = new LinkedHashMap<>();
        for (Member member : mapping.members()) {
            String text = filled(parameter, member.key(), path);
            String word = word(parameter, member.value(), path);
            if (text != null && word != null) {
                choices.put(text, word);
            }
        }
        return choices;
    }

    private @Nullable Object value(Parameter parameter, Node value, String path) {
        String what = "'" + parameter.name() + "'";
        return switch (parameter.type()) {
            case TEXT -> filled(parameter, value, path);
            case WORD -> word(parameter, value, path);
            case WORDS -> words(parameter, value, path);
            case TEXTS -> texts(parameter, value, path);
            case CHOICES -> null;
            case INTEGER -> literals.integer(value, what, parameter.least(), parameter.most(), path);
            case MONEY -> {
                Money money = literals.money(value, what, path);
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
            findings.add(value, path, "'" + parameter.name() + "' is empty.", sentence(wanted(parameter)));
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
            findings.add(
                    value, path, "'" + parameter.name() + "' is " + value.kind() + ".", sentence(wanted(parameter)));
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

    private @Nullable List<String> texts(Parameter parameter, Node value, String path) {
        if (!(value instanceof Items items) || items.parts().isEmpty()) {
            findings.add(
                    value, path, "'" + parameter.name() + "' is " + value.kind() + ".", sentence(wanted(parameter)));
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Node item : items.parts()) {
            String text = filled(parameter, item, path);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String wanted(Parameter parameter) {
        return switch (parameter.type()) {
            case TEXT -> "give a text.";
            case WORD -> "give one of " + parameter.words() + ".";
            case WORDS -> "give a list of " + parameter.words() + ".";
            case TEXTS -> "give a list of at least one text.";
            case CHOICES -> "give at least one text with one of " + parameter.words() + " each.";
            case INTEGER -> "give a whole number.";
            case MONEY -> "give an amount such as 12.50 CNY.";
            case DURATION -> "give a time span such as 90 minutes.";
            case FLAG -> "give true or false.";
        };
    }
}
