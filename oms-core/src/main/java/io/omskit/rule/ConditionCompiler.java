package io.omskit.rule;

import io.omskit.rule.Condition.All;
import io.omskit.rule.Condition.Any;
import io.omskit.rule.Condition.Between;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Contains;
import io.omskit.rule.Condition.In;
import io.omskit.rule.Condition.IsPresent;
import io.omskit.rule.Condition.Not;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Condition.StartsWith;
import io.omskit.rule.RuleProblem.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Turns conditions into closures and collects every problem on the way, so that one load reports all of them. Long
 * conjunctions and disjunctions become balanced trees of pairs: small methods that the JIT inlines, and no deep stack.
 */
final class ConditionCompiler<T> {
    /** Beyond this nesting a document is broken or hostile; evaluation recurses once per level. */
    static final int DEEPEST = 64;

    private final List<RuleProblem> problems;
    private final LeafCompiler<T> leaves;
    private final LineCompiler<T> lines;

    ConditionCompiler(Fields<T> fields, List<RuleProblem> problems) {
        this.problems = problems;
        this.leaves = new LeafCompiler<>(fields, problems);
        this.lines = new LineCompiler<>(leaves, problems);
    }

    static <T> Checked<Predicate<T>> compile(Condition condition, Fields<T> fields, Place place) {
        List<RuleProblem> problems = new ArrayList<>();
        Predicate<T> compiled = new ConditionCompiler<>(fields, problems).compile(condition, place, 0);
        return new Checked<>(problems.isEmpty() ? compiled : null, problems);
    }

    /**
     * The tests that must all hold for a scope and a condition, the cheap ones in front. Conditions are pure, so the
     * order decides about nothing but speed; equal costs keep theirs.
     */
    List<Predicate<T>> conjuncts(Condition scope, Place scopeAt, Condition when, Place whenAt) {
        List<Conjunct<T>> found = new ArrayList<>();
        collect(scope, scopeAt, 0, found);
        collect(when, whenAt, 0, found);
        return sorted(found);
    }

    private static <T> List<Predicate<T>> sorted(List<Conjunct<T>> conjuncts) {
        conjuncts.sort(Comparator.comparingInt(Conjunct::cost));
        List<Predicate<T>> tests = new ArrayList<>(conjuncts.size());
        conjuncts.forEach(each -> tests.add(each.test));
        return tests;
    }

    private void collect(Condition condition, Place at, int depth, List<Conjunct<T>> found) {
        if (condition instanceof All all && depth <= DEEPEST) {
            for (int i = 0; i < all.parts().size(); i++) {
                collect(all.parts().get(i), at.within("all").within("[" + i + "]"), depth + 1, found);
            }
        } else {
            found.add(new Conjunct<>(cost(condition), compile(condition, at, depth)));
        }
    }

    /** Ranks kinds of conditions by what they were seen to take and how seldom they hold. */
    private static int cost(Condition condition) {
        if (condition instanceof Compare test) {
            return test.operator() == Operator.NOT_EQUAL ? 2 : 0;
        }
        if (condition instanceof In || condition instanceof Between || condition instanceof StartsWith) {
            return 0;
        }
        if (condition instanceof Contains) {
            return 1;
        }
        if (condition instanceof IsPresent) {
            return 2;
        }
        return LineCompiler.listOf(condition) == null ? 3 : 4;
    }

    /** Stands in for whatever could not be compiled; it is never evaluated, because a problem was recorded. */
    static <T> Predicate<T> never() {
        return subject -> false;
    }

    Predicate<T> compile(Condition condition, Place at, int depth) {
        if (depth > DEEPEST) {
            problems.add(new RuleProblem(
                    at,
                    "Conditions are nested more than " + DEEPEST + " deep.",
                    "Flatten them, or make several rules."));
            return never();
        }
        if (condition instanceof All all) {
            List<Conjunct<T>> found = new ArrayList<>();
            collect(all, at, depth, found);
            return all(sorted(found));
        }
        if (condition instanceof Any any) {
            if (any.parts().isEmpty()) {
                problems.add(
                        new RuleProblem(at.within("any"), "'any' of nothing never holds.", "Name a condition in it."));
            }
            return any(parts(any.parts(), at.within("any"), depth));
        }
        if (condition instanceof Not not) {
            return compile(not.part(), at.within("not"), depth + 1).negate();
        }
        String list = LineCompiler.listOf(condition);
        return list == null ? leaves.compile(condition, at) : lines.compile(list, condition, at, depth);
    }

    private List<Predicate<T>> parts(List<Condition> parts, Place at, int depth) {
        List<Predicate<T>> compiled = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            compiled.add(compile(parts.get(i), at.within("[" + i + "]"), depth + 1));
        }
        return compiled;
    }

    private static <T> Predicate<T> direct(Predicate<T> test) {
        return test instanceof WholeTests.Within<T> range ? range.direct() : test;
    }

    static <T> Predicate<T> all(List<Predicate<T>> parts) {
        if (parts.isEmpty()) {
            return subject -> true;
        }
        if (parts.size() == 1) {
            return direct(parts.get(0));
        }
        Predicate<T> first = all(parts.subList(0, parts.size() / 2));
        Predicate<T> rest = all(parts.subList(parts.size() / 2, parts.size()));
        return subject -> first.test(subject) && rest.test(subject);
    }

    private static <T> Predicate<T> any(List<Predicate<T>> parts) {
        if (parts.isEmpty()) {
            return never();
        }
        if (parts.size() == 1) {
            return direct(parts.get(0));
        }
        Predicate<T> first = any(parts.subList(0, parts.size() / 2));
        Predicate<T> rest = any(parts.subList(parts.size() / 2, parts.size()));
        return subject -> first.test(subject) || rest.test(subject);
    }

    /**
     * A part of a conjunction.
     *
     * @param cost the smaller is to be tested first: it is cheap or excludes much
     * @param test the compiled part
     */
    private record Conjunct<T>(int cost, Predicate<T> test) {}
}
