package io.omskit.rule.book;

import io.omskit.rule.Condition;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.document.ActionWriting;
import io.omskit.rule.document.ConditionWriting;
import io.omskit.rule.document.DocumentWriter;
import io.omskit.rule.document.Keys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a rule book as a document in a fixed form: equal books give equal texts, and {@link RuleBookReader} reads them
 * back as the same book, apart from the places where its rules stand. Immutable and thread-safe.
 *
 * @param <A> the type of an action
 */
public final class RuleBookWriter<A> {
    private final ActionCatalog<A> actions;

    private RuleBookWriter(ActionCatalog<A> actions) {
        this.actions = actions;
    }

    /**
     * Makes a writer.
     *
     * @param actions what rules may say
     * @param <A> the type of an action
     * @return the writer
     */
    public static <A> RuleBookWriter<A> of(ActionCatalog<A> actions) {
        return new RuleBookWriter<>(actions);
    }

    /**
     * Writes a book as YAML.
     *
     * @param book the book
     * @return the document
     * @throws IllegalArgumentException if name or version of the book or an action of it has no written form
     */
    public String yaml(RuleBook<?, A> book) {
        return DocumentWriter.yaml(form(book));
    }

    /**
     * Writes a book as JSON.
     *
     * @param book the book
     * @return the document
     * @throws IllegalArgumentException if name or version of the book or an action of it has no written form
     */
    public String json(RuleBook<?, A> book) {
        return DocumentWriter.json(form(book));
    }

    private Map<String, Object> form(RuleBook<?, A> book) {
        int at = book.reference().lastIndexOf('@');
        String name = book.reference().substring(0, at);
        String version = book.reference().substring(at + 1);
        if (!Keys.isName(name) || !Keys.isName(version)) {
            throw new IllegalArgumentException("Book '" + book.reference() + "' has no written form.\n"
                    + "Use letters, digits, dots, dashes and underscores for name and version.");
        }
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("book", name);
        form.put("version", version);
        form.put("rules", book.rules().stream().map(this::rule).toList());
        return form;
    }

    private Map<String, Object> rule(Rule<A> rule) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", rule.id());
        form.put("version", rule.version());
        form.put("group", rule.group().name());
        if (rule.priority() != 0) {
            form.put("priority", rule.priority());
        }
        if (!rule.validity().equals(Rule.Validity.always())) {
            form.put("valid", form(rule.validity()));
        }
        if (!rule.scope().equals(Condition.always())) {
            form.put("scope", ConditionWriting.form(rule.scope()));
        }
        form.put("when", ConditionWriting.form(rule.when()));
        form.put(
                "then",
                rule.then().stream()
                        .map(action -> ActionWriting.form(action, actions))
                        .toList());
        return form;
    }

    private static Map<String, Object> form(Rule.Validity validity) {
        Map<String, Object> form = new LinkedHashMap<>();
        Instant from = validity.from();
        Instant until = validity.until();
        if (from != null) {
            form.put("from", from.toString());
        }
        if (until != null) {
            form.put("until", until.toString());
        }
        return form;
    }
}
