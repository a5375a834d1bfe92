package io.omskit.rule;

import io.omskit.rule.Condition.AllLines;
import io.omskit.rule.Condition.AnyLine;
import io.omskit.rule.Condition.CountLines;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Condition.SumLines;
import io.omskit.rule.Operands.Whole;
import io.omskit.rule.RuleProblem.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions over lists of lines. Lists are walked by index, so that no iterator is made. */
final class LineCompiler<T> {
    /** Adding decimals farther apart than this would make numbers of unbounded length. */
    private static final int WIDEST_SCALE = 1_000;

    private final LeafCompiler<T> leaves;
    private final List<RuleProblem> problems;

    LineCompiler(LeafCompiler<T> leaves, List<RuleProblem> problems) {
        this.leaves = leaves;
        this.problems = problems;
    }

    /** The name of the list that a condition is about, or null if it is not about lines. */
    static @Nullable String listOf(Condition condition) {
        if (condition instanceof AnyLine test) {
            return test.lines();
        }
        if (condition instanceof AllLines test) {
            return test.lines();
        }
        if (condition instanceof SumLines test) {
            return test.lines();
        }
        return condition instanceof CountLines test ? test.lines() : null;
    }

    Predicate<T> compile(String name, Condition condition, Place at, int depth) {
        Field<T, ?> field = leaves.field(name, at);
        if (field != null && field.kind() instanceof Field.LinesField<T, ?> lines) {
            return compile(lines, condition, at, depth);
        }
        if (field != null) {
            String problem = "Field " + field + " is not a list of lines.";
            problems.add(new RuleProblem(at, problem, "Name a field of type LINES."));
        }
        return ConditionCompiler.never();
    }

    private <L> Predicate<T> compile(Field.LinesField<T, L> lines, Condition condition, Place at, int depth) {
        ConditionCompiler<L> inner = new ConditionCompiler<>(lines.lineFields, problems);
        if (condition instanceof AnyLine test) {
            return any(lines.getter, inner.compile(test.where(), at.within("any-line"), depth + 1));
        }
        if (condition instanceof AllLines test) {
            return every(lines.getter, inner.compile(test.where(), at.within("all-lines"), depth + 1));
        }
        if (condition instanceof CountLines test) {
            Predicate<L> where = inner.compile(test.where(), at.within("count-lines"), depth + 1);
            return count(lines.getter, where, test.operator(), test.count());
        }
        if (condition instanceof SumLines test) {
            Place place = at.within("sum-lines");
            return sum(lines, inner.compile(test.where(), place, depth + 1), test, place);
        }
        throw new AssertionError("not about lines: " + condition.getClass());
    }

    private static <T, L> Predicate<T> any(Function<T, @Nullable List<L>> getter, Predicate<L> where) {
        return subject -> {
            List<L> lines = getter.apply(subject);
            if (lines == null) {
                return false;
            }
            for (int i = 0; i < lines.size(); i++) {
                if (where.test(lines.get(i))) {
                    return true;
                }
            }
            return false;
        };
    }

    private static <T, L> Predicate<T> every(Function<T, @Nullable List<L>> getter, Predicate<L> where) {
        return subject -> {
            List<L> lines = getter.apply(subject);
            if (lines == null) {
                return false;
            }
            for (int i = 0; i < lines.size(); i++) {
                if (!where.test(lines.get(i))) {
                    return false;
                }
            }
            return true;
        };
    }

    private static <T, L> Predicate<T> count(
            Function<T, @Nullable List<L>> getter, Predicate<L> where, Operator operator, long literal) {
        return subject -> {
            List<L> lines = getter.apply(subject);
            if (lines == null) {
                return false;
            }
            long count = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (where.test(lines.get(i))) {
                    count++;
                }
            }
            return operator.accepts(Long.compare(count, literal));
        };
    }

    private <L> Predicate<T> sum(Field.LinesField<T, L> lines, Predicate<L> where, SumLines test, Place at) {
        LeafCompiler<L> inner = new LeafCompiler<>(lines.lineFields, problems);
        Field<L, ?> field = inner.field(test.field(), at);
        if (field == null) {
            return ConditionCompiler.never();
        }
        WholeTests<L> whole = WholeTests.of(field);
        if (whole != null) {
            Whole literal = inner.operands.whole(field, test.literal(), at);
            return literal == null
                    ? ConditionCompiler.never()
                    : sumWhole(lines.getter, where, whole, test.operator(), literal);
        }
        if (field.kind() instanceof Field.DecimalField<L> decimal) {
            BigDecimal literal = inner.operands.decimal(field, test.literal(), at);
            return literal == null
                    ? ConditionCompiler.never()
                    : sumDecimal(lines.getter, where, decimal.getter, test.operator(), literal);
        }
        inner.operands.require(false, field, "sum", at);
        return ConditionCompiler.never();
    }

    /** Sums in 128 bits held in two local longs: exact for every list, and without an object. */
    private static <T, L> Predicate<T> sumWhole(
            Function<T, @Nullable List<L>> getter,
            Predicate<L> where,
            WholeTests<L> field,
            Operator operator,
            Whole literal) {
        Function<L, @Nullable Object> tag = field.tag();
        ToLongFunction<L> steps = field.steps();
        return subject -> {
            List<L> lines = getter.apply(subject);
            if (lines == null) {
                return false;
            }
            long high = 0;
            long low = 0;
            for (int i = 0; i < lines.size(); i++) {
                L line = lines.get(i);
                if (where.test(line)) {
                    if (!literal.tag().equals(tag.apply(line))) {
                        return false;
                    }
                    long value = steps.applyAsLong(line);
                    low += value;
                    high += (value >> 63) + (Long.compareUnsigned(low, value) < 0 ? 1 : 0);
                }
            }
            return operator.accepts(compare(high, low, literal.steps()));
        };
    }

    private static int compare(long high, long low, long literal) {
        int byHigh = Long.compare(high, literal >> 63);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, literal);
    }

    private static <T, L> Predicate<T> sumDecimal(
            Function<T, @Nullable List<L>> getter,
            Predicate<L> where,
            Function<L, @Nullable BigDecimal> field,
            Operator operator,
            BigDecimal literal) {
        return subject -> {
            List<L> lines = getter.apply(subject);
            if (lines == null) {
                return false;
            }
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < lines.size(); i++) {
                L line = lines.get(i);
                if (where.test(line)) {
                    BigDecimal value = field.apply(line);
                    if (value == null || Math.abs((long) value.scale()) > WIDEST_SCALE) {
                        return false;
                    }
                    sum = sum.add(value);
                }
            }
            return operator.accepts(sum.compareTo(literal));
        };
    }
}
