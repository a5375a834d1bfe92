package io.omskit.rule.book;

import io.omskit.rule.Checked;
import io.omskit.rule.Fields;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.book.RuleReading.Draft;
import io.omskit.rule.document.Findings;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.Node;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.NodeReader;
import io.omskit.rule.document.Places;
import io.omskit.rule.document.SchemaWriting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rule books from YAML or JSON (which is a part of YAML 1.2). All problems of a document are reported at once, each
 * with its line, its column and, for an unknown name, the nearest known one; a syntax error ends reading where it stands.
 * A book with a problem is not a book: whoever reloads keeps the old one. Besides names, types and units the reader
 * refuses what can never have been meant: conditions that contradict each other, a rule that is never reached, an
 * unconditional stop, an empty book.
 *
 * <p>Immutable and thread-safe. Documents hold at most 8 MiB and 160 levels; anchors, aliases, tags, repeated keys and
 * second documents are refused.
 *
 * @param <T> the subject of the rules
 * @param <A> the type of an action
 */
public final class RuleBookReader<T, A> {
    static final List<String> KEYS = List.of("book", "version", "rules");
    private static final String SCHEMA = "rule-book.schema.json";

    private final Fields<T> fields;
    private final ActionCatalog<A> actions;
    private final boolean meaning;

    private RuleBookReader(Fields<T> fields, ActionCatalog<A> actions, boolean meaning) {
        this.fields = fields;
        this.actions = actions;
        this.meaning = meaning;
    }

    /**
     * Makes a reader.
     *
     * @param fields the catalog that conditions read
     * @param actions what rules may say
     * @param <T> the subject
     * @param <A> the type of an action
     * @return the reader
     */
    public static <T, A> RuleBookReader<T, A> of(Fields<T> fields, ActionCatalog<A> actions) {
        return new RuleBookReader<>(fields, actions, true);
    }

    /**
     * The same for documents that were written from a book that was in force. Names, types and units are checked as ever,
     * but not what may have been meant: a book that was made in code may be empty or hold everything.
     *
     * @return a copy
     */
    public RuleBookReader<T, A> ofKept() {
        return new RuleBookReader<>(fields, actions, false);
    }

    /**
     * The JSON Schema (draft 2020-12) of these books, for editors: it names the fields of the catalog with their meaning, what
     * each is compared with, and the actions with their parameters. It accepts every book that this reader accepts, and
     * names of fields that the catalog does not have.
     *
     * @return the schema as JSON
     */
    public String schema() {
        return SchemaWriting.of(RuleBookReader.class, SCHEMA)
                .withFields(fields)
                .withActions(actions)
                .text();
    }

    /**
     * Reads a document.
     *
     * @param document its name, which problems and rules carry
     * @param content YAML or JSON in UTF-8
     * @return the book, or all problems by line and column
     */
    public Checked<RuleBook<T, A>> read(String document, byte[] content) {
        Findings findings = new Findings(document);
        Node root = NodeReader.read(content, findings);
        RuleBook<T, A> book = root == null ? null : book(root, findings);
        List<RuleProblem> problems = findings.sorted();
        return new Checked<>(problems.isEmpty() ? book : null, problems);
    }

    private @Nullable RuleBook<T, A> book(Node root, Findings findings) {
        if (!(root instanceof Mapping mapping)) {
            findings.add(
                    root, "", "A rule book is a mapping, not " + root.kind() + ".", "Give it the keys " + KEYS + ".");
            return null;
        }
        Keys keys = new Keys(mapping, findings, "");
        keys.allowOnly("key of a rule book", KEYS);
        String name = keys.name("book", "Give the book a name.");
        String version = keys.name("version", "Give each version of the book its own; decisions carry it.");
        Node rules = keys.require("rules", "List the rules.");
        if (rules == null) {
            return null;
        }
        if (!(rules instanceof Items items)) {
            findings.add(
                    rules, "rules", "'rules' is " + rules.kind() + ".", "Give a list; begin each rule with a dash.");
            return null;
        }
        if (meaning && items.parts().isEmpty()) {
            findings.add(
                    rules,
                    "rules",
                    "The book has no rules, so it would decide nothing.",
                    "Give it a rule, or leave the book in force that is there.");
            return null;
        }
        return compile(name, version, items, findings);
    }

    private @Nullable RuleBook<T, A> compile(String name, String version, Items items, Findings findings) {
        Places places = new Places();
        RuleReading<T, A> reading = new RuleReading<>(fields, actions, findings, places, meaning);
        List<Draft<A>> drafts = new ArrayList<>();
        for (Node node : items.parts()) {
            drafts.add(reading.read(node, drafts.size()));
        }
        List<Rule<A>> rules = new ArrayList<>();
        for (Draft<A> draft : drafts) {
            if (draft.rule() != null) {
                rules.add(draft.rule());
            } else {
                places.check(draft.scope(), fields, draft.path() + ".scope", findings);
                places.check(draft.when(), fields, draft.path() + ".when", findings);
            }
        }
        Checked<RuleBook<T, A>> compiled = RuleBook.compile(name, version, fields, rules);
        Set<String> refused = new HashSet<>();
        for (RuleProblem problem : compiled.problems()) {
            String path = problem.place().path();
            refused.add(path.substring(0, path.indexOf('.') < 0 ? path.length() : path.indexOf('.')));
            findings.add(problem.withPlace(places.known(problem.place())));
        }
        if (meaning) {
            List<Draft<A>> sound = drafts.stream()
                    .filter(draft -> draft.sound() && !refused.contains(draft.path()))
                    .toList();
            BookLogic.check(sound, fields, actions, findings);
        }
        return compiled.value();
    }
}
