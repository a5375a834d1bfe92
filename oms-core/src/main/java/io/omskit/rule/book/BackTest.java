package io.omskit.rule.book;

import io.omskit.decision.Decision;
import io.omskit.rule.Outcome;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Which subjects another rule book would treat differently. A pure function of books and subjects; nothing is changed by
 * it, so a new book can be tried on stored orders before it is put in force.
 *
 * @param before name and version of the book that subjects are treated by today
 * @param after name and version of the book that is tried
 * @param subjects how many subjects were tried
 * @param differences those that are treated differently, in the order of the subjects
 * @param <T> the subject
 * @param <A> the type of an action
 */
public record BackTest<T, A>(String before, String after, int subjects, List<Difference<T, A>> differences) {
    /** Copies the list. */
    public BackTest {
        differences = List.copyOf(differences);
    }

    /**
     * How one book treats one subject: a dry run.
     *
     * @param decision the deciding rules with their reasons
     * @param trace every rule that was tried, with the values read
     * @param <A> the type of an action
     */
    public record DryRun<A>(Decision<Outcome<A>> decision, RuleTrace<A> trace) {
        /**
         * Tries a book on a subject. Values of personal fields are withheld from the trace.
         *
         * @param book the book
         * @param subject the subject
         * @param now the moment of the decision
         * @param <T> the subject
         * @param <A> the type of an action
         * @return what the book decides and why
         */
        public static <T, A> DryRun<A> of(RuleBook<T, A> book, T subject, Instant now) {
            return new DryRun<>(book.evaluate(subject, now), book.trace(subject, now));
        }
    }

    /**
     * A subject that is treated differently.
     *
     * @param subject the subject
     * @param before what the first book decides and why
     * @param after what the other book decides and why
     * @param <T> the subject
     * @param <A> the type of an action
     */
    public record Difference<T, A>(T subject, DryRun<A> before, DryRun<A> after) {}

    /**
     * Tries both books on every subject.
     *
     * @param before the book that subjects are treated by today
     * @param after the book that is tried
     * @param subjects the subjects
     * @param now the moment at which a subject is decided
     * @param treatment what an outcome means to the caller, compared by {@code equals}: for review that a hold outweighs
     *     an approval; {@code Outcome::actions} where every action counts
     * @param <T> the subject
     * @param <A> the type of an action
     * @return the subjects that are treated differently, with both explanations
     */
    public static <T, A> BackTest<T, A> of(
            RuleBook<T, A> before,
            RuleBook<T, A> after,
            Iterable<? extends T> subjects,
            Function<? super T, Instant> now,
            Function<? super Outcome<A>, ?> treatment) {
        List<Difference<T, A>> differences = new ArrayList<>();
        int count = 0;
        for (T subject : subjects) {
            count++;
            difference(before, after, subject, now.apply(subject), (same, outcome) -> treatment.apply(outcome))
                    .ifPresent(differences::add);
        }
        return new BackTest<>(before.reference(), after.reference(), count, differences);
    }

    /**
     * Tries both books on one subject, for callers that have more subjects than fit in memory.
     *
     * @param before the book that subjects are treated by today
     * @param after the book that is tried
     * @param subject the subject
     * @param now the moment of the decision
     * @param treatment what an outcome means for a subject, compared by {@code equals}
     * @param <T> the subject
     * @param <A> the type of an action
     * @return both explanations, or empty if the subject is treated alike
     */
    public static <T, A> Optional<Difference<T, A>> difference(
            RuleBook<T, A> before,
            RuleBook<T, A> after,
            T subject,
            Instant now,
            BiFunction<? super T, ? super Outcome<A>, ?> treatment) {
        Object today = treatment.apply(subject, before.evaluate(subject, now).plan());
        Object then = treatment.apply(subject, after.evaluate(subject, now).plan());
        return Objects.equals(today, then)
                ? Optional.empty()
                : Optional.of(
                        new Difference<>(subject, DryRun.of(before, subject, now), DryRun.of(after, subject, now)));
    }
}
