package io.omskit.rule.book;

import io.omskit.rule.Condition.All;
import io.omskit.rule.Fields;
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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Refuses rules that cannot have been meant: never holding, never reached, or stopping every subject. */
final class BookLogic {
    private BookLogic() {}

    /**
     * A rule that was read without a problem.
     *
     * @param rule the rule
     * @param draft where it stands
     * @param truth whether it holds
     * @param content hash of what it asks, because all rules of a group are compared with each other
     */
    private record Ranked<A>(Rule<A> rule, Draft<A> draft, Truth truth, int content) {
        /** Whether nothing that the other rule would decide is left to it. */
        boolean takesAllOf(Ranked<A> other) {
            boolean same = content == other.content
                    && rule.scope().equals(other.rule.scope())
                    && rule.when().equals(other.rule.when());
            return (truth == Truth.ALWAYS || same) && covers(rule.validity(), other.rule.validity());
        }
    }

    /** Checks the rules that are sound by themselves. */
    static <A> void check(List<Draft<A>> drafts, Fields<?> fields, ActionCatalog<A> actions, Findings findings) {
        Map<RuleGroup, List<Ranked<A>>> groups = new EnumMap<>(RuleGroup.class);
        for (Draft<A> draft : drafts) {
            Rule<A> rule = draft.rule();
            if (rule != null) {
                All asked = new All(List.of(rule.scope(), rule.when()));
                Truth truth = ConditionLogic.truth(asked, fields);
                groups.computeIfAbsent(rule.group(), group -> new ArrayList<>())
                        .add(new Ranked<>(rule, draft, truth, asked.hashCode()));
            }
        }
        for (List<Ranked<A>> group : groups.values()) {
            group.sort(
                    Comparator.<Ranked<A>>comparingInt(ranked -> -ranked.rule().priority())
                            .thenComparing(ranked -> ranked.rule().id()));
            check(group, actions, findings);
        }
    }

    private static <A> void check(List<Ranked<A>> group, ActionCatalog<A> actions, Findings findings) {
        List<Ranked<A>> before = new ArrayList<>();
        for (Ranked<A> ranked : group) {
            Rule<A> rule = ranked.rule();
            Draft<A> draft = ranked.draft();
            Ranked<A> cover = before.stream()
                    .filter(earlier -> earlier.takesAllOf(ranked))
                    .findFirst()
                    .orElse(null);
            if (ranked.truth() == Truth.NEVER) {
                findings.add(
                        draft.node(),
                        draft.path(),
                        "Rule '" + rule.id() + "' never holds: its scope and its condition contradict each other"
                                + " or themselves.",
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
