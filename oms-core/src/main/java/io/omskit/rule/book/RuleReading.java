package io.omskit.rule.book;

import io.omskit.rule.Condition;
import io.omskit.rule.Fields;
import io.omskit.rule.Rule;
import io.omskit.rule.Rule.Validity;
import io.omskit.rule.RuleGroup;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.document.ActionReading;
import io.omskit.rule.document.ConditionReading;
import io.omskit.rule.document.Findings;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.LiteralReading;
import io.omskit.rule.document.Node;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.Places;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of one book. A part that cannot be read becomes a problem and is replaced by something harmless, so that
 * the other parts are still checked; a rule with a problem never leaves this package.
 */
final class RuleReading<T, A> {
    static final List<String> KEYS = List.of("id", "version", "group", "priority", "valid", "scope", "when", "then");
    static final List<String> GROUPS =
            Arrays.stream(RuleGroup.values()).map(RuleGroup::name).toList();

    private final Fields<T> fields;
    private final boolean meaning;
    private final Findings findings;
    private final LiteralReading literals;
    private final ConditionReading conditions;
    private final ActionReading<A> actions;
    private final Map<String, Integer> lines = new HashMap<>();

    RuleReading(Fields<T> fields, ActionCatalog<A> catalog, Findings findings, Places places, boolean meaning) {
        this.fields = fields;
        this.meaning = meaning;
        this.findings = findings;
        this.literals = new LiteralReading(findings);
        this.conditions = new ConditionReading(findings, places, meaning);
        this.actions = new ActionReading<>(catalog, findings);
    }

    /**
     * One rule as far as it could be read.
     *
     * @param rule the rule; null if it has no action, without which there is no rule
     * @param scope what it is about
     * @param when its condition
     * @param node where it stands
     * @param path its path
     * @param sound whether no problem was found
     */
    record Draft<A>(@Nullable Rule<A> rule, Condition scope, Condition when, Node node, String path, boolean sound) {}

    Draft<A> read(Node node, int index) {
        String path = "rules[" + index + "]";
        if (!(node instanceof Mapping mapping)) {
            findings.add(node, path, "A rule is a mapping, not " + node.kind() + ".", "Give it the keys " + KEYS + ".");
            return new Draft<>(null, Condition.always(), Condition.always(), node, path, false);
        }
        int before = findings.count();
        Keys keys = new Keys(mapping, findings, path);
        keys.allowOnly("key of a rule", KEYS);
        String id = id(keys, path);
        int version = version(keys, path);
        RuleGroup group = group(keys, path);
        int priority = priority(keys, path);
        Validity validity = validity(keys, path);
        Node scopeNode = keys.get("scope");
        Condition scope = scopeNode == null ? Condition.always() : conditions.read(scopeNode, fields, path + ".scope");
        Node whenNode = keys.require("when", "Give a condition; when: always holds for every subject.");
        Condition when = whenNode == null ? Condition.always() : conditions.read(whenNode, fields, path + ".when");
        Node thenNode = keys.require("then", "Say what follows when it matches, such as then: [NAME].");
        List<A> then = thenNode == null ? List.of() : actions.read(thenNode, path + ".then");
        if (thenNode != null && meaning) {
            actions.requireTogether(then, thenNode, path + ".then");
        }
        // a problem with the name must not hide those that only compiling finds, so such a rule gets a name of its own
        String name = id == null ? "unnamed-" + index : id;
        Rule<A> rule = then.isEmpty()
                ? null
                : new Rule<>(name, version, group, priority, validity, scope, when, then, findings.place(node, path));
        return new Draft<>(rule, scope, when, node, path, findings.count() == before);
    }

    private @Nullable String id(Keys keys, String path) {
        Node node = keys.require("id", "Give the rule a name of its own; decisions carry it.");
        if (node == null) {
            return null;
        }
        String id = Keys.nameOf(node);
        if (id == null) {
            findings.add(
                    node,
                    path,
                    "The id is not a name.",
                    "Use letters, digits, dots, dashes and underscores, and begin with a letter or digit.");
            return null;
        }
        Integer before = lines.putIfAbsent(id, node.line());
        if (before != null) {
            findings.add(
                    node,
                    path,
                    "Rule id '" + id + "' is used already, on line " + before + ".",
                    "Give each rule of a book its own id.");
            return null;
        }
        return id;
    }

    private int version(Keys keys, String path) {
        Node node = keys.require("version", "Count the changes of the rule from 1.");
        Long version = node == null ? null : literals.integer(node, "'version'", 1, Integer.MAX_VALUE, path);
        return version == null ? 1 : version.intValue();
    }

    private int priority(Keys keys, String path) {
        Node node = keys.get("priority");
        Long priority =
                node == null ? null : literals.integer(node, "'priority'", Integer.MIN_VALUE, Integer.MAX_VALUE, path);
        return priority == null ? 0 : priority.intValue();
    }

    private RuleGroup group(Keys keys, String path) {
        Node node = keys.require("group", "Give one of " + GROUPS + ".");
        String name = node == null ? null : literals.text(node, "'group'", path);
        int at = name == null ? -1 : GROUPS.indexOf(name);
        if (node != null && name != null && at < 0) {
            findings.unknown(node, path, "group", name, GROUPS);
        }
        return at < 0 ? RuleGroup.DATA_QUALITY : RuleGroup.valueOf(GROUPS.get(at));
    }

    private Validity validity(Keys keys, String path) {
        Member member = keys.member("valid");
        if (member == null) {
            return Validity.always();
        }
        if (!(member.value() instanceof Mapping span)) {
            findings.add(
                    member.value(),
                    path,
                    "'valid' is " + member.value().kind() + ".",
                    "Write {from: ..., until: ...}.");
            return Validity.always();
        }
        Keys limits = new Keys(span, findings, path + ".valid");
        limits.allowOnly("key of 'valid'", List.of("from", "until"));
        Node fromNode = limits.get("from");
        Node untilNode = limits.get("until");
        Instant from = fromNode == null ? null : literals.instant(fromNode, "'from'", path + ".valid");
        Instant until = untilNode == null ? null : literals.instant(untilNode, "'until'", path + ".valid");
        if (from != null && until != null && !from.isBefore(until)) {
            findings.add(
                    member.key(),
                    path,
                    "The rule is valid from " + from + " until " + until + ", which holds no moment.",
                    "Let it begin before it ends.");
            return Validity.always();
        }
        return new Validity(from, until);
    }
}
