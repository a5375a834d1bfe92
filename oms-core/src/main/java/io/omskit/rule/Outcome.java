package io.omskit.rule;

import java.util.List;
import java.util.Optional;

/**
 * What a rule book decided about one subject: at most one rule of each group. What the actions mean together, for
 * example that a hold outweighs an approval, is the caller's matter.
 *
 * @param book name and version of the book, in the form {@code name@version}
 * @param deciding the rules that matched first in their groups, in the order of the groups; empty if none matched
 * @param <A> the type of an action
 */
public record Outcome<A>(String book, List<Rule<A>> deciding) {
    /** Copies the list and refuses two rules of one group or groups out of order. */
    public Outcome {
        deciding = List.copyOf(deciding);
        for (int i = 1; i < deciding.size(); i++) {
            if (deciding.get(i - 1).group().compareTo(deciding.get(i).group()) >= 0) {
                throw new IllegalArgumentException("In book " + book + " " + deciding.get(i - 1) + " stands before "
                        + deciding.get(i) + ".\nName at most one rule of each group, in the order of the groups.");
            }
        }
    }

    /**
     * The outcome that no rule matched. It is neither an approval nor a refusal: the caller states what then holds,
     * which for review is the manual queue (domain rule, default deny).
     *
     * @param book name and version of the book
     * @param <A> the type of an action
     * @return the outcome
     */
    public static <A> Outcome<A> unmatched(String book) {
        return new Outcome<>(book, List.of());
    }

    /** {@return true if no rule of any group matched} */
    public boolean isUnmatched() {
        return deciding.isEmpty();
    }

    /**
     * The rule that decided in a group.
     *
     * @param group the group
     * @return the rule, or empty if none of the group matched
     */
    public Optional<Rule<A>> deciding(RuleGroup group) {
        return deciding.stream().filter(rule -> rule.group() == group).findFirst();
    }

    /** {@return the actions of all deciding rules, in order} */
    public List<A> actions() {
        return deciding.stream().flatMap(rule -> rule.then().stream()).toList();
    }
}
