package io.omskit.rule.book;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.All;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.Rule.Validity;
import io.omskit.rule.RuleGroup;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.book.RuleReading.Draft;
import io.omskit.rule.document.ConditionLogic;
import io.omskit.rule.document.ConditionLogic.Truth;
import io.omskit.rule.document.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses rules that cannot have been meant: never holding, never reached, or stopping every subject. */
final class BookLogic {
    /** How many pairs of rules that ask the same fields are compared in one book. */
    private static final int MOST_COMPARISONS = 1_000;

    private BookLogic() {}

    /**
     * A rule that was read without a problem.
     *
     * @param rule the rule
     * @param draft where it stands
     * @param truth whether it holds
     * @param asked scope and condition
     * @param reads the fields and lists that it asks
     * @param needs for each of its parts the fields and lists of which it asks one or more
     * @param confined the texts to which it confines fields
     * @param content hash of what it asks, because all rules of a group are compared with each other
     */
    private record Ranked<A>(
            Rule<A> rule,
            Draft<A> draft,
            Truth truth,
            All asked,
            Set<String> reads,
            List<Set<String>> needs,
            Map<String, Set<Literal>> confined,
            int content) {
        static <A> Ranked<A> of(Rule<A> rule, Draft<A> draft, Fields<?> fields) {
            All asked = new All(List.of(rule.scope(), rule.when()));
            List<Set<String>> needs = new ArrayList<>();
            Map<String, Set<Literal>> confined = new HashMap<>();
            for (Condition part : ConditionLogic.parts(asked)) {
                needs.add(ConditionLogic.reads(part));
                ConditionLogic.confined(part).forEach(confined::putIfAbsent);
            }
            return new Ranked<>(
                    rule,
                    draft,
                    ConditionLogic.truthByDomain(asked, fields),
                    asked,
                    ConditionLogic.reads(asked),
                    needs,
                    confined,
                    asked.hashCode());
        }

        /** Whether a comparison may find that this rule holds wherever the other does; cheap. */
        boolean mayCover(Ranked<A> other) {
            for (Map.Entry<String, Set<Literal>> texts : confined.entrySet()) {
                Set<Literal> others = other.confined.get(texts.getKey());
                if (others != null && !texts.getValue().containsAll(others)) {
                    return false;
                }
            }
            for (Set<String> part : needs) {
                if (Collections.disjoint(part, other.reads)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Compares rules with each other, only so often that a large book is still read at once. */
    private static final class Comparison {
        private final Fields<?> fields;
        private int left = MOST_COMPARISONS;

        Comparison(Fields<?> fields) {
            this.fields = fields;
        }

        /** Whether nothing that the later rule would decide is left to it. */
        <A> boolean takesAll(Ranked<A> earlier, Ranked<A> later) {
            if (!covers(earlier.rule.validity(), later.rule.validity())) {
                return false;
            }
            if (earlier.truth == Truth.ALWAYS
                    || (earlier.content == later.content && earlier.asked.equals(later.asked))) {
                return true;
            }
            if (left == 0 || !earlier.mayCover(later)) {
                return false;
            }
            left--;
            return ConditionLogic.implies(later.asked, earlier.asked, fields);
        }
    }

    /** Checks the rules that are sound by themselves. */
    static <A> void check(List<Draft<A>> drafts, Fields<?> fields, ActionCatalog<A> actions, Findings findings) {
        Map<RuleGroup, List<Ranked<A>>> groups = new EnumMap<>(RuleGroup.class);
        for (Draft<A> draft : drafts) {
            Rule<A> rule = draft.rule();
            if (rule != null) {
                groups.computeIfAbsent(rule.group(), group -> new ArrayList<>()).add(Ranked.of(rule, draft, fields));
            }
        }
        Comparison comparison = new Comparison(fields);
        for (List<Ranked<A>> group : groups.values()) {
            group.sort(
                    Comparator.<Ranked<A>>comparingInt(ranked -> -ranked.rule().priority())
                            .thenComparing(ranked -> ranked.rule().id()));
            check(group, fields, actions, comparison, findings);
        }
    }

    private static <A> void check(
            List<Ranked<A>> group,
            Fields<?> fields,
            ActionCatalog<A> actions,
            Comparison comparison,
            Findings findings) {
        List<Ranked<A>> before = new ArrayList<>();
        for (Ranked<A> ranked : group) {
            Rule<A> rule = ranked.rule();
            Draft<A> draft = ranked.draft();
            Ranked<A> cover = before.stream()
                    .filter(earlier -> comparison.takesAll(earlier, ranked))
                    .findFirst()
                    .orElse(null);
            if (ranked.truth() == Truth.NEVER) {
                findings.add(
                        draft.node(),
                        draft.path(),
                        "Rule '" + rule.id() + "' never holds: "
                                + ConditionLogic.impossible(ranked.asked(), fields)
                                        .orElse("its scope and its condition contradict each other or themselves")
                                + ".",
                        "Correct the condition, or remove the rule.");
            } else if (cover != null) {
                String other = cover.rule().id();
                findings.add(
                        draft.node(),
                        draft.path(),
                        "Rule '" + rule.id() + "' is never reached: '" + other + "' stands before it in " + rule.group()
                                + " and holds whenever it does.",
                        "Give '" + rule.id() + "' a priority above "
                                + cover.rule().priority() + ", narrow '" + other + "', or remove one of them.");
            } else if (before.isEmpty() && stopsEverything(ranked, actions)) {
                findings.add(
                        draft.node(),
                        draft.path(),
                        "Rule '" + rule.id() + "' stops everything: it always holds and no rule of " + rule.group()
                                + " stands before it.",
                        "Give it a condition or an end, or remove it: what no rule lets pass waits anyway.");
            }
            if (ranked.truth() != Truth.NEVER) {
                before.add(ranked);
            }
        }
    }

    private static <A> boolean stopsEverything(Ranked<A> ranked, ActionCatalog<A> actions) {
        return ranked.truth() == Truth.ALWAYS
                && ranked.rule().validity().until() == null
                && ranked.rule().then().stream().anyMatch(actions::isStop);
    }

    private static boolean covers(Validity wide, Validity narrow) {
        Instant from = wide.from();
        Instant until = wide.until();
        Instant narrowFrom = narrow.from();
        Instant narrowUntil = narrow.until();
        boolean begins = from == null || (narrowFrom != null && !from.isAfter(narrowFrom));
        boolean ends = until == null || (narrowUntil != null && !until.isBefore(narrowUntil));
        return begins && ends;
    }
}
