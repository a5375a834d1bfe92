package io.omskit.rule;

import io.omskit.decision.Decision;
import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.rule.RuleTrace.Attempt;
import io.omskit.rule.RuleTrace.Reading;
import io.omskit.rule.RuleTrace.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, versioned set of rules over one catalog, checked and compiled. The groups run in the fixed order of
 * {@link RuleGroup}; inside a group the greater priority is tried first, then the smaller id, and the first match
 * decides (domain rule R-4.2). So the order in which rules were given does not matter. Thread-safe.
 *
 * <p>A decision names the deciding rules only, which is what is worth storing with every subject; {@link #trace}
 * shows what was read, by evaluating again. Deciding makes no object once the combination of deciding rules has been
 * seen, as long as no more than some hundred combinations are in use.
 *
 * @param <T> the subject
 * @param <A> the type of an action
 */
public final class RuleBook<T, A> {
    private static final Comparator<Rule<?>> ORDER = Comparator.<Rule<?>, RuleGroup>comparing(Rule::group)
            .thenComparing(Comparator.<Rule<?>>comparingInt(Rule::priority).reversed())
            .thenComparing(Rule::id);

    private final String reference;
    private final Fields<T> fields;
    private final List<Rule<A>> rules;
    private final List<List<Compiled<T, A>>> groups;
    private final Cache<A> cache = new Cache<>();
    private final LongFunction<Decision<Outcome<A>>> decide = this::decision;

    private RuleBook(String reference, Fields<T> fields, List<Rule<A>> rules, List<List<Compiled<T, A>>> groups) {
        this.reference = reference;
        this.fields = fields;
        this.rules = rules;
        this.groups = groups;
    }

    /**
     * Checks and compiles rules.
     *
     * @param name name of the book
     * @param version version of the book as a whole; decisions carry it
     * @param fields the catalog that conditions read
     * @param rules the rules in any order
     * @param <T> the subject
     * @param <A> the type of an action
     * @return the book, or all problems found, in the order in which the rules would be tried
     */
    public static <T, A> Checked<RuleBook<T, A>> compile(
            String name, String version, Fields<T> fields, Collection<Rule<A>> rules) {
        List<RuleProblem> problems = new ArrayList<>();
        Map<RuleGroup, List<Compiled<T, A>>> groups = new EnumMap<>(RuleGroup.class);
        List<Rule<A>> ordered = rules.stream().sorted(ORDER).toList();
        Set<String> ids = new HashSet<>();
        for (Rule<A> rule : ordered) {
            if (!ids.add(rule.id())) {
                String problem = "Rule id '" + rule.id() + "' is used twice.";
                problems.add(new RuleProblem(rule.place(), problem, "Give each rule of a book its own id."));
            }
            groups.computeIfAbsent(rule.group(), group -> new ArrayList<>())
                    .add(compile(rule, fields, problems));
        }
        requireCountable(groups.values(), name, problems);
        if (!problems.isEmpty()) {
            return new Checked<>(null, problems);
        }
        List<List<Compiled<T, A>>> compiled =
                groups.values().stream().map(List::copyOf).toList();
        return new Checked<>(new RuleBook<>(name + "@" + version, fields, ordered, compiled), List.of());
    }

    /** {@return name and version in the form {@code name@version}} */
    public String reference() {
        return reference;
    }

    /** {@return the catalog that conditions read} */
    public Fields<T> fields() {
        return fields;
    }

    /** {@return all rules in the order in which they are tried; unmodifiable} */
    public List<Rule<A>> rules() {
        return rules;
    }

    /**
     * Decides about a subject.
     *
     * @param subject the subject
     * @param now the moment of the decision, for the validity of rules
     * @return the deciding rules, with a reason {@code RULE_MATCHED} for each, or {@link Outcome#unmatched} with the
     *     reason {@code NO_RULE_MATCHED}
     */
    public Decision<Outcome<A>> evaluate(T subject, Instant now) {
        long combination = 0;
        for (int i = 0; i < groups.size(); i++) {
            List<Compiled<T, A>> group = groups.get(i);
            combination = combination * (group.size() + 1L) + firstMatch(group, subject, now);
        }
        return cache.get(combination, decide);
    }

    /**
     * Shows how the decision about a subject comes about. Values of PERSONAL fields are withheld.
     *
     * @param subject the subject
     * @param now the moment of the decision
     * @return every rule with its verdict and the values read
     */
    public RuleTrace<A> trace(T subject, Instant now) {
        return trace(subject, now, field -> field.sensitivity().isPrintable());
    }

    /**
     * Shows how the decision about a subject comes about, to a reader with certain rights.
     *
     * @param subject the subject
     * @param now the moment of the decision
     * @param visible tells of each field whether the reader may see its value
     * @return every rule with its verdict and the values read
     */
    public RuleTrace<A> trace(T subject, Instant now, Predicate<? super Field<?, ?>> visible) {
        ConditionTracer<T> tracer = new ConditionTracer<>(fields, visible);
        Set<RuleGroup> decided = new HashSet<>();
        List<Attempt<A>> attempts = new ArrayList<>(rules.size());
        for (Rule<A> rule : rules) {
            List<Reading> readings = new ArrayList<>();
            Verdict verdict = decided.contains(rule.group())
                    ? Verdict.NOT_REACHED
                    : attempt(rule, subject, now, tracer, readings);
            if (verdict == Verdict.MATCHED) {
                decided.add(rule.group());
            }
            attempts.add(new Attempt<>(rule, verdict, readings));
        }
        return new RuleTrace<>(reference, attempts);
    }

    /** {@return reference and number of rules} */
    @Override
    public String toString() {
        return "RuleBook " + reference + " (" + rules.size() + " rules)";
    }

    private static <T, A> Compiled<T, A> compile(Rule<A> rule, Fields<T> fields, List<RuleProblem> problems) {
        ConditionCompiler<T> compiler = new ConditionCompiler<>(fields, problems);
        List<Predicate<T>> tests = compiler.conjuncts(
                rule.scope(),
                rule.place().within("scope"),
                rule.when(),
                rule.place().within("when"));
        boolean always = rule.validity().equals(Rule.Validity.always());
        return tests.isEmpty()
                ? new Compiled<>(rule, always, ConditionCompiler.always(), null)
                : new Compiled<>(
                        rule,
                        always,
                        tests.get(0),
                        tests.size() == 1 ? null : ConditionCompiler.all(tests.subList(1, tests.size())));
    }

    /** A combination of deciding rules must fit a long, see {@link #evaluate}. */
    private static <T, A> void requireCountable(
            Collection<List<Compiled<T, A>>> groups, String name, List<RuleProblem> problems) {
        long combinations = 1;
        for (List<Compiled<T, A>> group : groups) {
            if (Math.multiplyHigh(combinations, group.size() + 1L) != 0 || combinations * (group.size() + 1L) < 0) {
                problems.add(new RuleProblem(
                        RuleProblem.Place.of("rules"),
                        "Book '" + name + "' has too many rules: "
                                + groups.stream().mapToInt(List::size).sum() + ".",
                        "Split it into several books; 1,000 rules in each group are always possible."));
                return;
            }
            combinations *= group.size() + 1L;
        }
    }

    /** The number from 1 of the first rule that matches, or 0. */
    private static <T, A> int firstMatch(List<Compiled<T, A>> group, T subject, Instant now) {
        for (int i = 0; i < group.size(); i++) {
            Compiled<T, A> candidate = group.get(i);
            if (candidate.first.test(subject)
                    && (candidate.rest == null || candidate.rest.test(subject))
                    && (candidate.always || candidate.rule.validity().contains(now))) {
                return i + 1;
            }
        }
        return 0;
    }

    private Decision<Outcome<A>> decision(long combination) {
        List<Rule<A>> deciding = new ArrayList<>();
        long rest = combination;
        for (int i = groups.size() - 1; i >= 0; i--) {
            List<Compiled<T, A>> group = groups.get(i);
            int match = (int) (rest % (group.size() + 1L));
            rest /= group.size() + 1L;
            if (match > 0) {
                deciding.add(0, group.get(match - 1).rule);
            }
        }
        if (deciding.isEmpty()) {
            return Decision.of(Outcome.unmatched(reference), Reason.of("NO_RULE_MATCHED", reference));
        }
        List<Reason> reasons = deciding.stream()
                .map(rule -> Reason.of("RULE_MATCHED", rule.reference(), "group", rule.group(), "book", reference))
                .toList();
        return new Decision<>(new Outcome<>(reference, deciding), new Explanation(reasons, List.of()));
    }

    private static <T, A> Verdict attempt(
            Rule<A> rule, T subject, Instant now, ConditionTracer<T> tracer, List<Reading> readings) {
        if (!rule.validity().contains(now)) {
            return Verdict.NOT_VALID;
        }
        if (!tracer.holds(rule.scope(), subject, readings)) {
            return Verdict.OUT_OF_SCOPE;
        }
        return tracer.holds(rule.when(), subject, readings) ? Verdict.MATCHED : Verdict.NOT_MATCHED;
    }

    /**
     * A rule as it is tested. The first test stands alone because most rules end with it.
     *
     * @param always whether the rule counts at every moment
     * @param first the cheapest part of scope and condition
     * @param rest the other parts; null if there are none
     */
    private record Compiled<T, A>(
            Rule<A> rule, boolean always, Predicate<T> first, @Nullable Predicate<T> rest) {}

    /**
     * Keeps decisions by the combination of deciding rules, in a table of fixed size. A combination lives in one of
     * a few slots after its home; where all are occupied by others it takes over its home. Without locks; two
     * threads may make the same, equal decision.
     */
    private static final class Cache<A> {
        private static final int SLOT_BITS = 11;
        private static final int PROBES = 8;
        private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

        private final AtomicReferenceArray<@Nullable Slot<A>> table =
                new AtomicReferenceArray<>((1 << SLOT_BITS) + PROBES);

        Decision<Outcome<A>> get(long combination, LongFunction<Decision<Outcome<A>>> make) {
            int home = (int) ((combination * GOLDEN_RATIO) >>> (Long.SIZE - SLOT_BITS));
            int free = home;
            for (int i = home; i < home + PROBES; i++) {
                Slot<A> slot = table.get(i);
                if (slot == null) {
                    free = i;
                    break;
                }
                if (slot.combination == combination) {
                    return slot.decision;
                }
            }
            Decision<Outcome<A>> decision = make.apply(combination);
            table.set(free, new Slot<>(combination, decision));
            return decision;
        }

        private record Slot<A>(long combination, Decision<Outcome<A>> decision) {}
    }
}
