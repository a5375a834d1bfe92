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
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * seen, as long as no more than some thousand combinations are in use.
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
    private final List<List<Known<A>>> groups;
    private final List<Block<T, A>> blocks;
    private final Map<String, Boolean> read = new ConcurrentHashMap<>();
    private final Cache<A> cache = new Cache<>();
    private final LongFunction<Decision<Outcome<A>>> decide = this::decision;

    private RuleBook(
            String reference,
            Fields<T> fields,
            List<Rule<A>> rules,
            List<List<Known<A>>> groups,
            List<Block<T, A>> blocks) {
        this.reference = reference;
        this.fields = fields;
        this.rules = rules;
        this.groups = groups;
        this.blocks = blocks;
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
        Map<RuleGroup, List<Rule<A>>> groups = new EnumMap<>(RuleGroup.class);
        List<List<Predicate<T>>> tests = new ArrayList<>();
        List<Rule<A>> ordered = rules.stream().sorted(ORDER).toList();
        Set<String> ids = new HashSet<>();
        for (Rule<A> rule : ordered) {
            if (!ids.add(rule.id())) {
                String problem = "Rule id '" + rule.id() + "' is used twice.";
                problems.add(new RuleProblem(rule.place(), problem, "Give each rule of a book its own id."));
            }
            groups.computeIfAbsent(rule.group(), group -> new ArrayList<>()).add(rule);
            tests.add(tests(rule, fields, problems));
        }
        requireCountable(groups.values(), name, problems);
        if (!problems.isEmpty()) {
            return new Checked<>(null, problems);
        }
        List<List<Known<A>>> byGroup = groups.values().stream()
                .map(group -> group.stream().map(Known::new).toList())
                .toList();
        return new Checked<>(
                new RuleBook<>(name + "@" + version, fields, ordered, byGroup, blocks(byGroup, tests)), List.of());
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
     * Whether some rule reads a field of the subject, in its scope or in its condition. Told once, remembered.
     *
     * @param field a name of the catalog
     */
    public boolean reads(String field) {
        return read.computeIfAbsent(field, name -> rules.stream()
                .anyMatch(rule -> rule.when().reads(name) || rule.scope().reads(name)));
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
        int decided = -1;
        for (int i = 0; i < blocks.size(); i++) {
            Block<T, A> block = blocks.get(i);
            long left = block.sieve.pass(subject, block.openAfter(decided));
            while (left != 0) {
                Candidate<T, A> candidate = block.candidates.get(Long.numberOfTrailingZeros(left));
                if (candidate.holds(subject, now)) {
                    combination += candidate.weight;
                    decided = candidate.group;
                    left &= ~candidate.rivals;
                } else {
                    left &= left - 1;
                }
            }
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

    /** Everything that must hold for a rule: its scope and its condition, in parts. */
    private static <T> List<Predicate<T>> tests(Rule<?> rule, Fields<T> fields, List<RuleProblem> problems) {
        return new ConditionCompiler<>(fields, problems)
                .conjuncts(
                        rule.scope(),
                        rule.place().within("scope"),
                        rule.when(),
                        rule.place().within("when"));
    }

    /** All rules in their order, cut into blocks without regard to groups. */
    private static <T, A> List<Block<T, A>> blocks(List<List<Known<A>>> groups, List<List<Predicate<T>>> tests) {
        List<Seat<A>> seats = seats(groups);
        List<Block<T, A>> blocks = new ArrayList<>();
        for (int from = 0; from < tests.size(); from += Sieve.WIDTH) {
            int until = Math.min(tests.size(), from + Sieve.WIDTH);
            Sieve<T> sieve = Sieve.of(tests.subList(from, until));
            List<Candidate<T, A>> candidates = new ArrayList<>();
            for (Seat<A> seat : seats.subList(from, until)) {
                List<Predicate<T>> rest = tests.get(from + candidates.size());
                long rivals = 0;
                for (int i = from; i < until; i++) {
                    rivals |= seats.get(i).group == seat.group ? 1L << (i - from) : 0;
                }
                candidates.add(new Candidate<>(
                        seat.rule,
                        seat.rule.validity().equals(Rule.Validity.always()),
                        rest.isEmpty() ? null : ConditionCompiler.all(rest),
                        seat.weight,
                        seat.group,
                        rivals));
            }
            blocks.add(new Block<>(sieve, List.copyOf(candidates)));
        }
        return List.copyOf(blocks);
    }

    /** Numbers the rules so that the weights of one rule of each group add up to a number of their own. */
    private static <A> List<Seat<A>> seats(List<List<Known<A>>> groups) {
        List<Seat<A>> seats = new ArrayList<>();
        long unit = 1;
        for (int group = groups.size() - 1; group >= 0; group--) {
            List<Known<A>> rules = groups.get(group);
            for (int i = rules.size() - 1; i >= 0; i--) {
                seats.add(new Seat<>(rules.get(i).rule, group, unit * (i + 1)));
            }
            unit *= rules.size() + 1L;
        }
        Collections.reverse(seats);
        return seats;
    }

    /** A combination of deciding rules must fit a long, see {@link #evaluate}. */
    private static <A> void requireCountable(
            Collection<List<Rule<A>>> groups, String name, List<RuleProblem> problems) {
        long combinations = 1;
        for (List<Rule<A>> group : groups) {
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

    private Decision<Outcome<A>> decision(long combination) {
        List<Rule<A>> deciding = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        long rest = combination;
        for (int i = groups.size() - 1; i >= 0; i--) {
            List<Known<A>> group = groups.get(i);
            int match = (int) (rest % (group.size() + 1L));
            rest /= group.size() + 1L;
            if (match > 0) {
                deciding.add(group.get(match - 1).rule);
                reasons.add(group.get(match - 1).reason(reference));
            }
        }
        if (deciding.isEmpty()) {
            return Decision.of(Outcome.unmatched(reference), Reason.of("NO_RULE_MATCHED", reference));
        }
        Collections.reverse(deciding);
        Collections.reverse(reasons);
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
     * A rule as it is tested.
     *
     * @param rule the rule
     * @param always whether it counts at every moment
     * @param rest what the sieve of its block has not tested; null if nothing is left
     * @param weight what it adds to the number of the combination when it decides
     * @param group number of its group
     * @param rivals the rules of its group in its block, itself among them
     */
    private record Candidate<T, A>(
            Rule<A> rule, boolean always, @Nullable Predicate<T> rest, long weight, int group, long rivals) {
        boolean holds(T subject, Instant now) {
            return (rest == null || rest.test(subject))
                    && (always || rule.validity().contains(now));
        }
    }

    /** A rule with the reason that names it; two threads may make it twice, and equal. */
    private static final class Known<A> {
        final Rule<A> rule;
        private @Nullable Reason reason;

        Known(Rule<A> rule) {
            this.rule = rule;
        }

        Reason reason(String book) {
            Reason known = reason;
            if (known == null) {
                known = Reason.of("RULE_MATCHED", rule.reference(), "group", rule.group(), "book", book);
                reason = known;
            }
            return known;
        }
    }

    private record Seat<A>(Rule<A> rule, int group, long weight) {}

    /** Up to 64 rules that stand one after the other. */
    private record Block<T, A>(Sieve<T> sieve, List<Candidate<T, A>> candidates) {
        /** The rules that are still to be asked when a group has been decided, in which the block may begin. */
        long openAfter(int decided) {
            long all = -1L >>> (Sieve.WIDTH - candidates.size());
            Candidate<T, A> first = candidates.get(0);
            return first.group == decided ? all & ~first.rivals : all;
        }
    }

    /**
     * Keeps decisions by the combination of deciding rules, in a table of fixed size. A combination lives in one of
     * a few slots after its home; where all are occupied by others it takes over its home. Without locks; two
     * threads may make the same, equal decision.
     */
    private static final class Cache<A> {
        private static final int SLOT_BITS = 14;
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
